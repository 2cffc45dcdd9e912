import pytest

from mangacli.lettering.horizontal import latin_block
from mangacli.lettering.latin_lines import latin_pieces
from mangacli.lettering.line_breaking import Lines
from mangacli.lettering.markup import read_markup


def block(text, ends, style):
    marked = read_markup(text, "en")
    pieces = latin_pieces(marked, style, 100)
    return latin_block(marked, pieces, style, Lines(ends, (), 0))


def test_lines_lie_a_leading_apart_and_centred_on_zero(squares):
    first, second = block("ABCD EF", (1, 2), squares(leading=1.5))
    assert (first.text, second.text) == ("ABCD", "EF")
    assert (first.box.x1, first.box.x2) == (-2, 2)
    assert (second.box.x1, second.box.x2) == (-1, 1)
    assert {glyph.y for glyph in first.glyphs} == {0} and {glyph.y for glyph in second.glyphs} == {1.5}


def test_small_letters_have_room_for_their_tails(squares):
    (small,) = block("ab", (1,), squares())
    (large,) = block("AB", (1,), squares())
    assert small.box.y2 == pytest.approx(0.2)
    assert large.box.y2 == pytest.approx(0.12)  # where the squares' ink ends


def test_the_space_at_a_lines_end_is_in_no_line(squares):
    lines = block("AB CD EF", (2, 3), squares())
    assert [line.text for line in lines] == ["AB CD", "EF"]
    assert "".join(glyph.text for glyph in lines[0].glyphs) == "AB CD"


def test_louder_lines_move_their_neighbours_away(squares):
    style = squares(leading=1.5)
    first, second, third = block("AB <big>CD</big> EF", (1, 2, 3), style)
    baselines = [line.glyphs[0].y for line in (first, second, third)]
    above, below = baselines[1] - baselines[0], baselines[2] - baselines[1]
    assert above == pytest.approx(1.5 + 0.35 * 0.85) and below == pytest.approx(1.5 + 0.35 * 0.2)
    assert first.box.y2 < second.box.y1 and second.box.y2 < third.box.y1
