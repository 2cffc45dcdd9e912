"""Screentone (スクリーントーン): a sheet of dots or lines, flat or growing darker in one direction."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from mangacli.drawing import Shape
from mangacli.effects.focus import aim
from mangacli.effects.ground import Ground, Marks
from mangacli.effects.screen import LINES_PER_INCH, Cell, Field, Numbers, dots, lines

SCREEN, DOWNWARD = 45.0, 90.0
"""Degrees: the angle of a screen where none is asked for, and the way in which a gradient darkens."""
SOFT = 0.45
"""How far beyond a focus its edge fades, as a share of the focus's size."""


def screentone(ground: Ground) -> Marks:
    """A sheet of tone over the panel: dots, lines, or a gradient of dots that grow downward (or by angle)."""
    options = ground.options
    lpi = options.lpi or LINES_PER_INCH
    dark = 0.06 + 0.74 * options.strength
    flat = options.pattern in ("dots", "lines")
    angle = options.angle if options.angle is not None else SCREEN if flat else DOWNWARD
    cell = Cell.of(lpi, angle if flat else SCREEN, ground.dpi)
    field = spared(_flat(dark) if flat else _gradient(ground, angle, dark), ground, cell)
    if options.pattern == "lines":
        shapes = lines(field, ground.box, cell, ground.ink)
    else:
        shapes = dots(field, ground.box, cell, ground.ink, angle if flat else angle + 90)
    return Marks(behind=clipped(shapes, ground))


def clipped(shapes: list[Shape], ground: Ground) -> tuple[Shape, ...]:
    """Shapes → the same, seen through the ground's area."""
    clip = ground.clip
    return tuple(replace(shape, clip=clip) for shape in shapes)


def _flat(dark: float) -> Field:
    return lambda x, y: np.full(np.broadcast(x, y).shape, dark)


def _gradient(ground: Ground, angle: float, dark: float) -> Field:
    """Paper where the direction begins, `dark` where it ends, slow at first."""
    dx, dy = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    along = [x * dx + y * dy for x, y in ground.area]
    first, length = min(along), max(max(along) - min(along), 1e-6)

    def field(x: Numbers, y: Numbers) -> Numbers:
        share = np.clip(((x * dx + y * dy - first) / length - 0.1) / 0.9, 0.0, 1.0)
        return np.asarray(dark * share**1.3)

    return field


def spared(field: Field, ground: Ground, cell: Cell) -> Field:
    """A field that leaves free what the ground spares, to the edge of its dots, and fades toward it."""
    kept = [aim(ground, 0.0) if focus == ground.focus else focus for focus in ground.spared]
    kept = [focus.grown(cell.pitch * 0.7) for focus in kept if min(focus.half) > 0]
    if not kept:
        return field

    def faded(x: Numbers, y: Numbers) -> Numbers:
        coverage = field(x, y)
        for focus in kept:
            (cx, cy), (rx, ry) = focus.center, focus.half
            away = np.hypot((x - cx) / rx, (y - cy) / ry)
            coverage = coverage * np.clip((away - 1.0) / SOFT, 0.0, 1.0)
        return np.asarray(coverage)

    return faded
