"""Marks of the pen: tapered strokes, bumpy outlines of clouds and leaves, gradients of screentone.

All in pixels. Nothing here is random by itself: whoever draws brings the dice.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from random import Random

from mangacli.generate.draft.ink import Inked
from mangacli.generate.draft.tone import steps
from mangacli.geometry import Box, Path, Point, Segment, clip_to_box

FINEST = 0.5
"""Pixels. Bumps are not drawn smaller."""


def tapered(start: Point, end: Point, width: float, end_width: float = 0.0) -> Path:
    """A straight stroke whose width runs from `width` at its start to `end_width`, as a filled shape."""
    length = math.hypot(end[0] - start[0], end[1] - start[1]) or 1.0
    nx, ny = -(end[1] - start[1]) / length / 2, (end[0] - start[0]) / length / 2
    return Path.polygon(
        (
            (start[0] + nx * width, start[1] + ny * width),
            (end[0] + nx * end_width, end[1] + ny * end_width),
            (end[0] - nx * end_width, end[1] - ny * end_width),
            (start[0] - nx * width, start[1] - ny * width),
        )
    )


def lens(start: Point, end: Point, width: float, bend: float = 0.0) -> Path:
    """A stroke thin at both ends and `width` wide in the middle, bent sideways by `bend` pixels."""
    length = math.hypot(end[0] - start[0], end[1] - start[1]) or 1.0
    nx, ny = -(end[1] - start[1]) / length, (end[0] - start[0]) / length
    mid = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    curves: list[Segment] = [("M", start)]
    for side, target in ((bend + width / 2, end), (bend - width / 2, start)):
        x, y = mid[0] + nx * side * 4 / 3, mid[1] + ny * side * 4 / 3
        curves.append(("C", (x, y, x, y, *target)))
    return Path((*curves, ("Z", ())))


def curve_through(points: Sequence[Point], closed: bool = False) -> Path:
    """A smooth path through points (Catmull–Rom as cubics)."""
    count = len(points)

    def at(index: int) -> Point:
        return points[index % count] if closed else points[max(0, min(count - 1, index))]

    segments: list[Segment] = [("M", points[0])]
    for index in range(count if closed else count - 1):
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = (at(index + k) for k in (-1, 0, 1, 2))
        curve = (bx + (cx - ax) / 6, by + (cy - ay) / 6, cx - (dx - bx) / 6, cy - (dy - by) / 6, cx, cy)
        segments.append(("C", curve))
    return Path((*segments, ("Z", ())) if closed else tuple(segments))


def bumpy(outline: Sequence[Point], bump: float, dice: Random, closed: bool = True) -> Path:
    """An outline, clockwise on the page → the same in outward bumps about `bump` pixels wide.

    Large bumps make a cloud, small ones the leaves of a tree.
    """
    stops = _walk(outline, bump, dice, closed)
    segments: list[Segment] = [("M", stops[0])]
    for a, b in zip(stops, stops[1:] + stops[:1] if closed else stops[1:], strict=False):
        dx, dy = b[0] - a[0], b[1] - a[1]
        out = dice.uniform(0.55, 0.85)
        ox, oy = dy * out, -dx * out
        segments.append(("C", (a[0] + ox + dx * 0.02, a[1] + oy, b[0] + ox - dx * 0.02, b[1] + oy, *b)))
    return Path((*segments, ("Z", ())) if closed else tuple(segments))


def _walk(outline: Sequence[Point], step: float, dice: Random, closed: bool) -> list[Point]:
    """Points along an outline, about `step` apart, their distances varied by a third."""
    corners = [*outline, outline[0]] if closed else list(outline)
    step = max(step, FINEST)
    stops = [corners[0]]
    left = step
    for (ax, ay), (bx, by) in pairwise(corners):
        length, done = math.hypot(bx - ax, by - ay), 0.0
        while length - done >= left:
            done += left
            stops.append((ax + (bx - ax) * done / length, ay + (by - ay) * done / length))
            left = step * dice.uniform(0.7, 1.35)
        left -= length - done
    if not closed:
        stops.append(corners[-1])
    return stops if len(stops) > 2 else list(corners[:-1] if closed else corners)


def oval(box: Box, corners: int = 20) -> list[Point]:
    """Points on the ellipse in a box, clockwise on the page from the left."""
    (cx, cy), rx, ry = box.center, box.width / 2, box.height / 2
    turns = [math.pi + 2 * math.pi * index / corners for index in range(corners)]
    return [(cx + rx * math.cos(turn), cy + ry * math.sin(turn)) for turn in turns]


def gradient(box: Box, greys: Sequence[float], clip: Path | None = None) -> list[Inked]:
    """A box toned from the top down through `greys`, a band for every grey that paper can tell apart.

    Bands begin and end at whole pixels: half a pixel of a dark tone beside black would print as a pale line.
    Each reaches under the next, so that no seam shows between them where the sheet is turned.
    """
    bands = max(2, min(_shades(greys), int(box.height)))
    tops = [round(box.y1 + index * box.height / bands) for index in range(bands)]
    feet = (*tops[1:], box.y2)
    return [
        Inked(Path.box(Box(box.x1, top, box.x2, max(foot, under))), grey, clip=clip)
        for top, foot, under, grey in zip(tops, feet, (*feet[1:], box.y2), steps(greys, bands), strict=True)
        if foot > top
    ]


def slanted_gradient(box: Box, greys: Sequence[float], turn: float) -> list[Inked]:
    """A box toned through `greys` along a direction, `turn` radians from the right toward the foot.

    Every band reaches to the far end and is painted over by the next, so no seam shows between them.
    """
    (cx, cy), (dx, dy) = box.center, (math.cos(turn), math.sin(turn))
    reach = abs(dx) * box.width / 2 + abs(dy) * box.height / 2
    side = math.hypot(box.width, box.height)
    bands = max(2, min(_shades(greys), int(reach)))
    bands_seen = []
    for index, grey in enumerate(steps(greys, bands)):
        start = -reach - 1 + 2 * (reach + 1) * index / bands
        corners = [
            (cx + dx * along - dy * across, cy + dy * along + dx * across)
            for along, across in ((start, -side), (reach + 1, -side), (reach + 1, side), (start, side))
        ]
        if seen := clip_to_box(tuple(corners), box):
            bands_seen.append(Inked(Path.polygon(seen), grey))
    return bands_seen


def _shades(greys: Sequence[float]) -> int:
    """How many 8-bit greys a gradient runs through: more bands than these would look no smoother."""
    return 1 + round(sum(abs(a - b) for a, b in pairwise(greys)) * 255)


def halo(
    center: Point, radii: tuple[float, float], greys: tuple[float, float], bands: int = 14
) -> list[Inked]:
    """Rings of tone about a point: `greys[0]` at the outer of the `radii`, `greys[1]` at the inner.

    A dark halo lies on a dark film: the soft edge of its rings would print pale where there was no tone.
    """
    (x, y), out = center, radii[0] + 2
    dark = Inked(Path.ellipse(Box(x - out, y - out, x + out, y + out)), 0.004, film=True)
    rings = [dark] if greys[0] < 0.1 else []
    for index, grey in enumerate(steps(greys, bands)):
        radius = radii[0] + (radii[1] - radii[0]) * index / bands
        ring = Box(center[0] - radius, center[1] - radius, center[0] + radius, center[1] + radius)
        rings.append(Inked(Path.ellipse(ring), grey))
    return rings


def tuft(foot: Point, size: float, dice: Random, blades: int = 6) -> Path:
    """A tuft of grass standing on a point, as one filled shape of pointed blades."""
    path = Path(())
    for _ in range(blades):
        lean = dice.uniform(-0.6, 0.6)
        tip = (foot[0] + lean * size, foot[1] - size * dice.uniform(0.6, 1.0))
        root = (foot[0] + dice.uniform(-0.25, 0.25) * size, foot[1])
        path = path.joined(lens(root, tip, size * 0.055, lean * size * 0.16))
    return path
