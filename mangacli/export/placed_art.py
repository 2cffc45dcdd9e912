"""Art → what is seen of it at the page's resolution, in greys or in black dots."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from mangacli.drawing import Art, Drawing
from mangacli.errors import RunError
from mangacli.export.flate import GreyPixels
from mangacli.export.levels import levelled
from mangacli.export.line_art import Pen, inked
from mangacli.export.screening import Screen
from mangacli.geometry import Box
from mangacli.paint.raster import pixel_size

MOST_PIXELS = 400_000_000
"""A B5 page at 1200 dpi has 110 million."""
LANCZOS = 3
"""Pixels (of the coarser side) to each side of its place that a resampled pixel hangs on."""
BAND = 128
"""Rows that are made at a time: what a processor's cache holds."""


@dataclass(frozen=True, slots=True)
class PixelGrid:
    """The pixels of a page: how many, and how many of them a point has in each direction.

    The page's edges are the picture's edges, so that what bleeds covers the last pixel wholly.
    """

    width: int
    height: int
    per_point: tuple[float, float]

    @classmethod
    def of(cls, size: tuple[float, float], dpi: float) -> PixelGrid:
        """A page's size in points and its resolution → its grid. Raises RunError where it is too large."""
        width, height = pixel_size(size, dpi / 72)
        if width * height > MOST_PIXELS:
            raise RunError(f"a page of {width} × {height} pixels is too large", "choose a lower --dpi")
        return cls(width, height, (width / size[0], height / size[1]))

    def pixels(self, box: Box) -> Box:
        """A box in points → the same box in pixels, not rounded."""
        x, y = self.per_point
        return Box(box.x1 * x, box.y1 * y, box.x2 * x, box.y2 * y)

    def points(self, box: Box) -> Box:
        """A box in pixels → the same box in points."""
        x, y = self.per_point
        return Box(box.x1 / x, box.y1 / y, box.x2 / x, box.y2 / y)


@dataclass(frozen=True, slots=True)
class PlacedArt:
    """The part of an art that can be seen: its window on the page in whole pixels, filled row by row.

    `source` is stretched over `box` (pixels of the page, not rounded). Where the window reaches beyond it,
    its outermost pixels go on.
    """

    left: int
    top: int
    width: int
    height: int
    source: GreyPixels
    box: Box

    @property
    def window(self) -> Box:
        """The part of the page that is filled, in whole pixels."""
        return Box(self.left, self.top, self.left + self.width, self.top + self.height)

    @property
    def enlarged(self) -> float:
        """Pixels of the page that a pixel of the source has."""
        return self.box.width / int(self.source.shape[1])

    @property
    def pixels(self) -> GreyPixels:
        """All rows."""
        return self.rows(0, self.height)

    def rows(self, first: int, last: int) -> GreyPixels:
        """The window's rows from `first` up to `last`, at the page's resolution (Lanczos, or as they are)."""
        height, width = self.source.shape
        y1, y2 = self.top + first, self.top + last
        if (self.box.width, self.box.height) == (width, height):
            x, y = self.left - round(self.box.x1), y1 - round(self.box.y1)
            return self.source[y : y + last - first, x : x + self.width]
        band = Box(self.left, y1, self.left + self.width, y2)
        wanted = Box(0, 0, width, height).part(band.fractions_of(self.box))
        part, wanted = self._around(wanted)
        # Across, then down: left to itself Pillow takes the order that is cheaper for the band, and what is
        # rounded and cut between the two differs.
        lanczos, height = Image.Resampling.LANCZOS, len(part)
        across = Image.fromarray(part).resize(
            (self.width, height), lanczos, box=(wanted.x1, 0, wanted.x2, height)
        )
        resized = across.resize(
            (self.width, last - first), lanczos, box=(0, wanted.y1, self.width, wanted.y2)
        )
        return np.asarray(resized)

    def _around(self, wanted: Box) -> tuple[GreyPixels, Box]:
        """A part of the source → the pixels that decide about it, and where it lies in them.

        Beyond the source's edges its outermost pixels go on, whichever part is wanted.
        """
        reach = math.ceil(LANCZOS * max(1.0, 1 / self.enlarged)) + 1
        x1, y1, x2, y2 = (
            math.floor(wanted.x1) - reach,
            math.floor(wanted.y1) - reach,
            math.ceil(wanted.x2) + reach,
            math.ceil(wanted.y2) + reach,
        )
        height, width = self.source.shape
        left, right = max(0, min(width - 1, x1)), min(width, max(1, x2))
        top, bottom = max(0, min(height - 1, y1)), min(height, max(1, y2))
        around = ((max(0, -y1), max(0, y2 - height)), (max(0, -x1), max(0, x2 - width)))
        part = np.pad(self.source[top:bottom, left:right], around, mode="edge")
        return part, wanted.moved(around[1][0] - left, around[0][0] - top)


@dataclass(frozen=True, slots=True)
class ScreenedArt:
    """The part of an art that can be seen, as ink: `bits` holds height × ⌈width / 8⌉ bytes, 1 is ink."""

    left: int
    top: int
    width: int
    height: int
    bits: NDArray[np.uint8]

    @property
    def window(self) -> Box:
        """The part of the page that is filled, in whole pixels."""
        return Box(self.left, self.top, self.left + self.width, self.top + self.height)

    def rows(self, first: int, last: int) -> GreyPixels:
        """The window's rows from `first` up to `last`, black and white."""
        ink = np.unpackbits(self.bits[first:last], axis=1, count=self.width)
        return ink - np.uint8(1)  # 1 ink → 0, 0 paper → 255


Placed = PlacedArt | ScreenedArt


def place_arts(drawing: Drawing, dpi: float, screen: Screen | None = None) -> tuple[Placed | None, ...]:
    """Each art of a drawing, in paint order → what is seen of it; None where nothing is.

    With a screen they are inked and screened here, once for all formats.
    """
    grid = PixelGrid.of(drawing.size, dpi)
    placed = (place_art(item, grid) for item in drawing.items if isinstance(item, Art))
    return tuple(art if art is None or screen is None else screen_art(art, screen) for art in placed)


def place_art(art: Art, grid: PixelGrid) -> PlacedArt | None:
    """An art → what is seen of it at the page's resolution; None where nothing is.

    Art that already has the page's resolution keeps its own pixels, moved by half a pixel at most; other
    art is resampled.
    """
    box = grid.pixels(art.box)
    seen = grid.pixels(art.clip.bounds).intersection(box)
    seen = seen and seen.intersection(Box(0, 0, grid.width, grid.height))
    if seen is None:
        return None
    picture = art.pixels
    source = np.frombuffer(picture.data, np.uint8).reshape(picture.height, picture.width)
    window: Box | None = _whole_pixels(seen)
    if abs(box.width - picture.width) < 0.5 and abs(box.height - picture.height) < 0.5:
        box = Box(round(box.x1), round(box.y1), round(box.x1) + picture.width, round(box.y1) + picture.height)
        window = _whole_pixels(seen).intersection(box)
    if window is None:
        return None
    return PlacedArt(int(window.x1), int(window.y1), int(window.width), int(window.height), source, box)


def screen_art(art: PlacedArt, screen: Screen) -> ScreenedArt:
    """Placed art → its ink: lines and blacks solid, greys in dots that register with the page's others.

    It is screened last, after it has the page's resolution.
    """
    art, pen = replace(art, source=levelled(art.source)), Pen.of(screen.dpi, art.enlarged)
    bits = np.empty((art.height, (art.width + 7) // 8), np.uint8)
    for first in range(0, art.height, BAND):
        last = min(first + BAND, art.height)
        before, after = max(0, first - pen.margin), min(art.height, last + pen.margin)
        grey = inked(art.rows(before, after), pen)[first - before : last - before]
        bits[first:last] = np.packbits(screen.ink(grey, art.left, art.top + first), axis=1)
    return ScreenedArt(art.left, art.top, art.width, art.height, bits)


def _whole_pixels(box: Box) -> Box:
    """The smallest box of whole pixels around a box; a thousandth of a pixel does not make one more."""
    return Box(
        math.floor(box.x1 + 1e-3),
        math.floor(box.y1 + 1e-3),
        math.ceil(box.x2 - 1e-3),
        math.ceil(box.y2 - 1e-3),
    )
