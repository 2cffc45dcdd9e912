"""A story's font is tried out in a process of its own: what harms there is told, and remembered."""

import io

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from mangacli.fonts import probe
from mangacli.fonts.face import BUNDLED
from mangacli.fonts.probe import probed
from mangacli.fonts.sanity import require_sound

GOOD = (BUNDLED / "patrick-hand.ttf").read_bytes()


def font(*contours: list[tuple[int, int]], advance: int = 500, text: str = "a") -> bytes:
    """A font with one glyph of these contours for all characters of a text."""
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "a"])
    builder.setupCharacterMap({ord(letter): "a" for letter in text})
    pen = TTGlyphPen(None)
    for contour in contours:
        pen.moveTo(contour[0])
        for point in contour[1:]:
            pen.lineTo(point)
        pen.closePath()
    builder.setupGlyf({".notdef": TTGlyphPen(None).glyph(), "a": pen.glyph()})
    builder.setupHorizontalMetrics({".notdef": (500, 0), "a": (advance, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "T", "styleName": "R"})
    builder.setupPost()
    file = io.BytesIO()
    builder.save(file)
    return file.getvalue()


SQUARE = [(0, 0), (0, 500), (500, 500), (500, 0)]


@pytest.fixture(autouse=True)
def no_memory(monkeypatch, tmp_path):
    """Nothing is remembered from other tests."""
    monkeypatch.setenv("MANGA_CACHE", str(tmp_path))


def test_a_font_to_letter_with_passes_and_is_tried_once(monkeypatch):
    assert probed(GOOD) == ""
    monkeypatch.setattr(probe, "_tried", lambda data: pytest.fail("it is known already"))
    assert probed(GOOD) == ""


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (font([(0, 0), (0, 32000), (32000, 32000)]), ""),
        (font(*[SQUARE] * 5500), "strokes"),
        (font([(0, 0), (0, 500), (32767, 500)], advance=65000), "farther"),
    ],
)
def test_absurd_glyphs_are_told_and_large_ones_are_not(data, said):
    require_sound(data)
    found = probed(data)
    assert (said in found) if said else found == ""


def test_what_crashes_or_hangs_does_so_elsewhere(monkeypatch):
    monkeypatch.setattr(probe, "_COMMAND", "import os, sys; sys.stdin.buffer.read(); os.abort()")
    assert "crashes" in probed(GOOD)
    monkeypatch.setattr(probe, "_COMMAND", "import time; time.sleep(60)")
    monkeypatch.setattr(probe, "SECONDS", 0.2)
    assert "takes more than" in probed(GOOD)
    monkeypatch.undo()
    assert probed(GOOD) == ""  # a verdict of the moment is not kept


def test_a_font_that_cannot_be_kept_in_mind_is_tried_all_the_same(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("MANGA_CACHE", str(tmp_path / "file"))
    assert probed(GOOD) == ""
