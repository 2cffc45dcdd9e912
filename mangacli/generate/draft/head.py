"""A head with its hair, from before and from behind, in the measure of the head's drawing."""

from __future__ import annotations

from dataclasses import replace

from mangacli.generate.draft import parts_file
from mangacli.generate.draft.acting import Acting
from mangacli.generate.draft.beard import MOUTH_DOWN, STYLES, beard_on
from mangacli.generate.draft.brush import curve_through, lens
from mangacli.generate.draft.expressions import OWN_EYES, OWN_MOUTHS, feature
from mangacli.generate.draft.face_marks import marks_on
from mangacli.generate.draft.hats import HIDES_HAIR, hat_over
from mangacli.generate.draft.ink import Inked
from mangacli.generate.draft.look import Look
from mangacli.generate.draft.tresses import tresses
from mangacli.generate.draft.wardrobe import INK, PAPER
from mangacli.geometry import Box, Matrix, Path, Point

FACE = Box(246.0, 412.0, 718.0, 806.0)
"""Brow to chin, ear to ear, in the measure of the head's drawing."""
JAW: dict[str, tuple[Point, Point]] = {
    "01": ((352.0, 728.0), (586.0, 824.0)),
    "02": ((356.0, 728.0), (580.0, 800.0)),
    "03": ((354.0, 728.0), (582.0, 796.0)),
    "04": ((350.0, 708.0), (579.0, 793.0)),
}
"""Where the sides of the neck leave the jaw of each head, in the head's drawing."""
OUTLINE = 9.0
"""Width of the line round hair that is not black, in units of the head's drawing."""
SKIN_MARKS = ("tears", "welling", "blush", "deep-blush", "shade", "streams")
"""Marks that lie on the skin, under the hair; the others stand around the head."""
BACKS_OF_HATS = {"hijab": "hijab-back", "cap": "cap-back"}
"""Hats that look otherwise from behind."""
MANES = ("20", "21", "40", "41", "45")
"""Hair without a fringe that lies broad enough over the brow for the light to lie on it."""
NAPE = 640.0
"""Where the hair of the short-haired ends on the nape."""


def hair_behind(look: Look, head: Matrix) -> list[Inked]:
    """What of the hair lies behind head and body."""
    if look.hat in HIDES_HAIR:
        return []
    packed = [_hair(look, shape, head) for shape in parts_file.hair(look.hair).behind]
    return [*tresses(look.tresses, head, look.hair_grey), *packed]


def hair_before(look: Look, acting: Acting, head: Matrix) -> list[Inked]:
    """Brows, the hair before the face, what is worn over it, and the mood's marks."""
    covered = look.hat in HIDES_HAIR
    before = [] if covered else [_hair(look, shape, head) for shape in parts_file.hair(look.hair).before]
    if before and look.hat is None and look.hair_grey < PAPER:
        before += _shine(look, head)
    brows = _brows(acting, head)
    # Brows are seen through hair that is not black, as manga has them, or the mood would be lost.
    shapes = [*brows, *before] if look.hair_grey <= INK else [*before, *brows]
    shapes += marks_on(
        [extra for extra in look.extras if extra in ("headband", "ribbon", "headphones")], head
    )
    if "flowers" in look.extras:
        shapes += _packed("hairAccessories", "flowers", look, head)
    return shapes + (hat_over(look.hat, head) if look.hat else [])


def face(look: Look, acting: Acting, head: Matrix) -> list[Inked]:
    """Head, eyes, nose, mouth, and what is worn in the face."""
    shapes = _packed("head", look.head, look, head)
    eyes, mouth = acting.eyes or look.eyes, acting.mouth
    shapes += marks_on([mark for mark in acting.marks if mark in ("shade",)], head)
    shapes += feature(eyes, head) if eyes in OWN_EYES else _packed("eyes", eyes, look, head)
    shapes += _packed("earrings", look.earrings, look, head) if look.earrings else []
    shapes += _packed("freckles", "01", look, head) if look.freckles else []
    shapes += _packed("nose", look.nose, look, head)
    worn = [extra for extra in look.extras if extra in ("scar", "mole", "plaster", "eyepatch")]
    shapes += marks_on([*(["wrinkles"] if look.age == "old" else []), *worn], head)
    bearded = look.beard in STYLES
    shapes += beard_on(look.beard, head, look.hair_grey) if look.beard and bearded else []
    if look.beard and not bearded:
        shapes += marks_on([look.beard], head)
    mouthed = feature(mouth, head) if mouth in OWN_MOUTHS else _packed("mouth", mouth, look, head)
    if bearded:
        low = MOUTH_DOWN * abs(head[3])
        mouthed = [replace(shape, path=shape.path.transformed((1, 0, 0, 1, 0, low))) for shape in mouthed]
    shapes += [] if "mask" in look.extras else mouthed
    shapes += marks_on(["mask"], head) if "mask" in look.extras else []
    shapes += marks_on([m for m in acting.marks if m in SKIN_MARKS and m != "shade"], head)
    return shapes + (_packed("glasses", look.glasses, look, head) if look.glasses else [])


def _shine(look: Look, head: Matrix) -> list[Inked]:
    """The light on the hair of the crown, as a band of teeth: where hair is, and not on its edge."""
    cap = max(parts_file.hair(look.hair).before, key=lambda shape: shape.path.bounds.area, default=None)
    if cap is None or look.hair not in (*parts_file.hair_names("bangs"), *MANES):
        return []
    box = cap.path.bounds
    y = max(box.y1, 214.0) + 104.0
    teeth: list[Point] = []
    upper: list[Point] = []
    for step in range(17):
        x = 318.0 + 19.0 * step
        arch = 46.0 * (1 - ((x - 470) / 160) ** 2)
        swell = 1 - abs(step - 8) / 8.5
        upper.append((x, y - arch - (12.0 if step % 2 else 0.0) * swell))
        teeth.append((x, y - arch + (8.0 if step % 2 else 34.0) * swell))
    band = Path.polygon((*upper, *reversed(teeth)))
    return [Inked(band.transformed(head), PAPER, clip=cap.path.transformed(head))]


def off_head(acting: Acting, head: Matrix) -> list[Inked]:
    """The mood's marks that stand around the head."""
    return marks_on([mark for mark in acting.marks if mark not in SKIN_MARKS], head)


def back_of_head(look: Look, head: Matrix) -> list[Inked]:
    """A head seen from behind: ears and nape of skin, the hair's outline filled."""
    if look.hat in HIDES_HAIR:
        return hat_over(BACKS_OF_HATS["hijab"], head)
    skull = [shape.path for shape in parts_file.face("head", look.head) if not shape.ink]
    pen = OUTLINE * _unit(head)
    shapes = [Inked(path.transformed(head), look.skin, pen) for path in skull]
    shapes += [
        Inked(Path.ellipse(Box(x - 34, 560, x + 34, 656)).transformed(head), look.skin, pen)
        for x in (262, 706)
    ]
    packed = parts_file.hair(look.hair)
    cap = _cap(look)
    grey = look.hair_grey
    line = pen if grey > INK else 0.0
    shapes += tresses(look.tresses, head, grey)
    shapes += [_hair(look, shape, head) for shape in packed.behind]
    if cap is not None:
        shapes += [Inked(cap.transformed(head), grey, line)]
    shapes += [_hair(look, shape, head) for shape in packed.before]
    if cap is not None:
        # What of the hair framed the face from before is one surface from behind.
        shapes.append(Inked(cap.transformed((0.94, 0, 0, 0.95, 29, 26)).transformed(head), grey))
    if cap is not None:
        strands = (((420, 300), (360, 560)), ((480, 290), (480, 600)), ((560, 300), (620, 560)))
        if look.hat:
            strands = (((400, 480), (372, 610)), ((484, 490), (480, 640)), ((572, 480), (600, 610)))
        shade = PAPER if grey <= INK else INK
        shapes += [Inked(lens(*strand, 8, 14).transformed(head), shade) for strand in strands]
    hat = BACKS_OF_HATS.get(look.hat or "", look.hat)
    return shapes + (hat_over(hat, head) if hat else [])


def _cap(look: Look) -> Path | None:
    """The hair that covers the back of the skull; None for the bald."""
    tags = look.hair
    if tags in parts_file.hair_names("bald"):
        return None
    top = 300.0 if tags in parts_file.hair_names("balding") else 236.0
    low = NAPE + 40
    if any(tags in parts_file.hair_names(tag) for tag in ("long", "medium", "bob")):
        low = 800.0
    side = 690.0 if low > NAPE + 100 else 660.0  # short hair tapers to the nape
    right = [(640.0, top + 60), (716.0, 420.0), (714.0, 560.0), (side, low - 30), (side - 76, low + 6)]
    left = [(968 - x, y) for x, y in reversed(right)]
    points = [(484.0, top), *right, (484.0, low + 20), *left]
    return curve_through(points, closed=True)


def _brows(acting: Acting, head: Matrix) -> list[Inked]:
    shapes = parts_file.face("eyebrows", acting.brows)
    return [_inked(shape, head, INK if shape.ink else PAPER) for shape in shapes]


def _packed(kind: str, name: str, look: Look, head: Matrix) -> list[Inked]:
    """A packed part of the face; the paper of the head itself is skin."""
    paper = look.skin if kind == "head" else PAPER
    return [_inked(shape, head, INK if shape.ink else paper) for shape in parts_file.face(kind, name)]


def _hair(look: Look, shape: parts_file.Shape, head: Matrix) -> Inked:
    """A lock of hair in the character's grey; hair that is not black has an outline."""
    grey = look.hair_grey
    return _inked(shape, head, grey, 0.0 if grey <= INK else OUTLINE * _unit(head))


def _unit(head: Matrix) -> float:
    return float(abs(head[0] * head[3] - head[1] * head[2]) ** 0.5)


def _inked(shape: parts_file.Shape, head: Matrix, grey: float, stroke: float = 0.0) -> Inked:
    return Inked(shape.path.transformed(head), grey, stroke, even_odd=shape.even_odd)
