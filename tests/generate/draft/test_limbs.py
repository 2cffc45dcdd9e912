"""Tubes join round, swell in the middle and end square where a sleeve ends; cloth spans what it covers."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mangacli.generate.draft.limbs import THIN, Tube, hull
from mangacli.geometry import is_convex, polygon_contains

UPRIGHT = Tube((0, 0), (0, 200), 50, 30)


def test_a_tube_is_as_wide_as_its_radii():
    box = UPRIGHT.outline(0.0).bounds
    assert box.x2 - box.x1 == pytest.approx(100, abs=2)
    assert (box.y1, box.y2) == (pytest.approx(-50, abs=1.5), pytest.approx(230, abs=1.5))


def test_a_flat_tube_ends_square():
    flat = Tube((0, 0), (0, 200), 50, 30, True).outline(0.0)
    assert flat.bounds.y2 == pytest.approx(200)


def test_the_line_swells_in_the_middle():
    line = 20.0

    def width(part: float) -> float:
        rings = [tube.outlines()[0] for tube in (UPRIGHT.outline(line), UPRIGHT.outline(-line))]
        y = 200 * part
        reach = [max(x for x, py in ring if abs(py - y) < 20) for ring in rings]
        return reach[0] - reach[1]

    assert width(0.5) > 1.4 * THIN * line


@given(st.floats(-math.pi, math.pi), st.floats(10, 400))
def test_a_tube_holds_its_middle_line_whichever_way_it_points(turn, length):
    end = (length * math.cos(turn), length * math.sin(turn))
    tube = Tube((0.0, 0.0), end, 40, 25)
    (ring,) = tube.outline(5.0).outlines()
    assert all(polygon_contains(ring, tube.along(part)) for part in (0.01, 0.3, 0.7, 0.99))


def test_a_sleeve_is_a_part_of_the_arm():
    sleeve = UPRIGHT.upto(0.5, 8)
    assert sleeve.end == (0, 100) and sleeve.flat
    assert (sleeve.start_radius, sleeve.end_radius) == (58, 48)


@given(
    st.lists(st.tuples(st.floats(-500, 500), st.floats(-500, 500), st.floats(1, 90)), min_size=2, max_size=7)
)
def test_cloth_spans_all_that_it_hangs_over(discs):
    outline = hull([((x, y), r) for x, y, r in discs])
    assert is_convex(outline)
    assert all(polygon_contains(outline, (x, y)) for x, y, _ in discs)
