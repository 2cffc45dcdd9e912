"""Skies by day, at sunset and at night: what outdoor places begin with, and places of their own."""

from __future__ import annotations

import math
from random import Random

from mangacli.generate.draft.backdrop import Backdrop
from mangacli.generate.draft.brush import bumpy, gradient, halo, lens, oval, tapered
from mangacli.generate.draft.ink import Inked
from mangacli.generate.draft.stage import Stage
from mangacli.geometry import Box, Path, Point


def sky(drop: Backdrop, bare: bool = False) -> None:
    """Paints the whole picture as the sky of the stage's time and weather; `bare`: without clouds or moon."""
    stage = drop.stage
    if stage.night:
        _night(drop, bare)
    elif stage.weather:
        drop.shapes += gradient(stage.box, (0.6, 0.72, 0.84))
        _overcast(drop)
    elif stage.time == "sunset":
        _sunset(drop)
    else:
        top = Box(0, 0, stage.width, max(1.0, stage.horizon))
        drop.shapes.append(Inked(Path.box(stage.box), 1.0))
        drop.shapes += gradient(top, (0.8, 0.9, 0.97, 1.0))
        if not bare:
            _clouds(drop)


def open_sky(stage: Stage) -> list[Inked]:
    """A stage → nothing but sky; by day with towering clouds at both sides."""
    drop = Backdrop(stage)
    if stage.time != "day" or stage.weather:
        sky(drop)
        return drop.shapes
    drop.shapes += gradient(stage.box, (0.52, 0.66, 0.82, 0.95))
    dice = stage.dice("towering clouds")
    high = dice.choice((0.0, 1.0))
    for side, share in ((1 - high, 0.42), (high, 0.72)):
        wide = min(stage.width * 0.62, stage.height * 0.9)
        middle = side * stage.width + (0.5 - side) * wide * 0.45
        foot = stage.height * 1.08
        _towering(drop, Box(middle - wide / 2, foot - stage.height * share, middle + wide / 2, foot), dice)
    _streaks(drop, dice)
    return drop.shapes


def _towering(drop: Backdrop, box: Box, dice: Random) -> None:
    """A summer cloud: lobes heaped to a peak, lit from above, in shade below."""
    stage = drop.stage
    lobes: list[Box] = []
    for row in range(6):
        rise = row / 5
        half = box.width / 2 * (1 - 0.72 * rise)
        for index in range(5 - row // 2):
            x = box.center[0] + half * (2 * (index + dice.uniform(0.2, 0.8)) / (5 - row // 2) - 1)
            y = box.y2 - box.height * (0.86 * rise + dice.uniform(-0.04, 0.04))
            radius = box.width * dice.uniform(0.13, 0.19) * (1 - 0.3 * rise)
            lobes.append(Box(x - radius, y - radius * 0.85, x + radius, y + radius * 0.85))
    outlines = [bumpy(oval(lobe), lobe.width / 5, dice) for lobe in lobes]
    for outline in outlines:
        drop.path(outline, 1.0, stage.medium)
    for lobe, outline in zip(lobes, outlines, strict=True):
        cx, cy = lobe.center
        shrink = max(0.7, 1 - 3 * stage.medium / lobe.width)
        drop.path(outline.transformed((shrink, 0, 0, shrink, cx * (1 - shrink), cy * (1 - shrink))), 1.0)
    for lobe in lobes[: len(lobes) * 2 // 3]:
        low = lobe.moved(lobe.width * 0.12, lobe.height * 0.42)
        shade = bumpy(
            oval(Box(low.x1 + low.width * 0.18, low.y1 + low.height * 0.3, low.x2, low.y2)),
            low.width / 6,
            dice,
        )
        drop.path(shade, 0.86 if lobe.center[1] < box.y2 - box.height * 0.4 else 0.78)
    for lobe in lobes[::2]:
        curl = bumpy(oval(lobe, 16)[1:6], lobe.width / 5, dice, closed=False)
        drop.path(curl, None, stage.fine)


def _streaks(drop: Backdrop, dice: Random) -> None:
    """Thin high clouds: a few white brush strokes across the upper sky."""
    stage = drop.stage
    for _ in range(7):
        x, y = dice.uniform(-0.1, 0.8) * stage.width, dice.uniform(0.05, 0.45) * stage.height
        length = stage.width * dice.uniform(0.15, 0.4)
        if not stage.calm((x + length / 2, y)):
            end = (x + length, y - length * dice.uniform(0.02, 0.12))
            drop.path(lens((x, y), end, stage.unit * dice.uniform(0.6, 2.2), length * 0.02), 1.0)


def _clouds(drop: Backdrop) -> None:
    """Two to four heaps of cloud above the horizon, none under lettering."""
    stage = drop.stage
    dice = stage.dice("clouds")
    room = max(stage.horizon, stage.height * 0.15)
    for _ in range(dice.randint(2, 4) + int(stage.width > 2 * stage.height) * 2):
        width = dice.uniform(0.16, 0.34) * max(stage.width * 0.7, stage.height * 0.6)
        height = width * dice.uniform(0.22, 0.36)
        x, y = dice.uniform(-0.1, 0.95) * stage.width, dice.uniform(0.05, 0.62) * room
        if not stage.calm((x + width / 2, y + height / 2)):
            _cloud(drop, Box(x, y, x + width, y + height), dice)


def _cloud(drop: Backdrop, box: Box, dice: Random) -> None:
    """A heap of cloud: bumps above, a flat base without a line, a little tone in its shade."""
    stage = drop.stage
    points = _heap(box, dice)
    outline = bumpy(points, box.width / 11, dice, closed=False)
    body = Path((*outline.segments, ("Z", ())))
    drop.path(body, 1.0)
    shade = Box(box.x1, box.y1 + box.height * 0.62, box.x2, box.y2)
    lower = [(x * 0.86 + box.center[0] * 0.14, y * 0.62 + shade.y2 * 0.38) for x, y in points]
    drop.path(Path((*bumpy(lower, box.width / 9, dice, closed=False).segments, ("Z", ()))), 0.88)
    drop.path(outline, None, stage.fine)
    for _ in range(3):
        x, y = dice.uniform(box.x1 - box.width * 0.1, box.x2), box.y2 + dice.uniform(-0.02, 0.06) * box.height
        drop.path(lens((x, y), (x + box.width * dice.uniform(0.1, 0.3), y), stage.fine * 1.3), 0.0)


def _heap(box: Box, dice: Random) -> list[Point]:
    """The back of a cloud from its left foot over the top to its right foot."""
    peak = dice.uniform(0.35, 0.65)
    points = []
    for index in range(13):
        t = index / 12
        rise = math.sin(math.pi * t ** (0.69 / -math.log(peak))) if 0 < t < 1 else 0.0
        points.append((box.x1 + t * box.width, box.y2 - box.height * rise * dice.uniform(0.82, 1.0)))
    return points


def _overcast(drop: Backdrop) -> None:
    """Long dark banks of cloud for rain and snow."""
    stage = drop.stage
    dice = stage.dice("overcast")
    for _ in range(5):
        width, x = stage.width * dice.uniform(0.4, 0.8), dice.uniform(-0.3, 0.8) * stage.width
        y = dice.uniform(-0.02, 0.6) * max(stage.horizon, stage.height * 0.3)
        bank = Box(x, y, x + width, y + width * dice.uniform(0.05, 0.1))
        drop.path(bumpy(oval(bank), width / 14, dice), dice.choice((0.5, 0.58, 0.66)))


def _night(drop: Backdrop, bare: bool) -> None:
    """Black sky, white stars that grow fewer toward a paler horizon, a moon."""
    stage = drop.stage
    drop.shapes.append(Inked(Path.box(stage.box), 0.0))
    if stage.weather:
        drop.shapes += gradient(stage.box, (0.08, 0.22, 0.35))
        return
    bottom = max(stage.horizon, stage.height * 0.3)
    glow = Box(0, bottom * 0.55, stage.width, max(bottom, stage.height))
    if bottom < stage.height * 1.2:
        drop.shapes += gradient(glow, (0.0, 0.2, 0.3))
    dice = stage.dice("stars")
    for _ in range(min(260, int(60 + 50 * stage.width / stage.height))):
        star = (dice.random() * stage.width, dice.random() ** 1.3 * bottom)
        size = stage.unit * (0.35 + 1.1 * dice.random() ** 5)
        if not stage.calm(star):
            _star(drop, star, size)
    if not bare:
        _moon(drop)


def _star(drop: Backdrop, center: Point, size: float) -> None:
    """A white dot; a large one gets four rays."""
    x, y = center
    drop.path(Path.ellipse(Box(x - size, y - size, x + size, y + size)), 1.0)
    if size > drop.stage.unit:
        reach = size * 4
        drop.path(lens((x - reach, y), (x + reach, y), size * 0.5), 1.0)
        drop.path(lens((x, y - reach), (x, y + reach), size * 0.5), 1.0)


def _moon(drop: Backdrop) -> None:
    stage = drop.stage
    dice = stage.dice("moon")
    radius = 0.07 * min(stage.width, stage.height * 1.4) * dice.uniform(0.85, 1.2)
    high = min(stage.height, 1.9 * stage.horizon) if stage.horizon > 0 else stage.height
    spots = [(stage.width * x, high * y) for y in (0.2, 0.3, 0.14) for x in (0.8, 0.2, 0.62, 0.38, 0.5, 0.9)]
    dice.shuffle(spots)

    def hidden(spot: Point) -> float:
        disc = Box(spot[0] - radius, spot[1] - radius, spot[0] + radius, spot[1] + radius)
        covers = [disc.intersection(box) for box in (*stage.figures, *stage.dialogs)]
        return sum(cover.area for cover in covers if cover)

    x, y = min(spots, key=hidden)
    drop.shapes += halo((x, y), (radius * 1.8, radius * 1.05), (0.0, 0.34), bands=60)
    drop.path(Path.ellipse(Box(x - radius, y - radius, x + radius, y + radius)), 1.0)
    for dx, dy, size in ((-0.35, -0.2, 0.26), (0.2, 0.3, 0.2), (0.3, -0.35, 0.13), (-0.15, 0.45, 0.11)):
        crater = radius * size
        cx, cy = x + dx * radius, y + dy * radius
        drop.path(Path.ellipse(Box(cx - crater, cy - crater * 0.8, cx + crater, cy + crater * 0.8)), 0.87)


def _sunset(drop: Backdrop) -> None:
    """Tone that pales toward a low white sun, with thin bars of cloud across it."""
    stage = drop.stage
    horizon = min(max(stage.horizon, stage.height * 0.35), stage.height * 1.1)
    drop.shapes += gradient(Box(0, 0, stage.width, horizon), (0.36, 0.55, 0.8, 0.96))
    dice = stage.dice("sunset")
    radius = 0.16 * min(stage.width, stage.height * 1.2)
    sun = (stage.width * dice.choice((0.3, 0.5, 0.7)), horizon - radius * 0.55)
    for index in range(26):
        turn = math.pi * (index + dice.uniform(0.2, 0.8)) / 26
        dx, dy = math.cos(turn), -math.sin(turn)
        start, end = radius * 1.2, radius * dice.uniform(2.2, 5)
        drop.path(
            tapered(
                (sun[0] + dx * start, sun[1] + dy * start),
                (sun[0] + dx * end, sun[1] + dy * end),
                stage.unit * dice.uniform(1.0, 3.0),
            ),
            1.0,
        )
    drop.path(
        Path.ellipse(Box(sun[0] - radius, sun[1] - radius, sun[0] + radius, sun[1] + radius)), 1.0, stage.fine
    )
    for _ in range(9):
        x, y = dice.uniform(-0.1, 0.9) * stage.width, horizon * dice.uniform(0.15, 0.93)
        length = stage.width * dice.uniform(0.12, 0.4)
        if not stage.calm((x + length / 2, y)):
            dark = dice.random() < 0.5
            drop.path(lens((x, y), (x + length, y), stage.unit * dice.uniform(1.5, 5)), 0.0 if dark else 1.0)
