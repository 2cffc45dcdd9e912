"""Eyes and mouths that the packed art lacks: shut in laughter, squeezed, blank with shock, screaming.

In the measure of the head's drawing (face to the right): the near eye lies about (468, 560), the far one
about (670, 554), the mouth about (610, 736).
"""

from __future__ import annotations

from collections.abc import Callable

from mangacli.generate.draft.brush import curve_through, lens
from mangacli.generate.draft.ink import Inked
from mangacli.geometry import Box, Matrix, Path, Point

PEN, FINE = 11.0, 7.0
MOUTH_ASIDE = -34.0
"""Mouths are moved by this, off the edge of the far cheek."""
_Piece = tuple[Path, float | None, float]
"""Path, fill, width of its line."""


def feature(name: str, head: Matrix) -> list[Inked]:
    """The name of eyes or a mouth and the map of the head's drawing to pixels → its shapes."""
    unit = abs(head[0] * head[3] - head[1] * head[2]) ** 0.5
    draw = OWN_EYES.get(name) or OWN_MOUTHS[name]
    aside = 0.0 if name in OWN_EYES else MOUTH_ASIDE
    moved = ((path.transformed((1, 0, 0, 1, aside, 0)), fill, width) for path, fill, width in draw())
    return [Inked(path.transformed(head), fill, width * unit) for path, fill, width in moved]


def _closed(*points: Point) -> Path:
    return curve_through(points, closed=True)


def _stroke(a: Point, b: Point, bend: float, width: float = 17.0) -> _Piece:
    return (lens(a, b, width, bend), 0.0, 0.0)


def _laughing() -> list[_Piece]:
    """Two arches."""
    return [_stroke((416, 582), (518, 578), 46), _stroke((640, 572), (704, 566), 36, 15)]


def _squeezed() -> list[_Piece]:
    """> <."""
    near = ((424, 530), (512, 562), (426, 598))
    far = ((704, 528), (642, 558), (702, 590))
    return [
        *(_stroke(a, b, 0, 15) for a, b in ((near[0], near[1]), (near[1], near[2]))),
        *(_stroke(a, b, 0, 13) for a, b in ((far[0], far[1]), (far[1], far[2]))),
    ]


def _shut() -> list[_Piece]:
    """Lids that rest, lashes down."""
    return [_stroke((416, 560), (516, 566), -26), _stroke((642, 562), (704, 554), -20, 15)]


def _blank() -> list[_Piece]:
    """Round whites with pupils shrunk to points."""
    return [
        (Path.ellipse(Box(412, 496, 524, 614)), 1.0, PEN),
        (Path.ellipse(Box(642, 494, 708, 604)), 1.0, PEN),
        (Path.ellipse(Box(470, 546, 490, 568)), 0.0, 0.0),
        (Path.ellipse(Box(674, 540, 690, 560)), 0.0, 0.0),
    ]


def _glare() -> list[_Piece]:
    """Whites under slanting lids, small irises: rage."""
    near = _closed((410, 534), (466, 548), (522, 572), (500, 600), (456, 606), (420, 580))
    far = _closed((706, 524), (668, 540), (638, 566), (650, 592), (682, 594), (704, 566))
    return [
        (near, 1.0, FINE),
        (far, 1.0, FINE),
        (Path.ellipse(Box(456, 558, 488, 592)), 0.0, 0.0),
        (Path.ellipse(Box(660, 550, 684, 582)), 0.0, 0.0),
        (lens((400, 526), (530, 576), 22, 6), 0.0, 0.0),
        (lens((714, 514), (632, 570), 20, -6), 0.0, 0.0),
    ]


def _wet() -> list[_Piece]:
    """Large eyes that brim over: lights in each, a wet lower lid."""
    pieces: list[_Piece] = []
    for x, y, wide, high in ((468, 564, 34, 48), (672, 558, 24, 44)):
        pieces += [
            (Path.ellipse(Box(x - wide, y - high, x + wide, y + high)), 0.0, 0.0),
            (Path.ellipse(Box(x - wide * 0.1, y - high * 0.7, x + wide * 0.7, y - high * 0.05)), 1.0, 0.0),
            (Path.ellipse(Box(x - wide * 0.66, y + high * 0.2, x + wide * 0.2, y + high * 0.8)), 1.0, 0.0),
            (
                lens((x - wide * 1.6, y - high * 0.62), (x + wide * 1.5, y - high * 0.7), 17, 24 * wide / 46),
                0.0,
                0.0,
            ),
            (
                lens((x - wide * 1.3, y + high * 0.92), (x + wide * 1.2, y + high * 0.9), 8, -14 * wide / 46),
                0.0,
                0.0,
            ),
        ]
    return pieces


def _half() -> list[_Piece]:
    """Heavy lids: bored, sleepy, unimpressed."""
    return [
        (Path.polygon(((434, 556), (502, 558), (496, 588), (470, 598), (444, 590))), 0.0, 0.0),
        (Path.polygon(((650, 552), (698, 548), (694, 576), (674, 586), (656, 580))), 0.0, 0.0),
        _stroke((408, 556), (524, 560), 8, 17),
        _stroke((634, 554), (710, 546), 6, 15),
    ]


def _swirled() -> list[_Piece]:
    """Rings: dizzy."""
    return [
        (Path.ellipse(Box(x - r, 558 - r, x + r, 558 + r)), 1.0, FINE)
        for x, size in ((468, 52), (672, 38))
        for r in (size, size * 0.62, size * 0.26)
    ]


def _scream() -> list[_Piece]:
    """A wide open mouth with teeth and tongue."""
    mouth = _closed(
        (560, 676), (620, 664), (690, 668), (712, 720), (694, 790), (620, 808), (556, 784), (538, 724)
    )
    teeth = _closed((562, 684), (624, 672), (690, 676), (694, 698), (624, 700), (560, 706))
    tongue = _closed((574, 788), (600, 752), (650, 748), (686, 776), (640, 802), (598, 802))
    return [(mouth, 0.0, 0.0), (teeth, 1.0, 0.0), (tongue, 0.62, 0.0)]


def _laugh() -> list[_Piece]:
    """A laughing mouth: level above, round below."""
    mouth = _closed((524, 698), (610, 712), (706, 684), (700, 748), (652, 792), (586, 790), (540, 752))
    teeth = _closed((536, 706), (610, 720), (698, 696), (692, 716), (612, 738), (544, 724))
    tongue = _closed((578, 786), (604, 758), (650, 758), (664, 780), (624, 794))
    return [(mouth, 0.0, 0.0), (teeth, 1.0, 0.0), (tongue, 0.62, 0.0)]


def _wail() -> list[_Piece]:
    """A mouth that weeps aloud: open, its corners drawn down, its lower lip trembling."""
    mouth = _closed(
        (542, 772),
        (558, 712),
        (616, 686),
        (680, 704),
        (704, 760),
        (670, 772),
        (640, 758),
        (606, 776),
        (574, 764),
    )
    return [(mouth, 0.0, 0.0), (_closed((566, 714), (616, 696), (674, 712), (620, 722)), 1.0, 0.0)]


def _snarl() -> list[_Piece]:
    """Clenched teeth, bared to the corners."""
    mouth = _closed(
        (522, 726), (560, 694), (630, 686), (708, 690), (722, 728), (690, 766), (610, 778), (544, 768)
    )
    teeth = [Path.line(((x, 694), (x + 3, 772))) for x in (566, 602, 640, 678)]
    return [
        (mouth, 1.0, PEN),
        (Path.line(((526, 734), (716, 728))), None, FINE),
        *((tooth, None, FINE) for tooth in teeth),
    ]


def _cat() -> list[_Piece]:
    """Two small arcs: pleased with itself."""
    return [_stroke((548, 724), (616, 728), -22, 12), _stroke((616, 728), (684, 716), -22, 12)]


def _wavy() -> list[_Piece]:
    """A line that does not know where to go: disgust, dismay."""
    return [
        (
            curve_through([(534, 742), (566, 722), (600, 746), (636, 722), (668, 742), (698, 720)]),
            None,
            PEN + 2,
        )
    ]


def _tongue() -> list[_Piece]:
    """Disgust with the tongue out."""
    tongue = _closed((590, 740), (660, 736), (662, 786), (626, 806), (594, 790))
    return [
        (tongue, 0.82, FINE),
        (curve_through([(536, 724), (590, 740), (660, 736), (702, 704)]), None, PEN + 2),
        (Path.line(((626, 746), (628, 780))), None, FINE),
    ]


def _pout() -> list[_Piece]:
    """Lips pushed out, a cheek blown up."""
    return [
        _stroke((590, 740), (656, 734), 24, 13),
        _stroke((610, 768), (644, 766), 5, 9),
        _stroke((520, 690), (522, 756), -14, 9),
    ]


def _gape() -> list[_Piece]:
    """A small round mouth."""
    return [
        (Path.ellipse(Box(592, 694, 660, 790)), 0.0, 0.0),
        (Path.ellipse(Box(606, 754, 648, 784)), 0.62, 0.0),
    ]


def _talk() -> list[_Piece]:
    """A mouth in the middle of a word."""
    mouth = _closed((552, 712), (616, 716), (688, 702), (672, 750), (620, 768), (572, 750))
    return [(mouth, 0.0, 0.0), (_closed((584, 754), (616, 740), (656, 748), (620, 764)), 0.62, 0.0)]


OWN_EYES: dict[str, Callable[[], list[_Piece]]] = {
    "laughing": _laughing,
    "squeezed": _squeezed,
    "shut": _shut,
    "blank": _blank,
    "glare": _glare,
    "wet": _wet,
    "half": _half,
    "swirled": _swirled,
}
OWN_MOUTHS: dict[str, Callable[[], list[_Piece]]] = {
    "scream": _scream,
    "laugh": _laugh,
    "wail": _wail,
    "snarl": _snarl,
    "cat": _cat,
    "wavy": _wavy,
    "tongue": _tongue,
    "pout": _pout,
    "gape": _gape,
    "talk": _talk,
}
