"""The sheet of a place: lines with pressure, solids from where the camera is, shadows on the floor."""

import math

import pytest
from draft_requests import request

from mangacli.generate.draft.backdrop import THICK, Backdrop
from mangacli.generate.draft.stage import stage_for


@pytest.fixture
def drop():
    return Backdrop(stage_for(request(600, 400, "full"), "x"))


def ends(path):
    """How wide a tapered stroke is at its two ends."""
    a, b, c, d = (numbers for _, numbers in path.segments[:4])
    return math.dist(a, d), math.dist(b, c)


def test_a_line_into_the_depth_is_drawn_with_pressure(drop):
    drop.edge((1, 0, 0), (1, 0, 20), 2.0)
    (line,) = drop.shapes
    near, far = ends(line.path)
    assert near == pytest.approx(2.0 * THICK) and 0.9 < far < 0.7 * near
    assert line.fill == 0.0 and line.stroke == 0


def test_it_is_thick_where_it_is_near_whichever_end_comes_first(drop):
    drop.edge((1, 0, 20), (1, 0, 0), 2.0, white=True)
    far, near = ends(drop.shapes[0].path)
    assert near > far and drop.shapes[0].fill == 1.0


def test_a_line_across_the_view_keeps_its_width(drop):
    drop.edge((-1, 0, 3), (1, 0, 3), 2.0)
    assert (drop.shapes[0].stroke, drop.shapes[0].fill) == (2.0, None)


def test_nearer_lines_take_the_bolder_pen(drop):
    for z in (0, 4, 30):
        drop.edge((-1, 0, z), (1, 0, z))
    widths = [shape.stroke for shape in drop.shapes]
    assert widths == sorted(widths, reverse=True) and len(set(widths)) == 3


def test_what_the_camera_cannot_see_of_a_solid_is_not_drawn(drop):
    drop.solid((1, 0, 2), (2, 1, 3))
    assert len(drop.shapes) == 3, "front, the side toward the middle, top"
    drop.shapes.clear()
    drop.solid((1, 0, 2), (2, 3, 3))
    assert len(drop.shapes) == 2, "too high to see its top"


def test_a_shadow_lies_on_the_floor_toward_the_viewer_and_grows_with_its_thing(drop):
    for high in (0.2, 1.0):
        drop.cast((0, 2, 1, 2.5), high)
    small, large = (shape.path.bounds for shape in drop.shapes)
    assert large.width > small.width and large.y2 > small.y2
    assert small.y1 == pytest.approx(drop.stage.point((0, 0, 2.5))[1])
    assert all(0 < shape.fill < 1 and shape.stroke == 0 for shape in drop.shapes)
