"""Things to carry, to play and to give: bags, umbrellas, instruments, toys, flowers."""

from __future__ import annotations

import math
from itertools import pairwise

from mangacli.generate.draft.props.easel import DARK, GREY, INK, LIGHT, PAPER, Easel


def umbrella(easel: Easel) -> None:
    """A closed umbrella, hooked handle up."""
    easel.curve(((0.0, 0.7), (0.0, 0.92), (0.08, 1.0), (0.15, 0.92), (0.14, 0.86)), 2.4)
    easel.area(((-0.02, 0.0), (0.02, 0.0), (0.09, 0.5), (0.04, 0.78), (-0.04, 0.78), (-0.09, 0.5)), DARK)
    for x in (-0.04, 0.0, 0.04):
        easel.line(((x * 0.4, 0.1), (x, 0.74)), 0.7)
    easel.box((-0.07, 0.56, 0.07, 0.6), PAPER, 0.8)


def parasol(easel: Easel) -> None:
    """An open umbrella, set down on its rim."""
    easel.line(((0.0, 0.05), (0.0, 0.7)), 1.6)
    easel.curve(((0.0, 0.06), (0.02, 0.0), (0.1, 0.0), (0.12, 0.07)), 1.6)
    ribs = (-0.62, -0.42, -0.2, 0.0, 0.2, 0.42, 0.62)
    for number, (left, right) in enumerate(pairwise(ribs)):
        hem = ((right, 0.5 + 0.03 * abs(right)), ((left + right) / 2, 0.56), (left, 0.5 + 0.03 * abs(left)))
        arc = ((left * 0.82, 0.78), (0.0, 0.97), (right * 0.82, 0.78))
        easel.area((*arc, *hem), DARK if number % 2 else PAPER)
    easel.line(((0.0, 0.96), (0.0, 1.02)), 1.6)


def bag(easel: Easel) -> None:
    """A handbag with a flap."""
    easel.curve(((-0.3, 0.6), (-0.26, 0.96), (0.26, 0.96), (0.3, 0.6)), 1.8)
    easel.area(((-0.5, 0.0), (0.5, 0.0), (0.44, 0.66), (-0.44, 0.66)), DARK)
    easel.blob(((-0.44, 0.66), (-0.4, 0.36), (0.0, 0.26), (0.4, 0.36), (0.44, 0.66)), GREY)
    easel.box((-0.07, 0.24, 0.07, 0.36), PAPER)


def backpack(easel: Easel) -> None:
    """A rucksack with a pocket and straps."""
    easel.curve(((-0.12, 0.94), (0.0, 1.0), (0.12, 0.94)), 1.6)
    easel.blob(((-0.36, 0.05), (-0.4, 0.6), (-0.26, 0.94), (0.26, 0.94), (0.4, 0.6), (0.36, 0.05),
        (0.0, 0.0)), GREY)  # fmt: skip
    easel.blob(((-0.36, 0.62), (-0.24, 0.9), (0.24, 0.9), (0.36, 0.62), (0.0, 0.56)), DARK)
    easel.blob(((-0.26, 0.08), (-0.28, 0.38), (0.28, 0.38), (0.26, 0.08)), LIGHT)
    easel.line(((-0.26, 0.3), (0.26, 0.3)), 0.8)
    easel.box((-0.04, 0.48, 0.04, 0.6), PAPER, 0.8)


def suitcase(easel: Easel) -> None:
    """An old suitcase with leather corners."""
    easel.curve(((-0.16, 0.86), (-0.14, 0.98), (0.14, 0.98), (0.16, 0.86)), 2.2)
    easel.box((-0.7, 0.0, 0.7, 0.88), GREY)
    for side in (-1, 1):
        easel.area(((side * 0.7, 0.88), (side * 0.5, 0.88), (side * 0.7, 0.66)), INK)
        easel.area(((side * 0.7, 0.0), (side * 0.5, 0.0), (side * 0.7, 0.22)), INK)
        easel.box((side * 0.34 - 0.05, 0.0, side * 0.34 + 0.05, 0.88), DARK)
        easel.box((side * 0.34 - 0.05, 0.56, side * 0.34 + 0.05, 0.66), PAPER, 0.8)


def parcel(easel: Easel) -> None:
    """A present with a bow."""
    easel.box((-0.46, 0.0, 0.46, 0.6), PAPER)
    easel.box((-0.52, 0.56, 0.52, 0.74), PAPER)
    easel.box((-0.08, 0.0, 0.08, 0.74), DARK)
    for side in (-1, 1):
        easel.blob(((0.0, 0.74), (side * 0.3, 0.98), (side * 0.42, 0.9), (side * 0.3, 0.76)), DARK)
    easel.disc((0.0, 0.78), 0.06, INK)


def crate(easel: Easel) -> None:
    """A cardboard box, its flaps open."""
    easel.area(((-0.5, 0.0), (0.24, 0.0), (0.24, 0.62), (-0.5, 0.62)), LIGHT)
    easel.area(((0.24, 0.0), (0.56, 0.12), (0.56, 0.72), (0.24, 0.62)), GREY)
    easel.area(((-0.5, 0.62), (0.24, 0.62), (0.56, 0.72), (-0.16, 0.72)), INK)
    easel.area(((-0.5, 0.62), (0.24, 0.62), (0.14, 0.46), (-0.62, 0.46)), PAPER)
    easel.area(((-0.16, 0.72), (0.56, 0.72), (0.5, 0.9), (-0.08, 0.92)), PAPER)
    easel.line(((-0.13, 0.0), (-0.13, 0.46)), 0.8)


def chest(easel: Easel) -> None:
    """A treasure chest, bound in iron."""
    easel.blob(((-0.66, 0.52), (-0.62, 0.84), (-0.4, 0.98), (0.4, 0.98), (0.62, 0.84), (0.66, 0.52)), GREY)
    easel.box((-0.66, 0.0, 0.66, 0.56), GREY)
    for x in (-0.58, 0.46):
        easel.box((x, 0.0, x + 0.12, 0.92), INK)
    easel.box((-0.66, 0.5, 0.66, 0.58), INK)
    easel.box((-0.12, 0.34, 0.12, 0.62), PAPER)
    easel.disc((0.0, 0.48), 0.04, INK)


def guitar(easel: Easel) -> None:
    """A guitar, standing on its end."""
    easel.box((-0.04, 0.4, 0.04, 0.9), INK)
    easel.area(((-0.06, 0.88), (0.06, 0.88), (0.08, 1.0), (-0.08, 1.0)), INK)
    easel.blob(((0.0, 0.0), (0.24, 0.06), (0.26, 0.22), (0.14, 0.33), (0.18, 0.46), (0.06, 0.54),
        (-0.06, 0.54), (-0.18, 0.46), (-0.14, 0.33), (-0.26, 0.22), (-0.24, 0.06)), GREY)  # fmt: skip
    easel.disc((0.0, 0.33), 0.08, INK)
    easel.box((-0.09, 0.12, 0.09, 0.16), INK)
    for x in (-0.02, 0.02):
        easel.line(((x, 0.15), (x * 0.6, 0.9)), 0.6, white=True)


def violin(easel: Easel) -> None:
    """A violin with its bow."""
    easel.line(((0.3, 0.0), (0.16, 0.98)), 1.8)
    easel.line(((0.34, 0.04), (0.2, 0.96)), 0.7)
    easel.box((-0.035, 0.5, 0.035, 0.9), INK)
    easel.disc((0.0, 0.94), 0.06, INK)
    easel.blob(((0.0, 0.0), (0.2, 0.08), (0.2, 0.2), (0.11, 0.28), (0.12, 0.36), (0.16, 0.46), (0.06, 0.58),
        (-0.06, 0.58), (-0.16, 0.46), (-0.12, 0.36), (-0.11, 0.28), (-0.2, 0.2),
        (-0.2, 0.08)), GREY)  # fmt: skip
    for side in (-1, 1):
        easel.curve(((side * 0.09, 0.2), (side * 0.06, 0.28), (side * 0.09, 0.36)), 1.2)
    easel.line(((0.0, 0.1), (0.0, 0.86)), 0.8)


def trumpet(easel: Easel) -> None:
    """A trumpet."""
    easel.area(((0.5, 0.5), (0.86, 0.34), (1.1, 0.0), (1.1, 1.0), (0.86, 0.66)), PAPER)
    easel.box((-0.9, 0.44, 0.6, 0.56), PAPER)
    easel.blob(((-0.4, 0.2), (-0.5, 0.36), (-0.3, 0.46), (0.3, 0.46), (0.44, 0.34), (0.34, 0.2)), None, 2.0)
    for x in (-0.2, 0.0, 0.2):
        easel.box((x - 0.05, 0.3, x + 0.05, 0.8), GREY)
        easel.box((x - 0.07, 0.8, x + 0.07, 0.88), INK)
    easel.oval((1.1, 0.5), (0.08, 0.5), DARK)


def drum(easel: Easel) -> None:
    """A drum with its sticks."""
    easel.blob(((-0.6, 0.12), (-0.6, 0.7), (0.6, 0.7), (0.6, 0.12), (0.0, 0.0)), DARK)
    for x in (-0.5, -0.17, 0.17):
        easel.line(((x, 0.1), (x + 0.17, 0.66), (x + 0.33, 0.1)), 0.9, white=True)
    easel.oval((0.0, 0.7), (0.6, 0.13), PAPER)
    easel.line(((-0.4, 0.98), (0.2, 0.7)), 2.2)
    easel.line(((0.5, 1.0), (0.05, 0.74)), 2.2)


def ball(easel: Easel) -> None:
    """A football."""
    easel.disc((0.0, 0.5), 0.5, PAPER)
    easel.area([(0.2 * math.sin(k * 1.2566), 0.5 + 0.2 * math.cos(k * 1.2566)) for k in range(5)], INK)
    for k in range(5):
        a = k * 1.2566
        x, y = math.sin(a), math.cos(a)
        easel.line(((0.2 * x, 0.5 + 0.2 * y), (0.36 * x, 0.5 + 0.36 * y)), 1.0)
        wide, b = 0.32, a
        easel.area(((0.37 * x, 0.5 + 0.37 * y), (0.49 * math.sin(b + wide), 0.5 + 0.49 * math.cos(b + wide)),
            (0.5 * x, 0.5 + 0.5 * y),
            (0.49 * math.sin(b - wide), 0.5 + 0.49 * math.cos(b - wide))), INK, 0.6)  # fmt: skip


def teddy(easel: Easel) -> None:
    """A teddy bear, sitting."""
    for side in (-1, 1):
        easel.disc((side * 0.22, 0.92), 0.1, GREY)
        easel.oval((side * 0.32, 0.1), (0.16, 0.11), GREY)
        easel.oval((side * 0.32, 0.38), (0.1, 0.16), GREY)
    easel.oval((0.0, 0.28), (0.28, 0.28), GREY)
    easel.oval((0.0, 0.26), (0.17, 0.18), PAPER, 0.7)
    easel.oval((0.0, 0.74), (0.3, 0.25), GREY)
    easel.oval((0.0, 0.66), (0.13, 0.1), PAPER, 0.7)
    easel.oval((0.0, 0.7), (0.045, 0.03), INK)
    for x in (-0.12, 0.12):
        easel.disc((x, 0.8), 0.028, INK)


def doll(easel: Easel) -> None:
    """A round-bottomed daruma doll."""
    easel.blob(((0.0, 0.0), (0.36, 0.08), (0.48, 0.42), (0.36, 0.84), (0.0, 1.0), (-0.36, 0.84),
        (-0.48, 0.42), (-0.36, 0.08)), DARK)  # fmt: skip
    easel.blob(((-0.3, 0.5), (-0.26, 0.76), (0.0, 0.84), (0.26, 0.76), (0.3, 0.5), (0.0, 0.42)), PAPER)
    for x in (-0.13, 0.13):
        easel.stroke((x - 0.1, 0.72), (x + 0.1, 0.74), 3.0, 0.05)
        easel.disc((x, 0.62), 0.07, PAPER)
        easel.disc((x, 0.62), 0.035, INK)
    easel.curve(((-0.1, 0.5), (0.0, 0.48), (0.1, 0.5)), 1.4)
    for x in (-0.14, 0.0, 0.14):
        easel.curve(((x, 0.34), (x * 0.9, 0.2), (x * 0.7, 0.1)), 1.4, white=True)


def flower(easel: Easel) -> None:
    """One flower with two leaves."""
    easel.curve(((0.0, 0.0), (0.03, 0.3), (0.0, 0.64)), 2.0)
    easel.blob(((0.02, 0.22), (0.18, 0.42), (0.28, 0.42), (0.18, 0.26)), GREY)
    easel.blob(((0.02, 0.14), (-0.16, 0.3), (-0.24, 0.28), (-0.14, 0.16)), GREY)
    for k in range(6):
        a = 2 * math.pi * k / 6
        easel.oval((0.14 * math.sin(a), 0.78 + 0.14 * math.cos(a)), (0.09, 0.09), PAPER)
    easel.disc((0.0, 0.78), 0.08, DARK)


def bouquet(easel: Easel) -> None:
    """A bunch of flowers in paper."""
    easel.area(((-0.06, 0.0), (0.06, 0.0), (0.4, 0.6), (0.0, 0.5), (-0.4, 0.6)), LIGHT)
    for x, y, size in (
        (-0.3, 0.66, 0.13),
        (0.3, 0.68, 0.13),
        (0.0, 0.86, 0.13),
        (-0.16, 0.76, 0.12),
        (0.18, 0.8, 0.12),
        (0.0, 0.64, 0.14),
    ):
        for k in range(5):
            a = 2 * math.pi * k / 5
            easel.oval((x + size * 0.55 * math.sin(a), y + size * 0.55 * math.cos(a)),
                (size * 0.5, size * 0.5), PAPER, 0.8)  # fmt: skip
        easel.disc((x, y), size * 0.3, DARK, 0.6)
    easel.area(((-0.4, 0.6), (-0.06, 0.0), (0.06, 0.0), (0.4, 0.6), (0.1, 0.44), (-0.12, 0.46)), LIGHT)
    easel.blob(((-0.1, 0.2), (-0.26, 0.14), (-0.22, 0.26), (0.0, 0.22), (0.22, 0.26), (0.26, 0.14),
        (0.1, 0.2)), DARK)  # fmt: skip


def vase(easel: Easel) -> None:
    """Flowers in a vase."""
    for lean, top in ((-0.2, 0.86), (0.0, 0.92), (0.2, 0.84)):
        easel.curve(((lean * 0.2, 0.42), (lean * 0.6, 0.62), (lean, top)), 1.4)
        for k in range(5):
            a = 2 * math.pi * k / 5
            easel.oval((lean + 0.06 * math.sin(a), top + 0.06 * math.cos(a)), (0.05, 0.05), PAPER, 0.8)
        easel.disc((lean, top), 0.04, DARK, 0.6)
    easel.blob(((0.02, 0.5), (0.16, 0.7), (0.24, 0.66), (0.12, 0.5)), GREY)
    easel.blob(((-0.12, 0.46), (-0.08, 0.38), (-0.2, 0.24), (-0.14, 0.02), (0.14, 0.02), (0.2, 0.24),
        (0.08, 0.38), (0.12, 0.46)), PAPER)  # fmt: skip
    easel.blob(((0.04, 0.04), (0.1, 0.2), (0.06, 0.36), (0.12, 0.3), (0.19, 0.2), (0.14, 0.04)), GREY, 0.0)


def balloon(easel: Easel) -> None:
    """A toy balloon on its string."""
    easel.curve(((0.0, 0.52), (0.06, 0.36), (-0.05, 0.2), (0.03, 0.0)), 1.0)
    easel.blob(((0.0, 0.54), (0.22, 0.72), (0.2, 0.92), (0.0, 1.0), (-0.2, 0.92), (-0.22, 0.72)), GREY)
    easel.area(((0.0, 0.55), (-0.04, 0.5), (0.04, 0.5)), INK)
    easel.blob(((-0.13, 0.78), (-0.11, 0.9), (-0.05, 0.92), (-0.08, 0.8)), PAPER, 0.0)


def flag(easel: Easel) -> None:
    """A flag on its pole."""
    easel.line(((-0.3, 0.0), (-0.3, 1.0)), 2.4)
    easel.blob(((-0.29, 0.96), (-0.1, 1.0), (0.1, 0.94), (0.34, 0.98), (0.32, 0.78), (0.34, 0.6), (0.1, 0.58),
        (-0.1, 0.64), (-0.29, 0.6)), GREY)  # fmt: skip
    easel.curve(((-0.1, 0.98), (-0.08, 0.8), (-0.1, 0.64)), 0.7)
    easel.curve(((0.14, 0.94), (0.16, 0.76), (0.14, 0.58)), 0.7)


def skateboard(easel: Easel) -> None:
    """A skateboard."""
    easel.blob(((-1.6, 0.9), (-1.2, 0.5), (1.2, 0.5), (1.6, 0.9), (1.7, 0.98), (1.3, 0.74), (-1.3, 0.74),
        (-1.7, 0.98)), GREY)  # fmt: skip
    for x in (-0.9, 0.9):
        easel.box((x - 0.14, 0.34, x + 0.14, 0.54), DARK)
        easel.disc((x, 0.22), 0.22, INK)
        easel.disc((x, 0.22), 0.08, PAPER, 0.6)


def broom(easel: Easel) -> None:
    """A broom, leaning on its straw."""
    easel.line(((0.0, 0.3), (0.0, 1.0)), 2.4)
    easel.area(((-0.05, 0.3), (0.05, 0.3), (0.12, 0.0), (-0.12, 0.0)), LIGHT)
    for x in (-0.07, -0.02, 0.03, 0.08):
        easel.line(((x * 0.6, 0.26), (x, 0.02)), 0.7)
    easel.box((-0.055, 0.27, 0.055, 0.32), INK)
