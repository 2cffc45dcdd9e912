"""A field of coverages becomes dots and lines that cover as much, all alike, on whole pixels."""

import math

import numpy as np
import pytest

from mangacli.effects.screen import LINES_PER_INCH, SMALLEST_CELL, Cell, dots, lines
from mangacli.geometry import Box
from mangacli.paint.raster import rasterise

DPI = 350
BOX = Box(0, 0, 72, 36)
"""A whole number of pixels at every even resolution."""
FRAME = 6
"""Points at the edge that are left out of a mean: there a row of dots is cut."""


def flat(coverage):
    return lambda x, y: np.full(np.broadcast(x, y).shape, coverage)


def sheet(shapes, dpi=DPI):
    pixels = rasterise(shapes, (BOX.width, BOX.height), dpi / 72)
    return np.frombuffer(pixels.data, np.uint8).reshape(pixels.height, pixels.width)


def darkness(shapes, dpi=DPI):
    frame = round(FRAME * dpi / 72)
    return 1 - sheet(shapes, dpi)[frame:-frame, frame:-frame].mean() / 255


@pytest.mark.parametrize("coverage", [0.1, 0.25, 0.5, 0.75, 0.9])
@pytest.mark.parametrize(("lpi", "angle"), [(62, 45), (30, 45), (30, 0), (20, 15), (25, 70)])
@pytest.mark.parametrize("pattern", [dots, lines])
def test_a_flat_tone_is_as_dark_as_asked(pattern, coverage, lpi, angle):
    shapes = pattern(flat(coverage), BOX, Cell.of(lpi, angle, DPI))
    assert darkness(shapes) == pytest.approx(coverage, abs=0.05)


@pytest.mark.parametrize("dpi", [36, 60, 72, 100, 150, 350, 600])
def test_every_dot_is_the_same_dot_at_every_resolution(dpi):
    """No moiré: the picture repeats exactly with the cell."""
    cell = Cell.of(LINES_PER_INCH, 45, dpi)
    assert cell.across == cell.down >= SMALLEST_CELL
    picture = sheet(dots(flat(0.3), BOX, cell), dpi).astype(int)
    period = 2 * cell.across
    inner = picture[period:-period, period:-period]
    if inner.shape[1] > period:
        assert np.abs(inner[:, period:] - inner[:, :-period]).max() <= 2


def test_paper_stays_paper_and_black_turns_black():
    cell = Cell.of(30, 45, DPI)
    assert dots(flat(0.0), BOX, cell) == lines(flat(0.0), BOX, cell) == []
    assert darkness(dots(flat(1.0), BOX, cell)) > 0.98
    assert darkness(lines(flat(1.0), BOX, cell)) > 0.98


def test_specks_are_not_printed():
    assert dots(flat(0.0005), BOX, Cell.of(62, 45, DPI)) == []


def test_a_gradient_darkens_steadily():
    shapes = dots(lambda x, y: (y + 0 * x) / 36, BOX, Cell.of(62, 45, DPI), along=0.0)
    rows = 1 - sheet(shapes).mean(axis=1) / 255
    steps = [rows[start : start + 22].mean() for start in range(11, 150, 22)]
    assert steps == sorted(steps) and steps[-1] - steps[0] > 0.6


def test_rows_that_follow_the_gradient_are_few():
    """A row of equal dots is one line: a gradient of thousands of dots takes hundreds of segments."""
    field = lambda x, y: (y + 0 * x) / 40  # noqa: E731
    cell = Cell.of(62, 45, DPI)
    along, across = (
        sum(len(shape.path.segments) for shape in dots(field, BOX, cell, along=turn)) for turn in (0.0, 90.0)
    )
    assert along < across / 10


def test_lone_dots_are_drawn():
    spot = lambda x, y: np.where(np.hypot(x - 30, y - 20) < 1.0, 0.5, 0.0)  # noqa: E731
    picture = sheet(dots(spot, BOX, Cell.of(62, 45, DPI)))
    assert (picture < 128).sum() > 10
    assert (picture[:, :100] == 255).all()


def test_sheets_of_one_screen_register():
    """Dots of two sheets lie on each other, so that a darker one hides a paler one."""
    cell = Cell.of(62, 45, DPI)
    dark = sheet(dots(flat(0.4), BOX, cell))
    corner = Box(7.3, 5.1, 50, 35)
    both = sheet([*dots(flat(0.4), BOX, cell), *dots(flat(0.2), corner, cell)])
    assert np.abs(both.astype(int) - dark).max() <= 16


@pytest.mark.parametrize("angle", [0, 15, 30, 45, 60, 89, 90, 135, 360])
def test_the_cell_is_the_nearest_of_whole_pixels(angle):
    cell = Cell.of(20, angle, DPI)
    turn = math.degrees(math.atan2(cell.down, cell.across)) % 90
    off = abs(turn - angle % 90)
    assert min(off, 90 - off) < 4
    assert cell.pitch == pytest.approx(72 / 20, rel=0.06)
