import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mangacli.geometry import Box, polygon_contains
from mangacli.lettering.places import Boxes, Places

SPACE = Box(0, 0, 100, 60)
boxes = st.builds(
    lambda x, y, w, h: Box(x, y, x + w, y + h),
    st.floats(-20, 110), st.floats(-20, 70), st.floats(1, 60), st.floats(1, 60),
)  # fmt: skip


def grid(width=30, height=20, step=9):
    return Places.within([SPACE], [(width, height)], step)


def one(x, y, width, height):
    box = Box(x, y, x + width, y + height)
    return Places.within([box], [(width, height)], 1)


def every_box(places):
    return [places.box(place) for place in range(len(places))]


def test_places_reach_all_four_corners_and_stay_inside():
    boxes = every_box(grid(step=7))
    for corner in (Box(0, 0, 30, 20), Box(70, 0, 100, 20), Box(0, 40, 30, 60), Box(70, 40, 100, 60)):
        assert corner in boxes
    assert all(SPACE.contains(box) for box in boxes)
    assert max(np.diff(sorted({box.x1 for box in boxes}))) <= 7


def test_what_is_larger_than_the_space_has_no_places():
    assert len(grid(101, 10, 4)) == 0
    assert every_box(grid(100, 60, 4)) == [SPACE]


def test_every_setting_has_places_of_its_own_size_in_its_own_space():
    places = Places.within([SPACE, SPACE.inset(10), SPACE], [(30, 20), (60, 30), (200, 5)], 10)
    assert set(places.which) == {0, 1}
    assert set(places.width[places.which == 1]) == {60}
    assert places.x[places.which == 1].min() == 10


def test_kept_places_keep_their_order():
    places = grid()
    kept = places.kept(np.array([5, 2]))
    assert every_box(kept) == [places.box(5), places.box(2)]


@given(boxes, st.floats(0, 9))
def test_hits_are_overlaps_with_the_grown_box_and_no_more_than_a_hair_else(other, margin):
    places = grid()
    for box, hit in zip(every_box(places), places.hits(other, margin), strict=True):
        if box.overlaps(other.inset(-margin)):
            assert hit
        elif hit:
            assert box.overlaps(other.inset(-margin - 1e-4))


@given(st.lists(boxes, min_size=1, max_size=4))
def test_boxes_of_several_arrangements_are_asked_about_at_once(others):
    places = grid()
    together = places.hits(Boxes.of(others), 2.0)
    np.testing.assert_array_equal(together, [places.hits(other, 2.0) for other in others])


@given(boxes)
def test_the_share_over_a_box_is_that_of_the_intersection(other):
    places = grid()
    expected = [(box.intersection(other) or Box(0, 0, 0, 0)).area / 600 for box in every_box(places)]
    np.testing.assert_allclose(places.share_over(other), expected, atol=1e-9)


def test_distance_is_to_the_nearest_part_of_the_box():
    places = one(10, 10, 20, 10)
    assert places.distance_to((33, 24))[0] == pytest.approx(5)
    assert places.distance_to((15, 15))[0] == 0


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
    places = grid(22, 14, 3)
    inside = places.kept(~places.touches(polygon) & places.centered_in(polygon))
    assert len(inside) > 0
    for box in every_box(inside):
        assert all(polygon_contains(polygon, corner) for corner in box.inset(1e-3).polygon)


def test_a_margin_keeps_the_box_off_the_edges():
    polygon = SPACE.polygon
    near = one(2, 20, 20, 10)
    assert not near.touches(polygon)[0] and not near.touches(polygon, 2)[0]
    assert near.touches(polygon, 2.5)[0]
