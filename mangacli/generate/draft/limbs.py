"""Limbs and cloth as an inker draws them: tubes with a swelling line, hulls of cloth hung over them.

A tube runs straight between two joints and is round at its ends, so that tubes that share a joint join
without a seam: their outlines are painted first, their insides after. The line swells in the middle of a
tube and thins toward its joints. All in the measure of the body's drawing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mangacli.geometry import Path, Point, Polygon

_CAP = 7
"""Corners of a round end."""
_STEPS = 6
"""Places along a tube where its width is set."""
THIN, SWELL = 0.62, 0.62
"""Of the pen: the line at a joint, and what it gains in the middle between two."""


@dataclass(frozen=True, slots=True)
class Tube:
    """A limb between two joints with the radius at either; `flat` ends square, as a sleeve does."""

    start: Point
    end: Point
    start_radius: float
    end_radius: float
    flat: bool = False

    def outline(self, pen: float) -> Path:
        """The tube grown by half the line's width (negative: shrunk), swelling in the middle."""
        (ax, ay), (bx, by) = self.start, self.end
        length = math.hypot(bx - ax, by - ay) or 1.0
        ux, uy = (bx - ax) / length, (by - ay) / length
        first, second = [], []
        for step in range(_STEPS + 1):
            part = step / _STEPS
            radius = self.start_radius + (self.end_radius - self.start_radius) * part
            radius = max(1.0, radius + pen / 2 * (THIN + SWELL * math.sin(math.pi * part)))
            x, y = ax + (bx - ax) * part, ay + (by - ay) * part
            first.append((x - uy * radius, y + ux * radius))
            second.append((x + uy * radius, y - ux * radius))
        thin = pen / 2 * THIN
        far = [] if self.flat else _arc(self.end, max(1.0, self.end_radius + thin), math.atan2(ux, -uy), -1)
        near = _arc(self.start, max(1.0, self.start_radius + thin), math.atan2(-ux, uy), -1)
        if self.flat:
            grow = pen / 2
            first.append((first[-1][0] + ux * grow, first[-1][1] + uy * grow))
            second.append((second[-1][0] + ux * grow, second[-1][1] + uy * grow))
        return Path.polygon((*first, *far, *reversed(second), *near))

    def along(self, part: float) -> Point:
        """The point of the middle line at a part (0–1) of its length."""
        (ax, ay), (bx, by) = self.start, self.end
        return (ax + (bx - ax) * part, ay + (by - ay) * part)

    def radius(self, part: float) -> float:
        """The radius at a part (0–1) of the length."""
        return self.start_radius + (self.end_radius - self.start_radius) * part

    def upto(self, part: float, wider: float = 0.0) -> Tube:
        """The tube's beginning, cut square and `wider` all round: a sleeve of that length."""
        return Tube(self.start, self.along(part), self.start_radius + wider, self.radius(part) + wider, True)


def _arc(center: Point, radius: float, start: float, turn: int) -> list[Point]:
    """Points on half a circle from an angle (radians) on, its ends left out."""
    return [
        (
            center[0] + radius * math.cos(start + turn * math.pi * step / _CAP),
            center[1] + radius * math.sin(start + turn * math.pi * step / _CAP),
        )
        for step in range(1, _CAP)
    ]


def hull(discs: Iterable[tuple[Point, float]]) -> Polygon:
    """Discs (middle and radius) → the outline of cloth spanned over them: their convex hull."""
    points = sorted(
        (x + r * math.cos(turn * math.pi / 8), y + r * math.sin(turn * math.pi / 8))
        for (x, y), r in discs
        for turn in range(16)
    )
    lower, upper = _half_hull(points), _half_hull(points[::-1])
    return (*lower[:-1], *upper[:-1])


def _half_hull(points: Sequence[Point]) -> list[Point]:
    """One side of a convex hull of sorted points (Andrew's monotone chain)."""
    kept: list[Point] = []
    for x, y in points:
        while len(kept) > 1:
            (ax, ay), (bx, by) = kept[-2], kept[-1]
            if (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0:
                break
            kept.pop()
        kept.append((x, y))
    return kept
