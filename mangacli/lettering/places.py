"""Places for the boxes of a dialog's settings, and what is true of each place.

Balloons, faces and captions are boxes, panels are polygons with few corners; so whether a place is free, and
how much of a figure it covers, follows from a few comparisons. All places of all settings stand in one list,
and every question is answered for the whole list at once. Nothing is rasterised: the answers are exact.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mangacli.geometry import Box, Point, Polygon

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Indexes = NDArray[np.int64]
SLACK = 1e-6


def _evenly(first: float, way: float, count: int) -> Floats:
    """So many numbers from the first on, evenly along a way (numpy's own takes longer to begin)."""
    return first + np.arange(count, dtype=np.float64) * (way / max(count - 1, 1))


@dataclass(frozen=True, slots=True)
class Boxes:
    """Boxes of several arrangements, one each: edges in shape (arrangements, 1), set against all places."""

    x1: Floats
    y1: Floats
    x2: Floats
    y2: Floats

    @classmethod
    def of(cls, boxes: Sequence[Box]) -> Boxes:
        """Boxes → the same as columns."""
        edges = np.array([(box.x1, box.y1, box.x2, box.y2) for box in boxes]).T[:, :, None]
        return cls(*edges)

    @classmethod
    def around(cls, parts: Sequence[Boxes]) -> Boxes:
        """Several boxes for each arrangement → the one around them all, for each."""
        return cls(
            np.minimum.reduce([part.x1 for part in parts]),
            np.minimum.reduce([part.y1 for part in parts]),
            np.maximum.reduce([part.x2 for part in parts]),
            np.maximum.reduce([part.y2 for part in parts]),
        )


@dataclass(frozen=True, slots=True)
class Places:
    """Where boxes could stand: left and top edge of each place, width and height of the box there.

    All arrays have the shape (places,); `which` is the number of the setting whose box it is. Answers have
    the same shape, or (arrangements, places) where `Boxes` are asked about.
    """

    x: Floats
    y: Floats
    width: Floats
    height: Floats
    which: Indexes

    @classmethod
    def within(cls, spaces: Sequence[Box], sizes: Sequence[tuple[float, float]], step: float) -> Places:
        """A space and a box's size for each setting → its places, about `step` points apart.

        The places nearest to the four corners of the space are among them. A box that is too large has none.
        """
        parts: list[tuple[Floats, Floats, float, float, int]] = []
        for which, (space, (width, height)) in enumerate(zip(spaces, sizes, strict=True)):
            spare_x, spare_y = space.width - width, space.height - height
            if spare_x < -SLACK or spare_y < -SLACK:
                continue
            columns = int(spare_x / step) + 2 if spare_x > SLACK else 1
            rows = int(spare_y / step) + 2 if spare_y > SLACK else 1
            x = _evenly(space.x1, max(spare_x, 0.0), columns)
            y = _evenly(space.y1, max(spare_y, 0.0), rows)
            parts.append((np.tile(x, rows), np.repeat(y, columns), width, height, which))
        if not parts:
            none = np.zeros(0)
            return cls(none, none, none, none, np.zeros(0, dtype=np.int64))
        counts = [len(x) for x, *_ in parts]
        return cls(
            np.concatenate([x for x, *_ in parts]),
            np.concatenate([y for _, y, *_ in parts]),
            np.repeat([width for _, _, width, _, _ in parts], counts),
            np.repeat([height for *_, height, _ in parts], counts),
            np.repeat(np.array([which for *_, which in parts], dtype=np.int64), counts),
        )

    def __len__(self) -> int:
        return len(self.x)

    def kept(self, chosen: Bools | Indexes) -> Places:
        """The chosen ones of the places."""
        return Places(
            self.x[chosen], self.y[chosen], self.width[chosen], self.height[chosen], self.which[chosen]
        )

    def box(self, place: int) -> Box:
        """The box at one place."""
        x, y = float(self.x[place]), float(self.y[place])
        return Box(x, y, x + float(self.width[place]), y + float(self.height[place]))

    @property
    def center_x(self) -> Floats:
        return self.x + self.width / 2

    @property
    def center_y(self) -> Floats:
        return self.y + self.height / 2

    @property
    def area(self) -> Floats:
        return self.width * self.height

    def hits(self, box: Box | Boxes, margin: float = 0.0) -> Bools:
        """Where the box would come nearer to another than `margin`."""
        near = margin + SLACK
        found: Bools = (
            (self.x + self.width > box.x1 - near)
            & (self.x < box.x2 + near)
            & (self.y + self.height > box.y1 - near)
            & (self.y < box.y2 + near)
        )
        return found

    def share_over(self, box: Box) -> Floats:
        """The share of the box (0–1) that would lie over another."""
        across = np.minimum(self.x + self.width, box.x2) - np.maximum(self.x, box.x1)
        down = np.minimum(self.y + self.height, box.y2) - np.maximum(self.y, box.y1)
        share: Floats = np.maximum(across, 0.0) * np.maximum(down, 0.0) / self.area
        return share

    def distance_to(self, point: Point) -> Floats:
        """From the point to the nearest part of the box; 0 where the box would cover it."""
        across = np.maximum(self.x - point[0], point[0] - self.x - self.width)
        down = np.maximum(self.y - point[1], point[1] - self.y - self.height)
        distance: Floats = np.hypot(np.maximum(down, 0.0), np.maximum(across, 0.0))
        return distance

    def touches(self, polygon: Polygon, margin: float = 0.0) -> Bools:
        """Where the box, grown by `margin`, would meet an edge of a polygon."""
        half_w, half_h = self.width / 2 + margin, self.height / 2 + margin
        cx, cy = self.center_x, self.center_y
        touched = np.zeros(len(self), dtype=bool)
        for (ax, ay), (bx, by) in zip(polygon, polygon[1:] + polygon[:1], strict=True):
            across = (cx + half_w > min(ax, bx) + SLACK) & (cx - half_w < max(ax, bx) - SLACK)
            down = (cy + half_h > min(ay, by) + SLACK) & (cy - half_h < max(ay, by) - SLACK)
            # the edge's line passes the box where its distance from the centre exceeds the box's reach
            nx, ny = by - ay, ax - bx
            reach = abs(nx) * half_w + abs(ny) * half_h
            apart = np.abs(nx * (cx - ax) + ny * (cy - ay))
            touched |= (apart < reach - SLACK) & down & across
        return touched

    def centered_in(self, polygon: Polygon) -> Bools:
        """Where the box's centre would lie inside a polygon (even-odd)."""
        cx, cy = self.center_x, self.center_y
        inside = np.zeros(len(self), dtype=bool)
        for (ax, ay), (bx, by) in zip(polygon, polygon[1:] + polygon[:1], strict=True):
            if ay == by:
                continue
            spans = (ay > cy) != (by > cy)
            inside ^= spans & (cx < (bx - ax) * (cy - ay) / (by - ay) + ax)
        return inside
