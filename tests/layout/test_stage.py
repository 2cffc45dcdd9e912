"""The stage: where a face may be, and the figure below it."""

import pytest

from mangacli.geometry import Box
from mangacli.layout.figure import face_of
from mangacli.layout.stage import HEADS_APART, Stage

BOX = Box(0, 0, 200, 100)
LEANING = ((40, 0), (200, 0), (160, 100), (0, 100))
HEAD = 20.0


def stage_of(polygon=BOX.polygon, safe: Box = BOX, over=()) -> Stage:
    return Stage(BOX, polygon, safe, over, True)


def free_x(stage: Stage, x: float, others=(), crown: float = 40) -> float | None:
    return stage.nearest_free(face_of(x, crown, HEAD), others)


def test_a_face_that_is_free_stays_where_it_is():
    assert free_x(stage_of(), 70) == 70


def test_a_face_at_the_edge_comes_wholly_inside():
    half = face_of(0, 0, HEAD).width / 2
    assert free_x(stage_of(), -10) == half
    assert free_x(stage_of(safe=Box(30, 0, 150, 100)), 190) == 150 - half


def test_a_face_follows_the_leaning_sides_of_its_panel():
    high, low = free_x(stage_of(LEANING), 0, crown=0), free_x(stage_of(LEANING), 0, crown=80)
    assert high is not None and low is not None
    assert high > low


def test_a_face_makes_way_for_another_to_the_nearer_side():
    other = face_of(100, 40, HEAD)
    assert free_x(stage_of(), 95, [other]) == pytest.approx(100 - HEADS_APART * HEAD)
    assert free_x(stage_of(), 105, [other]) == pytest.approx(100 + HEADS_APART * HEAD)


def test_a_face_makes_way_for_an_inset_of_its_height_only():
    inset = (Box(60, 30, 140, 90).polygon,)
    assert free_x(stage_of(over=inset), 70) == pytest.approx(60 - face_of(0, 0, HEAD).width / 2)
    assert free_x(stage_of(over=inset), 70, crown=0) == 70


def test_where_there_is_no_room_there_is_none():
    assert free_x(stage_of(safe=Box(10, 0, 15, 100)), 12) is None
    assert free_x(stage_of(), 100, [face_of(x, 40, HEAD) for x in range(0, 201, 20)]) is None
    assert free_x(stage_of(), 100, crown=100) is None


def test_a_whole_figure_ends_at_its_feet_and_others_at_the_edge_of_the_panel():
    whole = stage_of().figure(100, 10, 10, "full")
    bust = stage_of().figure(100, 10, 40, "bust")
    assert (whole.box.y1, whole.box.y2) == (10, 75)
    assert (bust.box.y1, bust.box.y2) == (10, 100)
    assert whole.box.center[0] == whole.head.center[0] == 100
