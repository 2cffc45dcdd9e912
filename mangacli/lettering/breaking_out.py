"""Balloons that may break out of their panel: moved over frame and gutter, where that hides nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from mangacli.errors import Finding
from mangacli.geometry import Box, bounds
from mangacli.lettering.aim import is_clear, tails_of
from mangacli.lettering.panel import room_of
from mangacli.lettering.reading_order import reads_before
from mangacli.lettering.room import Placed, Placement, Room
from mangacli.placed import PageFrame, PanelFrame

BEYOND = (0.4, 0.3, 0.2)
"""Shares of a balloon that may lie outside its panel, the best first: less, and it is a slip of the pen."""


def broken_out(
    frame: PageFrame, placements: Sequence[Placement], size: float
) -> tuple[list[Placement], list[Finding]]:
    """A page, its panels' placements and its type size → the same, with the balloons that may moved outward.

    A balloon goes over the side of its panel that is nearest, so far that it is seen to be meant. It stays in
    the page's safe area and in reading order, and clear of every face, hand, balloon and tail of the page;
    where there is no such place it stays in its panel, and a note says so.
    """
    done = list(placements)
    findings: list[Finding] = []
    for number, (panel, placement) in enumerate(zip(frame.panels, placements, strict=True)):
        for index, placed in enumerate(placement.placed):
            if panel.panel.dialogs[placed.wish.index].break_out and placed.wish.box is None:
                elsewhere = [p for n, other in enumerate(done) if n != number for p in other.placed]
                own = [p for p in done[number].placed if p.wish.index != placed.wish.index]
                room = room_of(frame, panel, size)
                moved = _moved_out(frame, room, placed, own, elsewhere)
                settled = list(done[number].placed)
                settled[index] = moved or placed
                if moved is None and placed.setting.body is not None:
                    findings.append(_stays_inside(panel, placed))
                done[number] = replace(done[number], placed=tuple(settled))
    return done, findings


def _stays_inside(panel: PanelFrame, placed: Placed) -> Finding:
    joined = (
        "it is joined to another" if placed.neck is not None else "nothing beside its panel is free for it"
    )
    return Finding(
        "stays-inside",
        (*panel.where, "dialogs", placed.wish.index, "break_out"),
        f"this {placed.wish.kind} stays in its panel: {joined}",
        "give it a box, let the neighbouring panels say less, or leave break_out away",
        "note",
    )


def _moved_out(
    frame: PageFrame, room: Room, placed: Placed, own: Sequence[Placed], elsewhere: Sequence[Placed]
) -> Placed | None:
    """A balloon, the others of its panel and those of the rest of the page → it over the panel's frame."""
    if placed.setting.body is None or placed.neck is not None or _has_partner(placed, own):
        return None
    kept = [box for other in frame.panels for character in other.characters for box in character.kept]
    for dx, dy in _ways_out(bounds(room.polygon), placed.box):
        box, at = placed.box.moved(dx, dy), (placed.at[0] + dx, placed.at[1] + dy)
        near = box.inset(-room.gap)
        if not frame.safe.contains(box) or any(near.overlaps(box) for box in kept):
            continue
        if any(near.overlaps(thing) for other in (*own, *elsewhere) for thing in (other.box, *other.pieces)):
            continue
        if not _in_order(room, placed, box, own):
            continue
        tails = tails_of(room, placed.wish, placed.setting, at, box)
        if tails is not None and is_clear(room, tails, [*own, *elsewhere]):
            return replace(
                placed, at=at, box=box, tail=tails[0] if tails else None, more_tails=tuple(tails[1:])
            )
    return None


def _has_partner(placed: Placed, own: Sequence[Placed]) -> bool:
    return any(other.joined_to == placed.wish.index for other in own)


def _ways_out(panel: Box, box: Box) -> Iterator[tuple[float, float]]:
    """How a box is moved to reach over each side of its panel: the nearest side first, as far as is best."""
    sides = sorted(
        [
            (box.x1 - panel.x1, -1.0, 0.0, box.width),
            (panel.x2 - box.x2, 1.0, 0.0, box.width),
            (box.y1 - panel.y1, 0.0, -1.0, box.height),
            (panel.y2 - box.y2, 0.0, 1.0, box.height),
        ]
    )
    for share in BEYOND:
        for way, x, y, extent in sides:
            distance = way + share * extent
            yield x * distance, y * distance


def _in_order(room: Room, placed: Placed, box: Box, own: Sequence[Placed]) -> bool:
    """Whether a balloon at a new place is still read between those before and behind it in its panel."""
    for other in own:
        if placed.wish.progress is None or other.wish.progress is None:
            continue
        pair = (other.box, box) if other.wish.index < placed.wish.index else (box, other.box)
        if not reads_before(*pair, room.right_to_left):
            return False
    return True
