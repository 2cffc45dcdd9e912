"""The shapes of tails: a root and a tip in; blade, flash, stroke of the pen or trail of bubbles out."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from mangacli.geometry import Box, Path, Point, Segment, bounds

Floats = NDArray[np.float64]

ROOT_SHARE = 0.22
WIDEST_ROOT = {"curved": 1.25, "spike": 1.7, "lightning": 1.0, "line": 0.12}
"""Width of the root: a share of the balloon's shorter side, and at most so many em."""


CLEAR_OF_CLOUD = 0.2
"""Em between the cloud and the first bubble, beside the space that is between all: puffs swell out."""


@dataclass(frozen=True, slots=True)
class Tail:
    """A tail's middle line from the balloon's edge to its tip, and its shape.

    `blade` is the tail itself, its root well inside the balloon, or the pen's stroke beside plain letters;
    `bubbles` is the trail of a thought. A burst has neither: one of its own spikes becomes the tail, its root
    `width` points wide. `points_far` is how much farther the face is than the tip, in points; `pieces` are
    boxes that together hold the middle line, or the bubbles.
    """

    line: tuple[Point, ...]
    blade: Path | None
    bubbles: tuple[Box, ...]
    points_far: float
    pieces: tuple[Box, ...]
    width: float = 0.0

    @property
    def reach(self) -> Box:
        """The box around all pieces."""
        return Box(
            min(piece.x1 for piece in self.pieces),
            min(piece.y1 for piece in self.pieces),
            max(piece.x2 for piece in self.pieces),
            max(piece.y2 for piece in self.pieces),
        )

    @property
    def tip(self) -> Point:
        return self.line[-1]

    @property
    def length(self) -> float:
        return sum(math.dist(a, b) for a, b in pairwise(self.line))


@dataclass(frozen=True, slots=True)
class Origin:
    """The balloon that a tail grows from.

    `outline` are its points, shape (n, 2), `box` bounds it, `em` is the pen's em in points, `kind` one of
    `TailKind` other than "none"; `sway` from -1 to 1 bends the tail to either side.
    """

    outline: Floats
    box: Box
    em: float
    kind: str
    sway: float = 0.0


def toward(a: Point, b: Point, share: float) -> Point:
    """Two points → the one that lies a share of the way (0–1) from the first to the second."""
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)


def shaped(origin: Origin, start: Point, tip: Point, far: float) -> Tail:
    """A balloon, root and tip of its tail, and how far the face is beyond the tip → the tail."""
    balloon, em, kind = origin.box, origin.em, origin.kind
    length = math.dist(start, tip)
    ux, uy = (tip[0] - start[0]) / length, (tip[1] - start[1]) / length
    if kind == "bubbles":
        bubbles = _trail(start, (ux, uy), length, em)
        return Tail((start, tip), None, bubbles, far, bubbles)
    # the control point lies along the outline's normal, so that the tail leaves the balloon square to it
    cx, cy = balloon.center
    nx, ny = (start[0] - cx) / balloon.width, (start[1] - cy) / balloon.height
    norm = math.hypot(nx, ny) or 1.0
    nx, ny = nx / norm, ny / norm
    side = 0.0 if kind == "spike" else 0.16 * math.copysign(0.4 + 0.6 * abs(origin.sway), origin.sway)
    bend = (
        start[0] + length * (0.5 * (0.45 * nx + 0.55 * ux) - side * uy),
        start[1] + length * (0.5 * (0.45 * ny + 0.55 * uy) + side * ux),
    )
    share = ROOT_SHARE * min(balloon.width, balloon.height)
    width = min(share, WIDEST_ROOT[kind] * em, 0.75 * length + 0.35 * em)
    if kind == "lightning":
        bolt = _bolt(start, tip, width, em)
        reach = bounds([start, *bolt.outlines()[0][1:-1]])
        return Tail((start, toward(start, tip, 0.5), tip), bolt, (), far, (reach,), 1.25 * width)
    line = _quadratic(start, bend, tip)
    pieces = tuple(bounds(pair) for pair in pairwise(line))
    if kind == "line":
        return Tail(line, _stroke(start, bend, tip, WIDEST_ROOT["line"] * em), (), far, pieces, 0.5 * em)
    blade = None if kind == "spike" else _blade(start, bend, tip, width, em)
    return Tail(line, blade, (), far, pieces, 1.25 * width)


def _quadratic(a: Point, b: Point, c: Point, steps: int = 6) -> tuple[Point, ...]:
    points = []
    for step in range(steps + 1):
        t = step / steps
        u = 1 - t
        points.append(
            (u * u * a[0] + 2 * u * t * b[0] + t * t * c[0], u * u * a[1] + 2 * u * t * b[1] + t * t * c[1])
        )
    return tuple(points)


def _blade(start: Point, bend: Point, tip: Point, width: float, em: float) -> Path:
    """Middle line and root width → the tail as a closed shape, its root well inside the balloon."""
    dx, dy = bend[0] - start[0], bend[1] - start[1]
    norm = math.hypot(dx, dy) or 1.0
    dx, dy = dx / norm, dy / norm
    px, py = -0.62 * dy * width, 0.62 * dx * width
    deep = 0.6 * em + 0.25 * width
    foot = (start[0] - dx * deep, start[1] - dy * deep)

    def beside(point: Point, share: float) -> Point:
        return (point[0] + share * px, point[1] + share * py)

    # the flanks run together all the way from the foot, so that no corner of the root can stick out
    segments: list[Segment] = [
        ("M", beside(foot, 1.0)),
        ("C", (*beside(start, 0.85), *beside(bend, 0.3), *tip)),
        ("C", (*beside(bend, -0.3), *beside(start, -0.85), *beside(foot, -1.0))),
        ("Z", ()),
    ]
    return Path(tuple(segments))


def _bolt(start: Point, tip: Point, width: float, em: float) -> Path:
    """A tail in the shape of a flash: two strokes that lean against one another, its root in the balloon."""
    length = math.dist(start, tip)
    ux, uy = (tip[0] - start[0]) / length, (tip[1] - start[1]) / length

    def at(along: float, across: float) -> Point:
        return (start[0] + ux * along - uy * across * width, start[1] + uy * along + ux * across * width)

    deep = -(0.6 * em + 0.25 * width)
    right = (at(deep, 0.35), at(0.42 * length, -0.05), at(0.36 * length, 0.62))
    left = (at(0.62 * length, -0.72), at(0.56 * length, -0.02), at(deep, -0.65))
    return Path.polygon((*right, tip, left[1], left[0], left[2]))


def _stroke(start: Point, bend: Point, tip: Point, width: float) -> Path:
    """A single stroke of the pen toward the speaker, thin at both ends."""
    dx, dy = tip[0] - start[0], tip[1] - start[1]
    norm = math.hypot(dx, dy) or 1.0
    px, py = -dy / norm * width, dx / norm * width
    one, two = (bend[0] + px, bend[1] + py), (bend[0] - px, bend[1] - py)
    return Path(
        (
            ("M", start),
            ("C", (*toward(start, one, 0.7), *toward(tip, one, 0.7), *tip)),
            ("C", (*toward(tip, two, 0.7), *toward(start, two, 0.7), *start)),
            ("Z", ()),
        )
    )


def _trail(start: Point, direction: Point, length: float, em: float) -> tuple[Box, ...]:
    """The way of a thought → two or three bubbles, each smaller than the one before, spread along it."""
    radii = [0.46, 0.31, 0.19] if length >= 2.4 * em else [0.34, 0.2]
    used = (2 * sum(radii) + CLEAR_OF_CLOUD) * em
    space = max(0.12 * em, (length - used) / len(radii))
    boxes, along = [], CLEAR_OF_CLOUD * em
    for radius in radii:
        along += space + radius * em
        x, y = start[0] + direction[0] * along, start[1] + direction[1] * along
        rx, ry = 1.12 * radius * em, 0.92 * radius * em
        boxes.append(Box(x - rx, y - ry, x + rx, y + ry))
        along += radius * em
    return tuple(boxes)
