"""What manga draws on and around a face: age, moustaches, sweat, tears, anger, blushes, a start of surprise.

All in the measure of the head's drawing (face to the right).
"""

from __future__ import annotations

from collections.abc import Callable

from mangacli.generate.draft.brush import curve_through, tapered
from mangacli.generate.draft.ink import Inked
from mangacli.geometry import Matrix, Path

FINE, RIM = 8.0, 6.0
OFF_FACE = ("anger", "surprise")
"""Marks beside the head: a rim of paper frees them from what is behind."""


def marks_on(names: tuple[str, ...], matrix: Matrix) -> list[Inked]:
    """Names of marks and the map of the head's drawing to pixels → their shapes."""
    pen = (abs(matrix[0]) * abs(matrix[3])) ** 0.5
    return [
        Inked(path.transformed(matrix), fill, width * pen, keyline=RIM * pen if name in OFF_FACE else 0.0)
        for name in names
        for path, fill, width in _MARKS[name]()
    ]


_Mark = tuple[Path, float | None, float]


def _wrinkles() -> list[_Mark]:
    """Age: lines under the eyes, beside the mouth and on the brow."""
    lines = (
        tapered((420, 622), (486, 634), 7),
        tapered((640, 622), (684, 612), 7),
        tapered((444, 668), (436, 712), 8),
        tapered((452, 398), (560, 388), 7),
        tapered((470, 424), (560, 416), 6),
    )
    return [(line, 0.0, 0.0) for line in lines]


def _moustache() -> list[_Mark]:
    left = curve_through(
        [(598, 654), (560, 648), (512, 668), (476, 704), (530, 704), (580, 686)], closed=True
    )
    right = curve_through(
        [(604, 654), (640, 646), (676, 660), (706, 690), (668, 694), (622, 684)], closed=True
    )
    return [(left, 0.0, 0.0), (right, 0.0, 0.0)]


def _sweat() -> list[_Mark]:
    """A drop on the near cheek."""
    return [(_drop(362, 560, 74), 1.0, FINE)]


def _tears() -> list[_Mark]:
    """Tears running from both eyes."""
    near = curve_through(
        [(452, 594), (446, 650), (462, 700), (486, 704), (490, 650), (482, 596)], closed=True
    )
    far = curve_through([(656, 592), (652, 640), (664, 684), (682, 680), (684, 634), (680, 590)], closed=True)
    return [(near, 1.0, FINE), (far, 1.0, FINE), (_drop(430, 726, 40), 1.0, FINE)]


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


def _surprise() -> list[_Mark]:
    """Short strokes flying off the head."""
    strokes = (((800, 330), (880, 250)), ((826, 420), (930, 380)), ((762, 250), (806, 160)))
    return [(tapered(start, end, 16, 5), 0.0, 0.0) for start, end in strokes]


_MARKS: dict[str, Callable[[], list[_Mark]]] = {
    "wrinkles": _wrinkles,
    "moustache": _moustache,
    "sweat": _sweat,
    "tears": _tears,
    "anger": _anger,
    "blush": _blush,
    "surprise": _surprise,
}
