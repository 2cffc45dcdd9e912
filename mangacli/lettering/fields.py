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
from mangacli.lettering.tail_shapes import Tail

STEP = 3.0
"""Points between two places, at the least."""
MOST_PLACES = 1200
"""Of all settings of a dialog together; their distance is chosen so that there are about as many."""
SIDE = 5
"""A panel is looked at in so many columns and rows of regions, so that places all over it are considered."""
MOST_IN_REGION = 40
"""Places of one region that are looked at: the cheapest."""
FACE_MARGIN = 2.0
"""Points that a balloon keeps from any face or hand."""
TAIL_MARGIN = 0.3
"""Em that a balloon keeps from another one's tail."""
FUSED, LINKED = 0.5, 1.2
"""Em by which the boxes of joined balloons may overlap, and by which they may be apart."""
SHARED_SIDE = 0.45
"""Share of the shorter side along which joined balloons stand beside one another."""


@dataclass(frozen=True, slots=True)
class Field:
    """A dialog's places in a panel, ordered by region, and what each costs, whatever else is placed.

    `regions` are the slices of the places in each region that has any; `tails` keeps the tails drawn so far.
    """

    wish: Wish
    places: Places
    cost: Floats
    regions: tuple[slice, ...]
    tails: dict[int, tuple[Tail, ...] | None] = field(default_factory=dict)

    def setting(self, place: int) -> Setting:
        """The setting that would stand at a place."""
        return self.wish.settings[int(self.places.which[place])]

    def like(self, place: int, region: slice) -> Bools:
        """Which places of a region are near to one of them, of the same setting; it is among them."""
        places = self.places
        near: Bools = (
            (places.which[region] == places.which[place])
            & (np.abs(places.x[region] - places.x[place]) <= places.width[place] / 6)
            & (np.abs(places.y[region] - places.y[place]) <= places.height[place] / 6)
        )
        return near


def field_of(room: Room, wish: Wish, fixed: Sequence[Placed]) -> Field | None:
    """A panel, a dialog and the balloons with a given box → its field; None where it has no place."""
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
        if name in (wish.speaker, *wish.chorus) and wish.tail != "none":
            margin = taste.talking_distance(wish.tail, room.em * room.ease)
        blocked |= places.hits(head, margin)
    for hand in room.hands:
        blocked |= places.hits(hand, FACE_MARGIN)
    for other in fixed:
        if wish.progress is not None and other.wish.progress is not None and wish.spot is None:
            in_order = places_after if other.wish.index < wish.index else places_before
            blocked |= ~in_order(other.box, places, room.right_to_left)
        blocked |= places.hits(other.box, room.gap)
        for piece in other.pieces:
            blocked |= places.hits(piece, TAIL_MARGIN * room.em * room.ease)
    if wish.spot is not None:
        blocked |= taste.off_spot(places, room.space, wish.spot)
    return blocked


def _regions(room: Room, places: Places) -> Indexes:
    """The number of the region in which each place's middle lies."""
    columns: Indexes = (SIDE * (places.center_x - room.space.x1) / max(room.space.width, 1e-6)).astype(
        np.int64
    )
    rows: Indexes = (SIDE * (places.center_y - room.space.y1) / max(room.space.height, 1e-6)).astype(np.int64)
    regions: Indexes = np.clip(columns, 0, SIDE - 1) + SIDE * np.clip(rows, 0, SIDE - 1)
    return regions


def beside(room: Room, field: Field, beam: Sequence[Sequence[Placed]]) -> Floats:
    """Arrangements of the same balloons → what each place costs beside them, shape (arrangements, places).

    `inf` where the dialog would stand on a balloon or tail, too near to one, or out of reading order.
    """
    places, wish = field.places, field.wish
    cost = np.repeat(field.cost[None], len(beam), axis=0)
    for number, balloon in enumerate(beam[0]):
        same, other = [placed[number] for placed in beam], balloon.wish
        boxes = Boxes.of([placed.box for placed in same])
        blocked = places.hits(boxes, room.gap)
        if other.index == wish.partner:
            one_outline = _joinable(room, boxes, places)
            blocked = ~one_outline if wish.join else blocked & ~one_outline
            cost -= taste.JOINED * one_outline
        blocked |= _on_pieces(room, places, same)
        if wish.progress is not None and other.progress is not None:
            if wish.spot is None or other.spot is None:
                blocked |= ~places_after(boxes, places, room.right_to_left)
            cost += taste.price_of_step(room, boxes, places)
            if number == len(beam[0]) - 1 and wish.speaker is not None and wish.speaker == other.speaker:
                cost += taste.price_of_parting(room, boxes, places)
        cost[blocked] = np.inf
    return cost


def is_joined(room: Room, earlier: Box, box: Box) -> bool:
    """Whether a balloon stands so near to the one before it that the two are one outline."""
    place = Places.within([box], [(box.width, box.height)], 1.0)
    return bool(_joinable(room, earlier, place)[0])


def _joinable(room: Room, earlier: Box | Boxes, places: Places) -> Bools:
    """Where a balloon would be one outline with an earlier one: fused, or linked by a short neck."""
    em = room.em * room.ease
    across = np.maximum(places.x - earlier.x2, earlier.x1 - places.x - places.width)
    down = np.maximum(places.y - earlier.y2, earlier.y1 - places.y - places.height)
    apart, along = np.maximum(across, down), np.minimum(across, down)
    side = np.where(
        across > down,
        np.minimum(places.height, earlier.y2 - earlier.y1),
        np.minimum(places.width, earlier.x2 - earlier.x1),
    )
    found: Bools = (apart >= -FUSED * em) & (apart <= LINKED * em) & (along <= -SHARED_SIDE * side)
    return found


def _on_pieces(room: Room, places: Places, balloons: Sequence[Placed]) -> Bools:
    """Where a balloon would come too near to one's tails and necks, shape (arrangements, places)."""
    margin = TAIL_MARGIN * room.em * room.ease
    blocked = np.zeros((len(balloons), len(places)), dtype=bool)
    if any(balloon.pieces for balloon in balloons):
        pieces = list(_pieces(balloons))
        # most places are far from all of them, and looked at once only
        around = Boxes.around(pieces)
        near = np.flatnonzero(places.hits(around, margin).any(axis=0))
        there = places.kept(near)
        blocked[:, near] = np.logical_or.reduce([there.hits(piece, margin) for piece in pieces])
    return blocked


def _pieces(balloons: Sequence[Placed]) -> Iterable[Boxes]:
    """One balloon in several arrangements → its tails and necks, piece by piece.

    Where one has fewer than another its last piece is said again, the balloon itself where it has none.
    """
    pieces = [balloon.pieces or (balloon.box,) for balloon in balloons]
    for number in range(max(map(len, pieces))):
        yield Boxes.of([of_one[min(number, len(of_one) - 1)] for of_one in pieces])
