"""What an effect leaves free: from heads, a character, a point or a box to an uneven ellipse in a panel."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from mangacli.effects.ground import EffectOptions, Figure, Focus, Ground
from mangacli.geometry import Box, Point, Polygon, bounds, polygon_contains

LARGEST = 0.36
"""Half axis of a focus as a share of the panel's width and height, at most: lines need paper."""
LEAST_PAPER = 0.45
"""Share of the panel that lies outside the focus, at least."""


def lay_ground(
    area: Polygon,
    figures: Sequence[Figure],
    at: str | Box | None,
    options: EffectOptions,
    *,
    covers: bool,
    ink: float,
    seed: str,
    dpi: float,
) -> Ground:
    """A panel, who is in it, what was named (an id, a box, a point as an empty box; None: all) → the ground.

    Its focus is None where nobody is there and nothing was named. Marks that lie over the figures
    (`covers`) leave more of them free: head and shoulders, as far as the panel allows.
    """
    aimed = tuple(figure for figure in figures if at is None or figure.id == at)
    boxes = [at] if isinstance(at, Box) else [_seen(f) if covers else f.head for f in aimed]
    focus = None
    if boxes:
        around = bounds(point for box in boxes for point in box.polygon)
        focus = fitting(Focus.around(around), area)
    faces = tuple(fitting(figure.face, area) for figure in figures)
    return Ground(area, options, focus, tuple(figures), faces, aimed, covers, ink, seed, dpi)


def _seen(figure: Figure) -> Box:
    """Head and shoulders of a figure: its face, grown by some of its own size inside the figure's box."""
    head = figure.head
    grown = Box(
        head.x1 - head.width * 0.25,
        head.y1 - head.height * 0.4,
        head.x2 + head.width * 0.25,
        head.y2 + head.height * 0.45,
    )
    seen = grown.intersection(figure.box)
    return bounds((*head.polygon, *(seen.polygon if seen else ())))


def fitting(focus: Focus, area: Polygon) -> Focus:
    """A focus → the same, small enough that the panel keeps paper around it for lines."""
    box = bounds(area)
    half = (min(focus.half[0], box.width * LARGEST), min(focus.half[1], box.height * LARGEST))
    focus = Focus(focus.center, half)
    samples = _samples(area, box)
    for _ in range(12):
        if _paper(focus, samples) >= LEAST_PAPER:
            break
        focus = focus.scaled(0.85)
    return focus


def _samples(area: Polygon, box: Box, count: int = 14) -> list[Point]:
    """Points spread evenly over a polygon, its corners' middle where it is thinner than the grid."""
    steps = [(index + 0.5) / count for index in range(count)]
    points = [(box.x1 + x * box.width, box.y1 + y * box.height) for x in steps for y in steps]
    return [point for point in points if polygon_contains(area, point)] or [box.center]


def _paper(focus: Focus, samples: Sequence[Point]) -> float:
    """Share of the points that lie outside a focus."""
    rx, ry = focus.half
    if rx <= 0 or ry <= 0:
        return 1.0
    (cx, cy), outside = focus.center, 0
    for x, y in samples:
        outside += math.hypot((x - cx) / rx, (y - cy) / ry) > 1
    return outside / len(samples)


def aim(ground: Ground, least: float = 0.2) -> Focus:
    """A ground → the focus that lines point at: the one named, else the middle of the panel.

    It has half axes of at least `least` of the panel's shorter side, and is scaled as the options ask. What
    was named stays wholly inside it, unless less is asked for.
    """
    box, clear = ground.box, ground.options.clear
    smallest = min(box.width, box.height) * least
    if ground.focus is None:
        center, (rx, ry) = _middle(ground.area), (box.width * 0.26, box.height * 0.26)
    else:
        center, (rx, ry) = ground.focus.center, ground.focus.half
    wished = fitting(Focus(center, (max(rx, smallest) * clear, max(ry, smallest) * clear)), ground.area)
    if ground.focus is None:
        return wished
    kept = min(1.0, clear)
    return Focus(center, (max(wished.half[0], rx * kept), max(wished.half[1], ry * kept)))


def _middle(area: Polygon) -> Point:
    """The middle of a polygon's inner points."""
    points = _samples(area, bounds(area))
    return (sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points))


@dataclass(frozen=True, slots=True)
class Clearing:
    """An uneven ellipse around a focus, never inside it: what the tips of lines respect.

    `waves` are (count around, height, start) of the waves on its edge; `others` are ellipses beside it, in
    whose directions it reaches beyond them.
    """

    focus: Focus
    waves: tuple[tuple[int, float, float], ...]
    others: tuple[Focus, ...] = ()

    @classmethod
    def around(
        cls, focus: Focus, dice: Random, unevenness: float = 0.05, others: Sequence[Focus] = ()
    ) -> Clearing:
        """A clearing whose edge wavers by about `unevenness` of its radius."""
        waves = [
            (count, unevenness * dice.uniform(0.4, 1.0), dice.uniform(0, 2 * math.pi)) for count in (2, 3, 5)
        ]
        return cls(focus, tuple(waves), tuple(others))

    def radius(self, turn: float) -> float:
        """Distance from the focus's centre to the edge in a direction (radians)."""
        wave = sum(height * (1 + math.sin(count * turn + start)) for count, height, start in self.waves)
        radius = self.focus.edge(turn) * (1.01 + wave)
        for other in self.others:
            passed = other.passed(self.focus.center, turn)
            if passed is not None:
                radius = max(radius, passed[1] * 1.03)
        return radius

    def finest_step(self) -> float:
        """Radians between points of the edge at which no straight piece cuts into what is left free."""
        small, large = sorted(self.focus.half)
        away = [math.dist(self.focus.center, other.center) + max(other.half) for other in self.others]
        slenderness = 0.35 * small / large if large else 1.0
        return max(0.002, min(slenderness, *(4.0 / max(distance, 1.0) for distance in away), 0.2))

    def outline(self) -> list[Point]:
        """The edge as a polygon."""
        count = math.ceil(2 * math.pi / self.finest_step())
        turns = [2 * math.pi * index / count for index in range(count)]
        return [self.point(turn, self.radius(turn)) for turn in turns]

    def point(self, turn: float, radius: float) -> Point:
        """The point at a distance from the centre in a direction."""
        x, y = self.focus.center
        return (x + math.cos(turn) * radius, y + math.sin(turn) * radius)


def beside(ground: Ground) -> list[Focus]:
    """What lines pass by on their way to the focus, with room for their width."""
    return [focus.grown(ground.pen * 4) for focus in ground.spared if focus != ground.focus]


def crosses(focus: Focus, start: Point, turn: float, length: float) -> bool:
    """Whether a stroke from a point in a direction touches a focus."""
    passed = focus.passed(start, turn)
    return passed is not None and passed[0] < length and passed[1] > 0


def reach(area: Polygon, start: Point, turn: float) -> float | None:
    """Distance along a ray to the farthest edge of a polygon that it crosses; None where it meets none."""
    dx, dy = math.cos(turn), math.sin(turn)
    farthest: float | None = None
    for (ax, ay), (bx, by) in zip(area, area[1:] + area[:1], strict=True):
        ex, ey = bx - ax, by - ay
        slope = dx * ey - dy * ex
        if abs(slope) < 1e-12:
            continue
        away = ((ax - start[0]) * ey - (ay - start[1]) * ex) / slope
        along = ((ax - start[0]) * dy - (ay - start[1]) * dx) / slope
        if away > 0 and 0 <= along <= 1 and (farthest is None or away > farthest):
            farthest = away
    return farthest
