"""Rooms that many people use: classroom, corridor, office, library, café, train."""

from __future__ import annotations

from mangacli.generate.draft.backdrop import Backdrop, Wall, facing_wall, side_wall
from mangacli.generate.draft.ink import Inked
from mangacli.generate.draft.places.room import Shell, door, lamp, picture_on, pot_plant, shelf, shell, window
from mangacli.generate.draft.stage import Stage
from mangacli.geometry import Path


def classroom(stage: Stage) -> list[Inked]:
    """A classroom seen toward the blackboard, windows on one side, rows of desks."""
    drop = Backdrop(stage)
    room = Shell(drop, back=5.0, high=3.0, half=3.0)
    shell(drop, room)
    left, right, back = room.left, room.right, room.back
    window_side(drop, side_wall(right - 0.01, room.near), back - room.near)
    board = (left + (right - left) * 0.12, 0.95, right - (right - left) * 0.12, 2.15)
    wall = room.back_wall
    drop.space(
        wall.rect(board[0] - 0.06, board[1] - 0.06, board[2] + 0.06, board[3] + 0.06), 1.0, stage.medium
    )
    drop.space(wall.rect(*board), 0.12, stage.medium)
    dice = stage.dice("chalk")
    for row in range(3):
        v = board[3] - 0.28 - row * 0.26
        u = board[0] + 0.25
        while u < board[0] + (board[2] - board[0]) * 0.45:
            step = dice.uniform(0.12, 0.34)
            drop.edge(wall.spot(u, v), wall.spot(u + step * 0.75, v), stage.medium, white=True)
            u += step
    clock = (board[0] + board[2]) / 2
    cx, cy = stage.point((clock, 2.5, back))
    size = stage.scale_at(back) * 0.17
    drop.disc((cx, cy), size, 1.0, stage.medium)
    drop.line(((cx, cy - size * 0.75), (cx, cy), (cx + size * 0.5, cy + size * 0.2)), stage.medium)
    middle = (board[0] + board[2]) / 2
    drop.solid((middle - 0.6, 0, back - 1.3), (middle + 0.6, 1.0, back - 0.8), front=0.8, side=0.6)
    desk_rows(drop, room)
    return drop.shapes


def window_side(drop: Backdrop, wall: Wall, length: float) -> None:
    """A wall of tall windows from breast to lintel."""
    u = 0.4
    while u < length - 0.6:
        window(drop, wall, (u, 0.95, min(u + 1.5, length - 0.3), 2.4))
        u += 1.9


def desk_rows(drop: Backdrop, room: Shell) -> None:
    """School desks with chairs, the farthest row first; none where the figures stand or before them."""
    columns = max(2, int((room.right - room.left - 0.8) / 1.25))
    step = (room.right - room.left) / columns
    for row in (3.0, 1.75, 0.55):
        for column in range(columns):
            _desk(drop, room.left + (column + 0.5) * step - 0.32, row)


def _desk(drop: Backdrop, x: float, z: float) -> None:
    drop.cast((x, z, x + 0.64, z + 0.44), 0.3)
    for leg in (x + 0.03, x + 0.58):
        for depth in (z + 0.4, z + 0.03):
            drop.edge((leg, 0, depth), (leg, 0.66, depth))
    drop.solid((x, 0.6, z), (x + 0.64, 0.7, z + 0.44), front=0.6, side=0.4, top=1.0)
    drop.solid((x + 0.1, 0.4, z - 0.42), (x + 0.54, 0.44, z - 0.08), front=0.6, side=0.4, top=0.9)
    for leg in (x + 0.12, x + 0.52):
        drop.edge((leg, 0, z - 0.4), (leg, 0.42, z - 0.4))
        drop.edge((leg, 0.42, z - 0.42), (leg, 0.8, z - 0.44))
    drop.solid((x + 0.1, 0.62, z - 0.45), (x + 0.54, 0.8, z - 0.42), front=0.85, side=0.5)


def corridor(stage: Stage) -> list[Inked]:
    """A long corridor: doors on one side, windows and their light on the other."""
    drop = Backdrop(stage)
    room = Shell(drop, back=17.0, high=2.9, half=1.7, wider=False)
    shell(drop, room, "tiles")
    length = room.back - room.near
    left, right = side_wall(room.left + 0.01, room.near), side_wall(room.right - 0.01, room.near)
    first = (-room.near) % 3.2
    u = first
    while u < length - 1.5:
        door(drop, left, u, glass=True)
        drop.space(left.rect(u + 0.15, 2.25, u + 0.75, 2.5), 1.0, stage.fine)
        window(drop, right, (u - 0.3, 1.0, u + 1.4, 2.3))
        if not stage.night:
            z = room.near + u
            patch = ((1.3, 0, z), (1.3, 0, z + 1.4), (-0.5, 0, z + 0.6), (-0.5, 0, z - 0.8))
            drop.space(patch, 0.84, 0.0)
        u += 3.2
    z = room.back - 1.0
    while z > room.near:
        drop.space(
            ((-0.15, 2.89, z), (0.15, 2.89, z), (0.15, 2.89, z - 1.2), (-0.15, 2.89, z - 1.2)),
            1.0,
            stage.fine,
        )
        z -= 3.2
    window(drop, room.back_wall, (-0.7, 0.9, 0.7, 2.3))
    return drop.shapes


def office(stage: Stage) -> list[Inked]:
    """An office: blinds, filing cabinets, desks with screens, a wall clock's worth of order."""
    drop = Backdrop(stage)
    room = Shell(drop, back=3.4, high=2.7, half=2.8)
    shell(drop, room, "tiles", lit=True)
    left, right, back, middle = room.left, room.right, room.back, room.middle
    _blinds(
        drop, room.back_wall, (middle - (right - left) * 0.28, 0.95, middle + (right - left) * 0.28, 2.25)
    )
    x = left + 0.1
    for _ in range(2):
        drop.solid((x, 0, back - 0.5), (x + 0.5, 1.3, back), front=0.86, side=0.5)
        for drawer in range(4):
            front = facing_wall(back - 0.51, x)
            base = 0.04 + drawer * 0.31
            drop.space(front.rect(0.04, base, 0.46, base + 0.27), None, stage.fine)
            drop.space(front.rect(0.18, base + 0.17, 0.32, base + 0.2), 0.0, 0.0)
        x += 0.54
    pot_plant(drop, right - 0.45, back - 0.4)
    columns = max(2, int((right - left) / 1.9))
    step = (right - left) / columns
    for column in range(columns):
        _office_desk(drop, left + (column + 0.5) * step - 0.7, back - 1.9)
    z = back - 0.6
    while z > room.near:
        drop.space(
            (
                (middle - 0.5, 2.69, z),
                (middle + 0.5, 2.69, z),
                (middle + 0.5, 2.69, z - 0.3),
                (middle - 0.5, 2.69, z - 0.3),
            ),
            1.0,
            stage.fine,
        )
        z -= 1.4
    return drop.shapes


def _blinds(drop: Backdrop, wall: Wall, rect: tuple[float, float, float, float]) -> None:
    """A wide window behind a venetian blind."""
    stage = drop.stage
    window(drop, wall, rect, panes=3)
    u1, v1, u2, v2 = rect
    v = v2
    while v > v1 + (v2 - v1) * 0.35:
        drop.space(wall.rect(u1, v - 0.035, u2, v), 1.0, stage.fine)
        v -= 0.075


def _office_desk(drop: Backdrop, x: float, z: float) -> None:
    drop.cast((x, z, x + 1.4, z + 0.7), 0.5)
    drop.solid((x, 0.0, z + 0.05), (x + 0.4, 0.66, z + 0.65), front=0.86, side=0.5)
    drop.edge((x + 1.36, 0, z + 0.1), (x + 1.36, 0.7, z + 0.1))
    drop.solid((x, 0.66, z), (x + 1.4, 0.72, z + 0.7), front=0.7, side=0.4, top=1.0)
    drop.solid((x + 0.62, 0.72, z + 0.36), (x + 0.78, 0.86, z + 0.44), front=0.0, side=0.0)
    drop.solid((x + 0.42, 0.82, z + 0.32), (x + 0.98, 1.2, z + 0.38), front=0.12, side=0.4)
    drop.solid((x + 0.08, 0.72, z + 0.2), (x + 0.32, 0.84, z + 0.5), front=1.0, side=0.8)


def library(stage: Stage) -> list[Inked]:
    """High bookcases along the back and both sides, a ladder, a reading lamp."""
    drop = Backdrop(stage)
    room = Shell(drop, back=3.0, high=3.2, half=2.5)
    shell(drop, room, lit=True)
    left, right, back = room.left, room.right, room.back
    dice = stage.dice("books")
    for x, wall_side in ((left, 1.0), (right, -1.0)):
        side_case(drop, x, wall_side, room)
    width = (right - left - 1.2) / 2
    shelf(drop, (left + 0.3, 0, back - 0.4), (width, 2.7, 0.38), dice)
    shelf(drop, (right - 0.3 - width, 0, back - 0.4), (width, 2.7, 0.38), dice)
    view = (room.middle - 0.22, 1.0, room.middle + 0.22, 2.5)
    window(drop, room.back_wall, view, panes=1)
    lamp(drop, room.middle, back - 0.9, room.high)
    return drop.shapes


def side_case(drop: Backdrop, x: float, inward: float, room: Shell) -> None:
    """A bookcase along a side wall: boards and the backs of books, drawn as upright lines."""
    stage = drop.stage
    dice = stage.dice(f"side case {inward}")
    face = side_wall(x + inward * 0.3, room.near)
    length = room.back - 0.1 - room.near
    drop.space(face.rect(0, 0, length, 2.7), 0.62, stage.medium)
    start = max(0.0, length - 7.0)
    for row in range(7):
        base = row * 0.385 + 0.05
        u = start
        while u < length - 0.05:
            thick = max(dice.uniform(0.05, 0.13), 4 / stage.scale_at(room.near + u))
            fill = dice.choice((0.0, 1.0, 1.0, 0.85, None))
            if fill is not None:
                drop.space(
                    face.rect(u, base, min(length, u + thick), base + dice.uniform(0.22, 0.3)),
                    fill,
                    stage.fine,
                )
            u += thick
        drop.space(face.rect(0, base - 0.05, length, base), 1.0, stage.fine)


def cafe(stage: Stage) -> list[Inked]:
    """A café: counter with stools and bottles, a board with the menu, hanging lamps."""
    drop = Backdrop(stage)
    room = Shell(drop, back=3.0, high=2.7, half=2.6)
    shell(drop, room, lit=True)
    left, right, back, middle = room.left, room.right, room.back, room.middle
    wall = room.back_wall
    dice = stage.dice("bottles")
    for v in (1.3, 1.75):
        drop.space(wall.rect(middle - 0.1, v - 0.04, right - 0.25, v), 0.5, stage.fine)
        u = middle
        while u < right - 0.4:
            high, thick = dice.uniform(0.18, 0.32), dice.uniform(0.06, 0.1)
            drop.space(
                wall.rect(u, v, u + thick, v + high * 0.7), dice.choice((0.0, 0.6, 1.0, 1.0)), stage.fine
            )
            drop.space(wall.rect(u + thick * 0.3, v + high * 0.7, u + thick * 0.7, v + high), 1.0, stage.fine)
            u += thick + dice.uniform(0.02, 0.09)
    board = (left + 0.35, 1.25, middle - 0.35, 2.1)
    drop.space(wall.rect(*board), 0.0, stage.medium)
    for row in range(5):
        v = board[3] - 0.14 - row * 0.14
        drop.edge(
            wall.spot(board[0] + 0.12, v),
            wall.spot(board[0] + dice.uniform(0.3, 0.62), v),
            stage.fine,
            white=True,
        )
        drop.edge(wall.spot(board[2] - 0.25, v), wall.spot(board[2] - 0.12, v), stage.fine, white=True)
    window(drop, side_wall(left + 0.01, -1.6), (0.3, 0.8, 2.9, 2.2), panes=3)
    drop.cast((left + 0.25, back - 1.1, right - 0.5, back - 0.7), 0.8)
    drop.solid((left + 0.25, 0, back - 1.1), (right - 0.15, 1.0, back - 0.7), front=0.75, side=0.5)
    drop.solid(
        (left + 0.18, 1.0, back - 1.18), (right - 0.08, 1.06, back - 0.65), front=0.0, side=0.0, top=1.0
    )
    u = left + 0.6
    while u < right - 0.3:
        drop.edge((u, 0, back - 1.5), (u, 0.68, back - 1.5), stage.medium)
        drop.solid((u - 0.17, 0.66, back - 1.66), (u + 0.17, 0.74, back - 1.34), front=0.0, side=0.0, top=0.7)
        u += 0.95
    for share in (0.25, 0.5, 0.75):
        lamp(drop, left + (right - left) * share, back - 0.9, room.high)
    return drop.shapes


def train(stage: Stage) -> list[Inked]:
    """A commuter train: long benches under the windows, straps, a door at the end."""
    drop = Backdrop(stage)
    room = Shell(drop, back=8.0, high=2.3, half=1.45, wider=False)
    shell(drop, room, "", lit=True)
    length = room.back - room.near
    for x, inward in ((room.left, 1.0), (room.right, -1.0)):
        _train_side(drop, x, inward, room.near, length)
    wall = room.back_wall
    drop.space(wall.rect(-0.45, 0, 0.45, 1.95), 0.9, stage.medium)
    drop.space(wall.rect(-0.28, 0.9, 0.28, 1.75), 0.0 if stage.night else 1.0, stage.fine)
    picture_on(drop, wall, (0.65, 1.2, 1.25, 1.7))
    for x in (-0.75, 0.75):
        drop.edge((x, 2.0, room.near), (x, 2.0, room.back), stage.medium)
        z = room.back - 0.4
        while z > room.near + 0.3:
            _strap(drop, x, z)
            z -= 0.55
    return drop.shapes


def _train_side(drop: Backdrop, x: float, inward: float, near: float, length: float) -> None:
    """One side of the carriage: windows with scenery, bench, doors between the benches."""
    stage = drop.stage
    wall = side_wall(x + inward * 0.01, near)
    u = length % 4.4 - 4.4
    while u < length:
        window(drop, wall, (max(0.05, u + 0.2), 0.95, max(0.1, u + 2.6), 1.75), panes=2)
        door_u = u + 3.1
        drop.space(wall.rect(door_u, 0, door_u + 1.1, 1.9), 1.0, stage.medium)
        drop.edge(wall.spot(door_u + 0.55, 0), wall.spot(door_u + 0.55, 1.9), stage.fine)
        for pane in (door_u + 0.1, door_u + 0.65):
            drop.space(wall.rect(pane, 0.85, pane + 0.35, 1.7), 0.0 if stage.night else 0.9, stage.fine)
        z1, z2 = near + u + 0.1, near + u + 2.8
        low_x, high_x = min(x, x + inward * 0.42), max(x, x + inward * 0.42)
        drop.solid((low_x, 0.1, z1), (high_x, 0.42, z2), front=0.6, side=0.5, top=0.75)
        drop.space(side_wall(x + inward * 0.06, 0).rect(z1, 0.42, z2, 0.85), 0.6, stage.medium)
        drop.edge((x + inward * 0.42, 0.42, z2), (x + inward * 0.42, 2.0, z2), stage.medium)
        u += 4.4
    drop.space(side_wall(x + inward * 0.3, near).rect(0, 1.92, length, 1.96), 1.0, stage.fine)


def _strap(drop: Backdrop, x: float, z: float) -> None:
    stage = drop.stage
    cx, top = stage.point((x, 2.0, z))
    scale = stage.scale_at(z)
    if scale * 0.1 < 2 or stage.calm((cx, top)):
        return
    drop.line(((cx, top), (cx, top + scale * 0.2)), stage.medium)
    ring = (
        (cx - scale * 0.06, top + scale * 0.32),
        (cx, top + scale * 0.2),
        (cx + scale * 0.06, top + scale * 0.32),
    )
    drop.path(Path.polygon(ring), None, stage.medium)
