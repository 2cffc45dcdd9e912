"""What is seen in the sky."""

from __future__ import annotations

import math

from mangacli.generate.draft.props.easel import DARK, GREY, INK, LIGHT, PAPER, Easel
from mangacli.geometry import Point


def moon(easel: Easel) -> None:
    """The full moon with its seas."""
    easel.disc((0.0, 0.5), 0.5, PAPER)
    for x, y, size in ((-0.18, 0.62, 0.13), (0.14, 0.36, 0.1), (0.18, 0.7, 0.07), (-0.1, 0.28, 0.06)):
        easel.oval((x, y), (size, size * 0.8), LIGHT, 0.0)


def crescent(easel: Easel) -> None:
    """The crescent moon."""
    outer = [
        (0.5 * math.cos(a), 0.5 + 0.5 * math.sin(a)) for a in (math.radians(d) for d in range(60, 301, 12))
    ]
    inner = [
        (0.16 + 0.42 * math.cos(a), 0.5 + 0.47 * math.sin(a))
        for a in (math.radians(d) for d in range(286, 73, -12))
    ]
    easel.area([*outer, *inner], PAPER)


def sun(easel: Easel) -> None:
    """The sun with its rays."""
    for k in range(12):
        a = 2 * math.pi * k / 12
        x, y = math.cos(a), math.sin(a)
        easel.stroke((0.31 * x, 0.5 + 0.31 * y), (0.5 * x, 0.5 + 0.5 * y), 2.4)
    easel.disc((0.0, 0.5), 0.25, PAPER)


def star(easel: Easel) -> None:
    """A bright star."""
    easel.area(_rays((0.0, 0.5), 4, (0.5, 0.1)), PAPER)


def shooting_star(easel: Easel) -> None:
    """A falling star with its trail."""
    for shift, length in ((0.0, 1.9), (0.1, 1.4), (-0.1, 1.2)):
        easel.stroke((-0.5, 0.28 + shift), (-0.5 + length, 0.28 + shift + 0.5 * length), 2.0)
    easel.area(_rays((-0.6, 0.28), 5, (0.28, 0.11)), PAPER)


def cloud(easel: Easel) -> None:
    """A cloud."""
    easel.blob(((-0.9, 0.1), (-1.06, 0.34), (-0.84, 0.56), (-0.56, 0.56), (-0.4, 0.86), (0.0, 1.0),
        (0.36, 0.84), (0.5, 0.62), (0.86, 0.58), (1.04, 0.34), (0.9, 0.1), (0.0, 0.04)), PAPER)  # fmt: skip
    easel.blob(((-0.8, 0.14), (-0.3, 0.3), (0.2, 0.24), (0.8, 0.36), (0.9, 0.16), (0.0, 0.08)), LIGHT, 0.0)
    easel.curve(((-0.3, 0.52), (-0.14, 0.62), (0.02, 0.56)), 0.8)


def rainbow(easel: Easel) -> None:
    """A rainbow."""
    for radius, fill in ((1.0, LIGHT), (0.88, GREY), (0.76, DARK), (0.64, LIGHT), (0.52, PAPER)):
        arc = [
            (radius * math.cos(a), radius * math.sin(a)) for a in (math.radians(d) for d in range(0, 181, 6))
        ]
        easel.area(arc, fill, 0.8)


def fireworks(easel: Easel) -> None:
    """A burst of fireworks."""
    for k in range(18):
        a = 2 * math.pi * k / 18
        x, y = math.cos(a), math.sin(a)
        reach = 0.5 if k % 2 else 0.38
        easel.stroke((0.12 * x, 0.5 + 0.12 * y), (reach * x, 0.5 + reach * y), 2.2)
        easel.disc((reach * x, 0.5 + reach * y), 0.018, INK, 0.0)
    easel.disc((0.0, 0.5), 0.04, PAPER)


def kite(easel: Easel) -> None:
    """A kite with its tail."""
    easel.curve(((0.0, 0.42), (0.1, 0.3), (-0.08, 0.16), (0.04, 0.0)), 1.0)
    for x, y in ((0.06, 0.28), (-0.04, 0.14)):
        easel.area(((x, y), (x - 0.07, y + 0.04), (x - 0.07, y - 0.04)), DARK, 0.7)
        easel.area(((x, y), (x + 0.07, y + 0.04), (x + 0.07, y - 0.04)), DARK, 0.7)
    easel.area(((0.0, 1.0), (0.28, 0.76), (0.0, 0.42), (-0.28, 0.76)), PAPER)
    easel.area(((0.0, 1.0), (0.28, 0.76), (0.0, 0.76)), GREY)
    easel.area(((0.0, 0.42), (-0.28, 0.76), (0.0, 0.76)), GREY)


def lightning(easel: Easel) -> None:
    """A stroke of lightning."""
    easel.area(((0.1, 1.0), (-0.2, 0.5), (0.0, 0.52), (-0.14, 0.0), (0.26, 0.6), (0.06, 0.58), (0.3, 1.0)),
        PAPER)  # fmt: skip


def ghost(easel: Easel) -> None:
    """A ghost."""
    easel.blob(((-0.34, 0.1), (-0.38, 0.6), (-0.22, 0.94), (0.06, 1.0), (0.3, 0.84), (0.36, 0.5),
        (0.42, 0.14), (0.26, 0.2), (0.14, 0.04), (0.0, 0.18), (-0.14, 0.04),
        (-0.24, 0.18)), PAPER)  # fmt: skip
    for x in (-0.1, 0.14):
        easel.oval((x, 0.7), (0.05, 0.08), INK)
    easel.oval((0.02, 0.5), (0.06, 0.09), INK)
    easel.curve(((-0.28, 0.5), (-0.42, 0.52), (-0.46, 0.42)), 1.4)


def snowflake(easel: Easel) -> None:
    """A crystal of snow."""
    for k in range(3):
        a = math.pi * k / 3 + math.pi / 2
        x, y = math.cos(a), math.sin(a)
        easel.line(((-0.5 * x, 0.5 - 0.5 * y), (0.5 * x, 0.5 + 0.5 * y)), 1.6)
        for side in (-1, 1):
            for turn in (-0.9, 0.9):
                bx, by = 0.3 * side * x, 0.3 * side * y
                dx, dy = 0.17 * math.cos(a + turn) * side, 0.17 * math.sin(a + turn) * side
                easel.line(((bx, 0.5 + by), (bx + dx, 0.5 + by + dy)), 1.2)


def heart(easel: Easel) -> None:
    """A heart."""
    easel.blob(((0.0, 0.04), (0.3, 0.34), (0.5, 0.66), (0.42, 0.92), (0.18, 0.98), (0.0, 0.78), (-0.18, 0.98),
        (-0.42, 0.92), (-0.5, 0.66), (-0.3, 0.34)), DARK)  # fmt: skip
    easel.blob(((-0.34, 0.7), (-0.3, 0.84), (-0.2, 0.88), (-0.24, 0.74)), PAPER, 0.0)


def note(easel: Easel) -> None:
    """Two notes of music, tied."""
    for x, y in ((-0.24, 0.12), (0.24, 0.2)):
        easel.oval((x, y), (0.15, 0.1), INK)
        easel.line(((x + 0.14, y), (x + 0.14, y + 0.72)), 1.8)
    easel.area(((-0.1, 0.76), (0.38, 0.86), (0.38, 1.0), (-0.1, 0.9)), INK)


def _rays(middle: Point, count: int, radii: tuple[float, float]) -> list[Point]:
    """The corners of a star about a middle: so many points at the first radius, dents at the second."""
    turns = [math.pi * k / count for k in range(2 * count)]
    return [
        (middle[0] + radii[k % 2] * math.sin(turn), middle[1] + radii[k % 2] * math.cos(turn))
        for k, turn in enumerate(turns)
    ]
