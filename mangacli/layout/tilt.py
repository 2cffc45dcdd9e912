"""A tilted camera: the cast of a level panel → where they are when the world leans."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from mangacli.geometry import Box, Point, apply, polygon_contains, rotation
from mangacli.layout.stage import Stage
from mangacli.placed import PlacedCharacter

_STEPS = 4
"""So often a lean is made less, to nothing, until all faces are in the panel."""


def lean(
    cast: Sequence[PlacedCharacter], stage: Stage, turn: float
) -> tuple[tuple[PlacedCharacter, ...], float]:
    """A level cast, its panel and a lean in radians (clockwise) → the cast in its places, and the lean.

    The world turns about the panel's middle; it turns less where a face would leave the panel by that. Who
    has a place by the author's word keeps it.
    """
    for step in range(_STEPS):
        angle = turn * (1 - step / _STEPS)
        leant = tuple(one if _given(one) else _leant(one, stage.box, angle) for one in cast)
        if all(
            _seen(new.head, stage) or not _seen(old.head, stage) for old, new in zip(cast, leant, strict=True)
        ):
            return leant, angle
    return tuple(cast), 0.0


def _given(one: PlacedCharacter) -> bool:
    return one.placement.box is not None or one.placement.head is not None


def _leant(one: PlacedCharacter, panel: Box, angle: float) -> PlacedCharacter:
    """A figure turned about the panel's middle: face and box keep their sizes, their middles move."""
    box = _turned(one.box, panel.center, angle).intersection(panel) or one.box
    return replace(one, box=box, head=_turned(one.head, panel.center, angle))


def _turned(box: Box, about: Point, angle: float) -> Box:
    x, y = apply(rotation(math.degrees(angle), about), box.center)
    return box.moved(x - box.center[0], y - box.center[1])


def _seen(face: Box, stage: Stage) -> bool:
    """Whether a face lies in the panel's outline and in its safe part."""
    return stage.safe.contains(face) and all(
        polygon_contains(stage.polygon, corner) for corner in face.polygon
    )
