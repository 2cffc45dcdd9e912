"""Hands and shoes of the mannequin, drawn at the end of a limb.

A hand's own measure: x along the forearm from the wrist, y toward the thumb; a shoe's: x toward the toes, y
down from the ankle. Both come out in the measure of the body's drawing.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from mangacli.generate.draft.brush import curve_through, lens
from mangacli.generate.draft.limbs import Tube
from mangacli.geometry import Matrix, Path, Point, apply

PEN = 9.0
"""Width of the lines of hands, in units of the body's drawing."""
Finger = tuple[Point, Point, float, float]
"""From, to, and the radius at either."""

_FINGERS: dict[str, tuple[Finger, ...]] = {
    "loose": (
        ((0, 0), (66, 0), 29, 37),
        ((62, -12), (126, -2), 25, 16),
        ((66, 14), (132, 16), 20, 13),
        ((26, 26), (88, 46), 16, 12),
    ),
    "fist": (((0, 0), (58, 0), 30, 44), ((66, 8), (74, -16), 30, 30), ((34, 32), (80, 28), 17, 14)),
    "flat": (
        ((0, 0), (74, 0), 29, 36),
        ((70, -8), (158, -6), 26, 13),
        ((72, 12), (160, 10), 20, 12),
        ((22, 26), (84, 42), 15, 11),
    ),
    "open": (
        ((0, 0), (72, 0), 29, 38),
        ((76, -28), (142, -58), 13, 10),
        ((84, -10), (168, -20), 13, 10),
        ((84, 10), (168, 16), 13, 10),
        ((74, 26), (148, 50), 13, 10),
        ((22, 22), (66, 84), 17, 11),
    ),
    "point": (
        ((0, 0), (66, 0), 29, 40),
        ((66, -12), (92, -12), 26, 22),
        ((70, 20), (184, 24), 14, 10),
        ((34, 32), (92, 42), 15, 12),
    ),
    "grip": (((0, 0), (58, 0), 29, 42), ((64, 4), (84, -8), 32, 28), ((30, 30), (92, 34), 16, 13)),
}
"""Every shape of a hand: the palm first, the thumb last."""
_CREASES: dict[str, tuple[tuple[Point, Point], ...]] = {
    "loose": (((84, 2), (124, 8)),),
    "fist": (((70, -22), (102, -26)), ((72, -2), (104, -6)), ((74, 16), (100, 14))),
    "flat": (((90, 2), (146, 2)),),
    "point": (((72, -22), (110, -26)), ((74, -4), (110, -6))),
    "grip": (((78, -14), (110, -20)), ((80, 6), (112, 0))),
}


def hand(shape: str, wrist: Point, degrees: float, size: float) -> tuple[list[Tube], list[Path]]:
    """A hand's shape at a wrist, in a direction (degrees from straight down) → its tubes, and its creases."""
    place = _map(wrist, degrees, size)
    tubes = [
        Tube(apply(place, start), apply(place, end), a * size, b * size)
        for start, end, a, b in _FINGERS[shape]
    ]
    creases = [lens(apply(place, a), apply(place, b), 6.0) for a, b in _CREASES.get(shape, ())]
    return tubes, creases


def grip_of(wrist: Point, degrees: float, size: float) -> Matrix:
    """Where a held thing goes: the map from its measure (x out of the fist, y to the thumb) to the body's."""
    inner = apply(_map(wrist, degrees, size), (62.0, 0.0))
    turn = math.radians(degrees)
    sin, cos = math.sin(turn), math.cos(turn)
    return (sin, cos, cos, -sin, inner[0], inner[1])


def _map(wrist: Point, degrees: float, size: float) -> Matrix:
    turn = math.radians(degrees)
    sin, cos = math.sin(turn) * size, math.cos(turn) * size
    return (sin, cos, cos, -sin, wrist[0], wrist[1])


def shoe(kind: str, ankle: Point, degrees: float) -> tuple[Path, Path]:
    """A shoe at an ankle, its toes turned down by degrees → its outline, and the line of its sole."""
    turn = math.radians(degrees)
    sin, cos = math.sin(turn), math.cos(turn)
    place: Matrix = (cos, sin, -sin, cos, ankle[0], ankle[1])
    body, seam = _SHOES[kind]()
    return body.transformed(place), seam.transformed(place)


def _closed(*points: Point) -> Path:
    return curve_through(points, closed=True)


def _sneaker() -> tuple[Path, Path]:
    outline = _closed(
        (-46, -40),
        (44, -44),
        (62, -6),
        (128, 24),
        (188, 46),
        (202, 72),
        (186, 86),
        (60, 86),
        (-50, 86),
        (-62, 60),
    )
    return outline, curve_through(((-60, 62), (60, 64), (200, 66)))


def _boot() -> tuple[Path, Path]:
    outline = _closed(
        (-56, -210),
        (52, -214),
        (54, -60),
        (72, -6),
        (136, 22),
        (192, 44),
        (204, 72),
        (186, 86),
        (60, 86),
        (-50, 86),
        (-62, 50),
        (-50, -60),
    )
    return outline, curve_through(((-60, 60), (60, 64), (202, 66)))


def _pump() -> tuple[Path, Path]:
    outline = _closed(
        (-48, 4),
        (-20, 34),
        (60, 36),
        (120, 34),
        (186, 54),
        (200, 74),
        (184, 86),
        (60, 86),
        (-48, 86),
        (-56, 50),
    )
    return outline, curve_through(((-54, 70), (60, 74), (196, 74)))


def _sandal() -> tuple[Path, Path]:
    outline = _closed((-50, 56), (60, 54), (180, 54), (204, 70), (186, 88), (60, 88), (-48, 88), (-58, 74))
    return outline, curve_through(((40, 54), (96, 20), (120, 54)))


_SHOES: dict[str, Callable[[], tuple[Path, Path]]] = {
    "sneakers": _sneaker,
    "boots": _boot,
    "pumps": _pump,
    "sandals": _sandal,
}
SHOES = tuple(_SHOES)
HANDS = tuple(_FINGERS)
