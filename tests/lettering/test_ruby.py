import pytest

from mangacli.fonts.library import stack
from mangacli.lettering import ruby
from mangacli.lettering.cells import cells_of
from mangacli.lettering.markup import read_markup
from mangacli.lettering.set_line import RUBY_SCALE
from mangacli.lettering.set_text import TypeStyle

COLUMN = TypeStyle(10, stack("ja", "dialog"), (), "ja", True, 1.5)
LINE = TypeStyle(10, stack("ja", "dialog"), (), "ja", False, 1.5)


def middles(reading, base, length, style=COLUMN):
    """Where the ink of each character of a reading lies along the line."""
    along = 1 if style.vertical else 0
    return [g.ink(RUBY_SCALE).center[along] for g in ruby.reading_glyphs(reading, base, length, style)]


def test_a_reading_stands_right_of_its_column():
    for glyph in ruby.reading_glyphs("おに", (1, 2), 5, COLUMN):
        ink = glyph.ink(RUBY_SCALE)
        assert ink.x1 >= 0.5 and ink.x2 <= 0.5 + ruby.ROOM


def test_a_reading_stands_above_its_line():
    for glyph in ruby.reading_glyphs("おに", (1, 2), 5, LINE):
        ink = glyph.ink(RUBY_SCALE)
        assert ink.y2 <= -0.86 and ink.y1 >= -0.86 - ruby.ROOM


@pytest.mark.parametrize("style", [COLUMN, LINE])
def test_a_reading_is_centred_on_its_base(style):
    first, last = middles("おお", (2, 3), 6, style)
    assert (first + last) / 2 == pytest.approx(2.5, abs=0.03)
    assert last - first == pytest.approx(0.5, abs=0.01)


def test_a_short_reading_spreads_with_half_spaces_at_its_ends():
    at = middles("ののの", (0, 3), 3)
    assert at == pytest.approx([0.5, 1.5, 2.5], abs=0.03)


def test_a_long_reading_stays_on_the_line():
    glyphs = ruby.reading_glyphs("ううううう", (0, 1), 4, COLUMN)
    inks = [glyph.ink(RUBY_SCALE) for glyph in glyphs]
    assert inks[0].y1 >= 0 and inks[-1].y2 <= 2.5
    glyphs = ruby.reading_glyphs("ううううう", (3, 4), 4, COLUMN)
    assert glyphs[-1].ink(RUBY_SCALE).y2 <= 4


def test_a_latin_reading_lies_on_its_side():
    glyphs = ruby.reading_glyphs("hero", (0, 2), 2, COLUMN)
    assert all(glyph.matrix[:2] == pytest.approx((0, 1)) for glyph in glyphs)


@pytest.mark.parametrize("style", [COLUMN, LINE])
def test_dots_stand_beside_the_middle_of_their_characters(style):
    cell, stop = cells_of(read_markup("《《鬼。》》", "ja"), style)
    (glyph,) = ruby.dot_glyphs(1.5, cell, style)
    x, y = glyph.ink(RUBY_SCALE).center
    assert (y if style.vertical else x) == pytest.approx(1.5)
    assert x > 0.5 if style.vertical else y < -0.86
    assert ruby.dot_glyphs(2.5, stop, style) == []
