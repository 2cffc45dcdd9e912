"""A character on the page: a head that lands on its box, a body under it, joined at the neck.

The head's drawing is mapped so that the face (brow to chin, ear to ear) fills the requested head box. The
body hangs from the head: in a full shot it is stretched until its soles stand on the bottom of the figure
box, in closer shots it keeps its natural size and runs on below whatever edge crops it.
"""

from __future__ import annotations

from dataclasses import dataclass

from mangacli.generate.base import CharacterRequest
from mangacli.generate.draft import parts_file
from mangacli.generate.draft.acting import Acting
from mangacli.generate.draft.ink import Inked
from mangacli.generate.draft.look import INK, PAPER, Look, digest
from mangacli.geometry import Box, Matrix, Path, Point, apply

FACE = Box(236.0, 436.0, 718.0, 806.0)
"""Brow to chin, ear to ear, in the measure of the head's drawing."""
HEAD_TO_BODY = 0.80
"""Size of a unit of the head's drawing on the body's."""
COLLAR = (470.0, 850.0)
"""Where the middle of the neck's foot lies in the head's drawing."""
JAW_LEFT, JAW_RIGHT = (350.0, 722.0), (583.0, 797.0)
"""Where the sides of the neck meet the jaw, in the head's drawing."""
PEN = 13.0
"""Width of the artwork's lines, in units of the body's drawing."""
STANDING_SHOTS = ("full", "long")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure set up in the picture, before it is drawn: who, how, and the maps from its drawings to pixels.

    `head` and `body` map the two drawings to pixels; `face` is where the face lies; `ground` the y of its
    soles, `stands` whether they are meant to be seen.
    """

    character: CharacterRequest
    look: Look
    acting: Acting
    body_part: parts_file.Body
    head: Matrix
    body: Matrix
    face: Box
    ground: float
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
    unit_x, unit_y = wide / HEAD_TO_BODY, high / HEAD_TO_BODY
    natural = collar[1] + (part.ground - foot[1]) * unit_y
    stands = character.shot in STANDING_SHOTS or natural <= picture.y2
    if character.shot in STANDING_SHOTS:
        wanted = (box.y2 - collar[1]) / (part.ground - foot[1])
        stretched = min(max(wanted, 0.62 * unit_y), 1.7 * unit_y)
        unit_x *= min(max(stretched / unit_y, 0.8), 1.3)
        unit_x = min(max(unit_x, 0.82 * stretched), 1.22 * stretched)
        unit_y = stretched
    if look.stout:
        unit_x *= 1.12
    body = _anchored(mirrored * unit_x, unit_y, foot, collar)
    return Figure(character, look, acting, part, head, body, face, apply(body, (0, part.ground))[1], stands)


def _face_scale(face: Box) -> tuple[float, float]:
    """The head box in pixels → scale of the head's drawing across and down.

    The drawing is bent at most by an eighth each way to the box's own shape: more would be a caricature.
    """
    wide, high = face.width / FACE.width, face.height / FACE.height
    even = (wide * high) ** 0.5
    bend = min(max((wide / high) ** 0.5, 1 / 1.125), 1.125)
    return even * bend, even / bend


def _anchored(across: float, down: float, anchor: Point, place: Point) -> Matrix:
    """Scales → the map that brings a drawing's anchor to a place in the picture."""
    return (across, 0.0, 0.0, down, place[0] - across * anchor[0], place[1] - down * anchor[1])


POSES = {
    "standing": ("standing",),
    "walking": ("walking", "strolling"),
    "running": ("walking",),
    "pointing": ("pointing",),
    "arms-crossed": ("arms-crossed",),
    "hand-on-hip": ("hand-on-hip",),
    "sitting": ("sitting", "on-chair", "hugging-knees"),
    "hugging-knees": ("hugging-knees",),
    "kneeling": ("kneeling",),
    "crouching": ("kneeling", "sitting"),
    "cycling": ("cycling",),
    "in-wheelchair": ("in-wheelchair",),
}
"""What a pose word means in bodies, the best first."""
WEAR = {
    "tee": ("short", "long"),
    "shirt": ("shirt", "long"),
    "uniform": ("shirt", "long"),
    "jacket": ("jacket", "long"),
    "suit": ("jacket", "shirt", "long"),
    "coat": ("jacket", "long"),
}
"""Which bodies wear a garment, the best first; all others wear the long-sleeved one."""


def choose_body(look: Look, acting: Acting, character: str) -> str:
    """Looks and acting → name of the body that suits them best; what suits equally is drawn by lot.

    The pose counts most, then which garment is black, then the cut of the clothes.
    """
    poses = POSES[acting.pose]
    wears = WEAR.get(look.garment, ("long", "short"))

    def misfit(name: str) -> tuple[int, int, int]:
        part = parts_file.body(name)
        pose = poses.index(part.pose) if part.pose in poses else 99
        dark = 0 if look.dark in part.dark else 1
        wear = wears.index(part.wear) if part.wear in wears else 9
        return (min(pose, 1) if pose < 99 else 99, dark, wear)

    names = parts_file.body_names()
    best = min(misfit(name) for name in names)
    fitting = [name for name in names if misfit(name) == best]
    return fitting[digest(character, "body", acting.pose) % len(fitting)]


def draw(figure: Figure, keyline: float) -> list[Inked]:
    """A figure → its shapes in paint order; `keyline` is the margin of paper round it, in pixels."""
    hair = parts_file.hair(figure.look.hair)
    skull = [shape.path for shape in parts_file.face("head", figure.look.head) if not shape.ink]
    silhouettes = [figure.body_part.paper.transformed(figure.body)]
    silhouettes += [path.transformed(figure.head) for path in skull]
    silhouettes += [shape.path.transformed(figure.head) for shape in (*hair.behind, *hair.before)]
    shapes = [Inked(path, PAPER, keyline=keyline) for path in silhouettes] if keyline > 0 else []
    shapes += [_hair(figure, shape) for shape in hair.behind]
    shapes += _body(figure)
    shapes += _neck(figure)
    shapes += _face(figure)
    shapes += [_hair(figure, shape) for shape in hair.before]
    return shapes


def ground_shadow(figure: Figure) -> list[Inked]:
    """The shadow that a standing figure throws on the ground, or nothing."""
    if not figure.stands:
        return []
    ink = figure.body_part.ink.transformed(figure.body)
    low = figure.ground - 0.06 * (figure.ground - figure.face.y2)
    feet = [point for part in ink.outlines(4) for point in part if point[1] > low]
    if not feet:
        return []
    left, right = min(x for x, _ in feet), max(x for x, _ in feet)
    reach, depth = 0.12 * (right - left), 0.07 * (right - left)
    shadow = Box(left - reach, figure.ground - 1.2 * depth, right + reach, figure.ground + 0.8 * depth)
    return [Inked(Path.ellipse(shadow), 0.6)]


def _body(figure: Figure) -> list[Inked]:
    """Silhouette, cloth and ink of a body."""
    part, look = figure.body_part, figure.look
    shapes = [Inked(part.paper.transformed(figure.body), PAPER)]
    greys = {"top": look.cloth, "trousers": look.cloth if look.dark == "top" else PAPER, "shirt": PAPER}
    for garment, areas in sorted(part.areas.items()):
        for area in areas:
            shapes.append(Inked(area.transformed(figure.body), greys[garment], even_odd=True))
    shapes.append(Inked(part.ink.transformed(figure.body), INK))
    return shapes


def _neck(figure: Figure) -> list[Inked]:
    """The neck between the jaw and the collar: skin, and a line on either side."""
    left, right = (apply(figure.body, point) for point in figure.body_part.neck)
    jaw_left, jaw_right = apply(figure.head, JAW_LEFT), apply(figure.head, JAW_RIGHT)
    skin = Path.polygon((jaw_left, jaw_right, right, left))
    pen = PEN * abs(figure.head[0]) * 0.9
    return [
        Inked(skin, PAPER),
        Inked(_side(jaw_left, left), None, pen),
        Inked(_side(jaw_right, right), None, pen),
    ]


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
        ("eyebrows", acting.brows),
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
        for shape in parts_file.face(kind, name) if name else ():
            shapes.append(_inked(figure, shape, INK if shape.ink else PAPER))
    return shapes


def _hair(figure: Figure, shape: parts_file.Shape) -> Inked:
    """A lock of hair in the character's grey; hair that is not black has an outline."""
    grey = figure.look.hair_grey
    return _inked(figure, shape, grey, 0.0 if grey <= INK else 9.0 * abs(figure.head[0]))


def _inked(figure: Figure, shape: parts_file.Shape, grey: float, stroke: float = 0.0) -> Inked:
    return Inked(shape.path.transformed(figure.head), grey, stroke, even_odd=shape.even_odd)
