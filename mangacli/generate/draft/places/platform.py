"""A railway platform: roof on posts, tracks, a name board and a clock; a train where the panel has one."""

from __future__ import annotations

from mangacli.generate.draft.backdrop import Backdrop, facing_wall, side_wall
from mangacli.generate.draft.ink import Inked
from mangacli.generate.draft.places.nature import ridge
from mangacli.generate.draft.places.sky import sky
from mangacli.generate.draft.stage import Stage

FAR = 60.0
EDGE = 2.6
"""Metres from the middle of the platform to its edge; the track lies beyond it, a metre lower."""
TRAIN = r"\btrain\b(?! (?:station|platform))|電車|列車|汽車"


def platform(stage: Stage) -> list[Inked]:
    """A stage → a platform that runs away from the viewer, tracks to its right."""
    drop = Backdrop(stage)
    sky(drop, bare=stage.weather != "")
    base = stage.ground_at(FAR)
    ridge(drop, base, stage.height * 0.14, "hills", fill=0.12 if stage.night else 0.8, rough=0.2)
    drop.area(
        ((-9, base), (stage.width + 9, base), (stage.width + 9, stage.height + 9), (-9, stage.height + 9)),
        _snowy(stage),
    )
    _track(drop)
    if stage.mentions(TRAIN):
        _train(drop)
    _deck(drop)
    _station_house(drop)
    _roof(drop)
    _board(drop)
    return drop.shapes


def _snowy(stage: Stage) -> float:
    """The ground's grey: paper in snow and by day."""
    if stage.night:
        return 0.72 if stage.weather == "snow" else 0.3
    return 1.0


def _track(drop: Backdrop) -> None:
    """Gravel bed, sleepers, two rails."""
    stage = drop.stage
    near, low = -stage.distance, -1.0
    bed = ((EDGE, low, FAR), (EDGE + 4.2, low, FAR), (EDGE + 4.2, low, near), (EDGE, low, near))
    drop.space(bed, 0.3 if stage.night else 0.7, stage.fine)
    z = FAR - 20
    while z > near:
        drop.space(
            (
                (EDGE + 0.8, low, z),
                (EDGE + 3.4, low, z),
                (EDGE + 3.4, low, z - 0.25),
                (EDGE + 0.8, low, z - 0.25),
            ),
            0.0,
            0.0,
        )
        z -= 0.8
    for x in (EDGE + 1.4, EDGE + 2.8):
        drop.edge((x, low + 0.12, near), (x, low + 0.12, FAR), stage.bold, white=stage.night)


def _train(drop: Backdrop) -> None:
    """A train at the platform: its front with lamps, its side with lit windows and doors."""
    stage = drop.stage
    near, side = 5.0, EDGE + 0.5
    dark = stage.night
    drop.solid(
        (side, -0.7, near), (side + 2.9, 2.9, FAR), front=0.5 if dark else 1.0, side=0.35 if dark else 0.9
    )
    wall = side_wall(side - 0.01, near)
    u = 0.8
    while u < 42:
        drop.space(wall.rect(u, 0.95, u + 1.5, 1.95), 1.0 if dark else 0.6, stage.fine)
        drop.space(wall.rect(u + 2.0, -0.1, u + 3.1, 2.2), 0.5 if dark else 1.0, stage.fine)
        drop.space(wall.rect(u + 2.2, 0.95, u + 2.9, 1.9), 1.0 if dark else 0.6, stage.fine)
        u += 3.8
    drop.space(wall.rect(0, 0.45, 50, 0.7), 0.0, 0.0)
    front = facing_wall(near - 0.01, side)
    drop.space(front.rect(0.3, 0.95, 2.6, 2.2), 1.0 if dark else 0.15, stage.medium)
    drop.space(front.rect(0.9, 2.35, 2.0, 2.65), 0.0, stage.fine)
    drop.space(front.rect(0, 0.45, 2.9, 0.7), 0.0, 0.0)
    for x in (0.45, 2.45):
        drop.disc(stage.point((side + x, 0.1, near)), stage.scale_at(near) * 0.17, 1.0, stage.medium)


def _deck(drop: Backdrop) -> None:
    """The platform itself with its blind-track of tiles along the edge."""
    stage = drop.stage
    near = -stage.distance
    left = -9.0
    drop.space(side_wall(EDGE).rect(near, -1.0, FAR, 0.0), 0.1 if stage.night else 0.45)
    drop.space(
        ((left, 0, FAR), (EDGE, 0, FAR), (EDGE, 0, near), (left, 0, near)), _snowy(stage), stage.medium
    )
    for x in (EDGE - 0.12, EDGE - 0.75, EDGE - 1.05):
        drop.edge((x, 0, near), (x, 0, FAR), stage.fine)
    z = near - near % 0.6
    while z < 24:
        drop.edge((EDGE - 1.05, 0, z), (EDGE - 0.75, 0, z), stage.fine)
        z += 0.6


def _station_house(drop: Backdrop) -> None:
    """The waiting room on the platform: wooden wall, lit windows, a sliding door."""
    stage = drop.stage
    dark, wall_x = stage.night, -3.6
    drop.solid((-8.0, 0, 2.5), (wall_x, 3.0, 13.0), front=0.3 if dark else 0.9, side=0.22 if dark else 0.8)
    wall = side_wall(wall_x + 0.01, 2.5)
    for v in (0.3, 0.6, 2.3, 2.6):
        drop.edge(wall.spot(0, v), wall.spot(10.5, v), stage.fine)
    for u in (0.9, 3.1, 7.6):
        drop.space(wall.rect(u, 0.95, u + 1.6, 2.05), 1.0 if dark else 0.5, stage.medium)
        drop.edge(wall.spot(u + 0.8, 0.95), wall.spot(u + 0.8, 2.05), stage.medium)
        drop.edge(wall.spot(u, 1.5), wall.spot(u + 1.6, 1.5), stage.fine)
    drop.space(wall.rect(5.2, 0, 7.0, 2.1), 0.8 if dark else 0.65, stage.medium)
    drop.edge(wall.spot(6.1, 0), wall.spot(6.1, 2.1), stage.medium)
    front = facing_wall(2.49, -8.0)
    drop.space(front.rect(1.2, 0.95, 3.2, 2.05), 1.0 if dark else 0.5, stage.medium)
    drop.edge(front.spot(2.2, 0.95), front.spot(2.2, 2.05), stage.medium)


def _roof(drop: Backdrop) -> None:
    """The roof over the platform, its edge white in snow, on slim posts with a clock."""
    stage = drop.stage
    dark, near, top = stage.night, -stage.distance, 3.3
    for z in (30.0, 22.0, 14.0, 6.5, 3.1):
        drop.solid((EDGE - 1.7, 0, z), (EDGE - 1.55, top, z + 0.15), front=0.0 if not dark else 0.1, side=0.0)
    under = ((-8.4, top, FAR - 20), (EDGE - 0.7, top, FAR - 20), (EDGE - 0.7, top, near), (-8.4, top, near))
    drop.space(under, 0.12 if dark else 0.6)
    drop.space(
        side_wall(EDGE - 0.7, near).rect(0, top, FAR - 20 - near, top + 0.22),
        1.0 if stage.weather == "snow" else 0.0,
    )
    scale = stage.scale_at(6.5)
    x, y = stage.point((EDGE - 1.62, 2.65, 6.4))
    drop.disc((x, y), scale * 0.27, 1.0, stage.bold)
    drop.line(((x, y - scale * 0.2), (x, y), (x + scale * 0.12, y + scale * 0.05)), stage.medium)


def _board(drop: Backdrop) -> None:
    """The station's name board on two posts; its letters are dashes."""
    stage = drop.stage
    x, z = -2.9, 9.0
    for post in (x + 0.15, x + 1.55):
        drop.edge((post, 0, z), (post, 1.3, z), stage.bold)
    face = facing_wall(z, x)
    drop.space(face.rect(0, 0.75, 1.7, 1.5), 1.0, stage.medium)
    drop.space(face.rect(0, 0.88, 1.7, 0.96), 0.0, 0.0)
    for u in (0.35, 0.7, 1.05):
        drop.space(face.rect(u, 1.1, u + 0.26, 1.36), 0.0, 0.0)
