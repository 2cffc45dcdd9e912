"""A castle: the hall with its pillars and banners, or the castle on its rock, seen from afar."""

from __future__ import annotations

import math
from itertools import pairwise

from mangacli.generate.draft.backdrop import Backdrop, facing_wall, side_wall
from mangacli.generate.draft.brush import bumpy
from mangacli.generate.draft.ink import Inked
from mangacli.generate.draft.places.nature import grass, ground, ridge
from mangacli.generate.draft.places.room import Shell, shell
from mangacli.generate.draft.places.sky import sky
from mangacli.generate.draft.stage import Spot, Stage
from mangacli.geometry import Path

INSIDE = (
    r"\b(?:in|inside|into|within|through)\b(?: \w+)? (?:castle|palace|keep)\b|throne|\bhall\b"
    r"|城の中|城内|王座|玉座|大広間"
)
BAY, AISLE, HIGH, DEEP = 2.6, 2.3, 6.2, 15.0
"""Metres: from pillar to pillar, from the middle to the pillars, the hall's height and its far wall."""


def castle(stage: Stage) -> list[Inked]:
    """A stage → the castle's hall where the words are inside, else the castle from outside."""
    return hall(stage) if stage.mentions(INSIDE) else from_afar(stage)


def hall(stage: Stage) -> list[Inked]:
    """A high hall: pillars and arches on both sides, banners, a carpet that runs to the throne."""
    drop = Backdrop(stage)
    room = Shell(drop, back=DEEP, high=HIGH, half=AISLE + 1.8, wider=False)
    shell(drop, room, "tiles")
    near, night = -stage.distance, stage.night
    carpet = ((-0.8, 0, near), (0.8, 0, near), (0.8, 0, DEEP - 1), (-0.8, 0, DEEP - 1))
    drop.space(carpet, 0.2 if night else 0.5, stage.medium)
    for x in (-0.66, 0.66):
        drop.edge((x, 0, near), (x, 0, DEEP - 1), stage.fine, white=True)
    _end_wall(drop, stage.reverse)
    depths = [DEEP - 1.2 - BAY * k for k in range(9) if DEEP - 1.2 - BAY * k > near + 0.8]
    for z in depths:
        for side in (-1.0, 1.0):
            _arch(drop, side * AISLE, z)
            _pillar(drop, side * AISLE, z)
        for side in (-1.0, 1.0):
            if depths.index(z) % 2:
                _banner(drop, side * (AISLE - 0.1), z)
    return drop.shapes


def _end_wall(drop: Backdrop, entrance: bool) -> None:
    """The far wall: the throne under a tall window; or the gate, seen from the throne."""
    stage = drop.stage
    wall = facing_wall(DEEP - 0.02)
    light = 0.0 if stage.night else 1.0
    if entrance:
        drop.space(wall.rect(-1.5, 0, 1.5, 2.6), 0.0, stage.medium)
        _round(drop, wall.spot(0, 2.6), 1.5, 0.0)
        drop.edge(wall.spot(0, 0), wall.spot(0, 4.0), stage.fine, white=True)
        return
    drop.space(wall.rect(-1.0, 2.4, 1.0, 4.4), light, stage.medium)
    _round(drop, wall.spot(0, 4.4), 1.0, light)
    for u in (-0.34, 0.34):
        drop.edge(wall.spot(u, 2.4), wall.spot(u, 5.3), stage.medium, white=stage.night)
    for v in (3.0, 3.7, 4.4):
        drop.edge(wall.spot(-1.0, v), wall.spot(1.0, v), stage.fine, white=stage.night)
    for step in range(3):
        half = 2.0 - 0.3 * step
        drop.solid((-half, 0.22 * step, DEEP - 2.4 + 0.5 * step), (half, 0.22 * (step + 1), DEEP - 0.1),
                   front=0.7, side=0.5, top=1.0)  # fmt: skip
    z = DEEP - 1.0
    drop.solid((-0.45, 0.66, z), (0.45, 1.2, z + 0.6), front=0.34, side=0.2, top=0.7)
    drop.space(facing_wall(z + 0.6).rect(-0.5, 1.2, 0.5, 2.5), 0.34, stage.medium)
    peak: tuple[Spot, ...] = ((-0.5, 2.5, z + 0.6), (0.5, 2.5, z + 0.6), (0.0, 2.95, z + 0.6))
    drop.space(peak, 0.0, stage.medium)


def _round(drop: Backdrop, middle: Spot, radius: float, fill: float) -> None:
    """The round head of a window or gate in a wall across the view."""
    x, y, z = middle
    arc: list[Spot] = [
        (x + radius * math.cos(turn), y + radius * math.sin(turn), z)
        for turn in (math.pi * k / 14 for k in range(15))
    ]
    drop.space(arc, fill, drop.stage.medium)


def _pillar(drop: Backdrop, x: float, z: float) -> None:
    """A pillar with base and capital; its side away from the windows in shade."""
    night = drop.stage.night
    front, side = (0.4, 0.24) if night else (1.0, 0.62)
    drop.cast((x - 0.4, z - 0.4, x + 0.4, z + 0.4), 1.2)
    drop.solid((x - 0.42, 0, z - 0.42), (x + 0.42, 0.35, z + 0.42), front=front, side=side, top=0.8)
    drop.solid((x - 0.28, 0.35, z - 0.28), (x + 0.28, 3.6, z + 0.28), front=front, side=side)
    drop.solid((x - 0.42, 3.6, z - 0.42), (x + 0.42, 3.95, z + 0.42), front=front, side=side)
    for u in (-0.1, 0.1):
        drop.edge((x + u, 0.4, z - 0.285), (x + u, 3.55, z - 0.285), drop.stage.fine)


def _arch(drop: Backdrop, x: float, z: float) -> None:
    """The arch that leads from a pillar to the next one away from the viewer, with the wall above it."""
    stage = drop.stage
    wall = side_wall(x, z)
    radius = BAY / 2
    curve = [
        wall.spot(radius - radius * math.cos(turn), 3.95 + 0.9 * math.sin(turn))
        for turn in (math.pi * k / 10 for k in range(11))
    ]
    grey = 0.3 if stage.night else 0.9
    for a, b in pairwise(curve):
        drop.space((a, b, (b[0], HIGH, b[2]), (a[0], HIGH, a[2])), grey, 0.0)
        drop.edge(a, b, stage.pen_at(a))


def _banner(drop: Backdrop, x: float, z: float) -> None:
    """A long banner that hangs between the arches."""
    front = facing_wall(z - 0.5, x)
    drop.space(front.rect(-0.32, 2.5, 0.32, 4.4), 0.34, drop.stage.medium)
    tip: tuple[Spot, ...] = (front.spot(-0.32, 2.5), front.spot(0.32, 2.5), front.spot(0.0, 2.15))
    drop.space(tip, 0.34, drop.stage.medium)
    drop.space(front.rect(-0.12, 3.2, 0.12, 3.9), 1.0, drop.stage.fine)


def from_afar(stage: Stage) -> list[Inked]:
    """A castle with towers on a hill beyond a meadow."""
    drop = Backdrop(stage)
    sky(drop)
    night = stage.night
    base = min(stage.ground_at(90.0), stage.height * 0.8)
    base = max(base, stage.height * 0.3)
    tall = min(base * 0.9, stage.height * 0.62)
    ridge(drop, base, tall * 0.4, "far hills", fill=0.26 if night else 0.86, rough=0.1)
    x = _free_middle(stage, tall)
    slope = ((-1.3, 0.0), (-0.9, 0.12), (-0.55, 0.3), (0.0, 0.36), (0.5, 0.3), (0.85, 0.14), (1.3, 0.0))
    hill = [(x + tall * dx, base - tall * dy) for dx, dy in slope]
    drop.area(hill, 0.12 if night else 1.0, stage.medium)
    _castle_at(drop, (x, base - tall * 0.3), tall * 0.62)
    wood = bumpy([(x - tall * 1.4, base - tall * 0.05), (x + tall * 1.4, base - tall * 0.05)], tall * 0.07,
                 stage.dice("wood"), closed=False)  # fmt: skip
    wood_area = (("L", (x + tall * 1.4, base + 2)), ("L", (x - tall * 1.4, base + 2)), ("Z", ()))
    drop.path(Path((*wood.segments, *wood_area)), 0.0)
    ground(drop, 90.0, 0.22 if night else 1.0)
    drop.line(((-9, base), (stage.width + 9, base)), stage.fine)
    way = [stage.point((dx, 0, z)) for dx, z in ((2.0, 80.0), (0.4, 30.0), (0.9, 10.0), (-0.4, 0.0))]
    back = [stage.point((dx, 0, z)) for dx, z in ((1.2, 0.0), (2.0, 10.0), (1.2, 30.0), (2.6, 80.0))]
    drop.area([*way, *back], 0.4 if night else 0.88, stage.fine)
    grass(drop, 70)
    return drop.shapes


def _free_middle(stage: Stage, tall: float) -> float:
    """The x at which the castle is hidden least."""
    boxes = (*stage.figures, *stage.dialogs)

    def hidden(x: float) -> float:
        return sum(max(0.0, min(box.x2, x + tall * 0.6) - max(box.x1, x - tall * 0.6)) for box in boxes)

    return min((stage.width * share for share in (0.62, 0.38, 0.5, 0.76, 0.24)), key=hidden)


def _castle_at(drop: Backdrop, foot: tuple[float, float], size: float) -> None:
    """Walls, a keep and four towers with pointed roofs, the farther ones first."""
    x, y = foot
    light, shade = (0.3, 0.14) if drop.stage.night else (1.0, 0.6)
    for dx, wide, high, roof in ((-0.26, 0.12, 0.78, 0.24), (0.3, 0.13, 0.66, 0.22)):
        _tower(drop, (x + dx * size, y), (wide * size, high * size, roof * size), (light, shade))
    _wall(drop, (x - 0.42 * size, y), (0.84 * size, 0.4 * size), (light, shade))
    _tower(drop, (x + 0.02 * size, y), (0.2 * size, 0.86 * size, 0.34 * size), (light, shade))
    for dx in (-0.46, 0.46):
        _tower(drop, (x + dx * size, y), (0.15 * size, 0.5 * size, 0.22 * size), (light, shade))
    _wall(drop, (x - 0.3 * size, y), (0.6 * size, 0.22 * size), (light, shade))
    half = 0.05 * size
    gate = ((x - half, y), (x + half, y), (x + half, y - 0.1 * size), (x, y - 0.16 * size),
            (x - half, y - 0.1 * size))  # fmt: skip
    drop.area(gate, 0.0, drop.stage.fine)


def _wall(
    drop: Backdrop, corner: tuple[float, float], size: tuple[float, float], greys: tuple[float, float]
) -> None:
    """A wall with battlements, from its left foot."""
    (x, y), (wide, high) = corner, size
    step = max(4.0, wide / 9)
    top = [(x, y)]
    for k in range(int(wide / step)):
        left, low = x + k * step, high * 0.88
        top += [
            (left, y - high),
            (left + step * 0.5, y - high),
            (left + step * 0.5, y - low),
            (left + step, y - low),
        ]
    top += [(x + wide, y - high * 0.88), (x + wide, y)]
    drop.area(top, greys[0], drop.stage.medium)
    drop.area(((x, y), (x + wide, y), (x + wide, y - high * 0.2), (x, y - high * 0.1)), greys[1])


def _tower(
    drop: Backdrop, foot: tuple[float, float], size: tuple[float, float, float], greys: tuple[float, float]
) -> None:
    """A round tower with a pointed roof: width, height, the roof's height."""
    (x, y), (wide, high, roof) = foot, size
    half = wide / 2
    drop.area(
        ((x - half, y), (x + half, y), (x + half, y - high), (x - half, y - high)),
        greys[0],
        drop.stage.medium,
    )
    drop.area(
        ((x + half * 0.3, y), (x + half, y), (x + half, y - high), (x + half * 0.3, y - high)), greys[1]
    )
    drop.area(
        ((x - half * 1.3, y - high), (x + half * 1.3, y - high), (x, y - high - roof)),
        0.2 if drop.stage.night else 0.0,
        drop.stage.medium,
    )
    for share in (0.55, 0.8):
        pane = half * 0.22
        at = y - high * share
        glass = 1.0 if drop.stage.night else 0.0
        drop.area(
            ((x - pane, at), (x + pane, at), (x + pane, at - 3 * pane), (x - pane, at - 3 * pane)), glass
        )
