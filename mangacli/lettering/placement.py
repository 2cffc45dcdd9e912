"""Where the balloons of a panel go: a beam search over places, line counts and tails together.

Hard rules cut places away: off the panel, over a face or an inset, on another balloon or tail, out of
reading order. Wishes put a price on the rest (`taste`). Balloons are placed in reading order; after each one
the cheapest few arrangements are kept, so that a first balloon can give way to a later one. A balloon whose
tail would cross something is not placed there.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from mangacli.geometry import Box, Point, polygon_contains
from mangacli.lettering import taste
from mangacli.lettering.ovals import scaled
from mangacli.lettering.places import Floats, Places
from mangacli.lettering.reading_order import places_after, places_before
from mangacli.lettering.room import Placed, Placement, Room, Setting, Wish
from mangacli.lettering.tail_shapes import Origin, Tail
from mangacli.lettering.tails import (
    crosses,
    mouth_of,
    sight_blocked,
    tail_to_edge,
    tail_to_face,
)

PROPOSALS = 4
"""Places taken from one arrangement and one setting, each some way from the others."""
TRIES = 9
"""Places for each kept arrangement whose tails are drawn and checked before a balloon is given up."""
STEP = 4.0
"""Points between two places; more in panels that would have over `MOST_PLACES` of them."""
MOST_PLACES = 3600
FACE_MARGIN = 2.0
"""Points that a balloon keeps from any face."""


@dataclass(frozen=True, slots=True)
class _Arrangement:
    """Balloons placed so far, and what the arrangement costs."""

    cost: float
    placed: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class _Field:
    """A setting's places and what each costs, whatever else is placed; `inf` where it may not stand."""

    setting: Setting
    places: Places
    cost: Floats


def place(room: Room, wishes: Sequence[Wish], width: int = 8) -> Placement:
    """A panel's room and its dialogs → all of them placed, or the index of the one that finds no room.

    `width` is how many arrangements are kept after each balloon: more find a way where room is short.
    Dialogs whose box the author gave come first; the others make way for them. The answer is the same for
    the same input, to the last bit.
    """
    fixed: list[Placed] = []
    for wish in wishes:
        if wish.box is not None:
            placed = _in_given_box(room, wish, fixed)
            if placed is None:
                return Placement((), wish.index)
            fixed.append(placed)
    beam = [_Arrangement(0.0, tuple(fixed))]
    for wish in sorted((w for w in wishes if w.box is None), key=lambda w: w.progress is None):
        fields = [field for setting in wish.settings if (field := _field(room, wish, setting, fixed))]
        beam = _extended(room, wish, fields, beam, width)
        if not beam:
            return Placement((), wish.index)
    return Placement(tuple(sorted(beam[0].placed, key=lambda placed: placed.wish.index)))


def _in_given_box(room: Room, wish: Wish, others: Sequence[Placed]) -> Placed | None:
    """A dialog in the box that the author gave it; the setting that suits it best, None where none fits."""
    box = wish.box
    assert box is not None
    fitting = [
        s for s in wish.settings if s.box.width <= box.width + 0.01 and s.box.height <= box.height + 0.01
    ]
    if not fitting:
        return None
    setting = _filling(min(fitting, key=lambda s: _misfit(s, box)), box)
    at = (box.center[0] - setting.box.center[0], box.center[1] - setting.box.center[1])
    stands = setting.box.moved(*at)
    tail = _tail(room, wish, setting, at, stands)
    clear = tail if tail is not None and _is_clear(room, wish, tail, others) else None
    return Placed(wish, setting, at, stands, clear)


def _misfit(setting: Setting, box: Box) -> float:
    """How much a setting would have to be stretched to one side to fill a box, on top of its own cost."""
    return setting.cost + abs(math.log(setting.box.width / setting.box.height * box.height / box.width))


def _filling(setting: Setting, box: Box) -> Setting:
    """A setting with its balloon (not its text) stretched to the size of the author's box."""
    if setting.body is None:
        return setting
    wider, taller = box.width / setting.box.width, box.height / setting.box.height
    center = setting.box.center
    body = scaled(setting.body, wider, taller, center)
    half_w, half_h = box.width / 2, box.height / 2
    grown = Box(center[0] - half_w, center[1] - half_h, center[0] + half_w, center[1] + half_h)
    outline = (setting.outline - center) * (wider, taller) + center
    return replace(setting, body=body, outline=outline, box=grown)


def _field(room: Room, wish: Wish, setting: Setting, fixed: Iterable[Placed]) -> _Field | None:
    """The places where a setting may stand in the empty panel, beside balloons with a given box."""
    area = max(1.0, room.space.width - setting.box.width) * max(1.0, room.space.height - setting.box.height)
    step = max(STEP, (area / MOST_PLACES) ** 0.5)
    width, height = setting.box.width, setting.box.height
    places = Places.within(room.space, width, height, step)
    if wish.outside:
        # leave the tail its length on the way to the panel's edge, wherever there is room for that
        places = Places.within(taste.inner_space(room, wish.tail), width, height, step) or places
    if places is None:
        return None
    blocked = places.touches(room.polygon, room.air) | ~places.centered_in(room.polygon)
    for polygon in room.over:
        blocked |= places.touches(polygon, room.air) | places.centered_in(polygon)
    for name, head in room.heads.items():
        margin = FACE_MARGIN
        if name == wish.speaker and wish.tail != "none":
            margin = taste.talking_distance(wish.tail, room.em * room.ease)
        blocked |= places.hits(head, margin)
    for other in fixed:
        if wish.progress is not None and other.wish.progress is not None and wish.spot is None:
            in_order = places_after if other.wish.index < wish.index else places_before
            blocked |= ~in_order(other.box, places, room.right_to_left)
    if wish.spot is not None:
        blocked |= taste.off_spot(places, room.space, wish.spot)
    if blocked.all():
        return None
    cost = taste.price(room, wish, setting, places)
    cost[blocked] = np.inf
    for other in fixed:
        _clear_off(cost, places, other, room)
    return _Field(setting, places, cost)


def _clear_off(cost: Floats, places: Places, other: Placed, room: Room) -> None:
    """Sets to `inf` where a balloon would stand on one that is placed, too near to it, or on its tail."""
    cost[places.reach(other.box, room.gap)] = np.inf
    if other.tail is not None:
        for piece in other.tail.pieces:
            cost[places.reach(piece, 0.3 * room.em * room.ease)] = np.inf


def _extended(
    room: Room, wish: Wish, fields: Sequence[_Field], beam: Sequence[_Arrangement], width: int
) -> list[_Arrangement]:
    """Arrangements → the cheapest ones with one more balloon; none where it finds no place in any of them."""
    proposals: list[tuple[float, int, int, int, int]] = []
    for index, arrangement in enumerate(beam):
        for which, field in enumerate(fields):
            cost = _cost_beside(room, wish, field, arrangement)
            proposals.extend(
                (arrangement.cost + price, index, which, row, column)
                for price, row, column in _cheapest(cost, field.places)
            )
    heapq.heapify(proposals)
    kept: list[_Arrangement] = []
    tries = 0
    taken: Counter[tuple[int, int]] = Counter()
    while proposals and len(kept) < width and tries < TRIES * width:
        total, index, which, row, column = heapq.heappop(proposals)
        field, arrangement = fields[which], beam[index]
        box = field.places.box(row, column)
        region = _region(box, room.space)
        if taken[region] >= max(2, width // 4):
            continue  # arrangements that differ by a hair's breadth would crowd out all others
        tries += 1
        at = (box.x1 - field.setting.box.x1, box.y1 - field.setting.box.y1)
        tail = _tail(room, wish, field.setting, at, box)
        if wish.tail != "none" and (wish.speaker or wish.outside):
            if tail is None or not _is_clear(room, wish, tail, arrangement.placed):
                continue
            total += taste.price_of_tail(room, tail, _sees(room, wish, tail, arrangement.placed))
        placed = Placed(wish, field.setting, at, box, tail)
        taken[region] += 1
        kept.append(_Arrangement(total, (*arrangement.placed, placed)))
    return sorted(kept, key=lambda arrangement: arrangement.cost)


def _region(box: Box, space: Box) -> tuple[int, int]:
    """A balloon's place, coarsely: one of five columns and rows of the panel."""
    x, y = box.center
    return int(5 * (x - space.x1) / space.width), int(5 * (y - space.y1) / space.height)


def _cost_beside(room: Room, wish: Wish, field: _Field, arrangement: _Arrangement) -> Floats:
    """What each place costs beside the balloons of an arrangement."""
    cost = field.cost.copy()
    for other in arrangement.placed:
        if other.wish.box is not None:
            continue  # already seen to in the field
        _clear_off(cost, field.places, other, room)
        if wish.progress is None or other.wish.progress is None:
            continue
        if wish.spot is None or other.wish.spot is None:
            cost[~places_after(other.box, field.places, room.right_to_left)] = np.inf
        cost += taste.price_of_step(room, other.box, field.places)
        if (
            wish.speaker is not None
            and other is arrangement.placed[-1]
            and wish.speaker == other.wish.speaker
        ):
            cost += taste.price_of_parting(room, other.box, field.places)
    return cost


def _cheapest(cost: Floats, places: Places) -> list[tuple[float, int, int]]:
    """A field of costs → its cheapest places, none within a third of the box's size of another."""
    cost = cost.copy()
    found = []
    spacing_x = places.x[1] - places.x[0] if len(places.x) > 1 else 1.0
    spacing_y = places.y[1] - places.y[0] if len(places.y) > 1 else 1.0
    reach_x = max(1, int(places.width / 3 / max(spacing_x, 1e-6)))
    reach_y = max(1, int(places.height / 3 / max(spacing_y, 1e-6)))
    for _ in range(PROPOSALS):
        row, column = (int(i) for i in np.unravel_index(int(cost.argmin()), cost.shape))
        price = float(cost[row, column])
        if not np.isfinite(price):
            break
        found.append((price, row, column))
        cost[max(0, row - reach_y) : row + reach_y + 1, max(0, column - reach_x) : column + reach_x + 1] = (
            np.inf
        )
    return found


def _tail(room: Room, wish: Wish, setting: Setting, at: Point, box: Box) -> Tail | None:
    if wish.tail == "none" or setting.body is None:
        return None
    origin = Origin(setting.outline + at, box, setting.pen, wish.tail, wish.sway)
    if wish.speaker is not None:
        return tail_to_face(origin, room.heads[wish.speaker])
    if wish.outside:
        return tail_to_edge(origin, room.edges)
    return None


def _is_clear(room: Room, wish: Wish, tail: Tail, others: Iterable[Placed]) -> bool:
    """Whether a tail crosses no face, balloon or other tail, and stays in the panel."""
    heads = [head for _, head in sorted(room.heads.items())]
    if crosses(tail, heads, 0.15 * room.em):
        return False
    for other in others:
        if crosses(tail, [other.box], 0.2 * room.em):
            return False
        if other.tail is not None and crosses(tail, other.tail.pieces, 0.3 * room.em):
            return False
    inner = tail.line[-2] if wish.outside else tail.tip
    return polygon_contains(room.polygon, inner) and not any(polygon_contains(p, tail.tip) for p in room.over)


def _sees(room: Room, wish: Wish, tail: Tail, placed: Iterable[Placed]) -> bool:
    """Whether no other face and no balloon lies between the tip and the speaker's mouth."""
    if wish.speaker is None:
        return True
    between = [head for name, head in sorted(room.heads.items()) if name != wish.speaker]
    between.extend(other.box for other in placed)
    return not sight_blocked(tail.tip, mouth_of(room.heads[wish.speaker]), between)
