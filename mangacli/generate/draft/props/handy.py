"""Small things, which a hand can take and which otherwise lie on a table."""

from __future__ import annotations

import math

from mangacli.generate.draft.props.easel import DARK, GREY, INK, LIGHT, PAPER, Easel


def phone(easel: Easel) -> None:
    """A smartphone, leaning a little."""
    easel.area(((-0.2, 0.04), (-0.16, 0.0), (0.26, 0.02), (0.3, 0.06), (0.22, 0.96), (0.18, 1.0),
        (-0.24, 0.98), (-0.28, 0.94)), INK)  # fmt: skip
    easel.area(((-0.17, 0.1), (0.24, 0.12), (0.17, 0.9), (-0.23, 0.88)), LIGHT, 0.6)
    for y in (0.72, 0.58, 0.44):
        easel.line(((-0.14 - 0.06 * y, y), (0.12, y + 0.01)), 0.8)
    easel.stroke((0.2, 0.3), (0.12, 0.8), 2.0, fill=PAPER)


def telephone(easel: Easel) -> None:
    """A dial telephone with its receiver on the cradle."""
    easel.blob(((-0.6, 0.05), (-0.55, 0.3), (-0.3, 0.62), (0.3, 0.62), (0.55, 0.3), (0.6, 0.05), (0.5, 0.0),
        (-0.5, 0.0)), INK)  # fmt: skip
    easel.oval((0.0, 0.3), (0.24, 0.2), PAPER)
    for turn in range(10):
        a = 2 * math.pi * turn / 10
        easel.oval((0.16 * math.cos(a), 0.3 + 0.13 * math.sin(a)), (0.035, 0.03), GREY, 0.5)
    easel.oval((0.0, 0.3), (0.07, 0.06), LIGHT, 0.6)
    easel.blob(((-0.62, 0.62), (-0.66, 0.78), (-0.5, 0.92), (0.0, 0.98), (0.5, 0.92), (0.66, 0.78),
        (0.62, 0.62), (0.4, 0.64), (0.36, 0.8), (0.0, 0.84), (-0.36, 0.8), (-0.4, 0.64)), INK)  # fmt: skip
    easel.curve(((-0.5, 0.84), (0.0, 0.92), (0.5, 0.84)), 0.7, white=True)


def book(easel: Easel) -> None:
    """An open book, seen a little from above."""
    easel.area(((-0.95, 0.12), (0.0, 0.0), (0.95, 0.12), (0.78, 0.98), (0.0, 0.86), (-0.78, 0.98)), DARK)
    for side in (-1, 1):
        easel.blob(((0.0, 0.08), (side * 0.3, 0.15), (side * 0.88, 0.16), (side * 0.72, 0.98),
            (side * 0.3, 1.0), (0.0, 0.92)), PAPER)  # fmt: skip
        for row in range(5):
            y = 0.32 + 0.12 * row
            easel.line(((side * 0.12, y), (side * (0.68 - 0.02 * row), y + 0.03)), 0.6)
    easel.line(((0.0, 0.08), (0.0, 0.92)), 1.0)


def books(easel: Easel) -> None:
    """A pile of closed books."""
    for y, left, right, fill in (
        (0.0, -0.62, 0.6, INK),
        (0.24, -0.54, 0.66, PAPER),
        (0.48, -0.6, 0.5, GREY),
        (0.72, -0.5, 0.58, PAPER),
    ):
        easel.box((left, y, right, y + 0.24), fill)
        easel.box((left + 0.06, y + 0.04, right, y + 0.2), PAPER, 0.7)
        easel.line(((left + 0.08, y + 0.12), (right - 0.02, y + 0.12)), 0.5)
    easel.blob(((-0.5, 0.96), (-0.2, 1.0), (0.58, 0.97), (0.3, 0.94)), LIGHT, 0.7)


def letter(easel: Easel) -> None:
    """A sealed envelope."""
    easel.area(((-0.78, 0.06), (0.74, 0.0), (0.8, 0.94), (-0.72, 1.0)), PAPER)
    easel.line(((-0.72, 1.0), (0.06, 0.42), (0.8, 0.94)), 1.0)
    easel.line(((-0.78, 0.06), (-0.12, 0.54)), 0.6)
    easel.line(((0.74, 0.0), (0.22, 0.52)), 0.6)
    easel.disc((0.06, 0.44), 0.11, INK)
    easel.stroke((0.02, 0.48), (0.1, 0.42), 1.0, fill=PAPER)


def sheet(easel: Easel) -> None:
    """A written sheet of paper, a corner turned up."""
    easel.area(((-0.4, 0.0), (0.3, 0.03), (0.36, 0.82), (0.2, 1.0), (-0.34, 0.97)), PAPER)
    easel.area(((0.36, 0.82), (0.18, 0.84), (0.2, 1.0)), LIGHT, 0.8)
    for row in range(7):
        y = 0.14 + 0.1 * row
        easel.curve(((-0.3, y), (-0.1, y + 0.015), (0.1, y), (0.24 - 0.04 * (row == 0), y + 0.01)), 0.6)


def newspaper(easel: Easel) -> None:
    """A folded newspaper."""
    easel.area(((-0.5, 0.02), (0.5, 0.0), (0.54, 0.94), (-0.46, 1.0)), PAPER)
    easel.area(((-0.4, 0.82), (0.44, 0.78), (0.45, 0.9), (-0.4, 0.93)), INK, 0.0)
    easel.area(((-0.42, 0.44), (-0.02, 0.42), (-0.01, 0.74), (-0.41, 0.76)), GREY, 0.7)
    for row in range(8):
        y = 0.1 + 0.08 * row
        easel.line(((0.06, y), (0.44, y - 0.01)), 0.6)
        if y < 0.4:
            easel.line(((-0.42, y), (-0.02, y - 0.01)), 0.6)
    easel.line(((-0.5, 0.5), (0.52, 0.47)), 0.5)


def chart(easel: Easel) -> None:
    """A rolled-out map with a dotted way and a cross."""
    easel.area(((-0.8, 0.06), (-0.28, 0.14), (0.26, 0.0), (0.82, 0.1), (0.78, 0.94), (0.26, 0.84),
        (-0.28, 1.0), (-0.82, 0.9)), LIGHT)  # fmt: skip
    for x, low, high in ((-0.28, 0.14, 1.0), (0.26, 0.0, 0.84)):
        easel.line(((x, low), (x, high)), 0.6)
    easel.blob(((-0.6, 0.3), (-0.4, 0.55), (-0.55, 0.76), (-0.72, 0.6)), PAPER, 0.7)
    easel.blob(((0.1, 0.2), (0.5, 0.24), (0.66, 0.5), (0.3, 0.6), (0.0, 0.46)), PAPER, 0.7)
    for x, y in ((-0.42, 0.4), (-0.26, 0.48), (-0.1, 0.5), (0.06, 0.44), (0.2, 0.4)):
        easel.line(((x, y), (x + 0.08, y + 0.02)), 1.2)
    easel.line(((0.34, 0.34), (0.46, 0.46)), 1.8)
    easel.line(((0.34, 0.46), (0.46, 0.34)), 1.8)


def photograph(easel: Easel) -> None:
    """A printed photograph of two people."""
    easel.area(((-0.62, 0.1), (0.56, 0.0), (0.66, 0.86), (-0.54, 1.0)), PAPER)
    easel.area(((-0.5, 0.2), (0.46, 0.12), (0.54, 0.78), (-0.44, 0.88)), LIGHT, 0.7)
    for x, y in ((-0.16, 0.56), (0.18, 0.5)):
        easel.blob(((x - 0.2, y - 0.36), (x - 0.12, y - 0.12), (x + 0.12, y - 0.12), (x + 0.2, y - 0.38)),
            DARK, 0.7)  # fmt: skip
        easel.disc((x, y), 0.12, PAPER, 0.8)
        easel.blob(((x - 0.12, y), (x - 0.08, y + 0.13), (x + 0.08, y + 0.13), (x + 0.12, y), (x, y + 0.06)),
            INK, 0.5)  # fmt: skip


def key(easel: Easel) -> None:
    """An old door key."""
    easel.line(((0.0, 0.06), (0.0, 0.66)), 3.2)
    easel.disc((0.0, 0.82), 0.18, INK)
    easel.disc((0.0, 0.82), 0.09, PAPER)
    easel.area(((0.0, 0.06), (0.2, 0.06), (0.2, 0.16), (0.1, 0.16), (0.1, 0.22), (0.2, 0.22), (0.2, 0.32),
        (0.0, 0.32)), INK)  # fmt: skip


def ring(easel: Easel) -> None:
    """A ring with a stone that gleams."""
    easel.disc((0.0, 0.36), 0.36, PAPER)
    easel.disc((0.0, 0.36), 0.27, PAPER)
    easel.area(((-0.22, 0.82), (-0.12, 0.98), (0.12, 0.98), (0.22, 0.82), (0.0, 0.6)), PAPER)
    easel.line(((-0.22, 0.82), (0.22, 0.82)), 0.7)
    easel.line(((0.0, 0.6), (-0.08, 0.82), (0.0, 0.98), (0.08, 0.82), (0.0, 0.6)), 0.6)
    for x, y in ((-0.36, 0.9), (0.36, 0.92), (0.3, 0.68)):
        easel.stroke((x, y - 0.07), (x, y + 0.07), 1.6)
        easel.stroke((x - 0.07, y), (x + 0.07, y), 1.6)


def watch(easel: Easel) -> None:
    """A pocket watch, open on its chain."""
    easel.curve(((0.0, 0.84), (0.2, 0.98), (0.5, 0.9), (0.62, 0.5), (0.8, 0.3)), 1.4)
    easel.disc((0.0, 0.4), 0.4, GREY)
    easel.disc((0.0, 0.4), 0.32, PAPER)
    easel.box((-0.07, 0.78, 0.07, 0.88), GREY)
    for turn in range(12):
        a = math.pi * turn / 6
        x, y = math.sin(a), math.cos(a)
        easel.line(((0.25 * x, 0.4 + 0.25 * y), (0.29 * x, 0.4 + 0.29 * y)), 1.0)
    easel.line(((0.0, 0.62), (0.0, 0.4), (0.13, 0.34)), 1.6)


def glasses(easel: Easel) -> None:
    """A pair of spectacles, folded out."""
    for x in (-0.5, 0.5):
        easel.disc((x, 0.45), 0.4, PAPER, 1.6)
        easel.stroke((x - 0.18, 0.4), (x - 0.02, 0.66), 1.4)
    easel.curve(((-0.12, 0.5), (0.0, 0.58), (0.12, 0.5)), 1.6)
    for side in (-1, 1):
        easel.curve(((side * 0.9, 0.52), (side * 1.15, 0.9), (side * 1.0, 1.0)), 1.6)


def pen(easel: Easel) -> None:
    """A fountain pen, lying askew."""
    easel.area(((-0.6, 0.0), (-0.42, 0.02), (-0.34, 0.14), (-0.48, 0.24)), PAPER)
    easel.area(((-0.42, 0.02), (0.56, 0.78), (0.44, 0.94), (-0.52, 0.2)), INK)
    easel.blob(((0.5, 0.8), (0.64, 0.92), (0.6, 1.0), (0.46, 0.92)), INK)
    easel.stroke((-0.3, 0.22), (0.36, 0.74), 1.4, fill=PAPER)
