"""What is left free: where it lies, how large it is, and how its edge wavers."""

import math
from random import Random

import pytest
from effects_grounds import AREAS, ground, someone
from hypothesis import given
from hypothesis import strategies as st

from mangacli.effects.focus import Clearing, aim, crosses, fitting, reach
from mangacli.effects.ground import EffectOptions, Focus
from mangacli.geometry import Box, polygon_contains

AREA = AREAS["upright"]


def holds(focus, box):
    return all(
        math.hypot((x - focus.center[0]) / focus.half[0], (y - focus.center[1]) / focus.half[1]) <= 1
        for x, y in box.polygon
    )


def test_the_focus_holds_the_face_that_is_named():
    ann, bob = someone(AREA, 0.25), someone(AREA, 0.75, id="bob")
    laid = ground(AREA, (ann, bob), "bob", covers=False)
    assert laid.aimed == (bob,) and laid.focus.center == bob.head.center
    assert holds(laid.focus, bob.head) and not holds(laid.focus, ann.head)


def test_without_a_name_it_holds_all_faces():
    ann, bob = someone(AREA, 0.4), someone(AREA, 0.6, id="bob")
    laid = ground(AREA, (ann, bob), covers=False)
    assert laid.aimed == (ann, bob)
    assert holds(laid.focus, ann.head) and holds(laid.focus, bob.head)


def test_over_the_figures_more_of_them_stays_free():
    ann = someone(AREA)
    under, over = (ground(AREA, (ann,), covers=covers).focus for covers in (False, True))
    assert over.half[0] > under.half[0] and over.half[1] > under.half[1]


def test_a_point_is_a_focus_of_no_size_and_nobody_is_none():
    assert ground(AREA, (), Box(50, 50, 50, 50)).focus == Focus((50, 50), (0, 0))
    assert ground(AREA).focus is None
    assert polygon_contains(AREA, aim(ground(AREA)).center)


def test_lines_over_the_figures_spare_every_face():
    ann, bob = someone(AREA, 0.25), someone(AREA, 0.75, id="bob")
    over, under = (ground(AREA, (ann, bob), "ann", covers=covers) for covers in (True, False))
    assert set(over.spared) == {over.focus, ann.face, bob.face}
    assert under.spared == (under.focus,)
    assert set(under.never) == {under.focus, ann.face, bob.face}


@pytest.mark.parametrize("shape", AREAS)
def test_a_focus_leaves_paper_in_every_panel(shape):
    area = AREAS[shape]
    box = ground(area).box
    focus = fitting(Focus(box.center, (box.width * 3, box.height * 3)), area)
    assert focus.half[0] < box.width / 2 and focus.half[1] < box.height / 2


def test_clear_scales_what_is_left_free_but_never_beyond_the_panel():
    halves = [
        aim(ground(AREA, (someone(AREA, size=0.2),), options=EffectOptions(clear=clear))).half[0]
        for clear in (0.3, 1.0, 2.0, 3.0)
    ]
    assert halves == sorted(halves) and halves[0] < halves[1] < halves[2]
    assert halves[-1] <= 200 * 0.36


turns = st.floats(-7, 7)


@given(turns, st.integers(0, 99), st.floats(1, 60), st.floats(1, 60))
def test_a_clearing_is_never_inside_its_focus(turn, seed, rx, ry):
    focus = Focus((100, 80), (rx, ry))
    clearing = Clearing.around(focus, Random(seed))
    assert focus.edge(turn) < clearing.radius(turn) < focus.edge(turn) * 1.4


def test_a_clearing_wavers():
    focus = Focus((0, 0), (50, 50))
    clearing = Clearing.around(focus, Random(1))
    radii = [clearing.radius(turn / 10) for turn in range(63)]
    assert max(radii) - min(radii) > 2


@given(turns, st.floats(-90, 90), st.floats(-90, 90))
def test_a_line_enters_and_leaves_an_ellipse_on_its_edge(turn, x, y):
    focus = Focus((5, -3), (40, 20))
    passed = focus.passed((x, y), turn)
    if passed is not None:
        for away in passed:
            px, py = x + math.cos(turn) * away, y + math.sin(turn) * away
            assert math.hypot((px - 5) / 40, (py + 3) / 20) == pytest.approx(1, abs=1e-6)


def test_a_stroke_crosses_what_lies_on_its_way_only():
    focus = Focus((50, 0), (10, 10))
    assert crosses(focus, (0, 0), 0.0, 45)
    assert not crosses(focus, (0, 0), 0.0, 35)
    assert not crosses(focus, (0, 0), math.pi, 100)
    assert not crosses(focus, (0, 30), 0.0, 100)


def test_a_ray_reaches_the_farthest_edge_or_none():
    hollow = AREAS["hollow"]
    assert reach(AREA, (110, 80), 0.0) == pytest.approx(100)
    assert reach(hollow, (20, 30), math.pi / 4) == pytest.approx(70 * math.sqrt(2))
    assert reach(AREA, (300, 80), 0.0) is None
    assert reach(AREA, (300, 80), math.pi) == pytest.approx(290)
