"""Places outdoors that people built, one by one: rooftop, bridge, shrine."""

from __future__ import annotations

from mangacli.generate.draft.backdrop import Backdrop, facing_wall, side_wall
from mangacli.generate.draft.brush import gradient, halo
from mangacli.generate.draft.ink import Inked
from mangacli.generate.draft.places.nature import grass, ground, tree
from mangacli.generate.draft.places.sea import glitter
from mangacli.generate.draft.places.sky import sky
from mangacli.generate.draft.places.street import skyline
from mangacli.generate.draft.stage import Stage
from mangacli.geometry import Box, Path


def rooftop(stage: Stage) -> list[Inked]:
    """A flat roof with a wire fence, a stair house and the town beyond."""
    drop = Backdrop(stage)
    sky(drop)
    skyline(drop, 60.0, 12.0, below=0.16 if stage.night else 0.8)
    night, back, near = stage.night, 4.2, -stage.distance
    wide = stage.width_at(back)
    floor = ((-99, 0, back), (99, 0, back), (99, 0, near), (-99, 0, near))
    drop.space(floor, 0.35 if night else 1.0, stage.medium)
    step = 1.3
    for index in range(-24, 25):
        drop.edge((index * step, 0, near), (index * step, 0, back), stage.fine)
    z = back - step
    while z > near:
        drop.edge((-99, 0, z), (99, 0, z), stage.fine)
        z -= step
    wall = facing_wall(back)
    drop.space(wall.rect(-99, 0, 99, 0.35), 0.3 if night else 0.85, stage.medium)
    _fence(drop, back, wide)
    side = 1 if stage.dice("stair house").random() < 0.5 else -1
    middle = (stage.width / 2 - stage.vanishing) / stage.scale_at(back)
    x = middle + side * wide * 0.34
    drop.solid(
        (x - 1.2, 0, back - 1.6),
        (x + 1.2, 2.5, back - 0.1),
        front=0.3 if night else 1.0,
        side=0.2 if night else 0.7,
    )
    front = facing_wall(back - 1.61, x)
    drop.space(front.rect(-0.45, 0, 0.45, 2.0), 0.0 if night else 0.7, stage.medium)
    drop.solid((x - 1.35, 2.5, back - 1.75), (x + 1.35, 2.65, back), front=0.0, side=0.0)
    return drop.shapes


def _fence(drop: Backdrop, z: float, wide: float) -> None:
    """A wire fence across the view: posts, rails and a diagonal mesh."""
    stage = drop.stage
    white = stage.night
    left = -stage.vanishing / stage.scale_at(z) - 1
    x = left - left % 2
    while x < left + wide + 3:
        drop.edge((x, 0.35, z), (x, 2.0, z), stage.bold, white=white)
        x += 2.0
    for v in (0.45, 1.95):
        drop.edge((left, v, z), (left + wide + 3, v, z), stage.medium, white=white)
    pitch = 0.3 if stage.scale_at(z) > 40 else 0.6
    x = left - 1.6
    while x < left + wide + 3:
        drop.edge((x, 0.45, z), (x + 1.5, 1.95, z), stage.fine * 0.7, white=white)
        drop.edge((x, 1.95, z), (x + 1.5, 0.45, z), stage.fine * 0.7, white=white)
        x += pitch


def bridge(stage: Stage) -> list[Inked]:
    """The deck of a bridge with railings and lamp posts, water and the far bank on both sides."""
    drop = Backdrop(stage)
    sky(drop)
    skyline(drop, 90.0, 18.0)
    night, near, far = stage.night, -stage.distance, 80.0
    edge = stage.ground_at(far)
    water = Box(-9, edge, stage.width + 9, stage.height + 9)
    drop.shapes += gradient(water, (0.08, 0.22) if night else (0.66, 0.84, 0.92))
    glitter(drop, edge, stage.height)
    half = 3.2
    drop.space(
        ((-half, 0, far), (half, 0, far), (half, 0, near), (-half, 0, near)),
        0.4 if night else 1.0,
        stage.medium,
    )
    z = near - near % 2.0
    while z < 40:
        drop.edge((-half, 0, z), (half, 0, z), stage.fine)
        z += 2.0
    for x in (-half, half):
        drop.space(side_wall(x).rect(near, 0, far, 0.15), 0.2 if night else 0.6)
        for v, pen in ((1.1, stage.bold), (0.6, stage.fine)):
            drop.edge((x, v, near), (x, v, far), pen, white=night)
        z = near - near % 1.0
        while z < 30:
            drop.edge((x, 0.15, z), (x, 1.1, z), stage.medium if z % 3 < 0.1 else stage.fine, white=night)
            z += 1.0
    for z in (36.0, 20.0, 8.0):
        for x in (-half, half):
            _lamp_post(drop, x, z)
    return drop.shapes


def _lamp_post(drop: Backdrop, x: float, z: float) -> None:
    stage = drop.stage
    scale = stage.scale_at(z)
    drop.solid((x - 0.07, 0, z), (x + 0.07, 3.4, z + 0.14), front=0.0, side=0.0)
    cx, cy = stage.point((x, 3.6, z))
    if stage.night:
        drop.shapes += halo((cx, cy), (scale * 0.9, scale * 0.25), (0.12, 0.8), bands=20)
    drop.disc((cx, cy), scale * 0.22, 1.0, stage.pen_at((x, 3.6, z)))


def shrine(stage: Stage) -> list[Inked]:
    """A stone path through a torii to a shrine among trees."""
    drop = Backdrop(stage)
    sky(drop, bare=not stage.night)
    ground(drop, 30.0, 0.25 if stage.night else 1.0)
    dice = stage.dice("grove")
    for index in range(9):
        share = (index + 0.5) / 9 - 0.5
        if abs(share) > 0.1:
            tree(drop, share * stage.width_at(20) * 1.1, 20 + dice.uniform(-3, 3), dice.uniform(7, 10), dice)
    near = -stage.distance
    drop.space(((-1.3, 0, 17), (1.3, 0, 17), (1.3, 0, near), (-1.3, 0, near)), 0.4 if stage.night else 0.92)
    z = near - near % 0.9
    while z < 17:
        drop.edge((-1.3, 0, z), (1.3, 0, z), stage.fine)
        z += 0.9
    _hall(drop)
    _torii(drop, 4.5)
    for x in (-2.2, 2.2):
        _stone_lantern(drop, x, 6.0)
    grass(drop, 40)
    return drop.shapes


def _hall(drop: Backdrop) -> None:
    """The shrine's hall at the end of the path: steps, doors, a wide curved roof."""
    stage = drop.stage
    z, half = 17.0, 3.4
    drop.solid((-half, 0, z), (half, 0.8, z + 4), front=0.7, side=0.5)
    drop.solid(
        (-half * 0.85, 0.8, z + 0.4), (half * 0.85, 3.2, z + 4), front=0.25 if stage.night else 1.0, side=0.5
    )
    front = facing_wall(z + 0.38)
    for index in range(6):
        u = -half * 0.8 + index * half * 0.27
        drop.space(front.rect(u, 0.8, u + half * 0.24, 2.9), 0.0 if index in (2, 3) else 0.6, stage.fine)
    left, right = stage.point((-half * 1.35, 3.0, z)), stage.point((half * 1.35, 3.0, z))
    peak_left, peak_right = stage.point((-half * 0.55, 5.4, z)), stage.point((half * 0.55, 5.4, z))
    mid = (left[1] + peak_left[1]) / 2 + (left[1] - peak_left[1]) * 0.28
    roof = Path(
        (
            ("M", left),
            ("C", ((left[0] + peak_left[0]) / 2, mid, peak_left[0], mid, *peak_left)),
            ("L", peak_right),
            ("C", (peak_right[0], mid, (right[0] + peak_right[0]) / 2, mid, *right)),
            ("Z", ()),
        )
    )
    drop.path(roof, 0.0, stage.medium)


def _torii(drop: Backdrop, z: float) -> None:
    """The gate over the path: two posts, tie beam, lintel that rises at its ends."""
    stage = drop.stage
    grey = 0.15 if stage.night else 0.45
    for x in (-1.75, 1.75):
        drop.solid((x - 0.14, 0, z), (x + 0.14, 3.6, z + 0.28), front=grey, side=0.1)
        drop.solid((x - 0.2, 0, z - 0.04), (x + 0.2, 0.3, z + 0.32), front=0.0, side=0.0)
    drop.solid((-2.1, 2.75, z + 0.05), (2.1, 3.0, z + 0.23), front=grey, side=0.1)
    drop.solid((-0.2, 3.0, z + 0.02), (0.2, 3.6, z + 0.1), front=1.0, side=0.5)
    ends = [
        stage.point((x, y, z))
        for x, y in ((-2.6, 3.98), (-2.5, 3.66), (0, 3.55), (2.5, 3.66), (2.6, 3.98), (0, 3.8))
    ]
    (ax, ay), (bx, by), (cx, cy), (dx, dy), (ex, ey), (fx, fy) = ends
    lintel = Path(
        (
            ("M", (ax, ay)),
            ("L", (bx, by)),
            ("C", (cx, cy, cx, cy, dx, dy)),
            ("L", (ex, ey)),
            ("C", (fx, fy, fx, fy, ax, ay)),
            ("Z", ()),
        )
    )
    drop.path(lintel, 0.0, stage.pen_at((0, 3.6, z)))


def _stone_lantern(drop: Backdrop, x: float, z: float) -> None:
    tone = 0.4 if drop.stage.night else 0.85
    drop.solid((x - 0.25, 0, z - 0.25), (x + 0.25, 0.2, z + 0.25), front=tone, side=0.5)
    drop.solid((x - 0.1, 0.2, z - 0.1), (x + 0.1, 1.0, z + 0.1), front=tone, side=0.5)
    drop.solid((x - 0.22, 1.0, z - 0.22), (x + 0.22, 1.4, z + 0.22), front=1.0, side=0.5)
    light = facing_wall(z - 0.23, x)
    drop.space(light.rect(-0.1, 1.08, 0.1, 1.32), 1.0 if drop.stage.night else 0.0, drop.stage.fine)
    cap = tuple((x + dx, y, z - 0.3) for dx, y in ((-0.42, 1.4), (0.42, 1.4), (0.12, 1.72), (-0.12, 1.72)))
    drop.space(cap, tone)
