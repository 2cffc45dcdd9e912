"""The sea: beach, open water, a boat, a far coast."""

from __future__ import annotations

import math
from collections.abc import Sequence

from mangacli.generate.draft.backdrop import Backdrop
from mangacli.generate.draft.brush import bumpy, curve_through, gradient, lens
from mangacli.generate.draft.ink import Inked
from mangacli.generate.draft.places.nature import broken
from mangacli.generate.draft.places.sky import sky
from mangacli.generate.draft.stage import Stage
from mangacli.geometry import Box, Path, Point

BOAT = r"\b(?:boat|ship|ferry|trawler)s?\b|船|舟"
"""Words for what floats."""


def sea(stage: Stage) -> list[Inked]:
    """Beach, breaking waves, glittering water to the horizon, a far headland."""
    drop = Backdrop(stage)
    sky(drop)
    night = stage.night
    level = stage.horizon + 1
    headland(drop, level)
    shore = max(stage.ground_at(3.5), level + stage.height * 0.08)
    if not stage.figures and stage.mentions(BOAT):
        shore = stage.height + 9
    drop.area(
        ((-9, level), (stage.width + 9, level), (stage.width + 9, stage.height + 9), (-9, stage.height + 9)),
        0.0 if night else 1.0,
    )
    water = Box(-9, level, stage.width + 9, shore)
    drop.shapes += gradient(water, (0.12, 0.3) if night else (0.6, 0.78, 0.94))
    drop.line(((-9, level), (stage.width + 9, level)), stage.fine, white=night)
    glitter(drop, level, shore)
    afloat = stage.mentions(BOAT)
    if afloat:
        boat(drop, level)
    if stage.figures or not afloat:
        _beach(drop, shore)
    return drop.shapes


def boat(drop: Backdrop, level: float, avoid: float | None = None) -> None:
    """A small fishing boat on the water with its bow wave, away from x `avoid`; pitching in a storm."""
    stage = drop.stage
    dice = stage.dice("boat")
    size = min(stage.width, stage.height * 1.6) * 0.11
    y = level + (stage.height - level) * 0.24
    x = min(
        (stage.width * share for share in (0.36, 0.6, 0.2, 0.8)),
        key=lambda at: _covered(stage, (at, y), size),
    )
    stormy = stage.weather == "rain" or stage.mentions(r"storm|嵐")
    turn = math.radians(dice.choice((-13, 13)) if stormy else 0)
    light = stage.night

    def place(points: Sequence[Point]) -> list[Point]:
        cos, sin = math.cos(turn) * size, math.sin(turn) * size
        return [(x + px * cos - py * sin, y + px * sin + py * cos) for px, py in points]

    drop.line(place(((0.05, -0.3), (0.05, -1.05))), stage.bold, white=light)
    drop.line(place(((0.05, -0.95), (0.85, -0.36))), stage.fine, white=light)
    drop.line(place(((0.05, -0.95), (-0.85, -0.3))), stage.fine, white=light)
    drop.area(
        place(((-0.62, -0.3), (-0.62, -0.68), (-0.1, -0.68), (-0.1, -0.3))),
        0.8 if light else 1.0,
        stage.medium,
    )
    drop.area(place(((-0.5, -0.42), (-0.5, -0.58), (-0.22, -0.58), (-0.22, -0.42))), 1.0 if light else 0.0)
    hull = place(((-0.92, -0.32), (0.95, -0.42), (0.7, 0.04), (-0.78, 0.04)))
    drop.area(hull, 0.45 if light else 0.0, stage.medium)
    drop.line(place(((-0.9, -0.22), (0.88, -0.32))), stage.medium, white=True)
    spray(drop, (x - size * 1.2, y + size * 0.05), (x + size * 1.2, y + size * 0.05), size * 0.2)


def spray(drop: Backdrop, start: Point, end: Point, bump: float) -> None:
    """Foam where water breaks on something: white bumps above, a shallow curve below."""
    stage = drop.stage
    (x1, y1), (x2, y2) = start, end
    rise = bump * 0.5
    line = [
        (x1 + (x2 - x1) * t / 8, y1 + (y2 - y1) * t / 8 - rise * math.sin(math.pi * t / 8)) for t in range(9)
    ]
    crest = bumpy(line, bump, stage.dice(f"spray {bump:.2f}"), closed=False)
    low = bump * 1.1
    foot = ("C", (x2 - (x2 - x1) * 0.25, y2 + low, x1 + (x2 - x1) * 0.25, y1 + low, x1, y1))
    drop.path(Path((*crest.segments, foot, ("Z", ()))), 1.0, stage.fine)


def _covered(stage: Stage, center: Point, size: float) -> float:
    """How much of a thing of this size would lie behind figures and lettering, in square pixels."""
    box = Box(center[0] - size, center[1] - size, center[0] + size, center[1] + size * 0.2)
    return sum(
        hidden.area for other in (*stage.figures, *stage.dialogs) if (hidden := box.intersection(other))
    )


def headland(drop: Backdrop, level: float) -> None:
    """A far coast that runs into the sea from one side, its foot at y `level`."""
    stage = drop.stage
    dice = stage.dice("headland")
    side = dice.choice((0.0, 1.0))
    far, tall = stage.width * dice.uniform(0.3, 0.45), stage.height * 0.1
    edge = side * stage.width
    inward = 1 if side == 0 else -1
    crest = [
        (edge - inward * 20, level - tall),
        (edge + inward * far * 0.4, level - tall * 0.8),
        (edge + inward * far * 0.75, level - tall * 0.35),
        (edge + inward * far, level),
    ]
    line = broken([(float(x), y) for x, y in crest], tall * 0.15, dice, 3)
    drop.area([*line, (edge - inward * 20, level)], 0.2 if stage.night else 0.5, stage.fine)


def glitter(drop: Backdrop, level: float, shore: float) -> None:
    """Short lenses of light and dark on the water, longer and farther apart toward the viewer."""
    stage = drop.stage
    dice = stage.dice("waves")
    count = min(280, int(70 + 50 * stage.width / stage.height))
    for _ in range(count):
        depth = dice.random() ** 1.7
        y = level + (shore - level) * (0.02 + 0.95 * depth)
        x = dice.uniform(-0.1, 1.05) * stage.width
        length = stage.width * (0.012 + 0.09 * depth) * dice.uniform(0.5, 1.3)
        if stage.calm((x, y)):
            continue
        light = dice.random() < 0.6
        thick = stage.fine * (0.8 + 2.6 * depth)
        drop.path(lens((x, y), (x + length, y), thick, -thick * 0.7), 1.0 if light else 0.0)


def _beach(drop: Backdrop, shore: float) -> None:
    """The foam's edge, wet sand, dry sand with pebbles."""
    stage = drop.stage
    dice = stage.dice("beach")
    deep = max(stage.height * 0.035, (stage.height - shore) * 0.16)

    def edge(base: float, swing: float, waves: float, phase: float) -> list[Point]:
        steps = [index / 24 for index in range(25)]
        return [((t * 1.1 - 0.05) * stage.width, base + swing * math.sin(t * waves + phase)) for t in steps]

    corners: list[Point] = [(stage.width * 1.06, stage.height + 9), (-stage.width * 0.06, stage.height + 9)]
    phase = dice.uniform(0, 6)
    for lift, fill, pen in (
        (0.0, 1.0, stage.medium),
        (1.0, 0.35 if stage.night else 0.8, stage.fine),
        (1.9, 0.5 if stage.night else 1.0, 0.0),
    ):
        line = edge(shore + deep * lift, deep * 0.38, 7.0 + lift, phase + lift * 0.5)
        drop.path(
            Path((*curve_through(line).segments, *(("L", corner) for corner in corners), ("Z", ()))),
            fill,
            pen,
        )
    foam = edge(shore + deep * 0.45, deep * 0.38, 7.4, phase + 0.2)
    drop.path(bumpy(foam, deep * 0.5, dice, closed=False), None, stage.fine)
    for _ in range(60):
        x, y = (
            dice.uniform(0, stage.width),
            dice.uniform(shore + deep * 2.6, max(shore + deep * 3, stage.height)),
        )
        size = stage.unit * dice.uniform(0.3, 0.8)
        drop.path(Path.ellipse(Box(x, y, x + size * 2, y + size)), 0.0)
