"""Balloon outlines, one function a kind: the lines of a text, the pen's em and a seed in, a closed curve out.

The curve grows around the actual lines, not around their bounding box: a text set as a diamond gets a
tighter oval than a block of the same width. Every outline is seen whole from its middle, runs clockwise on
the page, and holds all corners of all lines, each moved outward by the air that its kind wants.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from itertools import pairwise

from mangacli.geometry import Box, Path, Point, Segment, bounds
from mangacli.lettering.ovals import HANDLE, fit_oval, holding, line_corners, smooth, uneven


def speech(lines: Sequence[Box], em: float, seed: int) -> Path:
    """Lines → an oval with the slight unevenness of a pen: four curves, smooth where they meet."""
    corners = line_corners(lines, 0.46 * em)
    oval = fit_oval(corners)
    chance = random.Random(seed)
    shift = [chance.uniform(-0.05, 0.05) for _ in range(4)]
    anchors = (
        (oval.cx + oval.rx, oval.cy + shift[0] * oval.ry),
        (oval.cx + shift[1] * oval.rx, oval.cy + oval.ry),
        (oval.cx - oval.rx, oval.cy + shift[2] * oval.ry),
        (oval.cx + shift[3] * oval.rx, oval.cy - oval.ry),
    )
    directions = ((0, 1), (-1, 0), (0, -1), (1, 0))
    segments: list[Segment] = [("M", anchors[0])]
    for index, (ax, ay) in enumerate(anchors):
        (bx, by), (ux, uy) = anchors[(index + 1) % 4], directions[index]
        vx, vy = directions[(index + 1) % 4]
        leave, arrive = (HANDLE * chance.uniform(0.95, 1.06) for _ in range(2))
        # a handle runs along the tangent, by the distance that this quarter covers in that direction
        first = (ax + ux * leave * abs(bx - ax), ay + uy * leave * abs(by - ay))
        second = (bx - vx * arrive * abs(bx - ax), by - vy * arrive * abs(by - ay))
        segments.append(("C", (*first, *second, bx, by)))
    segments.append(("Z", ()))
    return holding(Path(tuple(segments)), corners, (oval.cx, oval.cy))


def thought(lines: Sequence[Box], em: float, seed: int) -> Path:
    """Lines → a cloud: round puffs of uneven size whose feet stand on the oval around the text."""
    corners = line_corners(lines, 0.42 * em)
    oval = fit_oval(corners)
    chance = random.Random(seed)
    count = max(9, round(oval.girth / (2.3 * em)))
    angles = uneven(oval.even_angles(count, chance.random()), 0.2, chance)
    feet = [oval.at(angle) for angle in angles]
    segments: list[Segment] = [("M", feet[0])]
    for index, (ax, ay) in enumerate(feet):
        bx, by = feet[(index + 1) % count]
        dx, dy = bx - ax, by - ay
        bulge = chance.uniform(0.5, 0.62)
        # clockwise on the page: outward is to the left of the way from foot to foot
        first = (ax - 0.06 * dx + bulge * dy, ay - 0.06 * dy - bulge * dx)
        second = (bx + 0.06 * dx + bulge * dy, by + 0.06 * dy - bulge * dx)
        segments.append(("C", (*first, *second, bx, by)))
    segments.append(("Z", ()))
    return holding(Path(tuple(segments)), corners, (oval.cx, oval.cy))


def shout(lines: Sequence[Box], em: float, seed: int, loud: float = 1.0) -> Path:
    """Lines → a burst: uneven spikes with hollow flanks, their valleys on the oval around the text.

    The louder it is (1 is as loud as other shouts), the more spikes it has, and the longer they are.
    """
    corners = line_corners(lines, 0.5 * em)
    oval = fit_oval(corners)
    chance = random.Random(seed)
    density = min(1.8, max(0.7, loud)) ** 0.7
    count = round(density * min(30, max(13, round(oval.girth / (1.35 * em)))))
    angles = uneven(oval.even_angles(count, chance.random()), 0.26, chance)
    longest = min(1.7 * em, 0.42 * min(oval.rx, oval.ry) + 0.4 * em) * density**0.5
    segments: list[Segment] = [("M", oval.at(angles[0]))]
    for index, angle in enumerate(angles):
        after = angles[index + 1] if index + 1 < count else angles[0] + 2 * math.pi
        peak = angle + (after - angle) * chance.uniform(0.38, 0.62)
        tip = oval.at(peak, longest * chance.choice((0.5, 0.62, 0.8, 1.0)) * chance.uniform(0.9, 1.1))
        valley = oval.at(after)
        up, down = (
            oval.at((angle + 1.6 * peak) / 2.6, 0.1 * em),
            oval.at((after + 1.6 * peak) / 2.6, 0.1 * em),
        )
        segments.append(("C", (*up, *up, *tip)))
        segments.append(("C", (*down, *down, *valley)))
    segments.append(("Z", ()))
    return holding(Path(tuple(segments)), corners, (oval.cx, oval.cy))


def caption(lines: Sequence[Box], em: float, seed: int) -> Path:
    """Lines → a narration box with more air at the sides than above and below."""
    del seed  # ruled, not drawn by hand
    block = bounds(corner for line in lines for corner in line.polygon)
    side, head = 0.72 * em, 0.56 * em
    return Path.box(Box(block.x1 - side, block.y1 - head, block.x2 + side, block.y2 + head))


def box(lines: Sequence[Box], em: float, seed: int) -> Path:
    """Lines → a plain ruled box."""
    return caption(lines, em, seed)


def rounded(lines: Sequence[Box], em: float, seed: int) -> Path:
    """Lines → a box with round corners, ruled by hand: no side quite straight, no two corners alike."""
    return _soft_box(lines, em, seed, 0.95)


def monologue(lines: Sequence[Box], em: float, seed: int) -> Path:
    """Lines → the ground of an inner voice: a box with small round corners."""
    return _soft_box(lines, em, seed, 0.6)


def plain(lines: Sequence[Box], em: float, seed: int) -> Path:
    """Lines → the room that letters without a balloon keep for themselves; it is not drawn."""
    del seed
    return Path.box(bounds(corner for line in lines for corner in line.polygon).inset(-0.32 * em))


def wobbly(lines: Sequence[Box], em: float, seed: int) -> Path:
    """Lines → an oval drawn by a trembling hand: uneven waves, no two alike, no corners."""
    corners = line_corners(lines, 0.46 * em)
    oval = fit_oval(corners)
    chance = random.Random(seed)
    count = 2 * max(7, round(oval.girth / (2.3 * em)))
    angles = uneven(oval.even_angles(count, chance.random()), 0.12, chance)
    waves = [
        oval.at(angle, em * (chance.uniform(0.2, 0.36) if index % 2 else chance.uniform(-0.04, 0.08)))
        for index, angle in enumerate(angles)
    ]
    return holding(smooth(waves), corners, (oval.cx, oval.cy))


def electric(lines: Sequence[Box], em: float, seed: int) -> Path:
    """Lines → a jagged outline, as a voice from a radio: straight teeth that lean either way."""
    corners = line_corners(lines, 0.5 * em)
    oval = fit_oval(corners)
    chance = random.Random(seed)
    count = max(12, round(oval.girth / (1.25 * em)))
    angles = uneven(oval.even_angles(count, chance.random()), 0.12, chance)
    points: list[Point] = []
    for index, angle in enumerate(angles):
        after = angles[index + 1] if index + 1 < count else angles[0] + 2 * math.pi
        lean = (0.22 if index % 2 else 0.78) + chance.uniform(-0.1, 0.1)
        height = em * (chance.uniform(0.62, 0.95) if index % 2 else chance.uniform(0.4, 0.6))
        points += [oval.at(angle), oval.at(angle + (after - angle) * lean, height)]
    return holding(Path.polygon(points), corners, (oval.cx, oval.cy))


def _soft_box(lines: Sequence[Box], em: float, seed: int, corner: float) -> Path:
    """Lines → a box whose corners have a radius of about `corner` em, its sides a little bowed."""
    block = bounds(point for line in lines for point in line.polygon)
    outer = Box(block.x1 - 0.8 * em, block.y1 - 0.6 * em, block.x2 + 0.8 * em, block.y2 + 0.6 * em)
    chance = random.Random(seed)
    radius = min(corner * em, 0.4 * outer.width, 0.4 * outer.height)
    reach = [radius * chance.uniform(0.85, 1.15) for _ in range(8)]
    sides = list(pairwise((*outer.polygon, outer.polygon[0])))
    begin = [_along(a, b, reach[index]) for index, (a, b) in enumerate(sides)]
    end = [_along(b, a, reach[index + 4]) for index, (a, b) in enumerate(sides)]
    segments: list[Segment] = [("M", begin[0])]
    for index, (_, turn) in enumerate(sides):
        bow = (chance.uniform(-0.02, 0.035) * em, chance.uniform(-0.02, 0.035) * em)
        after = begin[(index + 1) % 4]
        segments.append(("C", (*_bowed(begin[index], end[index], bow), *end[index])))
        segments.append(("C", (*_share(end[index], turn, 0.56), *_share(after, turn, 0.56), *after)))
    segments.append(("Z", ()))
    return holding(Path(tuple(segments)), line_corners(lines, 0.4 * em), outer.center)


def _bowed(a: Point, b: Point, out: tuple[float, float]) -> tuple[float, float, float, float]:
    """A side from a to b and how far it bows outward in its two halves, in points → its two handles."""
    length = math.dist(a, b) or 1.0
    nx, ny = (b[1] - a[1]) / length, (a[0] - b[0]) / length
    (cx, cy), (dx, dy) = _share(a, b, 1 / 3), _share(a, b, 2 / 3)
    return (cx + nx * out[0], cy + ny * out[0], dx + nx * out[1], dy + ny * out[1])


def _along(a: Point, b: Point, distance: float) -> Point:
    return _share(a, b, distance / (math.dist(a, b) or 1.0))


def _share(a: Point, b: Point, share: float) -> Point:
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)
