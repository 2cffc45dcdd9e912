"""Backgrounds that are no place: paper, a breath of tone, shade. What manga puts behind faces and words."""

from __future__ import annotations

from mangacli.generate.draft.backdrop import Backdrop
from mangacli.generate.draft.brush import gradient, lens
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
        drop.shapes += gradient(stage.box, (0.0, 0.0, 0.3), bands=20)
    return drop.shapes


def quiet(stage: Stage) -> list[Inked]:
    """A stage → what stands behind a figure where nothing names a place: one of four plain tones."""
    drop = Backdrop(stage)
    drop.shapes.append(Inked(Path.box(stage.box), 1.0))
    dice = stage.dice("quiet")
    if stage.night:
        return plain(stage)
    kind = dice.choice(("paper", "fall", "rise", "flat"))
    if kind == "fall":
        drop.shapes += gradient(Box(0, 0, stage.width, stage.height * 0.75), (0.7, 0.88, 1.0))
    elif kind == "rise":
        drop.shapes += gradient(Box(0, stage.height * 0.35, stage.width, stage.height), (1.0, 0.9, 0.74))
    elif kind == "flat":
        drop.shapes.append(Inked(Path.box(stage.box), 0.87))
    return drop.shapes


def dim(stage: Stage) -> list[Inked]:
    """A stage → an unlit place: dark tone with strokes of shade in the corners."""
    drop = Backdrop(stage)
    drop.shapes += gradient(stage.box, (0.1, 0.34, 0.5))
    dice = stage.dice("dim")
    for _ in range(24):
        x = dice.uniform(0, stage.width)
        drop.path(lens((x, -9), (x, stage.height * dice.uniform(0.2, 0.6)), stage.bold * 2), 0.0)
    return drop.shapes
