"""Jackets, suits, coats, uniforms and armour at the neck. Points are given from the neck's foot."""

from __future__ import annotations

from mangacli.generate.draft.brush import lens
from mangacli.generate.draft.ink import Inked
from mangacli.generate.draft.tailor import FINE, PEN, Tailor
from mangacli.generate.draft.wardrobe import DEEP, INK, PAPER
from mangacli.geometry import Box, Path


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
        *(tailor.ink(button(tailor, 4, low + 70 + 110 * n), PAPER if white else INK, 0.0) for n in range(2)),
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
            tailor.ink(button(tailor, 6, low + 60 + 100 * n), PAPER if tailor.dark else INK, 0.0)
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
        tailor.ink(button(tailor, 10, 100, 20), PAPER, FINE),
    ]


def bow(tailor: Tailor) -> list[Inked]:
    """A blouse's collar with a ribbon: the school uniform with a blazer left open."""
    shapes = lapels(tailor)
    return [*shapes[:3], *ribbon(tailor, 96.0), *shapes[3:]]


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
        shapes.append(tailor.ink(button(tailor, 14, y, 14), PAPER, 6.0))
    return shapes


def button(tailor: Tailor, x: float, y: float, size: float = 10.0) -> Path:
    """A round button at a point."""
    return tailor.bent(Path.ellipse(Box(x - size, y - size, x + size, y + size)))


def ribbon(tailor: Tailor, y: float) -> list[Inked]:
    """A ribbon tied under the collar, its knot at a height."""
    shapes = []
    for side in (-1, 1):
        tail = [(6, y + 24), (6 + side * 56, y + 140), (6 + side * 18, y + 154), (6, y + 44)]
        loop = [(6, y + 6), (6 + side * 80, y - 30), (6 + side * 90, y + 52), (6, y + 30)]
        shapes += [tailor.ink(tailor.straight(part), 0.62, 10) for part in (tail, loop)]
    knot = tailor.curve([(-14, y + 2), (26, y + 2), (24, y + 42), (-12, y + 42)], closed=True)
    return [*shapes, tailor.ink(knot, 0.62, 10)]
