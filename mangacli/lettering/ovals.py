"""Ovals around the lines of a text, and the measuring of outlines: what all balloons are drawn from."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from mangacli.geometry import Box, Path, Point, Segment

Floats = NDArray[np.float64]


SQUARENESS = 2.35
"""Exponent of the superellipse: 2 is an ellipse; a pen draws balloons a little fuller."""
HANDLE = (2 ** (-1 / SQUARENESS) - 0.5) / 0.375
"""Length of a quarter's handles, as a share of the radius, so that its middle lies on the superellipse."""
ASPECTS = np.geomspace(0.3, 3.4, 40)
FLATTEST, TALLEST = 2.1, 0.42
"""Width by height beyond which an oval looks like a lens; wider or taller ones cost area."""


@dataclass(frozen=True, slots=True)
class Oval:
    """A superellipse: centre and the two radii."""

    cx: float
    cy: float
    rx: float
    ry: float

    def at(self, angle: float, reach: float = 0.0) -> Point:
        """The point on the curve in the direction of a parameter angle, moved outward by `reach` points."""
        cos, sin = math.cos(angle), math.sin(angle)
        x = self.rx * math.copysign(abs(cos) ** (2 / SQUARENESS), cos)
        y = self.ry * math.copysign(abs(sin) ** (2 / SQUARENESS), sin)
        stretch = 1 + reach / max(math.hypot(x, y), 1e-9)
        return (self.cx + x * stretch, self.cy + y * stretch)

    def even_angles(self, count: int, start: float) -> list[float]:
        """Parameter angles of `count` points that lie equally far apart along the curve."""
        angles = np.linspace(0.0, 2 * math.pi, 241)
        cos, sin = np.cos(angles), np.sin(angles)
        x = self.rx * np.copysign(np.abs(cos) ** (2 / SQUARENESS), cos)
        y = self.ry * np.copysign(np.abs(sin) ** (2 / SQUARENESS), sin)
        along = np.concatenate(([0.0], np.cumsum(np.hypot(np.diff(x), np.diff(y)))))
        wanted = (np.arange(count) + start) / count * along[-1]
        return [float(angle) for angle in np.interp(wanted, along, angles)]

    @property
    def girth(self) -> float:
        """Length around, roughly (Ramanujan's first formula for the ellipse)."""
        a, b = self.rx, self.ry
        return math.pi * (3 * (a + b) - math.sqrt((3 * a + b) * (a + 3 * b)))


def line_corners(lines: Sequence[Box], air: float) -> Floats:
    """Line boxes → their corners, each moved outward by `air` points; shape (4 × lines, 2)."""
    return np.array([corner for line in lines for corner in line.inset(-air).polygon])


def fit_oval(corners: Floats) -> Oval:
    """Corners → the smallest superellipse that holds them, aspect and height of its centre left free."""
    left, top = corners.min(axis=0)
    right, bottom = corners.max(axis=0)
    cx, height = (left + right) / 2, bottom - top
    centres = (top + bottom) / 2 + height * np.linspace(-0.1, 0.1, 5)
    x = np.abs(corners[:, 0] - cx) ** SQUARENESS
    y = np.abs(corners[:, 1] - centres[:, None]) ** SQUARENESS
    reach = (x * (ASPECTS**-SQUARENESS)[:, None])[None] + y[:, None, :]
    radii = reach.max(axis=2) ** (1 / SQUARENESS)
    extreme = np.maximum(np.log(ASPECTS / FLATTEST), np.log(TALLEST / ASPECTS)).clip(min=0.0)
    area = radii**2 * ASPECTS * (1 + 1.5 * extreme)
    area *= 1 + 2 * (np.abs(centres - (top + bottom) / 2) / height)[:, None]
    row, column = np.unravel_index(int(area.argmin()), area.shape)
    ry = float(radii[row, column])
    return Oval(float(cx), float(centres[row]), ry * float(ASPECTS[column]), ry)


def flattened(path: Path, steps: int = 8) -> Floats:
    """A closed path of one part → its points, each curve cut into `steps` straight pieces; shape (n, 2)."""
    curves: list[tuple[float, ...]] = []
    corners: list[tuple[float, ...]] = []
    places: list[int] = []
    at: tuple[float, ...] = (0.0, 0.0)
    for op, numbers in path.segments:
        if op == "C":
            curves.append((*at, *numbers))
        elif op != "Z":
            places.append(steps * len(curves))
            corners.append(numbers)
        at = numbers[-2:] or at
    points = (_weights(steps) @ np.array(curves).reshape(-1, 4, 2)).reshape(-1, 2)
    return np.insert(points, places, np.array(corners), axis=0) if corners else points


@lru_cache
def _weights(steps: int) -> Floats:
    """How much each of a cubic's four points counts at the ends of `steps` pieces, shape (steps, 4)."""
    t = (np.arange(1, steps + 1) / steps)[:, None]
    return np.hstack(((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3))


def room_for(path: Path, corners: Floats, center: Point) -> float:
    """A star-shaped outline → the factor to grow it about `center` by, to hold the corners (≤ 1: holds)."""
    polygon = flattened(path) - center
    edges = np.concatenate((polygon[1:], polygon[:1])) - polygon
    rays = corners - center
    # the ray t·r meets the edge p + s·e where t = (p × e) / (r × e)
    cross = rays[:, None, 0] * edges[None, :, 1] - rays[:, None, 1] * edges[None, :, 0]
    with np.errstate(divide="ignore", invalid="ignore"):
        t = (polygon[:, 0] * edges[:, 1] - polygon[:, 1] * edges[:, 0])[None] / cross
        s = (polygon[None, :, 0] * rays[:, None, 1] - polygon[None, :, 1] * rays[:, None, 0]) / cross
    t[~((s >= -1e-9) & (s <= 1 + 1e-9) & (t > 0))] = np.inf
    return float((1 / t.min(axis=1)).max())


def holding(path: Path, corners: Floats, center: Point) -> Path:
    """The outline, grown about its centre where a corner would stick out."""
    growth = room_for(path, corners, center) * 1.002
    return path if growth <= 1 else scaled(path, growth, growth, center)


def scaled(path: Path, wider: float, taller: float, center: Point) -> Path:
    """The path stretched about a point."""
    return path.transformed((wider, 0, 0, taller, center[0] * (1 - wider), center[1] * (1 - taller)))


def uneven(angles: list[float], share: float, chance: random.Random) -> list[float]:
    """Angles, each moved by up to `share` of the mean distance between two."""
    step = 2 * math.pi / len(angles)
    return [angle + step * share * chance.uniform(-1, 1) for angle in angles]


def smooth(points: Sequence[Point]) -> Path:
    """Points → the closed curve through all of them, without a corner (Catmull–Rom, as cubics)."""
    count = len(points)
    segments: list[Segment] = [("M", points[0])]
    for index, (bx, by) in enumerate(points):
        (ax, ay), (cx, cy), (dx, dy) = (points[(index + step) % count] for step in (-1, 1, 2))
        first = (bx + (cx - ax) / 6, by + (cy - ay) / 6)
        second = (cx - (dx - bx) / 6, cy - (dy - by) / 6)
        segments.append(("C", (*first, *second, cx, cy)))
    return Path((*segments, ("Z", ())))
