"""A park: a winding path between lawns and trees, a bench, a lamp, a fountain where the panel has one."""

from __future__ import annotations

from mangacli.generate.draft.backdrop import Backdrop, facing_wall
from mangacli.generate.draft.brush import bumpy, halo, lens
from mangacli.generate.draft.ink import Inked
from mangacli.generate.draft.places.nature import grass, ground, tree
from mangacli.generate.draft.places.sky import sky
from mangacli.generate.draft.places.street import skyline
from mangacli.generate.draft.stage import Stage
from mangacli.geometry import Box, Path

FOUNTAIN = r"\bfountain\b|噴水"
SWINGS = r"\b(?:swings?|playground)\b|ブランコ"


def park(stage: Stage) -> list[Inked]:
    """A stage → a park with the roofs of the town behind its trees."""
    drop = Backdrop(stage)
    sky(drop)
    skyline(drop, 80.0, 20.0)
    ground(drop, 60.0, 0.3 if stage.night else 0.93)
    _hedge(drop, 40.0)
    dice = stage.dice("trees")
    for share in (-0.44, 0.4, -0.2, 0.24):
        z = dice.uniform(13, 26)
        tree(drop, share * stage.width_at(z), z, dice.uniform(5, 7.5), dice)
    _path(drop)
    side = dice.choice((-1.0, 1.0))
    if stage.mentions(FOUNTAIN):
        _fountain(drop, side * 3.2, 9.0)
    if stage.mentions(SWINGS):
        _swings(drop, side * 3.6, 6.5)
    _bench(drop, (-side if stage.mentions(FOUNTAIN) else side) * 2.6, 4.2)
    _lamp(drop, -side * 2.3, 8.0)
    grass(drop, 60)
    return drop.shapes


def _hedge(drop: Backdrop, z: float) -> None:
    """A far row of bushes, toned, with leaves in black below."""
    stage = drop.stage
    foot, high = stage.ground_at(z), stage.scale_at(z) * 3.2
    for share, fill in ((1.0, 0.1 if stage.night else 0.55), (0.45, 0.0)):
        crest = [(-20.0, foot - high * share), (stage.width + 20, foot - high * share)]
        outline = bumpy(crest, high * 0.6, stage.dice(f"hedge {share}"), closed=False)
        drop.path(
            Path((*outline.segments, ("L", (stage.width + 20, foot)), ("L", (-20.0, foot)), ("Z", ()))),
            fill,
            stage.fine,
        )


def _path(drop: Backdrop) -> None:
    """The gravel path with its kerbs."""
    stage = drop.stage
    near = -stage.distance + 0.3
    grey = 0.6 if stage.night else 1.0
    bends = [(60.0, 5.0), (36.0, 1.5), (20.0, -0.6), (10.0, 0.2), (4.0, 0.0), (near, 0.0)]
    for half, pen, fill in ((1.6, stage.medium, 0.75), (1.45, 0.0, grey)):
        left = [stage.point((x - half, 0, z)) for z, x in bends]
        right = [stage.point((x + half, 0, z)) for z, x in reversed(bends)]
        drop.area([*left, *right], fill, pen)


def _bench(drop: Backdrop, x: float, z: float) -> None:
    """A wooden bench on iron legs, seen from the front."""
    wood, iron = (0.5, 0.0) if drop.stage.night else (1.0, 0.0)
    for leg in (x - 0.75, x + 0.7):
        drop.solid((leg, 0, z), (leg + 0.06, 0.42, z + 0.4), front=iron, side=iron)
        drop.solid((leg, 0.42, z + 0.38), (leg + 0.06, 0.9, z + 0.42), front=iron, side=iron)
    for v in (0.55, 0.75):
        drop.solid((x - 0.9, v, z + 0.34), (x + 0.9, v + 0.14, z + 0.38), front=wood, side=0.5, top=wood)
    drop.solid((x - 0.9, 0.4, z - 0.02), (x + 0.9, 0.46, z + 0.36), front=wood, side=0.5, top=wood)


def _lamp(drop: Backdrop, x: float, z: float) -> None:
    """An old iron lamp with a glass lantern."""
    stage = drop.stage
    scale = stage.scale_at(z)
    drop.solid((x - 0.05, 0, z), (x + 0.05, 3.0, z + 0.1), front=0.0, side=0.0)
    drop.solid((x - 0.12, 0, z - 0.05), (x + 0.12, 0.35, z + 0.15), front=0.0, side=0.0)
    if stage.night:
        light = stage.point((x, 3.25, z))
        drop.shapes += halo(light, (scale * 1.1, scale * 0.25), (0.12, 0.8), bands=40)
    glass = [stage.point((x + dx, y, z)) for dx, y in ((-0.13, 3.0), (-0.22, 3.5), (0.22, 3.5), (0.13, 3.0))]
    drop.area(glass, 1.0, stage.pen_at((x, 3, z)))
    cap = [stage.point((x + dx, y, z)) for dx, y in ((-0.28, 3.5), (0.0, 3.75), (0.28, 3.5))]
    drop.area(cap, 0.0, stage.fine)


def _fountain(drop: Backdrop, x: float, z: float) -> None:
    """A round basin with a bowl on a column and water that falls from it."""
    stage = drop.stage
    scale = stage.scale_at(z)
    cx, foot = stage.point((x, 0, z))
    stone, dark = (0.5, 0.2) if stage.night else (1.0, 0.55)
    rim = Box(cx - 1.7 * scale, foot - 0.72 * scale, cx + 1.7 * scale, foot - 0.28 * scale)
    wall = ((rim.x1, rim.center[1]), (rim.x2, rim.center[1]), (rim.x2, foot), (rim.x1, foot))
    drop.area(wall, stone, stage.medium)
    drop.path(Path.ellipse(rim), dark, stage.medium)
    drop.area([(cx + dx * scale, foot - y * scale) for dx, y in
               ((-0.2, 0.5), (-0.1, 1.5), (0.1, 1.5), (0.2, 0.5))], stone, stage.medium)  # fmt: skip
    bowl = Box(cx - 0.7 * scale, foot - 1.7 * scale, cx + 0.7 * scale, foot - 1.4 * scale)
    drop.path(Path.ellipse(bowl), stone, stage.medium)
    for index in range(9):
        share = index / 4 - 1
        top = (cx + share * 0.25 * scale, foot - 2.3 * scale + abs(share) * 0.4 * scale)
        fall = (cx + share * 1.1 * scale, foot - 0.5 * scale)
        drop.path(lens(top, fall, scale * 0.05, share * scale * 0.25), 1.0, stage.fine)


def _swings(drop: Backdrop, x: float, z: float) -> None:
    """A frame with two swings."""
    stage = drop.stage
    for end in (x - 1.6, x + 1.6):
        for foot in (z - 0.7, z + 0.7):
            drop.edge((end, 0, foot), (end, 2.3, z), stage.bold, white=stage.night)
    drop.edge((x - 1.6, 2.3, z), (x + 1.6, 2.3, z), stage.bold, white=stage.night)
    wall = facing_wall(z, x)
    for u in (-0.8, 0.6):
        for rope in (u, u + 0.45):
            drop.edge(wall.spot(rope, 2.3), wall.spot(rope, 0.5), stage.fine, white=stage.night)
        drop.space(wall.rect(u - 0.05, 0.44, u + 0.5, 0.52), 0.3, stage.medium)
