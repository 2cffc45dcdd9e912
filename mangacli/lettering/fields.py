"""The places that a dialog could take in a panel, with the price of each: what the search looks through."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from mangacli.geometry import Box
from mangacli.lettering import taste
from mangacli.lettering.places import Bools, Boxes, Floats, Indexes, Places
from mangacli.lettering.reading_order import places_after, places_before
from mangacli.lettering.room import Placed, Room, Setting, Wish
from mangacli.lettering.tails import Tail

STEP = 3.0
"""Points between two places, at the least."""
MOST_PLACES = 1200
"""Of all settings of a dialog together; their distance is chosen so that there are about as many."""
SIDE = 5
"""A panel is looked at in so many columns and rows of regions, so that places all over it are considered."""
MOST_IN_REGION = 40
"""Places of one region that are looked at: the cheapest."""
FACE_MARGIN = 2.0
"""Points that a balloon keeps from any face."""
TAIL_MARGIN = 0.3
"""Em that a balloon keeps from another one's tail."""


@dataclass(frozen=True, slots=True)
class Field:
    """A dialog's places in a panel, ordered by region, and what each costs, whatever else is placed.

    `regions` are the slices of the places in each region that has any; `tails` keeps the tails drawn so far.
    """

    wish: Wish
    places: Places
    cost: Floats
    regions: tuple[slice, ...]
    tails: dict[int, Tail | None] = field(default_factory=dict)

    def setting(self, place: int) -> Setting:
        """The setting that would stand at a place."""
        return self.wish.settings[int(self.places.which[place])]

    def like(self, place: int) -> Bools:
        """The places near to one, of the same setting; it is among them."""
        places = self.places
        near: Bools = (
            (places.which == places.which[place])
            & (np.abs(places.x - places.x[place]) <= places.width / 6)
            & (np.abs(places.y - places.y[place]) <= places.height / 6)
        )
        return near


def field_of(room: Room, wish: Wish, fixed: Sequence[Placed]) -> Field | None:
    """A panel, a dialog and the balloons with a given box → the dialog's field; None where it has no place."""
    places = _places(room, wish)
    places = places.kept(~_blocked(room, wish, places, fixed))
    if len(places) == 0:
        return None
    cost = np.array([setting.cost for setting in wish.settings])[places.which]
    cost += taste.price(room, wish, places)
    region = _regions(room, places)
    # by region, the cheapest first; then no more of each region than are worth a look
    order = np.lexsort((cost, region))
    counts = np.bincount(region, minlength=SIDE * SIDE)
    rank = np.arange(len(order)) - np.repeat(np.cumsum(counts) - counts, counts)
    order = order[rank < MOST_IN_REGION]
    ends = np.cumsum(np.minimum(counts, MOST_IN_REGION))
    regions = tuple(slice(int(a), int(b)) for a, b in zip((0, *ends), ends, strict=False) if b > a)
    return Field(wish, places.kept(order), cost[order], regions)


def _places(room: Room, wish: Wish) -> Places:
    """Where the settings could stand, as far as their size goes."""
    sizes = [(setting.box.width, setting.box.height) for setting in wish.settings]
    spaces = [room.space] * len(sizes)
    if wish.outside:
        # leave the tail its length on the way to the panel's edge, wherever there is room for that
        inner = taste.inner_space(room, wish.tail)
        spaces = [inner if w <= inner.width and h <= inner.height else room.space for w, h in sizes]
    ways = [(max(1.0, s.width - w), max(1.0, s.height - h)) for s, (w, h) in zip(spaces, sizes, strict=True)]
    step = max(STEP, (sum(across * down for across, down in ways) / MOST_PLACES) ** 0.5)
    return Places.within(spaces, sizes, step)


def _blocked(room: Room, wish: Wish, places: Places, fixed: Iterable[Placed]) -> Bools:
    """The places where a dialog may not stand in the empty panel, beside balloons with a given box."""
    blocked = np.zeros(len(places), dtype=bool)
    if not room.is_upright:
        blocked |= places.touches(room.polygon, room.air) | ~places.centered_in(room.polygon)
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
        blocked |= places.hits(other.box, room.gap)
        for piece in other.tail.pieces if other.tail is not None else ():
            blocked |= places.hits(piece, TAIL_MARGIN * room.em * room.ease)
    if wish.spot is not None:
        blocked |= taste.off_spot(places, room.space, wish.spot)
    return blocked


def _regions(room: Room, places: Places) -> Indexes:
    """The number of the region in which each place's middle lies."""
    column = SIDE * (places.center_x - room.space.x1) / max(room.space.width, 1e-6)
    row = SIDE * (places.center_y - room.space.y1) / max(room.space.height, 1e-6)
    return column.astype(np.int64).clip(0, SIDE - 1) + SIDE * row.astype(np.int64).clip(0, SIDE - 1)


def beside(room: Room, wish: Wish, field: Field, beam: Sequence[Sequence[Placed]]) -> Floats:
    """Arrangements of the same balloons → what each place costs beside them, shape (arrangements, places).

    `inf` where the dialog would stand on a balloon or tail, too near to one, or out of reading order.
    """
    places = field.places
    cost = np.repeat(field.cost[None], len(beam), axis=0)
    for number, balloon in enumerate(beam[0]):
        same = [placed[number] for placed in beam]
        boxes = Boxes.of([placed.box for placed in same])
        blocked = places.hits(boxes, room.gap)
        for pieces in _pieces(same):
            blocked |= places.hits(pieces, TAIL_MARGIN * room.em * room.ease)
        other = balloon.wish
        if wish.progress is not None and other.progress is not None:
            if wish.spot is None or other.spot is None:
                blocked |= ~places_after(boxes, places, room.right_to_left)
            cost += taste.price_of_step(room, boxes, places)
            if number == len(beam[0]) - 1 and wish.speaker is not None and wish.speaker == other.speaker:
                cost += taste.price_of_parting(room, boxes, places)
        cost[blocked] = np.inf
    return cost


def _pieces(balloons: Sequence[Placed]) -> Iterable[Boxes]:
    """One balloon in several arrangements → its tails, piece by piece.

    Where a tail has fewer pieces than another its last one is said again, the balloon where there is no tail.
    """
    tails = [balloon.tail.pieces if balloon.tail is not None else () for balloon in balloons]
    for number in range(max(map(len, tails))):
        yield Boxes.of(
            [_piece(tail, number, balloon.box) for tail, balloon in zip(tails, balloons, strict=True)]
        )


def _piece(tail: Sequence[Box], number: int, balloon: Box) -> Box:
    if not tail:
        return balloon
    return tail[min(number, len(tail) - 1)]
