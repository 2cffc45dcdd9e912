"""Layers of shapes → a panel's pixels: solid lines and blacks, greys as screentone.

What is painted later hides what lies behind it, as paper figures laid on a stage do. Lines stay solid over
tone because two planes are painted: the ink (lines and blacks; every other fill is paper) and the tone
(greys). The tone is screened last, at the picture's own resolution, and laid under the ink.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from PIL import Image

from mangacli.drawing import Pixels, Shape, Stroke
from mangacli.effects.screen import LINES_PER_INCH
from mangacli.generate.draft.tone import Plane, cell_for, screen
from mangacli.geometry import Box, Path
from mangacli.paint.raster import rasterise


@dataclass(frozen=True, slots=True)
class Inked:
    """A path as a pen, a brush and a sheet of screentone would bring it to paper; all in pixels.

    `fill` is 0 black ink to 1 paper, printed as screentone between; None leaves what is behind. `stroke` is
    the width of the line (0: none), black, or paper where `white_line`. `keyline` is a margin of paper
    around the shape, which frees it from a dark or busy ground. `clip` is a window it is seen through. A
    `film` is a sheet of tone laid over what is there: its fill darkens what is paler and hides no line.
    """

    path: Path
    fill: float | None = None
    stroke: float = 0.0
    white_line: bool = False
    keyline: float = 0.0
    even_odd: bool = False
    clip: Path | None = None
    round: bool = True
    film: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture among the shapes, stretched over `box`, showing where `mask` is white.

    `ink` holds its lines and blacks, `tone` its greys (None: paper); all three may differ in size.
    """

    box: Box
    ink: Pixels
    mask: Pixels
    tone: Pixels | None = None


@dataclass(frozen=True, slots=True)
class Laid:
    """Black and white shapes laid over the picture as they are, in pixels: black prints, white covers."""

    shapes: tuple[Shape, ...]


Layer = Inked | Picture | Laid


def paint(
    width: int,
    height: int,
    layers: Sequence[Layer],
    pixels_per_point: float = 350 / 72,
    lines_per_inch: float | None = LINES_PER_INCH,
) -> Pixels:
    """Shapes and pictures in paint order, in pixels from the top left → the picture, on white paper.

    `lines_per_inch` says how fine the screentone is on the printed page; None leaves the greys as they are.
    """
    ink = tone = Pixels(width, height, b"\xff" * (width * height))
    for kind, run in groupby(layers, key=_kind):
        if kind == "shape":
            ink, tone = _painted([shape for shape in run if isinstance(shape, Inked)], ink, tone)
        elif kind == "film":
            tone = _under_film([shape for shape in run if isinstance(shape, Inked)], tone)
        elif kind == "laid":
            for layer in run:
                if isinstance(layer, Laid):
                    ink, tone = _laid(layer.shapes, ink, tone)
        else:
            for picture in run:
                if isinstance(picture, Picture):
                    ink, tone = _pasted(ink, picture, picture.ink), _pasted(tone, picture, picture.tone)
    solid = _plane(ink)
    if tone.data.count(255) < len(tone.data):
        if lines_per_inch is None:
            solid = _over(solid, _plane(tone))
        else:
            solid = np.minimum(solid, screen(_plane(tone), cell_for(pixels_per_point, lines_per_inch)))
    return Pixels(width, height, solid.tobytes())


def _over(ink: Plane, tone: Plane) -> Plane:
    """Ink over greys: a pixel that the ink covers by half keeps half of its tone's light."""
    laid = np.empty_like(tone)
    for row, (lines, greys) in enumerate(zip(ink, tone, strict=True)):  # products take twice a pixel's memory
        laid[row] = (lines.astype(np.uint16) * greys + 127) // 255
    return laid


def _kind(layer: Layer) -> str:
    if isinstance(layer, Picture):
        return "picture"
    if isinstance(layer, Laid):
        return "laid"
    return "film" if layer.film else "shape"


def _laid(shapes: Sequence[Shape], ink: Pixels, tone: Pixels) -> tuple[Pixels, Pixels]:
    """Shapes laid over both planes: the white ones cover tone, too."""
    size = (float(ink.width), float(ink.height))
    white = [shape for shape in shapes if shape.fill == 1.0 or (shape.stroke and shape.stroke.grey == 1.0)]
    if white and tone.data.count(255) < len(tone.data):
        tone = rasterise(white, size, 1.0, tone)
    return rasterise(shapes, size, 1.0, ink), tone


def _under_film(films: Sequence[Inked], tone: Pixels) -> Pixels:
    """The tone plane with sheets of tone laid over it: the darker of both."""
    blank = Pixels(tone.width, tone.height, b"\xff" * (tone.width * tone.height))
    shapes = [part for film in films for part in _body(film, film.fill, None)]
    film = rasterise(shapes, (float(tone.width), float(tone.height)), 1.0, blank)
    return Pixels(tone.width, tone.height, np.minimum(_plane(tone), _plane(film)).tobytes())


def _painted(shapes: Sequence[Inked], ink: Pixels, tone: Pixels) -> tuple[Pixels, Pixels]:
    """Shapes painted over both planes."""
    size = (float(ink.width), float(ink.height))
    ink_shapes = [part for shape in shapes for part in _on_ink(shape)]
    tone_shapes = [part for shape in shapes for part in _on_tone(shape)]
    if ink_shapes:
        ink = rasterise(ink_shapes, size, 1.0, ink)
    if any(part.fill not in (None, 1.0) for part in tone_shapes) or tone.data.count(255) < len(tone.data):
        tone = rasterise(tone_shapes, size, 1.0, tone)
    return ink, tone


def _on_ink(shape: Inked) -> list[Shape]:
    """What a shape leaves on the ink plane: its line, its black; any other fill wipes the ink behind it."""
    fill = None if shape.fill is None else 0.0 if shape.fill <= 0 else 1.0
    return [*_keyline(shape), *_body(shape, fill, _line(shape))]


def _on_tone(shape: Inked) -> list[Shape]:
    """What a shape leaves on the tone plane: its grey or its paper. Ink needs no tone beneath it."""
    fill = None if shape.fill is None or shape.fill <= 0 else shape.fill
    return [*_keyline(shape), *_body(shape, fill, _line(shape) if shape.white_line else None)]


def _body(shape: Inked, fill: float | None, line: Stroke | None) -> list[Shape]:
    if fill is None and line is None:
        return []
    return [Shape(shape.path, fill, line, shape.clip, shape.even_odd)]


def _line(shape: Inked) -> Stroke | None:
    if shape.stroke <= 0:
        return None
    return Stroke(shape.stroke, 1.0 if shape.white_line else 0.0, round=shape.round)


def _keyline(shape: Inked) -> list[Shape]:
    if shape.keyline <= 0:
        return []
    return [Shape(shape.path, None, Stroke(shape.stroke + 2 * shape.keyline, 1.0), shape.clip)]


def _plane(pixels: Pixels) -> Plane:
    return np.frombuffer(pixels.data, dtype=np.uint8).reshape(pixels.height, pixels.width)


def _pasted(ground: Pixels, picture: Picture, source: Pixels | None) -> Pixels:
    """One plane with a picture laid on it; `source` None lays paper in the shape of the mask."""
    box = (round(picture.box.x1), round(picture.box.y1), round(picture.box.x2), round(picture.box.y2))
    size = (max(1, box[2] - box[0]), max(1, box[3] - box[1]))
    mask = _resized(picture.mask, size)
    laid = Image.new("L", size, 255) if source is None else _resized(source, size)
    canvas = Image.frombytes("L", (ground.width, ground.height), ground.data)
    canvas.paste(laid, box[:2], mask)
    return Pixels(ground.width, ground.height, canvas.tobytes())


def _resized(pixels: Pixels, size: tuple[int, int]) -> Image.Image:
    image = Image.frombytes("L", (pixels.width, pixels.height), pixels.data)
    return image if image.size == size else image.resize(size, Image.Resampling.LANCZOS)
