"""Strokes of a pen as filled shapes: pressed where they begin, lifted where they end (入り, 抜き).

Every stroke runs round its outline in the same sense, so that many of them make one path whose overlaps stay
filled.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from mangacli.geometry import Path, Point, Segment


def needle(root: Point, tip: Point, width: float) -> Path:
    """A stroke `width` wide at its root that thins to nothing at its tip, as ink does when the pen lifts."""
    (nx, ny), (dx, dy) = _across(root, tip), (tip[0] - root[0], tip[1] - root[1])
    half = width / 2

    def beside(share: float, out: float) -> Point:
        return (root[0] + dx * share + nx * out, root[1] + dy * share + ny * out)

    return Path(
        (
            ("M", beside(0.0, half)),
            ("C", (*beside(0.4, half * 0.66), *beside(0.75, half * 0.2), *tip)),
            ("C", (*beside(0.75, -half * 0.2), *beside(0.4, -half * 0.66), *beside(0.0, -half))),
            ("Z", ()),
        )
    )


def spindle(start: Point, end: Point, width: float, belly: float = 0.5) -> Path:
    """A stroke thin at both ends and `width` wide at `belly` (0–1) of its length."""
    (nx, ny), (dx, dy) = _across(start, end), (end[0] - start[0], end[1] - start[1])

    def beside(share: float, out: float) -> Point:
        return (start[0] + dx * share + nx * out, start[1] + dy * share + ny * out)

    half = width / 2
    segments: list[Segment] = [("M", start)]
    middle, other = beside(belly, half), beside(belly, -half)
    segments.append(("C", (*beside(belly * 0.35, half * 0.5), *beside(belly * 0.65, half), *middle)))
    after = 1 - belly
    segments.append(
        ("C", (*beside(belly + after * 0.35, half), *beside(belly + after * 0.65, half * 0.5), *end))
    )
    segments.append(
        ("C", (*beside(belly + after * 0.65, -half * 0.5), *beside(belly + after * 0.35, -half), *other))
    )
    segments.append(("C", (*beside(belly * 0.65, -half), *beside(belly * 0.35, -half * 0.5), *start)))
    segments.append(("Z", ()))
    return Path(tuple(segments))


def together(strokes: Iterable[Path]) -> Path:
    """Strokes → one path with all of them."""
    return Path(tuple(segment for stroke in strokes for segment in stroke.segments))


def _across(start: Point, end: Point) -> Point:
    """The unit vector at right angles to a stroke; of no direction where it has no length."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = math.hypot(dx, dy)
    return (-dy / length, dx / length) if length else (0.0, 0.0)
