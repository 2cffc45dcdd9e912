"""A world that leans: faces keep their sizes and their panel, the author's places stay."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mangacli.geometry import Box
from mangacli.layout.camera import TILT
from mangacli.layout.stage import Stage
from mangacli.layout.tilt import lean
from mangacli.placed import PlacedCharacter
from mangacli.story.models import Placement

PANEL = Box(0, 0, 300, 200)
STAGE = Stage(PANEL, PANEL.polygon, PANEL, (), True)


def somebody(x: float, y: float, size: float = 30, **placement) -> PlacedCharacter:
    head = Box(x - size / 2, y - size / 2, x + size / 2, y + size / 2)
    box = Box(x - size, y - size, x + size, min(200, y + 5 * size))
    return PlacedCharacter("a", box, head, "full", "left", Placement(character="a", **placement))


def test_heads_turn_about_the_middle():
    (left, right), angle = lean((somebody(80, 100), somebody(220, 100)), STAGE, TILT)
    assert angle == TILT
    assert (left.head.width, left.head.height) == pytest.approx((30, 30))
    slope = (right.head.center[1] - left.head.center[1]) / (right.head.center[0] - left.head.center[0])
    assert math.atan(slope) == pytest.approx(TILT), "clockwise: the right side sinks"


@given(st.floats(20, 280), st.floats(20, 180), st.sampled_from([TILT, -TILT]))
def test_no_face_leaves_the_panel_by_leaning(x, y, turn):
    (one,), angle = lean((somebody(x, y),), STAGE, turn)
    assert PANEL.contains(one.head)
    assert abs(angle) <= TILT and angle * turn >= 0


def test_the_author_keeps_his_places():
    given_box = somebody(60, 100, box=(0.1, 0.2, 0.4, 1.0))
    (kept, moved), _ = lean((given_box, somebody(220, 100)), STAGE, TILT)
    assert kept == given_box
    assert moved.head.center[1] > 100


def test_a_level_world_stays():
    cast = (somebody(60, 100), somebody(200, 60))
    assert lean(cast, STAGE, 0.0) == (cast, 0.0)
