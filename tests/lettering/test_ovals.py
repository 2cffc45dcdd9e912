import math

import numpy as np
import pytest

from mangacli.geometry import Box, Path
from mangacli.lettering.outlines import thought
from mangacli.lettering.ovals import fit_oval, flattened, line_corners, room_for, scaled, smooth


def test_room_for_says_by_how_much_an_outline_must_grow():
    square = Path.box(Box(-10, -10, 10, 10))
    assert room_for(square, np.array([[20.0, 0.0], [3.0, 3.0]]), (0, 0)) == pytest.approx(2.0)
    assert room_for(square, np.array([[5.0, 5.0]]), (0, 0)) == pytest.approx(0.5)


def test_scaling_keeps_the_centre():
    assert scaled(Path.box(Box(0, 0, 10, 10)), 2, 0.5, (5, 5)).bounds == Box(-5, 2.5, 15, 7.5)


def test_flattening_agrees_with_the_paths_own():
    path = thought([Box(-20, 0, 20, 8), Box(-30, 10, 30, 18)], 9.0, 2)
    np.testing.assert_allclose(flattened(path, 6), np.array(path.outlines(6)[0]), atol=1e-9)


def test_an_oval_holds_the_corners_that_it_is_fitted_to():
    corners = line_corners([Box(-20, 0, 20, 8), Box(-30, 10, 30, 18), Box(-5, 20, 5, 28)], 3.0)
    oval = fit_oval(corners)
    outline = Path.polygon([oval.at(angle) for angle in np.linspace(0, 2 * math.pi, 400, endpoint=False)])
    assert room_for(outline, corners, (oval.cx, oval.cy)) <= 1.001


def test_even_angles_lie_equally_far_apart_along_the_curve():
    oval = fit_oval(line_corners([Box(0, 0, 120, 10)], 4.0))
    points = [oval.at(angle) for angle in oval.even_angles(24, 0.0)]
    steps = [math.dist(a, b) for a, b in zip(points, points[1:] + points[:1], strict=True)]
    assert max(steps) < 1.15 * min(steps)


def test_a_smooth_curve_passes_through_all_points_without_a_corner():
    points = [(10.0, 0.0), (7.0, 8.0), (-2.0, 9.0), (-9.0, 1.0), (-3.0, -8.0)]
    path = smooth(points)
    assert [numbers[-2:] for op, numbers in path.segments if op == "C"] == [*points[1:], points[0]]
    for (_, before), (_, after) in zip(path.segments[1:-2], path.segments[2:-1], strict=True):
        (hx, hy), (x, y), (gx, gy) = before[2:4], before[4:6], after[:2]
        assert (x - hx) * (gy - y) == pytest.approx((y - hy) * (gx - x), abs=1e-9)
