"""Where in a panel a figure can stand, and the figure that stands there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mangacli.geometry import Box, Polygon, bounds
from mangacli.layout.camera import heads_of
from mangacli.layout.figure import FACE_HEIGHT, SHOULDERS, Figure, face_of
from mangacli.story.models import Camera, Shot

HEADS_APART = 1.15
"""Least distance between the middles of two heads, in head heights."""
Stretch = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Stage:
    """A panel as its cast sees it, in points: box, outline, the part that text may use, what lies over it.

    `over` are the outlines of insets and the strip along the fold of a spread: no face stands there. `camera`
    says how the camera stands: a whole figure is seen shorter from above, taller from below. `statures` are
    how high the panel's characters are in their order, by a grown figure that stands; empty: all are such.
    `gazes` are the indexes of those whom each is said to look at.
    """

    box: Box
    polygon: Polygon
    safe: Box
    over: tuple[Polygon, ...]
    right_to_left: bool
    camera: tuple[Camera, ...] = ()
    statures: tuple[float, ...] = ()
    gazes: tuple[int | None, ...] = ()

    def stature(self, index: int) -> float:
        """How high a character is, by a grown figure that stands."""
        return self.statures[index] if self.statures else 1.0

    def figure(self, x: float, crown: float, head: float, shot: Shot, stature: float = 1.0) -> Figure:
        """The middle and the top of a head, its height, and the shot → the figure, cut at the panel's box.

        Whole figures end at their feet; of the others as much is seen as the panel has room for.
        """
        bottom = crown + head * heads_of("full", self.camera) * stature
        half = head * (0.75 if shot == "extreme-close-up" else SHOULDERS / 2)
        box = Box(x - half, crown, x + half, bottom).intersection(self.box) or self.box
        return Figure(box, face_of(x, crown, head).intersection(self.box) or box)

    def nearest_free(self, face: Box, others: Sequence[Box]) -> float | None:
        """Where a face wants to be, and the faces already there → the nearest free x of its middle, or None.

        Free is what lies inside the panel's outline and its safe part, off insets and the fold, and a head's
        width from the other heads.
        """
        spaces = self._inside(face)
        for start, end in self._taken(face, others):
            spaces = [
                piece for low, high in spaces for piece in ((low, min(high, start)), (max(low, end), high))
            ]
            spaces = [(low, high) for low, high in spaces if low <= high]
        wanted = face.center[0]
        nearest = [min(max(wanted, low), high) for low, high in spaces]
        return min(nearest, key=lambda x: abs(x - wanted), default=None)

    def _inside(self, face: Box) -> list[Stretch]:
        """Where the face's middle may be for the panel's outline and safe part to hold the whole face."""
        left, right, half = self.safe.x1, self.safe.x2, face.width / 2
        for y in (face.y1, face.center[1], face.y2):
            crossings = [
                ax + (y - ay) / (by - ay) * (bx - ax)
                for (ax, ay), (bx, by) in zip(self.polygon, self.polygon[1:] + self.polygon[:1], strict=True)
                if min(ay, by) <= y <= max(ay, by) and ay != by
            ]
            if not crossings:
                return []
            left, right = max(left, min(crossings)), min(right, max(crossings))
        return [(left + half, right - half)] if left + half <= right - half else []

    def _taken(self, face: Box, others: Sequence[Box]) -> list[Stretch]:
        """Where the face's middle may not be: behind insets, in the fold, too near to other heads."""
        half = face.width / 2
        insets = [bounds(polygon) for polygon in self.over]
        taken = [(box.x1 - half, box.x2 + half) for box in insets if box.y1 < face.y2 and face.y1 < box.y2]
        for other in others:
            apart = HEADS_APART * (face.height + other.height) / FACE_HEIGHT / 2
            taken.append((other.center[0] - apart, other.center[0] + apart))
        return taken
