"""Tresses that hang behind the packed hairdos: twin tails, braids, hair down to the waist.

In the measure of the head's drawing (face to the right).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mangacli.generate.draft.brush import curve_through, lens
from mangacli.generate.draft.ink import Inked
from mangacli.generate.draft.wardrobe import INK
from mangacli.geometry import Box, Matrix, Path, Point

PEN = 10.0
_Piece = tuple[Path, bool]
"""A path, and whether it is a lock (in the hair's grey) or a strand's line on one."""


def tresses(name: str, head: Matrix, grey: float) -> list[Inked]:
    """A name of tresses (or none), the head's map to pixels, the hair's grey → their shapes."""
    if not name:
        return []
    unit = abs(head[0] * head[3] - head[1] * head[2]) ** 0.5
    dark = grey <= INK
    shapes = []
    for path, is_lock in TRESSES[name]():
        if is_lock:
            shapes.append(Inked(path.transformed(head), grey, PEN * unit, white_line=dark))
        else:
            shapes.append(Inked(path.transformed(head), 1.0 if dark else INK))
    return shapes


def _closed(points: Sequence[Point]) -> Path:
    return curve_through(points, closed=True)


def _twin_tails() -> list[_Piece]:
    near = [
        (268, 330), (196, 316), (120, 400), (70, 580), (60, 800), (96, 1010), (150, 1130), (160, 1000),
        (196, 1080),
        (206, 900), (220, 700), (254, 500), (300, 380),
    ]  # fmt: skip
    far = [(968 - x, y - 10) for x, y in near]
    pieces = [(_closed(near), True), (_closed(far), True)]
    for x, y in ((262, 346), (706, 336)):
        pieces.append((Path.ellipse(Box(x - 40, y - 34, x + 40, y + 34)), True))
    for points in (((196, 420), (120, 940)), ((236, 460), (170, 960))):
        (ax, ay), (bx, by) = points
        pieces += [
            (lens((ax, ay), (bx, by), 9, 30), False),
            (lens((968 - ax, ay), (968 - bx, by), 9, -30), False),
        ]
    return pieces


def _braids() -> list[_Piece]:
    pieces: list[_Piece] = []
    for side in (-1, 1):
        x, y = 484 + side * 196.0, 770.0
        for link in range(6):
            wide = 62 - 4 * link
            lean = side * (6 if link % 2 else -6)
            box = Box(x - wide + lean, y - 44, x + wide + lean, y + 52)
            pieces.append((Path.ellipse(box), True))
            pieces.append(
                (lens((x - wide * 0.6 + lean, y + 26), (x + wide * 0.6 + lean, y - 16), 7, 8), False)
            )
            x, y = x + side * 7, y + 70
        tuft = [(x - 26, y - 30), (x + 26, y - 30), (x + 36, y + 50), (x, y + 84), (x - 34, y + 50)]
        pieces.append((_closed(tuft), True))
    return pieces


def _waist() -> list[_Piece]:
    fall = [
        (300, 380), (230, 520), (196, 760), (176, 1000), (170, 1240), (196, 1420), (236, 1340), (270, 1440),
        (340, 1360), (420, 1450), (500, 1370), (580, 1440), (650, 1350), (700, 1420), (736, 1300),
        (744, 1020),
        (730, 760), (716, 520), (660, 380),
    ]  # fmt: skip
    strands = (
        ((260, 700), (230, 1330)),
        ((360, 860), (350, 1340)),
        ((620, 860), (640, 1330)),
        ((690, 700), (712, 1300)),
    )
    return [(_closed(fall), True), *((lens(*strand, 9, 12), False) for strand in strands)]


TRESSES: dict[str, Callable[[], list[_Piece]]] = {
    "twintails": _twin_tails,
    "braids": _braids,
    "waist": _waist,
}
