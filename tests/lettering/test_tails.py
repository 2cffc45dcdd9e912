import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mangacli.geometry import Box, bounds, polygon_contains, signed_area
from mangacli.lettering.balloons import BALLOONS
from mangacli.lettering.joining import joined
from mangacli.lettering.ovals import flattened
from mangacli.lettering.tails import (
    FOREHEAD,
    GAP,
    PLAIN,
    SHORTEST,
    Origin,
    crosses,
    longest_tail,
    mouth_of,
    sight_blocked,
    tail_to_edge,
    tail_to_face,
)

EM = 9.0
LINES = [Box(-25, 0, 25, 9), Box(-35, 10, 35, 19), Box(-25, 20, 25, 29)]
BODY = BALLOONS["speech"].outline(LINES, EM, 4)
OUTLINE = flattened(BODY)
BALLOON = bounds(map(tuple, OUTLINE.tolist()))


def origin(kind, sway=0.0):
    return Origin(OUTLINE, BALLOON, EM, kind, sway)


heads = st.builds(
    lambda x, y, s: Box(x, y, x + s, y + 1.2 * s),
    st.floats(-250, 250),
    st.floats(-200, 300),
    st.floats(8, 60),
)


@pytest.mark.parametrize("kind", ["curved", "spike", "bubbles"])
@given(head=heads, sway=st.floats(-1, 1))
def test_tails_end_short_of_the_face_and_are_no_spears(kind, head, sway):
    assume(not head.inset(-EM).overlaps(BALLOON))
    tail = tail_to_face(origin(kind, sway), head)
    if tail is None:  # so near that no tail fits between
        assert head.inset(-(GAP[kind] + SHORTEST[kind] + 0.5) * EM).overlaps(BALLOON)
        return
    assert not any(head.contains_point(point) for point in tail.line)
    assert (
        SHORTEST[kind] * EM - 1e-6 <= math.dist(tail.line[0], tail.tip) <= longest_tail(origin(kind)) + 1e-6
    )
    mouth, start = mouth_of(head), tail.line[0]
    assert math.dist(tail.tip, mouth) < math.dist(start, mouth)


def test_a_tail_leaves_the_balloon_from_its_edge():
    tail = tail_to_face(origin("curved", 0.5), Box(-10, 69, 10, 93))
    x, y = tail.line[0]
    polygon = tuple(map(tuple, OUTLINE))
    assert polygon_contains(polygon, (x, y - 0.5)) and not polygon_contains(polygon, (x, y + 0.5))
    assert tail.tip[1] == pytest.approx(69 - FOREHEAD * 24 - GAP["curved"] * EM, abs=0.01)


def test_a_tail_reaches_over_the_forehead_only_where_it_must():
    near = Box(-10, BALLOON.y2 + 1.8 * EM, 10, BALLOON.y2 + 1.8 * EM + 24)
    tail = tail_to_face(origin("curved"), near)
    assert tail.length == pytest.approx(PLAIN["curved"] * EM, rel=0.05)
    assert near.y1 - FOREHEAD * 24 < tail.tip[1] <= near.y1 - GAP["curved"] * EM + 0.01


def test_no_tail_where_the_face_is_under_the_balloon_or_too_near():
    assert tail_to_face(origin("curved", 0), Box(-5, 10, 5, 20)) is None
    near = Box(-10, BALLOON.y2 + 1, 10, BALLOON.y2 + 25)
    assert tail_to_face(origin("curved", 0), near) is None


def test_bubbles_shrink_on_their_way():
    tail = tail_to_face(origin("bubbles", 0), Box(-80, 70, -60, 94))
    widths = [bubble.width for bubble in tail.bubbles]
    assert len(widths) == 3 and widths == sorted(widths, reverse=True)
    assert tail.blade is None and not any(
        a.overlaps(b) for a, b in zip(tail.bubbles, tail.bubbles[1:], strict=False)
    )


def test_off_panel_tails_reach_the_nearest_side():
    corners = Box(-60, -100, 300, 300).polygon
    edges = tuple(pairwise((*corners, corners[0])))
    tail = tail_to_edge(origin("curved"), edges)
    assert tail.tip[0] == pytest.approx(-60 + 0.1 * EM, abs=0.05) and BALLOON.y1 < tail.tip[1] < BALLOON.y2


@given(head=heads, sway=st.floats(-1, 1))
def test_balloon_and_tail_become_one_outline_without_losing_area(head, sway):
    assume(not head.overlaps(BALLOON))
    tail = tail_to_face(origin("curved", sway), head)
    assume(tail is not None)
    whole = joined(BODY, tail.blade)
    parts = whole.outlines(16)
    assert len(parts) == 1
    area = abs(signed_area(parts[0]))
    body, blade = (abs(signed_area(path.outlines(16)[0])) for path in (BODY, tail.blade))
    assert body < area < body + blade
    assert any(op == "C" for op, _ in whole.segments)
    np.testing.assert_allclose(min(math.dist(point, tail.tip) for point in parts[0]), 0, atol=0.05)


def test_crossing_counts_every_piece_and_the_margin():
    tail = tail_to_face(origin("curved", 0), Box(-10, 80, 10, 104))
    x, y = tail.line[3]
    assert crosses(tail, [Box(x - 1, y - 1, x + 1, y + 1)], 0)
    beside = Box(x + 20, y, x + 30, y + 5)
    assert not crosses(tail, [beside], 0) and crosses(tail, [beside], 20)


def test_a_head_between_blocks_the_sight():
    assert sight_blocked((0, 0), (100, 0), [Box(40, -5, 50, 5)])
    assert not sight_blocked((0, 0), (100, 0), [Box(40, 5, 50, 15), Box(110, -5, 120, 5)])
