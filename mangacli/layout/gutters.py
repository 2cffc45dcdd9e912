"""Cutting an area into panels: straight cuts that leave a gutter of the same width all along.

A cut is a line with a gutter laid along its middle; each panel keeps what lies beyond the gutter's near
edge. As both edges are parallel, the gutter is equally wide everywhere, however it leans.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from mangacli.geometry import Point, Polygon, clip_polygon, signed_area

_ALIGNED = 0.2
"""Edges of polygons that lie within this distance of each other, in points, are the same line."""


@dataclass(frozen=True, slots=True)
class HalfPlane:
    """The side of a line to which `normal` (length 1) points; the line passes through `point`."""

    point: Point
    normal: Point


def upright_gutter(center: Point, slant: float, width: float) -> tuple[HalfPlane, HalfPlane]:
    """A gutter between panels of a tier → what stays at its left and at its right.

    `slant` in degrees from upright, 8 leans like a /; `width` in points, measured across the gutter.
    """
    angle = math.radians(slant)
    return _sides(center, (math.cos(angle), math.sin(angle)), width)


def level_gutter(center: Point, fall: float, width: float) -> tuple[HalfPlane, HalfPlane]:
    """A gutter between tiers → what stays above it and below it.

    `fall` in degrees from level, positive where it falls toward the right; `width` in points, across.
    """
    angle = math.radians(fall)
    return _sides(center, (-math.sin(angle), math.cos(angle)), width)


def _sides(center: Point, normal: Point, width: float) -> tuple[HalfPlane, HalfPlane]:
    (x, y), (nx, ny), half = center, normal, width / 2
    before = HalfPlane((x - nx * half, y - ny * half), (-nx, -ny))
    after = HalfPlane((x + nx * half, y + ny * half), (nx, ny))
    return before, after


def cut(polygon: Polygon, sides: Sequence[HalfPlane]) -> Polygon:
    """The part of a convex polygon on the kept side of every cut; empty where nothing is left."""
    for side in sides:
        if not polygon:
            return ()
        polygon = clip_polygon(polygon, side.point, side.normal)
    return polygon


def inset_polygon(polygon: Polygon, distances: Sequence[float]) -> Polygon:
    """A polygon with each edge moved inward by its own distance; empty where an edge vanishes.

    `distances[i]` belongs to the edge from corner i to corner i + 1, in points (negative: outward). Corners
    are where the moved edges meet, so the polygon may be concave.
    """
    if signed_area(polygon) < 0:
        flipped = inset_polygon(polygon[::-1], (*distances[-2::-1], distances[-1]))
        return flipped[::-1]
    edges = list(zip(polygon, polygon[1:] + polygon[:1], strict=True))
    lines = [_moved_edge(a, b, distance) for (a, b), distance in zip(edges, distances, strict=True)]
    corners = tuple(_meeting(lines[i - 1], lines[i]) for i in range(len(lines)))
    for (a, b), (c, d) in zip(edges, zip(corners, corners[1:] + corners[:1], strict=True), strict=True):
        if (b[0] - a[0]) * (d[0] - c[0]) + (b[1] - a[1]) * (d[1] - c[1]) <= 0:
            return ()
    return corners


def _moved_edge(a: Point, b: Point, distance: float) -> tuple[Point, Point]:
    """An edge of a clockwise polygon (y down), moved inward: a point of it and its direction."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = math.hypot(dx, dy)
    dx, dy = dx / length, dy / length
    return (a[0] - dy * distance, a[1] + dx * distance), (dx, dy)


def _meeting(first: tuple[Point, Point], second: tuple[Point, Point]) -> Point:
    """Where two edges meet; parallel ones (a corner of 180°) meet at the start of the second."""
    (ax, ay), (ux, uy) = first
    (bx, by), (vx, vy) = second
    cross = ux * vy - uy * vx
    if abs(cross) < 1e-9:
        return (bx, by)
    t = ((bx - ax) * vy - (by - ay) * vx) / cross
    return (ax + t * ux, ay + t * uy)


def shared_edge_gutters(
    polygons: Sequence[Polygon], panel_gutter: float, tier_gutter: float
) -> tuple[Polygon, ...]:
    """Polygons, some of which touch along edges → the same with a gutter where they touch.

    Each of two touching panels steps back by half the gutter: the tier gutter along edges nearer to level,
    the panel gutter along those nearer to upright. Edges that touch nothing stay where they are.
    """
    polygons = [polygon if signed_area(polygon) > 0 else polygon[::-1] for polygon in polygons]
    insets = []
    for index, polygon in enumerate(polygons):
        others = [other for place, other in enumerate(polygons) if place != index]
        distances = []
        for a, b in zip(polygon, polygon[1:] + polygon[:1], strict=True):
            level = abs(b[0] - a[0]) >= abs(b[1] - a[1])
            touches = any(_share_an_edge(a, b, other) for other in others)
            distances.append((tier_gutter if level else panel_gutter) / 2 if touches else 0.0)
        insets.append(inset_polygon(polygon, distances) if any(distances) else polygon)
    return tuple(insets)


def _share_an_edge(a: Point, b: Point, other: Polygon) -> bool:
    """Whether an edge a–b touches an edge of another polygon from the other side, at more than a corner.

    Both polygons run clockwise, so edges that touch run against each other; edges that run together belong
    to polygons which overlap.
    """
    length = math.hypot(b[0] - a[0], b[1] - a[1])
    if length < _ALIGNED:
        return False
    ux, uy = (b[0] - a[0]) / length, (b[1] - a[1]) / length
    for c, d in zip(other, other[1:] + other[:1], strict=True):
        if any(abs((p[0] - a[0]) * uy - (p[1] - a[1]) * ux) > _ALIGNED for p in (c, d)):
            continue
        start, end = ((p[0] - a[0]) * ux + (p[1] - a[1]) * uy for p in (c, d))
        if start > end and min(start, length) - max(end, 0.0) > _ALIGNED:
            return True
    return False
