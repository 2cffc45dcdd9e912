"""The other side of a room: what is seen when the camera looks back, on the wall behind the first view."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mangacli.generate.draft.backdrop import Backdrop, facing_wall, side_wall
from mangacli.generate.draft.ink import Inked
from mangacli.generate.draft.places.public_room import desk_rows, side_case, window_side
from mangacli.generate.draft.places.room import Shell, door, lamp, pot_plant, shelf, shell, window
from mangacli.generate.draft.props import household
from mangacli.generate.draft.props.easel import Easel
from mangacli.generate.draft.stage import Stage


@dataclass(frozen=True, slots=True)
class FarSide:
    """A room seen from its other side: the function that furnishes it, and the measures of its shell."""

    furnish: Callable[[Backdrop, Shell], None]
    back: float = 2.6
    high: float = 2.6
    half: float = 2.2
    floor: str = "boards"
    lit: bool = False


def far_side(stage: Stage, place: str) -> list[Inked]:
    """A stage that looks back and the name of a room of `FAR_SIDES` → that room from its other side."""
    side = FAR_SIDES[place]
    drop = Backdrop(stage)
    room = Shell(drop, side.back, side.high, side.half)
    shell(drop, room, side.floor, side.lit)
    side.furnish(drop, room)
    lamp(drop, room.middle, room.back - 1.1, room.high)
    return drop.shapes


def living_room(drop: Backdrop, room: Shell) -> None:
    """A television on a low board between a door and a bookcase."""
    wall, back = room.back_wall, room.back
    door(drop, wall, room.right - 1.15)
    drop.cast((-1.2, back - 0.45, 0.6, back), 0.5)
    drop.solid((-1.2, 0, back - 0.45), (0.6, 0.45, back), front=0.7, side=0.5, top=1.0)
    for u in (-1.15, -0.27):
        drop.space(facing_wall(back - 0.46).rect(u, 0.06, u + 0.82, 0.4), None, drop.stage.fine)
    drop.solid((-0.95, 0.52, back - 0.25), (0.35, 1.3, back - 0.18), front=0.0, side=0.0)
    drop.space(facing_wall(back - 0.26).rect(-0.9, 0.57, 0.3, 1.25), 0.34, drop.stage.fine)
    shelf(drop, (room.left + 0.1, 0, back - 0.32), (0.8, 1.9, 0.3), drop.stage.dice("far shelf"))
    pot_plant(drop, room.left + 1.2, back - 0.35, 1.0)


def bedroom(drop: Backdrop, room: Shell) -> None:
    """A desk with a lamp and a chair, a wardrobe, the door."""
    back = room.back
    door(drop, room.back_wall, room.left + 0.2)
    drop.cast((-0.4, back - 0.6, 0.8, back), 0.72)
    drop.solid((-0.4, 0.68, back - 0.6), (0.8, 0.74, back), front=0.5, side=0.4, top=1.0)
    for x in (-0.36, 0.76):
        drop.edge((x, 0, back - 0.58), (x, 0.7, back - 0.58))
    drop.solid((0.34, 0.05, back - 0.55), (0.78, 0.68, back), front=0.9, side=0.6)
    _prop(drop, household.lamp, (0.55, 0.74, back - 0.3), 0.42)
    _prop(drop, household.chair, (0.0, 0.0, back - 0.85), 0.92)
    drop.solid((room.right - 1.1, 0, back - 0.6), (room.right - 0.05, 2.1, back), front=0.9, side=0.6)
    front = facing_wall(back - 0.61)
    drop.edge(front.spot(room.right - 0.57, 0.05), front.spot(room.right - 0.57, 2.05), drop.stage.medium)
    for u in (room.right - 0.66, room.right - 0.52):
        drop.edge(front.spot(u, 1.0), front.spot(u, 1.2), drop.stage.medium)


def kitchen(drop: Backdrop, room: Shell) -> None:
    """A refrigerator, a dresser with plates, and the door."""
    back = room.back
    drop.solid((room.left + 0.1, 0, back - 0.65), (room.left + 0.85, 1.8, back), front=1.0, side=0.7)
    front = facing_wall(back - 0.66)
    drop.edge(front.spot(room.left + 0.1, 1.2), front.spot(room.left + 0.85, 1.2), drop.stage.medium)
    for low, high in ((0.75, 1.12), (1.28, 1.5)):
        drop.edge(front.spot(room.left + 0.76, low), front.spot(room.left + 0.76, high), drop.stage.bold)
    drop.solid((-0.5, 0, back - 0.45), (0.7, 0.85, back), front=0.75, side=0.5, top=1.0)
    drop.solid((-0.45, 0.85, back - 0.2), (0.65, 1.9, back), front=0.9, side=0.6)
    shelf_front = facing_wall(back - 0.21)
    for v in (1.0, 1.45):
        drop.edge(shelf_front.spot(-0.45, v), shelf_front.spot(0.65, v), drop.stage.medium)
        for k in range(4):
            x, y = drop.stage.point(shelf_front.spot(-0.3 + 0.27 * k, v + 0.14))
            drop.disc((x, y), 0.12 * drop.stage.scale_at(back), 1.0, drop.stage.fine)
    door(drop, room.back_wall, room.right - 1.15, glass=True)


def classroom(drop: Backdrop, room: Shell) -> None:
    """Lockers along the back, a notice board, the sliding door; windows and desks as ever."""
    window_side(drop, side_wall(room.right - 0.01, room.near), room.back - room.near)
    wall, back, dice = room.back_wall, room.back, drop.stage.dice("notices")
    drop.space(wall.rect(-1.9, 1.15, 1.2, 2.25), 0.85, drop.stage.medium)
    for row in range(2):
        u = -1.78
        while u < 0.9:
            wide = dice.choice((0.26, 0.34, 0.44))
            low = 1.24 + 0.5 * row + dice.uniform(0, 0.05)
            drop.space(wall.rect(u, low, u + wide, low + 0.38), 1.0, drop.stage.fine)
            drop.edge(
                wall.spot(u + 0.05, low + 0.26), wall.spot(u + wide - 0.05, low + 0.26), drop.stage.fine
            )
            u += wide + 0.07
    drop.solid((room.left + 0.1, 0, back - 0.4), (1.4, 1.0, back), front=0.9, side=0.6, top=1.0)
    front = facing_wall(back - 0.41)
    u = room.left + 0.1
    while u < 1.3:
        for v in (0.02, 0.51):
            drop.space(front.rect(u + 0.03, v + 0.02, u + 0.4, v + 0.45), 0.34, drop.stage.fine)
        u += 0.43
    door(drop, wall, room.right - 1.25, glass=True)
    desk_rows(drop, room)


def office(drop: Backdrop, room: Shell) -> None:
    """A whiteboard with a curve on it, the door, a copying machine."""
    wall, back = room.back_wall, room.back
    drop.space(wall.rect(-1.5, 0.95, 0.7, 2.1), 1.0, drop.stage.bold)
    drop.edge(wall.spot(-1.3, 1.15), wall.spot(-1.3, 1.95), drop.stage.medium)
    drop.edge(wall.spot(-1.3, 1.15), wall.spot(-0.2, 1.15), drop.stage.medium)
    heights = (1.25, 1.42, 1.36, 1.6, 1.78)
    for k in range(4):
        a, b = wall.spot(-1.3 + 0.26 * k, heights[k]), wall.spot(-1.04 + 0.26 * k, heights[k + 1])
        drop.edge(a, b, drop.stage.medium)
    for v in (1.8, 1.6, 1.4):
        drop.edge(wall.spot(0.0, v), wall.spot(0.5, v), drop.stage.fine)
    door(drop, wall, room.right - 1.3, glass=True)
    drop.solid((room.left + 0.2, 0, back - 0.6), (room.left + 1.0, 1.05, back), front=0.85, side=0.6, top=1.0)
    drop.solid((room.left + 0.25, 1.05, back - 0.5), (room.left + 0.95, 1.15, back), front=0.34, side=0.2)


def library(drop: Backdrop, room: Shell) -> None:
    """The door between two bookcases, with the clock above it."""
    dice = drop.stage.dice("far books")
    for x, inward in ((room.left, 1.0), (room.right, -1.0)):
        side_case(drop, x, inward, room)
    wide = room.half - 1.0
    shelf(drop, (room.left + 0.3, 0, room.back - 0.4), (wide - 0.2, 2.7, 0.38), dice)
    shelf(drop, (0.8, 0, room.back - 0.4), (wide - 0.1, 2.7, 0.38), dice)
    door(drop, room.back_wall, -0.55, width=1.1, glass=True)
    _prop(drop, household.wall_clock, (0.0, 2.4, room.back), 0.4)


def cafe(drop: Backdrop, room: Shell) -> None:
    """The windows to the street, the door, and tables before them."""
    wall, back = room.back_wall, room.back
    window(drop, wall, (room.left + 0.3, 0.7, -0.5, 2.2), panes=3)
    window(drop, wall, (0.95, 0.7, room.right - 0.2, 2.2), panes=2)
    door(drop, wall, -0.2, glass=True)
    for x in (-1.6, 1.7):
        _prop(drop, household.chair, (x - 0.55, 0.0, back - 0.7), 0.9)
        _prop(drop, household.side_table, (x, 0.0, back - 0.8), 0.74)
        _prop(drop, household.chair, (x + 0.55, 0.0, back - 0.7), 0.9, flip=True)


def _prop(
    drop: Backdrop,
    draw: Callable[[Easel], None],
    spot: tuple[float, float, float],
    metres: float,
    flip: bool = False,
) -> None:
    """A thing of the table of things, at a place of the room."""
    stage = drop.stage
    easel = Easel(stage.point(spot), metres * stage.scale_at(spot[2]), stage.medium, flip=flip)
    draw(easel)
    drop.shapes += easel.shapes


FAR_SIDES = {
    "living_room": FarSide(living_room),
    "bedroom": FarSide(bedroom, back=2.4),
    "kitchen": FarSide(kitchen, floor="tiles"),
    "classroom": FarSide(classroom, back=5.0, high=3.0, half=3.0),
    "office": FarSide(office, back=3.4, high=2.7, half=2.8, floor="tiles", lit=True),
    "library": FarSide(library, back=3.0, high=3.2, half=2.5, lit=True),
    "cafe": FarSide(cafe, back=3.0, high=2.7, half=2.6, lit=True),
}
"""Rooms that look different from their two sides; the others are drawn in the mirror, with other houses."""
