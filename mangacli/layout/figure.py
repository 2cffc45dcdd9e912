"""A figure's proportions: where its face is in its box, and which box belongs to a face.

A head is measured from crown to chin, hair included; the face (what must never be covered) reaches from the
brow to the chin and from ear to ear.
"""

from __future__ import annotations

from dataclasses import dataclass

from mangacli.geometry import Box
from mangacli.layout.shots import HEADS
from mangacli.story.models import Shot

FACE_HEIGHT = 0.7
FACE_WIDTH = 0.72
"""Of the head's height. Hair and ears stand out: a head is about as wide as it is high."""
SHOULDERS = 2.2
"""Width of a figure from the shoulders down, in head heights."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure's box and face, in points."""

    box: Box
    head: Box

    def moved(self, dx: float, dy: float = 0.0) -> Figure:
        """The figure shifted by (dx, dy)."""
        return Figure(self.box.moved(dx, dy), self.head.moved(dx, dy))


def face_of(crown_x: float, crown_y: float, head: float) -> Box:
    """The middle of the crown and the head's height → the face."""
    half = head * FACE_WIDTH / 2
    return Box(crown_x - half, crown_y + head * (1 - FACE_HEIGHT), crown_x + half, crown_y + head)


def face_in(box: Box, shot: Shot) -> Box:
    """A figure's box and its shot → its face: at the top of the box, in its middle.

    The head is as high as the shot has it and never wider than the box.
    """
    head = min(box.height / HEADS[shot], box.width / 0.9 if shot != "extreme-close-up" else box.width)
    if shot == "extreme-close-up":
        x, y = box.center
        return Box(x - head * 0.4, y - head * 0.4, x + head * 0.4, y + head * 0.4)
    return face_of(box.center[0], box.y1, head)


def box_around(face: Box, shot: Shot, panel: Box) -> Box:
    """A face that the author placed → the box of the whole figure below it, kept inside the panel."""
    head = max(face.height / FACE_HEIGHT, face.width / FACE_WIDTH)
    top = face.y2 - head
    x, half = face.center[0], head * SHOULDERS / 2
    bottom = max(face.y2, top + head * HEADS[shot])
    figure = Box(min(x - half, face.x1), min(top, face.y1), max(x + half, face.x2), bottom)
    return figure.intersection(panel) or face
