import math
from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mangacli.geometry import Box, Path, bounds, polygon_contains, segments_cross, signed_area
from mangacli.lettering.balloons import BALLOONS
from mangacli.lettering.joining import joined, united
from mangacli.lettering.ovals import flattened
from mangacli.lettering.tail_shapes import ROOT_SHARE, WIDEST_ROOT, Origin
from mangacli.lettering.tails import (
    FOREHEAD,
    GAP,
    PLAIN,
    SHORTEST,
    chorus_tails,
    crosses,
    longest_tail,
    mouth_of,
    sight_blocked,
    tail_to_edge,
    tail_to_face,
    tail_to_side,
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


@pytest.mark.parametrize("kind", sorted(GAP))
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


@pytest.mark.parametrize("kind", ["curved", "lightning"])
@given(head=heads, sway=st.floats(-1, 1))
def test_a_tails_root_takes_no_more_than_a_share_of_the_balloon(kind, head, sway):
    tail = tail_to_face(origin(kind, sway), head)
    assume(tail is not None)
    corners = tail.blade.outlines(1)[0]
    root = math.dist(corners[0], corners[-1])
    assert root <= 1.3 * ROOT_SHARE * min(BALLOON.width, BALLOON.height)
    assert root <= 1.3 * WIDEST_ROOT[kind] * EM


@given(head=heads)
def test_a_flash_joins_its_balloon_in_one_outline(head):
    tail = tail_to_face(origin("lightning"), head)
    assume(tail is not None)
    whole = united([BODY, tail.blade])
    assert len(whole.outlines()) == 1
    assert min(math.dist(point, tail.tip) for point in whole.outlines()[0]) < 0.05
    zigzag = [turn for turn in turns_of(tail.blade.outlines(1)[0]) if turn < 0]
    assert len(zigzag) >= 2, "it has notches"


def turns_of(polygon):
    edges = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise((*polygon, polygon[0], polygon[1]))]
    sign = math.copysign(1, signed_area(polygon))
    return [sign * (ax * by - ay * bx) for (ax, ay), (bx, by) in pairwise(edges)]


def test_the_stroke_beside_plain_letters_is_thin_and_stands_alone():
    tail = tail_to_face(origin("line"), Box(-10, 80, 10, 104))
    polygon = tail.blade.outlines(16)[0]
    assert abs(signed_area(polygon)) < 0.2 * EM * tail.length
    assert all(y > BALLOON.y2 - 0.1 * EM for _, y in polygon)


SIDES = {"left": (-1, 0), "right": (1, 0), "top": (0, -1), "bottom": (0, 1)}
PANEL = Box(-160, -120, 170, 150)
EDGES = tuple(pairwise((*PANEL.polygon, PANEL.polygon[0])))


@pytest.mark.parametrize("side", sorted(SIDES))
@pytest.mark.parametrize("kind", sorted(GAP))
def test_a_tail_points_to_the_side_that_is_asked_for(side, kind):
    tail = tail_to_side(origin(kind), side, EDGES)
    (sx, sy), (tx, ty) = tail.line[0], tail.tip
    along = (tx - sx) * SIDES[side][0] + (ty - sy) * SIDES[side][1]
    assert along > 0.9 * math.dist((sx, sy), (tx, ty))
    assert PANEL.contains_point(tail.tip)


def test_no_tail_to_a_side_that_is_too_near():
    close = Box(BALLOON.x1 - 2, -120, 170, 150).polygon
    assert tail_to_side(origin("curved"), "left", tuple(pairwise((*close, close[0])))) is None


@given(data=st.data(), count=st.integers(2, 4))
def test_a_chorus_has_a_tail_for_each_and_none_tangles(data, count):
    faces = [data.draw(heads) for _ in range(count)]
    tails = chorus_tails(origin("curved"), faces)
    assume(tails is not None)
    assert len(tails) == count
    for tail, face in zip(tails, faces, strict=True):
        assert math.dist(tail.tip, mouth_of(face)) < math.dist(BALLOON.center, mouth_of(face))
        assert not any(face.contains_point(point) for point in tail.line)
    for one, two in combinations(tails, 2):
        assert not any(segments_cross(*a, *b) for a in pairwise(one.line) for b in pairwise(two.line))
        assert math.dist(one.line[0], two.line[0]) > 0.4 * EM


def test_two_who_stand_side_by_side_get_roots_apart():
    faces = [Box(-22, 90, -2, 114), Box(2, 90, 22, 114)]
    one, two = chorus_tails(origin("curved"), faces)
    assert one.line[0][0] < two.line[0][0] - EM
    united([BODY, one.blade, two.blade])


def test_a_root_keeps_off_the_corners_of_a_box():
    box = Box(0, 0, 80, 30)
    outline = flattened(Path.box(box))
    tail = tail_to_face(Origin(outline, box, EM, "curved"), Box(-80, 60, -60, 84))
    assert tail.line[0][1] == pytest.approx(30) and tail.line[0][0] >= 1.4 * EM
