"""The sheet on which a place is drawn: flat shapes, surfaces in space and solids → inked shapes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mangacli.generate.draft.brush import tapered
from mangacli.generate.draft.ink import Inked
from mangacli.generate.draft.stage import Spot, Stage
from mangacli.geometry import Box, Path, Point

TAPERS = 1.5
"""A line whose near end is so many times nearer than its far end is drawn with pressure."""
THICK, THIN = 1.2, 0.55
"""Widths of its near end and of its far end at least, by its pen."""


@dataclass(frozen=True, slots=True)
class Wall:
    """A flat upright or lying surface: its origin and the metres that one step along `u` and `v` goes."""

    origin: Spot
    u: Spot
    v: Spot

    def spot(self, u: float, v: float) -> Spot:
        """Coordinates on the surface in metres → the place in space."""
        ox, oy, oz = self.origin
        return (
            ox + u * self.u[0] + v * self.v[0],
            oy + u * self.u[1] + v * self.v[1],
            oz + u * self.u[2] + v * self.v[2],
        )

    def rect(self, u1: float, v1: float, u2: float, v2: float) -> tuple[Spot, ...]:
        """A rectangle on the surface → its corners in space."""
        return (self.spot(u1, v1), self.spot(u2, v1), self.spot(u2, v2), self.spot(u1, v2))


def facing_wall(z: float, x: float = 0.0) -> Wall:
    """A wall across the view at depth `z`: u to the right from `x`, v up from the ground."""
    return Wall((x, 0.0, z), (1.0, 0.0, 0.0), (0.0, 1.0, 0.0))


def side_wall(x: float, z: float = 0.0) -> Wall:
    """A wall along the view at `x`: u away from the viewer from `z`, v up from the ground."""
    return Wall((x, 0.0, z), (0.0, 0.0, 1.0), (0.0, 1.0, 0.0))


class Backdrop:
    """Collects a place's shapes in paint order: the farthest first."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.shapes: list[Inked] = []

    def area(self, points: Sequence[Point], fill: float | None, pen: float = 0.0) -> None:
        """A flat polygon in pixels."""
        if len(points) >= 3:
            self.shapes.append(Inked(Path.polygon(points), fill, pen))

    def path(self, path: Path, fill: float | None = None, pen: float = 0.0, white: bool = False) -> None:
        """Any path in pixels."""
        self.shapes.append(Inked(path, fill, pen, white_line=white))

    def disc(self, center: Point, radius: float, fill: float | None, pen: float = 0.0) -> None:
        """A circle in pixels."""
        x, y = center
        self.path(Path.ellipse(Box(x - radius, y - radius, x + radius, y + radius)), fill, pen)

    def line(self, points: Sequence[Point], pen: float, white: bool = False) -> None:
        """An open line in pixels."""
        self.shapes.append(Inked(Path.line(points), None, pen, white_line=white))

    def space(self, spots: Sequence[Spot], fill: float | None, pen: float | None = None) -> None:
        """A flat convex surface in space; `pen` None takes the pen of its depth."""
        outline = self.stage.outline(spots)
        if outline:
            width = self.stage.pen_at(spots[0]) if pen is None else pen
            self.shapes.append(Inked(Path.polygon(outline), fill, width))

    def edge(self, a: Spot, b: Spot, pen: float | None = None, white: bool = False) -> None:
        """A line in space, thinner toward its far end; `pen` None takes the pen of its depth."""
        ends = self.stage.edge(a, b)
        if ends is None:
            return
        width = self.stage.pen_at(a) if pen is None else pen
        first, last = self.stage.nearness(a), self.stage.nearness(b)
        if max(first, last) < TAPERS * min(first, last):
            self.shapes.append(Inked(Path.line(ends), None, width, white_line=white))
            return
        wide, thin = width * THICK, width * max(THIN, THICK * (min(first, last) / max(first, last)) ** 0.5)
        widths = (wide, thin) if first > last else (thin, wide)
        self.shapes.append(Inked(tapered(*ends, *widths), 1.0 if white else 0.0))

    def cast(self, foot: tuple[float, float, float, float], high: float) -> None:
        """The shadow of a thing on the floor: x1, z1, x2, z2 of its foot, and its height.

        Light comes from the left and from behind, as through a window.
        """
        x1, z1, x2, z2 = foot
        reach = 0.45 * min(high, 1.4)
        shadow = (
            (x1, 0, z2),
            (x2 + reach, 0, z2),
            (x2 + reach, 0, z1 - reach),
            (x1 + reach, 0, z1 - reach),
            (x1, 0, z1),
        )
        self.space(shadow, 0.2 if self.stage.night else 0.74, 0.0)

    def solid(
        self,
        low: Spot,
        high: Spot,
        *,
        front: float = 1.0,
        side: float = 0.8,
        top: float = 1.0,
        pen: float | None = None,
    ) -> None:
        """A box between two corners: the faces that the camera sees, a grey each for front, sides, top."""
        (x1, y1, z1), (x2, y2, z2) = low, high
        eye_x, eye_z = self.stage.camera_place
        if eye_x < x1:
            self.space(side_wall(x1).rect(z1, y1, z2, y2), side, pen)
        if eye_x > x2:
            self.space(side_wall(x2).rect(z1, y1, z2, y2), side, pen)
        if self.stage.eye > y2:
            self.space(((x1, y2, z1), (x2, y2, z1), (x2, y2, z2), (x1, y2, z2)), top, pen)
        if self.stage.eye < y1:
            self.space(((x1, y1, z1), (x2, y1, z1), (x2, y1, z2), (x1, y1, z2)), side, pen)
        if eye_z < z1:
            self.space(facing_wall(z1).rect(x1, y1, x2, y2), front, pen)
