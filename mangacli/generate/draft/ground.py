"""What lies under a figure that is seen whole: its shadow, a runner's dust, what it sits or rides on."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from random import Random

from mangacli.generate.draft.brush import bumpy, curve_through, lens, oval
from mangacli.generate.draft.figure import Figure
from mangacli.generate.draft.ink import Inked
from mangacli.generate.draft.lots import digest
from mangacli.generate.draft.skeleton import Skeleton
from mangacli.generate.draft.tailor import PEN
from mangacli.generate.draft.wardrobe import INK, PAPER
from mangacli.geometry import Box, Path, Point, apply

FAST = ("running", "cycling")
"""Poses that whirl up dust."""
SHADE = 0.6
"""Grey of a shadow on the ground."""


def ground_under(figure: Figure) -> list[Inked]:
    """A figure → what is painted before it: shadow and dust where its floor is seen, a seat if it sits."""
    bones = figure.bones
    seat = SEATS.get(figure.acting.seat or bones.pose.seat) if bones.pose.seat else None
    seats = seat(figure) if seat else []
    if not figure.stands:
        return seats
    left, right = _footprint(figure)
    reach = 0.2 * (right - left) + 60 * abs(figure.body[3])
    depth = 0.05 * (right - left) + 34 * abs(figure.body[3])
    shadow = Box(left - reach, figure.floor - depth, right + reach, figure.floor + 0.7 * depth)
    shapes = [Inked(Path.ellipse(shadow), SHADE)]
    if figure.acting.pose in FAST:
        shapes += _dust(figure, max(60.0 * abs(figure.body[3]), right - left), (left, right))
    return [*shapes, *seats]


def _footprint(figure: Figure) -> tuple[float, float]:
    """From where to where a figure touches the ground, in pixels."""
    bones = figure.bones
    spots: list[Point] = [bones.near_leg.end, bones.far_leg.end]
    for limb in (bones.near_leg, bones.far_leg):
        spots.append((limb.end[0] + 130, limb.end[1]))
    if bones.pelvis[1] > bones.ground - 260 or bones.pose.lying:
        spots += [(bones.pelvis[0] - bones.build.hip, bones.pelvis[1]), bones.near_leg.upper.end]
    xs = [apply(figure.body, spot)[0] for spot in spots]
    if bones.pose.lying:
        xs.append(figure.face.center[0])
    return min(xs), max(xs)


def _dust(figure: Figure, size: float, feet: tuple[float, float]) -> list[Inked]:
    """Small clouds of dust behind a runner's feet, the nearest the largest."""
    way = 1.0 if figure.body[0] > 0 else -1.0
    heel, dice = feet[0] if way > 0 else feet[1], Random(digest(figure.character.id, "dust"))
    puffs = []
    for back, share in ((0.95, 0.08), (0.55, 0.12), (0.2, 0.16)):
        x, r = heel - way * back * size * 0.6, share * size
        cloud = bumpy(
            oval(Box(x - r * 1.3, figure.floor - 1.5 * r, x + r * 1.3, figure.floor)), r * 0.8, dice
        )
        puffs.append(Inked(cloud, PAPER, 0.6 * PEN * abs(figure.body[3])))
    return puffs


def _seat_level(bones: Skeleton) -> float:
    """The y of what is sat on: the underside of the thighs."""
    return bones.pelvis[1] + bones.build.leg * 0.95


def _chair(figure: Figure) -> list[Inked]:
    """A chair with a back, seen from its side."""
    bones = figure.bones
    x, seat, floor = bones.pelvis[0], _seat_level(bones), bones.ground
    wide = bones.build.hip
    pieces: list[tuple[Path, float]] = []
    for at, spread in ((x - wide * 1.05, -24), (x + wide * 1.9, 14)):
        pieces.append((_leg((at, seat), (at + spread, floor)), PAPER))
    pieces.append((Path.box(Box(x - wide * 1.25, seat, x + wide * 2.1, seat + 42)), 0.62))
    back = ((x - wide * 1.2, seat), (x - wide * 1.36, seat - bones.build.torso * 0.72))
    for shift in (0.0, 34.0):
        pieces.insert(0, (_leg((back[0][0] + shift, back[0][1]), (back[1][0] + shift, back[1][1])), PAPER))
    return [_inked(figure, path, grey) for path, grey in pieces]


def _leg(top: Point, foot: Point, half: float = 14.0) -> Path:
    return Path.polygon(
        (
            (top[0] - half, top[1]),
            (top[0] + half, top[1]),
            (foot[0] + half, foot[1]),
            (foot[0] - half, foot[1]),
        )
    )


def _bench(figure: Figure) -> list[Inked]:
    """A bench of slats, wide enough for two."""
    bones = figure.bones
    x, seat, floor = bones.pelvis[0], _seat_level(bones), bones.ground
    left, right = x - 560, x + 420
    back = [
        Path.box(Box(left, y, right, y + 58))
        for y in (seat - bones.build.torso * 0.62, seat - bones.build.torso * 0.46)
    ]
    posts = [_leg((at, seat - bones.build.torso * 0.64), (at, floor), 16) for at in (left + 70, right - 70)]
    shapes = [_inked(figure, path, 0.82) for path in (*posts, *back)]
    return [*shapes, _inked(figure, Path.box(Box(left, seat, right, seat + 46)), 0.82)]


def _sofa(figure: Figure) -> list[Inked]:
    """A sofa with a round back and arms."""
    bones = figure.bones
    x, seat, floor = bones.pelvis[0], _seat_level(bones), bones.ground
    left, right, top = x - 620, x + 460, seat - bones.build.torso * 0.62
    back = curve_through(
        [
            (left, floor - 60),
            (left + 10, top + 60),
            (left + 90, top),
            (right - 90, top),
            (right - 10, top + 60),
            (right, floor - 60),
        ],
        True,
    )
    arms = [
        Box(left - 90, seat - 200, left + 60, floor - 40),
        Box(right - 60, seat - 200, right + 90, floor - 40),
    ]
    shapes = [_inked(figure, back, 0.62), _inked(figure, Path.box(Box(left, seat, right, floor - 50)), 0.62)]
    shapes += [_inked(figure, Path.ellipse(Box(box.x1, box.y1, box.x2, box.y1 + 150)), 0.62) for box in arms]
    return [
        *shapes,
        *(_inked(figure, Path.box(Box(box.x1, box.y1 + 75, box.x2, box.y2)), 0.62) for box in arms),
    ]


def _rock(figure: Figure) -> list[Inked]:
    """A boulder, flat where it is sat on."""
    bones = figure.bones
    x, seat, floor = bones.pelvis[0], _seat_level(bones), bones.ground
    outline = [
        (x - 330, floor), (x - 370, floor - 180), (x - 280, seat + 60), (x - 120, seat - 6), (x + 190, seat),
        (x + 300, seat + 110), (x + 360, floor - 140), (x + 340, floor),
    ]  # fmt: skip
    cracks = [((x - 150, seat + 70), (x - 200, floor - 160)), ((x + 180, seat + 130), (x + 150, floor - 70))]
    return [
        _inked(figure, Path.polygon(outline), 0.82),
        *(Inked(lens(*crack, 12, 16).transformed(figure.body), INK) for crack in cracks),
    ]


def _stool(figure: Figure) -> list[Inked]:
    """A round seat on three legs."""
    bones = figure.bones
    x, seat, floor = bones.pelvis[0] + 40, _seat_level(bones), bones.ground
    legs = [_leg((x + at, seat + 30), (x + at * 1.3, floor), 13) for at in (-130.0, 20.0, 150.0)]
    shapes = [_inked(figure, leg, PAPER) for leg in legs]
    return [*shapes, _inked(figure, Path.box(Box(x - 200, seat, x + 220, seat + 48)), 0.62)]


def _wheelchair(figure: Figure) -> list[Inked]:
    """A wheelchair: a large wheel, a small one, back, seat and footrest."""
    bones = figure.bones
    x, seat, floor = bones.pelvis[0], _seat_level(bones), bones.ground
    radius = (floor - seat) * 0.62
    hub = (x - 20, floor - radius)
    shapes = [
        _inked(figure, _leg((x - 190, seat + 40), (x - 230, seat - bones.build.torso * 0.6)), INK),
        _inked(
            figure,
            _leg(
                (x - 230, seat - bones.build.torso * 0.6), (x - 330, seat - bones.build.torso * 0.6 + 20), 10
            ),
            INK,
        ),
        _inked(figure, Path.box(Box(x - 200, seat, x + 300, seat + 34)), 0.45),
        _inked(figure, _leg((x + 280, seat + 20), (x + 420, floor - 60)), INK),
        _inked(figure, Path.box(Box(x + 330, floor - 70, x + 560, floor - 48)), INK),
    ]
    return [*shapes, *_wheel(figure, hub, radius), *_wheel(figure, (x + 330, floor - 60), 60.0)]


def _wheel(figure: Figure, hub: Point, radius: float) -> list[Inked]:
    unit = abs(figure.body[3])
    tyre = Path.ellipse(Box(hub[0] - radius, hub[1] - radius, hub[0] + radius, hub[1] + radius))
    spokes = [
        Path.line((hub, (hub[0] + radius * math.cos(turn), hub[1] + radius * math.sin(turn))))
        for turn in (math.pi * k / 5 for k in range(10))
    ]
    shapes = [Inked(tyre.transformed(figure.body), None, 26 * unit)]
    shapes += [Inked(spoke.transformed(figure.body), None, 4 * unit) for spoke in spokes]
    middle = Path.ellipse(Box(hub[0] - 16, hub[1] - 16, hub[0] + 16, hub[1] + 16))
    return [*shapes, Inked(middle.transformed(figure.body), INK)]


def _bicycle(figure: Figure) -> list[Inked]:
    """A bicycle from the side: its saddle under the hips, its pedals under the feet."""
    bones = figure.bones
    saddle = (bones.pelvis[0] - 10, bones.pelvis[1] + bones.build.leg)
    floor, radius = bones.ground + 90, 330.0
    if bones.build.torso < 700:
        radius = 230.0
    rear, front = (saddle[0] - 190, floor - radius), (saddle[0] + 900 * radius / 330, floor - radius)
    crank = ((bones.near_leg.end[0] + bones.far_leg.end[0]) / 2, bones.ground - 110)
    hands = bones.far_arm.end
    grip = (hands[0] + 50, hands[1] + 40)
    head = (front[0] - 60, grip[1] + 130)
    lines: Sequence[tuple[Point, ...]] = (
        (rear, saddle), (saddle, crank), (crank, rear), (crank, head), (saddle, head), (front, head),
        (head, grip),
    )  # fmt: skip
    unit = abs(figure.body[3])
    shapes = [*_wheel(figure, rear, radius), *_wheel(figure, front, radius)]
    shapes += [Inked(Path.line(line).transformed(figure.body), None, 24 * unit) for line in lines]
    ring = Path.ellipse(Box(crank[0] - 60, crank[1] - 60, crank[0] + 60, crank[1] + 60))
    shapes.append(Inked(ring.transformed(figure.body), PAPER, 14 * unit))
    seat = Path.polygon(
        (
            (saddle[0] - 110, saddle[1] - 10),
            (saddle[0] + 80, saddle[1] - 10),
            (saddle[0] + 70, saddle[1] + 26),
            (saddle[0] - 90, saddle[1] + 36),
        )
    )
    return [*shapes, _inked(figure, seat, INK)]


def _inked(figure: Figure, path: Path, grey: float) -> Inked:
    return Inked(path.transformed(figure.body), grey, PEN * abs(figure.body[3]))


SEATS: dict[str, Callable[[Figure], list[Inked]]] = {
    "chair": _chair,
    "bench": _bench,
    "sofa": _sofa,
    "rock": _rock,
    "stool": _stool,
    "wheelchair": _wheelchair,
    "bicycle": _bicycle,
}
"""What a pose may have under it (see `poses.Pose.seat` and `Acting.seat`)."""
