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
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from mangacli.geometry import Box
from mangacli.lettering.aim import is_clear, meets, origin_of, sees, tails_of
from mangacli.lettering.fields import Field, beside, field_of, is_joined
from mangacli.lettering.necks import neck_between
from mangacli.lettering.ovals import scaled
from mangacli.lettering.room import Placed, Placement, Room, Setting, Wish
from mangacli.lettering.taste import price_of_tail

TRIES = 9
"""Places for each kept arrangement whose tails are drawn and checked before a balloon is given up."""


@dataclass(frozen=True, slots=True)
class _Arrangement:
    """Balloons placed so far, and what the arrangement costs."""

    cost: float
    placed: tuple[Placed, ...]

    @property
    def free(self) -> list[Placed]:
        """Those without a box of the author's: fields have seen to the others already."""
        return [placed for placed in self.placed if placed.wish.box is None]


def place(room: Room, wishes: Sequence[Wish], width: int = 8) -> Placement:
    """A panel's room and its dialogs → all of them placed, or the index of the one that finds no room.

    `width` is how many arrangements are kept after each balloon: more find a way where room is short.
    Dialogs whose box the author gave come first; the others make way for them. The answer is the same for
    the same input, to the last bit. Its settings are as they were given (see `Placement.in_points`).
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
        field = field_of(room, wish, fixed)
        beam = _extended(room, field, beam, width) if field is not None else []
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
    setting = _filling(min(fitting, key=lambda s: _misfit(s, box)).in_points(), box)
    at = (box.center[0] - setting.box.center[0], box.center[1] - setting.box.center[1])
    stands = setting.box.moved(*at)
    tails = tails_of(room, wish, setting, at, stands) or ()
    if not is_clear(room, tails, others):
        tails = ()
    return Placed(wish, setting, at, stands, tails[0] if tails else None, tails[1:])


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


def _extended(room: Room, field: Field, beam: Sequence[_Arrangement], width: int) -> list[_Arrangement]:
    """Arrangements → the cheapest ones with one more balloon; none where it finds no place in any of them."""
    cost = beside(room, field, [arrangement.free for arrangement in beam])
    cost += np.array([[arrangement.cost] for arrangement in beam])
    least = np.minimum.reduceat(cost, [block.start for block in field.regions], axis=1)
    proposals = [(float(least[n, region]), int(n), int(region)) for n, region in np.argwhere(least < np.inf)]
    heapq.heapify(proposals)
    kept: list[_Arrangement] = []
    tries = 0
    taken: Counter[int] = Counter()
    while proposals and len(kept) < width and tries < TRIES * width:
        total, index, region = heapq.heappop(proposals)
        if taken[region] >= max(2, width // 4):
            continue  # arrangements that differ by a hair's breadth would crowd out all others
        row, block = cost[index], field.regions[region]
        which = block.start + int(row[block].argmin())
        tries += 1
        others = beam[index].placed
        placed = _placed(room, field, which, others)
        if placed is not None:
            taken[region] += 1
            for tail in placed.tails:
                total += price_of_tail(room, tail, sees(room, field.wish, tail, others))
            kept.append(_Arrangement(total, (*others, placed)))
            continue
        row[block][field.like(which, block)] = np.inf  # where it has no tail, its neighbours have none either
        best = float(row[block].min())
        if best < np.inf:
            heapq.heappush(proposals, (best, index, region))
    return sorted(kept, key=lambda arrangement: arrangement.cost)


def _placed(room: Room, field: Field, which: int, others: Sequence[Placed]) -> Placed | None:
    """A balloon at one place of its field, beside others; None where its tail or neck is not clear."""
    wish, setting, box = field.wish, field.setting(which), field.places.box(which)
    at = (box.x1 - setting.box.x1, box.y1 - setting.box.y1)
    here = Placed(wish, setting, at, box, None)
    partner = next((other for other in others if other.wish.index == wish.partner), None)
    if partner is not None and is_joined(room, partner.box, box):
        return _joined(room, here, partner, others)
    if which not in field.tails:
        field.tails[which] = tails_of(room, wish, setting, at, box)
    tails = field.tails[which]
    if tails is None or not is_clear(room, tails, others):
        return None
    return replace(here, tail=tails[0], more_tails=tails[1:]) if tails else here


def _joined(room: Room, here: Placed, partner: Placed, others: Sequence[Placed]) -> Placed | None:
    """A balloon so near to its partner that both are one outline; None where the neck is not clear."""
    one, two = (origin_of(p.wish, p.setting, p.at, p.box) for p in (partner, here))
    neck = neck_between(one, two)
    if neck is None:
        return None
    for piece in neck.pieces:
        around = [*room.kept, *(other.box for other in others if other is not partner)]
        if meets([piece], piece, around, 0.0):
            return None
    return replace(here, joined_to=partner.wish.index, neck=neck)
