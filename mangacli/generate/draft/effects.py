"""Effects that a panel asks for, as layers behind and over the figures of the draft artist."""

from __future__ import annotations

from dataclasses import replace

from mangacli.drawing import Shape, Stroke
from mangacli.effects.focus import lay_ground
from mangacli.effects.ground import Figure, Ground
from mangacli.effects.table import EFFECTS
from mangacli.generate.base import EffectRequest, PanelRequest
from mangacli.generate.draft.ink import Laid
from mangacli.generate.draft.scenery import is_dark
from mangacli.geometry import Box, Path

Layers = tuple[list[Laid], list[Laid]]
"""What lies behind the figures and what lies over them."""


def effects(request: PanelRequest) -> Layers:
    """A request → the layers of its effects: (behind the figures, over them), in pixels."""
    behind: list[Laid] = []
    over: list[Laid] = []
    for index, effect in enumerate(request.effects):
        marks = EFFECTS[effect.effect](_ground(request, effect, index))
        scale = request.pixels_per_point
        if marks.behind:
            behind.append(Laid(tuple(_in_pixels(shape, scale) for shape in marks.behind)))
        if marks.over:
            over.append(Laid(tuple(_in_pixels(shape, scale) for shape in marks.over)))
    return behind, over


def _ground(request: PanelRequest, effect: EffectRequest, index: int) -> Ground:
    """The whole picture as the ground of an effect, in points; lines over a night are white."""
    scale = request.pixels_per_point
    picture = Box(0, 0, request.width / scale, request.height / scale)
    figures = tuple(
        Figure(character.id, picture.part(character.box), picture.part(character.head), character.facing)
        for character in request.characters
    )
    at = picture.part(effect.at) if isinstance(effect.at, tuple) else effect.at
    white = effect.options.ink == "white" or (effect.options.ink is None and is_dark(request))
    return lay_ground(
        picture.polygon,
        figures,
        at,
        effect.options,
        covers=False,
        ink=1.0 if white else 0.0,
        seed=f"{request.seed} {request.scene} {index}",
        dpi=72 * scale,
    )


def _in_pixels(shape: Shape, scale: float) -> Shape:
    """A shape in points → the same in pixels."""
    return replace(
        shape,
        path=_scaled(shape.path, scale),
        stroke=None if shape.stroke is None else _scaled_stroke(shape.stroke, scale),
        clip=None if shape.clip is None else _scaled(shape.clip, scale),
    )


def _scaled(path: Path, scale: float) -> Path:
    return path.transformed((scale, 0.0, 0.0, scale, 0.0, 0.0))


def _scaled_stroke(stroke: Stroke, scale: float) -> Stroke:
    dashes = tuple(length * scale for length in stroke.dashes)
    return replace(stroke, width=stroke.width * scale, dashes=dashes)
