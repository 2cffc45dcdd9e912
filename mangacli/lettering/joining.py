"""Balloons, their necks and tails become one outline: unions that keep curves as curves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import dist

import pathops

from mangacli.geometry import Path, Point, Segment, bounds, polygon_contains, signed_area

CRUMB = 0.02
"""Of the whole outline's area: parts below it are no balloon, no neck and no tail."""


def united(paths: Sequence[Path]) -> Path:
    """Balloons, necks and tails that touch one another → the one outline around all of them, curves kept.

    What they enclose is filled: a balloon has no holes. Crumbs that fall off where the flanks of a tail cross
    near its tip are left out. Raises ValueError where a part of any size lies apart from the rest.
    """
    builder = pathops.OpBuilder(fix_winding=True, keep_starting_points=False)
    for path in paths:
        builder.add(_skia(path), pathops.PathOp.UNION)
    parts = _parts(builder.resolve())
    whole = max(parts, key=_extent)
    outer = Path(tuple(whole)).outlines(6)[0]
    for part in parts:
        area = abs(signed_area(Path(tuple(part)).outlines(4)[0]))
        crumb = part is whole or area < CRUMB * abs(signed_area(outer))
        if not crumb and not polygon_contains(outer, _inner_point(part)):
            raise ValueError("balloons, necks or tails that do not touch cannot be one outline")
    return Path(tuple(whole))


def joined(body: Path, blade: Path) -> Path:
    """Balloon and tail → one outline, its curves kept.

    Where a tail closes a gap between a burst's spikes, the gap is filled: a balloon has no holes.
    """
    return united((body, blade))


def with_long_spike(burst: Path, line: Sequence[Point], width: float) -> Path:
    """A burst, its tail's middle line, the root's width → the burst, one spike of it grown to the tail's tip.

    The spike nearest to the root grows; where it is narrower than the root, its neighbours give way to it. A
    burst is spikes of two curves each, valley to tip to valley.
    """
    valleys = [numbers for op, numbers in burst.segments if op == "C"][1::2]
    feet = [(numbers[-2], numbers[-1]) for numbers in (valleys[-1], *valleys[:-1])]
    count = len(feet)
    start, bend, tip = line[0], line[len(line) // 2], line[-1]

    def off(first: int, spikes: int) -> float:
        (ax, ay), (bx, by) = feet[first % count], feet[(first + spikes) % count]
        return dist(start, ((ax + bx) / 2, (ay + by) / 2))

    for spikes in range(1, count // 3 + 1):
        first = min(range(count), key=lambda foot: off(foot, spikes))
        before, behind = feet[first], feet[(first + spikes) % count]
        if dist(before, behind) >= width:
            break
    curves = list(burst.segments[1:-1])
    curves = curves[2 * first :] + curves[: 2 * first]
    flanks: list[Segment] = [
        ("C", (*_between(before, bend, 0.3), *_between(_between(before, bend, 0.7), tip, 0.4), *tip)),
        ("C", (*_between(_between(behind, bend, 0.7), tip, 0.4), *_between(behind, bend, 0.3), *behind)),
    ]
    return Path((("M", before), *flanks, *curves[2 * spikes :], ("Z", ())))


def _between(a: Point, b: Point, share: float) -> Point:
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)


def _parts(united: pathops.Path) -> list[list[Segment]]:
    """A Skia path → its parts, quadratic curves raised to cubics."""
    parts: list[list[Segment]] = []
    at: Point = (0.0, 0.0)
    for verb, points in united:
        if verb == pathops.PathVerb.CLOSE:
            parts[-1].append(("Z", ()))
            continue
        if verb == pathops.PathVerb.MOVE:
            parts.append([("M", points[0])])
        elif verb == pathops.PathVerb.LINE:
            parts[-1].append(("L", points[0]))
        elif verb == pathops.PathVerb.QUAD:
            parts[-1].append(("C", (*raised(at, points[0], points[1]), *points[1])))
        else:
            parts[-1].append(("C", tuple(number for point in points for number in point)))
        at = points[-1]
    return parts


def _inner_point(part: Sequence[Segment]) -> Point:
    """A closed part → a point on or in it: the middle of its first corner's neighbours."""
    points = [numbers[-2:] for _, numbers in part if numbers]
    (ax, ay), (bx, by) = points[0], points[len(points) // 2]
    return ((ax + bx) / 2, (ay + by) / 2)


def _extent(part: Iterable[Segment]) -> float:
    return bounds((numbers[-2], numbers[-1]) for _, numbers in part if numbers).area


def raised(start: Point, control: Point, end: Point) -> tuple[float, float, float, float]:
    """A quadratic curve → the two handles of the same curve as a cubic."""
    return (*_two_thirds(start, control), *_two_thirds(end, control))


def _two_thirds(a: Point, b: Point) -> Point:
    return (a[0] + (b[0] - a[0]) * 2 / 3, a[1] + (b[1] - a[1]) * 2 / 3)


def _skia(path: Path) -> pathops.Path:
    skia = pathops.Path()
    pen = skia.getPen()
    for op, n in path.segments:
        if op == "M":
            pen.moveTo((n[0], n[1]))
        elif op == "L":
            pen.lineTo((n[0], n[1]))
        elif op == "C":
            pen.curveTo((n[0], n[1]), (n[2], n[3]), (n[4], n[5]))
        else:
            pen.closePath()
    return skia
