"""Aboard a spaceship: the bridge with its great window on the stars, consoles, ribs of the hull, lights."""

from __future__ import annotations

from itertools import pairwise
from random import Random

from mangacli.generate.draft.backdrop import Backdrop, Wall, facing_wall, side_wall
from mangacli.generate.draft.ink import Inked
from mangacli.generate.draft.stage import Spot, Stage
from mangacli.geometry import Box, Path

BACK, HALF, HIGH = 3.8, 2.7, 2.9
"""Metres: the window's depth, half the bridge's width at breast height, its height."""


def spaceship(stage: Stage) -> list[Inked]:
    """A stage → the bridge of a spaceship; from the other side, the bulkhead with its door."""
    drop = Backdrop(stage)
    near = -stage.distance
    drop.shapes.append(Inked(Path.box(stage.box), 0.34))
    floor = ((-HALF, 0, near), (HALF, 0, near), (HALF, 0, BACK), (-HALF, 0, BACK))
    roof = (
        (-HALF + 0.7, HIGH, near),
        (HALF - 0.7, HIGH, near),
        (HALF - 0.7, HIGH, BACK),
        (-HALF + 0.7, HIGH, BACK),
    )
    drop.space(floor, 0.62)
    drop.space(roof, 0.5)
    for side in (-1.0, 1.0):
        _side(drop, side, near)
    if stage.reverse:
        _bulkhead(drop)
    else:
        _window(drop)
        _console(drop)
    z = BACK - 0.9
    while z > near:
        drop.edge((-HALF, 0, z), (HALF, 0, z), stage.fine)
        _rib(drop, z)
        z -= 1.5
    for x in (-0.5, 0.5):
        drop.space(
            ((x - 0.08, 0, near), (x + 0.08, 0, near), (x + 0.08, 0, BACK), (x - 0.08, 0, BACK)),
            1.0,
            stage.fine,
        )
    return drop.shapes


def _side(drop: Backdrop, side: float, near: float) -> None:
    """One wall: it leans in above the panels, which are full of lamps and dials."""
    stage = drop.stage
    wall = side_wall(side * HALF, near)
    length = BACK - near
    drop.space(wall.rect(0, 0, length, 1.5), 0.85 if side > 0 else 0.62, stage.medium)
    leaning = ((side * HALF, 1.5, near), (side * HALF, 1.5, BACK), (side * (HALF - 0.7), HIGH, BACK),
               (side * (HALF - 0.7), HIGH, near))  # fmt: skip
    drop.space(leaning, 1.0 if side > 0 else 0.72, stage.medium)
    dice = stage.dice(f"panels {side}")
    u = max(0.2, length - 7.0)
    while u < length - 0.7:
        wide = dice.choice((0.5, 0.8, 1.1))
        if u + wide > length - 0.1:
            return
        _panel(drop, wall, (u, 0.5, u + wide, 1.35), dice)
        drop.space(wall.rect(u, 0.12, u + wide, 0.4), None, stage.fine)
        u += wide + 0.14


def _panel(drop: Backdrop, wall: Wall, rect: tuple[float, float, float, float], dice: Random) -> None:
    """A panel of instruments: a screen, a row of lamps, or lines of switches."""
    stage = drop.stage
    u1, v1, u2, v2 = rect
    drop.space(wall.rect(u1, v1, u2, v2), 0.34, stage.medium)
    if dice.random() < 0.5:
        drop.space(wall.rect(u1 + 0.06, v1 + 0.3, u2 - 0.06, v2 - 0.06), 0.0, stage.fine)
        for k in range(3):
            v = v2 - 0.18 - 0.12 * k
            drop.edge(
                wall.spot(u1 + 0.12, v), wall.spot(u2 - 0.12 - 0.1 * dice.random(), v), stage.fine, white=True
            )
    for row in range(2):
        for k in range(max(2, int((u2 - u1) / 0.16))):
            u, v = u1 + 0.06 + 0.15 * k, v1 + 0.06 + 0.12 * row
            drop.space(wall.rect(u, v, u + 0.08, v + 0.07), dice.choice((0.0, 1.0, 1.0, 0.62)), 0.0)


def _rib(drop: Backdrop, z: float) -> None:
    """A rib of the hull, from the floor up the walls and over the roof."""
    thick = 0.16
    half: list[Spot] = [(-HALF, 0, z), (-HALF, 1.5, z), (-HALF + 0.7, HIGH, z)]
    corners = [*half, *((-x, y, z) for x, y, _ in reversed(half))]
    for (x1, y1, _), (x2, y2, _) in pairwise(corners):
        inner = [(x - thick * (1 if x > 0 else -1), min(y, HIGH - thick)) for x, y in ((x1, y1), (x2, y2))]
        face = ((x1, y1, z), (x2, y2, z), (*inner[1], z), (*inner[0], z))
        drop.space(face, 1.0)


def _window(drop: Backdrop) -> None:
    """The great window: space with stars and a planet, in its frame."""
    stage = drop.stage
    wall = facing_wall(BACK)
    frame = [(-HALF, 0.0), (HALF, 0.0), (HALF, 1.5), (HALF - 0.7, HIGH), (-HALF + 0.7, HIGH), (-HALF, 1.5)]
    drop.space([wall.spot(*corner) for corner in frame], 0.72, stage.medium)
    pane = [(-HALF + 0.3, 0.85), (HALF - 0.3, 0.85), (HALF - 0.3, 1.5), (HALF - 0.85, HIGH - 0.25),
            (-HALF + 0.85, HIGH - 0.25), (-HALF + 0.3, 1.5)]  # fmt: skip
    outline = stage.outline([wall.spot(*corner) for corner in pane])
    if not outline:
        return
    glass = Path.polygon(outline)
    drop.path(glass, 0.0, stage.bold)
    dice, box = stage.dice("space"), glass.bounds
    (cx, cy), radius = stage.point(wall.spot(1.1, 1.5)), 0.8 * stage.scale_at(BACK)
    for _ in range(70):
        x, y = box.x1 + dice.random() * box.width, box.y1 + dice.random() * box.height
        size = stage.unit * dice.choice((0.3, 0.4, 0.7))
        star = Path.ellipse(Box(x - size, y - size, x + size, y + size))
        drop.shapes.append(Inked(star, 1.0, clip=glass))
    drop.shapes.append(
        Inked(Path.ellipse(Box(cx - radius, cy - radius, cx + radius, cy + radius)), 0.85, clip=glass)
    )
    for tilt, grey in ((0.35, 0.5), (0.7, 0.0)):
        shade = Box(
            cx - radius * 1.02 + radius * tilt,
            cy - radius * 1.02,
            cx + radius * (1.1 + tilt),
            cy + radius * 1.02,
        )
        planet = Path.ellipse(
            Box(cx - radius * 1.01, cy - radius * 1.01, cx + radius * 1.01, cy + radius * 1.01)
        )
        drop.shapes.append(Inked(Path.ellipse(shade), grey, clip=_both(planet, glass)))
    for u in (-0.85, 0.85):
        drop.space(wall.rect(u - 0.05, 0.85, u + 0.05, HIGH - 0.25), 0.72, stage.medium)


def _both(planet: Path, glass: Path) -> Path:
    """Where a planet is seen: its own outline, as long as it lies in the glass."""
    inner, outer = planet.bounds, glass.bounds
    return planet if outer.contains(inner) else glass


def _console(drop: Backdrop) -> None:
    """The console under the window with its screens, and two chairs."""
    stage = drop.stage
    z = BACK - 1.0
    drop.solid((-1.9, 0, z), (1.9, 0.7, BACK - 0.2), front=0.34, side=0.2, top=1.0)
    top = ((-1.9, 0.7, z), (1.9, 0.7, z), (1.9, 0.98, BACK - 0.3), (-1.9, 0.98, BACK - 0.3))
    drop.space(top, 0.85, stage.medium)
    front = facing_wall(z - 0.01)
    for u in (-1.6, -0.6, 0.4, 1.3):
        drop.space(front.rect(u, 0.34, u + 0.5, 0.6), 1.0, stage.fine)
        for k in range(3):
            drop.space(front.rect(u + 0.1 * k, 0.14, u + 0.1 * k + 0.06, 0.2), 1.0 if k % 2 else 0.0, 0.0)
    for x in (-0.95, 0.95):
        _chair(drop, x, z - 0.75)


def _chair(drop: Backdrop, x: float, z: float) -> None:
    """A pilot's chair, its back to the viewer."""
    drop.solid((x - 0.06, 0, z), (x + 0.06, 0.4, z + 0.1), front=0.0, side=0.0)
    drop.solid((x - 0.32, 0.38, z - 0.1), (x + 0.32, 0.5, z + 0.4), front=0.2, side=0.1, top=0.5)
    drop.solid((x - 0.3, 0.5, z - 0.14), (x + 0.3, 1.3, z - 0.04), front=0.0, side=0.34, top=0.62)
    back = facing_wall(z - 0.15, x)
    drop.space(back.rect(-0.2, 0.62, 0.2, 1.18), 0.34, drop.stage.fine)


def _bulkhead(drop: Backdrop) -> None:
    """The wall at the back with its sliding door and a round hatch light."""
    stage = drop.stage
    wall = facing_wall(BACK)
    frame = [(-HALF, 0.0), (HALF, 0.0), (HALF, 1.5), (HALF - 0.7, HIGH), (-HALF + 0.7, HIGH), (-HALF, 1.5)]
    drop.space([wall.spot(*corner) for corner in frame], 0.85, stage.medium)
    door = [(-0.7, 0.0), (0.7, 0.0), (0.7, 1.8), (0.45, 2.15), (-0.45, 2.15), (-0.7, 1.8)]
    drop.space([wall.spot(*corner) for corner in door], 0.5, stage.bold)
    drop.edge(wall.spot(0, 0), wall.spot(0, 2.15), stage.medium)
    for u in (-0.5, 0.15):
        drop.space(wall.rect(u, 1.2, u + 0.35, 1.5), 0.0, stage.fine)
    dice = stage.dice("bulkhead")
    for u in (-2.2, 1.2):
        _panel(drop, wall, (u, 0.6, u + 1.0, 1.5), dice)
    x, y = stage.point(wall.spot(0.0, 2.5))
    for radius, fill in ((0.16, 1.0), (0.1, 0.0)):
        r = radius * stage.scale_at(BACK)
        drop.disc((x, y), r, fill, stage.fine)
