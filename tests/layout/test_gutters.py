"""Gutters: straight, equally wide everywhere, and only where panels touch."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_layouts import width_between

from mangacli.geometry import Box, bounds, distance_to_segment, signed_area
from mangacli.layout.gutters import (
    cut,
    inset_polygon,
    level_gutter,
    shared_edge_gutters,
    upright_gutter,
)

SHEET = Box(0, 0, 100, 100).polygon
SQUARE = Box(0, 0, 10, 10).polygon


def test_an_upright_gutter_halves_a_sheet():
    left, right = upright_gutter((50, 50), 0, 4)
    assert bounds(cut(SHEET, [left])) == Box(0, 0, 48, 100)
    assert bounds(cut(SHEET, [right])) == Box(52, 0, 100, 100)


def test_a_positive_slant_leans_like_a_slash():
    left, _ = upright_gutter((50, 50), 10, 0)
    top = max(x for x, y in cut(SHEET, [left]) if y == 0)
    bottom = max(x for x, y in cut(SHEET, [left]) if y == 100)
    assert top > 50 > bottom


def test_a_positive_fall_falls_to_the_right():
    above, _ = level_gutter((50, 50), 10, 0)
    left = max(y for x, y in cut(SHEET, [above]) if x == 0)
    right = max(y for x, y in cut(SHEET, [above]) if x == 100)
    assert left < 50 < right


@given(angle=st.floats(-40, 40), width=st.floats(0.5, 10), upright=st.booleans())
def test_a_gutter_is_equally_wide_all_along(angle, width, upright):
    gutter = upright_gutter if upright else level_gutter
    one, other = (cut(SHEET, [side]) for side in gutter((50, 50), angle, width))
    assert width_between(one, other) == pytest.approx(width, abs=1e-6)
    far = [corner for corner in one if _distance_to_outline(corner, other) < width + 1e-6]
    assert far, "at least one corner of the near edge faces the other panel across the gutter"


def _distance_to_outline(point, polygon):
    return min(
        distance_to_segment(point, a, b) for a, b in zip(polygon, polygon[1:] + polygon[:1], strict=True)
    )


def test_cutting_everything_away_leaves_nothing():
    left, right = upright_gutter((50, 50), 0, 4)
    assert cut(SHEET, [left, right]) == ()
    assert cut((), [left]) == ()


def test_an_inset_moves_only_the_edges_it_is_told_to():
    assert bounds(inset_polygon(SQUARE, (1, 2, 3, 0))) == Box(0, 1, 8, 7)


def test_an_inset_is_the_same_for_corners_given_the_other_way_round():
    clockwise = inset_polygon(SQUARE, (1, 2, 3, 0))
    reverse = inset_polygon(SQUARE[::-1], (3, 2, 1, 0))
    assert bounds(reverse) == bounds(clockwise)
    assert signed_area(reverse) == -signed_area(clockwise)


def test_an_inset_that_eats_the_polygon_leaves_nothing():
    assert inset_polygon(SQUARE, (6, 0, 6, 0)) == ()


def test_an_inset_of_a_concave_polygon_keeps_its_corner():
    corner = ((0, 0), (10, 0), (10, 10), (5, 10), (5, 5), (0, 5))
    inset = inset_polygon(corner, (1,) * 6)
    assert inset == ((1, 1), (9, 1), (9, 9), (6, 9), (6, 4), (1, 4))


def test_a_flat_corner_survives_an_inset():
    flat = ((0, 0), (5, 0), (10, 0), (10, 10), (0, 10))
    assert bounds(inset_polygon(flat, (1, 1, 1, 1, 1))) == Box(1, 1, 9, 9)


@given(
    radius=st.floats(20, 100),
    corners=st.integers(3, 8),
    distance=st.floats(0.1, 5),
    turn=st.floats(0, 6),
)
def test_every_edge_of_an_inset_lies_its_distance_inside(radius, corners, distance, turn):
    polygon = tuple(
        (
            radius * math.cos(turn + 2 * math.pi * i / corners),
            radius * math.sin(turn + 2 * math.pi * i / corners),
        )
        for i in range(corners)
    )
    inset = inset_polygon(polygon, [distance] * corners)
    for corner in inset:
        assert _distance_to_outline(corner, polygon) == pytest.approx(distance, abs=1e-6)


def test_panels_that_touch_step_back_by_half_a_gutter_each():
    upper, lower = Box(0, 0, 10, 5).polygon, Box(0, 5, 10, 10).polygon
    one, other = shared_edge_gutters((upper, lower), panel_gutter=1, tier_gutter=2)
    assert (bounds(one), bounds(other)) == (Box(0, 0, 10, 4), Box(0, 6, 10, 10))


def test_a_shared_upright_edge_gets_the_panel_gutter():
    left, right = Box(0, 0, 5, 10).polygon, Box(5, 0, 10, 10).polygon
    one, other = shared_edge_gutters((left, right), panel_gutter=1, tier_gutter=2)
    assert (bounds(one), bounds(other)) == (Box(0, 0, 4.5, 10), Box(5.5, 0, 10, 10))


def test_panels_that_only_meet_at_a_corner_or_stand_apart_stay_as_they_are():
    corner = (Box(0, 0, 5, 5).polygon, Box(5, 5, 10, 10).polygon)
    apart = (Box(0, 0, 4, 10).polygon, Box(6, 0, 10, 10).polygon)
    assert shared_edge_gutters(corner, 1, 1) == corner
    assert shared_edge_gutters(apart, 1, 1) == apart


def test_a_panel_beside_two_stacked_ones_keeps_one_straight_edge():
    tall = Box(0, 0, 5, 10).polygon
    stacked = (Box(5, 0, 10, 5).polygon, Box(5, 5, 10, 10).polygon)
    one, two, three = shared_edge_gutters((tall, *stacked), 1, 2)
    assert bounds(one) == Box(0, 0, 4.5, 10)
    assert bounds(two) == Box(5.5, 0, 10, 4)
    assert bounds(three) == Box(5.5, 6, 10, 10)


def test_edges_that_run_together_do_not_touch():
    """Two panels that overlap and end at the same line: there is no gutter to make between them."""
    one, other = Box(0, 0, 6, 10).polygon, Box(4, 0, 10, 10).polygon
    assert shared_edge_gutters((one, other), 1, 2) == (one, other)
