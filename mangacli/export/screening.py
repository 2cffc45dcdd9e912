"""Greys → black dots: the halftone screen of a page that is printed with black ink alone.

An amplitude modulated screen on an integer cell: dots lie at whole multiples of (n, n) and (−n, n) pixels
from the page's corner, at 45°, so that every dot of one grey is the same dot and no moiré arises between
screen and pixels. It registers with the effects' tones of the same lines per inch.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from mangacli.effects.screen import LINES_PER_INCH, Cell
from mangacli.export.flate import GreyPixels

InkBits = NDArray[np.bool_]
"""Height × width, True where ink is."""
LIGHTEST, DARKEST = 0.03, 0.95
"""Coverage below which no dot is printed: it would be dirt, or lost; and coverage from which on no hole stays
open: ink would run into it."""


@dataclass(frozen=True, slots=True)
class Screen:
    """Dots n·√2 pixels apart at 45° (`cell` is n) for a page of `dpi`."""

    cell: int
    dpi: float

    @classmethod
    def of(cls, lpi: float | None, dpi: float) -> Screen:
        """Lines per inch (None: the effects' own) and resolution → the nearest screen of whole pixels."""
        return cls(Cell.of(LINES_PER_INCH if lpi is None else lpi, 45.0, dpi).across, dpi)

    @property
    def lpi(self) -> float:
        """Lines per inch as they come out."""
        return self.dpi / (self.cell * math.sqrt(2))

    @property
    def greys(self) -> int:
        """Sizes that a dot can have, from paper to black."""
        return 2 * self.cell**2 + 1

    def ink(self, grey: GreyPixels, left: int = 0, top: int = 0) -> InkBits:
        """Greys whose first pixel is the page's pixel (left, top) → where ink is.

        What is black stays black and what is paper stays paper; between, an area is covered by as much ink
        as its grey says, to the nearest size of dot.
        """
        height, width = grey.shape
        tile = _thresholds(self.cell)
        period = len(tile)
        across = (np.arange(width) + left) % period
        ink = np.empty((height, width), np.bool_)
        for row in range(min(period, height)):
            np.less(grey[row::period], tile[(top + row) % period, across], out=ink[row::period])
        return ink


@lru_cache(maxsize=8)
def _thresholds(cell: int) -> GreyPixels:
    """A cell → a tile of 2n × 2n pixels, each with the grey below which it is ink.

    Pixels turn black in the order of a round dot that grows about the corner of the tile, and of a round hole
    that closes from the middle greys on.
    """
    x, y = np.meshgrid(np.arange(2 * cell) + 0.5, np.arange(cell) + 0.5)
    u, v = (x + y) / (2 * cell), (x - y) / (2 * cell)
    height = np.round(np.cos(2 * np.pi * u) + np.cos(2 * np.pi * v), 9)
    away_x, away_y = (u - np.round(u)) + (v - np.round(v)), (u - np.round(u)) - (v - np.round(v))
    turn = np.round(np.arctan2(away_y, away_x), 6)  # pixels of one height turn black one after the other
    rank = np.empty(height.size, np.intp)
    rank[np.lexsort((turn.reshape(-1), -height.reshape(-1)))] = np.arange(height.size)
    coverage = (rank.reshape(height.shape) + 0.5) / height.size
    grey = np.ceil(255 * (1 - np.clip(coverage, LIGHTEST, DARKEST))).astype(np.uint8)
    return np.vstack([grey, np.roll(grey, cell, axis=1)])
