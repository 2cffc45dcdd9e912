"""Grounds for a mood that are asked for by name: flowers, a flash, gloom, darkness, bubbles, sparkles."""

from __future__ import annotations

import math

from mangacli.generate.draft.backdrop import Backdrop
from mangacli.generate.draft.brush import curve_through, gradient, lens, tapered
from mangacli.generate.draft.ink import Inked
from mangacli.generate.draft.places.abstract import face_of, paper, sparkling
from mangacli.generate.draft.stage import Stage
from mangacli.geometry import Box, Path, Point

MOST = 60
"""Blossoms in a panel."""


def flowers(stage: Stage) -> list[Inked]:
    """Large blossoms in the corners and around the figure on a breath of tone: beauty, love."""
    drop = Backdrop(stage)
    drop.shapes += gradient(stage.box, (0.97, 0.9, 0.82))
    dice = stage.dice("blossoms")
    edge = min(stage.width, stage.height)
    (cx, cy), free = face_of(stage)
    spots: list[tuple[float, Point]] = []
    for _ in range(400):
        size = edge * (0.06 + 0.13 * dice.random())
        at = (dice.random() * stage.width, dice.random() * stage.height)
        apart = all(math.dist(at, other) > 0.86 * (size + others) for others, other in spots)
        away = math.hypot(at[0] - cx, (at[1] - cy) * 0.8) > free + 0.55 * size
        if apart and away and len(spots) < MOST and not stage.calm(at):
            spots.append((size, at))
    for size, at in sorted(spots, key=lambda spot: spot[0]):
        _blossom(drop, at, size, dice.uniform(0, math.pi), 5 + (dice.random() < 0.4))
    for _ in range(30):
        at = (dice.random() * stage.width, dice.random() * stage.height)
        if not stage.calm(at):
            drop.disc(at, edge * dice.uniform(0.004, 0.012), 1.0, stage.fine)
    return drop.shapes


def _blossom(drop: Backdrop, middle: Point, size: float, turn: float, petals: int) -> None:
    """One flower: notched petals with their veins, a dark heart with stamens."""
    stage = drop.stage
    x, y = middle
    for k in range(petals):
        a = turn + 2 * math.pi * k / petals
        half = math.pi / petals * 1.06

        def at(share: float, off: float, a: float = a) -> Point:
            return (x + size * share * math.cos(a + off), y + size * share * math.sin(a + off))

        shape = ((0.14, -1.0), (0.72, -0.95), (1.0, -0.4), (0.88, 0.0), (1.0, 0.4), (0.72, 0.95), (0.14, 1.0))
        outline = [at(share, off * half) for share, off in shape]
        drop.path(curve_through(outline, closed=True), 1.0, stage.medium)
        for off in (-0.3, 0.0, 0.3):
            drop.path(lens(at(0.24, off * half), at(0.66, off * half), stage.fine * 1.2), 0.0)
    for k in range(2 * petals):
        a = turn + math.pi * (k + 0.5) / petals
        tip = (x + size * 0.3 * math.cos(a), y + size * 0.3 * math.sin(a))
        drop.line((middle, tip), stage.fine)
        drop.disc(tip, max(1.0, size * 0.025), 0.0)
    drop.disc(middle, size * 0.13, 0.5, stage.fine)


def flash(stage: Stage) -> list[Inked]:
    """Black that bursts away from the face in points of light: a blow, a revelation."""
    drop = Backdrop(stage)
    (cx, cy), free = face_of(stage)
    dice = stage.dice("flash")
    reach = math.hypot(stage.width, stage.height)
    drop.shapes.append(Inked(Path.box(stage.box), 0.0))
    points: list[Point] = []
    count = 64
    for k in range(count):
        for share, low, high in ((0.0, 1.35, 2.6), (0.5, 1.02, 1.16)):
            a = 2 * math.pi * (k + share + dice.uniform(-0.2, 0.2)) / count
            r = free * dice.uniform(low, high)
            points.append((cx + r * math.cos(a), cy + r * math.sin(a)))
    drop.area(points, 1.0)
    for k in range(90):
        a = 2 * math.pi * (k + dice.uniform(-0.5, 0.5)) / 90
        start = free * dice.uniform(1.7, 3.2)
        near = (cx + start * math.cos(a), cy + start * math.sin(a))
        far = (cx + reach * math.cos(a), cy + reach * math.sin(a))
        drop.path(tapered(far, near, stage.unit * dice.uniform(0.6, 1.8)), 1.0)
    return drop.shapes


def gloom(stage: Stage) -> list[Inked]:
    """Upright lines that hang from above into darkness below the brow: despair, dejection."""
    drop = Backdrop(stage)
    drop.shapes += gradient(stage.box, (0.3, 0.55, 0.85, 0.96))
    dice = stage.dice("gloom")
    x = 0.0
    while x < stage.width:
        foot = stage.height * dice.uniform(0.3, 0.95)
        drop.path(tapered((x, -4), (x, foot), stage.unit * dice.uniform(0.5, 1.5)), 0.0)
        x += stage.unit * dice.uniform(1.4, 4.5)
    return drop.shapes


def black(stage: Stage) -> list[Inked]:
    """Nothing but black."""
    return [Inked(Path.box(stage.box), 0.0)]


def bubbles(stage: Stage) -> list[Inked]:
    """Soap bubbles that rise on pale tone: dreams, memories."""
    drop = Backdrop(stage)
    drop.shapes += gradient(stage.box, (0.84, 0.93, 1.0))
    dice = stage.dice("bubbles")
    edge = min(stage.width, stage.height)
    for _ in range(34):
        x, y = dice.random() * stage.width, dice.random() * stage.height
        r = edge * (0.012 + 0.09 * dice.random() ** 2)
        if stage.calm((x, y)):
            continue
        drop.disc((x, y), r, 1.0, stage.fine)
        drop.path(lens((x - 0.6 * r, y - 0.1 * r), (x - 0.1 * r, y - 0.62 * r), r * 0.16, -0.2 * r), 0.62)
        drop.path(Path.ellipse(Box(x + 0.3 * r, y + 0.3 * r, x + 0.55 * r, y + 0.55 * r)), 0.85)
    return drop.shapes


def sparkles(stage: Stage) -> list[Inked]:
    """Stars of light on tone; on bare black at night."""
    if not stage.night:
        return sparkling(stage)
    return [*black(stage), *sparkling(stage)[len(gradient(stage.box, (1.0, 0.95, 0.84, 0.7))) :]]


def petals(stage: Stage) -> list[Inked]:
    """Cherry petals in the wind on paper."""
    drop = Backdrop(stage)
    drop.shapes += paper(stage)
    drop.shapes += gradient(Box(0, 0, stage.width, stage.height * 0.6), (0.86, 0.94, 1.0))
    dice = stage.dice("petals")
    edge = min(stage.width, stage.height)
    for _ in range(46):
        x, y = dice.random() * stage.width, dice.random() * stage.height
        size, a = edge * dice.uniform(0.012, 0.045), dice.uniform(0, 2 * math.pi)
        if stage.calm((x, y)):
            continue
        tip = (x + size * math.cos(a), y + size * math.sin(a))
        back = (x - size * math.cos(a), y - size * math.sin(a))
        drop.path(lens(back, tip, size * dice.uniform(0.5, 1.0), size * 0.2), 1.0, stage.fine)
        drop.path(lens(back, ((x + tip[0]) / 2, (y + tip[1]) / 2), stage.fine), 0.0)
    return drop.shapes
