"""Who sits, sits on something that stands on the floor."""

import pytest

from mangacli.generate.draft import parts_file
from mangacli.generate.draft.furniture import seat_under
from mangacli.geometry import IDENTITY, bounds


def extent(shapes):
    return bounds(p for shape in shapes for outline in shape.path.outlines() for p in outline)


@pytest.mark.parametrize("floor", [2305.0, 2800.0])
def test_a_stool_reaches_from_the_hips_to_the_floor(floor):
    body = parts_file.body("CrossedLegs")
    box = extent(seat_under(body, IDENTITY, floor))
    assert box.y1 < 1500 and box.y2 == pytest.approx(max(floor, body.ground))


@pytest.mark.parametrize("name", ["OneLegUpWB", "ClosedLegBW", "HandsBackWB"])
def test_a_step_lifts_who_sits_too_high_for_the_floor(name):
    body = parts_file.body(name)
    assert seat_under(body, IDENTITY, body.ground + 10) == []
    box, figure = extent(seat_under(body, IDENTITY, body.ground + 500)), body.paper.bounds
    assert box.y2 == pytest.approx(body.ground + 500)
    assert box.x1 < figure.x1 and figure.x2 < box.x2


def test_who_stands_needs_no_seat():
    body = parts_file.body("RestingWB")
    assert seat_under(body, IDENTITY, body.ground + 500) == []
