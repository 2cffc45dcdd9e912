"""Rooms: floor, walls and ceiling in perspective, and the furniture that tells which room it is."""

from __future__ import annotations

from random import Random

from mangacli.generate.draft.backdrop import Backdrop, Wall, facing_wall, side_wall
from mangacli.generate.draft.brush import lens
from mangacli.generate.draft.ink import Inked
from mangacli.generate.draft.stage import Stage
from mangacli.geometry import Box, Path


class Shell:
    """An empty room about the figures: how far its walls are.

    It has the same size in every panel; only a very wide view, of which it would fill a strip, widens it,
    where it may (`wider`).
    """

    def __init__(
        self,
        drop: Backdrop,
        back: float = 2.6,
        high: float = 2.6,
        half: float = 2.2,
        *,
        wider: bool = True,
    ) -> None:
        stage = drop.stage
        self.back = back
        self.high = high
        self.half = max(half, 0.2 * stage.width_at(back)) if wider else half
        self.middle = 0.0
        self.left, self.right = self.middle - self.half, self.middle + self.half
        self.near = -stage.distance

    @property
    def back_wall(self) -> Wall:
        return facing_wall(self.back)


def shell(drop: Backdrop, room: Shell, floor: str = "boards", lit: bool = False) -> None:
    """Paints the empty room: one wall in shade, ceiling, floor of `boards`, `tiles` or nothing, skirting.

    At night it lies in half darkness, unless it is `lit`.
    """
    stage = drop.stage
    left, right, near, back, high = room.left, room.right, room.near, room.back, room.high
    dark = stage.night and not lit
    drop.shapes.append(Inked(Path.box(stage.box), 1.0))
    ceiling = ((left, high, near), (right, high, near), (right, high, back), (left, high, back))
    ground = ((left, 0, near), (right, 0, near), (right, 0, back), (left, 0, back))
    drop.space(ceiling, 0.55 if dark else 1.0)
    drop.space(side_wall(left, near).rect(0, 0, back - near, high), 0.6 if dark else 0.84)
    drop.space(side_wall(right, near).rect(0, 0, back - near, high), 0.74 if dark else 1.0)
    drop.space(room.back_wall.rect(left, 0, right, high), 0.7 if dark else 1.0, stage.medium)
    drop.space(ground, 0.84 if dark else 1.0)
    if floor == "boards":
        x = left
        while x < right:
            drop.edge((x, 0, near), (x, 0, back), stage.fine)
            x += 0.45
    elif floor == "tiles":
        _tiles(drop, room)
    for x in (left, right):
        drop.edge((x, 0.12, near), (x, 0.12, back), stage.fine)
    drop.edge((left, 0.12, back), (right, 0.12, back), stage.fine)


def _tiles(drop: Backdrop, room: Shell) -> None:
    stage = drop.stage
    x = room.left
    while x < room.right:
        drop.edge((x, 0, room.near), (x, 0, room.back), stage.fine)
        x += 0.8
    z = room.back
    while z > room.near:
        drop.edge((room.left, 0, z), (room.right, 0, z), stage.fine)
        z -= 0.8


def window(drop: Backdrop, wall: Wall, rect: tuple[float, float, float, float], panes: int = 2) -> None:
    """A window on a wall with its frame, `panes` wide; black with a star or two at night."""
    stage = drop.stage
    u1, v1, u2, v2 = rect
    drop.space(wall.rect(u1 - 0.07, v1 - 0.07, u2 + 0.07, v2 + 0.07), 1.0, stage.medium)
    drop.space(wall.rect(u1, v1, u2, v2), 0.0 if stage.night else 1.0, stage.fine)
    if not stage.night:
        third = (v2 - v1) / 3
        drop.space(wall.rect(u1, v1, u2, v1 + third), 0.86, 0.0)
        for at in (0.2, 0.55):
            a, b = u1 + (u2 - u1) * at, u1 + (u2 - u1) * (at + 0.22)
            drop.edge(wall.spot(a, v2 - third * 1.6), wall.spot(b, v2 - third * 0.4), stage.fine)
    for pane in range(1, panes):
        u = u1 + (u2 - u1) * pane / panes
        drop.space(wall.rect(u - 0.03, v1, u + 0.03, v2), 1.0, stage.fine)
    drop.space(wall.rect(u1 - 0.14, v1 - 0.14, u2 + 0.14, v1 - 0.06), 1.0, stage.medium)


def curtains(drop: Backdrop, wall: Wall, rect: tuple[float, float, float, float]) -> None:
    """Drawn-back curtains at both sides of a window, with their folds."""
    u1, v1, u2, v2 = rect
    for start, end in ((u1 - 0.35, u1 + 0.12), (u2 - 0.12, u2 + 0.35)):
        drop.space(wall.rect(start, v1 - 0.35, end, v2 + 0.2), 0.74, drop.stage.medium)
        for fold in (0.25, 0.5, 0.75):
            u = start + (end - start) * fold
            drop.edge(wall.spot(u, v1 - 0.3), wall.spot(u, v2 + 0.15), drop.stage.fine)
    drop.edge(wall.spot(u1 - 0.5, v2 + 0.22), wall.spot(u2 + 0.5, v2 + 0.22), drop.stage.bold)


def door(drop: Backdrop, wall: Wall, u: float, width: float = 0.9, glass: bool = False) -> None:
    """A door two metres high with its frame, panel or pane, and knob."""
    stage = drop.stage
    drop.space(wall.rect(u - 0.08, 0, u + width + 0.08, 2.1), 1.0, stage.medium)
    drop.space(wall.rect(u, 0, u + width, 2.03), 0.88, stage.medium)
    drop.space(wall.rect(u + 0.18, 1.1, u + width - 0.18, 1.85), 1.0 if glass else None, stage.fine)
    if not glass:
        drop.space(wall.rect(u + 0.18, 0.2, u + width - 0.18, 0.9), None, stage.fine)
    drop.space(wall.rect(u + width - 0.13, 0.97, u + width - 0.07, 1.03), 0.0, 0.0)


def shelf(
    drop: Backdrop, low: tuple[float, float, float], size: tuple[float, float, float], dice: Random
) -> None:
    """A bookcase against the back wall: its body and rows of books, one in five black."""
    stage = drop.stage
    x, y, z = low
    width, height, depth = size
    drop.solid((x, y, z), (x + width, y + height, z + depth), front=0.45, side=0.75)
    front = facing_wall(z, x)
    rows = max(2, round(height / 0.38))
    step = height / rows
    for row in range(rows):
        base = y + row * step + 0.04
        u = 0.05
        while u < width - 0.1:
            thick = max(dice.uniform(0.035, 0.085), 2.5 / stage.scale_at(z))
            tall = step * dice.uniform(0.55, 0.86)
            if dice.random() < 0.9:
                fill = dice.choice((0.0, 1.0, 1.0, 1.0, 0.8))
                drop.space(front.rect(u, base, min(u + thick, width - 0.05), base + tall), fill, stage.fine)
            u += thick
        drop.space(front.rect(0, base - 0.04, width, base), 1.0, stage.fine)
    drop.space(front.rect(0, 0, width, height), None, stage.medium)


def picture_on(drop: Backdrop, wall: Wall, rect: tuple[float, float, float, float]) -> None:
    """A framed landscape on a wall."""
    u1, v1, u2, v2 = rect
    drop.space(wall.rect(u1, v1, u2, v2), 1.0, drop.stage.medium)
    inner = (u1 + 0.06, v1 + 0.06, u2 - 0.06, v2 - 0.06)
    drop.space(wall.rect(*inner), 0.9, drop.stage.fine)
    middle = (inner[0] + inner[2]) / 2
    peak = inner[3] - 0.1
    drop.space(
        (wall.spot(inner[0], inner[1]), wall.spot(inner[2], inner[1]), wall.spot(middle, peak)), 0.35, 0.0
    )


def pot_plant(drop: Backdrop, x: float, z: float, tall: float = 1.3) -> None:
    """A pot with long leaves."""
    stage = drop.stage
    dice = stage.dice(f"plant {x:.1f}")
    scale = stage.scale_at(z)
    foot = stage.point((x, 0.35, z))
    for index in range(11):
        lean = (index - 5) / 5
        tip = (
            foot[0] + lean * scale * 0.5,
            foot[1] - scale * (tall - 0.35) * (1 - 0.45 * abs(lean)) * dice.uniform(0.8, 1),
        )
        leaf = lens(foot, tip, scale * 0.1, lean * scale * 0.22)
        drop.path(leaf, 0.0 if index % 3 == 0 else 1.0, stage.medium)
    rim, base = scale * 0.2, scale * 0.14
    ground = stage.point((x, 0, z))
    drop.area(
        (
            (foot[0] - rim, foot[1]),
            (foot[0] + rim, foot[1]),
            (ground[0] + base, ground[1]),
            (ground[0] - base, ground[1]),
        ),
        0.8,
        stage.medium,
    )


def lamp(drop: Backdrop, x: float, z: float, high: float) -> None:
    """A lamp hanging from the ceiling, its light a paler ring at night."""
    stage = drop.stage
    scale = stage.scale_at(z)
    cx, cy = stage.point((x, high - 0.55, z))
    drop.edge((x, high, z), (x, high - 0.5, z), stage.medium)
    width, height = scale * 0.32, scale * 0.2
    shade = (
        (cx - width * 0.35, cy),
        (cx + width * 0.35, cy),
        (cx + width, cy + height),
        (cx - width, cy + height),
    )
    drop.path(
        Path.ellipse(Box(cx - width * 0.4, cy + height * 0.7, cx + width * 0.4, cy + height * 1.4)),
        1.0,
        stage.fine,
    )
    drop.area(shade, 0.0 if not stage.night else 1.0, stage.medium)


def living_room(stage: Stage) -> list[Inked]:
    """A room at home: window with curtains, bookcase, sofa or table, plant, rug."""
    drop = Backdrop(stage)
    room = Shell(drop)
    shell(drop, room)
    dice = stage.dice("furniture")
    left, right, back, middle = room.left, room.right, room.back, room.middle
    width = right - left
    view = (middle - min(0.9, width * 0.22), 0.95, middle + min(0.9, width * 0.22), 2.05)
    window(drop, room.back_wall, view)
    curtains(drop, room.back_wall, view)
    side = side_wall(left if dice.random() < 0.5 else right, -0.4)
    door(drop, side, 0.6)
    if width > 3.2:
        case = min(1.1, width / 2 - 1.45)
        shelf(drop, (left + 0.12, 0, back - 0.32), (max(0.6, case), 1.95, 0.3), dice)
        picture_on(drop, room.back_wall, (right - 1.1, 1.3, right - 0.35, 1.85))
    pot_plant(drop, right - 0.4, back - 0.4)
    _rug(drop, middle)
    _sofa(drop, middle - min(1.0, width * 0.2), back - 1.1)
    lamp(drop, middle, back - 1.2, room.high)
    return drop.shapes


def _rug(drop: Backdrop, middle: float) -> None:
    rug = ((middle - 1.5, 0, 1.5), (middle + 1.5, 0, 1.5), (middle + 1.5, 0, -0.9), (middle - 1.5, 0, -0.9))
    drop.space(rug, 0.88)
    inner = tuple((middle + (x - middle) * 0.92, y, 0.3 + (z - 0.3) * 0.9) for x, y, z in rug)
    drop.space(inner, None, drop.stage.fine)


def _sofa(drop: Backdrop, x: float, z: float) -> None:
    """A two-seater with its back to the window."""
    tone = 0.62
    drop.cast((x - 0.18, z, x + 2.18, z + 0.75), 0.5)
    drop.solid((x, 0.1, z + 0.55), (x + 2.0, 0.85, z + 0.75), front=tone, side=0.4, top=0.8)
    drop.solid((x, 0.1, z), (x + 2.0, 0.45, z + 0.6), front=tone, side=0.4, top=0.86)
    for arm in (x - 0.18, x + 2.0):
        drop.solid((arm, 0.05, z), (arm + 0.18, 0.62, z + 0.75), front=tone, side=0.4, top=0.8)
    drop.edge((x + 1.0, 0.45, z), (x + 1.0, 0.1, z))
    drop.edge((x + 1.0, 0.45, z), (x + 1.0, 0.45, z + 0.55))


def bedroom(stage: Stage) -> list[Inked]:
    """A bedroom: bed along the wall, desk lamp, window, posters."""
    drop = Backdrop(stage)
    room = Shell(drop, back=2.4)
    shell(drop, room)
    left, right, back = room.left, room.right, room.back
    view = (room.middle - 0.7, 1.0, room.middle + 0.7, 2.0)
    window(drop, room.back_wall, view)
    curtains(drop, room.back_wall, view)
    picture_on(drop, room.back_wall, (right - 0.95, 1.2, right - 0.3, 2.0))
    shelf(drop, (right - 0.95, 0, back - 0.35), (0.85, 0.8, 0.33), stage.dice("shelf"))
    drop.cast((left + 0.05, back - 2.05, left + 1.2, back), 0.5)
    drop.solid(
        (left + 0.05, 0.05, back - 2.0), (left + 1.15, 0.42, back - 0.05), front=0.9, side=0.75, top=1.0
    )
    drop.solid((left + 0.02, 0.42, back - 2.05), (left + 1.2, 0.55, back - 0.6), front=0.7, side=0.6, top=0.8)
    drop.solid((left + 0.2, 0.5, back - 0.5), (left + 1.0, 0.65, back - 0.15), front=1.0, side=0.9)
    drop.solid((left + 0.02, 0, back - 0.05), (left + 1.2, 0.95, back), front=0.6, side=0.4)
    lamp(drop, room.middle, back - 1.0, room.high)
    return drop.shapes


def kitchen(stage: Stage) -> list[Inked]:
    """A kitchen: counter with sink and stove, cupboards above, tiles, a hanging lamp."""
    drop = Backdrop(stage)
    room = Shell(drop)
    shell(drop, room, "tiles")
    left, right, back, middle = room.left, room.right, room.back, room.middle
    wall = room.back_wall
    v = 0.95
    while v < 1.5:
        drop.edge(wall.spot(left, v), wall.spot(right, v), stage.fine)
        v += 0.15
    window(drop, wall, (middle - 0.5, 1.15, middle + 0.5, 1.95))
    drop.cast((left + 0.02, back - 0.6, right - 0.35, back), 0.7)
    drop.solid((left + 0.02, 0, back - 0.6), (right - 0.02, 0.88, back), front=0.92, side=0.7, top=1.0)
    front = facing_wall(back - 0.61)
    u = left + 0.1
    while u < right - 0.4:
        drop.space(front.rect(u, 0.12, min(u + 0.55, right - 0.1), 0.66), None, stage.fine)
        drop.space(front.rect(u, 0.7, min(u + 0.55, right - 0.1), 0.83), None, stage.fine)
        drop.space(front.rect(u + 0.2, 0.755, u + 0.34, 0.78), 0.0, 0.0)
        u += 0.6
    for start, end in ((left + 0.02, middle - 0.75), (middle + 0.75, right - 0.02)):
        if end - start > 0.3:
            drop.solid((start, 1.55, back - 0.35), (end, 2.25, back), front=0.82, side=0.6)
            drop.edge(
                ((start + end) / 2, 1.57, back - 0.36), ((start + end) / 2, 2.23, back - 0.36), stage.fine
            )
    drop.solid(
        (middle + 0.8, 0.88, back - 0.45), (middle + 1.0, 1.1, back - 0.25), front=0.0, side=0.0, top=0.5
    )
    drop.solid((middle - 1.1, 0.88, back - 0.45), (middle - 0.9, 1.15, back - 0.3), front=1.0, side=0.7)
    lamp(drop, middle, 0.8, room.high)
    return drop.shapes
