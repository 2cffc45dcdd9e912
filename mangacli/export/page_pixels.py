"""A drawing → the pixels of its page, band by band: art placed, vectors painted over it, in paint order.

A page for print has tens of millions of pixels; a band at a time keeps what is held small.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from PIL import Image

from mangacli.drawing import Art, Drawing, Item, Shape, Text
from mangacli.export.flate import GreyPixels
from mangacli.export.placed_art import PixelGrid, Placed, place_arts
from mangacli.export.screening import Screen
from mangacli.paint.raster import Painting

BAND = 512
"""Rows of a band. PDFium looks at all vectors for each, so that many small ones would take longer."""


def page_pixels(drawing: Drawing, dpi: float, screen: Screen | None = None) -> GreyPixels:
    """A drawing → its page (bleed included) in grey pixels, height × width; black and white with a screen."""
    return np.vstack(list(page_bands(drawing, dpi, screen)))


def page_bands(
    drawing: Drawing,
    dpi: float,
    screen: Screen | None = None,
    arts: Sequence[Placed | None] | None = None,
) -> Iterator[GreyPixels]:
    """A drawing → its page from the top in bands of grey pixels, each as wide as the page.

    `arts` is what `place_arts` says for the same page, where it is at hand. With a screen nothing is grey:
    lines and lettering have hard edges, what is painted in grey comes in dots.
    """
    grid = PixelGrid.of(drawing.size, dpi)
    arts = place_arts(drawing, dpi, screen) if arts is None else arts
    with ExitStack() as opened:
        layers = _layers(drawing, dpi, screen, arts, opened)
        for top in range(0, grid.height, BAND):
            band = np.full((min(BAND, grid.height - top), grid.width), 255, np.uint8)
            for layer in layers:
                layer.paint(band, top)
            if screen is not None:
                band = np.where(screen.ink(band, 0, top), np.uint8(0), np.uint8(255))
            yield band


def _layers(
    drawing: Drawing,
    dpi: float,
    screen: Screen | None,
    arts: Sequence[Placed | None],
    opened: ExitStack,
) -> list[_ArtLayer | _VectorLayer]:
    """The drawing's items in paint order: each art for itself, what lies between two arts together.

    What they hold is let go of with `opened`.
    """
    grid, hard, placed = PixelGrid.of(drawing.size, dpi), screen is not None, iter(arts)
    layers: list[_ArtLayer | _VectorLayer] = []
    for is_art, items in groupby(drawing.items, lambda item: isinstance(item, Art)):
        if not is_art:
            painting = Painting(_vectors(items), drawing.size, dpi / 72, hard=hard)
            layers.append(_VectorLayer(opened.enter_context(painting)))
            continue
        for item in items:
            art = next(placed)
            if art is not None and isinstance(item, Art):
                # The clip is painted in pixels: its edges are the vectors' to the last digit that way.
                clip = item.clip.transformed((grid.per_point[0], 0.0, 0.0, grid.per_point[1], 0.0, 0.0))
                size = (float(grid.width), float(grid.height))
                painting = Painting([Shape(clip, fill=0.0)], size, 1.0, hard=hard)
                layers.append(_ArtLayer(art, opened.enter_context(painting)))
    return layers


def _vectors(items: Iterator[Item]) -> list[Shape | Text]:
    return [item for item in items if not isinstance(item, Art)]


@dataclass(frozen=True, slots=True)
class _VectorLayer:
    """Shapes and lettering between two arts."""

    painting: Painting

    def paint(self, band: GreyPixels, top: int) -> None:
        """Paints over the rows of the page that begin at `top`."""
        height, width = band.shape
        self.painting.paint(band.data.cast("B"), (width, height), (0, top))


@dataclass(frozen=True, slots=True)
class _ArtLayer:
    """An art seen through its clip, with edges as those of the vectors."""

    art: Placed
    clip: Painting

    def paint(self, band: GreyPixels, top: int) -> None:
        """Paints over the rows of the page that begin at `top`."""
        art = self.art
        first, last = max(0, top - art.top), min(art.height, top + len(band) - art.top)
        if first >= last:
            return
        y = art.top + first - top
        under = band[y : y + last - first, art.left : art.left + art.width]
        outside = np.full(under.shape, 255, np.uint8)
        self.clip.paint(outside.data.cast("B"), (art.width, last - first), (art.left, art.top + first))
        picture = Image.fromarray(art.rows(first, last))
        picture.paste(Image.fromarray(under), mask=Image.fromarray(outside))
        under[:] = np.asarray(picture)
