"""What is worn at the neck: hoods, lapels, ties, collars, scarves. Points are given from the body's neck."""

from __future__ import annotations

from mangacli.generate.draft.ink import Inked
from mangacli.generate.draft.look import INK, PAPER
from mangacli.generate.draft.tailor import FINE, PEN, Tailor
from mangacli.geometry import Box, Path


def hood(tailor: Tailor) -> list[Inked]:
    """A hood lying on the shoulders, and its two strings."""
    half, grey = tailor.half, tailor.top
    white = grey <= INK
    hood = tailor.curve(
        [
            (-half - 12, -34),
            (-half - 105, 6),
            (-half - 128, 84),
            (-half - 60, 118),
            (8, 196),
            (half + 70, 104),
            (half + 112, 64),
            (half + 84, 2),
            (half + 14, -22),
            (half - 6, 34),
            (6, 92),
            (-half + 4, 30),
        ],
        closed=True,
    )
    shapes = [tailor.ink(hood, grey, PEN, white)]
    for x, length in ((-34, 190), (48, 170)):
        string = tailor.curve([(x, 128), (x - 8, 128 + length / 2), (x + 2, 128 + length)])
        shapes.append(tailor.ink(string, None, FINE, white))
    return shapes


def lapels(tailor: Tailor) -> list[Inked]:
    """A jacket's opening over a white shirt, on bodies that wear none."""
    if tailor.body.wear == "jacket":
        return []
    half, grey = tailor.half, tailor.top
    bib = tailor.straight([(-half, 0), (half, 0), (half + 30, 120), (22, 430), (-half - 20, 120)])
    left = [(-half - 30, 14), (-half - 110, 90), (-half - 30, 170), (10, 430), (24, 340), (-half + 10, 110)]
    right = [(half + 24, 14), (half + 94, 80), (half + 40, 160), (34, 430), (24, 340), (half - 6, 110)]
    edge = Path.line([tailor.at((20, 430)), tailor.at((30, 860))])
    return [
        tailor.ink(bib, PAPER, FINE),
        *(tailor.ink(tailor.straight(part), grey, 10, grey <= INK) for part in (left, right)),
        tailor.ink(edge, None, FINE, grey <= INK),
    ]


def tie(tailor: Tailor) -> list[Inked]:
    """A white collar and a black tie in a jacket's opening."""
    half = tailor.half
    shapes = lapels(tailor)
    knot = tailor.straight([(-26, 96), (40, 96), (26, 150), (-8, 150)])
    blade = tailor.straight([(-8, 146), (26, 146), (52, 400), (16, 452), (-22, 402)])
    left = tailor.straight([(-half - 6, 0), (-half - 30, 46), (-34, 158), (6, 98), (-half + 26, 60)])
    right = tailor.straight([(half + 2, 6), (half + 26, 50), (48, 158), (8, 98), (half - 22, 62)])
    return [
        *shapes,
        *(tailor.ink(part, INK, FINE) for part in (blade, knot)),
        *(tailor.ink(part, PAPER, 10) for part in (left, right)),
    ]


def collar(tailor: Tailor) -> list[Inked]:
    """A shirt's turned-down collar, on bodies that have none."""
    if tailor.body.wear == "shirt":
        return []
    half = tailor.half
    bib = tailor.straight([(-half, 0), (half, 0), (half + 14, 70), (10, 190), (-half - 14, 70)])
    left = tailor.straight([(-half - 6, -4), (-half - 36, 48), (-40, 172), (8, 96), (-half + 22, 56)])
    right = tailor.straight([(half + 4, 0), (half + 30, 50), (56, 168), (10, 96), (half - 20, 58)])
    return [tailor.ink(bib, PAPER, 0.0), *(tailor.ink(part, PAPER, 11) for part in (left, right))]


def sailor(tailor: Tailor) -> list[Inked]:
    """A sailor collar with its white line, and the neckerchief."""
    half = tailor.half
    collar = [
        (-half - 8, -6),
        (-half - 130, 52),
        (-half - 150, 120),
        (-half - 60, 168),
        (6, 330),
        (half + 50, 162),
        (half + 128, 108),
        (half + 112, 44),
        (half + 8, 0),
        (half - 4, 60),
        (6, 232),
        (-half + 2, 56),
    ]
    line = (
        [(-half - 118, 76), (-half - 122, 112), (-half - 44, 146), (6, 292)],
        [(half + 102, 66), (half + 104, 98), (half + 36, 140), (6, 292)],
    )
    shapes = [tailor.ink(tailor.straight(collar), INK, FINE)]
    shapes += [tailor.ink(Path.line([tailor.at(p) for p in part]), None, FINE, white=True) for part in line]
    for side in (-1, 1):
        bow = [(6, 320), (6 + side * 96, 280), (6 + side * 108, 372), (6, 344)]
        tail = [(6, 340), (6 + side * 66, 470), (6 + side * 22, 486), (6, 360)]
        shapes += [tailor.ink(tailor.straight(part), 0.62, 10) for part in (tail, bow)]
    shapes.append(
        tailor.ink(tailor.curve([(-16, 316), (28, 316), (26, 360), (-14, 360)], closed=True), 0.62, 10)
    )
    return shapes


def scarf(tailor: Tailor) -> list[Inked]:
    """A scarf wound round the neck, one end hanging."""
    half = tailor.half
    wound = tailor.curve(
        [
            (-half - 44, -30),
            (-half - 66, 40),
            (-half - 30, 100),
            (0, 128),
            (half + 34, 98),
            (half + 58, 34),
            (half + 36, -30),
            (half - 10, -8),
            (0, 8),
            (-half + 10, -10),
        ],
        closed=True,
    )
    end = tailor.straight([(-half - 6, 80), (-half + 64, 110), (-half + 78, 380), (-half - 34, 384)])
    folds = ([(-half - 40, 30), (0, 74), (half + 40, 28)], [(-half - 20, 74), (4, 106), (half + 20, 70)])
    shapes = [tailor.ink(end, 0.62), tailor.ink(wound, 0.62)]
    shapes += [tailor.ink(tailor.curve(points), None, FINE) for points in folds]
    for x in (-half - 22, -half, -half + 22, -half + 46, -half + 66):
        shapes.append(tailor.ink(Path.line([tailor.at((x, 382)), tailor.at((x, 420))]), None, FINE))
    return shapes


def uniform(tailor: Tailor) -> list[Inked]:
    """A stand-up collar and a row of buttons, on bodies that have none."""
    if tailor.body.wear == "shirt":
        return []
    half, grey = tailor.half, tailor.top
    collar = [
        (-half - 10, -14),
        (-half - 26, 44),
        (0, 112),
        (half + 24, 46),
        (half + 10, -10),
        (half - 6, 34),
    ]
    shapes = [tailor.ink(tailor.straight([*collar, (4, 78), (-half + 8, 34)]), grey, FINE, grey <= INK)]
    if tailor.body.wear == "jacket":
        return shapes
    breast = [(-half - 14, -4), (-half - 60, 60), (-half - 20, 190), (0, 214)]
    breast += [(half + 24, 190), (half + 58, 60), (half + 12, 0), (0, 60)]
    shapes.insert(0, tailor.ink(tailor.curve(breast, closed=True), grey, 0.0))
    for step in range(5):
        x, y = tailor.at((12 + 5 * step, 180 + 130 * step))
        shapes.append(tailor.ink(Path.ellipse(Box(x - 13, y - 13, x + 13, y + 13)), PAPER, 6.0))
    return shapes
