"""A drawing → the grey pixels of its page: art placed, vectors painted over it, in paint order."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from PIL import Image

from mangacli.drawing import Art, Drawing, Item, Shape, Text
from mangacli.errors import RunError
from mangacli.export.flate import GreyPixels
from mangacli.geometry import Box
from mangacli.paint.raster import paint_over, pixel_size

MOST_PIXELS = 400_000_000
"""A B5 page at 1200 dpi has 110 million."""


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
    """The part of an art that can be seen, at the page's resolution: its top-left pixel, its pixels."""

    left: int
    top: int
    pixels: GreyPixels

    @property
    def box(self) -> Box:
        height, width = self.pixels.shape
        return Box(self.left, self.top, self.left + width, self.top + height)


def page_pixels(drawing: Drawing, dpi: float) -> GreyPixels:
    """A drawing → its page (bleed included) in grey pixels, height × width."""
    grid = PixelGrid.of(drawing.size, dpi)
    page = np.full((grid.height, grid.width), 255, np.uint8)
    for is_art, items in groupby(drawing.items, lambda item: isinstance(item, Art)):
        if is_art:
            for art in _arts(items):
                _paste(page, art, grid)
        else:
            paint_over(page.data.cast("B"), _vectors(items), drawing.size, dpi / 72)
    return page


def _arts(items: Iterator[Item]) -> Iterator[Art]:
    return (item for item in items if isinstance(item, Art))


def _vectors(items: Iterator[Item]) -> list[Shape | Text]:
    return [item for item in items if not isinstance(item, Art)]


def _paste(page: GreyPixels, art: Art, grid: PixelGrid) -> None:
    """Lays an art over the page, seen through its clip with anti-aliased edges."""
    placed = place_art(art, grid)
    if placed is None:
        return
    height, width = placed.pixels.shape
    under = page[placed.top : placed.top + height, placed.left : placed.left + width]
    clip = art.clip.transformed((*_diagonal(grid), -placed.left, -placed.top))
    outside = np.full((height, width), 255, np.uint8)
    paint_over(outside.data.cast("B"), [Shape(clip, fill=0.0)], (width, height), 1.0)
    picture = Image.fromarray(placed.pixels)
    picture.paste(Image.fromarray(under), mask=Image.fromarray(outside))
    under[:] = np.asarray(picture)


def _diagonal(grid: PixelGrid) -> tuple[float, float, float, float]:
    return (grid.per_point[0], 0.0, 0.0, grid.per_point[1])


def place_art(art: Art, grid: PixelGrid) -> PlacedArt | None:
    """An art → what is seen of it at the page's resolution; None where nothing is.

    Art that already has the page's resolution keeps its own pixels, moved by half a pixel at most; other
    art is resampled (Lanczos).
    """
    box = grid.pixels(art.box)
    seen = grid.pixels(art.clip.bounds).intersection(box)
    seen = seen and seen.intersection(Box(0, 0, grid.width, grid.height))
    if seen is None:
        return None
    picture = art.pixels
    source = np.frombuffer(picture.data, np.uint8).reshape(picture.height, picture.width)
    if abs(box.width - picture.width) < 0.5 and abs(box.height - picture.height) < 0.5:
        box = Box(round(box.x1), round(box.y1), round(box.x1) + picture.width, round(box.y1) + picture.height)
        window = _whole_pixels(seen).intersection(box)
        return None if window is None else _cut(source, window, box)
    window = _whole_pixels(seen)
    return PlacedArt(int(window.x1), int(window.y1), _resample(source, window, box))


def _whole_pixels(box: Box) -> Box:
    """The smallest box of whole pixels around a box; a thousandth of a pixel does not make one more."""
    return Box(
        math.floor(box.x1 + 1e-3),
        math.floor(box.y1 + 1e-3),
        math.ceil(box.x2 - 1e-3),
        math.ceil(box.y2 - 1e-3),
    )


def _cut(source: GreyPixels, window: Box, box: Box) -> PlacedArt:
    left, top = int(window.x1), int(window.y1)
    x, y = left - int(box.x1), top - int(box.y1)
    return PlacedArt(left, top, source[y : y + int(window.height), x : x + int(window.width)])


def _resample(source: GreyPixels, window: Box, box: Box) -> GreyPixels:
    """The pixels of `window` from a source that is stretched over `box`, all in page pixels.

    Where the window's whole pixels reach beyond the source, its outermost pixels go on.
    """
    height, width = source.shape
    fractions = window.fractions_of(box)
    wanted = Box(0, 0, width, height).part(fractions)
    before = (math.ceil(max(0.0, -wanted.y1)), math.ceil(max(0.0, -wanted.x1)))
    after = (math.ceil(max(0.0, wanted.y2 - height)), math.ceil(max(0.0, wanted.x2 - width)))
    if any(before + after):
        source = np.pad(source, ((before[0], after[0]), (before[1], after[1])), mode="edge")
        wanted = wanted.moved(before[1], before[0])
    resized = Image.fromarray(source).resize(
        (int(window.width), int(window.height)),
        Image.Resampling.LANCZOS,
        box=(wanted.x1, wanted.y1, wanted.x2, wanted.y2),
    )
    return np.asarray(resized)
