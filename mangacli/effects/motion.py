"""Lines of motion: 流線 (speed lines) across the panel, and the blur that a moving thing leaves behind it."""

from __future__ import annotations

import math
from collections.abc import Iterator
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

    def blocked(self, focus: Focus, aside: float) -> tuple[float, float] | None:
        """Where a line of the course runs through a focus: from, to; None where it passes by."""
        dx, dy = math.cos(self.turn), math.sin(self.turn)
        rx, ry = focus.half
        if rx <= 0 or ry <= 0:
            return None
        x, y = self.point(0.0, aside)
        px, py, qx, qy = (x - focus.center[0]) / rx, (y - focus.center[1]) / ry, dx / rx, dy / ry
        a, b, c = qx * qx + qy * qy, px * qx + py * qy, px * px + py * py - 1
        root = b * b - a * c
        if root <= 0:
            return None
        return ((-b - math.sqrt(root)) / a, (-b + math.sqrt(root)) / a)


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
    focus = aim(ground, 0.16) if ground.focus is not None else None
    strength, pen = ground.options.strength, ground.pen
    strokes: list[Path] = []
    middle, half = (course.low + course.high) / 2, max((course.high - course.low) / 2, 1e-6)
    aside = course.low
    while aside < course.high:
        outward = abs(aside - middle) / half
        for _ in range(dice.choice((1, 2, 3, 3, 4, 5, 7, 9))):
            strokes += _line(course, focus, aside, pen, dice)
            aside += pen * dice.uniform(1.4, 4.2) / (0.6 + 0.8 * strength)
        aside += pen * dice.uniform(2.0, 12.0) * (1.35 - 0.7 * outward) / (0.6 + 0.8 * strength)
    return Marks(behind=ground.inked(together(strokes)))


def _line(course: Course, focus: Focus | None, aside: float, pen: float, dice: Random) -> Iterator[Path]:
    """One stroke, or the two pieces that a focus leaves of it."""
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
    gap = course.blocked(focus.scaled(dice.uniform(1.02, 1.3)), aside) if focus is not None else None
    for first, last in _pieces(start, end, gap):
        weight = min(weight, abs(last - first) / 45)
        ends = (course.point(first, aside), course.point(last, aside))
        free = kind >= 0.75 or first != start
        yield spindle(*ends, weight, dice.uniform(0.3, 0.6)) if free else needle(*ends, weight)


def _pieces(start: float, end: float, gap: tuple[float, float] | None) -> list[tuple[float, float]]:
    """A stroke from start to end → what a gap leaves of it, each piece in the stroke's own direction."""
    if gap is None or max(start, end) <= gap[0] or min(start, end) >= gap[1]:
        return [(start, end)]
    near, far = gap if start <= end else (gap[1], gap[0])
    sign = 1 if start <= end else -1
    pieces = []
    if (near - start) * sign > 0:
        pieces.append((start, near))
    if (end - far) * sign > 0:
        pieces.append((far, end))
    return pieces


def motion_blur(ground: Ground) -> Marks:
    """Dense parallel strokes that stream from the back of the focus, longest at its middle."""
    dice = ground.dice("motion-blur")
    course = Course.over(ground, direction(ground))
    focus = aim(ground, 0.12)
    strength, pen = ground.options.strength, ground.pen
    middle = _aside(course, focus.center)
    half = max(abs(_aside(course, _tip(course, focus)) - middle), pen)
    strokes: list[Path] = []
    aside = middle - half * 1.15
    while aside < middle + half * 1.15:
        for _ in range(dice.choice((2, 3, 4, 6))):
            strokes += _streak(course, focus, aside, middle, half, ground, dice)
            aside += pen * dice.uniform(0.9, 2.2) / (0.6 + 0.8 * strength)
        aside += pen * dice.uniform(0.8, 4.5) / (0.6 + 0.8 * strength)
    return Marks(behind=ground.inked(together(strokes)))


def _aside(course: Course, point: Point) -> float:
    return point[1] * math.cos(course.turn) - point[0] * math.sin(course.turn)


def _tip(course: Course, focus: Focus) -> Point:
    """The point of a focus that lies farthest aside."""
    rx, ry = focus.half
    nx, ny = -math.sin(course.turn), math.cos(course.turn)
    norm = math.hypot(nx * rx, ny * ry) or 1.0
    return (focus.center[0] + nx * rx * rx / norm, focus.center[1] + ny * ry * ry / norm)


def _streak(
    course: Course, focus: Focus, aside: float, middle: float, half: float, ground: Ground, dice: Random
) -> Iterator[Path]:
    """One stroke of the blur: rooted at the focus's back edge, lifted behind it."""
    edge = course.blocked(focus.scaled(1.03), aside)
    if edge is None:
        root = focus.center[0] * math.cos(course.turn) + focus.center[1] * math.sin(course.turn)
    else:
        root = edge[0]
    off = min(1.0, abs(aside - middle) / half)
    room = max(root - course.back, ground.side * 0.1)
    length = room * (1.1 - 0.6 * off * off) * dice.uniform(0.3, 1.0) * (0.65 + 0.7 * ground.options.strength)
    root -= dice.random() ** 2 * ground.side * 0.04
    weight = ground.pen * dice.choice((0.5, 0.7, 0.7, 1.0, 1.6))
    yield spindle(course.point(root, aside), course.point(root - length, aside), weight, 0.22)
