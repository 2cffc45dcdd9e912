"""A shop: shelves of goods along its aisle, the counter; and the shop seen from the street before it."""

from __future__ import annotations

from random import Random

from mangacli.generate.draft.backdrop import Backdrop, Wall, facing_wall, side_wall
from mangacli.generate.draft.ink import Inked
from mangacli.generate.draft.places.room import Shell, shell, window
from mangacli.generate.draft.places.sky import sky
from mangacli.generate.draft.stage import Stage

OUTSIDE = (
    r"\b(?:in front of|outside|before|facing|entrance of|front of)\b.*\b(?:shop|store|bakery|boutique)\b"
    r"|shop ?front|storefront|shop window|店先|店の前|店頭"
)


def shop(stage: Stage) -> list[Inked]:
    """A stage → a shop from inside; from the street where the words say so."""
    if stage.mentions(OUTSIDE):
        return shop_front(stage)
    drop = Backdrop(stage)
    room = Shell(drop, back=4.6, high=2.8, half=2.5, wider=False)
    shell(drop, room, "tiles", lit=True)
    dice = stage.dice("goods")
    for x, inward in ((room.left, 1.0), (room.right, -1.0)):
        _side_shelves(drop, room, x, inward, dice)
    if stage.reverse:
        _entrance(drop, room)
    else:
        _back_shelves(drop, room, dice)
        _counter(drop, room)
    _ceiling(drop, room)
    return drop.shapes


def _side_shelves(drop: Backdrop, room: Shell, x: float, inward: float, dice: Random) -> None:
    """Shelves along one side, five boards with boxes, tins and bottles."""
    stage = drop.stage
    face = side_wall(x + inward * 0.4, room.near)
    length = room.back - 0.1 - room.near
    drop.space(face.rect(0, 0, length, 2.0), 0.5, stage.medium)
    start = max(0.0, length - 8.0)
    for row in range(5):
        base = 0.12 + row * 0.38
        _goods(drop, face, (start, length - 0.05), base, dice)
        drop.space(face.rect(0, base - 0.06, length, base), 1.0, stage.fine)
        drop.space(face.rect(0, base - 0.09, length, base - 0.06), 0.0, 0.0)
    drop.space(face.rect(0, 2.0, length, 2.28), 1.0, stage.medium)
    u = length - 1.2
    while u > start:
        drop.space(face.rect(u, 2.06, u + 0.7, 2.22), 0.0, 0.0)
        u -= 1.6


def _goods(drop: Backdrop, face: Wall, reach: tuple[float, float], base: float, dice: Random) -> None:
    """Goods in a row on a shelf: groups of the same thing."""
    u, end = reach
    while u < end:
        scale = drop.stage.scale_at(face.spot(u, 0)[2])
        wide = max(dice.choice((0.09, 0.14, 0.2)), 5 / scale)
        high, fill = dice.choice((0.16, 0.22, 0.27)), dice.choice((0.0, 0.85, 1.0, 1.0, 0.62))
        for _ in range(dice.randint(2, 5)):
            if u + wide > end:
                return
            drop.space(face.rect(u + 0.01, base, u + wide - 0.01, base + high), fill, drop.stage.fine)
            if scale * wide > 14:
                mark = face.rect(u + wide * 0.25, base + high * 0.35, u + wide * 0.75, base + high * 0.65)
                drop.space(mark, 1.0 if fill < 0.7 else 0.34, 0.0)
            u += wide


def _back_shelves(drop: Backdrop, room: Shell, dice: Random) -> None:
    wall = facing_wall(room.back - 0.35)
    left, right = room.left + 0.45, room.right - 0.45
    drop.space(wall.rect(left, 0, right, 2.1), 0.5, drop.stage.medium)
    for row in range(5):
        base = 0.12 + row * 0.4
        _goods(drop, wall, (left + 0.05, right - 0.05), base, dice)
        drop.space(wall.rect(left, base - 0.06, right, base), 1.0, drop.stage.fine)


def _counter(drop: Backdrop, room: Shell) -> None:
    """The counter with its till before the shelves."""
    z, right = room.back - 1.7, room.right - 0.5
    drop.cast((right - 1.7, z, right, z + 0.6), 0.95)
    drop.solid((right - 1.7, 0, z), (right, 0.92, z + 0.6), front=0.8, side=0.5)
    drop.solid((right - 1.76, 0.92, z - 0.06), (right + 0.05, 0.98, z + 0.66), front=0.0, side=0.0, top=1.0)
    drop.solid((right - 0.8, 0.98, z + 0.14), (right - 0.35, 1.2, z + 0.46), front=0.0, side=0.34, top=0.6)
    drop.solid((right - 0.7, 1.2, z + 0.26), (right - 0.45, 1.4, z + 0.32), front=1.0, side=0.5)
    drop.solid((right - 1.5, 0.98, z + 0.1), (right - 1.2, 1.12, z + 0.4), front=1.0, side=0.7)


def _entrance(drop: Backdrop, room: Shell) -> None:
    """The glass door and windows to the street, as they are seen from the counter."""
    wall, stage = room.back_wall, drop.stage
    window(drop, wall, (room.left + 0.6, 0.5, -0.7, 2.2), panes=2)
    window(drop, wall, (0.7, 0.5, room.right - 0.6, 2.2), panes=2)
    drop.space(wall.rect(-0.6, 0, 0.6, 2.2), 1.0, stage.medium)
    for u in (-0.52, 0.04):
        drop.space(wall.rect(u, 0.1, u + 0.48, 2.1), 0.0 if stage.night else 0.92, stage.fine)
    drop.edge(wall.spot(-0.06, 1.0), wall.spot(-0.06, 1.3), stage.bold)


def _ceiling(drop: Backdrop, room: Shell) -> None:
    """Strips of light, and a sign that hangs over the aisle."""
    stage = drop.stage
    z = room.back - 0.8
    while z > room.near:
        for x in (-1.1, 1.1):
            strip = (
                (x - 0.1, 2.78, z),
                (x + 0.1, 2.78, z),
                (x + 0.1, 2.78, z - 1.1),
                (x - 0.1, 2.78, z - 1.1),
            )
            drop.space(strip, 1.0, stage.fine)
        z -= 1.9
    sign = facing_wall(room.back - 1.0)
    drop.edge(sign.spot(-0.5, 2.8), sign.spot(-0.5, 2.62), stage.fine)
    drop.edge(sign.spot(0.5, 2.8), sign.spot(0.5, 2.62), stage.fine)
    drop.space(sign.rect(-0.75, 2.3, 0.75, 2.62), 1.0, stage.medium)
    drop.space(sign.rect(-0.66, 2.36, -0.36, 2.56), 0.0, 0.0)
    for v in (2.42, 2.5):
        drop.edge(sign.spot(-0.25, v), sign.spot(0.6, v), stage.medium)


def shop_front(stage: Stage) -> list[Inked]:
    """A stage → a shop across the pavement: striped awning, lit windows, door, name board."""
    drop = Backdrop(stage)
    sky(drop)
    night, near, back = stage.night, -stage.distance, 2.4
    middle = (stage.width / 2 - stage.vanishing) / stage.scale_at(back)
    wide = max(4.0, 1.3 * stage.width_at(back) / 2 + 1)
    ground = ((-60, 0, back), (60, 0, back), (60, 0, near), (-60, 0, near))
    drop.space(ground, 0.34 if night else 0.94, stage.medium)
    for index in range(-20, 21):
        drop.edge((index * 0.9, 0, near), (index * 0.9, 0, back), stage.fine)
    z = back - 0.9
    while z > near:
        drop.edge((-60, 0, z), (60, 0, z), stage.fine)
        z -= 0.9
    wall = facing_wall(back, middle)
    drop.space(wall.rect(-wide, 0, wide, 6.5), 0.16 if night else 0.9, stage.medium)
    v = 3.4
    while v < 6.4:
        drop.edge(wall.spot(-wide, v), wall.spot(wide, v), stage.fine * 0.7, white=night)
        v += 0.3
    for u in (-2.6, -0.6, 1.4):
        drop.space(wall.rect(u, 4.0, u + 1.2, 5.4), 1.0 if night and u < 0 else 0.0, stage.medium)
        drop.edge(wall.spot(u + 0.6, 4.0), wall.spot(u + 0.6, 5.4), stage.medium, white=not night)
    _display(drop, wall, stage.dice("display"))
    _awning(drop, wall, back)
    return drop.shapes


def _display(drop: Backdrop, wall: Wall, dice: Random) -> None:
    """The shop's windows with goods in them, its door, and the board with its name."""
    stage = drop.stage
    glass = 1.0 if stage.night else 0.86
    drop.space(wall.rect(-2.9, 0, 2.9, 0.5), 0.34, stage.medium)
    for u1, u2 in ((-2.8, -0.75), (0.75, 2.8)):
        drop.space(wall.rect(u1, 0.5, u2, 2.2), glass, stage.bold)
        for base in (0.55, 1.15):
            _goods(drop, wall, (u1 + 0.15, u2 - 0.15), base, dice)
            drop.edge(wall.spot(u1, base), wall.spot(u2, base), stage.medium)
        drop.edge(wall.spot(u1 + 0.3, 1.7), wall.spot(u1 + 0.7, 2.1), stage.fine)
    drop.space(wall.rect(-0.6, 0, 0.6, 2.2), 0.5, stage.bold)
    drop.space(wall.rect(-0.42, 0.75, 0.42, 2.0), glass, stage.medium)
    drop.edge(wall.spot(0.48, 0.95), wall.spot(0.48, 1.2), stage.bold)
    drop.space(wall.rect(-2.7, 2.75, 2.7, 3.3), 0.0 if stage.night else 1.0, stage.bold)
    u = -1.5
    while u < 1.4:
        drop.space(wall.rect(u, 2.88, u + 0.34, 3.17), 1.0 if stage.night else 0.0, 0.0)
        u += dice.choice((0.45, 0.45, 0.7))


def _awning(drop: Backdrop, wall: Wall, back: float) -> None:
    """A striped awning over the whole front, with its scalloped hem."""
    stripes = 16
    for index in range(stripes):
        u1, u2 = (-2.9 + 5.8 * (index + k) / stripes for k in (0, 1))
        (x1, _, _), (x2, _, _) = wall.spot(u1, 0), wall.spot(u2, 0)
        fill = 1.0 if index % 2 else 0.34
        top = ((x1, 2.75, back), (x2, 2.75, back), (x2, 2.32, back - 0.9), (x1, 2.32, back - 0.9))
        hem = ((x1, 2.32, back - 0.9), (x2, 2.32, back - 0.9), (x2, 2.14, back - 0.9), (x1, 2.14, back - 0.9))
        drop.space(top, fill, drop.stage.fine)
        drop.space(hem, fill, drop.stage.fine)
