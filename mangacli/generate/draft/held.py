"""Things in a hand: x runs out of the fist, y toward the thumb, the grip is the origin."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from mangacli.generate.draft.brush import curve_through
from mangacli.generate.draft.ink import Inked
from mangacli.generate.draft.props.easel import Easel
from mangacli.generate.draft.props.table import PROPS, extent
from mangacli.geometry import Box, Matrix, Path, Point, apply

PEN, FINE = 12.0, 8.0
METRE = 1700.0
"""Units of the body's drawing to a metre."""
SMALLEST, LARGEST = 150.0, 700.0
"""Heights of a thing in a hand, in the same units: what is smaller would not be seen."""
_Piece = tuple[Path, float | None, float, bool]
"""Path, fill, width of its line, whether the line is white."""


def held(name: str, grip: Matrix, matrix: Matrix, unit: float) -> list[Inked]:
    """A thing's name, the map of its measure to the body's, the body's to pixels → its shapes.

    What has an up and a down (a cup, a lamp) stands upright whichever way the hand is turned. Small things
    that are not drawn for a hand are those of the table of things, upright in the fist.
    """
    if name not in HELD:
        return _thing(name, apply(matrix, (grip[4], grip[5])), matrix, unit)
    pieces, upright = HELD[name]
    place = (1.0, 0.0, 0.0, 1.0, grip[4], grip[5]) if upright else grip
    return [
        Inked(path.transformed(place).transformed(matrix), fill, width * unit, white_line=white)
        for path, fill, width, white in pieces()
    ]


def _thing(name: str, hand: Point, matrix: Matrix, unit: float) -> list[Inked]:
    """A thing of the table in a hand at a pixel: by its foot, or before the body if it is bulky."""
    tall = min(max(PROPS[name].metres * METRE, SMALLEST), LARGEST)
    bulky = tall > 2 * SMALLEST and extent(name).width > 0.5
    high = tall * abs(matrix[3])
    easel = Easel((hand[0], hand[1] + high * (0.75 if bulky else 0.2)), high, PEN * unit, flip=matrix[0] < 0)
    PROPS[name].draw(easel)
    return easel.shapes


def _piece(path: Path, fill: float | None, width: float = PEN, white: bool = False) -> _Piece:
    return (path, fill, width, white)


def _box(x1: float, y1: float, x2: float, y2: float) -> Path:
    return Path.box(Box(x1, y1, x2, y2))


def _closed(*points: Point) -> Path:
    return curve_through(points, closed=True)


def _book() -> Sequence[_Piece]:
    """An open book seen from its covers."""
    left = Path.polygon(((-150, -150), (0, -128), (0, 112), (-150, 90)))
    right = Path.polygon(((150, -150), (0, -128), (0, 112), (150, 90)))
    pages = Path.polygon(((-140, -164), (0, -140), (140, -164), (140, -150), (0, -128), (-140, -150)))
    return [
        _piece(pages, 1.0, FINE),
        _piece(left, 0.62),
        _piece(right, 0.62),
        _piece(Path.polygon(((-120, -110), (-36, -98), (-36, -56), (-120, -68))), 1.0, FINE),
    ]


def _phone() -> Sequence[_Piece]:
    return [
        _piece(_box(-64, -4, 118, 66), 0.0, PEN, True),
        _piece(_box(-46, 8, 100, 56), 0.34, 0.0),
    ]


def _cup() -> Sequence[_Piece]:
    cup = curve_through(((-58, -86), (-50, 30), (0, 48), (50, 30), (58, -86)))
    handle = _closed((52, -64), (96, -60), (100, -6), (50, 4))
    steam = [curve_through(((x, -120), (x + 14, -150), (x - 8, -182), (x + 8, -214))) for x in (-18, 22)]
    return [
        _piece(handle, None, PEN + 4),
        _piece(cup, 1.0),
        _piece(Path.ellipse(Box(-58, -104, 58, -68)), 0.34, FINE),
        *(_piece(line, None, FINE) for line in steam),
    ]


def _umbrella() -> Sequence[_Piece]:
    top = -760.0
    dome = curve_through(
        ((-430, top + 250), (-330, top + 60), (0, top - 40), (330, top + 60), (430, top + 250))
    )
    hem = [("C", (x + 108, top + 196, x + 50, top + 196, x, top + 250)) for x in (215.0, 0.0, -215.0, -430.0)]
    canopy = Path((*dome.segments, *hem, ("Z", ())))
    ribs = [curve_through(((0, top - 40), (x * 0.7, top + 70), (x, top + 250))) for x in (-215, 0, 215)]
    return [
        _piece(Path.line(((0, top - 90), (0, 130))), None, PEN + 6),
        _piece(curve_through(((0, 120), (4, 170), (44, 176), (50, 130))), None, PEN + 6),
        _piece(canopy, 0.45),
        *(_piece(rib, None, FINE) for rib in ribs),
    ]


def _bag() -> Sequence[_Piece]:
    return [
        _piece(curve_through(((-56, 96), (-40, 10), (0, -6), (40, 10), (56, 96))), None, PEN),
        _piece(_box(-130, 90, 130, 280), 0.34),
        _piece(_box(-130, 90, 130, 150), 0.45, FINE),
        _piece(_box(-18, 136, 18, 166), 1.0, FINE),
    ]


def _sword() -> Sequence[_Piece]:
    blade = Path.polygon(((-70, 40), (-52, 560), (-30, 640), (-8, 560), (-6, 40)))
    blade = blade.transformed((0.0, -1.0, 1.0, 0.0, 0.0, -38.0))
    return [
        _piece(_box(-44, -16, 36, 18), 0.0),
        _piece(blade, 1.0),
        _piece(Path.line(((60, -2), (560, -2))), None, FINE),
        _piece(_box(26, -56, 50, 56), 0.62),
    ]


def _letter() -> Sequence[_Piece]:
    return [
        _piece(_box(-110, -100, 110, 56), 1.0),
        _piece(Path.line(((-110, -100), (0, -6), (110, -100))), None, FINE),
        _piece(Path.ellipse(Box(-16, -26, 18, 8)), 0.0, 0.0),
    ]


def _paper() -> Sequence[_Piece]:
    lines = [Path.line(((-70, y), (66 if y < 0 else 20, y))) for y in (-110, -70, -30, 10)]
    return [_piece(_box(-100, -156, 100, 70), 1.0), *(_piece(line, None, FINE) for line in lines)]


def _lamp() -> Sequence[_Piece]:
    glow = [
        Path.line(
            ((math.cos(a) * 150, 150 + math.sin(a) * 150), (math.cos(a) * 200, 150 + math.sin(a) * 200))
        )
        for a in (math.pi * k / 5 for k in range(10))
    ]
    return [
        _piece(curve_through(((-50, 70), (-40, 10), (0, -4), (40, 10), (50, 70))), None, FINE),
        _piece(_box(-64, 66, 64, 92), 0.0),
        _piece(_closed((-54, 92), (54, 92), (70, 160), (54, 226), (-54, 226), (-70, 160)), 1.0),
        _piece(_closed((0, 120), (22, 170), (0, 206), (-22, 170)), 0.62, FINE),
        _piece(_box(-64, 224, 64, 252), 0.0),
        *(_piece(ray, None, FINE) for ray in glow),
    ]


def _torch() -> Sequence[_Piece]:
    beam = Path.polygon(((120, -40), (700, -240), (700, 240), (120, 40)))
    return [
        _piece(beam, 0.9, 0.0),
        _piece(_box(-70, -26, 90, 26), 0.0),
        _piece(Path.polygon(((84, -30), (130, -50), (130, 50), (84, 30))), 0.62),
    ]


def _flower() -> Sequence[_Piece]:
    petals = [
        Path.ellipse(Box(-34, -34, 34, 34)).transformed(
            (1, 0, 0, 1, 46 * math.cos(turn), -230 + 46 * math.sin(turn))
        )
        for turn in (2 * math.pi * k / 5 for k in range(5))
    ]
    return [
        _piece(curve_through(((0, 70), (8, -60), (0, -220))), None, FINE),
        _piece(_closed((4, -60), (70, -110), (84, -150), (30, -120)), 0.45, FINE),
        *(_piece(petal, 1.0, FINE) for petal in petals),
        _piece(Path.ellipse(Box(-26, -256, 26, -204)), 0.34, FINE),
    ]


def _stick() -> Sequence[_Piece]:
    """A walking stick, its crook in the hand, its tip on the ground."""
    return [
        _piece(Path.line(((0, 0), (10, 560))), None, PEN + 12),
        _piece(curve_through(((0, 8), (-4, -30), (44, -36), (54, -4))), None, PEN + 10),
    ]


def _microphone() -> Sequence[_Piece]:
    return [
        _piece(_box(-80, -16, 70, 18), 0.0),
        _piece(Path.ellipse(Box(60, -40, 142, 42)), 0.62),
    ]


def _camera() -> Sequence[_Piece]:
    return [
        _piece(_box(-110, -90, 110, 40), 0.0, PEN, True),
        _piece(_box(-40, -118, 40, -88), 0.0, PEN, True),
        _piece(Path.ellipse(Box(-50, -76, 50, 24)), 1.0),
        _piece(Path.ellipse(Box(-26, -52, 26, 0)), 0.0, 0.0),
    ]


def _ball() -> Sequence[_Piece]:
    return [
        _piece(Path.ellipse(Box(-96, -190, 96, 2)), 1.0),
        _piece(curve_through(((-70, -160), (0, -94), (-60, -26))), None, FINE),
        _piece(curve_through(((70, -160), (4, -94), (66, -26))), None, FINE),
    ]


def _gift() -> Sequence[_Piece]:
    return [
        _piece(_box(-110, -120, 110, 60), 0.82),
        _piece(_box(-18, -120, 18, 60), 0.0, 0.0),
        _piece(_closed((0, -120), (-70, -176), (-84, -130)), 0.0),
        _piece(_closed((0, -120), (70, -176), (84, -130)), 0.0),
    ]


def _pen() -> Sequence[_Piece]:
    return [
        _piece(Path.polygon(((-60, 20), (110, -6), (140, 0), (112, 14), (-58, 40))), 0.0, FINE),
    ]


def _tool(head: Path) -> Sequence[_Piece]:
    return [_piece(_box(-120, -14, 260, 14), 1.0), _piece(head, 0.34)]


def _hammer() -> Sequence[_Piece]:
    return _tool(_box(220, -84, 300, 84))


def _gun() -> Sequence[_Piece]:
    return [
        _piece(Path.polygon(((-20, -40), (40, -60), (40, 30), (-10, 40))), 0.0, FINE, True),
        _piece(_box(-10, 20, 220, 66), 0.0, FINE, True),
    ]


def _broom() -> Sequence[_Piece]:
    straw = Path.polygon(((-50, 380), (50, 380), (110, 600), (-110, 600)))
    lines = [Path.line(((x * 0.5, 400), (x, 590))) for x in (-70, -24, 24, 70)]
    return [
        _piece(_box(-12, -320, 12, 390), 1.0),
        _piece(straw, 0.82),
        *(_piece(line, None, FINE) for line in lines),
    ]


def _fan() -> Sequence[_Piece]:
    spread = [(260 * math.sin(t), -260 * math.cos(t)) for t in (math.radians(a) for a in range(-60, 61, 15))]
    ribs = [Path.line(((0, 0), point)) for point in spread[1:-1]]
    return [_piece(Path.polygon(((0, 0), *spread)), 1.0), *(_piece(rib, None, FINE) for rib in ribs)]


def _cat() -> Sequence[_Piece]:
    body = _closed((-130, -60), (-60, -120), (60, -110), (140, -40), (120, 70), (0, 100), (-120, 70))
    head = _closed(
        (-60, -250), (-40, -196), (40, -196), (64, -252), (84, -150), (40, -84), (-40, -84), (-84, -150)
    )
    tail = curve_through(((120, 50), (190, 90), (170, 170), (210, 210)))
    face = [
        Path.ellipse(Box(-40, -166, -24, -142)),
        Path.ellipse(Box(24, -166, 40, -142)),
    ]
    return [
        _piece(tail, None, PEN + 12),
        _piece(body, 1.0),
        _piece(head, 1.0),
        *(_piece(eye, 0.0, 0.0) for eye in face),
        _piece(Path.line(((-14, -122), (0, -112), (14, -122))), None, FINE),
    ]


HELD: dict[str, tuple[Callable[[], Sequence[_Piece]], bool]] = {
    "book": (_book, True),
    "phone": (_phone, False),
    "cup": (_cup, True),
    "umbrella": (_umbrella, True),
    "bag": (_bag, True),
    "sword": (_sword, False),
    "letter": (_letter, True),
    "paper": (_paper, True),
    "lamp": (_lamp, True),
    "torch": (_torch, False),
    "flower": (_flower, True),
    "stick": (_stick, True),
    "microphone": (_microphone, False),
    "camera": (_camera, True),
    "ball": (_ball, True),
    "gift": (_gift, True),
    "pen": (_pen, True),
    "hammer": (_hammer, False),
    "gun": (_gun, False),
    "broom": (_broom, True),
    "fan": (_fan, True),
    "cat": (_cat, True),
}
"""Everything that a hand can hold: how it is drawn, and whether it stands upright."""


def reach(grip: Matrix, point: Point) -> Point:
    """A point of a held thing → the measure of the body's drawing."""
    return apply(grip, point)
