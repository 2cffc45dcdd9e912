"""A character on the page: a head that lands on its box, a body under it, joined at the neck.

The head's drawing is mapped so that the face (brow to chin, ear to ear) fills the requested head box. The
body hangs from the head: in a full shot it is stretched until its soles stand on the bottom of the figure
box, in closer shots it keeps its natural size and runs on below whatever edge crops it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mangacli.generate.base import CharacterRequest
from mangacli.generate.draft.acting import Acting
from mangacli.generate.draft.head import FACE, JAW, back_of_head, face, hair_before, hair_behind, off_head
from mangacli.generate.draft.ink import Inked
from mangacli.generate.draft.look import Look
from mangacli.generate.draft.mannequin import Dressed, dress
from mangacli.generate.draft.poses import (
    POSES,
    STANDING,
    Pose,
    seen_from_behind,
    with_arms_of,
    with_the_other_arm,
)
from mangacli.generate.draft.skeleton import Limb, Skeleton, along, build_of, skeleton
from mangacli.generate.draft.tailor import PEN
from mangacli.geometry import Box, Matrix, Path, Point, apply

HEAD_TO_BODY = 0.78
"""Size of a unit of the head's drawing on the body's."""
COLLAR = (470.0, 838.0)
"""Where the middle of the neck's foot lies in the head's drawing."""
RAISED = ("waving", "fist-raised", "saluting", "holding-up")
"""Poses in which one hand goes up, where balloons hang."""
STANDING_SHOTS = ("full", "long")
SHADOW = 0.66
"""Grey of the shadow that the chin throws on the neck, by the skin's."""
STRETCH = (0.6, 1.9)
"""How far a whole figure is squeezed or stretched to reach from its head to the bottom of its box."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure set up in the picture, before it is drawn: who, how, and the maps from its drawings to pixels.

    `head` and `body` map the two drawings to pixels; `face` is where the face lies; `floor` the y of the
    floor under it, `stands` whether that floor is meant to be seen.
    """

    character: CharacterRequest
    look: Look
    acting: Acting
    bones: Skeleton
    head: Matrix
    body: Matrix
    face: Box
    floor: float
    stands: bool

    @property
    def pose(self) -> Pose:
        return self.bones.pose

    @property
    def neck(self) -> tuple[Point, Point]:
        """Where the sides of the neck begin on the body, left and right, in pixels."""
        half = self.bones.build.neck
        return apply(self.body, (-half, 2.0)), apply(self.body, (half * 0.96, 4.0))


def set_up(
    character: CharacterRequest,
    look: Look,
    acting: Acting,
    picture: Box,
    *,
    faces: Sequence[Box] = (),
    dialogs: Sequence[Box] = (),
) -> Figure:
    """A character with looks and acting → its figure, placed in the picture (pixels).

    `faces` are those of the others: an arm that would lie before one of them is lowered. `dialogs` will be
    covered by lettering: a hand that is raised there gives way to the other one.
    """
    pose = with_arms_of(POSES[acting.pose], POSES[acting.arms]) if acting.arms else POSES[acting.pose]
    figure = _set_up(character, look, acting, picture, pose)
    if (acting.arms or acting.pose) in RAISED and any(box.contains_point(_hand(figure)) for box in dialogs):
        pose = with_the_other_arm(pose)
        figure = _set_up(character, look, acting, picture, pose)
    lowered = {
        side: getattr(STANDING, side)
        for side, limb in (("near", figure.bones.near_arm), ("far", figure.bones.far_arm))
        if any(_covers(limb, figure.body, face) for face in faces)
    }
    if not lowered:
        return figure
    if ("near" if pose.held_near else "far") in lowered:
        pose, acting = replace(pose, held=""), replace(acting, holds="")
    return _set_up(character, look, acting, picture, replace(pose, **lowered))


def _hand(figure: Figure) -> Point:
    """Where the raised hand is, in pixels."""
    arm = figure.bones.far_arm
    return apply(figure.body, along(arm.end, arm.angle, 80.0))


def _covers(limb: Limb, body: Matrix, face: Box) -> bool:
    """Whether an arm or its hand lies over a face."""
    middle = face.inset(0.12 * face.width)
    spots = [tube.along(part) for tube in (limb.upper, limb.lower) for part in (0.2, 0.4, 0.6, 0.8, 1.0)]
    spots.append(along(limb.end, limb.angle, 110.0))
    reach = 46.0 * abs(body[0] * body[3] - body[1] * body[2]) ** 0.5
    return any(middle.inset(-reach).contains_point(apply(body, spot)) for spot in spots)


def _set_up(character: CharacterRequest, look: Look, acting: Acting, picture: Box, pose: Pose) -> Figure:
    box, face_box = picture.part(character.box), picture.part(character.head)
    if acting.behind:
        pose = seen_from_behind(pose)
    bones = skeleton(build_of(look.feminine, look.age, look.build), pose)
    way = -1.0 if character.facing == "left" else 1.0
    head_way = -way if acting.glances_back and not pose.back else way
    wide, high = _face_scale(face_box)
    upright = _anchored(head_way * wide, high, FACE.center, face_box.center)
    collar = apply(_anchored(way * wide, high, FACE.center, face_box.center), COLLAR)
    unit = high / HEAD_TO_BODY
    whole = character.shot in STANDING_SHOTS
    down, length = unit, bones.ground
    if whole and not pose.lying:
        least, most = STRETCH
        down = min(max((box.y2 - collar[1]) / length, least * unit), most * unit)
    body = _anchored(way * math.sqrt(unit * down), down, (0.0, 0.0), collar)
    tilt = acting.tilt + pose.tilt
    if pose.lying:
        head, body, floor = _laid(upright, unit, way, face_box, bones)
        return Figure(character, look, acting, bones, head, body, face_box, floor, whole)
    head = _turned(upright, tilt * head_way, face_box.center)
    floor = collar[1] + down * length
    stands = whole or floor <= picture.y2
    if whole and abs(floor - box.y2) > 0.02 * picture.height:
        floor = max(floor, box.y2)
    return Figure(character, look, acting, bones, head, body, face_box, floor, stands)


def _laid(
    upright: Matrix, unit: float, way: float, face_box: Box, bones: Skeleton
) -> tuple[Matrix, Matrix, float]:
    """The maps of a figure that lies on its back, its head on the head box, and the y of the ground."""
    x, y = face_box.center
    head = _turned(upright, -84.0 * way, (x, y))
    cos, sin = math.cos(math.radians(-86.0 * way)), math.sin(math.radians(-86.0 * way))
    flat = (way * unit * cos, way * unit * sin, -unit * sin, unit * cos, 0.0, 0.0)
    place = apply(head, COLLAR)
    body = (*flat[:4], place[0], place[1])
    return head, body, place[1] + bones.build.shoulder * unit * 0.92


def _face_scale(face: Box) -> tuple[float, float]:
    """The head box in pixels → scale of the head's drawing across and down.

    The drawing is bent at most by an eighth each way to the box's own shape: more would be a caricature.
    """
    wide, high = max(1.0, face.width) / FACE.width, max(1.0, face.height) / FACE.height
    even = (wide * high) ** 0.5
    bend = min(max((wide / high) ** 0.5, 1 / 1.125), 1.125)
    return even * bend, even / bend


def _anchored(across: float, down: float, anchor: Point, place: Point) -> Matrix:
    """Scales → the map that brings a drawing's anchor to a place in the picture."""
    return (across, 0.0, 0.0, down, place[0] - across * anchor[0], place[1] - down * anchor[1])


def _turned(matrix: Matrix, degrees: float, center: Point) -> Matrix:
    """A map → the same turned about a point of the picture, clockwise for positive degrees."""
    if not degrees:
        return matrix
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    a, b, c, d, e, f = matrix
    x, y = e - center[0], f - center[1]
    return (
        a * cos - b * sin,
        a * sin + b * cos,
        c * cos - d * sin,
        c * sin + d * cos,
        center[0] + x * cos - y * sin,
        center[1] + x * sin + y * cos,
    )


def draw(figure: Figure, keyline: float) -> list[Inked]:
    """A figure → its shapes in paint order; `keyline` is the margin of paper round it, in pixels."""
    dressed = dress(figure.look, figure.bones, figure.body, figure.acting.holds)
    shapes = _from_behind(figure, dressed) if figure.pose.back else _from_before(figure, dressed)
    rim = [
        Inked(s.path, 1.0, s.stroke, True, keyline) for s in shapes if s.fill is not None and s.clip is None
    ]
    marks = [] if figure.pose.back else off_head(figure.acting, figure.head)
    return [*(rim if keyline > 0 else []), *shapes, *marks]


def _from_before(figure: Figure, dressed: Dressed) -> list[Inked]:
    look, head = figure.look, figure.head
    shapes = hair_behind(look, head)
    shapes += dressed.under
    shapes += _neck(figure)
    shapes += dressed.collar
    shapes += face(look, figure.acting, head)
    shapes += hair_before(look, figure.acting, head)
    return shapes + dressed.over


def _from_behind(figure: Figure, dressed: Dressed) -> list[Inked]:
    shapes = [*dressed.under, *_neck(figure), *dressed.collar, *dressed.over]
    return shapes + back_of_head(figure.look, figure.head)


def _neck(figure: Figure) -> list[Inked]:
    """The neck between the jaw and the collar: skin, its shadow under the chin, and a line on either side."""
    unit = (abs(figure.body[0] * figure.body[3] - figure.body[1] * figure.body[2])) ** 0.5
    left, right = JAW[figure.look.head]
    mirrored = figure.head[0] * figure.body[0] + figure.head[1] * figure.body[1] < 0
    jaws = [apply(figure.head, point) for point in ((right, left) if mirrored else (left, right))]
    shapes, corners = [], []
    for jaw, foot in zip(jaws, figure.neck, strict=True):
        corners.append((jaw, foot))
        shapes.append(Inked(_side(jaw, foot), None, PEN * 0.9 * unit))
    (top_left, foot_left), (top_right, foot_right) = corners
    skin = Path.polygon((top_left, top_right, foot_right, foot_left))
    half = figure.bones.build.neck * 0.9  # laps over the neck: two edges side by side would show a seam
    dip = [(-half, -14.0), (half, -14.0), (half, 8.0), (0.0, 48.0), (-half, 8.0)]
    throat = Path.polygon([apply(figure.body, spot) for spot in dip])
    below = figure.look.top if figure.pose.back else figure.look.skin
    low = [_between(jaw, foot, 0.62) for jaw, foot in corners]
    chin = _between(_between(top_left, top_right, 0.5), _between(foot_left, foot_right, 0.5), 0.86)
    shadow = Inked(Path.polygon((top_left, top_right, low[1], chin, low[0])), SHADOW * figure.look.skin)
    shaded = [] if figure.pose.back else [shadow]
    return [Inked(skin, figure.look.skin), Inked(throat, below), *shaded, *shapes]


def _between(a: Point, b: Point, part: float) -> Point:
    return (a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part)


def _side(top: Point, foot: Point) -> Path:
    """One side of the neck, from the jaw down to the collar."""
    (ax, ay), (bx, by) = top, foot
    return Path((("M", top), ("C", (ax, ay + 0.4 * (by - ay), bx, by - 0.5 * (by - ay), bx, by))))
