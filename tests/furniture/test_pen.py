"""Lines of a pen: as wide as they are asked to be, never far from their ruler, closed, the same again."""

import math
import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mangacli.furniture.pen import FARTHEST_CROSSING, Stretch, rough, tapered, thinning
from mangacli.geometry import Path, polygon_contains

LINES = {"tapered": tapered, "rough": rough}
points = st.tuples(st.floats(-500, 500), st.floats(-500, 500))


def widths(path: Path, length: float, y: float = 0.0) -> list[float]:
    """A line along the x axis → its width at many places, by the outline's crossings of upright lines."""
    (outline,) = path.outlines(24)
    found = []
    for step in range(1, 100):
        x = length * step / 100
        ys = [
            ay + (x - ax) / (bx - ax) * (by - ay)
            for (ax, ay), (bx, by) in zip(outline, outline[1:] + outline[:1], strict=True)
            if min(ax, bx) <= x < max(ax, bx)
        ]
        found.append(max(ys) - min(ys))
    return found


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("width", [0.5, 1.1, 3.0])
def test_a_line_is_about_as_wide_as_asked_and_varies(line, width):
    for seed in range(5):
        path = LINES[line](Stretch((0, 0), (300, 0)), width, random.Random(seed))
        found = widths(path, 300)
        middle = found[30:70]
        assert 0.8 * width < sum(middle) / len(middle) < 1.3 * width
        assert 0.5 * width < min(middle) and max(middle) < 1.6 * width
        assert max(found) - min(found) > 0.1 * width


def test_a_tapered_line_is_thin_at_both_ends_and_thinner_where_the_pen_lifts():
    for seed in range(12):
        found = widths(tapered(Stretch((0, 0), (300, 0)), 2.0, random.Random(seed)), 300)
        assert found[0] < 0.75 * found[50] and found[-1] < 0.5 * found[50]
        assert found[-1] < found[0]


@pytest.mark.parametrize("line", LINES)
@given(a=points, b=points, width=st.floats(0.1, 10), seed=st.integers(0, 2**32))
def test_a_line_stays_by_its_ruler_and_goes_a_little_beyond_its_corners(line, a, b, width, seed):
    stretch = Stretch(a, b)
    path = LINES[line](stretch, width, random.Random(seed))
    if stretch.length < 1e-6:
        assert len(path.segments) in (0, 12)
        return
    assert path.segments[0][0] == "M" and path.segments[-1] == ("Z", ())
    ux, uy = (b[0] - a[0]) / stretch.length, (b[1] - a[1]) / stretch.length
    along, beside = [], []
    for part in path.outlines(4):
        for x, y in part:
            along.append((x - a[0]) * ux + (y - a[1]) * uy)
            beside.append(abs((x - a[0]) * uy - (y - a[1]) * ux))
    assert max(beside) <= 1.2 * width + 1e-6
    assert -FARTHEST_CROSSING - 0.1 * width <= min(along) <= 1e-6
    assert -1e-6 <= max(along) - stretch.length <= FARTHEST_CROSSING + 0.1 * width


@pytest.mark.parametrize("line", LINES)
def test_no_paper_shows_between_the_ruler_and_the_line(line):
    """Art ends at the panel's edge: a line that strays by over half its width would let paper show."""
    for seed in range(40):
        path = LINES[line](Stretch((0, 0), (200, 0)), 1.5, random.Random(seed))
        (outline,) = path.outlines(16)
        assert all(polygon_contains(outline, (x, 0.01)) for x in range(4, 196, 3)), seed


@pytest.mark.parametrize("line", LINES)
def test_a_line_fades_to_nothing_where_it_is_asked_to(line):
    path = LINES[line](Stretch((0, 0), (300, 0), "cross", "fade", 60), 2.0, random.Random(3))
    found = widths(path, 300)
    assert found[-1] < 0.1 and found[79] > 1.0
    assert path.bounds.x2 <= 300 + 1e-6


@pytest.mark.parametrize("line", LINES)
def test_a_line_runs_off_the_paper_at_its_full_width(line):
    path = LINES[line](Stretch((0, 0), (300, 0), "run-off", "run-off"), 2.0, random.Random(3))
    assert path.bounds.x1 <= -3.9 and path.bounds.x2 >= 303.9
    found = widths(path, 300)
    if line == "tapered":
        assert min(found) > 1.8


@pytest.mark.parametrize("line", LINES)
def test_the_same_seed_gives_the_same_line_and_another_seed_another(line):
    stretch = Stretch((0, 0), (300, 10))
    lines = [LINES[line](stretch, 2.0, random.Random(seed)) for seed in (1, 1, 2)]
    assert lines[0] == lines[1] != lines[2]


def test_a_thinning_line_is_full_at_its_start_and_nothing_at_its_end():
    found = widths(thinning((0, 0), (100, 0), 2.0), 100)
    assert found[0] == pytest.approx(2.0, abs=0.05) and found[-1] < 0.02
    assert all(later <= earlier + 1e-6 for earlier, later in pairwise(found))
    assert thinning((5, 5), (5, 5), 2.0).segments == ()
    assert math.isclose(thinning((0, 0), (0, 50), 2.0).bounds.y2, 50)
