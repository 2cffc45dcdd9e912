"""Straight lines as a hand inks them along a ruler: filled shapes whose width tells of the pen's pressure."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from mangacli.geometry import Path, Point, Segment

End = Literal["cross", "run-off", "fade"]
"""How a line ends: it crosses the next one a little, runs off the paper, or thins to nothing."""
CROSSES = (0.7, 2.2)
"""How far a line goes beyond its corner, in widths of the line."""
FARTHEST_CROSSING = 3.0
"""Points: it stays well inside the gutter."""
STATION = 16.0
"""Points between the places where a line's width is decided."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A line to be inked from `start` to `end`; `faded` is how far from a fading end it begins to thin."""

    start: Point
    end: Point
    at_start: End = "cross"
    at_end: End = "cross"
    faded: float = 0.0

    @property
    def length(self) -> float:
        return math.dist(self.start, self.end)


Pressure = Callable[[float, float], tuple[float, float]]
"""Distances from the line's two tips in points → how far it strays to its left, and half its width."""


def tapered(stretch: Stretch, width: float, chance: random.Random) -> Path:
    """A stretch → a line of a nib: thin where it is set down and lifted, full between, bent by a hair."""
    length = stretch.length
    down, lift = (max(3 * width, share * length) for share in (0.16, 0.24))
    first, last = chance.uniform(0.4, 0.6), chance.uniform(0.14, 0.3)
    bow = chance.uniform(-0.25, 0.25) * width
    swell, phase = chance.uniform(0.03, 0.1), chance.uniform(0, 2 * math.pi)

    def pressed(begun: float, left: float) -> tuple[float, float]:
        full = 1.12 + swell * math.sin(phase + 5 * begun / max(length, 1.0))
        landing = 1.0 if stretch.at_start == "run-off" else first + (1 - first) * _eased(begun / down)
        lifting = 1.0 if stretch.at_end == "run-off" else last + (1 - last) * _eased(left / lift)
        bend = 4 * begun * left / max((begun + left) ** 2, 1e-6)
        return bow * bend, width / 2 * full * min(landing, lifting)

    return _inked(stretch, width, chance, pressed)


def rough(stretch: Stretch, width: float, chance: random.Random) -> Path:
    """A stretch → a line of a brush pen drawn freehand: it strays and swells all along, its ends blunt."""
    waves = [
        (2 * math.pi / (chance.uniform(*span) * (4 + width)), chance.uniform(0, 2 * math.pi), size)
        for span, size in (((8, 15), 0.2), ((4, 7), 0.1), ((5, 10), 0.24), ((2.5, 4.5), 0.15))
    ]

    def wave(index: int, at: float) -> float:
        pace, phase, size = waves[index]
        return size * math.sin(phase + pace * at)

    def pressed(begun: float, left: float) -> tuple[float, float]:
        ends = 0.62 + 0.38 * _eased(min(begun, left) / (3 * width))
        stray = width * (wave(0, begun) + wave(1, begun)) * _eased(min(begun, left) / (8 * width))
        return stray, width / 2 * ends * (1.06 + wave(2, begun) + wave(3, begun))

    return _inked(stretch, width, chance, pressed, station=2.5 + 2 * width)


def thinning(start: Point, end: Point, width: float) -> Path:
    """A ruled line that is `width` wide at its start and thins evenly to nothing at its end."""

    def pressed(begun: float, left: float) -> tuple[float, float]:
        return 0.0, width / 2 * _eased(left / max(begun + left, 1e-6))

    return _outlined(start, end, pressed, STATION)


def _inked(
    stretch: Stretch, width: float, chance: random.Random, pressed: Pressure, station: float = STATION
) -> Path:
    """A stretch and the pen's pressure → the inked line, with its ends as the stretch wants them."""
    (ax, ay), (bx, by) = stretch.start, stretch.end
    length = max(stretch.length, 1e-6)
    ux, uy = (bx - ax) / length, (by - ay) / length
    beyond = []
    for end in (stretch.at_start, stretch.at_end):
        crossing = min(chance.uniform(*CROSSES) * width, FARTHEST_CROSSING, length / 5)
        beyond.append({"cross": crossing, "run-off": 2 * width, "fade": 0.0}[end])
    start = (ax - ux * beyond[0], ay - uy * beyond[0])
    end_ = (bx + ux * beyond[1], by + uy * beyond[1])

    def faded(begun: float, left: float) -> tuple[float, float]:
        stray, half = pressed(begun, left)
        if stretch.at_start == "fade":
            half *= _eased(begun / max(stretch.faded, 1e-6))
        if stretch.at_end == "fade":
            half *= _eased(left / max(stretch.faded, 1e-6))
        return stray, half

    return _outlined(start, end_, faded, station)


def _outlined(start: Point, end: Point, pressed: Pressure, station: float) -> Path:
    """The outline of a line whose width and straying change along it: one side there, the other back."""
    length = math.dist(start, end)
    if length < 1e-6:
        return Path(())
    (ax, ay), (bx, by) = start, end
    ux, uy = (bx - ax) / length, (by - ay) / length
    count = max(4, math.ceil(length / station))
    left: list[Point] = []
    right: list[Point] = []
    for index in range(count + 1):
        at = length * index / count
        stray, half = pressed(at, length - at)
        for side, out in ((left, stray + half), (right, stray - half)):
            side.append((ax + ux * at + uy * out, ay + uy * at - ux * out))
    back = right[::-1]
    segments: list[Segment] = [("M", left[0]), *_smooth(left), ("L", back[0]), *_smooth(back), ("Z", ())]
    return Path(tuple(segments))


def _smooth(points: Sequence[Point]) -> list[Segment]:
    """Points → the cubic curves from the first through all others, each as steep as its neighbours say."""
    curves: list[Segment] = []
    for index in range(len(points) - 1):
        before, a, b = points[max(index - 1, 0)], points[index], points[index + 1]
        after = points[min(index + 2, len(points) - 1)]
        c1 = (a[0] + (b[0] - before[0]) / 6, a[1] + (b[1] - before[1]) / 6)
        c2 = (b[0] - (after[0] - a[0]) / 6, b[1] - (after[1] - a[1]) / 6)
        curves.append(("C", (*c1, *c2, *b)))
    return curves


def _eased(share: float) -> float:
    """0 to 1 and beyond → 0 to 1, flat at both ends."""
    share = max(0.0, min(1.0, share))
    return share * share * (3 - 2 * share)
