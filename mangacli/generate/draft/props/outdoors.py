"""Things that stand outdoors: trees, stones, street furniture, fires."""

from __future__ import annotations

import math

from mangacli.generate.draft.props.easel import DARK, GREY, INK, LIGHT, PAPER, Easel


def tree(easel: Easel) -> None:
    """A leafy tree."""
    easel.blob(((-0.1, 0.0), (-0.05, 0.16), (-0.05, 0.44), (0.05, 0.44), (0.05, 0.16), (0.11, 0.0)), PAPER)
    easel.area(((0.01, 0.0), (0.02, 0.42), (0.05, 0.42), (0.05, 0.14), (0.1, 0.0)), INK, 0.0)
    crown = [
        (0.36 * math.cos(a) * (1.0 + 0.08 * (k % 2)), 0.66 + 0.33 * math.sin(a) * (1.0 + 0.08 * (k % 2)))
        for k, a in ((k, 2 * math.pi * k / 18) for k in range(18))
    ]
    easel.blob(crown, PAPER)
    easel.blob(((-0.22, 0.46), (-0.06, 0.56), (0.14, 0.5), (0.29, 0.6), (0.27, 0.5), (0.14, 0.4),
        (-0.12, 0.39)), GREY, 0.0)  # fmt: skip
    easel.blob(((0.0, 0.41), (0.12, 0.44), (0.22, 0.49), (0.16, 0.41), (0.06, 0.38)), INK, 0.0)
    for x, y in ((-0.2, 0.74), (0.02, 0.86), (0.14, 0.7), (-0.06, 0.64), (-0.26, 0.58)):
        easel.curve(((x - 0.04, y), (x, y + 0.03), (x + 0.04, y), (x + 0.08, y + 0.03), (x + 0.1, y)), 0.8)


def pine(easel: Easel) -> None:
    """A fir tree."""
    easel.box((-0.04, 0.0, 0.04, 0.16), DARK)
    for low, high, half in ((0.1, 0.5, 0.32), (0.32, 0.74, 0.25), (0.56, 1.0, 0.17)):
        easel.area(((-half, low), (-half * 0.5, low + 0.04), (0.0, low), (half * 0.5, low + 0.04),
            (half, low), (0.0, high)), GREY)  # fmt: skip
        easel.area(((0.0, low), (half * 0.5, low + 0.04), (half, low), (0.0, high)), INK, 0.0)


def palm(easel: Easel) -> None:
    """A palm tree, leaning."""
    easel.area(((-0.09, 0.0), (-0.03, 0.2), (0.03, 0.42), (0.12, 0.74), (0.17, 0.74), (0.1, 0.42),
        (0.05, 0.2), (0.06, 0.0)), PAPER)  # fmt: skip
    for y in (0.08, 0.16, 0.25, 0.34, 0.43, 0.52, 0.61):
        easel.stroke((-0.07 + 0.27 * y, y), (0.04 + 0.17 * y, y + 0.02), 2.0, 0.01)
    for dx, dy in (
        (-0.4, 0.06),
        (-0.3, 0.22),
        (0.0, 0.26),
        (0.28, 0.2),
        (0.4, 0.02),
        (0.22, -0.12),
        (-0.2, -0.1),
    ):
        tip, middle = (0.14 + dx, 0.72 + dy * 0.8), (0.14 + dx * 0.5, 0.8 + dy)
        easel.blob(((0.14, 0.75), middle, tip, (0.14 + dx * 0.5, 0.72 + dy * 0.8)), DARK)
        easel.line(((0.14, 0.75), (0.14 + dx * 0.5, 0.76 + dy * 0.9), tip), 0.8, white=True)


def bush(easel: Easel) -> None:
    """A round bush."""
    leaves = [(2 * math.pi * k / 20, 1 + 0.07 * (k % 2)) for k in range(20)]
    easel.blob([(0.8 * r * math.cos(a), max(0.0, 0.45 + 0.5 * r * math.sin(a))) for a, r in leaves], PAPER)
    easel.blob(((-0.5, 0.1), (-0.2, 0.3), (0.2, 0.24), (0.55, 0.38), (0.6, 0.16), (0.3, 0.03), (-0.3, 0.03)),
        GREY, 0.0)  # fmt: skip
    for x, y in ((-0.4, 0.6), (0.0, 0.76), (0.36, 0.6), (-0.1, 0.46)):
        easel.curve(((x - 0.08, y), (x, y + 0.08), (x + 0.08, y)), 0.8)


def rock(easel: Easel) -> None:
    """A boulder."""
    easel.area(((-0.8, 0.0), (-0.7, 0.42), (-0.4, 0.82), (0.0, 1.0), (0.36, 0.86), (0.66, 0.5), (0.8, 0.0)),
        LIGHT)  # fmt: skip
    easel.area(((0.0, 1.0), (0.36, 0.86), (0.66, 0.5), (0.8, 0.0), (0.3, 0.0), (0.16, 0.5)), GREY, 0.0)
    easel.line(((0.0, 1.0), (0.16, 0.5), (0.3, 0.0)), 0.9)
    easel.line(((-0.4, 0.82), (-0.26, 0.5), (0.16, 0.5)), 0.7)


def gravestone(easel: Easel) -> None:
    """A gravestone with a cross."""
    easel.box((-0.46, 0.0, 0.46, 0.12), GREY)
    easel.blob(((-0.34, 0.12), (-0.34, 0.7), (-0.2, 0.94), (0.0, 1.0), (0.2, 0.94), (0.34, 0.7),
        (0.34, 0.12)), LIGHT)  # fmt: skip
    easel.line(((0.0, 0.56), (0.0, 0.86)), 2.4)
    easel.line(((-0.1, 0.76), (0.1, 0.76)), 2.4)
    for y in (0.4, 0.3):
        easel.line(((-0.18, y), (0.18, y)), 0.9)


def statue(easel: Easel) -> None:
    """A stone figure on its plinth."""
    easel.box((-0.24, 0.0, 0.24, 0.3), LIGHT)
    easel.box((-0.28, 0.28, 0.28, 0.34), GREY)
    easel.blob(((-0.14, 0.34), (-0.16, 0.62), (-0.12, 0.82), (0.12, 0.82), (0.16, 0.62), (0.14, 0.34)), PAPER)
    for x in (-0.06, 0.02, 0.08):
        easel.curve(((x, 0.76), (x + 0.02, 0.56), (x - 0.02, 0.36)), 0.8)
    easel.disc((0.0, 0.9), 0.08, PAPER)
    easel.blob(((0.1, 0.78), (0.24, 0.66), (0.2, 0.56), (0.1, 0.66)), PAPER)


def street_lamp(easel: Easel) -> None:
    """A street lamp."""
    easel.box((-0.03, 0.0, 0.03, 0.1), INK)
    easel.line(((0.0, 0.0), (0.0, 0.86)), 2.4)
    easel.area(((-0.05, 0.84), (0.05, 0.84), (0.08, 0.95), (-0.08, 0.95)), PAPER)
    easel.area(((-0.1, 0.95), (0.1, 0.95), (0.0, 1.0)), INK)


def traffic_light(easel: Easel) -> None:
    """A traffic light on its pole."""
    easel.line(((0.0, 0.0), (0.0, 0.7)), 2.4)
    easel.box((-0.09, 0.64, 0.09, 1.0), INK)
    for y, fill in ((0.94, PAPER), (0.82, DARK), (0.7, DARK)):
        easel.disc((0.0, y), 0.045, fill, 0.6)


def sign(easel: Easel) -> None:
    """A wooden signpost with two arms."""
    easel.box((-0.03, 0.0, 0.03, 0.98), GREY)
    easel.area(((-0.08, 0.72), (0.34, 0.72), (0.44, 0.8), (0.34, 0.88), (-0.08, 0.88)), PAPER)
    easel.area(((0.08, 0.5), (-0.34, 0.5), (-0.44, 0.58), (-0.34, 0.66), (0.08, 0.66)), LIGHT)
    easel.line(((0.0, 0.8), (0.28, 0.8)), 1.4)
    easel.line(((-0.28, 0.58), (0.0, 0.58)), 1.4)


def letterbox(easel: Easel) -> None:
    """A post box on a post."""
    easel.box((-0.04, 0.0, 0.04, 0.56), INK)
    easel.blob(((-0.24, 0.54), (-0.24, 0.86), (-0.12, 0.98), (0.12, 0.98), (0.24, 0.86), (0.24, 0.54)), DARK)
    easel.box((-0.16, 0.78, 0.16, 0.84), INK)
    easel.box((-0.12, 0.62, 0.12, 0.72), PAPER, 0.8)


def vending_machine(easel: Easel) -> None:
    """A drinks machine."""
    easel.box((-0.28, 0.0, 0.28, 1.0), LIGHT)
    easel.box((-0.22, 0.44, 0.22, 0.94), PAPER)
    for row, y in enumerate((0.78, 0.62, 0.47)):
        for k in range(6):
            x = -0.19 + 0.066 * k
            easel.box((x, y, x + 0.04, y + 0.12), (INK, GREY, PAPER)[(k + row) % 3], 0.6)
    easel.box((-0.2, 0.1, 0.06, 0.22), INK)
    easel.box((0.12, 0.26, 0.22, 0.38), GREY)


def fence(easel: Easel) -> None:
    """A piece of wooden fence."""
    for y in (0.3, 0.66):
        easel.box((-1.3, y, 1.3, y + 0.12), LIGHT)
    for k in range(7):
        x = -1.2 + 0.4 * k
        easel.area(((x - 0.09, 0.0), (x + 0.09, 0.0), (x + 0.09, 0.86), (x, 1.0), (x - 0.09, 0.86)), PAPER)


def well(easel: Easel) -> None:
    """A well with its roof."""
    for x in (-0.34, 0.34):
        easel.box((x - 0.03, 0.3, x + 0.03, 0.8), DARK)
    easel.area(((-0.56, 0.76), (0.56, 0.76), (0.0, 1.0)), GREY)
    easel.line(((0.0, 0.76), (0.0, 0.52)), 1.0)
    easel.area(((-0.44, 0.02), (-0.46, 0.36), (0.46, 0.36), (0.44, 0.02), (0.2, 0.0), (-0.2, 0.0)), LIGHT)
    easel.oval((0.0, 0.36), (0.46, 0.06), INK)
    for row, y in enumerate((0.1, 0.2)):
        for k in range(4):
            x = -0.36 + 0.2 * k + 0.1 * row
            easel.line(((x, y - 0.04), (x, y + 0.05)), 0.7)
        easel.line(((-0.44, y + 0.05), (0.44, y + 0.05)), 0.7)


def campfire(easel: Easel) -> None:
    """A fire of logs."""
    easel.blob(((-0.3, 0.16), (-0.36, 0.4), (-0.2, 0.6), (-0.14, 0.46), (-0.06, 0.8), (0.04, 1.0),
        (0.12, 0.66), (0.22, 0.74), (0.36, 0.4), (0.28, 0.16)), PAPER)  # fmt: skip
    easel.blob(((-0.16, 0.14), (-0.14, 0.36), (0.0, 0.62), (0.12, 0.4), (0.16, 0.14)), LIGHT, 0.7)
    easel.area(((-0.6, 0.0), (-0.54, 0.12), (0.5, 0.26), (0.54, 0.14)), DARK)
    easel.area(((0.6, 0.0), (0.54, 0.12), (-0.5, 0.26), (-0.54, 0.14)), GREY)
    easel.disc((0.58, 0.07), 0.07, PAPER)
    easel.disc((-0.58, 0.07), 0.07, PAPER)


def snowman(easel: Easel) -> None:
    """A snowman with scarf and hat."""
    easel.disc((0.0, 0.26), 0.27, PAPER)
    easel.line(((-0.2, 0.5), (-0.46, 0.66)), 1.8)
    easel.line(((0.2, 0.5), (0.46, 0.64)), 1.8)
    easel.disc((0.0, 0.62), 0.2, PAPER)
    easel.blob(((-0.18, 0.5), (0.0, 0.45), (0.18, 0.5), (0.18, 0.55), (0.0, 0.5), (-0.18, 0.55)), DARK)
    for x in (-0.07, 0.07):
        easel.disc((x, 0.68), 0.022, INK)
    easel.area(((0.0, 0.63), (-0.18, 0.6), (0.0, 0.59)), GREY)
    easel.box((-0.2, 0.78, 0.2, 0.81), INK)
    easel.box((-0.13, 0.8, 0.13, 1.0), INK)
    for y in (0.34, 0.24, 0.14):
        easel.disc((0.0, y), 0.02, INK)


def robot(easel: Easel) -> None:
    """A boxy robot."""
    for x in (-0.14, 0.06):
        easel.box((x, 0.0, x + 0.09, 0.3), DARK)
        easel.box((x - 0.03, 0.0, x + 0.12, 0.05), INK)
    for side in (-1, 1):
        easel.line(((side * 0.22, 0.6), (side * 0.36, 0.46), (side * 0.34, 0.3)), 3.4)
        easel.disc((side * 0.34, 0.28), 0.05, GREY)
    easel.box((-0.22, 0.28, 0.22, 0.66), LIGHT)
    easel.box((-0.12, 0.4, 0.12, 0.56), PAPER)
    easel.line(((-0.08, 0.48), (-0.02, 0.52), (0.04, 0.44), (0.1, 0.5)), 0.8)
    easel.box((-0.05, 0.66, 0.05, 0.7), INK)
    easel.box((-0.18, 0.7, 0.18, 0.92), PAPER)
    for x in (-0.08, 0.08):
        easel.disc((x, 0.83), 0.04, INK)
    easel.line(((-0.08, 0.75), (0.08, 0.75)), 1.6)
    easel.line(((0.0, 0.92), (0.0, 0.98)), 1.2)
    easel.disc((0.0, 0.98), 0.025, INK)


def shield(easel: Easel) -> None:
    """A knight's shield, set down."""
    easel.blob(((-0.4, 0.94), (0.0, 1.0), (0.4, 0.94), (0.38, 0.5), (0.2, 0.16), (0.0, 0.0), (-0.2, 0.16),
        (-0.38, 0.5)), DARK)  # fmt: skip
    easel.blob(((-0.32, 0.88), (0.0, 0.93), (0.32, 0.88), (0.3, 0.5), (0.16, 0.2), (0.0, 0.09), (-0.16, 0.2),
        (-0.3, 0.5)), PAPER)  # fmt: skip
    easel.box((-0.06, 0.14, 0.06, 0.9), INK)
    easel.box((-0.3, 0.56, 0.3, 0.66), INK)


def skull(easel: Easel) -> None:
    """A skull."""
    easel.blob(((-0.26, 0.02), (-0.3, 0.26), (-0.46, 0.44), (-0.44, 0.78), (-0.2, 0.98), (0.2, 0.98),
        (0.44, 0.78), (0.46, 0.44), (0.3, 0.26), (0.26, 0.02)), PAPER)  # fmt: skip
    for x in (-0.2, 0.2):
        easel.oval((x, 0.54), (0.13, 0.14), INK)
    easel.area(((0.0, 0.46), (-0.06, 0.32), (0.06, 0.32)), INK)
    for x in (-0.15, -0.05, 0.05, 0.15):
        easel.line(((x, 0.04), (x, 0.2)), 1.0)
