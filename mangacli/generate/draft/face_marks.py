"""What manga draws on and around a face: age, scars, sweat, tears, anger, blushes, gloom, surprise.

All in the measure of the head's drawing (face to the right).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from mangacli.generate.draft.brush import curve_through, lens, tapered
from mangacli.generate.draft.ink import Inked
from mangacli.geometry import Box, Matrix, Path, Point

FINE, RIM = 8.0, 6.0
OFF_FACE = ("anger", "surprise", "puff", "spark", "question", "heart", "zzz", "cold-sweat")
"""Marks beside the head: a rim of paper frees them from what is behind."""


def marks_on(names: Sequence[str], matrix: Matrix) -> list[Inked]:
    """Names of marks and the map of the head's drawing to pixels → their shapes."""
    pen = abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) ** 0.5
    return [
        Inked(path.transformed(matrix), fill, width * pen, keyline=RIM * pen if name in OFF_FACE else 0.0)
        for name in names
        for path, fill, width in _MARKS[name]()
    ]


_Mark = tuple[Path, float | None, float]


def _closed(*points: Point) -> Path:
    return curve_through(points, closed=True)


def _wrinkles() -> list[_Mark]:
    """Age: folds beside nose and mouth, bags under the eyes, lines at their corners and on the brow."""
    lines = (
        lens((548, 656), (520, 706), 6, -8),
        lens((668, 650), (686, 690), 5, 6),
        lens((428, 612), (502, 618), 6, -12),
        lens((652, 610), (694, 604), 5, -8),
        lens((400, 570), (368, 556), 6),
        lens((400, 584), (366, 590), 6),
        lens((470, 424), (590, 416), 6, 8),
    )
    return [(line, 0.0, 0.0) for line in lines]


def _moustache() -> list[_Mark]:
    left = _closed((598, 654), (560, 648), (512, 668), (476, 704), (530, 704), (580, 686))
    right = _closed((604, 654), (640, 646), (676, 660), (706, 690), (668, 694), (622, 684))
    return [(left, 0.0, 0.0), (right, 0.0, 0.0)]


def _goatee() -> list[_Mark]:
    """A moustache and a tuft on the chin."""
    chin = _closed(
        (570, 772), (612, 762), (652, 768), (664, 800), (640, 850), (614, 872), (588, 846), (566, 804)
    )
    return [*_moustache(), (chin, 0.0, 0.0)]


def _stubble() -> list[_Mark]:
    """Short strokes on jaw and lip."""
    places = [
        (430, 734),
        (462, 752),
        (494, 768),
        (528, 780),
        (562, 788),
        (598, 792),
        (636, 790),
        (670, 776),
        (694, 752),
    ]
    places += [
        (450, 716),
        (484, 736),
        (520, 756),
        (556, 768),
        (664, 758),
        (560, 672),
        (586, 666),
        (634, 664),
        (660, 668),
    ]
    return [(tapered((x, y), (x - 5, y + 16), 6, 2), 0.0, 0.0) for x, y in places]


def _scar() -> list[_Mark]:
    """A scar down the near cheek, its stitches across it."""
    stitches = [lens((424 + 10 * k, 640 + 22 * k), (454 + 10 * k, 632 + 22 * k), 6) for k in range(4)]
    return [(lens((430, 612), (478, 724), 10, 6), 0.0, 0.0), *((stitch, 0.0, 0.0) for stitch in stitches)]


def _mole() -> list[_Mark]:
    return [(Path.ellipse(Box(504, 622, 520, 638)), 0.0, 0.0)]


def _plaster() -> list[_Mark]:
    """A sticking plaster on the near cheek."""
    strip = Path.polygon(((398, 648), (484, 622), (496, 658), (410, 686)))
    pad = Path.polygon(((430, 640), (460, 630), (470, 664), (440, 674)))
    return [(strip, 1.0, FINE), (pad, 0.82, 5.0)]


def _eyepatch() -> list[_Mark]:
    """A black patch over the near eye, its band round the head."""
    band = [tapered((432, 520), (262, 470), 12, 10), tapered((508, 524), (712, 436), 12, 10)]
    return [
        *((strip, 0.0, 0.0) for strip in band),
        (_closed((410, 510), (526, 516), (520, 590), (470, 628), (418, 590)), 0.0, 0.0),
    ]


def _mask() -> list[_Mark]:
    """A cloth mask over mouth and nose, its band to the ear."""
    cloth = _closed(
        (508, 664), (604, 634), (700, 652), (716, 716), (690, 776), (610, 806), (536, 786), (500, 730)
    )
    folds = [lens((514, 700), (706, 694), 7, 6), lens((518, 736), (702, 730), 7, 8)]
    bands = [lens((508, 672), (300, 570), 9), lens((512, 760), (316, 640), 9)]
    return [*((band, 0.0, 0.0) for band in bands), (cloth, 1.0, 9.0), *((fold, 0.0, 0.0) for fold in folds)]


def _headband() -> list[_Mark]:
    """A band round the forehead, its knot and ends behind."""
    band = _closed(
        (244, 420),
        (360, 376),
        (490, 362),
        (620, 366),
        (722, 392),
        (722, 432),
        (620, 404),
        (490, 400),
        (360, 416),
        (246, 460),
    )
    ends = [
        _closed((246, 430), (170, 450), (110, 520), (150, 520), (210, 476)),
        _closed((240, 444), (186, 500), (160, 580), (196, 560), (236, 490)),
    ]
    return [*((end, 1.0, FINE) for end in ends), (band, 1.0, FINE)]


def _ribbon() -> list[_Mark]:
    """A large bow on the near side of the hair."""
    x, y = 318.0, 262.0
    loops = [
        _closed((x, y), (x - 70, y - 62), (x - 128, y - 30), (x - 112, y + 40), (x - 40, y + 26)),
        _closed((x, y), (x + 40, y - 84), (x + 104, y - 84), (x + 108, y - 20), (x + 44, y + 14)),
    ]
    folds = [lens((x - 12, y - 6), (x - 84, y - 18), 8, 6), lens((x + 12, y - 10), (x + 74, y - 48), 8, 6)]
    return [
        *((loop, 0.62, 10.0) for loop in loops),
        *((fold, 0.0, 0.0) for fold in folds),
        (Path.ellipse(Box(x - 24, y - 26, x + 26, y + 24)), 0.62, 10.0),
    ]


def _headphones() -> list[_Mark]:
    """Headphones over the crown, a cup on the near ear."""
    band = curve_through([(262, 560), (232, 380), (320, 214), (484, 166), (640, 210), (718, 340)])
    return [
        (band, None, 26.0),
        (_closed((212, 520), (282, 506), (330, 580), (306, 668), (238, 676), (204, 600)), 0.45, 11.0),
    ]


def _sweat() -> list[_Mark]:
    """A drop on the near cheek."""
    return [(_drop(362, 560, 74), 1.0, FINE)]


def _cold_sweat() -> list[_Mark]:
    """Drops that fly off the brow."""
    return [(_drop(x, y, size), 1.0, FINE) for x, y, size in ((236, 300, 62), (190, 396, 46), (778, 318, 50))]


def _welling() -> list[_Mark]:
    """Tears that stand in the eyes."""
    return [(_drop(516, 574, 44), 1.0, FINE), (_drop(700, 566, 36), 1.0, FINE)]


def _tears() -> list[_Mark]:
    """A tear running from either eye, a drop at its end."""
    near = _closed((424, 604), (410, 650), (418, 700), (436, 700), (444, 652), (446, 606))
    far = _closed((690, 596), (694, 640), (688, 682), (674, 682), (672, 636), (674, 600))
    return [(near, 1.0, FINE), (far, 1.0, FINE), (_drop(424, 706, 40), 1.0, FINE)]


def _streams() -> list[_Mark]:
    """Tears in two streams down to the jaw."""
    near = _closed(
        (420, 586), (414, 660), (428, 740), (458, 780), (500, 784), (496, 720), (508, 660), (514, 592)
    )
    far = _closed((646, 582), (654, 640), (656, 700), (690, 744), (704, 690), (708, 640), (704, 576))
    lines = [
        lens((446, 610), (462, 750), 6, 5),
        lens((480, 610), (482, 740), 6, 4),
        lens((678, 600), (684, 700), 6, 4),
    ]
    return [(near, 1.0, FINE), (far, 1.0, FINE), *((line, 0.0, 0.0) for line in lines)]


def _drop(x: float, y: float, size: float) -> Path:
    """A drop with its point up; `x`, `y` is the point."""
    r = size * 0.36
    return Path(
        (
            ("M", (x, y)),
            ("C", (x + r * 0.3, y + size * 0.3, x + r, y + size * 0.5, x + r, y + size * 0.72)),
            ("C", (x + r, y + size * 1.05, x - r, y + size * 1.05, x - r, y + size * 0.72)),
            ("C", (x - r, y + size * 0.5, x - r * 0.3, y + size * 0.3, x, y)),
            ("Z", ()),
        )
    )


def _anger() -> list[_Mark]:
    """The swollen vein: four bent strokes."""
    x, y, size = 778.0, 262.0, 46.0
    strokes = []
    for sx, sy in ((1, 1), (1, -1), (-1, 1), (-1, -1)):
        corner = (x + sx * size * 0.22, y + sy * size * 0.22)
        stroke = curve_through([(x + sx * size, corner[1]), corner, (corner[0], y + sy * size)])
        strokes.append(stroke)
    return [(stroke, None, 12.0) for stroke in strokes]


def _blush() -> list[_Mark]:
    """Slanting lines on both cheeks."""
    places = [(430 + 24 * step, 640) for step in range(4)] + [(642 + 20 * step, 630) for step in range(3)]
    return [(tapered((x + 14, y - 18), (x - 8, y + 20), 8, 4), 0.0, 0.0) for x, y in places]


def _deep_blush() -> list[_Mark]:
    """Lines over cheeks and nose, from ear to ear."""
    places = [(396 + 26 * step, 634 - (step % 2) * 6) for step in range(12)]
    return [(tapered((x + 14, y - 20), (x - 8, y + 22), 8, 4), 0.0, 0.0) for x, y in places]


def _shade() -> list[_Mark]:
    """Level-headed horror: lines that fall from the brow over the upper face."""
    places = [(372 + 28 * step, 500 + 54 * math.sin(step * 2.1)) for step in range(13)]
    return [(tapered((x, 380), (x, foot), 8, 2), 0.0, 0.0) for x, foot in places]


def _surprise() -> list[_Mark]:
    """Short strokes flying off the head."""
    strokes = (((800, 330), (880, 250)), ((826, 420), (930, 380)), ((762, 250), (806, 160)))
    return [(tapered(start, end, 16, 5), 0.0, 0.0) for start, end in strokes]


def _puff() -> list[_Mark]:
    """A small cloud of breath: a sigh, or anger."""
    cloud = _closed((770, 752), (820, 716), (866, 736), (906, 766), (880, 806), (832, 808), (790, 796))
    return [(cloud, 1.0, FINE), (lens((748, 758), (716, 752), 7), 0.0, 0.0)]


def _spark() -> list[_Mark]:
    """Four-pointed sparkles beside the face."""
    stars = []
    for x, y, size in ((806, 330, 54), (868, 430, 32), (168, 352, 40)):
        corners = []
        for step in range(8):
            reach = size if step % 2 == 0 else size * 0.24
            turn = math.pi * step / 4 - math.pi / 2
            corners.append((x + reach * math.cos(turn), y + reach * math.sin(turn)))
        stars.append(Path.polygon(corners))
    return [(star, 1.0, FINE) for star in stars]


def _question() -> list[_Mark]:
    """A question mark beside the head."""
    hook = curve_through([(776, 250), (792, 200), (840, 190), (866, 228), (846, 268), (818, 292), (816, 326)])
    return [(hook, None, 18.0), (Path.ellipse(Box(804, 350, 830, 376)), 0.0, 0.0)]


def _heart() -> list[_Mark]:
    heart = _closed(
        (830, 300), (782, 262), (770, 214), (802, 196), (830, 222), (858, 196), (890, 214), (878, 262)
    )
    return [(heart, 0.45, 10.0)]


def _zzz() -> list[_Mark]:
    """Three z of sleep, rising."""
    marks: list[_Mark] = []
    for x, y, size in ((772, 360, 34), (826, 286, 46), (890, 196, 60)):
        zed = Path.line(((x, y), (x + size, y), (x, y + size), (x + size, y + size)))
        marks.append((zed, None, 11.0))
    return marks


_MARKS: dict[str, Callable[[], list[_Mark]]] = {
    "wrinkles": _wrinkles,
    "moustache": _moustache,
    "goatee": _goatee,
    "stubble": _stubble,
    "scar": _scar,
    "mole": _mole,
    "plaster": _plaster,
    "eyepatch": _eyepatch,
    "mask": _mask,
    "headband": _headband,
    "ribbon": _ribbon,
    "headphones": _headphones,
    "sweat": _sweat,
    "cold-sweat": _cold_sweat,
    "welling": _welling,
    "tears": _tears,
    "streams": _streams,
    "anger": _anger,
    "blush": _blush,
    "deep-blush": _deep_blush,
    "shade": _shade,
    "surprise": _surprise,
    "puff": _puff,
    "spark": _spark,
    "question": _question,
    "heart": _heart,
    "zzz": _zzz,
}
MARKS = tuple(_MARKS)
