"""Strokes taper, and overlap without holes."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mangacli.effects.strokes import needle, spindle, together
from mangacli.geometry import Path, signed_area

points = st.tuples(st.floats(-200, 200), st.floats(-200, 200))


def width_at(path: Path, share: float, length: float) -> float:
    """Width of a horizontal stroke from (0, 0) at a share of its length."""
    (outline,) = path.outlines(steps=200)
    at = [y for x, y in outline if abs(x - share * length) < length * 0.01]
    return max(at) - min(at)


def test_a_needle_thins_from_its_root_to_nothing():
    path = needle((0, 0), (100, 0), 4)
    widths = [width_at(path, share, 100) for share in (0.01, 0.25, 0.5, 0.75, 0.95)]
    assert widths == sorted(widths, reverse=True)
    assert widths[0] == pytest.approx(4, rel=0.05) and widths[-1] < 0.4


@pytest.mark.parametrize("belly", [0.2, 0.5, 0.7])
def test_a_spindle_is_widest_at_its_belly_and_thin_at_both_ends(belly):
    path = spindle((0, 0), (100, 0), 4, belly)
    assert width_at(path, belly, 100) == pytest.approx(4, rel=0.05)
    assert width_at(path, 0.02, 100) < 1.2 and width_at(path, 0.98, 100) < 1.2


@given(points, points, st.floats(0.1, 5))
def test_all_strokes_turn_the_same_way(start, end, width):
    """Or the overlap of two would be a hole."""
    if math.dist(start, end) > 1:
        for path in (needle(start, end, width), spindle(start, end, width, 0.3)):
            (outline,) = path.outlines()
            assert signed_area(outline) < 0


def test_strokes_together_are_one_path():
    both = together([needle((0, 0), (9, 0), 1), spindle((0, 5), (9, 5), 1)])
    assert len(both.outlines()) == 2 and together([]) == Path(())


def test_a_stroke_without_length_is_no_error():
    assert needle((1, 1), (1, 1), 2).bounds.area == pytest.approx(0)
