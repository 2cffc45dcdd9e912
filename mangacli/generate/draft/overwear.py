"""What is worn over the clothes (aprons, bibs, sashes), and the patterns of cloth."""

from __future__ import annotations

from collections.abc import Callable

from mangacli.generate.draft.ink import Inked
from mangacli.generate.draft.limbs import hull
from mangacli.generate.draft.skeleton import FAR
from mangacli.generate.draft.tailor import FINE, PEN, Tailor
from mangacli.generate.draft.wardrobe import INK, PAPER
from mangacli.geometry import Box, Path


def apron(tailor: Tailor) -> list[Inked]:
    """A bib with its straps, a skirt over the thighs, a pocket."""
    build, bones = tailor.build, tailor.bones
    wide, waist = build.chest * 0.6, build.torso * 0.6
    bib = tailor.straight(
        [(-wide, 190), (wide * FAR, 190), (build.waist * 0.9, waist), (-build.waist * 0.96, waist)]
    )
    straps = [tailor.line([(s * wide * 0.94, 194), (s * (build.neck + 2), 4)]) for s in (-1, 1)]
    knees = [leg.upper.along(0.8) for leg in (bones.near_leg, bones.far_leg)]
    sides = [bones.torso_point(-build.waist, waist), bones.torso_point(build.waist * FAR, waist)]
    skirt = Path.polygon(hull([*((p, 6.0) for p in sides), *((p, build.leg * 0.8) for p in knees)]))
    pocket = tailor.straight([(-56, waist + 90), (62, waist + 90), (54, waist + 190), (-48, waist + 190)])
    band = tailor.line([(-build.waist, waist), (build.waist * FAR, waist)])
    return [
        *(tailor.ink(strap, None, PEN) for strap in straps),
        tailor.ink(skirt, PAPER, PEN),
        tailor.ink(bib, PAPER, PEN),
        tailor.ink(band, None, PEN),
        tailor.ink(pocket, PAPER, FINE),
    ]


def bib(tailor: Tailor) -> list[Inked]:
    """The bib of overalls, its straps and buttons, over the trousers' colour."""
    build, grey = tailor.build, tailor.look.bottom
    white = grey <= INK
    wide, waist = build.chest * 0.66, build.torso * 0.7
    shapes = []
    for side in (-1, 1):
        strap = [
            (side * (build.neck + 20), 22),
            (side * (build.neck + 56), 30),
            (side * wide, 260),
            (side * (wide - 36), 260),
        ]
        shapes.append(tailor.ink(tailor.straight(strap), grey, 10, white))
    cloth = [
        (-wide, 236), (wide * FAR, 236), (build.waist * 0.9, waist), (build.hip * FAR + 4, build.torso + 60),
        (-build.hip - 4, build.torso + 60), (-build.waist, waist),
    ]  # fmt: skip
    shapes.append(tailor.ink(tailor.straight(cloth), grey, PEN, white))
    pocket = tailor.line([(-54, 310), (-54, 390), (2, 410), (60, 390), (60, 310), (-54, 310)])
    shapes.append(tailor.ink(pocket, None, FINE, white))
    for x in (-wide + 22, wide * FAR - 20):
        shapes.append(tailor.ink(tailor.bent(Path.ellipse(Box(x - 12, 250, x + 12, 274))), PAPER, 6))
    return shapes


def obi(tailor: Tailor) -> list[Inked]:
    """The broad sash of a kimono, its cord and knot."""
    build = tailor.build
    top, foot = build.torso * 0.5, build.torso * 0.74
    near, far = -build.waist - 14, (build.waist + 14) * FAR
    sash = tailor.straight([(near, top), (far, top), (far + 4, foot), (near - 4, foot)])
    dark = tailor.dark
    cord = tailor.line([(near - 2, (top + foot) / 2), (far + 2, (top + foot) / 2)])
    knot = tailor.bent(Path.ellipse(Box(6, (top + foot) / 2 - 16, 42, (top + foot) / 2 + 16)))
    return [
        tailor.ink(sash, PAPER if dark else INK, PEN),
        tailor.ink(cord, None, PEN, not dark),
        tailor.ink(knot, PAPER, FINE),
    ]


def plates(tailor: Tailor) -> list[Inked]:
    """The tassets and shoulder pieces of an armour."""
    build = tailor.build
    shapes = []
    for row in range(3):
        y = build.torso * (0.62 + 0.14 * row)
        wide = build.waist + (build.hip - build.waist) * (row + 1) / 3 + 10
        line = tailor.curve([(-wide, y), (0, y + 40), (wide * FAR, y)])
        shapes.append(tailor.ink(line, None, PEN, tailor.dark))
    return shapes


def patterned(pattern: str, cloth: Path, unit: float) -> list[Inked]:
    """A pattern, a piece of cloth in pixels, pixels a unit → what is printed on it."""
    box = cloth.bounds
    if pattern == "dots":
        return _dots(cloth, box, 74.0 * unit)
    step = 92.0 * unit
    rows = [Path.box(Box(box.x1, y, box.x2, y + 0.36 * step)) for y in _places(box.y1, box.y2, step)]
    if pattern == "stripes":
        return [Inked(row, INK, clip=cloth) for row in rows]
    columns = [Path.box(Box(x, box.y1, x + 0.36 * step, box.y2)) for x in _places(box.x1, box.x2, step)]
    bands = [Inked(band, 0.55, clip=cloth, film=False) for band in (*rows, *columns)]
    crossed = [
        Inked(Path.box(Box(x, y, x + 0.36 * step, y + 0.36 * step)), INK, clip=cloth)
        for x in _places(box.x1, box.x2, step)
        for y in _places(box.y1, box.y2, step)
    ]
    return [*bands, *crossed]


def _places(low: float, high: float, step: float) -> list[float]:
    """Multiples of a step within a range: the same lines whichever piece of cloth they run over."""
    first = int(low // step)
    return [index * step for index in range(first, int(high // step) + 1)]


def _dots(cloth: Path, box: Box, step: float) -> list[Inked]:
    shapes = []
    for number, y in enumerate(_places(box.y1, box.y2, step)):
        shift = step / 2 if int(y / step) % 2 else 0.0
        for x in _places(box.x1 - step, box.x2, step):
            r = 0.2 * step
            shapes.append(
                Inked(Path.ellipse(Box(x + shift - r, y - r, x + shift + r, y + r)), INK, clip=cloth)
            )
        if number > 40:
            break
    return shapes


OVER: dict[str, Callable[[Tailor], list[Inked]]] = {"apron": apron, "bib": bib, "obi": obi, "plates": plates}
"""Everything that `wardrobe.GARMENTS` may be worn under."""
