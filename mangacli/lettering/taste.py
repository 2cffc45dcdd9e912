"""What a place costs: an editor's wishes as prices, about 1 for what one would send back.

near the speaker, above rather than below · the first balloon toward where reading enters the panel, the
last toward where it leaves · captions in the corner read first · figures covered as little as may be ·
short tails · never hard against something else
"""

from __future__ import annotations

import math

import numpy as np

from mangacli.geometry import Box
from mangacli.lettering.places import Bools, Boxes, Floats, Places
from mangacli.lettering.room import Room, Wish
from mangacli.lettering.tail_shapes import Tail
from mangacli.lettering.tails import GAP, SHORTEST, mouth_of

OVER_FIGURE = 1.8
FAR_FROM_SPEAKER = 2.1
BELOW_SPEAKER = 0.9
LOW = 0.45
LATER_LOWER = 0.35
"""Share of the way down that costs a later balloon nothing: the eye leaves the panel at its foot."""
OUT_OF_STEP = 0.7
OUT_OF_CORNER = 2.2
OFF_SPOT = 2.5
FAR_FROM_EDGE = 2.0
OUTWARD_TAIL = {"curved": 1.1, "spike": 1.9, "lightning": 1.6, "bubbles": 2.0, "line": 1.2}
"""Em between a balloon and the edge of its room that leave an off-panel speaker's tail its length."""
OVER_HAIR = 0.9
CROWN = (-0.2, -0.6, 1.2, 0.0)
"""The hair above a face, as fractions of the face's box: a balloon may cover it, but rather does not."""
ZIGZAG = 0.6
BLOCKED_SIGHT = 1.2
PARTED = 1.0
JOINED = 0.8
"""Gain where a speaker's two lines become one outline."""
SPOT_SLACK = 0.34
"""How far from the author's spot a balloon may stand, as a share of the free way."""


def talking_distance(tail: str, em: float) -> float:
    """Kind of tail → points between a balloon and its speaker's face, so that the tail has room."""
    return (GAP[tail] + SHORTEST[tail]) * em


def inner_space(room: Room, tail_kind: str) -> Box:
    """A room → the part of it from which a tail reaches the panel's sides and bottom in full length."""
    space, tail = room.space, OUTWARD_TAIL[tail_kind] * room.em * room.ease
    return Box(space.x1 + tail, space.y1, space.x2 - tail, space.y2 - tail)


def off_spot(places: Places, space: Box, spot: tuple[float, float]) -> Bools:
    """Where the box would be too far from the author's spot to be said to stand there."""
    x, y = _free_way(places, space)
    return (np.abs(y - spot[1]) > SPOT_SLACK) | (np.abs(x - spot[0]) > SPOT_SLACK)


def _free_way(places: Places, space: Box) -> tuple[Floats, Floats]:
    """How far along its free way each place lies: 0 at the left or top, 1 at the other end."""
    spare_x = np.maximum(space.width - places.width, 1e-6)
    spare_y = np.maximum(space.height - places.height, 1e-6)
    return (places.x - space.x1) / spare_x, (places.y - space.y1) / spare_y


def price(room: Room, wish: Wish, places: Places) -> Floats:
    """What each place costs, its setting's own cost and other balloons aside."""
    free_x, free_y = _free_way(places, room.space)
    cost = np.zeros(len(places))
    for figure in room.figures:
        cost += OVER_FIGURE * places.share_over(figure)
    for _, head in sorted(room.heads.items()):
        crown = head.part(CROWN)
        cost += OVER_HAIR / crown.area * places.share_over(crown) * places.area
    if wish.spot is not None:
        return cost + OFF_SPOT * (np.abs(free_y - wish.spot[1]) + np.abs(free_x - wish.spot[0]))
    if wish.kind == "sfx":
        return cost + 0.3 * np.abs(free_y - 0.6) + 0.3 * np.abs(free_x - 0.5)
    progress = 0.5 if wish.progress is None else wish.progress
    (x1, y1), (x2, y2) = room.entry, room.leave
    x, y = x1 + (x2 - x1) * progress, y1 + (y2 - y1) * progress
    if wish.kind == "caption":
        corner = 1.0 - progress if room.right_to_left else progress
        return cost + OUT_OF_CORNER * (np.abs(free_y - progress) + np.abs(free_x - corner))
    share_x = (places.center_x - room.space.x1) / room.space.width
    cost += OUT_OF_STEP * np.abs(share_x - (0.2 + 0.6 * x))
    cost += LOW * np.maximum(free_y - LATER_LOWER * y, 0.0)
    return cost + _price_of_speaker(room, wish, places)


def _price_of_speaker(room: Room, wish: Wish, places: Places) -> Floats:
    measure = math.sqrt(room.space.area)
    if wish.speaker is not None:
        head = room.heads[wish.speaker]
        near = 0.6 * head.height + 2 * room.em
        far = np.maximum(places.distance_to(mouth_of(head)) - near, 0.0) / measure
        below = np.maximum(places.center_y - head.center[1], 0.0) / room.space.height
        return FAR_FROM_SPEAKER * far + BELOW_SPEAKER * below
    if wish.outside:
        left, right = places.x - room.space.x1, room.space.x2 - places.x - places.width
        down = room.space.y2 - places.y - places.height
        if wish.side is not None:
            up = places.y - room.space.y1
            off = {"left": left, "right": right, "bottom": down, "top": up}[wish.side]
            return FAR_FROM_EDGE * np.abs(off - OUTWARD_TAIL[wish.tail] * room.em) / measure
        away = np.minimum(np.minimum(left, right), down + 4 * room.em)
        return FAR_FROM_EDGE * np.abs(away - OUTWARD_TAIL[wish.tail] * room.em) / measure
    return np.zeros(len(places))


def price_of_step(room: Room, earlier: Box | Boxes, places: Places) -> Floats:
    """What each place costs because the eye must go back for it from an earlier balloon."""
    back = places.center_x - (earlier.x1 + earlier.x2) / 2
    if not room.right_to_left:
        back = -back
    drop = np.maximum(places.y - earlier.y2, 0.0)
    # going back is natural for a new row, the less so the nearer that row still is
    nearness = 1 / (1 + drop / (2.5 * room.em))
    price: Floats = ZIGZAG * np.maximum(back, 0.0) / room.space.width * nearness
    return price


def price_of_parting(room: Room, earlier: Box | Boxes, places: Places) -> Floats:
    """What each place costs because the same speaker's last balloon stands far from it."""
    across = np.maximum(places.x - earlier.x2, earlier.x1 - places.x - places.width)
    down = np.maximum(places.y - earlier.y2, earlier.y1 - places.y - places.height)
    apart = np.hypot(np.maximum(down, 0.0), np.maximum(across, 0.0)) - 2 * room.gap
    price: Floats = PARTED * np.maximum(apart, 0.0) / math.sqrt(room.space.area)
    return price


def price_of_tail(room: Room, tail: Tail, sees_speaker: bool) -> float:
    """What a tail costs: its length, how far it still is to the face, and who stands between."""
    measure = math.sqrt(room.space.area)
    cost = 0.5 * tail.length / measure + 0.8 * tail.points_far / measure
    return cost if sees_speaker else cost + BLOCKED_SIGHT
