"""A world that leans: a request → the same drawn level on a larger sheet, and what is drawn there, turned.

The sheet is the smallest upright one that, turned, covers the picture. Faces keep their sizes and lie where
the request has them once the sheet is turned back.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from PIL import Image

from mangacli.drawing import Pixels
from mangacli.generate.base import PanelRequest, UnitBox
from mangacli.generate.draft.ink import Inked, Layer, Picture
from mangacli.geometry import Box, Matrix, apply, bounds


def level(request: PanelRequest) -> PanelRequest:
    """A request of a leaning world → the request of the level sheet around it."""
    cos, sin = abs(math.cos(request.lean)), abs(math.sin(request.lean))
    width, height = request.width, request.height
    sheet = replace(
        request,
        width=math.ceil(width * cos + height * sin),
        height=math.ceil(width * sin + height * cos),
        lean=0.0,
    )
    upright = _turn(request, sheet)
    picture, whole = Box(0, 0, width, height), Box(0, 0, sheet.width, sheet.height)

    def moved(unit: UnitBox) -> UnitBox:
        box = picture.part(unit)
        x, y = apply(upright, box.center)
        return box.moved(x - box.center[0], y - box.center[1]).fractions_of(whole)

    def around(unit: UnitBox) -> UnitBox:
        corners = bounds(apply(upright, corner) for corner in picture.part(unit).polygon)
        return (corners.intersection(whole) or whole).fractions_of(whole)

    return replace(
        sheet,
        characters=tuple(
            replace(one, box=moved(one.box), head=moved(one.head)) for one in request.characters
        ),
        dialogs=tuple(replace(dialog, box=around(dialog.box)) for dialog in request.dialogs),
    )


def margin_of(request: PanelRequest) -> tuple[float, float]:
    """A request → how much of its level sheet is cut off at the sides and above and below, in pixels."""
    sin = abs(math.sin(request.lean))
    return (request.height * sin, 0.9 * request.width * sin)


def turned(layers: Sequence[Layer], sheet: PanelRequest, request: PanelRequest) -> list[Layer]:
    """What is drawn on the level sheet → the same in the leaning picture."""
    back = _inverse(_turn(request, sheet))
    leant: list[Layer] = []
    for layer in layers:
        if isinstance(layer, Inked):
            clip = None if layer.clip is None else layer.clip.transformed(back)
            leant.append(replace(layer, path=layer.path.transformed(back), clip=clip))
        elif isinstance(layer, Picture):
            leant.append(_turned_picture(layer, back, request.lean))
        else:
            shapes = tuple(
                replace(
                    shape,
                    path=shape.path.transformed(back),
                    clip=None if shape.clip is None else shape.clip.transformed(back),
                )
                for shape in layer.shapes
            )
            leant.append(replace(layer, shapes=shapes))
    return leant


def _turn(request: PanelRequest, sheet: PanelRequest) -> Matrix:
    """The map from the leaning picture to the level sheet, middle to middle."""
    cos, sin = math.cos(-request.lean), math.sin(-request.lean)
    x, y = request.width / 2, request.height / 2
    return (cos, sin, -sin, cos, sheet.width / 2 - cos * x + sin * y, sheet.height / 2 - sin * x - cos * y)


def _inverse(turn: Matrix) -> Matrix:
    """A turn with a shift → the way back."""
    cos, sin, _, _, e, f = turn
    return (cos, -sin, sin, cos, -cos * e - sin * f, sin * e - cos * f)


def _turned_picture(picture: Picture, back: Matrix, lean: float) -> Picture:
    """A picture on the sheet → the picture turned, in the box that holds it then."""
    size = (max(1, round(picture.box.width)), max(1, round(picture.box.height)))
    x, y = apply(back, picture.box.center)

    def turned_plane(plane: Pixels, beyond: int) -> Pixels:
        image = Image.frombytes("L", (plane.width, plane.height), plane.data).resize(
            size, Image.Resampling.LANCZOS
        )
        image = image.rotate(-math.degrees(lean), Image.Resampling.BICUBIC, expand=True, fillcolor=beyond)
        return Pixels(image.width, image.height, np.asarray(image).tobytes())

    ink, mask = turned_plane(picture.ink, 255), turned_plane(picture.mask, 0)
    tone = None if picture.tone is None else turned_plane(picture.tone, 255)
    half_w, half_h = ink.width / 2, ink.height / 2
    return Picture(Box(x - half_w, y - half_h, x + half_w, y + half_h), ink, mask, tone)
