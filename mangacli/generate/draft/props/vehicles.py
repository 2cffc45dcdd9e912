"""What drives, floats and flies."""

from __future__ import annotations

import math

from mangacli.generate.draft.props.easel import DARK, GREY, INK, LIGHT, PAPER, Easel


def _wheel(easel: Easel, x: float, radius: float, spokes: int = 0) -> None:
    """A wheel standing on the ground: a tyre with a hub, or with spokes."""
    easel.disc((x, radius), radius, None if spokes else INK, 2.6)
    if not spokes:
        easel.disc((x, radius), radius * 0.5, LIGHT, 0.8)
        easel.disc((x, radius), radius * 0.18, INK)
        return
    for k in range(spokes):
        a = math.pi * k / spokes
        dx, dy = radius * math.cos(a), radius * math.sin(a)
        easel.line(((x - dx, radius - dy), (x + dx, radius + dy)), 0.5)
    easel.disc((x, radius), radius * 0.12, INK)


def bicycle(easel: Easel) -> None:
    """A bicycle, leaning on its stand."""
    for x in (-0.52, 0.52):
        _wheel(easel, x, 0.33, 6)
    easel.line(((-0.52, 0.33), (-0.1, 0.3), (0.36, 0.72), (-0.22, 0.72), (-0.1, 0.3)), 2.2)
    easel.line(((-0.52, 0.33), (-0.22, 0.72)), 2.0)
    easel.line(((0.52, 0.33), (0.32, 0.92)), 2.2)
    easel.curve(((0.16, 0.98), (0.32, 0.94), (0.42, 0.86)), 2.4)
    easel.line(((-0.22, 0.72), (-0.25, 0.82)), 2.2)
    easel.blob(((-0.38, 0.84), (-0.34, 0.89), (-0.14, 0.87), (-0.12, 0.83)), INK)
    easel.disc((-0.1, 0.3), 0.09, PAPER)
    easel.line(((-0.16, 0.22), (-0.04, 0.38)), 1.6)
    easel.area(((0.42, 0.6), (0.66, 0.6), (0.62, 0.8), (0.4, 0.8)), LIGHT)


def car(easel: Easel) -> None:
    """A small car in profile."""
    easel.blob(((-1.3, 0.2), (-1.34, 0.46), (-1.1, 0.56), (-0.78, 0.6), (-0.5, 0.94), (-0.2, 1.0),
        (0.4, 0.98), (0.7, 0.92), (0.96, 0.62), (1.24, 0.56), (1.34, 0.4), (1.3, 0.2)), GREY)  # fmt: skip
    easel.area(((-0.66, 0.62), (-0.44, 0.9), (-0.04, 0.92), (-0.04, 0.62)), PAPER)
    easel.area(((0.06, 0.62), (0.06, 0.92), (0.54, 0.9), (0.78, 0.62)), PAPER)
    for x in (-0.4, 0.3):
        easel.stroke((x - 0.1, 0.66), (x + 0.08, 0.86), 2.0)
    easel.line(((0.01, 0.22), (0.01, 0.94)), 1.2)
    easel.line(((-1.3, 0.34), (1.3, 0.34)), 0.8)
    easel.line(((0.1, 0.52), (0.24, 0.52)), 2.0)
    easel.line(((-0.58, 0.52), (-0.44, 0.52)), 2.0)
    easel.oval((-1.26, 0.44), (0.06, 0.08), PAPER)
    easel.box((1.22, 0.4, 1.32, 0.5), INK)
    for x in (-0.82, 0.84):
        easel.disc((x, 0.24), 0.29, INK)
        _wheel(easel, x, 0.24)


def truck(easel: Easel) -> None:
    """A delivery truck."""
    easel.box((-0.5, 0.18, 1.1, 1.0), PAPER)
    for x in (-0.1, 0.3, 0.7):
        easel.line(((x, 0.22), (x, 0.96)), 0.6)
    easel.blob(((-1.1, 0.18), (-1.12, 0.44), (-1.0, 0.5), (-0.88, 0.76), (-0.56, 0.78), (-0.52, 0.18)), GREY)
    easel.area(((-0.94, 0.5), (-0.84, 0.7), (-0.62, 0.7), (-0.62, 0.5)), PAPER)
    easel.disc((-1.06, 0.34), 0.05, PAPER)
    easel.box((-1.12, 0.12, 1.12, 0.2), INK)
    for x in (-0.78, 0.34, 0.76):
        _wheel(easel, x, 0.16)


def bus(easel: Easel) -> None:
    """A bus with its windows."""
    easel.area(((-1.38, 0.14), (-1.4, 0.9), (-1.36, 0.97), (-1.28, 1.0), (1.3, 1.0), (1.37, 0.97), (1.4, 0.9),
        (1.38, 0.14)), LIGHT)  # fmt: skip
    for k in range(6):
        x = -1.02 + 0.4 * k
        easel.box((x, 0.54, x + 0.34, 0.86), PAPER)
        easel.stroke((x + 0.1, 0.6), (x + 0.22, 0.8), 1.4)
    easel.box((-1.32, 0.18, -1.08, 0.86), PAPER)
    easel.line(((-1.2, 0.18), (-1.2, 0.86)), 0.8)
    easel.box((-1.06, 0.3, 1.38, 0.42), DARK)
    for x in (-0.8, 0.84):
        easel.disc((x, 0.16), 0.19, INK)
        _wheel(easel, x, 0.16)


def motorbike(easel: Easel) -> None:
    """A scooter."""
    for x in (-0.6, 0.56):
        _wheel(easel, x, 0.22)
    easel.blob(((-0.72, 0.42), (-0.6, 0.52), (-0.46, 0.44), (-0.36, 0.22), (0.1, 0.2), (0.2, 0.4),
        (0.16, 0.56), (0.64, 0.56), (0.8, 0.4), (0.72, 0.34), (0.3, 0.1), (-0.3, 0.1),
        (-0.48, 0.28)), GREY)  # fmt: skip
    easel.blob(((0.1, 0.56), (0.12, 0.66), (0.66, 0.66), (0.74, 0.58)), INK)
    easel.line(((-0.56, 0.46), (-0.44, 0.9)), 3.0)
    easel.curve(((-0.6, 0.9), (-0.44, 0.94), (-0.28, 0.86)), 2.6)
    easel.disc((-0.54, 0.74), 0.08, PAPER)


def boat(easel: Easel) -> None:
    """A rowing boat on the water, its oars out."""
    easel.blob(((-1.1, 0.74), (-0.9, 0.34), (-0.6, 0.14), (0.6, 0.14), (0.9, 0.34), (1.06, 0.7), (0.5, 0.56),
        (-0.5, 0.56)), GREY)  # fmt: skip
    easel.blob(((-1.08, 0.74), (-0.5, 0.6), (0.5, 0.6), (1.06, 0.72), (0.4, 0.72), (-0.4, 0.72)), PAPER)
    for x in (-0.3, 0.4):
        easel.rod(((x, 0.9), (x + 0.5, 0.1)), 3.0)
    for y, half in ((0.1, 1.2), (0.02, 0.9)):
        easel.stroke((-half, y), (half, y), 2.0)


def ship(easel: Easel) -> None:
    """A sailing ship, far out."""
    easel.line(((0.0, 0.2), (0.0, 1.0)), 1.8)
    easel.blob(((0.03, 0.94), (0.4, 0.6), (0.46, 0.3), (0.03, 0.28)), PAPER)
    easel.blob(((-0.03, 0.9), (-0.36, 0.5), (-0.4, 0.3), (-0.03, 0.28)), LIGHT)
    easel.blob(((-0.6, 0.24), (-0.46, 0.04), (0.46, 0.04), (0.66, 0.26), (0.2, 0.2), (-0.3, 0.2)), INK)
    easel.area(((0.0, 1.0), (0.2, 0.97), (0.0, 0.94)), INK)
    easel.stroke((-0.8, 0.02), (0.8, 0.02), 1.6)


def aeroplane(easel: Easel) -> None:
    """An airliner, climbing."""
    easel.area(((0.6, 0.44), (0.86, 0.8), (1.0, 0.8), (0.92, 0.42)), GREY)
    easel.blob(((-1.0, 0.62), (-0.8, 0.74), (0.4, 0.58), (1.0, 0.44), (0.9, 0.34), (0.2, 0.36), (-0.8, 0.5)),
        PAPER)  # fmt: skip
    easel.area(((-0.2, 0.5), (0.4, 0.02), (0.56, 0.04), (0.26, 0.46)), GREY)
    easel.area(((-0.1, 0.64), (0.3, 0.96), (0.4, 0.94), (0.22, 0.6)), LIGHT)
    for k in range(6):
        easel.disc((-0.6 + 0.2 * k, 0.62 - 0.022 * k), 0.025, INK)


def helicopter(easel: Easel) -> None:
    """A helicopter."""
    easel.stroke((-1.0, 0.96), (1.0, 0.96), 2.4)
    easel.line(((0.0, 0.74), (0.0, 0.96)), 2.0)
    easel.area(((0.3, 0.44), (1.2, 0.6), (1.2, 0.7), (0.3, 0.66)), GREY)
    easel.stroke((1.16, 0.44), (1.22, 0.9), 2.6)
    easel.blob(((-0.6, 0.4), (-0.5, 0.66), (-0.1, 0.76), (0.34, 0.7), (0.42, 0.44), (0.2, 0.24),
        (-0.36, 0.24)), GREY)  # fmt: skip
    easel.blob(((-0.56, 0.42), (-0.46, 0.62), (-0.16, 0.68), (-0.14, 0.42)), PAPER)
    for x in (-0.26, 0.16):
        easel.line(((x, 0.24), (x - 0.04, 0.08)), 1.4)
    easel.line(((-0.56, 0.08), (0.4, 0.08)), 2.0)


def rocket(easel: Easel) -> None:
    """A rocket on its flame."""
    easel.blob(((-0.1, 0.2), (-0.12, 0.08), (0.0, 0.0), (0.12, 0.08), (0.1, 0.2)), LIGHT)
    for side in (-1, 1):
        easel.area(((side * 0.13, 0.44), (side * 0.3, 0.16), (side * 0.12, 0.24)), DARK)
    easel.blob(((-0.12, 0.2), (-0.18, 0.5), (-0.12, 0.8), (0.0, 1.0), (0.12, 0.8), (0.18, 0.5), (0.12, 0.2)),
        PAPER)  # fmt: skip
    easel.blob(((-0.11, 0.8), (0.0, 1.0), (0.11, 0.8), (0.0, 0.78)), INK)
    easel.disc((0.0, 0.6), 0.07, GREY)


def saucer(easel: Easel) -> None:
    """A flying saucer with its beam."""
    easel.area(((-0.2, 0.4), (0.2, 0.4), (0.5, 0.0), (-0.5, 0.0)), PAPER, 0.6)
    easel.blob(((-0.34, 0.64), (-0.26, 0.9), (0.0, 1.0), (0.26, 0.9), (0.34, 0.64)), PAPER)
    easel.oval((0.0, 0.56), (0.9, 0.18), GREY)
    easel.oval((0.0, 0.62), (0.5, 0.09), DARK)
    for x in (-0.6, -0.3, 0.0, 0.3, 0.6):
        easel.disc((x, 0.48 - 0.03 * (1 - abs(x))), 0.04, PAPER, 0.7)


def hot_air_balloon(easel: Easel) -> None:
    """A hot-air balloon with its basket."""
    easel.blob(((-0.08, 0.24), (-0.36, 0.54), (-0.34, 0.84), (0.0, 1.0), (0.34, 0.84), (0.36, 0.54),
        (0.08, 0.24)), PAPER)  # fmt: skip
    easel.blob(((-0.03, 0.24), (-0.14, 0.56), (-0.12, 0.86), (0.0, 1.0), (0.12, 0.86), (0.14, 0.56),
        (0.03, 0.24)), GREY)  # fmt: skip
    for x in (-0.08, 0.08):
        easel.line(((x, 0.25), (x * 0.9, 0.12)), 0.8)
    easel.box((-0.08, 0.0, 0.08, 0.13), DARK)


def tent(easel: Easel) -> None:
    """A tent, its door open."""
    easel.area(((-0.9, 0.0), (-0.2, 1.0), (0.5, 0.92), (1.1, 0.06)), GREY)
    easel.area(((-0.9, 0.0), (-0.2, 1.0), (0.4, 0.0)), PAPER)
    easel.area(((-0.46, 0.0), (-0.2, 0.8), (0.0, 0.0)), INK)
    easel.line(((-0.2, 1.0), (-1.1, 0.02)), 0.8)
    easel.line(((0.5, 0.92), (1.3, 0.02)), 0.8)


def stroller(easel: Easel) -> None:
    """A pram."""
    easel.curve(((0.4, 0.56), (0.7, 0.78), (0.84, 0.76)), 2.2)
    easel.blob(((-0.5, 0.6), (-0.42, 0.36), (-0.2, 0.26), (0.24, 0.26), (0.42, 0.36), (0.48, 0.6)), GREY)
    easel.blob(((-0.5, 0.6), (-0.46, 0.86), (-0.2, 1.0), (0.04, 0.94), (0.0, 0.6)), DARK)
    easel.line(((0.0, 0.6), (-0.2, 0.99)), 0.8, white=True)
    easel.line(((0.0, 0.6), (-0.44, 0.84)), 0.8, white=True)
    for x in (-0.3, 0.32):
        _wheel(easel, x, 0.15, 4)
