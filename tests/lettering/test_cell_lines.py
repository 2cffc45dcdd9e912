from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mangacli.lettering.cell_lines import cell_block
from mangacli.lettering.cells import cells_of
from mangacli.lettering.japanese_lines import japanese_pieces
from mangacli.lettering.line_breaking import Lines
from mangacli.lettering.markup import read_markup
from mangacli.lettering.set_line import RUBY_SCALE


def block(text, ends, style):
    marked = read_markup(text, "ja")
    cells = cells_of(marked, style)
    pieces = japanese_pieces(marked, cells, "ja")
    return cell_block(marked, cells, pieces, style, Lines(ends, (), 0))


def test_columns_step_to_the_left_by_the_leading(squares):
    first, second = block("ああいい", (2, 4), squares("ja", True, leading=1.25))
    assert (first.box.x1, first.box.x2) == (-0.5, 0.5)
    assert (second.box.x1, second.box.x2) == (-1.75, -0.75)
    assert (second.box.y1, second.box.y2) == pytest.approx((0, 2))


def test_lines_step_down_and_are_centred(squares):
    first, second = block("あああい", (3, 4), squares("ja", leading=1.25))
    assert (first.box.x1, first.box.x2) == (-1.5, 1.5)
    assert (second.box.x1, second.box.x2) == (-0.5, 0.5)
    assert second.glyphs[0].y - first.glyphs[0].y == 1.25


def test_columns_with_readings_stand_farther_apart(squares):
    first, second = block("鬼《おに》あ", (1, 2), squares("ja", True, leading=1.2))
    assert first.box.x2 > 1.0
    assert first.box.x1 - second.box.x2 > 0.5


def test_a_bracket_at_the_head_begins_with_its_ink(squares):
    (line,) = block("「あ", (2,), squares("ja", True))
    assert line.glyphs[1].ink().y1 == pytest.approx(0.5)  # あ follows half a square behind the head


def test_blanks_between_cells_are_kept_for_the_reader(squares):
    (line,) = block("あ　い う", (3,), squares("ja", True))
    assert "".join(glyph.text for glyph in line.glyphs) == line.text == "あ　い う"


def test_dots_and_readings_are_set_aside_from_the_text(squares):
    (line,) = block("《《ああ》》鬼《おに》", (3,), squares("ja", True))
    assert "".join(glyph.text for glyph in line.glyphs) == "ああ鬼"
    assert len(line.ruby) == 4


def test_a_reading_at_a_columns_head_pushes_its_base_down_and_is_not_cut(squares):
    _, second = block("をを志《こころざ》すす", (2, 5), squares("ja", True))
    assert second.ink.y1 == pytest.approx(0, abs=0.02) and second.box.y1 == pytest.approx(0)
    base = second.glyphs[0].ink()
    assert base.y1 == pytest.approx(0.5)


@pytest.mark.parametrize("vertical", [True, False])
def test_louder_cells_are_larger_and_keep_their_distance(squares, vertical):
    first, second = block("あ<big>い</big>う", (2, 3), squares("ja", vertical, leading=1.25))
    small, large = (glyph.ink() for glyph in first.glyphs)
    assert large.width == pytest.approx(1.35 * small.width)
    assert not first.box.overlaps(second.box)
    apart = first.box.x1 - second.box.x2 if vertical else second.box.y1 - first.box.y2
    assert apart == pytest.approx(0.25 if vertical else 0.29, abs=0.05)


readings = st.lists(
    st.sampled_from(
        ["志《こころざし》", "を", "鬼《おに》", "心《こころ》", "国", "、", "「", "」", "ー", "あ"]
    ),
    min_size=1,
    max_size=10,
).map("".join)


@given(readings, st.booleans(), st.integers(1, 9))
def test_readings_never_touch_each_other(squares, text, vertical, end):
    marked = read_markup(text, "ja")
    style = squares("ja", vertical)
    cells = cells_of(marked, style)
    pieces = japanese_pieces(marked, cells, "ja")
    ends = tuple(dict.fromkeys((min(end, len(cells)), len(cells))))
    for line in cell_block(marked, cells, pieces, style, Lines(ends, (), 0)):
        along = [(ink.y1, ink.y2) if vertical else (ink.x1, ink.x2) for ink in inks(line.ruby)]
        assert all(before[1] <= after[0] + 1e-6 for before, after in pairwise(along))


def inks(glyphs):
    return [ink for glyph in glyphs if (ink := glyph.ink(RUBY_SCALE))]
