import pytest

from mangacli.lettering.cell_lines import cell_block
from mangacli.lettering.cells import cells_of
from mangacli.lettering.japanese_lines import japanese_pieces
from mangacli.lettering.line_breaking import Lines
from mangacli.lettering.markup import read_markup


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
