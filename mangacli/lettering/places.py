"""A grid of places for a box of one size, and what is true of each place.

Balloons, faces and captions are boxes, panels are polygons with few corners; so whether a place is free, and
how much of a figure it covers, follows from a few outer sums over the columns and rows of the grid. Nothing
is rasterised: the answers are exact.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mangacli.geometry import Box, Point, Polygon

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
SLACK = 1e-6


@dataclass(frozen=True, slots=True)
class Places:
    """Top-left corners for a box of `width` × `height`: `x` the columns, `y` the rows of the grid.

    Every method answers for all places at once, in shape (rows, columns).
    """

    x: Floats
    y: Floats
    width: float
    height: float

    @classmethod
    def within(cls, space: Box, width: float, height: float, step: float) -> Places | None:
        """The places inside `space`, about `step` points apart, its corners among them; None: too large."""
        spare_x, spare_y = space.width - width, space.height - height
        if spare_x < -SLACK or spare_y < -SLACK:
            return None
        columns = int(spare_x / step) + 2 if spare_x > SLACK else 1
        rows = int(spare_y / step) + 2 if spare_y > SLACK else 1
        return cls(
            np.linspace(space.x1, space.x1 + max(spare_x, 0.0), columns),
            np.linspace(space.y1, space.y1 + max(spare_y, 0.0), rows),
            width,
            height,
        )

    def box(self, row: int, column: int) -> Box:
        """The box at one place."""
        x, y = float(self.x[column]), float(self.y[row])
        return Box(x, y, x + self.width, y + self.height)

    @property
    def center_x(self) -> Floats:
        return self.x + self.width / 2

    @property
    def center_y(self) -> Floats:
        return self.y + self.height / 2

    def reach(self, box: Box, margin: float = 0.0) -> tuple[slice, slice]:
        """The rows and columns at which the box would come nearer to another than `margin`."""
        rows = _between(self.y, box.y1 - margin - self.height, box.y2 + margin)
        return rows, _between(self.x, box.x1 - margin - self.width, box.x2 + margin)

    def hits(self, box: Box, margin: float = 0.0) -> Bools:
        """Where the box would come nearer to another than `margin`."""
        hit = np.zeros((len(self.y), len(self.x)), dtype=bool)
        hit[self.reach(box, margin)] = True
        return hit

    def share_over(self, box: Box) -> Floats:
        """The share of the box (0–1) that would lie over another."""
        across = np.minimum(self.x + self.width, box.x2) - np.maximum(self.x, box.x1)
        down = np.minimum(self.y + self.height, box.y2) - np.maximum(self.y, box.y1)
        area: Floats = down.clip(min=0.0)[:, None] * across.clip(min=0.0)[None, :]
        share: Floats = area / (self.width * self.height)
        return share

    def distance_to(self, point: Point) -> Floats:
        """From the point to the nearest part of the box; 0 where the box would cover it."""
        across = np.maximum(self.x - point[0], point[0] - self.x - self.width).clip(min=0.0)
        down = np.maximum(self.y - point[1], point[1] - self.y - self.height).clip(min=0.0)
        distance: Floats = np.hypot(down[:, None], across[None, :])
        return distance

    def touches(self, polygon: Polygon, margin: float = 0.0) -> Bools:
        """Where the box, grown by `margin`, would meet an edge of a polygon."""
        half_w, half_h = self.width / 2 + margin, self.height / 2 + margin
        cx, cy = self.center_x, self.center_y
        touched = np.zeros((len(cy), len(cx)), dtype=bool)
        for (ax, ay), (bx, by) in zip(polygon, polygon[1:] + polygon[:1], strict=True):
            across = (cx + half_w > min(ax, bx) + SLACK) & (cx - half_w < max(ax, bx) - SLACK)
            down = (cy + half_h > min(ay, by) + SLACK) & (cy - half_h < max(ay, by) - SLACK)
            if ax == bx:
                across = (cx + half_w > ax + SLACK) & (cx - half_w < ax - SLACK)
            if ay == by:
                down = (cy + half_h > ay + SLACK) & (cy - half_h < ay - SLACK)
            # the edge's line passes the box where its distance from the centre exceeds the box's reach
            nx, ny = by - ay, ax - bx
            reach = abs(nx) * half_w + abs(ny) * half_h
            apart = np.abs((nx * (cx - ax))[None, :] + (ny * (cy - ay))[:, None])
            touched |= (apart < reach - SLACK) & down[:, None] & across[None, :]
        return touched

    def centered_in(self, polygon: Polygon) -> Bools:
        """Where the box's centre would lie inside a polygon (even-odd)."""
        cx, cy = self.center_x, self.center_y
        inside = np.zeros((len(cy), len(cx)), dtype=bool)
        for (ax, ay), (bx, by) in zip(polygon, polygon[1:] + polygon[:1], strict=True):
            if ay == by:
                continue
            spans = (ay > cy) != (by > cy)
            crossing = (bx - ax) * (cy - ay) / (by - ay) + ax
            inside ^= spans[:, None] & (cx[None, :] < crossing[:, None])
        return inside


def _between(steps: Floats, low: float, high: float) -> slice:
    """Evenly spaced numbers → the slice of those between two values; one on the line is taken in."""
    first = float(steps[0])
    width = float(steps[1]) - first if len(steps) > 1 else 1.0
    begin = math.floor((low - first) / width - SLACK) + 1
    end = math.ceil((high - first) / width + SLACK)
    return slice(max(0, begin), max(0, end))
