"""Art that fades into the paper on some sides of its panel: done to its pixels, for every format alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from mangacli.drawing import Pixels, Shape
from mangacli.geometry import Box, Matrix, Path, Point, Polygon, signed_area
from mangacli.paint.raster import pixel_size, rasterise
from mangacli.placed import PanelFrame
from mangacli.story.frozen import Side
from mangacli.story.furniture import Fade

OUTWARD: dict[Side, Point] = {
    "top": (0.0, -1.0),
    "right": (1.0, 0.0),
    "bottom": (0.0, 1.0),
    "left": (-1.0, 0.0),
}
COARSE = 8
"""Pixels of the art for one of the mask, which is smooth."""


def fade_depth(box: Box, fade: Fade) -> float:
    """A panel's box and its fade → how far the fade reaches into the panel, in points."""
    return fade.depth * min(box.width, box.height)


def faded_edges(polygon: Polygon, sides: Sequence[Side]) -> tuple[bool, ...]:
    """A panel's outline and sides → for each edge (from corner i to i + 1) whether it lies on one of them.

    An edge lies on the side that it faces most; where none faces a side, those that are nearest to it do.
    """
    turn = 1 if signed_area(polygon) > 0 else -1
    facing = []
    for (ax, ay), (bx, by) in zip(polygon, polygon[1:] + polygon[:1], strict=True):
        nx, ny = turn * (by - ay), turn * (ax - bx)
        length = max((nx * nx + ny * ny) ** 0.5, 1e-9)
        facing.append({side: (nx * x + ny * y) / length for side, (x, y) in OUTWARD.items()})
    faded = [False] * len(polygon)
    for side in sides:
        own = [index for index, each in enumerate(facing) if each[side] >= max(each.values()) - 1e-9]
        if not own:
            most = max(each[side] for each in facing)
            own = [index for index, each in enumerate(facing) if each[side] >= most - 1e-6]
        for index in own:
            faded[index] = True
    return tuple(faded)


def faded_art(pixels: Pixels, panel: PanelFrame, paper: float) -> Pixels:
    """A panel's art, the panel, and the grey of the paper → the art, fading into it as the panel wants."""
    box, polygon, fade = panel.generation.box, panel.polygon, panel.panel.fade
    if fade is None:
        return pixels
    depth = fade_depth(panel.box, fade)
    width, height = -(-pixels.width // COARSE), -(-pixels.height // COARSE)
    # the middles of the mask's pixels; its last column and row may reach beyond the art
    x = box.x1 + (np.arange(width) + 0.5) * COARSE / pixels.width * box.width
    y = box.y1 + (np.arange(height) + 0.5) * COARSE / pixels.height * box.height
    kept = np.ones((height, width))
    for side in fade.sides:
        distance = np.full((height, width), np.inf)
        edges = zip(polygon, polygon[1:] + polygon[:1], strict=True)
        for is_faded, edge in zip(faded_edges(polygon, (side,)), edges, strict=True):
            if is_faded:
                distance = np.minimum(distance, _distance(x, y, *edge))
        share = np.clip(distance / depth, 0.0, 1.0)
        kept *= share * share * (3 - 2 * share)
    mask = Image.fromarray((kept * 255).round().astype(np.uint8))
    fine = mask.resize((width * COARSE, height * COARSE), Image.Resampling.BICUBIC)
    art = Image.frombytes("L", (pixels.width, pixels.height), pixels.data)
    ground = Image.new("L", art.size, round(255 * paper))
    ground.paste(art, mask=fine.crop((0, 0, *art.size)))
    return Pixels(pixels.width, pixels.height, ground.tobytes())


def with_shapes(pixels: Pixels, box: Box, shapes: Sequence[Shape], dpi: float) -> Pixels:
    """Art over `box` and shapes that lie on it → both as one picture at `dpi`, to be faded together."""
    scale = dpi / 72
    width, height = pixel_size((box.width, box.height), scale)
    art = Image.frombytes("L", (pixels.width, pixels.height), pixels.data)
    if art.size != (width, height):
        art = art.resize((width, height), Image.Resampling.LANCZOS)
    there: Matrix = (1.0, 0.0, 0.0, 1.0, -box.x1, -box.y1)
    moved = [
        replace(shape, path=shape.path.transformed(there), clip=_moved(shape.clip, there)) for shape in shapes
    ]
    return rasterise(moved, (box.width, box.height), scale, Pixels(width, height, art.tobytes()))


def _moved(path: Path | None, there: Matrix) -> Path | None:
    return None if path is None else path.transformed(there)


def _distance(x: NDArray[np.float64], y: NDArray[np.float64], a: Point, b: Point) -> NDArray[np.float64]:
    """Columns' and rows' middles → the distance of each pixel from the segment a–b."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy or 1.0
    along = ((x - a[0]) * dx)[None, :] + ((y - a[1]) * dy)[:, None]
    share = np.clip(along / length, 0.0, 1.0)
    distance: NDArray[np.float64] = np.hypot(x[None, :] - a[0] - share * dx, y[:, None] - a[1] - share * dy)
    return distance
