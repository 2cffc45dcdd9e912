"""Tails: from the balloon toward the speaker's mouth, ending short of the face.

A tail grows out of the balloon where it is nearest to the way to the mouth, leaves it about square to the
outline, and bends toward the mouth. It is never longer than it needs to be to say who speaks: where the
speaker is far off it points the way. Thoughts have a trail of bubbles along the same line.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations

import numpy as np

from mangacli.geometry import Box, Point, apply, rotation
from mangacli.lettering.tail_shapes import Floats, Origin, Tail, shaped, toward

GAP = {"curved": 0.55, "spike": 0.8, "lightning": 0.6, "bubbles": 0.5, "line": 0.6}
"""Em between the tip and the face; the line runs on beyond a spike's sharp tip."""
FOREHEAD = 0.35
"""Height of the skin above the brows, as a share of the face's: a tail reaches over it only to be seen."""
SHORTEST = {"curved": 0.75, "spike": 0.9, "lightning": 1.4, "bubbles": 1.3, "line": 0.75}
"""Em of tail outside the balloon below which it cannot be read as one."""
PLAIN = {"curved": 1.1, "spike": 1.7, "lightning": 2.0, "bubbles": 1.3, "line": 1.1}
"""Em of tail that are seen at first sight, on hair and among a burst's other spikes."""
LONGEST_SHARE = 0.45
"""Of the balloon's height (of its width where that is less and it stands upright): beyond it, a spear."""
FLOOR = {"curved": 1.5, "spike": 2.0, "lightning": 2.6, "bubbles": 2.6, "line": 1.8}
"""Em that a tail may always measure, however small its balloon."""
CORNER = 1.7
"""Em that a tail's root keeps from the corners of a balloon with straight sides."""
OFF_EDGE = {"curved": 0.1, "spike": 0.8, "lightning": 0.8, "bubbles": 0.2, "line": 0.3}
"""Em between the tip of an off-panel speaker's tail and the panel's edge: the line's own point needs it."""
OUTWARD = 0.55
"""Cosine of the angle that a tail whose root was moved may form with the outline's normal, at least."""
MOUTH = 0.78
"""Height of the mouth in the face's box."""


def mouth_of(head: Box) -> Point:
    """A face's box → its mouth."""
    return (head.center[0], head.y1 + MOUTH * head.height)


def longest_tail(origin: Origin) -> float:
    """A balloon → points that its tail may measure at most."""
    share = LONGEST_SHARE * min(origin.box.height, 1.3 * origin.box.width)
    return max(FLOOR[origin.kind] * origin.em, share)


def tail_to_face(origin: Origin, head: Box, turn: float = 0.0) -> Tail | None:
    """A balloon and the speaker's face → the balloon's tail, or None: there is no room for one.

    `turn` moves the root along the outline, by so many degrees clockwise about the balloon's middle.
    """
    mouth = mouth_of(head)
    start = _root(origin, apply(rotation(turn, origin.box.center), mouth) if turn else mouth)
    if start is None:
        return None
    way = math.dist(start, mouth)
    gap = GAP[origin.kind] * origin.em
    free = way * _entry(start, mouth, head.inset(-gap))
    if free < SHORTEST[origin.kind] * origin.em:
        return None
    skin = Box(head.x1, head.y1 - FOREHEAD * head.height, head.x2, head.y2)
    off_skin = way * _entry(start, mouth, skin.inset(-gap))
    length = min(free, max(off_skin, PLAIN[origin.kind] * origin.em), longest_tail(origin))
    return shaped(origin, start, toward(start, mouth, length / way), free - length)


def tail_to_edge(origin: Origin, edges: Sequence[tuple[Point, Point]]) -> Tail | None:
    """A balloon and the panel's edges → a tail to the nearest of them: its speaker is outside."""
    box = origin.box
    # a little below the balloon's middle: a voice comes from people, not from the sky
    cx, cy = box.center[0], box.center[1] + 0.22 * box.height
    tips = []
    for (ax, ay), (bx, by) in edges:
        square = max((bx - ax) ** 2 + (by - ay) ** 2, 1e-9)
        t = min(0.94, max(0.06, ((cx - ax) * (bx - ax) + (cy - ay) * (by - ay)) / square))
        tips.append((ax + t * (bx - ax), ay + t * (by - ay)))
    return _tail_off_panel(origin, min(tips, key=lambda tip: _off_panel_cost(tip, box)))


def _tail_off_panel(origin: Origin, target: Point) -> Tail | None:
    """A balloon and a point on its panel's edge → a tail that ends just before it."""
    start = _root(origin, target)
    if start is None:
        return None
    way = math.dist(start, target)
    if way < SHORTEST[origin.kind] * origin.em:
        return None
    length = min(way - OFF_EDGE[origin.kind] * origin.em, 1.5 * longest_tail(origin))
    return shaped(origin, start, toward(start, target, length / way), way - length)


def tail_to_side(origin: Origin, side: str, edges: Sequence[tuple[Point, Point]]) -> Tail | None:
    """A balloon, a side of its panel and the panel's edges → a tail to that side: its speaker is out there.

    `side` is "left", "right", "top" or "bottom". None where the balloon stands too near to that side.
    """
    out = {"left": (-1.0, 0.0), "right": (1.0, 0.0), "top": (0.0, -1.0), "bottom": (0.0, 1.0)}[side]
    cx, cy = origin.box.center
    if out[1] == 0:  # a little below the middle: a voice comes from people
        cy += 0.2 * origin.box.height
    far = sum(math.dist(a, b) for a, b in edges)
    outside = (cx + far * out[0], cy + far * out[1])
    ways = [way for a, b in edges if (way := _meeting((cx, cy), outside, a, b)) is not None]
    if not ways:
        return None
    return _tail_off_panel(origin, toward((cx, cy), outside, min(ways)))


def chorus_tails(origin: Origin, heads: Sequence[Box]) -> tuple[Tail, ...] | None:
    """A balloon and the faces of all who say it → a tail for each, in the order of the faces.

    Roots that would run into one another move apart along the outline. None where one finds no room.
    """
    cx, cy = origin.box.center
    angles = [math.atan2(mouth_of(head)[1] - cy, mouth_of(head)[0] - cx) for head in heads]
    order = _around(angles)
    for spread in (0.0, 10.0, 20.0, 30.0, 40.0, 50.0):
        turns = {who: spread * (place - (len(order) - 1) / 2) for place, who in enumerate(order)}
        tails = [tail_to_face(origin, head, turns[who]) for who, head in enumerate(heads)]
        found = [tail for tail in tails if tail is not None]
        if len(found) < len(heads) or (spread and not all(_leaves_outward(origin, tail) for tail in found)):
            return None
        if not any(_entangled(one, two, origin.em) for one, two in combinations(found, 2)):
            return tuple(found)
    return None


def _leaves_outward(origin: Origin, tail: Tail) -> bool:
    """Whether a tail leads away from its balloon, and not along its side."""
    (sx, sy), (tx, ty), (cx, cy) = tail.line[0], tail.tip, origin.box.center
    nx, ny = (sx - cx) / origin.box.width**2, (sy - cy) / origin.box.height**2
    outward = (tx - sx) * nx + (ty - sy) * ny
    return outward > OUTWARD * math.dist((sx, sy), (tx, ty)) * math.hypot(nx, ny)


def _around(angles: Sequence[float]) -> list[int]:
    """Directions in radians → their numbers in clockwise order, begun behind the widest gap."""
    order = sorted(range(len(angles)), key=lambda index: angles[index])
    gaps = [
        (angles[index] - angles[order[place - 1]]) % (2 * math.pi) or 2 * math.pi
        for place, index in enumerate(order)
    ]
    first = max(range(len(order)), key=lambda place: gaps[place])
    return order[first:] + order[:first]


def _entangled(one: Tail, two: Tail, em: float) -> bool:
    """Whether two tails of one balloon share a root or cross."""
    if math.dist(one.line[0], two.line[0]) < 0.5 * (one.width + two.width) + 0.4 * em:
        return True
    return crosses(one, two.pieces, 0.1 * em)


def _off_panel_cost(tip: Point, balloon: Box) -> float:
    """How far off an edge is, and how odd a voice from there: from beside is best, from above is worst."""
    odd = 1.0 if tip[1] < balloon.y1 else 0.5 if tip[1] > balloon.y2 else 0.0
    return math.dist(tip, balloon.center) + odd * balloon.height


def _root(origin: Origin, target: Point) -> Point | None:
    """Where the tail leaves the outline, on the way to `target`; None where that lies inside."""
    outline = origin.outline
    cx, cy = origin.box.center
    reach_x, reach_y = 0.24 * origin.box.width, 0.24 * origin.box.height
    inner = (
        cx + min(reach_x, max(-reach_x, target[0] - cx)),
        cy + min(reach_y, max(-reach_y, target[1] - cy)),
    )
    share = leaves_at(outline, inner, target)
    return None if share is None else _off_corners(toward(inner, target, share), origin)


def _off_corners(root: Point, origin: Origin) -> Point:
    """A root → the same, moved along a straight side where it would sit on a box's corner."""
    box, (x, y) = origin.box, root
    flat = 0.12 * origin.em
    corner_x, corner_y = (min(CORNER * origin.em, 0.4 * side) for side in (box.width, box.height))
    if min(y - box.y1, box.y2 - y) < flat:
        return (min(box.x2 - corner_x, max(box.x1 + corner_x, x)), y)
    if min(x - box.x1, box.x2 - x) < flat:
        return (x, min(box.y2 - corner_y, max(box.y1 + corner_y, y)))
    return root


def leaves_at(outline: Floats, inner: Point, target: Point) -> float | None:
    """How far along the way from a point inside an outline to one outside (0–1) the outline is left at last.

    None where the way never leaves it.
    """
    ends = np.concatenate((outline[1:], outline[:1]))
    ray = np.array(target) - inner
    edge, offset = ends - outline, outline - inner
    cross = ray[0] * edge[:, 1] - ray[1] * edge[:, 0]
    with np.errstate(divide="ignore", invalid="ignore"):
        t = (offset[:, 0] * edge[:, 1] - offset[:, 1] * edge[:, 0]) / cross
        s = (offset[:, 0] * ray[1] - offset[:, 1] * ray[0]) / cross
    hits = t[(s >= 0) & (s <= 1) & (t > 0) & (t < 1)]
    return float(hits.max()) if hits.size else None


def _meeting(start: Point, end: Point, a: Point, b: Point) -> float | None:
    """How far along start–end (0–1) it meets the segment a–b; None where it does not."""
    (dx, dy), (ex, ey) = (end[0] - start[0], end[1] - start[1]), (b[0] - a[0], b[1] - a[1])
    cross = dx * ey - dy * ex
    if cross == 0:
        return None
    t = ((a[0] - start[0]) * ey - (a[1] - start[1]) * ex) / cross
    s = ((a[0] - start[0]) * dy - (a[1] - start[1]) * dx) / cross
    return t if 0 <= t <= 1 and 0 <= s <= 1 else None


def _entry(start: Point, end: Point, box: Box) -> float:
    """How far along start–end (0–1) a box is entered: 1 where it is not met, 0 where `start` lies inside."""
    entry = 0.0
    for a, b, low, high in ((start[0], end[0], box.x1, box.x2), (start[1], end[1], box.y1, box.y2)):
        if a == b:
            if not low < a < high:
                return 1.0
            continue
        near, far = sorted(((low - a) / (b - a), (high - a) / (b - a)))
        if far < 0 or near > 1:
            return 1.0
        entry = max(entry, near)
    return min(entry, 1.0)


def crosses(tail: Tail, boxes: Sequence[Box], margin: float) -> bool:
    """Whether a tail comes nearer than `margin` to one of the boxes."""
    return any(piece.overlaps(box.inset(-margin)) for piece in tail.pieces for box in boxes)


def sight_blocked(tip: Point, mouth: Point, boxes: Sequence[Box]) -> bool:
    """Whether a face or balloon lies on the straight way from a tail's tip to a mouth."""
    return any(_entry(tip, mouth, box) < 1 for box in boxes)
