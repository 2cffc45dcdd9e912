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
    pen = (abs(matrix[0]) * abs(matrix[3])) ** 0.5
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


_HATS: dict[str, Callable[[], Sequence[_Piece]]] = {
    "cap": _cap,
    "beanie": _beanie,
    "straw": _straw,
    "witch": _witch,
    "hijab": _hijab,
}
