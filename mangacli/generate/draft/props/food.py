"""What is eaten and drunk."""

from __future__ import annotations

from mangacli.generate.draft.props.easel import DARK, GREY, INK, LIGHT, PAPER, Easel


def cup(easel: Easel) -> None:
    """A cup on its saucer, steam over it."""
    easel.oval((0.0, 0.06), (0.5, 0.06), PAPER)
    easel.blob(((0.28, 0.44), (0.5, 0.46), (0.48, 0.22), (0.22, 0.2)), None, 1.8)
    easel.blob(((-0.34, 0.52), (-0.28, 0.18), (-0.16, 0.06), (0.16, 0.06), (0.28, 0.18), (0.34, 0.52)), PAPER)
    easel.blob(((0.1, 0.1), (0.24, 0.18), (0.3, 0.46), (0.16, 0.44)), LIGHT, 0.0)
    easel.oval((0.0, 0.52), (0.34, 0.06), DARK)
    for x in (-0.14, 0.1):
        easel.curve(((x, 0.62), (x + 0.07, 0.72), (x - 0.03, 0.84), (x + 0.06, 0.98)), 0.8)


def glass(easel: Easel) -> None:
    """A wine glass, half full."""
    easel.oval((0.0, 0.04), (0.2, 0.035), PAPER)
    easel.line(((0.0, 0.05), (0.0, 0.46)), 1.8)
    easel.blob(((-0.2, 0.96), (-0.22, 0.7), (-0.1, 0.5), (0.1, 0.5), (0.22, 0.7), (0.2, 0.96)), PAPER)
    easel.blob(((-0.22, 0.74), (-0.1, 0.51), (0.1, 0.51), (0.22, 0.74), (0.0, 0.72)), DARK, 0.7)
    easel.oval((0.0, 0.96), (0.2, 0.035), PAPER, 0.8)
    easel.stroke((-0.14, 0.78), (-0.13, 0.92), 1.2)


def bottle(easel: Easel) -> None:
    """A bottle with its label."""
    easel.blob(((-0.16, 0.02), (-0.17, 0.5), (-0.14, 0.62), (-0.06, 0.72), (-0.055, 0.92), (0.055, 0.92),
        (0.06, 0.72), (0.14, 0.62), (0.17, 0.5), (0.16, 0.02), (0.0, 0.0)), DARK)  # fmt: skip
    easel.box((-0.065, 0.9, 0.065, 1.0), INK)
    easel.box((-0.165, 0.18, 0.165, 0.46), PAPER)
    for y in (0.38, 0.31, 0.25):
        easel.line(((-0.1, y), (0.1, y)), 0.7)
    easel.stroke((-0.11, 0.5), (-0.1, 0.62), 1.8, fill=PAPER)


def apple(easel: Easel) -> None:
    """An apple with a leaf."""
    easel.blob(((0.0, 0.04), (0.28, 0.02), (0.5, 0.34), (0.4, 0.7), (0.12, 0.74), (0.0, 0.68), (-0.12, 0.74),
        (-0.4, 0.7), (-0.5, 0.34), (-0.28, 0.02)), GREY)  # fmt: skip
    easel.curve(((0.0, 0.66), (0.02, 0.82), (0.1, 0.96)), 1.6)
    easel.blob(((0.06, 0.82), (0.26, 1.0), (0.44, 0.92), (0.26, 0.8)), PAPER)
    easel.blob(((-0.32, 0.34), (-0.26, 0.56), (-0.16, 0.6), (-0.22, 0.4)), PAPER, 0.0)


def bread(easel: Easel) -> None:
    """A loaf, sliced at one end."""
    easel.blob(((-0.95, 0.2), (-0.9, 0.8), (-0.6, 0.98), (0.5, 0.96), (0.86, 0.8), (0.9, 0.2), (0.7, 0.02),
        (-0.8, 0.02)), LIGHT)  # fmt: skip
    easel.blob(((0.5, 0.1), (0.46, 0.7), (0.56, 0.92), (0.8, 0.94), (0.98, 0.7), (0.96, 0.1)), PAPER)
    for x in (-0.6, -0.25, 0.1):
        easel.stroke((x - 0.06, 0.56), (x + 0.12, 0.88), 2.0, 0.03)


def rice_ball(easel: Easel) -> None:
    """An onigiri with its sheet of nori."""
    easel.blob(((-0.52, 0.1), (-0.4, 0.5), (-0.1, 0.96), (0.1, 0.96), (0.4, 0.5), (0.52, 0.1), (0.4, 0.0),
        (-0.4, 0.0)), PAPER)  # fmt: skip
    easel.area(((-0.2, 0.0), (0.2, 0.0), (0.18, 0.4), (-0.18, 0.4)), INK)
    for x, y in ((-0.1, 0.7), (0.12, 0.62), (-0.26, 0.44), (0.28, 0.34), (0.0, 0.54)):
        easel.stroke((x, y), (x + 0.06, y + 0.02), 1.0)


def cake(easel: Easel) -> None:
    """A slice of cake with a strawberry."""
    easel.oval((0.0, 0.05), (0.8, 0.06), PAPER)
    easel.area(((-0.6, 0.08), (0.6, 0.08), (0.6, 0.62), (-0.6, 0.5)), PAPER)
    easel.area(((-0.6, 0.22), (0.6, 0.26), (0.6, 0.36), (-0.6, 0.32)), GREY, 0.7)
    easel.blob(((-0.64, 0.48), (-0.5, 0.66), (0.2, 0.78), (0.64, 0.68), (0.62, 0.54), (0.4, 0.6), (0.2, 0.52),
        (0.0, 0.58), (-0.2, 0.48), (-0.4, 0.52)), PAPER)  # fmt: skip
    easel.blob(((0.1, 0.74), (0.0, 0.9), (0.1, 1.0), (0.3, 1.0), (0.4, 0.88), (0.28, 0.74)), DARK)
    for x, y in ((0.12, 0.88), (0.22, 0.82), (0.28, 0.92)):
        easel.stroke((x, y), (x + 0.03, y + 0.03), 0.8, fill=PAPER)


def ice_cream(easel: Easel) -> None:
    """An ice cream in its cone."""
    easel.area(((0.0, 0.0), (-0.2, 0.52), (0.2, 0.52)), LIGHT)
    for x in (-0.1, 0.0, 0.1):
        easel.line(((x * 0.4, 0.1 + abs(x)), (x + 0.08, 0.5)), 0.6)
        easel.line(((-x * 0.4, 0.1 + abs(x)), (-x - 0.08, 0.5)), 0.6)
    easel.blob(((-0.25, 0.52), (-0.3, 0.7), (-0.2, 0.9), (0.0, 1.0), (0.2, 0.9), (0.3, 0.7), (0.25, 0.52),
        (0.1, 0.46), (-0.1, 0.52)), PAPER)  # fmt: skip
    easel.curve(((-0.2, 0.66), (-0.05, 0.74), (0.12, 0.68)), 0.8)
