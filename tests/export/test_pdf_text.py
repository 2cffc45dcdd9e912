import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mangacli.drawing import Glyph, GlyphRun, Text
from mangacli.export.pdf_font import PdfFontKey, width
from mangacli.export.pdf_text import ANCHOR_STEP, PageFonts, anchors, letter
from mangacli.fonts.face import face
from mangacli.geometry import rotation
from mangacli.paint.canvas import Canvas
from mangacli.paint.pdf_document import text_string


def written(text):
    canvas, fonts = Canvas(), PageFonts()
    letter(canvas, text, anchors([text], 800)[0], fonts)
    return canvas.content().decode(), fonts


def shown(content):
    """The lines that show visible glyphs."""
    return [line for line in content.splitlines() if line.endswith(" TJ")]


def test_a_line_is_shown_as_one(lettered):
    content, fonts = written(lettered.latin(["Is anyone"], 10, 20))
    assert len(shown(content)) == 1
    assert shown(content)[0].count("<") == len("Is anyone")
    assert fonts.keys == [PdfFontKey("comic-neue-bold", False)]


def test_a_column_is_shown_as_one_in_a_font_for_columns(lettered):
    content, fonts = written(lettered.japanese(["誰か、いるのー？"], 100, 50))
    assert len(shown(content)) == 1
    assert PdfFontKey("shippori-antique", True) in fonts.keys


def test_glyphs_apart_from_their_line_are_shown_apart():
    glyph = face("comic-neue-bold").hb_font.get_nominal_glyph(ord("I"))
    glyphs = [Glyph(glyph, 10, 20, "I"), Glyph(glyph, 16, 20.5, "I"), Glyph(glyph, 200, 20.5, "I")]
    content, _ = written(Text((GlyphRun("comic-neue-bold", 10, tuple(glyphs)),), "III", "en"))
    assert len(shown(content)) == 3


def test_a_turned_line_stays_one_line(lettered):
    """Letters along a slope: each glyph turned, each further along the same slope."""
    glyph = face("comic-neue-bold").hb_font.get_nominal_glyph(ord("I"))
    turn = rotation(30)
    glyphs = tuple(Glyph(glyph, 10 + 8 * turn[0] * i, 20 + 8 * turn[1] * i, "I", turn) for i in range(4))
    content, _ = written(Text((GlyphRun("comic-neue-bold", 10, glyphs),), "IIII", "en"))
    assert len(shown(content)) == 1


def test_what_is_said_is_one_span_and_ruby_no_text(lettered):
    text = lettered.japanese(["誰か"], 100, 50)
    ruby = lettered.column("だれ", 5.5, 110, 50, ruby=True)
    content, fonts = written(replace(text, runs=(*text.runs, ruby)))
    assert content.count(f"/ActualText {text_string('誰か')}") == content.count("EMC") - 1 == 1
    assert content.index("/Artifact BMC") > content.index("ET")
    assert set(fonts.glyphs["shippori-antique"].values()) == {"誰", "か", " "}


@pytest.mark.parametrize("degrees", [0, 90, 180, 270, 1e-5, 8])
def test_numbers_are_written_without_exponents(lettered, degrees):
    text = lettered.latin(["AM"], 10, 20)
    turned = tuple(replace(glyph, matrix=rotation(degrees)) for glyph in text.runs[0].glyphs)
    content, _ = written(replace(text, runs=(replace(text.runs[0], glyphs=turned),), fill=0.00001))
    assert not re.search(r"\de[+-]?\d", content)


def test_a_forced_break_is_no_break_in_what_is_said(lettered):
    content, _ = written(replace(lettered.latin(["No", "way"], 10, 20), said="No\nway"))
    assert "/ActualText (No way)" in content


def test_a_text_of_ruby_alone_or_of_nothing_is_no_span(lettered):
    content, _ = written(Text((lettered.column("だれ", 5, 10, 10, ruby=True),), "", "ja"))
    assert "/Span" not in content
    assert written(Text((), "", "ja"))[0].strip() == "0 g"


def test_widths_are_the_fonts_own():
    opened = face("comic-neue-bold")
    glyph = opened.hb_font.get_nominal_glyph(ord("m"))
    assert width("comic-neue-bold", glyph) == pytest.approx(1000 * opened.advance(glyph), abs=0.005)


places = st.tuples(st.floats(-20, 520), st.floats(-20, 820), st.integers(0, 5), st.integers(0, 4))


@given(st.lists(places, max_size=30), st.floats(100, 900))
def test_anchors_go_down_the_page_in_reading_order(found, height):
    texts = [
        Text((GlyphRun("comic-neue-bold", 10, (Glyph(1, x, y),) * count),), "", "en", order=order)
        for x, y, count, order in found
    ]
    placed = anchors(texts, height)
    read = sorted(range(len(texts)), key=lambda index: texts[index].order)
    heights = [placed[index].y for index in read]
    step = min(ANCHOR_STEP, height / (len(texts) + 1))
    assert all(after - before >= step - 1e-6 for before, after in pairwise(heights))
    assert all(0 < y < height for y in heights)
    assert len({anchor.left for anchor in placed}) <= 1
