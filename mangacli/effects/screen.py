"""A field of coverages → screentone as vectors: dots or lines on a cell of whole pixels.

A row of equal dots is one dashed line with round ends and dashes of no length, so that a sheet of fifty
thousand dots takes a few kilobytes and PDFium some hundredths of a second. The cell is a whole number of
pixels in both directions: at the page's resolution every dot of one coverage is the same dot, and no moiré
arises between screen and pixels. The grid starts at the page's corner: sheets laid over each other register.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from mangacli.drawing import Shape, Stroke
from mangacli.geometry import Box, Path, Point, Segment

Numbers = NDArray[np.float64]
Field = Callable[[Numbers, Numbers], Numbers]
"""x and y in points → coverage there, 0 paper to 1 black; arrays of one shape."""

LINES_PER_INCH = 62.0
SMALLEST_CELL = 3
"""Pixels on the diagonal: below it dots are no dots any more, so small pictures get a coarser screen."""
LEVELS = 48
"""Sizes of dots and widths of lines: neighbours differ by less than the eye or the press can tell."""
LEAST_DOT = 0.6
"""Pixels. Thinner dots would print as dirt or not at all."""
LEAST_LINE = 0.2
"""Pixels. Thinner lines are not printed."""
_NO_LENGTH = 0.001


@dataclass(frozen=True, slots=True)
class Cell:
    """The screen's cell: `across` and `down` pixels from a dot to the next of its row; `pixel` in points."""

    across: int
    down: int
    pixel: float

    @classmethod
    def of(cls, lpi: float, angle: float, dpi: float) -> Cell:
        """Lines per inch, angle of the rows in degrees, resolution → the nearest cell of whole pixels."""
        pitch = max(dpi / lpi, SMALLEST_CELL * math.sqrt(2))
        turn = math.radians(angle % 90)
        across, down = round(pitch * math.cos(turn)), round(pitch * math.sin(turn))
        return cls(across, down, 72 / dpi)

    @property
    def pitch(self) -> float:
        """Points from a dot to the next."""
        return math.hypot(self.across, self.down) * self.pixel


def dots(field: Field, box: Box, cell: Cell, ink: float = 0.0, along: float = 0.0) -> list[Shape]:
    """A field over a box → round dots whose sizes follow it.

    `along` (degrees) is the direction in which the field changes least: rows laid near to it stay whole.
    """
    rows = _Rows.over(box, cell, along)
    shapes = []
    for level, runs in rows.runs(lambda x, y: _dot_size(field(x, y))):
        width = (level + 0.5) / LEVELS * WIDEST_DOT * cell.pitch
        if width >= LEAST_DOT * cell.pixel:
            dashes = (_NO_LENGTH, rows.step - _NO_LENGTH)
            shapes.append(Shape(_lines(runs, rows, 0.0, 0.1), stroke=Stroke(width, ink, dashes)))
    return shapes


def lines(field: Field, box: Box, cell: Cell, ink: float = 0.0) -> list[Shape]:
    """A field over a box → parallel lines whose widths follow it."""
    rows = _Rows.over(box, cell, None)
    shapes = []
    for level, runs in rows.runs(field):
        width = (level + 0.5) / LEVELS * cell.pitch
        if width >= LEAST_LINE * cell.pixel:
            shapes.append(Shape(_lines(runs, rows, 0.5, 0.5), stroke=Stroke(width, ink, round=False)))
    return shapes


@dataclass(frozen=True, slots=True)
class _Rows:
    """The screen's points over a box as an array, row by row: places in points."""

    x: Numbers
    y: Numbers
    stride: Point
    """From a point to the next of its row."""

    @classmethod
    def over(cls, box: Box, cell: Cell, along: float | None) -> _Rows:
        """All points of the grid whose dots may touch the box; rows run nearest to `along`.

        None keeps the rows to the cell's own angle, as lines need it.
        """
        (ax, ay), (bx, by) = _basis(cell, along)
        corners = [(x / cell.pixel, y / cell.pixel) for x, y in box.inset(-cell.pitch).polygon]
        length, area = ax * ax + ay * ay, ax * by - ay * bx
        places = [(x * ax + y * ay) / length for x, y in corners]
        rows = [(y * ax - x * ay) / area for x, y in corners]
        j = np.arange(math.floor(min(rows)), math.ceil(max(rows)) + 1, dtype=np.float64)[:, None]
        first = np.floor(min(places) - j * ((ax * bx + ay * by) / length))  # each row begins at the box
        i = first + np.arange(math.ceil(max(places) - min(places)) + 2, dtype=np.float64)[None, :]
        x, y = (i * ax + j * bx) * cell.pixel, (i * ay + j * by) * cell.pixel
        return cls(x, y, (ax * cell.pixel, ay * cell.pixel))

    @property
    def step(self) -> float:
        """Distance from a point to the next of its row."""
        return math.hypot(*self.stride)

    def runs(self, share: Field) -> list[tuple[int, Numbers]]:
        """Shares (0–1) over the points → for each level its runs of neighbours: x, y of first and last."""
        shares = np.clip(share(self.x, self.y), 0.0, 1.0)
        level = np.where(shares > 0, np.minimum((shares * LEVELS).astype(np.int64), LEVELS - 1), -1)
        begins = np.ones(level.shape, dtype=bool)
        begins[:, 1:] = level[:, 1:] != level[:, :-1]
        first = np.flatnonzero(begins)
        last = np.append(first[1:], level.size) - 1
        x, y, levels = self.x.reshape(-1), self.y.reshape(-1), level.reshape(-1)[first]
        ends = np.stack([x[first], y[first], x[last], y[last]], axis=1)
        return [(int(each), ends[levels == each]) for each in np.unique(levels) if each >= 0]


def _basis(cell: Cell, along: float | None) -> tuple[tuple[int, int], tuple[int, int]]:
    """Two steps in pixels that reach every point of the grid, the first nearest to the direction `along`."""
    a, b = cell.across, cell.down
    first, second = (a, b), (-b, a)
    if along is None:
        return first, second
    choices = [(first, second), (second, first), ((a - b, a + b), second), ((a + b, b - a), first)]
    turn = math.radians(along)

    def off(choice: tuple[tuple[int, int], tuple[int, int]]) -> float:
        (x, y), _ = choice
        return abs(x * math.sin(turn) - y * math.cos(turn)) / math.hypot(x, y)

    return min(choices, key=off)


def _lines(runs: Numbers, rows: _Rows, before: float, after: float) -> Path:
    """Runs → one path with a line from the first point of each to its last.

    The lines begin and end so many steps of the row before and after their points: a dash that began just
    where its line ends would be lost to rounding.
    """
    dx, dy = rows.stride
    segments: list[Segment] = []
    for x1, y1, x2, y2 in runs.tolist():
        segments.append(("M", (x1 - dx * before, y1 - dy * before)))
        segments.append(("L", (x2 + dx * after, y2 + dy * after)))
    return Path(tuple(segments))


WIDEST_DOT = math.sqrt(2)
"""Cells. Width of dots that overlap until no paper is left."""


def _dot_size(coverage: Numbers) -> Numbers:
    """Coverage → width of the dot that covers as much of its cell, as a share of the widest."""
    return np.interp(coverage, *_dot_table())


@lru_cache(maxsize=1)
def _dot_table() -> tuple[Numbers, Numbers]:
    """Coverages, and the widths that they take. Dots wider than the cell overlap their neighbours."""
    radius = np.linspace(0.0, math.sqrt(0.5), 500)
    chord = np.clip(radius, 0.5, None)
    beyond = chord**2 * np.arccos(0.5 / chord) - 0.5 * np.sqrt(chord**2 - 0.25)
    covered = np.pi * radius**2 - np.where(radius > 0.5, 4 * beyond, 0.0)
    return covered, radius * 2 / WIDEST_DOT
