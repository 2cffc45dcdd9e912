"""What is sewn or worn at the neck: hoods, lapels, ties, collars, scarves."""

from __future__ import annotations

from collections.abc import Callable

from mangacli.generate.draft import coats
from mangacli.generate.draft.brush import lens
from mangacli.generate.draft.ink import Inked
from mangacli.generate.draft.tailor import FINE, PEN, Tailor
from mangacli.generate.draft.wardrobe import INK, PAPER
from mangacli.geometry import Point


def round_neck(tailor: Tailor) -> list[Inked]:
    """The round neck of a sweater or a T-shirt: skin above, a band of ribbing."""
    half = tailor.half
    skin = tailor.curve(
        [(-half - 6, -12), (-half * 0.8, 26), (0, 54), (half * 0.8, 28), (half + 4, -8), (0, -20)], True
    )
    band = tailor.curve([(-half - 20, -2), (-half * 0.86, 50), (0, 82), (half * 0.86, 50), (half + 18, 0)])
    rim = tailor.curve([(-half - 6, -8), (-half * 0.8, 26), (0, 54), (half * 0.8, 28), (half + 4, -6)])
    return [
        tailor.ink(skin, tailor.look.skin, 0.0),
        tailor.ink(rim, None, 10),
        tailor.ink(band, None, FINE, tailor.dark),
    ]


def turtle(tailor: Tailor) -> list[Inked]:
    """A collar that stands up to the chin."""
    half = tailor.half
    collar = tailor.curve(
        [
            (-half - 8, -48),
            (0, -14),
            (half + 6, -44),
            (half + 20, 8),
            (half * 0.6, 40),
            (0, 48),
            (-half * 0.6, 40),
            (-half - 22, 6),
        ],
        True,
    )
    fold = tailor.curve([(-half - 10, -20), (0, 14), (half + 10, -16)])
    return [tailor.ink(collar, tailor.top, PEN, tailor.dark), tailor.ink(fold, None, FINE, tailor.dark)]


def hood(tailor: Tailor) -> list[Inked]:
    """A hood lying on the shoulders, and its two strings."""
    half, white = tailor.half, tailor.dark
    points = [
        (-half - 12, -34), (-half - 92, 6), (-half - 108, 78), (-half - 50, 118), (8, 186), (half + 60, 104),
        (half + 94, 62), (half + 72, 2), (half + 14, -22), (half - 6, 34), (6, 88), (-half + 4, 30),
    ]  # fmt: skip
    skin = tailor.curve(
        [(-half - 8, -20), (-half * 0.5, 50), (6, 88), (half * 0.6, 50), (half + 8, -14), (0, -24)], True
    )
    shapes = [
        tailor.ink(skin, tailor.look.skin, 0.0),
        tailor.ink(tailor.curve(points, True), tailor.top, PEN, white),
    ]
    for x, length in ((-30, 180), (46, 160)):
        string = tailor.curve([(x, 130), (x - 8, 130 + length / 2), (x + 2, 130 + length)])
        shapes.append(tailor.ink(string, None, FINE, white))
    pocket = tailor.line(
        [
            (-96, tailor.build.torso * 0.84),
            (-74, tailor.build.torso * 0.66),
            (82, tailor.build.torso * 0.66),
            (104, tailor.build.torso * 0.84),
        ]
    )
    return [*shapes, tailor.ink(pocket, None, FINE, white)]


def shirt(tailor: Tailor) -> list[Inked]:
    """A turned-down collar, a row of buttons, a breast pocket."""
    half, grey, white = tailor.half, tailor.top, tailor.dark
    bib = tailor.straight([(-half, -12), (half, -12), (half - 2, 50), (10, 150), (-half + 2, 50)])
    left = tailor.straight([(-half - 4, -16), (-half - 30, 40), (-36, 150), (8, 84), (-half + 20, 44)])
    right = tailor.straight([(half + 2, -12), (half + 26, 42), (52, 148), (10, 84), (half - 18, 46)])
    placket = tailor.line([(10, 150), (24, tailor.build.torso * 1.08)])
    shapes = [tailor.ink(bib, tailor.look.skin, 0.0)]
    shapes += [tailor.ink(part, grey, 11, white) for part in (left, right)]
    shapes.append(tailor.ink(placket, None, FINE, white))
    for number in range(4):
        y = 190 + number * tailor.build.torso * 0.17
        shapes.append(tailor.ink(coats.button(tailor, 26, y, 8), PAPER if white else INK, 0.0))
    pocket = tailor.line([(64, 236), (66, 316), (104, 330), (136, 312), (134, 232), (64, 236)])
    return [*shapes, tailor.ink(pocket, None, FINE, white)]


def sailor(tailor: Tailor) -> list[Inked]:
    """A sailor collar with its white line, and the neckerchief."""
    half = tailor.half
    collar = [
        (-half - 8, -10), (-half - 106, 46), (-half - 118, 110), (-half - 44, 160), (6, 310),
        (half + 40, 156),
        (half + 104, 102), (half + 92, 40), (half + 8, -6), (half - 4, 56), (6, 216), (-half + 2, 52),
    ]  # fmt: skip
    skin = tailor.straight([(-half, -14), (half, -12), (half - 4, 56), (6, 216), (-half + 2, 52)])
    line = (
        [(-half - 96, 70), (-half - 98, 100), (-half - 30, 140), (6, 274)],
        [(half + 80, 62), (half + 82, 92), (half + 26, 134), (6, 274)],
    )
    shapes = [tailor.ink(skin, tailor.look.skin, 0.0), tailor.ink(tailor.straight(collar), INK, FINE)]
    shapes += [tailor.ink(tailor.line(part), None, FINE, white=True) for part in line]
    return shapes + coats.ribbon(tailor, 306.0)


def kimono(tailor: Tailor) -> list[Inked]:
    """The crossed collar of a kimono, left over right."""
    half, low = tailor.half, tailor.build.torso * 0.6
    skin = tailor.straight([(-half - 2, -16), (half + 2, -12), (half - 10, 60), (8, 190), (-half + 8, 60)])
    under = [(half + 4, -14), (half + 34, -4), (half + 8, 90), (-60, low), (-96, low - 40), (half - 26, 60)]
    upper = [
        (-half - 4, -18),
        (-half - 36, -6),
        (-half - 10, 90),
        (74, low),
        (110, low - 44),
        (-half + 26, 62),
    ]
    shapes = [tailor.ink(skin, tailor.look.skin, 0.0)]
    shapes += [tailor.ink(tailor.curve(part, True), PAPER, 11) for part in (under, upper)]
    inner = [(-half + 6, -14), (-half * 0.4, 90), (70, low - 60)]
    return [*shapes, tailor.ink(tailor.curve(inner), None, FINE)]


def scarf(tailor: Tailor) -> list[Inked]:
    """A scarf wound round the neck, one end hanging."""
    half = tailor.half
    wound = tailor.curve(
        [
            (-half - 44, -40), (-half - 66, 30), (-half - 30, 92), (0, 120), (half + 34, 90), (half + 58, 24),
            (half + 36, -40), (half - 10, -18), (0, -2), (-half + 10, -20),
        ],
        closed=True,
    )  # fmt: skip
    end = tailor.straight([(-half - 6, 74), (-half + 64, 104), (-half + 78, 360), (-half - 34, 366)])
    folds = ([(-half - 40, 22), (0, 66), (half + 40, 20)], [(-half - 20, 66), (4, 98), (half + 20, 62)])
    shapes = [tailor.ink(end, 0.62), tailor.ink(wound, 0.62)]
    shapes += [tailor.ink(tailor.curve(points), None, FINE) for points in folds]
    for x in (-half - 22, -half, -half + 22, -half + 46, -half + 66):
        shapes.append(tailor.ink(tailor.line([(x, 364), (x, 402)]), None, FINE))
    return shapes


def from_behind(tailor: Tailor) -> list[Inked]:
    """What a back shows: the collar's rim and the spine's fold."""
    half = tailor.half
    rim: list[Point] = [(-half - 18, -2), (0, -24), (half + 14, 0)]
    spine = tailor.bent(lens((0, 160), (-6, tailor.build.torso * 0.74), 9, 10))
    blades = [
        tailor.bent(
            lens((s * tailor.build.chest * 0.62, 210), (s * tailor.build.chest * 0.4, 330), 7, 14 * s)
        )
        for s in (-1, 1)
    ]
    line = PAPER if tailor.dark else INK
    return [
        *(_BACKS[tailor.look.garment](tailor) if tailor.look.garment in _BACKS else []),
        tailor.ink(tailor.curve(rim), None, 10, tailor.dark),
        *(Inked(part.transformed(tailor.matrix), line) for part in (spine, *blades)),
    ]


def _sailor_back(tailor: Tailor) -> list[Inked]:
    """The square of a sailor collar on the back, with its white line."""
    half, wide = tailor.half, tailor.build.chest * 0.86
    square = [
        (-half - 16, -8),
        (half + 12, -6),
        (wide, 60),
        (wide * 0.94, 300),
        (-wide * 0.96, 300),
        (-wide, 58),
    ]
    line = tailor.line([(-wide + 26, 70), (-wide * 0.96 + 24, 274), (wide * 0.94 - 22, 274), (wide - 24, 72)])
    return [tailor.ink(tailor.straight(square), INK, FINE), tailor.ink(line, None, FINE, white=True)]


def _hood_back(tailor: Tailor) -> list[Inked]:
    """A hood that hangs down the back."""
    half = tailor.half
    bag = tailor.curve(
        [
            (-half - 30, -20),
            (-half - 80, 60),
            (-half - 20, 190),
            (0, 230),
            (half + 16, 190),
            (half + 74, 60),
            (half + 26, -18),
        ],
        closed=True,
    )
    fold = tailor.curve([(-half - 20, 40), (0, 110), (half + 16, 40)])
    return [tailor.ink(bag, tailor.top, PEN, tailor.dark), tailor.ink(fold, None, FINE, tailor.dark)]


_BACKS: dict[str, Callable[[Tailor], list[Inked]]] = {"sailor": _sailor_back, "hoodie": _hood_back}
"""Garments whose backs show more than a seam."""

CUTS: dict[str, Callable[[Tailor], list[Inked]]] = {
    "round": round_neck,
    "turtle": turtle,
    "hood": hood,
    "lapels": coats.lapels,
    "tie": coats.tie,
    "shirt": shirt,
    "zip": coats.zipped,
    "vest": coats.vest,
    "cloak": coats.cloak,
    "sailor": sailor,
    "bow": coats.bow,
    "kimono": kimono,
    "armour": coats.armour,
    "uniform": coats.uniform,
}
"""Everything that `wardrobe.GARMENTS` may ask to be sewn at the neck."""
