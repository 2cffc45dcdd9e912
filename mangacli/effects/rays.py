"""Lines that converge on a focus: 集中線 (focus lines) and ウニフラッシュ (flash, a sea urchin)."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from mangacli.effects.focus import Clearing, aim, beside, reach
from mangacli.effects.ground import Ground, Marks
from mangacli.effects.strokes import needle, spindle, together
from mangacli.geometry import Path

BEYOND = 3.0
"""Points that a line begins outside the panel, so that no blunt end is seen."""


def focus_lines(ground: Ground) -> Marks:
    """Wedges from outside the panel toward the focus, in bundles whose middle reaches deepest.

    Between the bundles, and more of them the farther out, short thin lines fill the edge.
    """
    dice = ground.dice("focus-lines")
    clearing = Clearing.around(aim(ground), dice, others=beside(ground))
    rays = _Rays(ground, clearing, dice)
    return Marks(behind=ground.inked(together([*rays.bundles(), *rays.edge_lines()])))


@dataclass(frozen=True, slots=True)
class _Rays:
    """Lines toward a clearing of a ground."""

    ground: Ground
    clearing: Clearing
    dice: Random

    def bundles(self) -> Iterator[Path]:
        """Bundle after bundle round the focus."""
        dice, strength, pen = self.dice, self.ground.options.strength, self.ground.pen
        step = pen * 3.4 / (0.55 + 1.1 * strength) / (self.ground.side * 0.62)  # radians between lines
        turn = start = dice.uniform(0, 2 * math.pi)
        while turn < start + 2 * math.pi:
            count = dice.choice((1, 2, 3, 4, 5, 6, 8, 10, 13))
            depth = dice.random() ** 1.6 * 0.55
            lean = dice.uniform(-0.35, 0.35)
            for index in range(count):
                off = abs((index + 0.5) / count * 2 - 1 - lean)
                shortened = depth + off**1.4 * dice.uniform(0.1, 0.45) + dice.random() ** 4 * 0.3
                weight = (0.45 + 1.9 * dice.random() ** 1.5 * max(0.15, 1.1 - off)) * (0.7 + 0.6 * strength)
                yield from self._toward(turn, shortened, pen * weight)
                turn += step * dice.uniform(0.45, 1.5)
            turn += step * dice.choice((0.6, 1.2, 1.2, 2.4, 4.0)) * dice.uniform(0.7, 1.3)

    def edge_lines(self) -> Iterator[Path]:
        """Short thin lines that stay near the edge of the panel."""
        ground, dice = self.ground, self.dice
        count = round((60 + 190 * ground.options.strength) * min(1.3, max(0.4, ground.side / 250)))
        for _ in range(count):
            turn, weight = dice.uniform(0, 2 * math.pi), ground.pen * dice.uniform(0.4, 1.1)
            yield from self._toward(turn, dice.uniform(0.45, 0.9), weight)

    def _toward(self, turn: float, shortened: float, weight: float) -> Iterator[Path]:
        """One line of a direction, from the edge inward, `shortened` (0–1) of the way left out.

        Nothing where there is no room. The ruler lies on a pin: all lines meet in one point, but for a
        hair's breadth.
        """
        far = reach(self.ground.area, self.clearing.focus.center, turn)
        free, slip = self.clearing.radius(turn), self.dice.uniform(-0.006, 0.006)
        if far is None or far <= free:
            return
        tip = free + (far - free) * min(0.94, shortened)
        yield needle(self.clearing.point(turn + slip, far + BEYOND), self.clearing.point(turn, tip), weight)


def flash(ground: Ground) -> Marks:
    """Thin dense lines that stand around an uneven clear blob like the spines of a sea urchin.

    They are thin at both ends; their inner ends keep to the blob, their outer ends fray in clumps.
    """
    dice = ground.dice("flash")
    strength, pen = ground.options.strength, ground.pen
    clearing = Clearing.around(aim(ground, 0.24), dice, 0.045, beside(ground))
    clumps = _Clumps(dice)
    strokes = []
    turn = start = dice.uniform(0, 2 * math.pi)
    while turn < start + 2 * math.pi:
        inner = clearing.radius(turn)
        far = reach(ground.area, clearing.focus.center, turn) or inner
        length = _spine(ground, inner, far, clumps(turn), dice)
        root = inner + inner * dice.random() ** 3 * 0.16
        weight = min(pen * dice.choice((0.6, 0.8, 0.8, 1.1, 1.5)), length / 11)
        ends = (clearing.point(turn, root), clearing.point(turn + dice.uniform(-0.008, 0.008), root + length))
        strokes.append(spindle(*ends, weight, belly=dice.uniform(0.15, 0.4)))
        turn += pen * 1.8 / (0.55 + strength) * dice.uniform(0.5, 1.5) / max(inner, 1.0)
    return Marks(behind=ground.inked(together(strokes)))


def _spine(ground: Ground, inner: float, far: float, clump: float, dice: Random) -> float:
    """Length of one spine: a share of the room to the edge, longer in the middle of its clump."""
    room = max(far - inner, ground.side * 0.12)
    wanted = (0.25 + 0.75 * clump) * dice.uniform(0.45, 1.0) * (0.5 + 0.5 * ground.options.strength)
    return max(room * min(1.1, wanted), ground.pen * dice.uniform(8, 14))


class _Clumps:
    """Uneven waves round the circle, 0 to 1, by which lines are long here and short there."""

    def __init__(self, dice: Random) -> None:
        self._waves = [(count, dice.uniform(0, 2 * math.pi)) for count in (5, 9, 16, 27)]

    def __call__(self, turn: float) -> float:
        wave = sum(math.sin(count * turn + start) for count, start in self._waves)
        return min(1.0, max(0.0, 0.5 + wave * 0.22))
