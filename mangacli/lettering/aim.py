"""The tails of a balloon at a place: to whom they point, and whether the way is clear."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mangacli.geometry import Box, Point, polygon_contains
from mangacli.lettering.room import Placed, Room, Setting, Wish
from mangacli.lettering.tail_shapes import Origin, Tail
from mangacli.lettering.tails import (
    chorus_tails,
    mouth_of,
    sight_blocked,
    tail_to_edge,
    tail_to_face,
    tail_to_side,
)

OFF_FACE, OFF_BALLOON, OFF_TAIL = 0.15, 0.2, 0.3
"""Em that a tail keeps from faces and hands, from other balloons and from their tails."""


def origin_of(wish: Wish, setting: Setting, at: Point, box: Box) -> Origin:
    """A balloon at a place → what its tails and necks grow from."""
    return Origin(setting.outline + at, box, setting.pen, wish.tail, wish.sway)


def tails_of(room: Room, wish: Wish, setting: Setting, at: Point, box: Box) -> tuple[Tail, ...] | None:
    """A balloon at a place → its tails, the speaker's first; none where nobody speaks.

    None where it needs a tail for which there is no room: it would cross a face or leave the panel.
    """
    if not wish.is_spoken:
        return ()
    origin = origin_of(wish, setting, at, box)
    for tails in _aimed(room, wish, origin):
        if tails and all(_stays(room, wish, tail) for tail in tails):
            return tails
    return None


def _aimed(room: Room, wish: Wish, origin: Origin) -> Iterable[tuple[Tail, ...]]:
    """The tails that a balloon may have, the best first; empty where there is no room for one."""
    if wish.speaker is None or wish.side_is_given:
        if wish.side is not None:
            tail = tail_to_side(origin, wish.side, room.edges)
            yield (tail,) if tail is not None else ()
        if not wish.side_is_given:
            tail = tail_to_edge(origin, room.edges)
            yield (tail,) if tail is not None else ()
    elif wish.chorus:
        yield chorus_tails(origin, [room.heads[name] for name in (wish.speaker, *wish.chorus)]) or ()
    else:
        tail = tail_to_face(origin, room.heads[wish.speaker])
        yield (tail,) if tail is not None else ()


def _stays(room: Room, wish: Wish, tail: Tail) -> bool:
    """Whether a tail crosses no face and no hand, stays in the panel, and is not under an inset."""
    if meets(tail.pieces, tail.reach, room.kept, OFF_FACE * room.em):
        return False
    inner = tail.line[-2] if wish.speaker is None or wish.side_is_given else tail.tip
    return polygon_contains(room.polygon, inner) and not any(polygon_contains(p, tail.tip) for p in room.over)


def is_clear(room: Room, tails: Iterable[Tail], others: Sequence[Placed]) -> bool:
    """Whether tails cross none of the balloons that stand, nor their tails and necks."""
    for tail in tails:
        reach = tail.reach
        for other in others:
            if meets(tail.pieces, reach, [other.box], OFF_BALLOON * room.em):
                return False
            if meets(tail.pieces, reach, other.pieces, OFF_TAIL * room.em):
                return False
    return True


def meets(pieces: Sequence[Box], reach: Box, boxes: Iterable[Box], margin: float) -> bool:
    """Whether pieces within `reach` come nearer than `margin` to one of the boxes."""
    around = reach.inset(-margin)
    near = [box.inset(-margin) for box in boxes if around.overlaps(box)]
    return any(piece.overlaps(box) for box in near for piece in pieces)


def sees(room: Room, wish: Wish, tail: Tail, placed: Iterable[Placed]) -> bool:
    """Whether no other face and no balloon lies between a tail's tip and the speaker's mouth."""
    if wish.speaker is None or wish.side_is_given:
        return True
    between = [head for name, head in room.heads.items() if name not in (wish.speaker, *wish.chorus)]
    between.extend(other.box for other in placed)
    return not sight_blocked(tail.tip, mouth_of(room.heads[wish.speaker]), between)
