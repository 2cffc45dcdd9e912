"""A character on the page: a head that lands on its box, a body under it, joined at the neck.

The head's drawing is mapped so that the face (brow to chin, ear to ear) fills the requested head box. The
body hangs from the head: in a full shot it is stretched until its soles stand on the bottom of the figure
box, in closer shots it keeps its natural size and runs on below whatever edge crops it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from random import Random

from mangacli.generate.base import CharacterRequest
from mangacli.generate.draft import parts_file
from mangacli.generate.draft.acting import Acting
from mangacli.generate.draft.beard import MOUTH_DOWN, beard_on, outline
from mangacli.generate.draft.brush import bumpy, oval
from mangacli.generate.draft.casting import choose_body
from mangacli.generate.draft.face_marks import marks_on
from mangacli.generate.draft.furniture import seat_under
from mangacli.generate.draft.garments import UPRIGHT, above_neck, below_neck
from mangacli.generate.draft.hats import HIDES_HAIR, hat_over
from mangacli.generate.draft.ink import Inked
from mangacli.generate.draft.look import INK, PAPER, Look, digest
from mangacli.generate.draft.tailor import PEN
from mangacli.geometry import Box, Matrix, Path, Point, apply

FACE = Box(246.0, 412.0, 718.0, 806.0)
"""Brow to chin, ear to ear, in the measure of the head's drawing."""
HEAD_TO_BODY = 0.78
"""Size of a unit of the head's drawing on the body's."""
COLLAR = (470.0, 838.0)
"""Where the middle of the neck's foot lies in the head's drawing."""
JAW: dict[str, tuple[Point, Point]] = {
    "01": ((352.0, 728.0), (586.0, 824.0)),
    "02": ((356.0, 728.0), (580.0, 800.0)),
    "03": ((354.0, 728.0), (582.0, 796.0)),
    "04": ((350.0, 708.0), (579.0, 793.0)),
}
"""Where the sides of the neck leave the jaw of each head, in the head's drawing."""
SLIM = 0.88
"""Bodies are drawn so much narrower than the artwork has them: manga figures are slender."""
STANDING_SHOTS = ("full", "long")
LEANS = {"running": 0.2}
"""Poses whose bodies lean into their way, in radians: the foot behind leaves the ground."""
SKIN_MARKS = ("tears", "blush")
"""Marks that lie on the skin, under the hair; the others stand around the head."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure set up in the picture, before it is drawn: who, how, and the maps from its drawings to pixels.

    `head` and `body` map the two drawings to pixels; `face` is where the face lies; `floor` the y of the
    floor under it, `stands` whether it is meant to be seen.
    """

    character: CharacterRequest
    look: Look
    acting: Acting
    body_part: parts_file.Body
    head: Matrix
    body: Matrix
    face: Box
    floor: float
    stands: bool


def set_up(character: CharacterRequest, look: Look, acting: Acting, picture: Box) -> Figure:
    """A character with looks and acting → its figure, placed in the picture (pixels)."""
    face = picture.part(character.head)
    box = picture.part(character.box)
    part = parts_file.body(choose_body(look, acting, character.id))
    mirrored = -1.0 if character.facing == "left" else 1.0
    wide, high = _face_scale(face)
    head = _anchored(mirrored * wide, high, FACE.center, face.center)
    collar = apply(head, COLLAR)
    (lx, ly), (rx, ry) = part.neck
    foot = ((lx + rx) / 2, (ly + ry) / 2)
    unit = high / HEAD_TO_BODY
    length = part.ground - foot[1]
    stands = character.shot in STANDING_SHOTS or collar[1] + length * unit <= picture.y2
    down = unit
    if character.shot in STANDING_SHOTS:
        tallest = 1.7 if part.pose in UPRIGHT else 1.2
        down = min(max((box.y2 - collar[1]) / length, 0.6 * unit), tallest * unit)
    across = (unit * down) ** 0.5 * (1.05 if look.stout else SLIM)
    body = _anchored(mirrored * across, down, foot, collar)
    floor = apply(body, (0, part.ground))[1]
    if acting.pose in LEANS:
        body = _leaning(body, LEANS[acting.pose] * mirrored, part, collar, floor)
    if character.shot in STANDING_SHOTS and part.pose not in UPRIGHT:
        floor = max(floor, box.y2)
    return Figure(character, look, acting, part, head, body, face, floor, stands)


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


def _leaning(body: Matrix, turn: float, part: parts_file.Body, collar: Point, floor: float) -> Matrix:
    """A body's map → the same turned about the collar, its lower foot still on the floor."""
    cos, sin = math.cos(turn), math.sin(turn)
    a, _, _, d, _, _ = body
    turned = (a * cos, a * sin, -d * sin, d * cos, 0.0, 0.0)
    foot = ((part.neck[0][0] + part.neck[1][0]) / 2, (part.neck[0][1] + part.neck[1][1]) / 2)
    x, y = apply(turned, foot)
    lowest = part.paper.transformed(turned).bounds.y2 - y
    grow = (floor - collar[1]) / max(1.0, lowest)
    b1, b2, b3, b4 = (grow * value for value in turned[:4])
    return (b1, b2, b3, b4, collar[0] - grow * x, collar[1] - grow * y)


def draw(figure: Figure, keyline: float) -> list[Inked]:
    """A figure → its shapes in paint order; `keyline` is the margin of paper round it, in pixels."""
    look = figure.look
    hair = parts_file.hair(look.hair)
    worn = hat_over(look.hat, figure.head) if look.hat else []
    covered = look.hat in HIDES_HAIR
    behind, before = ((), ()) if covered else (hair.behind, hair.before)
    skull = [shape.path for shape in parts_file.face("head", figure.look.head) if not shape.ink]
    silhouettes = [figure.body_part.paper.transformed(figure.body)]
    silhouettes += [path.transformed(figure.head) for path in skull]
    silhouettes += [shape.path.transformed(figure.head) for shape in (*behind, *before)]
    silhouettes += [outline(look.beard).transformed(figure.head)] if look.beard else []
    silhouettes += [piece.path for piece in worn if piece.fill is not None]
    shapes = [Inked(path, PAPER, keyline=keyline) for path in silhouettes] if keyline > 0 else []
    shapes += [_hair(figure, shape) for shape in behind]
    shapes += _body(figure)
    shapes += below_neck(look, figure.body_part, figure.body)
    shapes += _neck(figure)
    shapes += above_neck(look, figure.body_part, figure.body)
    shapes += _face(figure)
    shapes += _brows(figure) if look.hair_grey <= INK else []
    shapes += [_hair(figure, shape) for shape in before]
    shapes += _brows(figure) if look.hair_grey > INK else []
    return shapes + worn + marks_on(_above_hair(figure), figure.head)


def ground_under(figure: Figure) -> list[Inked]:
    """What lies under a figure that is seen whole: its shadow and what it sits on."""
    if not figure.stands:
        return []
    part = figure.body_part
    soles = min(figure.floor, part.paper.transformed(figure.body).bounds.y2)
    runs = figure.acting.pose in LEANS
    low = soles - (0.16 if runs else 0.06) * (soles - figure.face.y2)
    feet = [point for outline in part.ink.transformed(figure.body).outlines(4) for point in outline]
    xs = [x for x, y in feet if y > low]
    left, right = min(xs), max(xs)
    reach, depth = 0.12 * (right - left), 0.07 * (right - left)
    shadow = Box(left - reach, figure.floor - 1.2 * depth, right + reach, figure.floor + 0.8 * depth)
    dust = _dust(figure, right - left, (left, right)) if runs else []
    return [Inked(Path.ellipse(shadow), 0.6), *dust, *seat_under(part, figure.body, figure.floor)]


def _dust(figure: Figure, size: float, feet: tuple[float, float]) -> list[Inked]:
    """Small clouds of dust behind a runner's feet, the nearest the largest."""
    way = 1.0 if figure.body[0] > 0 else -1.0
    heel, dice = feet[0] if way > 0 else feet[1], Random(digest(figure.character.id, "dust"))
    puffs = []
    for back, share in ((0.95, 0.1), (0.55, 0.15), (0.2, 0.2)):
        x, r = heel - way * back * size, share * size
        cloud = bumpy(
            oval(Box(x - r * 1.3, figure.floor - 1.5 * r, x + r * 1.3, figure.floor)), r * 0.8, dice
        )
        puffs.append(Inked(cloud, PAPER, 0.6 * PEN * abs(figure.body[3])))
    return puffs


def _body(figure: Figure) -> list[Inked]:
    """Silhouette, cloth and ink of a body."""
    part, look = figure.body_part, figure.look
    shapes = [Inked(part.paper.transformed(figure.body), PAPER)]
    greys = {"top": look.cloth, "trousers": look.cloth if look.dark == "top" else PAPER, "shirt": PAPER}
    for garment, areas in sorted(part.areas.items()):
        for area in areas:
            cloth = area.transformed(figure.body)
            shapes.append(Inked(cloth, greys.get(garment, PAPER), even_odd=True))
            if garment == "top" and look.pattern == "stripes":
                shapes += _stripes(cloth, abs(figure.body[3]))
    shapes.append(Inked(part.ink.transformed(figure.body), INK))
    return shapes


def _stripes(cloth: Path, unit: float) -> list[Inked]:
    """A piece of cloth in pixels → level stripes on it."""
    box, step = cloth.bounds, 92.0 * unit
    first = box.y1 + 0.6 * step
    rows = max(0, int((box.y2 - first) / step) + 1)
    return [
        Inked(Path.box(Box(box.x1, y, box.x2, y + 0.36 * step)), INK, clip=cloth)
        for y in (first + row * step for row in range(rows))
    ]


def _neck(figure: Figure) -> list[Inked]:
    """The neck between the jaw and the collar: skin, and a line on either side."""
    unit = (abs(figure.body[0]) * abs(figure.body[3])) ** 0.5
    shapes, corners = [], []
    for jaw, foot in zip(JAW[figure.look.head], figure.body_part.neck, strict=True):
        top, below = apply(figure.head, jaw), apply(figure.body, (foot[0], foot[1] + 10))
        corners.append((top, below))
        shapes.append(Inked(_side(top, below), None, PEN * unit))
    (top_left, foot_left), (top_right, foot_right) = corners
    return [Inked(Path.polygon((top_left, top_right, foot_right, foot_left)), PAPER), *shapes]


def _side(top: Point, foot: Point) -> Path:
    """One side of the neck, from the jaw down to the collar."""
    (ax, ay), (bx, by) = top, foot
    return Path((("M", top), ("C", (ax, ay + 0.4 * (by - ay), bx, by - 0.5 * (by - ay), bx, by))))


def _face(figure: Figure) -> list[Inked]:
    """Head, eyes, brows, nose, mouth, and what is worn in the face."""
    look, acting = figure.look, figure.acting
    layers: list[tuple[str, str | None]] = [
        ("head", look.head),
        ("eyes", acting.eyes or look.eyes),
        ("earrings", look.earrings),
        ("freckles", "01" if look.freckles else None),
        ("nose", look.nose),
        ("beard", look.beard),
        ("mouth", acting.mouth),
        ("glasses", look.glasses),
        ("hairAccessories", "flowers" if look.flowers else None),
    ]
    shapes = []
    for kind, name in layers:
        if kind == "beard":
            shapes += beard_on(name, figure.head, look.hair_grey) if name else []
            continue
        low = MOUTH_DOWN * figure.head[3] if kind == "mouth" and look.beard else 0.0
        for shape in parts_file.face(kind, name) if name else ():
            piece = _inked(figure, shape, INK if shape.ink else PAPER)
            shapes.append(replace(piece, path=piece.path.transformed((1, 0, 0, 1, 0, low))) if low else piece)
    return shapes + marks_on(_under_hair(figure), figure.head)


def _brows(figure: Figure) -> list[Inked]:
    """The brows: seen through hair that is not black, as manga has them, or the mood would be lost."""
    shapes = parts_file.face("eyebrows", figure.acting.brows)
    return [_inked(figure, shape, INK if shape.ink else PAPER) for shape in shapes]


def _under_hair(figure: Figure) -> tuple[str, ...]:
    """Marks on the skin."""
    look = figure.look
    marks = [mark for mark in figure.acting.marks if mark in SKIN_MARKS]
    marks += ["wrinkles"] if look.age == "old" else []
    marks += ["moustache"] if look.moustache else []
    return tuple(marks)


def _above_hair(figure: Figure) -> tuple[str, ...]:
    """Marks around the head."""
    return tuple(mark for mark in figure.acting.marks if mark not in SKIN_MARKS)


def _hair(figure: Figure, shape: parts_file.Shape) -> Inked:
    """A lock of hair in the character's grey; hair that is not black has an outline."""
    grey = figure.look.hair_grey
    return _inked(figure, shape, grey, 0.0 if grey <= INK else 9.0 * abs(figure.head[0]))


def _inked(figure: Figure, shape: parts_file.Shape, grey: float, stroke: float = 0.0) -> Inked:
    return Inked(shape.path.transformed(figure.head), grey, stroke, even_odd=shape.even_odd)
