"""Places of bare rock: the path along a cliff above the sea, the inside of a cave."""

from __future__ import annotations

import math

from mangacli.generate.draft.backdrop import Backdrop
from mangacli.generate.draft.brush import gradient, halo, tapered
from mangacli.generate.draft.ink import Inked
from mangacli.generate.draft.places.nature import broken, grass
from mangacli.generate.draft.places.sea import BOAT, boat, glitter, headland, spray
from mangacli.generate.draft.places.sky import sky
from mangacli.generate.draft.stage import Stage
from mangacli.geometry import Box, Path, Point

EDGE, DROP = 1.6, 14.0
"""Metres from the middle of the path to the cliff's edge, and from there down to the sea."""


def cliff(stage: Stage) -> list[Inked]:
    """A path along the edge of a cliff: grass and a fence, the rock and the sea far below."""
    drop = Backdrop(stage)
    sky(drop)
    night, level = stage.night, stage.horizon + 1
    headland(drop, level)
    drop.shapes += gradient(
        Box(-9, level, stage.width + 9, stage.height + 9), (0.08, 0.26) if night else (0.62, 0.84, 0.95)
    )
    drop.line(((-9, level), (stage.width + 9, level)), stage.fine, white=night)
    glitter(drop, level, stage.height)
    if stage.mentions(BOAT):
        boat(drop, level)
    side = 1.0 if stage.vanishing <= stage.width / 2 else -1.0
    _foreland(drop, side)
    _ledges(drop, side)
    rim = _rim(stage, side)
    inland = -20.0 if side > 0 else stage.width + 20
    land = [*rim, (inland, rim[-1][1]), (inland, rim[0][1])]
    drop.area(land, 0.2 if night else 1.0)
    drop.line(rim, stage.bold, white=night)
    _path(drop, side)
    grass(drop, 70)
    _fence(drop, side)
    return drop.shapes


def _rim(stage: Stage, side: float) -> list[Point]:
    """The edge of the cliff, from the far end to the viewer, in pixels."""
    near = -stage.distance + 0.35
    depths = (70.0, 48.0, 33.0, 23.0, 16.0, 11.0, 7.5, 5.0, 3.0, 1.5, 0.3, near * 0.4, near * 0.7, near)
    return [stage.point((_edge_at(z, side), 0, z)) for z in depths]


def _edge_at(z: float, side: float) -> float:
    """The x of the cliff's edge at a depth: it bends in bays, the farther the wider."""
    return side * (EDGE + 1.2 * math.sin(z * 0.33) * min(1.0, max(0.0, z) / 9))


def _foreland(drop: Backdrop, side: float) -> None:
    """The next rock of the coast, seen from the side: a dark face with cracks, foam where it stands."""
    stage = drop.stage
    dice = stage.dice("foreland")
    crest = ((1.0, 0.5, 40.0), (5.0, 2.6, 40.0), (11.0, 2.2, 42.0), (17.0, 0.2, 44.0), (20.0, -3.0, 44.0))
    feet = ((23.0, -DROP, 44.0), (12.0, -DROP, 40.0), (1.0, -DROP, 37.0))
    top = [stage.point((side * x, y, z)) for x, y, z in crest]
    foot = [stage.point((side * x, y, z)) for x, y, z in feet]
    rough = abs(foot[0][1] - top[0][1]) * 0.05
    line = broken([*top, foot[0]], rough, dice, 2)
    drop.area([*line, *foot[1:]], 0.0, stage.medium)
    for _ in range(40):
        share, start = dice.random(), dice.uniform(0.03, 0.7)
        (ax, ay) = line[int(share * (len(line) - 6))]
        (bx, by) = (foot[2][0] + (foot[0][0] - foot[2][0]) * share, foot[1][1])
        end = start + dice.uniform(0.08, 0.25)
        ends = [(ax + (bx - ax) * at, ay + (by - ay) * at) for at in (start, end)]
        drop.path(tapered(ends[0], ends[1], stage.medium * 2.2), 0.4 if stage.night else 0.75)
    bump = max(stage.unit * 1.5, abs(foot[0][0] - foot[2][0]) * 0.03)
    left, right = sorted((foot[0], (foot[2][0], foot[0][1])))
    spray(drop, (left[0] - bump, left[1]), (right[0] + bump, right[1]), bump)


def _ledges(drop: Backdrop, side: float) -> None:
    """The broken rock that juts out under the edge, black against the sea."""
    stage = drop.stage
    dice = stage.dice("ledges")
    z, ledge = -stage.distance + 0.4, []
    while z < 60:
        x = _edge_at(z, side) + side * dice.uniform(0.5, 1.8)
        ledge.append(stage.point((x, -0.7, z)))
        z += 0.25 + (z + stage.distance) * 0.12
    drop.area([*ledge, *_rim(stage, side)], 0.0, stage.medium)


def _path(drop: Backdrop, side: float) -> None:
    """The trodden path, in bends that follow the edge."""
    stage = drop.stage
    near = -stage.distance + 0.3
    for z1, z2 in ((60.0, 30.0), (30.0, 15.0), (15.0, 7.0), (7.0, 2.5), (2.5, 0.0), (0.0, near)):
        corners = []
        for z, edge in ((z1, -1), (z1, 1), (z2, 1), (z2, -1)):
            bend = -side * (0.4 + 1.2 * math.sin(max(0.0, z) * 0.16) ** 2)
            corners.append((bend + edge * 0.8, 0.0, z))
        drop.space(corners, 0.42 if stage.night else 0.88, 0.0)


def _fence(drop: Backdrop, side: float) -> None:
    """A low fence of posts and a rope along the edge."""
    stage = drop.stage
    posts = [z for z in (26.0, 18.0, 12.0, 8.0, 5.0, 2.6, 0.6) if z > -stage.distance + 1]
    last = None
    for z in posts:
        x = side * (EDGE - 0.35)
        drop.solid((x - 0.06, 0, z), (x + 0.06, 0.9, z + 0.1), front=0.4 if stage.night else 1.0, side=0.2)
        if last:
            a, b = stage.point((x, 0.75, last)), stage.point((x, 0.75, z))
            sag = abs(b[1] - a[1]) * 0.4 + stage.fine
            mid = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2 + sag)
            drop.path(Path((("M", a), ("C", (*mid, *mid, *b)))), None, stage.medium, white=stage.night)
        last = z


def cave(stage: Stage) -> list[Inked]:
    """Inside a cave: black rock all round, a mouth full of light, stones on a floor that catches it."""
    drop = Backdrop(stage)
    dice = stage.dice("cave")
    drop.shapes.append(Inked(Path.box(stage.box), 0.0))
    level = min(max(stage.ground_at(16.0), stage.height * 0.3), stage.height * 0.8)
    middle, tall = stage.width * dice.choice((0.34, 0.66)), max(level * 0.62, stage.height * 0.24)
    center, light = (middle, level - tall * 0.5), 0.55 if stage.night else 1.0
    edge = min(stage.width, stage.height)
    drop.shapes += halo(
        center, (math.hypot(stage.width, stage.height) * 0.8, tall * 0.4), (0.02, 0.5), bands=90
    )
    floor = [
        (middle - tall * 0.5, level),
        (middle + tall * 0.5, level),
        (stage.width * 0.95, stage.height + 9),
        (stage.width * 0.05, stage.height + 9),
    ]
    drop.area(floor, 0.3)
    mouth = [
        (middle + math.cos(turn) * tall * 0.52 * grow, level - max(0.0, math.sin(turn)) * tall * grow)
        for index in range(17)
        for turn, grow in ((math.pi * index / 16, dice.uniform(0.88, 1.06)),)
    ]
    drop.area(broken(mouth, tall * 0.05, dice, 2), light, stage.bold)
    _hanging(drop, middle)
    for _ in range(26):
        x, y = dice.uniform(0, stage.width), level + (stage.height - level) * dice.uniform(0.05, 1.0) ** 1.5
        size = edge * 0.05 * (0.2 + (y - level) / max(1.0, stage.height - level)) * dice.uniform(0.5, 1.4)
        stone = [
            (x - size, y),
            (x - size * 0.5, y - size * 0.6),
            (x + size * 0.4, y - size * 0.7),
            (x + size, y),
        ]
        drop.area(stone, 0.0)
        drop.line(stone[1:3], stage.medium, white=True)
    return drop.shapes


def _hanging(drop: Backdrop, middle: float) -> None:
    """Rock that hangs from the roof in points, its edge toward the light drawn white."""
    stage = drop.stage
    dice = stage.dice("hanging")
    for _ in range(16):
        x, wide = dice.uniform(0, 1) * stage.width, stage.width * dice.uniform(0.03, 0.09)
        tip = (x + wide * dice.uniform(-0.2, 0.2), stage.height * dice.uniform(0.08, 0.3))
        drop.area(((x - wide, -9), (x + wide, -9), tip), 0.0)
        lit = (x + (wide if x < middle else -wide) * 0.9, -2.0)
        drop.path(tapered(lit, tip, stage.medium * 1.5), 0.7)
