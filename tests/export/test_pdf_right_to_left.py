import io

import pypdfium2
import pytest

from mangacli.drawing import Drawing, Publication, Text
from mangacli.export.pdf import write_pdf
from mangacli.export.pdf_right_to_left import as_seen, runs_right_to_left
from mangacli.fonts.library import stack
from mangacli.geometry import Box
from mangacli.lettering.set_text import TypeStyle
from mangacli.lettering.typeset import settings_of


def set_in_lines(text, language, widest=500.0):
    fonts, emphasis = stack(language, "dialog"), stack(language, "emphasis")
    style = TypeStyle(10.0, fonts, emphasis, language, False, 1.32)
    (setting, *_) = settings_of(text, style, where=(), widest=widest, tallest=500.0)
    return setting


def order_of(text, language, widest=500.0):
    ordered, _ = as_seen(set_in_lines(text, language, widest).runs)
    return "".join(glyph.text for each in ordered for glyph in each.run.glyphs)


def test_only_letters_decide():
    assert runs_right_to_left("OK: \u05d0") and runs_right_to_left("\u0644")
    assert not runs_right_to_left("OK, 12?!")


def test_a_line_is_written_from_its_left_end():
    assert order_of("אב גד", "he") == "דג בא"


def test_numbers_and_latin_words_keep_their_direction():
    assert order_of("אב 12 OK גד", "he") == "דג OK 12 בא"


def test_lines_follow_each_other():
    assert order_of("אבגד הוזח", "he", widest=30) == "דגבאחזוה"


def test_a_ligature_is_an_outline_over_its_letters():
    ordered, outlines = as_seen(set_in_lines("لا", "ar").runs)
    assert [glyph.text for run in outlines for glyph in run.glyphs] == ["لا"]
    assert [(each.seen, glyph.text) for each in ordered for glyph in each.run.glyphs] == [
        (False, "ا"),
        (False, "ل"),
    ]


def test_points_stand_before_their_letter():
    ordered, outlines = as_seen(set_in_lines("שָׁ", "he").runs)
    assert len(outlines) == 1
    assert "".join(g.text for each in ordered for g in each.run.glyphs)[-1] == "ש"
    assert not any(each.seen for each in ordered)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("למה לא סיפרת לי שאתה הולך", "he"),
        ("لماذا لم تخبرني بأنك راحل", "ar"),
        ("انتظر حتى 10 غدا", "ar"),
        ("ולא ראית את iPhone החדש", "he"),
    ],
)
def test_another_reader_finds_the_words_in_order(text, language, tmp_path):
    setting = set_in_lines(text, language, widest=60.0)
    assert len(setting.lines) > 1
    lettering = Text(setting.moved(100, 100), setting.said, language)
    page = Box(0, 0, 400, 400)
    drawing = Drawing(1, (400, 400), page, page, (lettering,), 72)
    path = tmp_path / "page.pdf"
    write_pdf(Publication("T"), [drawing], path)
    read = pypdfium2.PdfDocument(io.BytesIO(path.read_bytes()))[0].get_textpage().get_text_range()
    assert read.split() == text.split()
