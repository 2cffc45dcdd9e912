from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mangacli.lettering.line_breaking import (
    HARD,
    NEVER,
    Piece,
    break_lines,
    broken_phrases,
    fewest_lines,
    filled_lines,
    length,
)


def words(*lengths, space=1.0, **by_index):
    """Pieces of these lengths with spaces between; by_index: p2={"penalty": 3}."""
    pieces, pen = [], 0.0
    for index, size in enumerate(lengths):
        pieces.append(Piece(index, index + 1, pen, pen + size, **by_index.get(f"p{index}", {})))
        pen += size + space
    return pieces


def test_the_space_at_a_lines_end_is_not_counted():
    pieces = words(3, 4)
    assert length(pieces, 0, 2) == 8
    assert length(pieces, 0, 1) == 3


def test_even_words_make_even_lines():
    assert break_lines(words(2, 2, 2, 2), [1, 1], 100).lengths == (5, 5)


def test_what_hangs_counts_for_the_room_but_not_for_the_shape():
    pieces = words(2, 2.5, 2, 2, space=0, p1={"hang": 0.5})
    hanging = break_lines(pieces, [1, 1], 100)
    assert hanging.lengths == (4.5, 4) and hanging.badness == pytest.approx(0.0, abs=0.01)
    assert break_lines(pieces, [1, 1], 4.4) is None


def test_a_diamond_has_its_longest_line_in_the_middle():
    lines = break_lines(words(*[2] * 8), [0.5, 1, 0.5], 100)
    assert lines.ends == (2, 6, 8)


def test_a_dear_break_is_avoided():
    even = break_lines(words(2, 2, 2, 2), [1, 1], 100)
    spared = break_lines(words(2, 2, 2, 2, p1={"penalty": 1.0}), [1, 1], 100)
    assert even.ends == (2, 4)
    assert spared.ends in ((1, 4), (3, 4))


def test_a_forbidden_break_is_never_made():
    pieces = words(2, 2, 2, p0={"penalty": NEVER}, p1={"penalty": NEVER})
    assert break_lines(pieces, [1, 1], 100) is None
    assert fewest_lines(pieces, 7.9) is None
    assert fewest_lines(pieces, 8) == 1


def test_a_forced_break_is_always_made():
    pieces = words(2, 2, 2, 2, p0={"forced": True})
    assert break_lines(pieces, [1], 100) is None
    assert break_lines(pieces, [1, 1], 100).ends == (1, 4)
    assert filled_lines(pieces, 100).ends == (1, 4)


def test_heads_and_tails_count_at_the_ends_of_lines_only():
    pieces = words(4, 4, space=0, p0={"tail": 0.5, "penalty": 0.1}, p1={"head": 0.25})
    assert length(pieces, 0, 1) == 4.5
    assert length(pieces, 1, 2) == 3.75
    assert length(pieces, 0, 2) == 8


def test_no_line_is_longer_than_allowed():
    assert break_lines(words(5, 5), [1], 10.9) is None
    assert break_lines(words(5, 5), [1], 11).ends == (2,)


def test_a_short_last_line_is_avoided():
    assert break_lines(words(6, 6, 1), [1, 1], 100).ends == (1, 3)


def test_filling_prefers_a_cheap_break_to_a_full_line():
    pieces = words(2, 2, 2, p0={"penalty": 0}, p1={"penalty": 4.0})
    assert filled_lines(pieces, 5).ends == (1, 3)


lengths = st.lists(st.floats(0.5, 6), min_size=1, max_size=9)


@given(lengths, st.integers(1, 5), st.floats(3, 20))
def test_the_best_lines_are_as_good_as_any(sizes, count, longest):
    """Against every way to break: none is cheaper, and None means that none fits."""
    pieces = words(*sizes)
    shape = [1.0] * count
    ways = []
    for cuts in combinations(range(1, len(sizes)), count - 1):
        ends = (*cuts, len(sizes))
        starts = (0, *cuts)
        if all(length(pieces, s, e) <= longest + 1e-9 for s, e in zip(starts, ends, strict=True)):
            ways.append(_badness(pieces, ends, count))
    found = break_lines(pieces, shape, longest) if count <= len(sizes) else None
    if found is None:
        assert not ways
    else:
        assert found.badness == pytest.approx(min(ways))
        assert max(found.lengths) <= longest + 1e-6


def _badness(pieces, ends, count):
    target = (pieces[-1].end - pieces[0].begin) / count
    sizes = [length(pieces, s, e) for s, e in zip((0, *ends[:-1]), ends, strict=True)]
    lonely = max(0.0, 0.45 - sizes[-1] / target) if count > 1 else 0
    return (sum(((size - target) / target) ** 2 for size in sizes) + 4 * lonely**2) / count


@given(lengths, st.floats(1, 20))
def test_filled_lines_hold_every_piece_in_order(sizes, longest):
    pieces = words(*sizes)
    lines = filled_lines(pieces, longest)
    if lines is None:
        assert max(sizes) > longest
    else:
        assert list(lines.ends) == sorted(set(lines.ends)) and lines.ends[-1] == len(pieces)
        assert max(lines.lengths) <= longest + 1e-6
        assert len(lines.ends) == fewest_lines(pieces, longest)


def test_many_pieces_are_broken_too():
    lines = break_lines(words(*[1] * 300), [1] * 20, 100)
    assert len(lines.ends) == 20
    assert max(lines.lengths) - min(lines.lengths) <= 4


@pytest.mark.parametrize("count", [1, 2, 3])
def test_badness_counts_the_breaks(count):
    cheap = break_lines(words(3, 3, 3), [1] * count, 100)
    dear = break_lines(words(3, 3, 3, p0={"penalty": 0.3}, p1={"penalty": 0.3}), [1] * count, 100)
    assert dear.badness == pytest.approx(cheap.badness + 0.3 * (count - 1) / count)
    assert cheap.badness >= 0


def test_a_phrase_on_two_lines_is_named_once_and_whole():
    hard = {"penalty": HARD}
    pieces = words(1, 1, 1, 1, 1, p1=hard, p2=hard, space=0)
    assert broken_phrases(pieces, filled_lines(pieces, 1)) == [(1, 4)]
    assert broken_phrases(pieces, filled_lines(pieces, 3)) == []


def test_the_authors_own_break_breaks_no_phrase():
    pieces = words(1, 1, p0={"penalty": HARD, "forced": True})
    assert broken_phrases(pieces, filled_lines(pieces, 9)) == []
