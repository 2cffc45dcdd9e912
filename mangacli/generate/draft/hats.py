"""Hats and headscarves, drawn in the measure of the head's drawing (face to the right)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mangacli.generate.draft.brush import curve_through
from mangacli.generate.draft.ink import Inked
from mangacli.geometry import Box, Matrix, Path, Point

PEN = 13.0
FINE = 8.0
HIDES_HAIR = ("hijab",)
"""What is worn instead of hair."""


def hat_over(name: str, matrix: Matrix) -> list[Inked]:
    """A hat's name and the map of the head's drawing to pixels → its shapes, painted over head and hair."""
    pen = abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) ** 0.5
    return [
        Inked(path.transformed(matrix), fill, width * pen, white_line=white, even_odd=True)
        for path, fill, width, white in _HATS[name]()
    ]


_Piece = tuple[Path, float | None, float, bool]


def _piece(path: Path, fill: float | None, width: float = PEN, white: bool = False) -> _Piece:
    return (path, fill, width, white)


def _closed(*points: Point) -> Path:
    return curve_through(points, closed=True)


def _open(*points: Point) -> Path:
    return curve_through(points)


def _cap() -> Sequence[_Piece]:
    """A peaked cap, its visor over the brow."""
    dome = _closed(
        (236, 404),
        (250, 300),
        (330, 214),
        (480, 184),
        (620, 210),
        (706, 300),
        (722, 392),
        (600, 372),
        (400, 376),
    )
    visor = _closed(
        (500, 372), (640, 352), (740, 366), (850, 420), (846, 446), (730, 424), (610, 416), (520, 420)
    )
    seams = (_open((480, 186), (430, 270), (416, 374)), _open((484, 186), (600, 260), (636, 362)))
    return [
        _piece(dome, 0.45),
        *(_piece(seam, None, FINE) for seam in seams),
        _piece(visor, 0.0),
        _piece(Path.ellipse(Box(466, 170, 502, 196)), 0.0, 0.0),
    ]


def _beanie() -> Sequence[_Piece]:
    """A knitted hat with a turned-up brim."""
    dome = _closed(
        (232, 380),
        (246, 270),
        (330, 180),
        (480, 146),
        (630, 176),
        (716, 264),
        (736, 366),
        (600, 340),
        (380, 346),
    )
    band = _closed(
        (222, 424),
        (224, 352),
        (360, 322),
        (490, 316),
        (620, 324),
        (744, 350),
        (742, 420),
        (620, 396),
        (490, 388),
        (360, 396),
    )
    ribs = []
    for step in range(1, 9):
        x = 226 + step * 58
        lift = 30 * (1 - ((x - 484) / 258) ** 2)
        ribs.append(_open((x, 352 - lift), (x - 2, 418 - lift)))
    return [_piece(dome, 0.62), _piece(band, 1.0), *(_piece(rib, None, FINE) for rib in ribs)]


def _straw() -> Sequence[_Piece]:
    """A straw hat with a wide brim and a ribbon."""
    brim = _closed(
        (70, 402), (180, 340), (480, 312), (790, 330), (908, 388), (800, 424), (490, 396), (190, 424)
    )
    crown = _closed(
        (262, 370), (280, 240), (370, 178), (490, 166), (610, 180), (690, 250), (708, 360), (490, 388)
    )
    ribbon = _closed((262, 366), (268, 312), (490, 334), (702, 306), (710, 360), (490, 390))
    weave = [
        _open((284 + inset, y), (490, y + 16), (692 - inset, y - 4))
        for y, inset in ((282, 0), (244, 18), (212, 52))
    ]
    return [
        _piece(brim, 1.0),
        _piece(_open((140, 392), (300, 366), (490, 360), (700, 362), (840, 388)), None, FINE),
        _piece(crown, 1.0),
        *(_piece(line, None, FINE) for line in weave),
        _piece(ribbon, 0.0),
    ]


def _witch() -> Sequence[_Piece]:
    """A pointed hat with a bent tip."""
    cone = _closed(
        (266, 360),
        (330, 200),
        (380, 60),
        (300, -60),
        (200, -90),
        (330, -130),
        (470, -70),
        (560, 80),
        (640, 220),
        (708, 350),
        (490, 384),
    )
    brim = _closed(
        (60, 420), (180, 350), (490, 318), (800, 338), (920, 400), (800, 428), (490, 398), (190, 440)
    )
    band = _closed((290, 322), (490, 346), (684, 312), (702, 348), (490, 384), (270, 360))
    return [_piece(brim, 0.0), _piece(cone, 0.0), _piece(band, 0.62, FINE, True)]


def _hijab() -> Sequence[_Piece]:
    """A scarf around head, neck and shoulders, the face left open."""
    outside = _closed(
        (230, 470),
        (256, 320),
        (350, 226),
        (490, 204),
        (630, 228),
        (720, 320),
        (742, 470),
        (740, 640),
        (706, 790),
        (720, 900),
        (640, 985),
        (480, 1010),
        (320, 990),
        (220, 900),
        (262, 780),
        (226, 640),
    )
    opening = _closed(
        (330, 560),
        (360, 440),
        (440, 376),
        (560, 356),
        (660, 394),
        (702, 480),
        (700, 620),
        (672, 716),
        (590, 790),
        (500, 792),
        (400, 730),
        (344, 650),
    )
    folds = (
        _open((268, 800), (400, 880), (560, 880), (690, 800)),
        _open((300, 880), (430, 950), (600, 940)),
        _open((262, 520), (300, 380), (400, 280)),
    )
    return [_piece(outside.joined(opening), 0.72), *(_piece(fold, None, FINE) for fold in folds)]


def _hijab_back() -> Sequence[_Piece]:
    """The same scarf from behind."""
    outside, *folds = _hijab()
    whole = Path(outside[0].segments[: next(n for n, s in enumerate(outside[0].segments) if s[0] == "Z") + 1])
    return [_piece(whole, 0.72), *folds]


def _cap_back() -> Sequence[_Piece]:
    """A cap from behind: the dome and the opening over its strap."""
    dome, *seams = _cap()[:3]
    gap = _closed((430, 372), (440, 336), (486, 322), (532, 336), (542, 372), (486, 378))
    return [dome, *seams, _piece(gap, 1.0, FINE)]


def _fedora() -> Sequence[_Piece]:
    """A felt hat, its crown creased, its brim bent down in front."""
    brim = _closed(
        (140, 400), (250, 352), (480, 336), (720, 346), (846, 412), (760, 420), (490, 392), (240, 424)
    )
    crown = _closed(
        (262, 372),
        (276, 250),
        (340, 170),
        (430, 186),
        (500, 160),
        (600, 172),
        (680, 250),
        (704, 366),
        (490, 386),
    )
    ribbon = _closed((262, 368), (266, 316), (490, 336), (700, 312), (706, 362), (490, 388))
    return [
        _piece(brim, 0.45),
        _piece(crown, 0.45),
        _piece(_open((340, 176), (440, 220), (560, 190)), None, FINE),
        _piece(ribbon, 0.0),
    ]


def _chef() -> Sequence[_Piece]:
    """A cook's tall hat."""
    puff = _closed(
        (256, 250),
        (214, 150),
        (290, 60),
        (400, 70),
        (490, 20),
        (590, 70),
        (700, 70),
        (760, 160),
        (712, 250),
        (490, 270),
    )
    band = _closed((250, 390), (256, 240), (490, 262), (712, 240), (722, 380), (490, 356))
    folds = [_open((340, 120), (360, 240)), _open((490, 100), (488, 258)), _open((630, 120), (612, 244))]
    return [_piece(puff, 1.0), _piece(band, 1.0), *(_piece(fold, None, FINE) for fold in folds)]


def _helmet() -> Sequence[_Piece]:
    """A helmet with a ridge and a rim."""
    dome = _closed(
        (230, 440),
        (236, 300),
        (320, 200),
        (480, 164),
        (640, 196),
        (722, 300),
        (734, 430),
        (620, 384),
        (490, 374),
        (350, 392),
    )
    rim = _closed(
        (222, 470),
        (224, 410),
        (360, 366),
        (490, 350),
        (620, 360),
        (742, 404),
        (740, 460),
        (620, 404),
        (490, 394),
        (360, 412),
    )
    return [
        _piece(dome, 0.82),
        _piece(_open((484, 166), (492, 260), (490, 352)), None, PEN),
        _piece(rim, 0.62),
    ]


def _crown() -> Sequence[_Piece]:
    """A small crown of five points."""
    band = Path.polygon(
        (
            (280, 330),
            (262, 150),
            (360, 236),
            (400, 120),
            (486, 226),
            (572, 116),
            (612, 232),
            (710, 146),
            (692, 326),
            (486, 356),
        )
    )
    jewels = [
        Path.ellipse(Box(x - 18, y - 18, x + 18, y + 18)) for x, y in ((370, 300), (486, 312), (602, 300))
    ]
    return [_piece(band, 1.0), *(_piece(jewel, 0.45, FINE) for jewel in jewels)]


_HATS: dict[str, Callable[[], Sequence[_Piece]]] = {
    "cap": _cap,
    "beanie": _beanie,
    "straw": _straw,
    "witch": _witch,
    "hijab": _hijab,
    "hijab-back": _hijab_back,
    "cap-back": _cap_back,
    "fedora": _fedora,
    "chef": _chef,
    "helmet": _helmet,
    "crown": _crown,
}
HATS = tuple(name for name in _HATS if not name.endswith("-back"))
"""Every hat that can be worn; some have another drawing for the back of the head."""
