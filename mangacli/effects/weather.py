"""What falls or hangs in a panel: rain, and the gloom of lines that hang like a curtain (縦線)."""

from __future__ import annotations

import math
from random import Random

import numpy as np

from mangacli.drawing import Shape
from mangacli.effects.ground import Figure, Ground, Marks
from mangacli.effects.motion import Course
from mangacli.effects.screen import LINES_PER_INCH, Cell, Numbers, dots
from mangacli.effects.strokes import needle, spindle, together
from mangacli.effects.tones import clipped
from mangacli.geometry import Path

STRAIGHT_DOWN = 90.0


def rain(ground: Ground) -> Marks:
    """Slanting streaks in three distances: far ones fine and many, near ones long, heavy and few.

    Near streaks fall before the figures, too, but never over what is left free.
    """
    dice = ground.dice("rain")
    lean = STRAIGHT_DOWN + dice.choice((-14, -9, 9, 14))
    angle = lean if ground.options.angle is None else ground.options.angle
    course = Course.over(ground, math.radians(angle))
    size = course.length * (course.high - course.low)
    dense = (0.45 + 1.1 * ground.options.strength) * min(3.0, size / 22_000)
    far = _streaks(ground, course, dice, round(75 * dense), (0.08, 0.2), (0.3, 0.5))
    middle = _streaks(ground, course, dice, round(30 * dense), (0.18, 0.4), (0.45, 0.8))
    near = _streaks(ground, course, dice, round(7 * dense) + 2, (0.35, 0.7), (0.8, 1.4))
    return Marks(behind=ground.inked(together([*far, *middle])), over=ground.inked(together(near)))


def _streaks(
    ground: Ground,
    course: Course,
    dice: Random,
    count: int,
    lengths: tuple[float, float],
    weights: tuple[float, float],
) -> list[Path]:
    """So many streaks of a distance; lengths as shares of the panel's side, weights of the pen."""
    strokes = []
    for _ in range(count):
        length = ground.side * dice.uniform(*lengths)
        start = dice.uniform(course.back - length * 0.7, course.front)
        aside = dice.uniform(course.low, course.high)
        weight = ground.pen * dice.uniform(*weights)
        gap = course.blocked(ground.focus.scaled(1.08), aside) if ground.focus is not None else None
        if gap is not None and start < gap[1] and start + length > gap[0]:
            continue
        ends = (course.point(start, aside), course.point(start + length, aside))
        strokes.append(spindle(*ends, weight, 0.68))
    return strokes


def gloom(ground: Ground) -> Marks:
    """Tone that sinks from the top, lines hanging in it, shorter over what is left free; on brows a few."""
    dice, box, pen = ground.dice("gloom"), ground.box, ground.pen
    strength = ground.options.strength
    strokes = []
    x = box.x1 + pen * dice.uniform(0.5, 2.5)
    while x < box.x2:
        outward = abs(2 * (x - box.x1) / box.width - 1)
        length = box.height * dice.uniform(0.12, 0.42) * (0.6 + 0.6 * outward) * (0.6 + 0.8 * strength)
        foot = min(box.y1 + length, _above_focus(ground, x))
        if foot > box.y1 + pen:
            strokes.append(needle((x, box.y1 - 2), (x, foot), pen * dice.choice((0.5, 0.7, 0.7, 1.0, 1.4))))
        x += pen * dice.uniform(1.8, 5.2) / (0.6 + 0.8 * strength)
    tone = clipped(_sinking(ground), ground)
    brows = together(stroke for figure in ground.figures for stroke in _brow(figure, ground, dice))
    return Marks(behind=(*tone, *ground.inked(together(strokes))), over=ground.inked(brows))


def _above_focus(ground: Ground, x: float) -> float:
    """How far down a hanging line may reach at x."""
    if ground.focus is None:
        return ground.box.y2
    gap = Course(math.pi / 2, 0, 0, 0, 0).blocked(ground.focus.scaled(1.05), -x)
    return ground.box.y2 if gap is None else gap[0]


def _sinking(ground: Ground) -> list[Shape]:
    """Tone, dark at the top, gone at three fifths of the height and around the focus."""
    box, focus = ground.box, ground.focus
    dark = 0.25 + 0.5 * ground.options.strength

    def field(x: Numbers, y: Numbers) -> Numbers:
        sunk = np.clip(1 - (y - box.y1) / (box.height * 0.62), 0.0, 1.0) ** 1.2
        coverage = dark * sunk
        if focus is not None and focus.half[0] > 0 and focus.half[1] > 0:
            away = np.hypot((x - focus.center[0]) / focus.half[0], (y - focus.center[1]) / focus.half[1])
            coverage = coverage * np.clip((away - 1.06) / 0.45, 0.0, 1.0)
        return np.asarray(coverage + 0 * x)

    cell = Cell.of(ground.options.lpi or LINES_PER_INCH, 45.0, ground.dpi)
    return dots(field, box, cell, ground.ink, 0.0)


def _brow(figure: Figure, ground: Ground, dice: Random) -> list[Path]:
    """The short lines that run down a forehead gone pale."""
    head, strokes = figure.head, []
    x = head.x1 + head.width * 0.12
    while x < head.x2 - head.width * 0.12:
        low = head.y1 + head.height * dice.uniform(0.08, 0.3)
        strokes.append(needle((x, head.y1 - head.height * 0.1), (x, low), ground.pen * 0.7))
        x += max(head.width / 14, ground.pen * 1.8) * dice.uniform(0.8, 1.3)
    return strokes
