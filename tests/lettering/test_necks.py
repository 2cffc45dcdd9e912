import pytest
from hypothesis import given
from hypothesis import strategies as st

from mangacli.geometry import Box, bounds, polygon_contains, signed_area
from mangacli.lettering.balloons import BALLOONS
from mangacli.lettering.joining import united
from mangacli.lettering.necks import LONGEST_NECK, Neck, neck_between
from mangacli.lettering.ovals import flattened, line_corners
from mangacli.lettering.tail_shapes import Origin

EM = 9.0
FIRST = [Box(-25, 0, 25, 9), Box(-18, 10, 18, 19)]
SECOND = [Box(-20, 0, 20, 9), Box(-32, 10, 32, 19), Box(-20, 20, 20, 29)]
KINDS = sorted(kind for kind, shape in BALLOONS.items() if shape.joins)


def body(kind, lines, seed, x=0.0, y=0.0):
    """A balloon at a place: its path, the lines in it, and what a neck starts from."""
    moved = [line.moved(x, y) for line in lines]
    path = BALLOONS[kind].outline(moved, EM, seed)
    outline = flattened(path)
    box = bounds(map(tuple, outline.tolist()))
    return path, moved, Origin(outline, box, EM, BALLOONS[kind].tail, sway=seed % 3 - 1)


@pytest.mark.parametrize("kind", KINDS)
@given(seed=st.integers(0, 999), x=st.floats(-140, 140), y=st.floats(30, 110))
def test_two_balloons_become_one_outline_that_holds_both_texts(kind, seed, x, y):
    one, first, origin = body(kind, FIRST, seed)
    two, second, other = body(kind, SECOND, seed + 1, x, y)
    neck = neck_between(origin, other)
    if neck is None:
        return
    whole = united([one, two, *([neck.path] if neck.path else [])])
    (part,) = whole.outlines(16)
    for corner in line_corners([*first, *second], 0.25 * EM):
        assert polygon_contains(part, tuple(corner))
    areas = [abs(signed_area(path.outlines(16)[0])) for path in (one, two)]
    assert max(areas) < abs(signed_area(part)) < sum(areas) + 12 * EM * EM


@pytest.mark.parametrize("kind", KINDS)
def test_balloons_that_overlap_deeply_need_no_neck(kind):
    assert neck_between(body(kind, FIRST, 1)[2], body(kind, FIRST, 2, 12, 6)[2]) == Neck(None, ())


def test_a_neck_spans_the_gap_and_says_where_it_is_seen():
    one, two = body("speech", FIRST, 1)[2], body("speech", FIRST, 2, 0, 60)[2]
    neck = neck_between(one, two)
    (seen,) = neck.pieces
    assert seen.y1 <= one.box.y2 and seen.y2 >= two.box.y1
    assert 0.5 * EM < seen.width < 2.5 * EM


def test_balloons_too_far_apart_are_two_speeches():
    far = LONGEST_NECK * EM + 40
    assert neck_between(body("speech", FIRST, 1)[2], body("speech", FIRST, 2, 0, far + 20)[2]) is None


def test_the_sway_bends_a_neck_to_either_side():
    one, two = body("speech", FIRST, 1)[2], body("speech", FIRST, 2, 0, 65)[2]
    middles = []
    for sway in (-1.0, 1.0):
        neck = neck_between(Origin(one.outline, one.box, EM, "curved", sway), two)
        middles.append(neck.path.bounds.center[0])
    assert middles[0] != middles[1]
