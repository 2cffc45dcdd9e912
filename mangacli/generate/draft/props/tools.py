"""Tools and weapons."""

from __future__ import annotations

import math

from mangacli.generate.draft.props.easel import DARK, GREY, INK, LIGHT, PAPER, Easel


def scissors(easel: Easel) -> None:
    """Open scissors."""
    easel.area(((-0.04, 0.42), (0.05, 0.4), (-0.16, 1.0), (-0.24, 0.94)), PAPER)
    easel.area(((0.04, 0.42), (-0.05, 0.4), (0.16, 1.0), (0.24, 0.94)), PAPER)
    for x in (-0.2, 0.2):
        easel.oval((x, 0.16), (0.15, 0.16), INK)
        easel.oval((x, 0.16), (0.08, 0.09), PAPER, 0.8)
        easel.line(((x * 0.6, 0.28), (0.0, 0.42)), 3.0)
    easel.disc((0.0, 0.42), 0.03, PAPER, 0.8)


def knife(easel: Easel) -> None:
    """A kitchen knife, its edge gleaming."""
    easel.blob(((-0.07, 0.0), (-0.08, 0.3), (0.07, 0.3), (0.08, 0.02)), INK)
    easel.area(((-0.09, 0.3), (0.09, 0.3), (0.08, 0.86), (-0.06, 1.0), (-0.1, 0.6)), PAPER)
    easel.stroke((-0.05, 0.36), (-0.04, 0.9), 1.2)


def sword(easel: Easel) -> None:
    """A drawn sword, point up."""
    easel.area(((-0.035, 0.26), (0.035, 0.26), (0.03, 0.93), (0.0, 1.0), (-0.03, 0.93)), PAPER)
    easel.line(((0.0, 0.28), (0.0, 0.92)), 0.7)
    easel.blob(((-0.15, 0.25), (-0.15, 0.21), (0.15, 0.21), (0.15, 0.25)), GREY)
    easel.box((-0.025, 0.04, 0.025, 0.21), INK)
    for y in (0.08, 0.12, 0.16):
        easel.line(((-0.02, y), (0.02, y + 0.02)), 0.7, white=True)
    easel.disc((0.0, 0.03), 0.035, GREY)


def pistol(easel: Easel) -> None:
    """A revolver in profile."""
    easel.box((-0.5, 0.68, 0.62, 0.86), INK)
    easel.oval((-0.24, 0.7), (0.2, 0.16), GREY)
    easel.area(((-0.5, 0.86), (-0.46, 0.62), (-0.66, 0.02), (-0.44, 0.0), (-0.22, 0.56), (-0.1, 0.6)), INK)
    easel.blob(((-0.2, 0.56), (-0.16, 0.36), (0.06, 0.36), (0.08, 0.6)), None, 1.8)
    easel.area(((-0.56, 0.88), (-0.6, 1.0), (-0.48, 0.94)), INK)
    easel.line(((-0.36, 0.8), (0.58, 0.8)), 0.8, white=True)


def hammer(easel: Easel) -> None:
    """A hammer leaning on its head."""
    easel.area(((-0.03, 0.0), (0.04, 0.0), (0.035, 0.8), (-0.035, 0.8)), LIGHT)
    easel.area(((-0.2, 0.8), (0.16, 0.8), (0.28, 0.88), (0.16, 0.98), (-0.2, 0.98), (-0.24, 0.96),
        (-0.24, 0.82)), INK)  # fmt: skip


def axe(easel: Easel) -> None:
    """An axe, its handle down."""
    easel.blob(((-0.04, 0.0), (0.0, 0.4), (-0.03, 0.98), (0.04, 1.0), (0.07, 0.4), (0.04, 0.0)), LIGHT)
    easel.blob(((0.02, 0.92), (0.24, 1.0), (0.34, 0.8), (0.26, 0.62), (0.02, 0.76)), GREY)
    easel.curve(((0.28, 0.96), (0.36, 0.8), (0.28, 0.65)), 2.0)


def wand(easel: Easel) -> None:
    """A wand with sparks at its tip."""
    easel.area(((-0.3, 0.0), (-0.24, 0.0), (0.2, 0.74), (0.17, 0.76)), INK)
    for x, y, size in ((0.26, 0.86, 0.14), (0.04, 0.94, 0.07), (0.44, 0.7, 0.07)):
        star = [
            (x + math.sin(k * math.pi / 4) * (size if k % 2 == 0 else size * 0.25),
             y + math.cos(k * math.pi / 4) * (size if k % 2 == 0 else size * 0.25))
            for k in range(8)
        ]  # fmt: skip
        easel.area(star, PAPER)


def camera(easel: Easel) -> None:
    """A camera with its lens."""
    easel.area(((-0.3, 0.78), (-0.2, 1.0), (0.2, 1.0), (0.3, 0.78)), INK)
    easel.box((-0.72, 0.0, 0.72, 0.8), INK)
    easel.box((-0.7, 0.14, 0.7, 0.6), DARK, 0.7)
    easel.disc((0.0, 0.4), 0.34, PAPER)
    easel.disc((0.0, 0.4), 0.25, INK)
    easel.blob(((-0.14, 0.42), (-0.08, 0.54), (0.02, 0.56), (-0.06, 0.46)), PAPER, 0.0)
    easel.box((0.46, 0.8, 0.62, 0.88), GREY)


def microphone(easel: Easel) -> None:
    """A microphone."""
    easel.area(((-0.1, 0.0), (0.1, 0.0), (0.15, 0.6), (-0.15, 0.6)), INK)
    easel.disc((0.0, 0.78), 0.22, GREY)
    easel.box((-0.18, 0.58, 0.18, 0.66), PAPER)
    for shift in (-0.1, 0.0, 0.1):
        easel.line(((shift - 0.1, 0.66), (shift + 0.1, 0.92)), 0.6)
        easel.line(((shift + 0.1, 0.66), (shift - 0.1, 0.92)), 0.6)


def magnifier(easel: Easel) -> None:
    """A magnifying glass."""
    easel.line(((-0.3, 0.04), (-0.06, 0.42)), 5.0)
    easel.disc((0.14, 0.68), 0.3, PAPER, 2.4)
    easel.stroke((0.0, 0.66), (0.14, 0.86), 1.6, 0.03)


def flashlight(easel: Easel) -> None:
    """A torch, lying, its light thrown aside."""
    easel.area(((0.5, 0.3), (1.5, 0.0), (1.5, 1.0), (0.5, 0.72)), PAPER, 0.0)
    easel.box((-0.8, 0.36, 0.2, 0.66), INK)
    easel.area(((0.2, 0.36), (0.52, 0.2), (0.52, 0.82), (0.2, 0.66)), GREY)
    easel.line(((-0.6, 0.52), (0.1, 0.52)), 0.8, white=True)


def fan(easel: Easel) -> None:
    """A folding fan, spread."""
    spread = [
        (0.95 * math.sin(a), 0.06 + 0.92 * math.cos(a)) for a in (math.radians(d) for d in range(-70, 71, 14))
    ]
    inner = [(x * 0.45, 0.06 + (y - 0.06) * 0.45) for x, y in spread]
    easel.area([*spread, *reversed(inner)], PAPER)
    for (x, y), (ix, iy) in zip(spread, inner, strict=True):
        easel.line(((0.0, 0.05), (ix, iy)), 1.2)
        easel.line(((ix, iy), (x, y)), 0.6)
    easel.disc((0.0, 0.05), 0.05, INK)
