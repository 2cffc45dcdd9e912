"""Lines of motion: 流線 (speed lines) across the panel, and the blur that a moving thing leaves behind it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from mangacli.effects.focus import aim
from mangacli.effects.ground import Focus, Ground, Marks
from mangacli.effects.strokes import needle, spindle, together
from mangacli.geometry import Path, Point


@dataclass(frozen=True, slots=True)
class Course:
    """The direction of a motion as axes of its own: `along` counts with it, `aside` across it.

    `back`, `front`, `low` and `high` are where the panel begins and ends on them.
    """

    turn: float
    back: float
    front: float
    low: float
    high: float

    @classmethod
    def over(cls, ground: Ground, turn: float) -> Course:
        """A ground and a direction (radians) → its course."""
        dx, dy = math.cos(turn), math.sin(turn)
        along = [x * dx + y * dy for x, y in ground.area]
        aside = [y * dx - x * dy for x, y in ground.area]
        return cls(turn, min(along), max(along), min(aside), max(aside))

    @property
    def length(self) -> float:
        return self.front - self.back

    def point(self, along: float, aside: float) -> Point:
        """The point of the page at a place of the course."""
        dx, dy = math.cos(self.turn), math.sin(self.turn)
        return (along * dx - aside * dy, along * dy + aside * dx)

    def span(self, focus: Focus) -> tuple[float, float]:
        """A focus → its middle across the course, and how far it reaches to either side."""
        (x, y), (rx, ry) = focus.center, focus.half
        dx, dy = math.cos(self.turn), math.sin(self.turn)
        return y * dx - x * dy, max(math.hypot(dy * rx, dx * ry), 1e-6)

    def blocked(self, focus: Focus, aside: float) -> tuple[float, float] | None:
        """Where a line of the course runs through a focus: from, to; None where it passes by."""
        return focus.passed(self.point(0.0, aside), self.turn)


def direction(ground: Ground) -> float:
    """The direction of motion in radians: as asked, else where the largest figure looks, else leftward."""
    if ground.options.angle is not None:
        return math.radians(ground.options.angle)
    leader = max(ground.figures, key=lambda figure: (figure.head.area, figure.id), default=None)
    return 0.0 if leader is not None and leader.facing == "right" else math.pi


def speed_lines(ground: Ground) -> Marks:
    """Strokes along the motion in bundles, dense toward the sides; most trail off backward from the edge.

    Lines that would run through the focus are cut short before it and go on behind it.
    """
    dice = ground.dice("speed-lines")
    course = Course.over(ground, direction(ground) + math.radians(dice.uniform(-1.5, 1.5)))
    spared = ((aim(ground, 0.16),) if ground.focus is not None else ()) + ground.spared
    strength, pen = ground.options.strength, ground.pen
    strokes: list[Path] = []
    middle, half = (course.low + course.high) / 2, max((course.high - course.low) / 2, 1e-6)
    aside = course.low
    while aside < course.high:
        outward = abs(aside - middle) / half
        for _ in range(dice.choice((1, 2, 3, 3, 4, 5, 7, 9))):
            strokes += _line(course, spared, aside, pen, dice)
            aside += pen * dice.uniform(1.4, 4.2) / (0.6 + 0.8 * strength)
        aside += pen * dice.uniform(2.0, 12.0) * (1.35 - 0.7 * outward) / (0.6 + 0.8 * strength)
    return Marks(behind=ground.inked(together(strokes)))


def _line(course: Course, spared: Sequence[Focus], aside: float, pen: float, dice: Random) -> Iterator[Path]:
    """One stroke, or the pieces that are left of it around what is spared."""
    length = course.length * min(1.15, 0.22 + dice.random() ** 0.7)
    weight = pen * dice.choice((0.45, 0.6, 0.6, 0.8, 0.8, 1.2, 1.9, 3.2))
    kind = dice.random()
    if kind < 0.5:  # from the edge behind, lifted forward
        start, end = course.back - 3, course.back - 3 + length
    elif kind < 0.75:  # from the edge before, lifted backward
        start, end = course.front + 3, course.front + 3 - length
    else:  # free on both ends
        start = course.back + dice.uniform(-0.1, 1.0) * course.length * 0.8
        end = start + length * 0.8
    uneven = dice.uniform(1.02, 1.3)
    gaps = [
        gap
        for focus in spared
        if (gap := course.blocked(focus.scaled(uneven).grown(weight), aside)) is not None
    ]
    for first, last in pieces(start, end, gaps):
        width = min(weight, abs(last - first) / 45)
        ends = (course.point(first, aside), course.point(last, aside))
        free = kind >= 0.75 or first != start
        yield spindle(*ends, width, dice.uniform(0.3, 0.6)) if free else needle(*ends, width)


def pieces(start: float, end: float, gaps: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """A stroke from start to end → what gaps leave of it, each piece in the stroke's own direction."""
    low, high = min(start, end), max(start, end)
    kept = []
    for near, far in sorted(gaps):
        if far <= low or near >= high:
            continue
        if near > low:
            kept.append((low, near))
        low = max(low, far)
    if low < high:
        kept.append((low, high))
    return kept if start <= end else [(last, first) for first, last in reversed(kept)]


def motion_blur(ground: Ground) -> Marks:
    """Dense parallel strokes that stream from the back of whoever moves, or of the focus.

    Behind a figure they begin at its middle, so that they flow out from under it; over it at its back.
    """
    dice = ground.dice("motion-blur")
    course = Course.over(ground, direction(ground))
    bodies = [Focus(f.box.center, (f.box.width / 2, f.box.height / 2)) for f in ground.aimed]
    strokes: list[Path] = []
    for body in bodies or [aim(ground, 0.12)]:
        strokes += _streaks(ground, course, body, dice)
    return Marks(behind=ground.inked(together(strokes)))


def _streaks(ground: Ground, course: Course, body: Focus, dice: Random) -> Iterator[Path]:
    """The strokes behind one body, in groups from its one side to the other."""
    strength, pen = ground.options.strength, ground.pen
    middle, half = course.span(body)
    aside = middle - half * 0.98
    while aside < middle + half * 0.98:
        for _ in range(dice.choice((2, 3, 4, 6))):
            root = _back(ground, course, body, aside)
            off = min(1.0, abs(aside - middle) / half)
            room = max(root - course.back, ground.side * 0.1)
            length = room * (1.1 - 0.5 * off * off) * dice.uniform(0.3, 1.0) * (0.65 + 0.7 * strength)
            weight = min(pen * dice.choice((0.5, 0.7, 0.7, 1.0, 1.6)), length / 25)
            root -= length * 0.3 * dice.random() ** 2
            yield spindle(course.point(root, aside), course.point(root - length, aside), weight, 0.22)
            aside += pen * dice.uniform(0.9, 2.2) / (0.6 + 0.8 * strength)
        aside += pen * dice.uniform(0.8, 4.5) / (0.6 + 0.8 * strength)


def _back(ground: Ground, course: Course, body: Focus, aside: float) -> float:
    """Where a stroke begins: behind the body or under it, never on what is left free.

    Where the body ends at the panel's edge, it begins on the body: else nothing would be seen of it.
    """
    through = course.blocked(body, aside)
    if through is None:
        root = body.center[0] * math.cos(course.turn) + body.center[1] * math.sin(course.turn)
    elif ground.covers or not ground.aimed:
        root = max(through[0], course.back + course.length * 0.22)
    else:
        root = (through[0] + through[1]) / 2
    for spared in ground.spared:
        free = course.blocked(spared.grown(ground.pen * 1.5), aside)
        if free is not None:
            root = min(root, free[0])
    return root
