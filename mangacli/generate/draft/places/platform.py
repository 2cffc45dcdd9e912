"""A railway platform: the station's house under its roof, tracks, lamps; a train where the panel has one."""

from __future__ import annotations

from mangacli.generate.draft.backdrop import Backdrop, Wall, facing_wall, side_wall
from mangacli.generate.draft.ink import Inked
from mangacli.generate.draft.places.nature import ridge
from mangacli.generate.draft.places.railcar import railcar
from mangacli.generate.draft.places.sky import sky
from mangacli.generate.draft.stage import Stage
from mangacli.geometry import Box, Path

FAR = 60.0
EDGE = 2.6
"""Metres from the middle of the platform to its edge; the track lies beyond it, a metre lower."""
HOUSE, FRONT, BACK = -3.1, 2.6, 13.0
"""The station's house: x of its wall toward the platform, and the depths that it reaches from and to."""
EAVES, PEAK, RIDGE = 2.85, 5.0, -5.9
"""Heights of its wall and of its roof's ridge, and the x of that ridge."""
EDGE_OF_ROOF, LOW = -1.9, 2.45
"""Where the roof ends over the platform."""
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
        railcar(drop, EDGE + 0.4)
    _deck(drop)
    _station_house(drop)
    _board(drop)
    _lamps(drop)
    return drop.shapes


def _snowy(stage: Stage) -> float:
    """The ground's grey: paper in snow and by day."""
    if stage.night:
        return 0.84 if stage.weather == "snow" else 0.3
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
    """The station's little house: wooden walls, lit windows, a sliding door, a roof on posts before it."""
    stage = drop.stage
    dark = stage.night
    drop.solid((RIDGE * 2 - HOUSE, 0, FRONT), (HOUSE, EAVES, BACK), front=0.3 if dark else 0.92,
               side=0.22 if dark else 0.8)  # fmt: skip
    wall = side_wall(HOUSE + 0.01, FRONT)
    length = BACK - FRONT
    for v in (0.3, 0.6, 2.4):
        drop.edge(wall.spot(0, v), wall.spot(length, v), stage.fine)
    for u in (0.8, 2.9, 7.4):
        _window(drop, wall, u, 1.7)
    drop.space(wall.rect(5.0, 0, 6.9, 2.1), 0.85 if dark else 0.65, stage.medium)
    for u in (5.5, 5.95, 6.4):
        drop.edge(wall.spot(u, 0.1), wall.spot(u, 2.0), stage.medium if u == 5.95 else stage.fine)
    front = facing_wall(FRONT - 0.01, HOUSE)
    gable = [front.spot(u, v) for u, v in ((0, EAVES), (2 * (RIDGE - HOUSE), EAVES), (RIDGE - HOUSE, PEAK))]
    drop.space(gable, 0.3 if dark else 0.92)
    for v in (0.5, 2.4, EAVES):
        drop.edge(front.spot(0, v), front.spot(2 * (RIDGE - HOUSE), v), stage.fine)
    _window(drop, front, -2.1, 1.5)
    _roof(drop)


def _window(drop: Backdrop, wall: Wall, u: float, width: float) -> None:
    """A window of four panes in its frame; at night it is lit."""
    stage = drop.stage
    drop.space(wall.rect(u - 0.1, 0.85, u + width + 0.1, 2.15), 0.0 if stage.night else 1.0, stage.fine)
    drop.space(wall.rect(u, 0.95, u + width, 2.05), 1.0 if stage.night else 0.5, stage.medium)
    drop.edge(wall.spot(u + width / 2, 0.95), wall.spot(u + width / 2, 2.05), stage.medium)
    drop.edge(wall.spot(u, 1.5), wall.spot(u + width, 1.5), stage.fine)


def _roof(drop: Backdrop) -> None:
    """The roof: it comes down over the platform on posts, thick with snow in winter; a clock hangs there."""
    stage = drop.stage
    dark, snow = stage.night, stage.weather == "snow"
    near, far = FRONT - 0.5, BACK + 0.5
    covered = ((HOUSE, EAVES, near), (EDGE_OF_ROOF, LOW, near), (EDGE_OF_ROOF, LOW, far), (HOUSE, EAVES, far))
    drop.space(covered, 0.0 if dark else 0.45)
    for z in (BACK, 9.8, 6.1, FRONT):
        x = EDGE_OF_ROOF - 0.35
        drop.solid((x, 0, z), (x + 0.16, LOW + 0.1, z + 0.16), front=0.12 if dark else 0.3, side=0.0)
        drop.edge((x, LOW - 0.5, z), (x - 0.6, LOW + 0.1, z), stage.bold)
    slope = ((RIDGE, PEAK, near), (EDGE_OF_ROOF, LOW, near), (EDGE_OF_ROOF, LOW, far), (RIDGE, PEAK, far))
    white = 0.92 if dark else 1.0
    if stage.eye > PEAK + (PEAK - LOW) / (RIDGE - EDGE_OF_ROOF) * (RIDGE - stage.camera_place[0]):
        drop.space(slope, white if snow else 0.08 if dark else 0.5)
    thick = 0.32 if snow else 0.2
    for x, y in ((EDGE_OF_ROOF, LOW), (2 * RIDGE - EDGE_OF_ROOF, LOW)):
        end = ((RIDGE, PEAK, near), (x, y, near), (x, y - thick, near), (RIDGE, PEAK - thick, near))
        drop.space(end, white if snow else 0.0, stage.medium)
    drop.space(side_wall(EDGE_OF_ROOF, near).rect(0, LOW - thick, far - near, LOW), white if snow else 0.0)
    drop.space(side_wall(EDGE_OF_ROOF, near).rect(0, LOW - thick - 0.14, far - near, LOW - thick), 0.0)
    _clock(drop)


def _clock(drop: Backdrop) -> None:
    """The clock under the gable."""
    stage = drop.stage
    scale = stage.scale_at(FRONT)
    x, y = stage.point((RIDGE, EAVES + 0.55, FRONT))
    drop.disc((x, y), scale * 0.36, 1.0, stage.bold)
    drop.line(((x, y - scale * 0.26), (x, y), (x + scale * 0.17, y + scale * 0.07)), stage.medium)


def _lamps(drop: Backdrop) -> None:
    """Lamp posts along the platform's edge, a pool of light under each at night."""
    stage = drop.stage
    x = EDGE - 1.5
    for z in (34.0, 22.0, 12.0, 4.5):
        scale = stage.scale_at(z)
        if stage.night:
            cx, cy = stage.point((x - 0.5, 0, z))
            pool = Path.ellipse(Box(cx - scale * 1.3, cy - scale * 0.2, cx + scale * 1.3, cy + scale * 0.2))
            drop.path(pool, 1.0 if stage.weather == "snow" else 0.6)
        drop.solid((x - 0.06, 0, z), (x + 0.06, 3.6, z + 0.12), front=0.0, side=0.0)
        drop.edge((x, 3.55, z), (x - 0.6, 3.55, z), stage.pen_at((x, 0, z)) * 1.5)
        shade = [
            stage.point((x + dx, y, z)) for dx, y in ((-0.9, 3.3), (-0.6, 3.55), (-0.4, 3.55), (-0.1, 3.3))
        ]
        drop.area(shade, 0.0, stage.fine)
        drop.disc(stage.point((x - 0.5, 3.25, z)), scale * 0.12, 1.0, stage.fine)


def _board(drop: Backdrop) -> None:
    """The station's name board on two posts; its letters are dashes."""
    stage = drop.stage
    x, z = -1.2, 15.0
    for post in (x + 0.15, x + 1.55):
        drop.edge((post, 0, z), (post, 1.3, z), stage.bold)
    face = facing_wall(z, x)
    drop.space(face.rect(0, 0.75, 1.7, 1.5), 1.0, stage.medium)
    drop.space(face.rect(0, 0.88, 1.7, 0.96), 0.0, 0.0)
    for u in (0.35, 0.7, 1.05):
        drop.space(face.rect(u, 1.1, u + 0.26, 1.36), 0.0, 0.0)
