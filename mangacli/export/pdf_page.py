"""A drawing → the parts of a PDF page that need no other page: its content stream, pictures and fonts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from mangacli.drawing import Art, Drawing, Shape, Text
from mangacli.export.flate import RowPacker, pack
from mangacli.export.group4 import group4
from mangacli.export.pdf_font import PdfFontKey
from mangacli.export.pdf_text import Anchor, PageFonts, anchors, letter
from mangacli.export.placed_art import BAND, PixelGrid, Placed, PlacedArt, ScreenedArt, place_arts
from mangacli.export.screening import Screen
from mangacli.geometry import Box
from mangacli.paint.canvas import Canvas
from mangacli.paint.pdf_document import rectangle

LONGEST_EDGE = 14_400
"""Readers take no longer edge in units of the file (Annex C); a longer strip has units of several points."""


@dataclass(frozen=True, slots=True)
class PdfImage:
    """A packed picture: greys in rows as in a PNG, or a stencil of ink (one bit a pixel, by Group 4)."""

    width: int
    height: int
    packed: bytes
    kind: Literal["grey", "stencil"] = "grey"


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


def paint_page(
    drawing: Drawing,
    dpi: float,
    screen: Screen | None = None,
    arts: Sequence[Placed | None] | None = None,
) -> PaintedPage:
    """A drawing → its painted page, art at `dpi`: in greys, or as black dots with a screen.

    `arts` is what `place_arts` says for the same page, where it is at hand.
    """
    width, height = drawing.size
    grid = PixelGrid.of(drawing.size, dpi)
    canvas, fonts = Canvas(), PageFonts()
    images: list[PdfImage] = []
    anchored = iter(_anchors(drawing))
    placed = iter(place_arts(drawing, dpi, screen) if arts is None else arts)
    unit = math.ceil(max(width, height) / LONGEST_EDGE)
    canvas.write(f"{1 / unit:.9g} 0 0 {-1 / unit:.9g} 0 {height / unit:.4f} cm")
    for item in drawing.items:
        if isinstance(item, Art):
            art = next(placed)
            if art is not None:
                _show(canvas, item, grid.points(art.window), f"I{len(images)}", isinstance(art, ScreenedArt))
                images.append(_image(art))
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


def _show(canvas: Canvas, art: Art, box: Box, name: str, stencil: bool) -> None:
    """Paints an art's image, which fills `box`, through its clip; a stencil's ink on paper of its own."""
    canvas.set_clip(art.clip)
    if stencil:
        canvas.shape(Shape(art.clip, fill=1.0, clip=art.clip))
        canvas.set_fill(0.0)
    # An image's own unit square has its y axis upward.
    matrix = f"{box.width:.4f} 0 0 {-box.height:.4f} {box.x1:.4f} {box.y2:.4f}"
    canvas.write(f"q {matrix} cm /{name} Do Q")


def _image(art: Placed) -> PdfImage:
    if isinstance(art, ScreenedArt):
        return PdfImage(art.width, art.height, group4(art.bits, art.width), "stencil")
    return PdfImage(art.width, art.height, _packed(art))


def _packed(art: PlacedArt) -> bytes:
    packer = RowPacker(art.height, art.width)
    for first in range(0, art.height, BAND):
        packer.add(art.rows(first, min(first + BAND, art.height)))
    return packer.finish()


def _upward(box: Box, height: float, unit: int) -> str:
    """A box on the page (points, y down) → a PDF rectangle (units, y up)."""
    return rectangle(box.x1 / unit, (height - box.y2) / unit, box.x2 / unit, (height - box.y1) / unit)
