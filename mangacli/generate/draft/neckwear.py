"""What is sewn or worn at the neck: hoods, lapels, ties, collars, scarves."""

from __future__ import annotations

from collections.abc import Callable

from mangacli.generate.draft.brush import lens
from mangacli.generate.draft.ink import Inked
from mangacli.generate.draft.look import DEEP, INK, PAPER
from mangacli.generate.draft.tailor import FINE, PEN, Tailor
from mangacli.geometry import Box, Path, Point


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


def lapels(tailor: Tailor) -> list[Inked]:
    """A jacket's opening over a white shirt."""
    half, grey, white = tailor.half, tailor.top, tailor.dark
    low = tailor.build.torso * 0.54
    bib = tailor.straight([(-half, -8), (half, -8), (half + 26, 110), (22, low), (-half - 16, 110)])
    left = [
        (-half - 24, 6),
        (-half - 84, 96),
        (-half - 22, 168),
        (10, low),
        (22, low * 0.8),
        (-half + 10, 104),
    ]
    right = [(half + 22, 6), (half + 78, 88), (half + 32, 158), (34, low), (22, low * 0.8), (half - 6, 104)]
    edge = tailor.line([(22, low), (34, tailor.build.torso * 1.06)])
    collar = [
        tailor.straight([(s * (half - 2), -6), (s * (half + 10), 36), (s * 26, 132), (4, 62)])
        for s in (-1, 1)
    ]
    return [
        tailor.ink(bib, PAPER, 0.0),
        *(tailor.ink(part, PAPER, FINE) for part in collar),
        *(tailor.ink(tailor.straight(part), grey, 10, white) for part in (left, right)),
        tailor.ink(edge, None, 10, white),
        *(tailor.ink(_button(tailor, 4, low + 70 + 110 * n), PAPER if white else INK, 0.0) for n in range(2)),
        *_pocket(tailor),
    ]


def _pocket(tailor: Tailor) -> list[Inked]:
    """The flaps of a jacket's side pockets."""
    y = tailor.build.torso * 0.82
    near = [(-tailor.build.hip + 22, y), (-tailor.build.hip + 84, y + 8)]
    far = [(tailor.build.hip * 0.92 - 70, y + 8), (tailor.build.hip * 0.92 - 20, y)]
    return [tailor.ink(tailor.line(part), None, 10, tailor.dark) for part in (near, far)]


def tie(tailor: Tailor) -> list[Inked]:
    """A white collar and a black tie in a jacket's opening."""
    half, low = tailor.half, tailor.build.torso * 0.54
    ink = INK if not tailor.dark else DEEP
    knot = tailor.straight([(-24, 84), (38, 84), (26, 138), (-8, 138)])
    blade = tailor.straight([(-8, 134), (26, 134), (44, low * 0.84), (16, low * 0.98), (-14, low * 0.84)])
    left = tailor.straight([(-half - 2, -10), (-half - 20, 42), (-34, 146), (6, 88), (-half + 24, 52)])
    right = tailor.straight([(half, -6), (half + 20, 46), (48, 146), (8, 88), (half - 20, 54)])
    shapes = lapels(tailor)
    return [
        shapes[0],
        *(tailor.ink(part, ink, FINE) for part in (blade, knot)),
        *(tailor.ink(part, PAPER, 10) for part in (left, right)),
        *shapes[3:],
    ]


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
        shapes.append(tailor.ink(_button(tailor, 26, y, 8), PAPER if white else INK, 0.0))
    pocket = tailor.line([(64, 236), (66, 316), (104, 330), (136, 312), (134, 232), (64, 236)])
    return [*shapes, tailor.ink(pocket, None, FINE, white)]


def _button(tailor: Tailor, x: float, y: float, size: float = 10.0) -> Path:
    return tailor.bent(Path.ellipse(Box(x - size, y - size, x + size, y + size)))


def zipped(tailor: Tailor) -> list[Inked]:
    """A short stand-up collar and a zip down the front."""
    half, grey, white = tailor.half, tailor.top, tailor.dark
    skin = tailor.straight([(-half, -16), (half, -16), (30, 60), (8, 108), (-30, 60)])
    left = tailor.straight([(-half - 6, -34), (-half - 36, 30), (-20, 122), (8, 104), (-half + 14, 34)])
    right = tailor.straight([(half + 4, -30), (half + 34, 32), (40, 122), (10, 104), (half - 12, 36)])
    zip_ = [tailor.line([(10, 110), (26, tailor.build.torso * 1.08)])]
    seams = [tailor.line([(s * tailor.build.chest * 0.86, 210), (s * 40, 250)]) for s in (-1, 1)]
    return [
        tailor.ink(skin, tailor.look.skin, 0.0),
        *(tailor.ink(part, grey, 11, white) for part in (left, right)),
        *(tailor.ink(part, None, 10, white) for part in (*zip_, *seams)),
    ]


def vest(tailor: Tailor) -> list[Inked]:
    """A sleeveless vest's V over a white shirt with its collar."""
    half, low = tailor.half, tailor.build.torso * 0.42
    bib = tailor.straight([(-half - 10, -8), (half + 10, -8), (half + 30, 60), (18, low), (-half - 30, 60)])
    left = tailor.straight([(-half - 4, -16), (-half - 30, 40), (-36, 140), (8, 84), (-half + 20, 44)])
    right = tailor.straight([(half + 2, -12), (half + 26, 42), (52, 138), (10, 84), (half - 18, 46)])
    edge = tailor.line([(18, low), (30, tailor.build.torso * 1.06)])
    return [
        tailor.ink(bib, PAPER, 0.0),
        tailor.ink(tailor.line([(-half - 26, 40), (18, low), (half + 26, 40)]), None, 10, tailor.dark),
        *(tailor.ink(part, PAPER, 10) for part in (left, right)),
        tailor.ink(edge, None, FINE, tailor.dark),
        *(
            tailor.ink(_button(tailor, 6, low + 60 + 100 * n), PAPER if tailor.dark else INK, 0.0)
            for n in range(3)
        ),
    ]


def cloak(tailor: Tailor) -> list[Inked]:
    """A cloak's broad collar and its clasp."""
    half, grey, white = tailor.half, tailor.top, tailor.dark
    left = [(-half - 12, -30), (-half - 110, 40), (-half - 60, 130), (4, 96), (-half + 10, 44)]
    right = [(half + 10, -26), (half + 100, 44), (half + 54, 128), (14, 96), (half - 8, 46)]
    opening = tailor.line([(10, 100), (16, tailor.build.torso * 1.05)])
    return [
        *(tailor.ink(tailor.curve(part, True), grey, PEN, white) for part in (left, right)),
        tailor.ink(opening, None, 10, white),
        tailor.ink(_button(tailor, 10, 100, 20), PAPER, FINE),
    ]


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
    return shapes + _ribbon(tailor, 306.0)


def bow(tailor: Tailor) -> list[Inked]:
    """A blouse's collar with a ribbon: the school uniform with a blazer left open."""
    shapes = lapels(tailor)
    return [*shapes[:3], *_ribbon(tailor, 96.0), *shapes[3:]]


def _ribbon(tailor: Tailor, y: float) -> list[Inked]:
    shapes = []
    for side in (-1, 1):
        tail = [(6, y + 24), (6 + side * 56, y + 140), (6 + side * 18, y + 154), (6, y + 44)]
        loop = [(6, y + 6), (6 + side * 80, y - 30), (6 + side * 90, y + 52), (6, y + 30)]
        shapes += [tailor.ink(tailor.straight(part), 0.62, 10) for part in (tail, loop)]
    knot = tailor.curve([(-14, y + 2), (26, y + 2), (24, y + 42), (-12, y + 42)], closed=True)
    return [*shapes, tailor.ink(knot, 0.62, 10)]


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


def armour(tailor: Tailor) -> list[Inked]:
    """A gorget and the ridge of a breastplate."""
    half, wide = tailor.half, tailor.build.chest
    gorget = tailor.curve(
        [(-half - 10, -40), (0, -8), (half + 8, -36), (half + 44, 34), (0, 78), (-half - 46, 32)], True
    )
    plate = tailor.curve(
        [(-wide * 0.96, 150), (-wide * 0.7, 360), (0, 440), (wide * 0.66, 360), (wide * 0.9, 150)]
    )
    ridge = tailor.bent(lens((6, 90), (10, 430), 12))
    return [
        tailor.ink(plate, None, PEN, tailor.dark),
        Inked(ridge.transformed(tailor.matrix), PAPER if tailor.dark else INK),
        tailor.ink(gorget, PAPER, PEN),
    ]


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


def uniform(tailor: Tailor) -> list[Inked]:
    """A stand-up collar and a row of buttons."""
    half, grey, white = tailor.half, tailor.top, tailor.dark
    collar = [
        (-half - 8, -40),
        (-half - 20, 26),
        (0, 76),
        (half + 20, 28),
        (half + 8, -36),
        (half - 4, 6),
        (6, 48),
        (-half + 4, 4),
    ]
    rim = tailor.line([(-half + 6, 2), (6, 44), (half - 6, 4)])
    shapes = [tailor.ink(tailor.straight(collar), grey, 10, white), tailor.ink(rim, None, 10, True)]
    shapes.append(tailor.ink(tailor.line([(8, 76), (22, tailor.build.torso * 1.06)]), None, FINE, white))
    for step in range(5):
        y = 130 + step * tailor.build.torso * 0.17
        shapes.append(tailor.ink(_button(tailor, 14, y, 14), PAPER, 6.0))
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
    "lapels": lapels,
    "tie": tie,
    "shirt": shirt,
    "zip": zipped,
    "vest": vest,
    "cloak": cloak,
    "sailor": sailor,
    "bow": bow,
    "kimono": kimono,
    "armour": armour,
    "uniform": uniform,
}
"""Everything that `wardrobe.GARMENTS` may ask to be sewn at the neck."""
