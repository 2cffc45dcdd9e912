"""Marks of the pen stay where they are meant to be."""

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mangacli.generate.draft.brush import (
    bumpy,
    curve_through,
    gradient,
    halo,
    lens,
    oval,
    slanted_gradient,
    tapered,
    tuft,
)
from mangacli.geometry import Box, bounds

NUMBER = st.floats(-500, 500, allow_nan=False)
SPOT = st.tuples(NUMBER, NUMBER)


def test_a_tapered_stroke_is_wide_at_its_start_and_ends_in_a_point():
    assert tapered((0, 0), (10, 0), 4).outlines() == (((0, 2), (10, 0), (10, 0), (0, -2)),)


@given(SPOT, SPOT, st.floats(0.1, 20))
def test_a_lens_stays_within_its_width_of_its_ends(start, end, width):
    bounds = lens(start, end, width).bounds
    assert bounds.x1 >= min(start[0], end[0]) - width and bounds.x2 <= max(start[0], end[0]) + width
    assert bounds.y1 >= min(start[1], end[1]) - width and bounds.y2 <= max(start[1], end[1]) + width


def test_a_lens_is_as_wide_as_it_says():
    bounds = lens((0, 0), (100, 0), 10).bounds
    assert bounds.height == pytest.approx(10, rel=0.08)


def test_a_curve_goes_through_its_points():
    points = [(0.0, 0.0), (10.0, 5.0), (20.0, -5.0)]
    ends = [numbers[-2:] for _, numbers in curve_through(points).segments]
    assert ends == points
    assert curve_through(points, closed=True).segments[-1] == ("Z", ())


def test_bumps_point_outward():
    """Clockwise on the page: the cloud is larger than the oval that it is made from."""
    around = Box(0, 0, 100, 60)
    cloud = bumpy(oval(around), 12, Random(1)).bounds
    assert cloud.contains(around.inset(2))
    assert not around.contains(cloud)


def test_an_outline_smaller_than_a_bump_is_still_an_outline():
    tiny = bumpy(oval(Box(0, 0, 1, 1)), 50, Random(1))
    assert len(tiny.segments) > 3


def test_a_gradient_runs_through_its_greys_and_covers_its_box():
    bands = gradient(Box(0, 10.4, 30, 90.7), (0.2, 0.8))
    greys = [band.fill for band in bands]
    assert greys[0] == pytest.approx(0.2) and greys[-1] == pytest.approx(0.8)
    assert max(b - a for a, b in pairwise(greys)) < 0.01, "no step that the eye can see"
    edges = [(band.path.bounds.y1, band.path.bounds.y2) for band in bands]
    assert all(foot > top for (_, foot), (top, _) in pairwise(edges)), "each reaches under the next"
    assert all(top == round(top) for top, _ in edges)
    assert (edges[0][0], edges[-1][1]) == (10, 90.7)


def test_a_slanted_gradient_covers_its_box_and_leaves_it_nowhere():
    box = Box(0, 0, 40, 30)
    bands = slanted_gradient(box, (1.0, 0.5), 0.7)
    assert bounds(point for point in bands[0].path.outlines()[0]) == box
    assert all(box.inset(-0.01).contains(band.path.bounds) for band in bands)
    assert bands[-1].fill == pytest.approx(0.5)


def test_a_halo_shrinks_toward_its_middle():
    film, *rings = halo((0, 0), (20, 5), (0.0, 1.0))
    assert film.film and film.path.bounds.width > 40, "no pale fringe round the dark"
    widths = [ring.path.bounds.width for ring in rings]
    assert widths == sorted(widths, reverse=True)
    assert widths[0] == pytest.approx(40, rel=0.01)


def test_a_tuft_stands_on_its_foot():
    grass = tuft((50, 80), 20, Random(2)).bounds
    assert grass.y1 < 80 - 10
    assert grass.y2 <= 80 + 2


@pytest.mark.parametrize("bump", [0.0, -4.0, 1e-9])
def test_bumps_too_small_to_draw_come_to_an_end(bump):
    outline = bumpy(oval(Box(0, 0, 20, 10)), bump, Random(1))
    assert 20 < len(outline.segments) < 400
