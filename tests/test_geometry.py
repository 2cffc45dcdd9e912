import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mangacli.geometry import (
    IDENTITY,
    Box,
    Path,
    apply,
    bounds,
    clip_polygon,
    clip_to_box,
    compose,
    distance_to_segment,
    is_convex,
    mm,
    polygon_contains,
    polygons_meet,
    rotation,
    segments_cross,
    signed_area,
)

number = st.floats(-1000, 1000, allow_nan=False)
size = st.floats(0.01, 1000)
boxes = st.builds(lambda x, y, w, h: Box(x, y, x + w, y + h), number, number, size, size)
SQUARE = Box(0, 0, 10, 10)


def test_an_inch_is_25_4_mm():
    assert mm(25.4) == pytest.approx(72)


@given(boxes, boxes)
def test_a_box_and_its_fractions_are_inverse(inner, outer):
    back = outer.part(inner.fractions_of(outer))
    assert (back.x1, back.y1, back.x2, back.y2) == pytest.approx(
        (inner.x1, inner.y1, inner.x2, inner.y2), abs=1e-6
    )


@given(boxes, boxes)
def test_boxes_overlap_exactly_where_they_share_area(one, other):
    shared = one.intersection(other)
    assert one.overlaps(other) == other.overlaps(one) == (shared is not None)
    if shared:
        assert one.contains(shared) and other.contains(shared)


def test_touching_boxes_do_not_overlap():
    assert not SQUARE.overlaps(Box(10, 0, 20, 10))


def test_clockwise_on_the_page_is_positive():
    assert signed_area(SQUARE.polygon) == 100
    assert signed_area(SQUARE.polygon[::-1]) == -100


def test_convexity():
    assert is_convex(SQUARE.polygon)
    assert not is_convex(((0, 0), (10, 0), (10, 10), (5, 1), (0, 10)))


@given(st.floats(0.5, 9.5), st.floats(0, 360))
def test_a_cut_leaves_two_parts_of_the_whole(offset, angle):
    normal = (math.cos(angle), math.sin(angle))
    back = (-normal[0], -normal[1])
    parts = [clip_polygon(SQUARE.polygon, (offset, offset), side) for side in (normal, back)]
    assert sum(abs(signed_area(part)) for part in parts if part) == pytest.approx(100)


def test_clipping_to_a_box_beside_leaves_nothing():
    assert clip_to_box(SQUARE.polygon, Box(20, 20, 30, 30)) == ()
    assert bounds(clip_to_box(SQUARE.polygon, Box(5, 5, 30, 30))) == Box(5, 5, 10, 10)


def test_points_in_a_polygon():
    assert polygon_contains(SQUARE.polygon, (5, 5))
    assert not polygon_contains(SQUARE.polygon, (15, 5))


def test_distance_to_a_segment_beyond_its_end():
    assert distance_to_segment((13, 4), (0, 0), (10, 0)) == 5
    assert distance_to_segment((3, 4), (0, 0), (0, 0)) == 5


def test_segments_cross_only_inside_both():
    assert segments_cross((0, 0), (10, 10), (0, 10), (10, 0))
    assert not segments_cross((0, 0), (10, 10), (10, 0), (20, 10))
    assert not segments_cross((0, 0), (10, 0), (0, 0), (0, 10))


@given(number, number, st.floats(-360, 360))
def test_composed_maps_act_one_after_the_other(x, y, degrees):
    first, then = rotation(degrees, about=(3, 4)), (2.0, 0.0, 0.0, 3.0, 1.0, -1.0)
    assert apply(compose(first, then), (x, y)) == pytest.approx(apply(then, apply(first, (x, y))), abs=1e-6)
    assert apply(compose(IDENTITY, then), (x, y)) == apply(then, (x, y))


def test_a_positive_turn_is_clockwise_on_the_page():
    assert apply(rotation(90), (1, 0)) == pytest.approx((0, 1))
    assert apply(rotation(37, about=(5, 6)), (5, 6)) == pytest.approx((5, 6))


@given(boxes)
def test_an_ellipse_touches_its_box(box):
    found = Path.ellipse(box).bounds
    assert found.width == pytest.approx(box.width, rel=1e-3)
    assert found.height == pytest.approx(box.height, rel=1e-3)


def test_a_path_keeps_its_parts_apart():
    path = Path.box(SQUARE).joined(Path.line([(20, 20), (30, 20)]))
    assert path.outlines() == (SQUARE.polygon, ((20, 20), (30, 20)))
    assert path.transformed((2, 0, 0, 2, 0, 0)).bounds == Box(0, 0, 60, 40)


@given(boxes, boxes)
def test_boxes_meet_as_polygons_where_they_overlap_as_boxes(one, other):
    part = one.intersection(other)
    if part is None or min(part.width, part.height) > 1e-6:
        assert polygons_meet(one.polygon, other.polygon) == (part is not None)


@pytest.mark.parametrize(
    ("other", "meets"),
    [
        (((2, 2), (8, 2), (8, 8), (2, 8)), True),  # inside
        (((-5, -5), (20, -5), (20, 20), (-5, 20)), True),  # around
        (((-5, 4), (15, 4), (15, 6), (-5, 6)), True),  # across, no corner in the other
        (((10, 0), (20, 0), (20, 10), (10, 10)), False),  # side by side
        (((11, 11), (30, 11), (30, 30)), False),
        (((5, 14), (14, 5), (14, 14)), True),
        (((8, 14), (14, 8), (14, 14)), False),  # the corner's box overlaps, the triangle does not
    ],
)
def test_polygons_meet_where_they_share_area(other, meets):
    assert polygons_meet(SQUARE.polygon, other) == meets == polygons_meet(other, SQUARE.polygon)
