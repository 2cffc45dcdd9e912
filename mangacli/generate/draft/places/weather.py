"""Rain and snow that fall before a place, and the fog it lies in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mangacli.generate.draft.backdrop import Backdrop
from mangacli.generate.draft.brush import lens
from mangacli.generate.draft.ink import Inked
from mangacli.generate.draft.stage import Stage
from mangacli.generate.draft.tone import mix


def falling(stage: Stage) -> list[Inked]:
    """A stage → the streaks of its rain or the flakes of its snow; nothing in fair weather."""
    drop = Backdrop(stage)
    if stage.weather == "rain":
        _rain(drop)
    elif stage.weather == "snow":
        _snow(drop)
    return drop.shapes


def fogged(shapes: Sequence[Inked], stage: Stage) -> list[Inked]:
    """A place's shapes → the same in the fog of a foggy day, paler and thinner, behind drifting banks."""
    if stage.weather != "fog":
        return list(shapes)
    share, veil = (0.25, 0.4) if stage.night else (0.62, 1.0)
    drop = Backdrop(stage)
    for shape in shapes:
        fill = None if shape.fill is None else mix(shape.fill, veil, share)
        drop.shapes.append(replace(shape, fill=fill, stroke=shape.stroke * 0.5))
    dice = stage.dice("fog")
    level = min(max(stage.horizon, 0.2 * stage.height), 0.75 * stage.height)
    for _ in range(16):
        y = level + stage.height * dice.uniform(-0.16, 0.3)
        length, x = stage.width * dice.uniform(0.3, 0.8), stage.width * dice.uniform(-0.3, 0.9)
        bank = lens((x, y), (x + length, y), stage.height * dice.uniform(0.02, 0.07))
        drop.path(bank, mix(0.9, 1.0, dice.random()) * veil)
    return drop.shapes


def _count(stage: Stage, per_square: float) -> int:
    """How many marks fill the picture, at so many in a square of its shorter edge."""
    shorter = min(stage.width, stage.height)
    return min(420, int(per_square * stage.width * stage.height / shorter**2))


def _rain(drop: Backdrop) -> None:
    """Thin slanting streaks, black and white; splashes where they meet the ground."""
    stage = drop.stage
    dice = stage.dice("rain")
    lean = dice.choice((-0.22, 0.14, 0.22))
    for _ in range(_count(stage, 200)):
        x, y = dice.uniform(-0.1, 1.1) * stage.width, dice.uniform(-0.15, 1.0) * stage.height
        length = min(stage.width, stage.height) * dice.uniform(0.05, 0.24)
        thick = stage.unit * dice.choice((0.25, 0.35, 0.5))
        if not stage.calm((x, y + length / 2)):
            white = dice.random() < (0.85 if stage.night else 0.45)
            drop.path(lens((x, y), (x + lean * length, y + length), thick), 1.0 if white else 0.0)
    for _ in range(_count(stage, 40)):
        z = dice.uniform(0.0, 1.0) ** 2 * 14
        x, y, size = dice.uniform(0, 1) * stage.width, stage.ground_at(z), stage.scale_at(z) * 0.05
        for side in (-1, 1):
            drop.path(lens((x, y), (x + side * size, y - size), size * 0.22), 1.0 if stage.night else 0.0)


def _snow(drop: Backdrop) -> None:
    """White flakes of three sizes, outlined where they are near."""
    stage = drop.stage
    dice = stage.dice("snow")
    for _ in range(_count(stage, 130)):
        flake = (dice.uniform(0, 1) * stage.width, dice.uniform(0, 1) * stage.height)
        size = stage.unit * dice.choice((0.7, 0.7, 1.1, 1.1, 2.0))
        if not stage.calm(flake):
            drop.disc(flake, size, 1.0, stage.fine * 0.7 if size > stage.unit and not stage.night else 0.0)
