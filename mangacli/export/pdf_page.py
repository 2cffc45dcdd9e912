"""A drawing → the parts of a PDF page that need no other page: its content stream, pictures and fonts."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from mangacli.drawing import Art, Drawing, Shape, Text
from mangacli.export.flate import pack, pack_rows
from mangacli.export.page_pixels import PixelGrid, PlacedArt, place_art
from mangacli.export.pdf_font import PdfFontKey
from mangacli.export.pdf_text import Anchor, PageFonts, anchors, letter
from mangacli.geometry import Box
from mangacli.paint.canvas import Canvas
from mangacli.paint.pdf_document import rectangle

LONGEST_EDGE = 14_400
"""Readers take no longer edge in units of the file (Annex C); a longer strip has units of several points."""


@dataclass(frozen=True, slots=True)
class PdfImage:
    """A grey picture, its rows filtered and packed as in a PNG."""

    width: int
    height: int
    packed: bytes


@dataclass(frozen=True, slots=True)
class PaintedPage:
    """A page ready to be written: operators (packed) and what they name.

    `size` is in points; `unit` says how many points a unit of the boxes and the content has. Resource `F0` is
    the first of `fonts`, `I0` the first of `images`. `glyphs` holds for each face the text that each used
    glyph stands for.
    """

    size: tuple[float, float]
    unit: int
    media: str
    bleed: str
    trim: str
    label: str
    content: bytes
    images: tuple[PdfImage, ...]
    fonts: tuple[PdfFontKey, ...]
    glyphs: dict[str, dict[int, str]]


def paint_page(drawing: Drawing, dpi: float) -> PaintedPage:
    """A drawing → its painted page, art at `dpi`."""
    width, height = drawing.size
    grid = PixelGrid.of(drawing.size, dpi)
    canvas, fonts = Canvas(), PageFonts()
    images: list[PdfImage] = []
    anchored = iter(_anchors(drawing))
    unit = math.ceil(max(width, height) / LONGEST_EDGE)
    canvas.write(f"{1 / unit:.9g} 0 0 {-1 / unit:.9g} 0 {height / unit:.4f} cm")
    for item in drawing.items:
        if isinstance(item, Art):
            images.extend(_art(canvas, item, grid, len(images)))
        elif isinstance(item, Shape):
            canvas.shape(item)
        else:
            letter(canvas, item, next(anchored), fonts)
    return PaintedPage(
        size=drawing.size,
        unit=unit,
        media=_upward(Box(0, 0, width, height), height, unit),
        bleed=_upward(drawing.bleed, height, unit),
        trim=_upward(drawing.trim, height, unit),
        label=drawing.label or str(drawing.number),
        content=pack(canvas.content()),
        images=tuple(images),
        fonts=tuple(fonts.keys),
        glyphs=fonts.glyphs,
    )


def _anchors(drawing: Drawing) -> list[Anchor]:
    return anchors([item for item in drawing.items if isinstance(item, Text)], drawing.size[1])


def _art(canvas: Canvas, art: Art, grid: PixelGrid, number: int) -> Iterator[PdfImage]:
    """Paints an art through its clip; yields its image, or nothing where nothing of it is on the page."""
    placed = place_art(art, grid)
    if placed is None:
        return
    box = grid.points(placed.box)
    canvas.set_clip(art.clip)
    # An image's own unit square has its y axis upward.
    matrix = f"{box.width:.4f} 0 0 {-box.height:.4f} {box.x1:.4f} {box.y2:.4f}"
    canvas.write(f"q {matrix} cm /I{number} Do Q")
    yield _image(placed)


def _image(placed: PlacedArt) -> PdfImage:
    height, width = placed.pixels.shape
    return PdfImage(width, height, pack_rows(placed.pixels))


def _upward(box: Box, height: float, unit: int) -> str:
    """A box on the page (points, y down) → a PDF rectangle (units, y up)."""
    return rectangle(box.x1 / unit, (height - box.y2) / unit, box.x2 / unit, (height - box.y1) / unit)
