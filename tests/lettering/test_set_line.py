import pytest

from mangacli.geometry import Box
from mangacli.lettering.set_line import RUBY_SCALE, SetLine, union
from mangacli.lettering.shaping import ShapedGlyph, shape


@pytest.fixture
def square(square_font):
    """A glyph of one square em whose ink reaches from 0.88 above its baseline to 0.12 below."""
    (glyph,) = shape("a", (square_font,), "en").glyphs
    return glyph


def test_ink_outside_a_lines_room_makes_it_larger(square):
    line = SetLine.around("a", Box(0, -0.5, 3, 0), [square], [], "")
    assert line.ink == Box(0, -0.88, 1, pytest.approx(0.12))
    assert line.box == Box(0, -0.88, 3, pytest.approx(0.12))


def test_a_line_without_ink_keeps_its_room():
    line = SetLine.around("", Box(0, 0, 1, 1), [])
    assert line.ink is None and line.box == Box(0, 0, 1, 1)
    assert line.moved(1, 2).box == Box(1, 2, 2, 3)


def test_ruby_counts_at_its_size(square):
    line = SetLine.around("a", Box(0, 0, 0, 0), [], [square])
    assert line.ink.width == RUBY_SCALE


def test_moving_takes_all_along(square):
    line = SetLine.around("a", Box(0, 0, 1, 1), [square], [square]).moved(2, 3)
    assert [(g.x, g.y) for g in (*line.glyphs, *line.ruby)] == [(2, 3), (2, 3)]
    assert line.ink.x1 == 2


def test_union():
    assert union([]) is None
    assert union([Box(0, 0, 1, 1), Box(3, -1, 4, 0.5)]) == Box(0, -1, 4, 1)


def test_a_turned_glyphs_ink_is_turned(square):
    turned = ShapedGlyph(square.face, square.id, 5, 5, "", (0, 1, -1, 0, 0, 0))
    ink = turned.ink()
    assert (ink.x1, ink.x2) == pytest.approx((4.88, 5.88))
    assert (ink.y1, ink.y2) == pytest.approx((5, 6))
