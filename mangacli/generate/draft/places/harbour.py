"""A harbour: a stone quay with bollards and sheds on one side, boats at their moorings on the other."""

from __future__ import annotations

from mangacli.generate.draft.backdrop import Backdrop, side_wall
from mangacli.generate.draft.brush import gradient
from mangacli.generate.draft.ink import Inked
from mangacli.generate.draft.places.sea import glitter, headland
from mangacli.generate.draft.places.sky import sky
from mangacli.generate.draft.stage import Spot, Stage
from mangacli.geometry import Box, Path

EDGE, WATER, FAR = 2.2, -1.3, 55.0
"""Metres: the quay's edge right of its middle, the water below it, and how far the quay reaches."""


def harbour(stage: Stage) -> list[Inked]:
    """A stage → a harbour, the water to the right."""
    drop = Backdrop(stage)
    sky(drop)
    night, level = stage.night, stage.horizon + 1
    headland(drop, level)
    water = Box(-9, level, stage.width + 9, stage.height + 9)
    drop.shapes += gradient(water, (0.08, 0.26) if night else (0.66, 0.84, 0.95))
    drop.line(((-9, level), (stage.width + 9, level)), stage.fine, white=night)
    glitter(drop, level, stage.height)
    _breakwater(drop)
    for z in (30.0, 19.0, 11.0, 5.0):
        _moored_boat(drop, EDGE + 1.9, z)
    _quay(drop)
    for z, wide, tall in ((26.0, 9.0, 4.2), (15.0, 9.0, 5.0), (5.5, 8.0, 4.4)):
        _shed(drop, z, wide, tall)
    for z in (28.0, 17.0, 9.0, 3.2):
        _bollard(drop, EDGE - 0.45, z)
    _crates(drop)
    return drop.shapes


def _breakwater(drop: Backdrop) -> None:
    """The mole that closes the basin, with its small light."""
    stage = drop.stage
    z = FAR + 10
    drop.solid((14.0, WATER, z), (60.0, 0.8, z + 3), front=0.1 if stage.night else 0.6, side=0.2)
    drop.solid((14.6, 0.8, z), (16.0, 6.0, z + 1.4), front=0.5 if stage.night else 1.0, side=0.4)
    drop.disc(stage.point((15.3, 6.6, z)), stage.scale_at(z) * 0.9, 1.0, stage.fine)


def _quay(drop: Backdrop) -> None:
    """The quay's stones: its top in slabs, its wall down to the water with tyres hung on it."""
    stage = drop.stage
    near, left = -stage.distance, -60.0
    night = stage.night
    wall = side_wall(EDGE)
    drop.space(wall.rect(near, WATER, FAR, 0.0), 0.05 if night else 0.45)
    top = ((left, 0, FAR), (EDGE, 0, FAR), (EDGE, 0, near), (left, 0, near))
    drop.space(top, 0.4 if night else 1.0, stage.medium)
    drop.edge((EDGE - 0.5, 0, near), (EDGE - 0.5, 0, FAR), stage.medium)
    z = near - near % 1.4
    while z < 30:
        drop.edge((EDGE - 0.5, 0, z), (EDGE, 0, z), stage.fine)
        if z < 14:
            drop.edge((-3.4, 0, z), (EDGE - 0.5, 0, z), stage.fine * 0.7)
        z += 1.4


def _shed(drop: Backdrop, z: float, deep: float, tall: float) -> None:
    """A warehouse with a gable roof and a sliding gate, its long side along the quay."""
    stage = drop.stage
    night, x = stage.night, -3.6
    far = z + deep
    drop.solid((-12.0, 0, z), (x, tall, far), front=0.22 if night else 0.75, side=0.3 if night else 1.0)
    ridge, out = (-7.8, tall + 2.0), x + 0.3
    gable = ((-12.0, tall, z), (x, tall, z), (ridge[0], ridge[1], z))
    drop.space(gable, 0.22 if night else 0.75)
    slope = ((*ridge, z - 0.2), (out, tall - 0.1, z - 0.2), (out, tall - 0.1, far), (*ridge, far))
    if stage.eye > tall:
        drop.space(slope, 0.1 if night else 0.5)
    drop.space(side_wall(out, z - 0.2).rect(0, tall - 0.25, deep + 0.2, tall - 0.1), 0.0)
    wall = side_wall(x + 0.01, z)
    drop.space(wall.rect(deep * 0.3, 0, deep * 0.3 + 3.0, 3.0), 0.0 if night else 0.35, stage.medium)
    drop.edge(wall.spot(deep * 0.3 + 1.5, 0), wall.spot(deep * 0.3 + 1.5, 3.0), stage.fine, white=True)
    for u in (0.6, deep * 0.3 + 3.6):
        drop.space(wall.rect(u, 1.7, u + 1.2, 2.6), 1.0 if night else 0.3, stage.medium)
        drop.edge(wall.spot(u + 0.6, 1.7), wall.spot(u + 0.6, 2.6), stage.fine)
    u = 0.5
    while u < deep:
        drop.edge(wall.spot(u, 3.2), wall.spot(u, tall - 0.25), stage.fine * 0.7)
        u += 0.5


def _moored_boat(drop: Backdrop, x: float, z: float) -> None:
    """A fishing boat alongside, its bow toward the viewer: hull, wheelhouse, mast and rope."""
    stage = drop.stage
    night, half, low, high = stage.night, 1.2, WATER, WATER + 1.5
    if z - 3.0 < 0.6 - stage.distance:
        return
    bow: Spot = (x, high + 0.5, z - 3.0)
    foot: Spot = (x, low, z - 2.4)
    near, far = z - 1.0, z + 3.5
    for side in (-half, half):
        hull = (bow, (x + side, high, near), (x + side * 0.7, low, near), foot)
        drop.space(((x + side, high, near), (x + side, high, far), (x + side * 0.7, low, far),
                    (x + side * 0.7, low, near)), 0.0 if not night else 0.12)  # fmt: skip
        drop.space(hull, 0.0 if not night else 0.2)
        drop.edge((x + side, high - 0.2, far), (x + side, high - 0.2, near), stage.medium, white=True)
        drop.edge((x + side, high - 0.2, near), (x, high + 0.28, z - 2.95), stage.medium, white=True)
    deck = (bow, (x + half, high, near), (x + half, high, far), (x - half, high, far), (x - half, high, near))
    drop.space(deck, 0.5 if night else 0.9)
    cabin, white = z + 0.2, 0.8 if night else 1.0
    drop.solid((x - 0.75, high, cabin), (x + 0.75, high + 1.5, cabin + 1.8), front=white, side=0.7)
    for u in (-0.6, 0.08):
        pane = tuple((x + u + dx, high + dy, cabin - 0.01) for dx, dy in
                     ((0, 0.75), (0.52, 0.75), (0.52, 1.25), (0, 1.25)))  # fmt: skip
        drop.space(pane, 1.0 if night else 0.0, stage.fine)
    mast = (x, high + 3.6, cabin + 2.2)
    drop.edge((x, high, cabin + 2.2), mast, stage.bold, white=night)
    drop.edge(mast, bow, stage.fine, white=night)
    drop.edge(bow, (EDGE - 0.4, 0.3, z - 4.0), stage.fine, white=night)


def _bollard(drop: Backdrop, x: float, z: float) -> None:
    """An iron mooring post with its cap."""
    if z < 0.6 - drop.stage.distance:
        return
    scale = drop.stage.scale_at(z)
    drop.solid((x - 0.13, 0, z - 0.13), (x + 0.13, 0.4, z + 0.13), front=0.0, side=0.0)
    cx, cy = drop.stage.point((x, 0.42, z))
    drop.path(
        Path.ellipse(Box(cx - scale * 0.22, cy - scale * 0.1, cx + scale * 0.22, cy + scale * 0.1)), 0.0
    )


def _crates(drop: Backdrop) -> None:
    """Fish boxes stacked before the sheds."""
    tone = 0.45 if drop.stage.night else 1.0
    for x, z, count in ((-2.9, 8.6, 3), (-2.2, 9.0, 2), (-2.8, 4.4, 2)):
        for layer in range(count):
            low = layer * 0.36
            drop.solid((x, low, z), (x + 0.65, low + 0.32, z + 0.5), front=tone, side=0.5, top=tone)
            drop.edge((x + 0.1, low + 0.16, z - 0.01), (x + 0.55, low + 0.16, z - 0.01), drop.stage.fine)
