"""Points, boxes, polygons and paths in one measure: points (1/72 inch), x to the right, y down."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

POINTS_PER_MM = 72 / 25.4
Point = tuple[float, float]
Polygon = tuple[Point, ...]
Matrix = tuple[float, float, float, float, float, float]
"""(a, b, c, d, e, f) maps (x, y) to (a·x + c·y + e, b·x + d·y + f), as PDF and SVG write it."""
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def mm(length: float) -> float:
    """Millimetres → points."""
    return length * POINTS_PER_MM


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle from (x1, y1) at the top left to (x2, y2) at the bottom right."""

    x1: float
    y1: float
    x2: float
    y2: float

    @property
    def width(self) -> float:
        return self.x2 - self.x1

    @property
    def height(self) -> float:
        return self.y2 - self.y1

    @property
    def center(self) -> Point:
        return ((self.x1 + self.x2) / 2, (self.y1 + self.y2) / 2)

    @property
    def area(self) -> float:
        return max(0.0, self.width) * max(0.0, self.height)

    @property
    def polygon(self) -> Polygon:
        return ((self.x1, self.y1), (self.x2, self.y1), (self.x2, self.y2), (self.x1, self.y2))

    def inset(self, margin: float) -> Box:
        """The box with `margin` taken off each side (negative: grown)."""
        return Box(self.x1 + margin, self.y1 + margin, self.x2 - margin, self.y2 - margin)

    def moved(self, dx: float, dy: float) -> Box:
        """The box shifted by (dx, dy)."""
        return Box(self.x1 + dx, self.y1 + dy, self.x2 + dx, self.y2 + dy)

    def scaled(self, factor: float) -> Box:
        """The box with all four numbers multiplied: larger about the origin."""
        return Box(self.x1 * factor, self.y1 * factor, self.x2 * factor, self.y2 * factor)

    def intersection(self, other: Box) -> Box | None:
        """What both boxes cover, or None where they share no area."""
        x1, y1 = max(self.x1, other.x1), max(self.y1, other.y1)
        x2, y2 = min(self.x2, other.x2), min(self.y2, other.y2)
        return Box(x1, y1, x2, y2) if x1 < x2 and y1 < y2 else None

    def overlaps(self, other: Box) -> bool:
        """Whether the boxes share any area."""
        return self.x1 < other.x2 and other.x1 < self.x2 and self.y1 < other.y2 and other.y1 < self.y2

    def contains(self, other: Box, slack: float = 1e-6) -> bool:
        """Whether `other` lies wholly inside, edges included."""
        return (
            self.x1 <= other.x1 + slack
            and self.y1 <= other.y1 + slack
            and self.x2 >= other.x2 - slack
            and self.y2 >= other.y2 - slack
        )

    def contains_point(self, point: Point) -> bool:
        """Whether the point lies inside or on an edge."""
        return self.x1 <= point[0] <= self.x2 and self.y1 <= point[1] <= self.y2

    def part(self, fractions: Sequence[float]) -> Box:
        """Four fractions of this box (x1, y1, x2, y2, each 0–1 within it) → the box that they mean."""
        fx1, fy1, fx2, fy2 = fractions
        return Box(
            self.x1 + fx1 * self.width,
            self.y1 + fy1 * self.height,
            self.x1 + fx2 * self.width,
            self.y1 + fy2 * self.height,
        )

    def fractions_of(self, outer: Box) -> tuple[float, float, float, float]:
        """Where this box lies in `outer`, as fractions of it: the inverse of `outer.part`."""
        return (
            (self.x1 - outer.x1) / outer.width,
            (self.y1 - outer.y1) / outer.height,
            (self.x2 - outer.x1) / outer.width,
            (self.y2 - outer.y1) / outer.height,
        )


def bounds(points: Iterable[Point]) -> Box:
    """Points (at least one) → the smallest box around them."""
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def signed_area(polygon: Polygon) -> float:
    """Area of a polygon; positive where its corners run clockwise on the page (y down)."""
    return 0.5 * sum(
        ax * by - bx * ay for (ax, ay), (bx, by) in zip(polygon, polygon[1:] + polygon[:1], strict=True)
    )


def is_convex(polygon: Polygon) -> bool:
    """Whether no corner of the polygon turns the other way than the rest."""
    turns = []
    for index, (bx, by) in enumerate(polygon):
        ax, ay = polygon[index - 1]
        cx, cy = polygon[(index + 1) % len(polygon)]
        turns.append((bx - ax) * (cy - by) - (by - ay) * (cx - bx))
    return all(turn >= -1e-9 for turn in turns) or all(turn <= 1e-9 for turn in turns)


def polygon_contains(polygon: Polygon, point: Point) -> bool:
    """Whether a point lies inside a simple polygon (even-odd; points on the edge may fall either way)."""
    x, y = point
    inside = False
    for (ax, ay), (bx, by) in zip(polygon, polygon[1:] + polygon[:1], strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside


def clip_polygon(polygon: Polygon, point: Point, normal: Point) -> Polygon:
    """The part of a convex polygon on the side of a line to which `normal` points.

    The line passes through `point`; `normal` need not have length 1. Empty where nothing is left
    (Sutherland–Hodgman, one edge).
    """

    def side(p: Point) -> float:
        return (p[0] - point[0]) * normal[0] + (p[1] - point[1]) * normal[1]

    kept: list[Point] = []
    for a, b in zip(polygon, polygon[1:] + polygon[:1], strict=True):
        sa, sb = side(a), side(b)
        if sa >= 0:
            kept.append(a)
        if (sa > 0 > sb) or (sa < 0 < sb):
            t = sa / (sa - sb)
            kept.append((a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])))
    return tuple(kept) if len(kept) >= 3 else ()


def clip_to_box(polygon: Polygon, box: Box) -> Polygon:
    """The part of a convex polygon that lies inside a box; empty where nothing is left."""
    for point, normal in (
        ((box.x1, box.y1), (1.0, 0.0)),
        ((box.x1, box.y1), (0.0, 1.0)),
        ((box.x2, box.y2), (-1.0, 0.0)),
        ((box.x2, box.y2), (0.0, -1.0)),
    ):
        if not polygon:
            return ()
        polygon = clip_polygon(polygon, point, normal)
    return polygon


def distance_to_segment(point: Point, a: Point, b: Point) -> float:
    """Distance from a point to the segment a–b."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    t = 0.0 if length == 0 else max(0.0, min(1.0, ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / length))
    return math.hypot(point[0] - a[0] - t * dx, point[1] - a[1] - t * dy)


def segments_cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Whether the segments a–b and c–d cross at a point that is inside both."""

    def turn(p: Point, q: Point, r: Point) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return turn(a, b, c) * turn(a, b, d) < 0 and turn(c, d, a) * turn(c, d, b) < 0


def polygons_meet(one: Polygon, other: Polygon) -> bool:
    """Whether two simple polygons share area: edges cross, or one holds a corner of the other."""
    if not bounds(one).overlaps(bounds(other)):
        return False
    if any(polygon_contains(other, p) for p in one) or any(polygon_contains(one, p) for p in other):
        return True
    sides = list(zip(other, other[1:] + other[:1], strict=True))
    edges = zip(one, one[1:] + one[:1], strict=True)
    return any(segments_cross(a, b, c, d) for a, b in edges for c, d in sides)


def apply(matrix: Matrix, point: Point) -> Point:
    """A point, mapped."""
    a, b, c, d, e, f = matrix
    x, y = point
    return (a * x + c * y + e, b * x + d * y + f)


def compose(first: Matrix, then: Matrix) -> Matrix:
    """Two maps → the one that does `first` and `then` after it."""
    a1, b1, c1, d1, e1, f1 = first
    a2, b2, c2, d2, e2, f2 = then
    return (
        a2 * a1 + c2 * b1,
        b2 * a1 + d2 * b1,
        a2 * c1 + c2 * d1,
        b2 * c1 + d2 * d1,
        a2 * e1 + c2 * f1 + e2,
        b2 * e1 + d2 * f1 + f2,
    )


def rotation(degrees: float, about: Point = (0.0, 0.0)) -> Matrix:
    """Clockwise turn (as seen on the page, y down) about a point."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    x, y = about
    return (cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y)


Segment = tuple[str, tuple[float, ...]]
"""("M", (x, y)) moves, ("L", (x, y)) lines, ("C", (x1, y1, x2, y2, x, y)) cubic curve, ("Z", ()) closes."""


@dataclass(frozen=True, slots=True)
class Path:
    """Lines and cubic curves, possibly in several closed or open parts."""

    segments: tuple[Segment, ...]

    @classmethod
    def polygon(cls, points: Sequence[Point]) -> Path:
        """A closed path through points."""
        first, *rest = points
        return cls((("M", first), *(("L", point) for point in rest), ("Z", ())))

    @classmethod
    def line(cls, points: Sequence[Point]) -> Path:
        """An open path through points."""
        first, *rest = points
        return cls((("M", first), *(("L", point) for point in rest)))

    @classmethod
    def box(cls, box: Box) -> Path:
        """A box as a closed path."""
        return cls.polygon(box.polygon)

    @classmethod
    def ellipse(cls, box: Box) -> Path:
        """The ellipse that touches a box's four sides, in four cubics (error under 0.03 % of the radius)."""
        k = 0.5522847498
        (cx, cy), rx, ry = box.center, box.width / 2, box.height / 2
        return cls(
            (
                ("M", (cx + rx, cy)),
                ("C", (cx + rx, cy + k * ry, cx + k * rx, cy + ry, cx, cy + ry)),
                ("C", (cx - k * rx, cy + ry, cx - rx, cy + k * ry, cx - rx, cy)),
                ("C", (cx - rx, cy - k * ry, cx - k * rx, cy - ry, cx, cy - ry)),
                ("C", (cx + k * rx, cy - ry, cx + rx, cy - k * ry, cx + rx, cy)),
                ("Z", ()),
            )
        )

    def transformed(self, matrix: Matrix) -> Path:
        """The path with every point mapped."""
        segments = []
        for op, numbers in self.segments:
            mapped: list[float] = []
            for index in range(0, len(numbers), 2):
                mapped.extend(apply(matrix, (numbers[index], numbers[index + 1])))
            segments.append((op, tuple(mapped)))
        return Path(tuple(segments))

    def joined(self, *others: Path) -> Path:
        """The path and others as the parts of one."""
        return Path(self.segments + tuple(s for other in others for s in other.segments))

    def outlines(self, steps: int = 12) -> tuple[Polygon, ...]:
        """The path's parts as polygons, each curve cut into `steps` straight pieces."""
        parts: list[Polygon] = []
        points: list[Point] = []
        for op, numbers in self.segments:
            if op == "M":
                if points:
                    parts.append(tuple(points))
                points = [(numbers[0], numbers[1])]
            elif op == "L":
                points.append((numbers[0], numbers[1]))
            elif op == "C":
                points.extend(_curve_points(points[-1], numbers, steps))
        if points:
            parts.append(tuple(points))
        return tuple(parts)

    @property
    def bounds(self) -> Box:
        """The box around the flattened path."""
        return bounds(point for part in self.outlines() for point in part)


def _curve_points(start: Point, numbers: tuple[float, ...], steps: int) -> list[Point]:
    (x0, y0), (x1, y1, x2, y2, x3, y3) = start, numbers
    points = []
    for step in range(1, steps + 1):
        t = step / steps
        u = 1 - t
        a, b, c, d = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
        points.append((a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3))
    return points
