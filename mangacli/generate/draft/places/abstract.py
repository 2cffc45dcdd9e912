"""Backgrounds that are no place: paper, a breath of tone, light, shade. What manga puts behind faces."""

from __future__ import annotations

import math

from mangacli.generate.draft.backdrop import Backdrop
from mangacli.generate.draft.brush import gradient, halo, lens, slanted_gradient, tapered
from mangacli.generate.draft.ink import Inked
from mangacli.generate.draft.stage import Stage
from mangacli.geometry import Box, Path, Point


def paper(stage: Stage) -> list[Inked]:
    """A stage → bare paper."""
    return [Inked(Path.box(stage.box), 1.0)]


def plain(stage: Stage) -> list[Inked]:
    """A stage → paper; black with a paler foot at night."""
    if stage.night:
        return gradient(stage.box, (0.0, 0.0, 0.3))
    return paper(stage)


def quiet(stage: Stage) -> list[Inked]:
    """A stage → what stands behind a figure where nothing names a place: a ground after the panel's mood."""
    if stage.night:
        return plain(stage)
    dice = stage.dice("quiet")
    for pattern, grounds in MOODS:
        if stage.mentions(pattern):
            return dice.choice(grounds)(stage)
    calm = (falling, rising, slanted, slanted, vignette)
    return dice.choice((*calm, hatched) if stage.near else calm)(stage)


def falling(stage: Stage) -> list[Inked]:
    """Tone that pales from the top down."""
    shade = Box(0, 0, stage.width, stage.height * 0.8)
    return [*paper(stage), *gradient(shade, (0.62, 0.84, 0.96, 1.0))]


def rising(stage: Stage) -> list[Inked]:
    """Tone that rises from the foot."""
    shade = Box(0, stage.height * 0.25, stage.width, stage.height)
    return [*paper(stage), *gradient(shade, (1.0, 0.97, 0.87, 0.68))]


def slanted(stage: Stage) -> list[Inked]:
    """Tone in one corner that pales across the panel."""
    turn = stage.dice("slant").choice((0.6, 0.9, math.pi - 0.6, math.pi - 0.9, -0.7, math.pi + 0.7))
    return slanted_gradient(stage.box, (0.6, 0.78, 0.93, 1.0, 1.0), turn)


def vignette(stage: Stage) -> list[Inked]:
    """Light around the figure that sinks into tone toward the edges."""
    center, _ = face_of(stage)
    reach = math.hypot(stage.width, stage.height) * 0.62
    rings = halo(center, (reach, min(stage.width, stage.height) * 0.3), (0.6, 1.0), bands=60)
    return [Inked(Path.box(stage.box), 0.6), *rings]


def hatched(stage: Stage) -> list[Inked]:
    """Patches of crossed pen strokes (kakeami) in two corners, thinner toward the middle."""
    drop = Backdrop(stage)
    drop.shapes += paper(stage)
    dice = stage.dice("hatching")
    edge = min(stage.width, stage.height)
    patch = max(edge * 0.07, stage.unit * 6)
    upper, lower = dice.choice(((0.0, 1.0), (1.0, 0.0)))
    for _ in range(150):
        x, y = dice.uniform(0, 1), dice.uniform(0, 1)
        far = min(math.hypot(x - upper, y), math.hypot(x - lower, y - 1.0))
        at = (x * stage.width, y * stage.height)
        if far < 0.62 * dice.random() ** 0.45 and not stage.calm(at):
            _patch(drop, at, patch, dice.uniform(0, math.pi), 1 + int(far < 0.4))
    return drop.shapes


def _patch(drop: Backdrop, center: Point, size: float, turn: float, layers: int) -> None:
    """A patch of parallel strokes, in one direction or in two."""
    for layer in range(layers):
        angle = turn + layer * 1.2
        dx, dy = math.cos(angle), math.sin(angle)
        for index in range(6):
            off = (index / 5 - 0.5) * size
            x, y = center[0] - dy * off, center[1] + dx * off
            ends = ((x - dx * size / 2, y - dy * size / 2), (x + dx * size / 2, y + dy * size / 2))
            drop.path(lens(*ends, drop.stage.fine * 0.9), 0.0)


def bright(stage: Stage) -> list[Inked]:
    """Round lights on a light tone: joy, tenderness."""
    drop = Backdrop(stage)
    drop.shapes += slanted_gradient(stage.box, (0.8, 0.88, 0.96), stage.dice("slant").uniform(0.8, 2.3))
    dice = stage.dice("lights")
    edge = min(stage.width, stage.height)
    for _ in range(26):
        at = (dice.random() * stage.width, dice.random() * stage.height)
        radius = edge * 0.1 * dice.random() ** 1.6 + stage.unit * 1.5
        if not stage.calm(at):
            drop.disc(at, radius, 1.0, stage.fine * 0.7 if dice.random() < 0.35 else 0.0)
    return drop.shapes


def sparkling(stage: Stage) -> list[Inked]:
    """Four-pointed stars of light on a tone that pales upward: delight, pride."""
    drop = Backdrop(stage)
    drop.shapes += gradient(stage.box, (1.0, 0.95, 0.84, 0.7))
    dice = stage.dice("sparkles")
    edge = min(stage.width, stage.height)
    for _ in range(22):
        x, y = dice.random() * stage.width, dice.random() * stage.height
        size = edge * (0.025 + 0.09 * dice.random() ** 2)
        if stage.calm((x, y)):
            continue
        waist = size * 0.15
        star = [
            (x + math.cos(index * math.pi / 4) * reach, y + math.sin(index * math.pi / 4) * reach)
            for index in range(8)
            for reach in ((size if index % 4 else size * 0.7) if index % 2 == 0 else waist,)
        ]
        drop.path(Path.polygon(star), 1.0, stage.fine)
    return drop.shapes


def tense(stage: Stage) -> list[Inked]:
    """Dark tone that closes in from above with strokes of black: anger, dread."""
    drop = Backdrop(stage)
    drop.shapes += gradient(stage.box, (0.22, 0.5, 0.82))
    dice = stage.dice("tense")
    x = 0.0
    while x < stage.width:
        foot = stage.height * dice.uniform(0.1, 0.42) * (0.6 + abs(2 * x / stage.width - 1))
        drop.path(tapered((x, -2), (x, foot), stage.unit * dice.uniform(0.5, 2.2)), 0.0)
        x += stage.unit * dice.uniform(2, 6)
    return drop.shapes


def rays(stage: Stage) -> list[Inked]:
    """Thin lines from the edges toward the face on a breath of tone: surprise, resolve."""
    drop = Backdrop(stage)
    drop.shapes += vignette(stage)
    dice = stage.dice("rays")
    (cx, cy), free = face_of(stage)
    reach = math.hypot(stage.width, stage.height)
    for index in range(140):
        turn = 2 * math.pi * (index + dice.uniform(-0.4, 0.4)) / 140
        dx, dy = math.cos(turn), math.sin(turn)
        start = free * dice.uniform(1.0, 1.9)
        far = (cx + dx * reach, cy + dy * reach)
        drop.path(tapered(far, (cx + dx * start, cy + dy * start), stage.unit * dice.uniform(0.8, 3.2)), 0.0)
    return drop.shapes


def drizzle(stage: Stage) -> list[Inked]:
    """Fine lines that sink from above through a falling tone: sorrow, fatigue."""
    drop = Backdrop(stage)
    drop.shapes += falling(stage)
    dice = stage.dice("drizzle")
    x = 0.0
    while x < stage.width:
        foot = stage.height * (0.15 + 0.55 * dice.random() ** 1.5)
        drop.path(tapered((x, -2), (x, foot), stage.fine * 1.4), 0.0)
        x += stage.unit * dice.uniform(2.5, 9)
    return drop.shapes


def face_of(stage: Stage) -> tuple[Point, float]:
    """Where the largest figure's face is about, and a radius that leaves it free; else the middle."""
    if not stage.figures:
        return stage.box.center, min(stage.width, stage.height) * 0.3
    figure = max(stage.figures, key=lambda box: (box.area, box.x1))
    radius = min(figure.width, figure.height) * 0.55
    return (figure.center[0], figure.y1 + min(figure.height * 0.45, figure.width * 0.6)), radius


MOODS = (
    (r"\b(?:angry|anger|furious|rage|afraid|scared|dread|horror|terrified|menacing)\b|怒|恐|怖", (tense,)),
    (r"\b(?:shock\w*|surpris\w*|determined|resolute|straining|shout\w*)\b|驚|叫|決意", (rays,)),
    (
        r"\b(?:happy|joy|laugh\w*|smil\w*|tender|loving|delighted|grateful|proud)\b|笑|嬉|喜|微笑",
        (bright, sparkling),
    ),
    (r"\b(?:sad|sadly|tired|lonely|cry\w*|tears|ashamed|gloomy)\b|泣|悲|寂|涙", (falling, drizzle)),
    (r"\b(?:worr\w+|nervous|uneasy|cold|doubt\w*|confused|suspicious)\b|不安|心配|困", (hatched, slanted)),
)
"""Words of a panel's mood and the grounds that suit them; the first that is found counts."""
