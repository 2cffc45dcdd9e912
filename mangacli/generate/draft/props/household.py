"""Things of a household: lamps, clocks, machines, and the furniture that a prompt may ask for by name."""

from __future__ import annotations

import math

from mangacli.generate.draft.props.easel import DARK, GREY, INK, LIGHT, PAPER, Easel


def lamp(easel: Easel) -> None:
    """A table lamp with a cloth shade."""
    easel.oval((0.0, 0.04), (0.22, 0.04), INK)
    easel.blob(((-0.04, 0.05), (-0.09, 0.2), (-0.03, 0.36), (0.03, 0.36), (0.09, 0.2), (0.04, 0.05)), DARK)
    easel.line(((0.0, 0.36), (0.0, 0.5)), 1.8)
    easel.area(((-0.36, 0.46), (0.36, 0.46), (0.2, 1.0), (-0.2, 1.0)), LIGHT)
    easel.area(((0.1, 0.47), (0.35, 0.47), (0.195, 0.99), (0.06, 0.99)), GREY, 0.0)
    easel.area(((-0.36, 0.46), (0.36, 0.46), (0.2, 1.0), (-0.2, 1.0)), None)
    easel.curve(((0.14, 0.46), (0.14, 0.4), (0.13, 0.34)), 0.7)


def floor_lamp(easel: Easel) -> None:
    """A standard lamp."""
    easel.oval((0.0, 0.015), (0.13, 0.02), INK)
    easel.line(((0.0, 0.02), (0.0, 0.8)), 2.0)
    easel.area(((-0.17, 0.76), (0.17, 0.76), (0.1, 1.0), (-0.1, 1.0)), LIGHT)
    easel.area(((0.04, 0.762), (0.165, 0.762), (0.095, 0.998), (0.03, 0.998)), GREY, 0.0)
    easel.area(((-0.17, 0.76), (0.17, 0.76), (0.1, 1.0), (-0.1, 1.0)), None)


def lantern(easel: Easel) -> None:
    """An oil lantern with its flame."""
    easel.curve(((-0.2, 0.72), (-0.16, 0.96), (0.16, 0.96), (0.2, 0.72)), 1.4)
    easel.area(((-0.2, 0.7), (0.2, 0.7), (0.1, 0.84), (-0.1, 0.84)), INK)
    easel.blob(((-0.2, 0.2), (-0.25, 0.45), (-0.18, 0.7), (0.18, 0.7), (0.25, 0.45), (0.2, 0.2)), PAPER)
    easel.blob(((0.0, 0.24), (0.09, 0.36), (0.0, 0.62), (-0.08, 0.36)), LIGHT)
    for x in (-0.12, 0.12):
        easel.line(((x, 0.2), (x * 1.2, 0.7)), 0.8)
    easel.area(((-0.28, 0.0), (0.28, 0.0), (0.2, 0.2), (-0.2, 0.2)), INK)


def candle(easel: Easel) -> None:
    """A burning candle in its holder."""
    easel.oval((0.0, 0.07), (0.32, 0.06), GREY)
    easel.curve(((0.28, 0.08), (0.42, 0.14), (0.36, 0.24), (0.26, 0.12)), 1.6)
    easel.box((-0.09, 0.08, 0.09, 0.62), PAPER)
    easel.blob(((-0.09, 0.62), (-0.08, 0.5), (-0.04, 0.58), (0.02, 0.52), (0.09, 0.62)), PAPER, 0.8)
    easel.line(((0.0, 0.62), (0.0, 0.7)), 1.4)
    easel.blob(((0.0, 0.68), (0.08, 0.78), (0.0, 1.0), (-0.08, 0.78)), PAPER)
    easel.blob(((0.0, 0.7), (0.03, 0.76), (0.0, 0.84), (-0.03, 0.76)), GREY, 0.0)


def clock(easel: Easel) -> None:
    """An alarm clock with two bells."""
    for side in (-1, 1):
        easel.blob(((side * 0.1, 0.84), (side * 0.16, 0.98), (side * 0.36, 0.92), (side * 0.38, 0.76)), INK)
        easel.line(((side * 0.26, 0.1), (side * 0.34, 0.0)), 3.0)
    easel.disc((0.0, 0.46), 0.42, DARK)
    easel.disc((0.0, 0.46), 0.34, PAPER)
    for turn in range(12):
        x, y = math.sin(math.pi * turn / 6), math.cos(math.pi * turn / 6)
        easel.line(((0.27 * x, 0.46 + 0.27 * y), (0.31 * x, 0.46 + 0.31 * y)), 1.0)
    easel.line(((0.0, 0.7), (0.0, 0.46), (0.15, 0.38)), 1.8)


def wall_clock(easel: Easel) -> None:
    """A round clock on the wall."""
    easel.disc((0.0, 0.5), 0.5, INK)
    easel.disc((0.0, 0.5), 0.42, PAPER)
    for turn in range(12):
        x, y = math.sin(math.pi * turn / 6), math.cos(math.pi * turn / 6)
        easel.line(((0.33 * x, 0.5 + 0.33 * y), (0.38 * x, 0.5 + 0.38 * y)), 1.0)
    easel.line(((0.0, 0.8), (0.0, 0.5), (0.2, 0.42)), 1.8)


def laptop(easel: Easel) -> None:
    """An open laptop, seen from the front."""
    easel.area(((-0.66, 0.22), (0.66, 0.22), (0.7, 1.0), (-0.7, 1.0)), INK)
    easel.area(((-0.58, 0.3), (0.58, 0.3), (0.62, 0.92), (-0.62, 0.92)), LIGHT, 0.6)
    for row in range(4):
        easel.line(((-0.46, 0.8 - 0.11 * row), (0.2 - 0.1 * row, 0.8 - 0.11 * row)), 0.8)
    easel.area(((-0.86, 0.0), (0.86, 0.0), (0.68, 0.22), (-0.68, 0.22)), PAPER)
    for y in (0.08, 0.14):
        easel.line(((-0.62 + y, y), (0.62 - y, y)), 1.2)


def computer(easel: Easel) -> None:
    """A desktop screen with its keyboard."""
    easel.area(((-0.1, 0.1), (0.1, 0.1), (0.07, 0.32), (-0.07, 0.32)), INK)
    easel.box((-0.6, 0.3, 0.6, 1.0), INK)
    easel.box((-0.53, 0.38, 0.53, 0.93), LIGHT, 0.6)
    easel.area(((-0.44, 0.5), (-0.2, 0.72), (-0.06, 0.6), (0.2, 0.86), (0.44, 0.7), (0.44, 0.44),
        (-0.44, 0.44)), GREY, 0.7)  # fmt: skip
    easel.area(((-0.56, 0.0), (0.56, 0.0), (0.48, 0.12), (-0.48, 0.12)), PAPER)
    easel.line(((-0.48, 0.06), (0.48, 0.06)), 1.2)


def television(easel: Easel) -> None:
    """A television on its stand."""
    easel.box((-0.5, 0.0, 0.5, 0.16), DARK)
    easel.box((-0.07, 0.16, 0.07, 0.26), INK)
    easel.box((-0.8, 0.24, 0.8, 1.0), INK)
    easel.box((-0.73, 0.32, 0.73, 0.94), LIGHT, 0.6)
    for x in (-0.5, -0.3):
        easel.stroke((x, 0.38), (x + 0.26, 0.88), 3.0, fill=PAPER)


def radio(easel: Easel) -> None:
    """A portable radio with its aerial."""
    easel.line(((0.4, 0.6), (0.76, 1.0)), 1.2)
    easel.curve(((-0.4, 0.62), (-0.36, 0.78), (0.3, 0.78), (0.34, 0.62)), 1.8)
    easel.box((-0.6, 0.0, 0.6, 0.64), DARK)
    easel.disc((-0.28, 0.3), 0.22, PAPER)
    easel.disc((-0.28, 0.3), 0.12, GREY, 0.7)
    easel.box((0.06, 0.36, 0.5, 0.54), PAPER, 0.8)
    for x in (0.14, 0.3, 0.44):
        easel.disc((x, 0.18), 0.055, PAPER, 0.7)


def teapot(easel: Easel) -> None:
    """A teapot."""
    easel.blob(((0.4, 0.3), (0.62, 0.5), (0.66, 0.8), (0.8, 0.84), (0.76, 0.56), (0.6, 0.24), (0.4, 0.16)),
        PAPER)  # fmt: skip
    easel.blob(((-0.4, 0.62), (-0.72, 0.66), (-0.72, 0.24), (-0.42, 0.22)), None, 2.4)
    easel.blob(((0.0, 0.0), (0.36, 0.04), (0.5, 0.36), (0.36, 0.7), (0.0, 0.78), (-0.36, 0.7), (-0.5, 0.36),
        (-0.36, 0.04)), PAPER)  # fmt: skip
    easel.blob(((0.12, 0.06), (0.38, 0.1), (0.46, 0.36), (0.34, 0.62), (0.3, 0.36)), GREY, 0.0)
    easel.blob(((-0.26, 0.72), (-0.14, 0.86), (0.14, 0.86), (0.26, 0.72), (0.0, 0.68)), PAPER)
    easel.disc((0.0, 0.92), 0.07, INK)


def bowl(easel: Easel) -> None:
    """A bowl of noodles with chopsticks."""
    easel.line(((0.1, 0.66), (0.7, 1.0)), 1.8)
    easel.line(((0.2, 0.64), (0.78, 0.92)), 1.8)
    easel.blob(((-0.56, 0.6), (-0.44, 0.22), (-0.2, 0.06), (0.2, 0.06), (0.44, 0.22), (0.56, 0.6)), PAPER)
    easel.box((-0.2, 0.0, 0.2, 0.07), DARK)
    easel.oval((0.0, 0.6), (0.56, 0.13), LIGHT)
    for x in (-0.3, -0.1, 0.12):
        easel.curve(((x - 0.12, 0.58), (x, 0.66), (x + 0.1, 0.56), (x + 0.2, 0.62)), 1.0)
    easel.disc((0.28, 0.62), 0.09, PAPER, 0.8)
    for x in (-0.42, -0.2, 0.04, 0.28):
        easel.line(((x, 0.4), (x + 0.07, 0.33), (x + 0.14, 0.4)), 0.8)
    for x in (-0.24, 0.0):
        easel.curve(((x, 0.76), (x + 0.06, 0.86), (x - 0.03, 0.98)), 0.7)


def pan(easel: Easel) -> None:
    """A cooking pot with its lid ajar."""
    for side in (-1, 1):
        easel.blob(((side * 0.5, 0.46), (side * 0.68, 0.48), (side * 0.68, 0.38), (side * 0.5, 0.36)), INK)
    easel.blob(((-0.5, 0.56), (-0.5, 0.1), (-0.4, 0.0), (0.4, 0.0), (0.5, 0.1), (0.5, 0.56)), GREY)
    easel.stroke((-0.38, 0.1), (-0.4, 0.46), 2.4, fill=PAPER)
    easel.blob(((-0.54, 0.56), (-0.36, 0.74), (0.36, 0.8), (0.56, 0.64), (0.0, 0.58)), PAPER)
    easel.disc((0.0, 0.82), 0.06, INK)


def chair(easel: Easel) -> None:
    """A wooden chair, three quarters to the front."""
    for x, low in ((-0.2, 0.06), (0.24, 0.12)):
        easel.line(((x, low), (x, 0.98)), 2.4)
    for y in (0.92, 0.74, 0.6):
        easel.area(((-0.2, y - 0.05), (0.24, y - 0.02), (0.24, y + 0.06), (-0.2, y + 0.03)), LIGHT)
    for x, low in ((-0.28, 0.0), (0.2, 0.0)):
        easel.line(((x, low), (x, 0.44)), 2.4)
    easel.area(((-0.32, 0.42), (0.24, 0.42), (0.28, 0.52), (-0.2, 0.52)), PAPER)
    easel.box((-0.32, 0.37, 0.24, 0.42), GREY)


def table(easel: Easel) -> None:
    """A small table."""
    for x, low in ((-0.62, 0.14), (0.62, 0.14)):
        easel.box((x - 0.03, low, x + 0.03, 0.8), DARK)
    for x in (-0.78, 0.78):
        easel.box((x - 0.04, 0.0, x + 0.04, 0.8), PAPER)
    easel.area(((-0.95, 0.84), (0.95, 0.84), (0.76, 1.0), (-0.76, 1.0)), PAPER)
    easel.box((-0.95, 0.76, 0.95, 0.84), GREY)


def side_table(easel: Easel) -> None:
    """A round stand on one foot, for what would else lie on the floor."""
    easel.area(((-0.2, 0.0), (0.2, 0.0), (0.06, 0.1), (-0.06, 0.1)), INK)
    easel.box((-0.04, 0.08, 0.04, 0.92), DARK)
    easel.oval((0.0, 0.93), (0.44, 0.07), GREY)
    easel.oval((0.0, 0.96), (0.44, 0.065), PAPER)


def bench(easel: Easel) -> None:
    """A park bench."""
    for x in (-0.8, 0.7):
        easel.box((x, 0.0, x + 0.1, 0.5), INK)
        easel.area(((x, 0.44), (x + 0.1, 0.44), (x + 0.16, 1.0), (x + 0.08, 1.0)), INK)
    for y in (0.62, 0.78, 0.92):
        easel.box((-0.95, y, 0.98, y + 0.1), LIGHT)
    easel.area(((-1.0, 0.42), (0.96, 0.42), (0.98, 0.54), (-0.94, 0.54)), PAPER)
    easel.box((-1.0, 0.36, 0.96, 0.42), GREY)


def bed(easel: Easel) -> None:
    """A made bed, seen from its side."""
    easel.box((-1.7, 0.0, -1.58, 1.0), DARK)
    easel.box((1.5, 0.0, 1.6, 0.64), DARK)
    easel.box((-1.6, 0.16, 1.52, 0.36), GREY)
    easel.area(((-1.58, 0.34), (-1.58, 0.56), (-1.3, 0.6), (1.4, 0.58), (1.5, 0.5), (1.5, 0.34)), PAPER)
    easel.blob(((-1.5, 0.56), (-1.44, 0.76), (-0.96, 0.78), (-0.9, 0.58)), PAPER)
    easel.area(((-0.7, 0.6), (-0.5, 0.65), (1.3, 0.62), (1.5, 0.52), (1.5, 0.16), (0.6, 0.2), (-0.66, 0.16)),
        LIGHT)  # fmt: skip
    for x in (-0.2, 0.4, 1.0):
        easel.curve(((x, 0.6), (x + 0.08, 0.4), (x, 0.2)), 0.8)


def piano(easel: Easel) -> None:
    """An upright piano."""
    easel.box((-0.62, 0.0, 0.62, 1.0), INK)
    easel.box((-0.54, 0.66, 0.54, 0.94), DARK, 0.8)
    easel.area(((-0.68, 0.44), (0.68, 0.44), (0.6, 0.56), (-0.6, 0.56)), PAPER)
    for k in range(15):
        x = -0.56 + 0.08 * k
        easel.line(((x * 1.1, 0.44), (x, 0.56)), 0.6)
        if k % 7 not in (2, 6):
            easel.area(((x * 1.04 + 0.025, 0.5), (x * 1.04 + 0.06, 0.5), (x + 0.055, 0.56),
                (x + 0.025, 0.56)), INK, 0.0)  # fmt: skip
    easel.box((-0.68, 0.38, 0.68, 0.44), GREY)
    easel.area(((-0.24, 0.72), (0.24, 0.72), (0.2, 0.92), (-0.2, 0.92)), PAPER)
    for y in (0.78, 0.84):
        easel.line(((-0.16, y), (0.16, y)), 0.6)


def mirror(easel: Easel) -> None:
    """A standing mirror."""
    for side in (-1, 1):
        easel.line(((side * 0.1, 0.1), (side * 0.26, 0.0)), 3.0)
    easel.oval((0.0, 0.55), (0.3, 0.45), DARK)
    easel.oval((0.0, 0.55), (0.25, 0.4), PAPER)
    for x in (-0.12, -0.02):
        easel.stroke((x - 0.04, 0.4), (x + 0.14, 0.78), 2.2)


def painting(easel: Easel) -> None:
    """A framed picture of mountains."""
    easel.box((-0.7, 0.0, 0.7, 1.0), GREY)
    easel.box((-0.58, 0.12, 0.58, 0.88), PAPER)
    easel.area(((-0.58, 0.12), (-0.2, 0.62), (0.0, 0.4), (0.26, 0.72), (0.58, 0.24), (0.58, 0.12)), DARK, 0.8)
    easel.disc((-0.34, 0.7), 0.08, PAPER, 0.8)


def ladder(easel: Easel) -> None:
    """A ladder, leaning."""
    for x in (-0.16, 0.12):
        easel.line(((x, 0.0), (x + 0.1, 1.0)), 2.4)
    for k in range(8):
        y = 0.08 + 0.12 * k
        easel.line(((-0.16 + 0.1 * y, y), (0.12 + 0.1 * y, y)), 1.8)


def barrel(easel: Easel) -> None:
    """A barrel with its hoops."""
    easel.blob(((-0.26, 0.02), (-0.36, 0.5), (-0.26, 0.96), (0.26, 0.96), (0.36, 0.5), (0.26, 0.02),
        (0.0, 0.0)), GREY)  # fmt: skip
    easel.oval((0.0, 0.95), (0.26, 0.05), LIGHT)
    for x in (-0.14, 0.0, 0.14):
        easel.curve(((x, 0.02), (x * 1.3, 0.5), (x, 0.92)), 0.8)
    for y, half in ((0.2, 0.32), (0.74, 0.33)):
        easel.curve(((-half, y), (0.0, y - 0.04), (half, y)), 3.0)


def bin_of_waste(easel: Easel) -> None:
    """A dustbin with its lid."""
    easel.area(((-0.26, 0.0), (0.26, 0.0), (0.32, 0.78), (-0.32, 0.78)), GREY)
    for x in (-0.16, 0.0, 0.16):
        easel.line(((x * 0.9, 0.06), (x * 1.1, 0.72)), 0.9)
    easel.blob(((-0.38, 0.78), (-0.3, 0.9), (0.3, 0.9), (0.38, 0.78)), DARK)
    easel.curve(((-0.08, 0.9), (0.0, 0.98), (0.08, 0.9)), 1.8)


def pot_plant(easel: Easel) -> None:
    """A plant in a pot."""
    for lean, tall, fill in (
        (-0.34, 0.6, PAPER),
        (0.34, 0.62, PAPER),
        (-0.2, 0.86, GREY),
        (0.2, 0.88, GREY),
        (0.0, 1.0, PAPER),
    ):
        easel.blob(((0.0, 0.32), (lean * 0.7 - 0.07, tall * 0.72), (lean, tall),
            (lean * 0.7 + 0.08, tall * 0.7)), fill)  # fmt: skip
        easel.line(((0.0, 0.34), (lean * 0.9, tall * 0.9)), 0.6)
    easel.area(((-0.15, 0.0), (0.15, 0.0), (0.22, 0.32), (-0.22, 0.32)), DARK)
    easel.box((-0.25, 0.3, 0.25, 0.38), GREY)
