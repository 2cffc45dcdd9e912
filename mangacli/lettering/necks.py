"""Necks: what makes one outline of two balloons that the same speaker says one after the other."""

from __future__ import annotations

from dataclasses import dataclass
from math import dist

from mangacli.geometry import Box, Path, Point, bounds
from mangacli.lettering.tail_shapes import Origin
from mangacli.lettering.tails import leaves_at

OPENING = 1.9
"""Em across the opening between two balloons that are fused, and across the roots of a neck."""
WAIST = 0.95
"""Em across a neck's middle."""
LONGEST_NECK = 5.0
"""Em between two balloons beyond which they are two speeches."""


@dataclass(frozen=True, slots=True)
class Neck:
    """What links two balloons: its closed shape, ends inside them, and boxes that hold what is seen of it.

    Balloons that overlap deeply need none: `path` is None, and nothing is seen.
    """

    path: Path | None
    pieces: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class _Axis:
    """The way from the middle of one balloon to that of another: its begin, direction and length."""

    start: Point
    ux: float
    uy: float
    length: float

    def at(self, along: float, across: float) -> Point:
        """The point so far along the way and so far to its left as seen on the page, in points."""
        x, y = self.start
        return (x + self.ux * along - self.uy * across, y + self.uy * along + self.ux * across)


def neck_between(one: Origin, two: Origin) -> Neck | None:
    """Two balloons of one speaker → what makes one outline of them; None where they are too far apart.

    It widens the opening of balloons that hardly touch, and spans the gap between others. It runs from middle
    to middle, its flanks hollow; the first balloon's `sway` bends it.
    """
    em = min(one.em, two.em)
    (ax, ay), (bx, by) = one.box.center, two.box.center
    length = dist((ax, ay), (bx, by))
    if length < em:
        return Neck(None, ())
    axis = _Axis((ax, ay), (bx - ax) / length, (by - ay) / length, length)
    half = min(0.5 * OPENING * em, *(0.22 * min(o.box.width, o.box.height) for o in (one, two)))
    spans = [_span(one, two, axis, across) for across in (-half, half)]
    gaps = [enters - leaves for leaves, enters in spans]
    if max(gaps) <= 0:
        return Neck(None, ())
    if max(gaps) > LONGEST_NECK * em:
        return None
    gap = max(0.0, min(gaps))
    rough = {"spike", "lightning"} & {one.kind, two.kind}  # a hollow flank would leave hooks between spikes
    waist = half if rough else half + (min(half, 0.5 * WAIST * em) - half) * min(1.0, gap / em)
    deep = (0.6 if rough else 0.1) * em
    bend = 0.2 * gap * one.sway
    left, right = (
        _flank(axis, (min(span) - deep, max(span) + deep), side * half, side * waist + bend)
        for side, span in zip((-1, 1), spans, strict=True)
    )
    path = Path(
        (
            ("M", axis.at(min(spans[0][0], spans[1][0]) - em, 0.0)),
            ("L", left[0]),
            ("C", (*left[1], *left[2], *left[3])),
            ("L", axis.at(max(spans[0][1], spans[1][1]) + em, 0.0)),
            ("L", right[3]),
            ("C", (*right[2], *right[1], *right[0])),
            ("Z", ()),
        )
    )
    return Neck(path, (bounds((*left, *right)),))


def _span(one: Origin, two: Origin, axis: _Axis, across: float) -> tuple[float, float]:
    """Where a line beside the axis leaves the first balloon and enters the second, in points along it."""
    near, far = axis.at(0.0, across), axis.at(axis.length, across)
    leaves, enters = leaves_at(one.outline, near, far), leaves_at(two.outline, far, near)
    # a middle that lies within the other balloon: they overlap more than enough
    return (
        axis.length if leaves is None else leaves * axis.length,
        0.0 if enters is None else (1 - enters) * axis.length,
    )


def _flank(
    axis: _Axis, ends: tuple[float, float], root: float, waist: float
) -> tuple[Point, Point, Point, Point]:
    """A side of the neck, `root` and in its middle `waist` points off the axis: a cubic's four points."""
    first, last = ends
    third, handle = (last - first) / 3, (4 * waist - root) / 3
    return (
        axis.at(first, root),
        axis.at(first + third, handle),
        axis.at(last - third, handle),
        axis.at(last, root),
    )
