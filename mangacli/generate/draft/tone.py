"""Screentone: greys → regular dots of black ink, as the film that manga artists cut and rub on.

The screen is amplitude modulated on an integer cell: the dots lie at whole multiples of (n, n) and (−n, n)
pixels, so every dot of one grey is the same dot. The cell is painted through a table of anti-aliased dots,
made once by counting 8 × 8 samples a pixel; the mean of a toned area is its grey.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from mangacli.effects.screen import LINES_PER_INCH, Cell

Plane = NDArray[np.uint8]
"""Grey pixels, rows from the top, 0 black to 255 white."""

LIGHTEST_DOT = 0.02
"""Coverage under which no dot is printed: single pixels of grey would be dirt."""
_SAMPLES = 8


def cell_for(pixels_per_point: float, lines_per_inch: float = LINES_PER_INCH) -> int:
    """Resolution of the picture → n of the screen's cell: dots lie n·√2 pixels apart, at 45°.

    It is the cell of the effects' tones, so that theirs and the picture's own register.
    """
    return Cell.of(lines_per_inch, 45.0, 72 * pixels_per_point).across


def screen(tone: Plane, cell: int) -> Plane:
    """A plane of greys → the same plane in black dots on white; white stays white, black stays black."""
    period = 2 * cell
    table = _dots(cell)
    across = np.arange(tone.shape[1]) % period
    screened = np.empty_like(tone)
    for row, greys in enumerate(tone):  # one by one: a place in the table takes eight times a pixel's memory
        tiles = greys.astype(np.intp) * (period * period)
        screened[row] = table.take(tiles + row % period * period + across)
    return screened


@lru_cache(maxsize=8)
def _dots(cell: int) -> NDArray[np.uint8]:
    """Size of the cell → for each of 256 greys, a tile of 2n × 2n pixels, all in one flat table."""
    period = 2 * cell
    fine = (np.arange(period * _SAMPLES) + 0.5) / _SAMPLES
    u, v = (fine[None, :] + fine[:, None]) / period, (fine[None, :] - fine[:, None]) / period
    # Round dots up to the middle greys, round holes from there on. Samples that lie alike in their dots must
    # turn black together, or no two dots would be the same: they share the middle rank of their group.
    height = np.round(np.cos(2 * np.pi * u) + np.cos(2 * np.pi * v), 9)
    _, group, counts = np.unique(-height, return_inverse=True, return_counts=True)
    order = ((np.cumsum(counts) - counts / 2) / height.size)[group].reshape(height.shape)
    tiles = np.empty((256, period, period), dtype=np.uint8)
    for grey in range(256):
        coverage = 1 - grey / 255
        inked = order < (coverage if coverage >= LIGHTEST_DOT else 0.0)
        share = inked.reshape(period, _SAMPLES, period, _SAMPLES).mean(axis=(1, 3))
        tiles[grey] = np.round(255 * (1 - share)).astype(np.uint8)
    return tiles.reshape(-1)


def mix(start: float, end: float, share: float) -> float:
    """Two greys and how far between them (0–1) → the grey there."""
    return start + (end - start) * share


def steps(greys: Sequence[float], count: int) -> tuple[float, ...]:
    """Greys along a gradient, evenly spaced → `count` greys that run through them."""
    values = []
    for index in range(count):
        at = index / max(1, count - 1) * (len(greys) - 1)
        low = min(int(at), len(greys) - 2)
        values.append(mix(greys[low], greys[low + 1], at - low))
    return tuple(values)
