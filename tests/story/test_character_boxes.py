"""Boxes that the network's grids do not hold are told, and only those."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mangacli.story.character_boxes import CharacterBox, attended_grids, check_character_boxes, slips_through
from mangacli.story.model_limits import DIFFSENSEI, ModelLimits

WHERE = ("pages", 0, "panels", 0, "characters", 1)


def rules_of(box, size=(256, 256), pictured=True, limits=DIFFSENSEI):
    findings = check_character_boxes(size, [CharacterBox(WHERE, box, pictured)], limits)
    return [(finding.rule, finding.severity) for finding in findings]


def test_the_grids_are_those_of_the_network():
    assert attended_grids((256, 256)) == ((16, 16), (8, 8))
    assert attended_grids((152, 104)) == ((10, 7), (5, 4))


SEEN = (2 / 7, 0.0, 0.5, 1.0)
IN_PART = (0.45, 0.0, 0.55, 1.0)  # holds 7/15 and 8/15, but neither 3/7 nor 4/7
UNSEEN = (0.47, 0.0, 0.53, 1.0)


@pytest.mark.parametrize(
    ("box", "told"),
    [(SEEN, []), (IN_PART, [("thin-box", "warning")]), (UNSEEN, [("model-box", "error")])],
)
def test_a_box_that_slips_between_positions_is_told(box, told):
    assert rules_of(box) == told
    lying = (box[1], box[0], box[3], box[2])
    assert rules_of(lying) == told
    assert rules_of(box, pictured=False) == []


def test_a_box_below_a_cell_is_told_of_every_character():
    thin = (0.0, 0.0, 0.02, 1.0)
    assert rules_of(thin) == rules_of(thin, pictured=False) == [("model-box", "error")]


def test_who_draws_from_words_alone_is_only_warned():
    draft = ModelLimits("draft", strict=False)
    assert rules_of(IN_PART, limits=draft) == []
    assert rules_of(UNSEEN, limits=draft) == [("model-box", "warning")]


@pytest.mark.parametrize(
    ("box", "needs"),
    [
        (IN_PART, "a box of 15 % of the panel's width is always seen"),
        ((0.0, 0.47, 1.0, 0.53), "a box of 36 % of the panel's height is always seen"),
        (
            (0.47, 0.4, 0.53, 0.6),
            "a box of 15 % of the panel's width and 36 % of the panel's height is always seen",
        ),
    ],
)
def test_the_hint_names_a_size_that_is_always_seen(box, needs):
    (finding,) = check_character_boxes((256, 128), [CharacterBox(WHERE, box, True)], DIFFSENSEI)
    assert needs in finding.hint
    assert finding.where == WHERE


@given(
    st.tuples(st.integers(8, 256), st.integers(8, 256)),
    st.floats(0, 1),
    st.floats(0, 1),
)
def test_a_box_wider_than_a_step_never_slips_through(cells, left, top):
    size = (cells[0] * 8, cells[1] * 8)
    grid = attended_grids(size)[-1]
    width, height = (1.000001 / (count - 1) for count in grid)
    assume(left + width <= 1 and top + height <= 1)
    assert not slips_through((left, top, left + width, top + height), grid)


@given(st.integers(2, 40), st.integers(2, 40), st.lists(st.integers(0, 997), min_size=4, max_size=4))
def test_the_positions_are_spread_from_edge_to_edge(columns, rows, edges):
    """997 is a prime: no edge but 0 and 1 lies on a position."""

    def inside(low, high, count):
        return any(low * (count - 1) <= step * 997 <= high * (count - 1) for step in range(count))

    x1, y1, x2, y2 = edges
    seen = inside(x1, x2, columns) and inside(y1, y2, rows)
    assert slips_through(tuple(edge / 997 for edge in edges), (columns, rows)) == (not seen)


def test_a_grid_of_one_has_its_position_at_the_corner():
    assert not slips_through((0.0, 0.0, 0.1, 0.1), (1, 1))
    assert slips_through((0.1, 0.0, 0.9, 0.9), (1, 1))
