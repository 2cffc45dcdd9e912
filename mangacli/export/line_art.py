"""Grey art → the same art made ready for a screen: lines solid, edges sharp, only true greys left grey.

A line that went through the screen would come out as a row of dots, an anti-aliased edge as a ragged one. So
edges are sharpened first (every pixel of a steep slope takes the grey of the side it is nearer to; Kramer and
Bruckner's contrast), then thin dark structures become ink and thin light ones paper, told from their ground
by closing and opening (grey-scale morphology). Tones and solid blacks are larger and stay as they are.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mangacli.export.flate import GreyPixels

WIDEST_LINE = 0.7
"""Millimetres. Dark structures up to this width are lines."""
WIDEST_LIGHT = 0.35
"""Millimetres. The same for white lines in black: wider ones are tones between lines."""
EDGE = 56
"""Greys between the sides of an edge; a softer slope is shading."""
SOFT = 1.25
"""Pixels of the art over which its edges are blurred, to each side."""


@dataclass(frozen=True, slots=True)
class Pen:
    """How far lines and edges reach, in pixels to each side: half a line, half a white line, half an edge."""

    line: int
    light: int
    edge: int

    @classmethod
    def of(cls, dpi: float, enlarged: float) -> Pen:
        """The page's resolution, and how many of its pixels a pixel of the art has → reaches."""
        pixels = dpi / 25.4
        return cls(
            max(1, round(WIDEST_LINE * pixels / 2)),
            max(1, round(WIDEST_LIGHT * pixels / 2)),
            max(1, math.ceil(SOFT * max(1.0, enlarged))),
        )

    @property
    def margin(self) -> int:
        """Pixels around a piece that decide about its outermost ones."""
        return 2 * max(self.line, self.light) + self.edge


def inked(grey: GreyPixels, pen: Pen) -> GreyPixels:
    """Grey art → lines and edges hard, greys as they are.

    Beyond the edges of the piece its outermost pixels go on; all but `pen.margin` of them are as they would
    be in the whole.
    """
    if is_bilevel(grey):
        return grey
    sharp = _sharpened(grey, pen.edge)
    ground = _lowest(_highest(sharp, pen.line), pen.line)
    dark = sharp < ground - _line_share(ground)
    ground = ~_highest(_lowest(sharp, pen.light), pen.light)
    light = ~sharp < ground - _line_share(ground)
    light &= sharp > 127
    sharp |= _all_bits(light)
    sharp &= ~_all_bits(dark)
    return sharp


def _line_share(ground: GreyPixels) -> GreyPixels:
    """5/16 of a ground's light: what a line takes of it, at least."""
    return (ground >> 2) + (ground >> 4)


def is_bilevel(grey: GreyPixels) -> bool:
    """Whether there is nothing but black and white."""
    return bool(((grey + np.uint8(1)) <= 1).all())


def _sharpened(grey: GreyPixels, reach: int) -> GreyPixels:
    low, high = _lowest(grey, reach), _highest(grey, reach)
    steep = _all_bits(high - low > EDGE)
    nearer_low = _all_bits(grey - low < high - grey)
    low ^= high  # what is chosen by bits is chosen without branches, twice as fast
    low &= nearer_low
    low ^= high
    low ^= grey
    low &= steep
    low ^= grey
    return low


def _all_bits(true: NDArray[np.bool_]) -> GreyPixels:
    """True → 255, False → 0."""
    return np.negative(true.view(np.uint8))


def _lowest(grey: GreyPixels, reach: int) -> GreyPixels:
    """For each pixel the darkest within so many pixels across and down."""
    return _extreme(np.minimum, grey, reach)


def _highest(grey: GreyPixels, reach: int) -> GreyPixels:
    return _extreme(np.maximum, grey, reach)


def _extreme(pick: np.ufunc, grey: GreyPixels, reach: int) -> GreyPixels:
    """The extreme of every 2·reach + 1 neighbours, down and then across, by windows that double."""
    found = np.pad(grey, ((reach, reach), (0, 0)), mode="edge")
    for step in _steps(2 * reach + 1):
        found = pick(found[:-step], found[step:])
    found = np.pad(found, ((0, 0), (reach, reach)), mode="edge")
    for step in _steps(2 * reach + 1):
        found = pick(found[:, :-step], found[:, step:])
    return found


def _steps(window: int) -> list[int]:
    """A window's width → the distances of the pairs that make it of single pixels."""
    steps, length = [], 1
    while length < window:
        steps.append(min(length, window - length))
        length += steps[-1]
    return steps
