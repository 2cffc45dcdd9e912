"""A full beard: sideburns down the jaw, a moustache, locks that end in points, the mouth left free.

All in the measure of the head's drawing (face to the right); the mouth is drawn over it.
"""

from __future__ import annotations

from itertools import pairwise

from mangacli.generate.draft.brush import curve_through, lens
from mangacli.generate.draft.ink import Inked
from mangacli.geometry import Box, Matrix, Path, Point, Segment

CHEEK: tuple[Point, ...] = (
    (298, 560), (338, 566), (352, 630), (388, 690), (446, 716), (500, 690), (552, 652), (606, 646),
    (668, 650), (716, 668), (728, 700),
)  # fmt: skip
"""The upper edge, from the ear along the cheek and over the lip to the far side of the face."""
TIPS: tuple[Point, ...] = (
    (762, 752), (756, 812), (730, 868), (676, 906), (612, 930), (548, 916), (490, 896), (434, 876),
    (386, 842), (340, 800), (306, 740), (290, 672),
)  # fmt: skip
"""Where the locks of the full beard end, from the far side under the chin back to the ear."""
SHORT: tuple[Point, ...] = (
    (748, 748), (742, 800), (712, 840), (664, 862), (606, 872), (548, 866), (490, 852), (436, 834),
    (388, 808), (344, 772), (310, 722), (294, 666),
)  # fmt: skip
"""The same, trimmed."""
STYLES = {"full": TIPS, "short": SHORT}
"""Full beards by name; moustaches, goatees and stubble are marks of the face."""
LIPS = Box(512, 690, 694, 780)
"""What the beard leaves bare round the mouth."""
MOUSTACHE: tuple[tuple[Point, ...], ...] = (
    ((600, 644), (556, 638), (502, 660), (456, 708), (520, 704), (572, 686), (602, 668)),
    ((600, 644), (646, 638), (692, 656), (728, 694), (684, 694), (630, 682), (602, 668)),
)
MOUTH_DOWN = 22.0
"""How far a mouth under a moustache lies lower."""
PEN = 8.0


def outline(style: str) -> Path:
    """A style (one of `STYLES`) → the beard's outline."""
    tips = STYLES[style]
    segments: list[Segment] = list(curve_through(CHEEK).segments)
    for tip, after in pairwise((*tips, CHEEK[0])):
        notch = ((tip[0] + after[0]) / 2, (tip[1] + after[1]) / 2)
        notch = (notch[0] + (560 - notch[0]) * 0.07, notch[1] + (660 - notch[1]) * 0.07)
        segments += [_bulge(segments[-1], tip, 0.16), _bulge(("L", tip), notch, -0.1)]
    return Path((*segments, ("Z", ())))


def beard_on(style: str, matrix: Matrix, grey: float) -> list[Inked]:
    """A style, the map of the head's drawing to pixels and the hair's grey → the beard's shapes."""
    unit = (abs(matrix[0]) * abs(matrix[3])) ** 0.5
    dark = grey < 0.3
    shapes = [Inked(outline(style).transformed(matrix), grey, PEN * unit)]
    line = 1.0 if dark else 0.0
    shapes += [Inked(lock.transformed(matrix), line) for lock in _locks(STYLES[style])]
    shapes.append(Inked(Path.ellipse(LIPS).transformed(matrix), 1.0))
    for half in MOUSTACHE:
        shapes.append(Inked(curve_through(half, closed=True).transformed(matrix), grey, PEN * unit))
    for ends in (((584, 660), (496, 694)), ((614, 660), (692, 680))):
        shapes.append(Inked(lens(*ends, 6, 6).transformed(matrix), line))
    return shapes


def _locks(tips: tuple[Point, ...]) -> list[Path]:
    """Strokes that run from the cheeks and the lip toward the ends of the locks, two to each."""
    strokes = []
    for index, tip in enumerate(tips[1:-1]):
        root = (tip[0] + (540 - tip[0]) * 0.3, tip[1] + (690 - tip[1]) * 0.55)
        start = (tip[0] + (root[0] - tip[0]) * 0.22, tip[1] + (root[1] - tip[1]) * 0.22)
        strokes.append(lens(root, start, 7, 10 if index % 2 else -6))
        aside = (root[0] - 26, root[1] + 14)
        strokes.append(lens(aside, ((aside[0] + start[0]) / 2 - 12, (aside[1] + start[1]) / 2), 6, 6))
    return strokes


def _bulge(before: Segment, end: Point, out: float) -> Segment:
    """A curve from where the last segment ended to `end`, bent sideways by a share of its length."""
    x, y = before[1][-2], before[1][-1]
    dx, dy = end[0] - x, end[1] - y
    ox, oy = dy * out, -dx * out
    return ("C", (x + dx / 3 + ox, y + dy / 3 + oy, x + 2 * dx / 3 + ox, y + 2 * dy / 3 + oy, *end))
