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
from mangacli.lettering.fields import Field, beside, field_of
from mangacli.lettering.ovals import scaled
from mangacli.lettering.room import Placed, Placement, Room, Setting, Wish
from mangacli.lettering.tail_shapes import Origin, Tail
from mangacli.lettering.tails import (
    crosses,
    mouth_of,
    sight_blocked,
    tail_to_edge,
    tail_to_face,
)
from mangacli.lettering.taste import price_of_tail

TRIES = 9
"""Places for each kept arrangement whose tails are drawn and checked before a balloon is given up."""


@dataclass(frozen=True, slots=True)
class _Arrangement:
    """Balloons placed so far, and what the arrangement costs."""

    cost: float
    placed: tuple[Placed, ...]


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
        field = field_of(room, wish, fixed)
        beam = _extended(room, wish, field, beam, len(fixed), width) if field is not None else []
        if not beam:
            return Placement((), wish.index)
    chosen = [replace(placed, setting=placed.setting.in_points()) for placed in beam[0].placed]
    return Placement(tuple(sorted(chosen, key=lambda placed: placed.wish.index)))


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
    tail = _tail(room, wish, setting, at, stands)
    clear = tail if tail is not None and _is_clear(room, tail, others) else None
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


def _extended(
    room: Room, wish: Wish, field: Field, beam: Sequence[_Arrangement], fixed: int, width: int
) -> list[_Arrangement]:
    """Arrangements → the cheapest ones with one more balloon; none where it finds no place in any of them.

    The first `fixed` balloons of each are those with a given box, which the field has seen to already.
    """
    cost = beside(room, wish, field, [arrangement.placed[fixed:] for arrangement in beam])
    cost += np.array([[arrangement.cost] for arrangement in beam])
    proposals = [
        (float(cost[index, best]), index, int(best), region)
        for region, block in enumerate(field.regions)
        for index, best in enumerate(block.start + cost[:, block].argmin(axis=1))
        if np.isfinite(cost[index, best])
    ]
    heapq.heapify(proposals)
    kept: list[_Arrangement] = []
    tries = 0
    taken: Counter[int] = Counter()
    while proposals and len(kept) < width and tries < TRIES * width:
        total, index, which, region = heapq.heappop(proposals)
        if taken[region] >= max(2, width // 4):
            continue  # arrangements that differ by a hair's breadth would crowd out all others
        tries += 1
        placed = _placed(room, wish, field, which, beam[index].placed)
        if placed is not None:
            taken[region] += 1
            if placed.tail is not None:
                seen = _sees(room, wish, placed.tail, beam[index].placed)
                total += price_of_tail(room, placed.tail, seen)
            kept.append(_Arrangement(total, (*beam[index].placed, placed)))
            continue
        row, block = cost[index], field.regions[region]
        row[field.like(which)] = np.inf  # where this one has no tail, its neighbours have none either
        best = block.start + int(row[block].argmin())
        if np.isfinite(row[best]):
            heapq.heappush(proposals, (float(row[best]), index, best, region))
    return sorted(kept, key=lambda arrangement: arrangement.cost)


def _placed(room: Room, wish: Wish, field: Field, which: int, others: Sequence[Placed]) -> Placed | None:
    """A balloon at one place of its field, beside others; None where its tail is not clear."""
    setting, box = field.setting(which), field.places.box(which)
    at = (box.x1 - setting.box.x1, box.y1 - setting.box.y1)
    if which not in field.tails:
        field.tails[which] = _tail(room, wish, setting, at, box)
    tail = field.tails[which]
    if wish.is_spoken and (tail is None or not _is_clear(room, tail, others)):
        return None
    return Placed(wish, setting, at, box, tail)


def _tail(room: Room, wish: Wish, setting: Setting, at: Point, box: Box) -> Tail | None:
    """The tail of a balloon at a place; None where it has none, crosses a face or leaves the panel."""
    if not wish.is_spoken or setting.body is None:
        return None
    origin = Origin(setting.outline + at, box, setting.pen, wish.tail, wish.sway)
    if wish.speaker is not None:
        tail = tail_to_face(origin, room.heads[wish.speaker])
    else:
        tail = tail_to_edge(origin, room.edges)
    if tail is None or _meets(tail, room.heads.values(), 0.15 * room.em):
        return None
    inner = tail.line[-2] if wish.outside else tail.tip
    seen = polygon_contains(room.polygon, inner) and not any(polygon_contains(p, tail.tip) for p in room.over)
    return tail if seen else None


def _is_clear(room: Room, tail: Tail, others: Iterable[Placed]) -> bool:
    """Whether a tail crosses none of the balloons that stand, nor their tails."""
    for other in others:
        if _meets(tail, [other.box], 0.2 * room.em):
            return False
        if other.tail is not None and _meets(tail, other.tail.pieces, 0.3 * room.em):
            return False
    return True


def _meets(tail: Tail, boxes: Iterable[Box], margin: float) -> bool:
    """Whether a tail comes nearer than `margin` to one of the boxes; far ones are told from afar."""
    reach = tail.reach.inset(-margin)
    near = [box for box in boxes if reach.overlaps(box)]
    return bool(near) and crosses(tail, near, margin)


def _sees(room: Room, wish: Wish, tail: Tail, placed: Iterable[Placed]) -> bool:
    """Whether no other face and no balloon lies between the tip and the speaker's mouth."""
    if wish.speaker is None:
        return True
    between = [head for name, head in room.heads.items() if name != wish.speaker]
    between.extend(other.box for other in placed)
    return not sight_blocked(tail.tip, mouth_of(room.heads[wish.speaker]), between)
