"""What falls or hangs in a panel: rain, and the gloom of lines that hang like a curtain (縦線)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random

import numpy as np

from mangacli.drawing import Shape
from mangacli.effects.ground import Figure, Ground, Marks
from mangacli.effects.motion import Course, pieces
from mangacli.effects.screen import LINES_PER_INCH, Cell, Numbers, dots
from mangacli.effects.strokes import needle, spindle, together
from mangacli.effects.tones import clipped, spared
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
    fall = _Fall(ground, course, dice)
    far = fall.streaks(round(75 * dense), (0.08, 0.2), (0.3, 0.5))
    middle = fall.streaks(round(30 * dense), (0.18, 0.4), (0.45, 0.8))
    near = fall.streaks(round(7 * dense) + 2, (0.35, 0.7), (0.8, 1.4), over=True)
    return Marks(behind=ground.inked(together([*far, *middle])), over=ground.inked(together(near)))


@dataclass(frozen=True, slots=True)
class _Fall:
    """Rain of one direction over a ground."""

    ground: Ground
    course: Course
    dice: Random

    def streaks(
        self, count: int, lengths: tuple[float, float], weights: tuple[float, float], over: bool = False
    ) -> list[Path]:
        """So many streaks of a distance; lengths as shares of the panel's side, weights of the pen.

        Of a streak that meets what is left free the longest piece stays.
        """
        ground, course, dice = self.ground, self.course, self.dice
        free = [
            focus.scaled(1.04).grown(ground.pen * 2) for focus in (ground.never if over else ground.spared)
        ]
        strokes = []
        for _ in range(count):
            length = ground.side * dice.uniform(*lengths)
            start = dice.uniform(course.back - length * 0.7, course.front)
            place = course.point(start, dice.uniform(course.low, course.high))
            turn = course.turn + math.radians(dice.uniform(-0.8, 0.8))
            weight = ground.pen * dice.uniform(*weights)
            gaps = [gap for focus in free if (gap := focus.passed(place, turn)) is not None]
            kept = max(pieces(0.0, length, gaps), key=lambda piece: piece[1] - piece[0], default=(0.0, 0.0))
            if kept[1] - kept[0] > weight * 8:
                ends = [(place[0] + math.cos(turn) * far, place[1] + math.sin(turn) * far) for far in kept]
                strokes.append(spindle(ends[0], ends[1], weight, 0.68))
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
        foot = min(box.y1 + length, _foot_at(ground, x))
        if foot > box.y1 + pen:
            strokes.append(needle((x, box.y1 - 2), (x, foot), pen * dice.choice((0.5, 0.7, 0.7, 1.0, 1.4))))
        x += pen * dice.uniform(1.8, 5.2) / (0.6 + 0.8 * strength)
    tone = clipped(_sinking(ground), ground)
    brows = together(stroke for figure in ground.figures for stroke in _brow(figure, ground, dice))
    return Marks(behind=(*tone, *ground.inked(together(strokes))), over=ground.inked(brows))


def _foot_at(ground: Ground, x: float) -> float:
    """How far down a hanging line may reach at x: to what is left free."""
    foot = ground.box.y2
    for focus in ground.spared:
        passed = focus.grown(ground.pen).passed((x, ground.box.y1), math.pi / 2)
        if passed is not None and passed[1] > 0:
            foot = min(foot, ground.box.y1 + passed[0])
    return foot


def _sinking(ground: Ground) -> list[Shape]:
    """Tone, dark at the top, gone at three fifths of the height and around what is left free."""
    box, dark = ground.box, 0.25 + 0.5 * ground.options.strength

    def field(x: Numbers, y: Numbers) -> Numbers:
        sunk = np.clip(1 - (y - box.y1) / (box.height * 0.62), 0.0, 1.0) ** 1.2
        return np.asarray(dark * sunk + 0 * x)

    cell = Cell.of(ground.options.lpi or LINES_PER_INCH, 45.0, ground.dpi)
    return dots(spared(field, ground, cell), box, cell, ground.ink, 0.0)


def _brow(figure: Figure, ground: Ground, dice: Random) -> list[Path]:
    """The short lines that run down a forehead gone pale."""
    head, strokes = figure.head, []
    x = head.x1 + head.width * 0.14
    while x < head.x2 - head.width * 0.14:
        top = head.y1 + head.height * dice.uniform(-0.1, 0.04)
        low = head.y1 + head.height * dice.uniform(0.12, 0.34)
        strokes.append(spindle((x, top), (x, low), ground.pen * dice.choice((0.6, 0.6, 0.9)), 0.15))
        x += max(head.width / 13, ground.pen * 1.8) * dice.uniform(0.6, 1.5)
    return strokes
