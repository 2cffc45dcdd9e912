"""A beach: sand down to the breakers, a parasol with a towel, palms at one side, shells and footprints."""

from __future__ import annotations

from mangacli.generate.draft.backdrop import Backdrop
from mangacli.generate.draft.brush import lens
from mangacli.generate.draft.ink import Inked
from mangacli.generate.draft.places.sea import sea
from mangacli.generate.draft.props.easel import Easel
from mangacli.generate.draft.props.leisure import parasol
from mangacli.generate.draft.props.outdoors import palm
from mangacli.generate.draft.stage import Stage
from mangacli.geometry import Box, Path


def beach(stage: Stage) -> list[Inked]:
    """A stage → the sea with its beach, and what stands and lies on it."""
    drop = Backdrop(stage)
    drop.shapes += sea(stage)
    side = stage.dice("palms").choice((-1.0, 1.0))
    if not stage.night:
        _parasol(drop, -side)
    for off, z, tall in ((0.46, 2.6, 4.6), (0.38, 2.0, 3.6)):
        _palm(drop, side * off, _far_enough(stage, z, tall, 1.15), tall, flip=side > 0)
    _footprints(drop, side)
    return drop.shapes


def _far_enough(stage: Stage, z: float, tall: float, most: float) -> float:
    """Depth for a thing so tall that it takes at most a part of the panel's height, from `z` on."""
    return max(z, stage.focal * tall / (most * stage.height) - stage.distance)


def _palm(drop: Backdrop, off: float, z: float, tall: float, flip: bool) -> None:
    """A palm at a part of the view's width from its middle, its shadow on the sand."""
    stage = drop.stage
    scale = stage.scale_at(z)
    foot = (stage.width * (0.5 + off), stage.ground_at(z))
    _shadow(drop, foot, 0.7 * scale)
    easel = Easel(foot, tall * scale, stage.medium, flip=flip)
    palm(easel)
    _add(drop, easel)


def _parasol(drop: Backdrop, side: float) -> None:
    """A parasol with a striped towel in its shade."""
    stage = drop.stage
    z = _far_enough(stage, 2.2, 2.1, 0.6)
    scale, y = stage.scale_at(z), stage.ground_at(z)
    x = stage.width * (0.5 + 0.3 * side)
    _shadow(drop, (x, y), 1.1 * scale)
    half, deep = 0.9 * scale, max(2.0, stage.ground_at(z - 0.5) - y)
    towel = (
        (x - half, y + deep),
        (x + half * 0.7, y + deep),
        (x + half, y + deep * 0.3),
        (x - half * 0.6, y + deep * 0.3),
    )
    drop.area(towel, 1.0, stage.medium)
    for share in (0.25, 0.5, 0.75):
        a = (towel[0][0] + share * (towel[1][0] - towel[0][0]), towel[0][1])
        b = (towel[3][0] + share * (towel[2][0] - towel[3][0]), towel[2][1])
        drop.line((a, b), stage.fine * 2)
    easel = Easel((x, y), 2.1 * scale, stage.medium)
    parasol(easel)
    _add(drop, easel)


def _add(drop: Backdrop, easel: Easel) -> None:
    """A thing with a thin margin of paper around it, which frees it from water and sky."""
    margin = 0.8 * drop.stage.unit
    drop.shapes += [
        Inked(shape.path, None, shape.stroke, keyline=margin) for shape in easel.shapes if shape.fill
    ]
    drop.shapes += easel.shapes


def _shadow(drop: Backdrop, foot: tuple[float, float], half: float) -> None:
    x, y = foot
    drop.path(
        Path.ellipse(Box(x - half, y - half * 0.1, x + half, y + half * 0.14)),
        0.2 if drop.stage.night else 0.7,
    )


def _footprints(drop: Backdrop, side: float) -> None:
    """A line of footprints that leads to the water."""
    stage = drop.stage
    for step in range(9):
        z = -0.6 + step * 0.45
        if z < 0.4 - stage.distance:
            continue
        scale = stage.scale_at(z)
        x = (
            stage.width * (0.5 - side * 0.12)
            - side * step * 0.1 * scale
            + (0.12 if step % 2 else -0.12) * scale
        )
        y = stage.ground_at(z)
        print_of_foot = lens((x - 0.1 * scale, y), (x + 0.1 * scale, y), 0.06 * scale)
        drop.path(print_of_foot, 0.5 if not stage.night else 0.1)
