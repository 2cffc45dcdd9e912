"""Built places outdoors: a street, a row of shops, a roof, a bridge; by day and by night."""

from __future__ import annotations

from itertools import pairwise
from random import Random

from mangacli.generate.draft.backdrop import Backdrop, Wall, side_wall
from mangacli.generate.draft.ink import Inked
from mangacli.generate.draft.places.sky import sky
from mangacli.generate.draft.stage import Stage
from mangacli.geometry import Path, Point

FAR = 70.0
"""Metres to where a street ends in the skyline."""


def street(stage: Stage) -> list[Inked]:
    """A street that runs away from the viewer between houses, with poles and wires."""
    drop = Backdrop(stage)
    sky(drop)
    skyline(drop, FAR)
    _road(drop, 3.0)
    dice = stage.dice("houses")
    left = _house_row(drop, dice, -4.6)
    right = _house_row(drop, dice, 4.6)
    for house in sorted((*left, *right), key=lambda house: -house.near):
        house.draw(drop)
    _poles(drop, 3.9 if dice.random() < 0.5 else -3.9)
    return drop.shapes


def skyline(drop: Backdrop, z: float, tallest: float = 16.0, below: float = 1.0) -> None:
    """A far row of roofs against the sky, flat as a stencil; all that lies below is of the grey `below`."""
    stage = drop.stage
    dice = stage.dice("skyline")
    scale, ground = stage.scale_at(z), stage.ground_at(z)
    points: list[Point] = [(-20.0, ground)]
    x = -20.0
    while x < stage.width + 20:
        step = scale * dice.uniform(6, 15)
        roof = ground - scale * tallest * dice.uniform(0.3, 1.0)
        points += [(x, roof), (x + step, roof)]
        x += step
    points.append((x, ground))
    drop.area(points, 0.16 if stage.night else 0.72, stage.fine)
    drop.area(((-20, ground - 1), (x, ground - 1), (x, stage.height + 20), (-20, stage.height + 20)), below)


def _road(drop: Backdrop, half: float) -> None:
    """Ground, carriageway, kerbs and a dashed middle line."""
    stage = drop.stage
    near = -stage.distance
    ground = 0.45 if stage.night else 1.0
    drop.space(((-300, 0, FAR), (300, 0, FAR), (300, 0, near), (-300, 0, near)), ground, stage.fine)
    if stage.night:
        drop.space(((-half, 0, FAR), (half, 0, FAR), (half, 0, near), (-half, 0, near)), 0.3, 0.0)
    else:
        shade = -half + 2.2
        drop.space(((-60, 0, FAR), (shade, 0, FAR), (shade, 0, near), (-60, 0, near)), 0.8, 0.0)
    for x in (-half, half):
        drop.edge((x, 0, near), (x, 0, FAR), stage.medium)
        side = 0.3 if x > 0 else -0.3
        drop.edge((x + side, 0, near), (x + side, 0, FAR), stage.fine)
    z = -stage.distance - (-stage.distance) % 4
    while z < 40:
        drop.space(((-0.08, 0, z), (0.08, 0, z), (0.08, 0, z + 1.8), (-0.08, 0, z + 1.8)), 1.0, 0.0)
        z += 4


class _House:
    """One house of a row: where it stands, how high, how it is lit."""

    def __init__(self, dice: Random, x: float, near: float) -> None:
        self.x = x
        self.near = near
        self.far = near + dice.uniform(6, 10)
        self.floors = dice.randint(2, 4)
        self.storey = dice.uniform(2.7, 3.0)
        self.tone = dice.choice((1.0, 1.0, 0.92)) if x > 0 else dice.choice((0.84, 0.8, 0.7))
        self.shop = dice.random() < 0.5
        self.gable = self.floors == 2 and dice.random() < 0.6
        self.lit = tuple(dice.random() < 0.4 for _ in range(32))
        self.sign = dice.random() < 0.5
        self.depth = dice.uniform(7, 12)

    @property
    def height(self) -> float:
        return self.floors * self.storey + 0.4

    def draw(self, drop: Backdrop) -> None:
        """The house as a solid with its street front."""
        stage = drop.stage
        sign = 1.0 if self.x > 0 else -1.0
        outer = self.x + sign * self.depth
        low = (min(self.x, outer), 0.0, self.near)
        high = (max(self.x, outer), self.height, self.far)
        dark = 0.14 if stage.night else None
        front = dark if dark is not None else self.tone
        side = 0.24 if stage.night else self.tone
        shade = front if stage.night else 0.6 if self.x > 0 else 1.0
        if self.gable:
            self._roof(drop, sign)
        drop.solid(low, high, front=shade, side=side, top=0.6, pen=None)
        self._details(drop, sign)

    def _roof(self, drop: Backdrop, sign: float) -> None:
        """A ridged roof along the street."""
        middle = self.x + sign * self.depth / 2
        eave, ridge = self.height, self.height + 2.4
        out = self.x - sign * 0.5
        slope = 0.1 if drop.stage.night else 0.4
        drop.space(
            (
                (out, eave - 0.2, self.near),
                (middle, ridge, self.near),
                (middle, ridge, self.far),
                (out, eave - 0.2, self.far),
            ),
            slope,
        )
        back = self.x + sign * (self.depth + 0.5)
        drop.space(
            ((out, eave - 0.2, self.near), (back, eave - 0.2, self.near), (middle, ridge, self.near)), 0.9
        )

    def _details(self, drop: Backdrop, sign: float) -> None:
        """Windows, door or shop front, a projecting sign; fewer in the distance."""
        stage = drop.stage
        if self.far < -stage.distance + 0.5:
            return
        wall = side_wall(self.x - sign * 0.01, self.near)
        length = self.far - self.near
        count = max(2, int(length / 2.2))
        step = length / count
        for floor in range(self.floors):
            for place in range(count):
                if floor == 0 and self.shop:
                    break
                u = place * step + step * 0.25
                v = floor * self.storey + 0.9
                door = floor == 0 and place == 1
                self._window(
                    drop, wall, (u, 0.0 if door else v, u + step * 0.5, v + 1.25), floor * count + place
                )
        if self.shop:
            _shop_front(drop, wall, length, sign)
        for floor in range(1, self.floors):
            drop.edge(
                wall.spot(0, floor * self.storey + 0.2),
                wall.spot(length, floor * self.storey + 0.2),
                stage.fine,
            )
        if self.sign:
            drop.solid(
                (self.x - sign * 0.75 if sign > 0 else self.x, self.storey + 0.5, self.near + 1),
                (self.x if sign > 0 else self.x - sign * 0.75, self.storey + 2.6, self.near + 1.15),
                front=1.0,
                side=0.2,
            )

    def _window(
        self, drop: Backdrop, wall: Wall, rect: tuple[float, float, float, float], index: int
    ) -> None:
        stage = drop.stage
        lit = self.lit[index % len(self.lit)]
        glass = (1.0 if lit else 0.0) if stage.night else (0.0 if lit else 0.6)
        far = wall.origin[2] > 18
        drop.space(wall.rect(*rect), glass, 0.0 if far and stage.night else stage.fine)
        if not far:
            u1, v1, u2, v2 = rect
            drop.edge(wall.spot((u1 + u2) / 2, v1), wall.spot((u1 + u2) / 2, v2), stage.fine)
            drop.edge(wall.spot(u1 - 0.1, v1), wall.spot(u2 + 0.1, v1), stage.medium)


def _house_row(drop: Backdrop, dice: Random, x: float) -> list[_House]:
    houses = []
    z = -9.0 - dice.uniform(0, 4)
    while z < FAR - 12:
        house = _House(dice, x, z)
        houses.append(house)
        z = house.far + dice.choice((0.0, 0.0, 0.8, 1.6))
    return [house for house in houses if house.far > -drop.stage.distance]


def _shop_front(drop: Backdrop, wall: Wall, length: float, sign: float) -> None:
    """A shop window under a striped awning and a sign board."""
    stage = drop.stage
    glass = 1.0 if stage.night else 0.7
    drop.space(wall.rect(0.5, 0.3, length - 2.0, 2.1), glass, stage.medium)
    drop.space(wall.rect(length - 1.6, 0.0, length - 0.6, 2.1), 0.9, stage.medium)
    drop.space(wall.rect(0.2, 2.6, length - 0.2, 3.2), 0.1 if stage.night else 1.0, stage.medium)
    out = -sign * 0.9
    stripes = max(4, int(length / 0.7))
    for index in range(stripes):
        u1, u2 = length * index / stripes, length * (index + 1) / stripes
        (x, _, z1), (_, _, z2) = wall.spot(u1, 0), wall.spot(u2, 0)
        fill = 0.0 if index % 2 else 1.0
        drop.space(((x, 2.6, z1), (x, 2.6, z2), (x + out, 2.15, z2), (x + out, 2.15, z1)), fill, stage.fine)


def _poles(drop: Backdrop, x: float) -> None:
    """Utility poles in a row and the wires that sag between them."""
    stage = drop.stage
    depths = [z for z in (34.0, 20.0, 8.0, -3.5) if z > -stage.distance + 1.2]
    tops: list[tuple[Point, Point]] = []
    for z in depths:
        drop.solid((x - 0.14, 0, z), (x + 0.14, 8.4, z + 0.28), front=0.5, side=0.3)
        arm_left, arm_right = (x - 0.9, 7.8, z), (x + 0.9, 7.8, z)
        drop.edge(arm_left, arm_right, stage.pen_at(arm_left) * 1.6)
        drop.edge((x - 0.6, 7.1, z), (x + 0.6, 7.1, z), stage.pen_at(arm_left))
        tops.append((stage.point(arm_left), stage.point(arm_right)))
    if depths:
        beyond = -stage.distance + 0.4
        tops.append((stage.point((x - 0.9, 7.8, beyond)), stage.point((x + 0.9, 7.8, beyond))))
    for first, second in pairwise(tops):
        for a, b in zip(first, second, strict=True):
            _wire(drop, a, b)


def _wire(drop: Backdrop, a: Point, b: Point) -> None:
    limit = 6 * max(drop.stage.width, drop.stage.height)
    if abs(b[0]) > limit or abs(b[1]) > limit:
        return
    sag = abs(b[0] - a[0]) * 0.08
    mid = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2 + sag)
    drop.path(Path((("M", a), ("C", (*mid, *mid, *b)))), None, drop.stage.fine, white=drop.stage.night)
