"""Backgrounds that are no place: paper, a breath of tone, shade. What manga puts behind faces and words."""

from __future__ import annotations

from mangacli.generate.draft.backdrop import Backdrop
from mangacli.generate.draft.brush import gradient, tapered
from mangacli.generate.draft.ink import Inked
from mangacli.generate.draft.stage import Stage
from mangacli.geometry import Box, Path


def paper(stage: Stage) -> list[Inked]:
    """A stage → bare paper."""
    return [Inked(Path.box(stage.box), 1.0)]


def plain(stage: Stage) -> list[Inked]:
    """A stage → paper; black with a paler foot at night."""
    drop = Backdrop(stage)
    drop.shapes.append(Inked(Path.box(stage.box), 0.0 if stage.night else 1.0))
    if stage.night:
        drop.shapes += gradient(stage.box, (0.0, 0.0, 0.3))
    return drop.shapes


def quiet(stage: Stage) -> list[Inked]:
    """A stage → what stands behind a figure where nothing names a place: a tone after the panel's mood."""
    if stage.night:
        return plain(stage)
    for pattern, draw in _MOODS:
        if stage.mentions(pattern):
            return draw(stage)
    return stage.dice("quiet").choice((paper, falling, rising, flat))(stage)


def falling(stage: Stage) -> list[Inked]:
    """Tone that pales from the top down."""
    shade = Box(0, 0, stage.width, stage.height * 0.75)
    return [*paper(stage), *gradient(shade, (0.7, 0.88, 1.0))]


def rising(stage: Stage) -> list[Inked]:
    """Tone that rises from the foot."""
    shade = Box(0, stage.height * 0.35, stage.width, stage.height)
    return [*paper(stage), *gradient(shade, (1.0, 0.9, 0.74))]


def flat(stage: Stage) -> list[Inked]:
    """One light tone."""
    return [Inked(Path.box(stage.box), 0.87)]


def bright(stage: Stage) -> list[Inked]:
    """Round lights on a light tone: joy, tenderness."""
    drop = Backdrop(stage)
    drop.shapes += gradient(stage.box, (0.8, 0.87, 0.94))
    dice = stage.dice("lights")
    edge = min(stage.width, stage.height)
    for _ in range(26):
        at = (dice.random() * stage.width, dice.random() * stage.height)
        radius = edge * 0.1 * dice.random() ** 1.6 + stage.unit * 1.5
        if not stage.calm(at):
            drop.disc(at, radius, 1.0, stage.fine * 0.7 if dice.random() < 0.35 else 0.0)
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


_MOODS = (
    (r"\b(?:angry|anger|furious|rage|afraid|dread|horror|terrified|menacing)\b|怒|恐|怖", tense),
    (r"\b(?:happy|joy|laugh\w*|smil\w*|tender|loving|delighted|grateful)\b|笑|嬉|喜|微笑", bright),
    (r"\b(?:sad|sadly|tired|lonely|cry\w*|tears|ashamed|gloomy)\b|泣|悲|寂|涙", falling),
)
"""Words of a panel's mood and the ground that suits them; the first that is found counts."""
