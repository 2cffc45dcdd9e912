"""A panel of things alone shows them large, side by side, on a table or on the ground."""

import pytest
from draft_requests import request

from mangacli.generate.draft.props.insert import insert, shown_alone
from mangacli.generate.draft.stage import stage_for
from mangacli.geometry import bounds


@pytest.mark.parametrize(
    ("scene", "things", "place", "alone"),
    [
        ("close-up of a letter", ["letter"], True, True),
        ("a letter", ["letter"], False, True),
        ("a cup in the kitchen", ["cup"], True, False),
        ("a car", ["car"], False, False),
        ("close-up of a car", ["car"], True, True),
        ("the moon", ["moon"], False, False),
        ("", [], False, False),
    ],
)
def test_a_panel_is_about_its_things_where_nothing_else_is_there(scene, things, place, alone):
    assert shown_alone(scene, things, place) == alone


@pytest.mark.parametrize("things", [["letter"], ["cup", "apple", "key"], ["bicycle"], ["letter", "table"]])
def test_things_stand_large_inside_the_panel(things):
    stage = stage_for(request(600, 400, scene="close-up"), "x")
    shapes = insert(stage, things, 2.0)
    lines = [shape for shape in shapes if shape.keyline > 0]
    box = bounds(point for shape in lines for outline in shape.path.outlines(4) for point in outline)
    assert box.x1 > 0 and box.x2 < 600 and box.y1 > 0 and box.y2 < 400
    assert box.height > 120
