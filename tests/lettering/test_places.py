import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mangacli.geometry import Box, polygon_contains
from mangacli.lettering.places import Places

SPACE = Box(0, 0, 100, 60)
boxes = st.builds(
    lambda x, y, w, h: Box(x, y, x + w, y + h),
    st.floats(-20, 110), st.floats(-20, 70), st.floats(1, 60), st.floats(1, 60),
)  # fmt: skip


def every_box(places):
    return [[places.box(row, column) for column in range(len(places.x))] for row in range(len(places.y))]


def same(answers, places, judge):
    expected = [[judge(box) for box in row] for row in every_box(places)]
    np.testing.assert_array_equal(answers, np.array(expected))


def test_places_reach_all_four_corners_and_stay_inside():
    places = Places.within(SPACE, 30, 20, 7)
    assert places.box(0, 0) == Box(0, 0, 30, 20)
    assert places.box(-1, -1) == Box(70, 40, 100, 60)
    assert np.diff(places.x).max() <= 7


def test_what_is_larger_than_the_space_has_no_places():
    assert Places.within(SPACE, 101, 10, 4) is None
    assert Places.within(SPACE, 100, 60, 4).box(0, 0) == SPACE


@given(boxes, st.floats(0, 9))
def test_hits_are_overlaps_with_the_grown_box_and_no_more_than_a_hair_else(other, margin):
    places = Places.within(SPACE, 30, 20, 9)
    hits = places.hits(other, margin)
    for row, boxes_of_row in enumerate(every_box(places)):
        for column, box in enumerate(boxes_of_row):
            if box.overlaps(other.inset(-margin)):
                assert hits[row, column]
            elif hits[row, column]:
                assert box.overlaps(other.inset(-margin - 1e-4))


@given(boxes)
def test_the_share_over_a_box_is_that_of_the_intersection(other):
    places = Places.within(SPACE, 30, 20, 9)
    expected = [
        [(box.intersection(other) or Box(0, 0, 0, 0)).area / 600 for box in row] for row in every_box(places)
    ]
    np.testing.assert_allclose(places.share_over(other), expected, atol=1e-9)


def test_distance_is_to_the_nearest_part_of_the_box():
    places = Places(np.array([10.0]), np.array([10.0]), 20, 10)
    assert places.distance_to((33, 24))[0, 0] == pytest.approx(5)
    assert places.distance_to((15, 15))[0, 0] == 0


@pytest.mark.parametrize(
    "polygon",
    [
        ((0, 0), (100, 0), (100, 60), (0, 60)),
        ((10, 0), (100, 0), (80, 60), (0, 60)),
        ((50, 0), (100, 60), (0, 60)),
        ((0, 0), (100, 0), (100, 60), (60, 60), (60, 30), (0, 30)),
    ],
)
def test_a_box_that_touches_no_edge_around_its_centre_lies_wholly_in_the_polygon(polygon):
    places = Places.within(SPACE, 22, 14, 3)
    inside = ~places.touches(polygon) & places.centered_in(polygon)
    assert inside.any()
    for row, column in zip(*np.nonzero(inside), strict=True):
        box = places.box(row, column).inset(1e-3)
        assert all(polygon_contains(polygon, corner) for corner in box.polygon)


def test_a_margin_keeps_the_box_off_the_edges():
    polygon = SPACE.polygon
    near = Places(np.array([2.0]), np.array([20.0]), 20, 10)
    assert not near.touches(polygon)[0, 0] and not near.touches(polygon, 2)[0, 0]
    assert near.touches(polygon, 2.5)[0, 0]
