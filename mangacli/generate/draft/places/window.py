"""A window behind a figure: the hour and the weather outside, its frame, a curtain drawn to one side."""

from __future__ import annotations

from mangacli.generate.draft.backdrop import Backdrop
from mangacli.generate.draft.brush import lens
from mangacli.generate.draft.ink import Inked
from mangacli.generate.draft.places import weather
from mangacli.generate.draft.places.room import living_room
from mangacli.generate.draft.places.sky import sky
from mangacli.generate.draft.places.street import skyline
from mangacli.generate.draft.stage import Stage
from mangacli.geometry import Box, Path


def window(stage: Stage) -> list[Inked]:
    """A stage → a wall with a large window, flat behind the figure; who is seen whole stands in its room."""
    if stage.figures and not stage.near:
        return living_room(stage)
    drop = Backdrop(stage)
    sky(drop)
    skyline(drop, 120.0, 26.0, below=0.1 if stage.night else 0.85)
    drop.shapes += weather.falling(stage)
    width, height = stage.width, stage.height
    pane = Box(0.1 * width, 0.06 * height, 0.9 * width, 0.8 * height)
    wall = 0.3 if stage.night else 0.88
    for part in (
        Box(-9, -9, pane.x1, height + 9),
        Box(pane.x2, -9, width + 9, height + 9),
        Box(pane.x1 - 1, -9, pane.x2 + 1, pane.y1),
        Box(pane.x1 - 1, pane.y2, pane.x2 + 1, height + 9),
    ):
        drop.path(Path.box(part), wall)
    _frame(drop, pane)
    _curtain(drop, pane)
    return drop.shapes


def _frame(drop: Backdrop, pane: Box) -> None:
    """Frame, the bars between four panes, the sill, and a gleam on the glass by day."""
    stage = drop.stage
    bar = 0.022 * min(stage.width, stage.height) + stage.unit
    wood = 0.55 if stage.night else 1.0
    cx, cy = pane.center[0], pane.y1 + 0.45 * pane.height
    if not stage.night:
        for start in (0.12, 0.17):
            foot = (pane.x1 + (start + 0.02) * pane.width, cy - 2 * bar)
            top = (pane.x1 + (start + 0.14) * pane.width, pane.y1 + 2 * bar)
            drop.path(lens(foot, top, stage.unit * 2), 1.0)
    for rail in (
        Box(cx - bar / 2, pane.y1, cx + bar / 2, pane.y2),
        Box(pane.x1, cy - bar / 2, pane.x2, cy + bar / 2),
        Box(pane.x1 - bar, pane.y1 - bar, pane.x1, pane.y2),
        Box(pane.x2, pane.y1 - bar, pane.x2 + bar, pane.y2),
        Box(pane.x1 - bar, pane.y1 - bar, pane.x2 + bar, pane.y1),
        Box(pane.x1 - 3 * bar, pane.y2, pane.x2 + 3 * bar, pane.y2 + 1.6 * bar),
    ):
        drop.path(Path.box(rail), wood, stage.medium)


def _curtain(drop: Backdrop, pane: Box) -> None:
    """A curtain at the side that the figures leave free, in folds."""
    stage = drop.stage
    middle = sum(box.center[0] for box in stage.figures) / max(1, len(stage.figures))
    left = not stage.figures or middle > stage.width / 2
    wide, count = 0.2 * stage.width, 5
    start = -0.03 * stage.width if left else 1.03 * stage.width - wide
    foot = pane.y2 + 0.1 * stage.height
    cloth = 0.42 if stage.night else 0.96
    for index in range(count):
        x1, x2 = start + wide * index / count, start + wide * (index + 1) / count
        drop.area(
            ((x1, -9), (x2, -9), (x2 + wide * 0.02, foot), (x1, foot + wide * 0.03)), cloth, stage.medium
        )
        shade = (x1 + (x2 - x1) * 0.55, x2)
        drop.area(
            ((shade[0], -9), (shade[1], -9), (shade[1], foot), (shade[0] + wide * 0.05, foot)), cloth * 0.7
        )
