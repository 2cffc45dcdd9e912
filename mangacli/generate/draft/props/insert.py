"""A panel of things alone: large, on a table or on the ground, as manga shows what somebody holds dear."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mangacli.generate.draft.backdrop import Backdrop
from mangacli.generate.draft.brush import lens
from mangacli.generate.draft.ink import Inked
from mangacli.generate.draft.props.easel import Easel
from mangacli.generate.draft.props.table import AIR, HAND, PROPS, SKY, WALL, extent
from mangacli.generate.draft.stage import Stage
from mangacli.geometry import Box, Path

CLOSE = re.compile(r"\bclose[- ]?up|\binsert\b|\bdetail of\b|アップ|手元", re.IGNORECASE)
"""Words that ask for a thing from near."""
MOST = 3
TABLE = 0.56
"""Where the table's far edge lies, as a part of the panel's height."""
FOOT = 0.84
"""Where things stand on it."""


def shown_alone(scene: str, things: Sequence[str], place_named: bool) -> bool:
    """Whether a panel without figures is about its things: seen from near, or small ones and no place."""
    if not things or PROPS[things[0]].where in (SKY, AIR, WALL):
        return False
    near = CLOSE.search(scene) is not None
    return near if place_named or PROPS[things[0]].metres > 1.2 else True


def insert(stage: Stage, things: Sequence[str], keyline: float) -> list[Inked]:
    """A stage and the names of things → the things side by side with what they stand on, over the place."""
    small = [name for name in things if PROPS[name].where == HAND]
    shown = (small or [name for name in things if PROPS[name].where not in (SKY, AIR, WALL)])[:MOST]
    drop = Backdrop(stage)
    if any(PROPS[name].where == HAND for name in shown):
        _table(drop)
    room = stage.width / len(shown)
    for index, name in enumerate(shown):
        reach = extent(name)
        high = min(0.6 * stage.height, 0.78 * room / reach.width)
        foot = (room * (index + 0.5) - reach.center[0] * high, FOOT * stage.height)
        deep = 0.05 * high
        half = 0.56 * reach.width * high
        x = room * (index + 0.5)
        shadow = Box(x - half, foot[1] - deep, x + half * 1.1, foot[1] + deep)
        drop.path(Path.ellipse(shadow), 0.1 if stage.night else 0.6)
        easel = Easel(foot, high, min(max(0.009 * high, stage.medium), 1.5 * stage.bold))
        PROPS[name].draw(easel)
        drop.shapes += [
            Inked(shape.path, 1.0, shape.stroke, keyline=keyline)
            for shape in easel.shapes
            if shape.fill is not None and shape.stroke > 0
        ]
        drop.shapes += easel.shapes
    return drop.shapes


def _table(drop: Backdrop) -> None:
    """The top of a table from edge to edge, with the grain of its wood."""
    stage = drop.stage
    width, top = stage.width, TABLE * stage.height
    wood = 0.4 if stage.night else 0.9
    drop.path(Path.box(Box(-9, top, width + 9, stage.height + 9)), wood, stage.medium)
    dice = stage.dice("grain of the table")
    for _ in range(14):
        x, y = dice.uniform(-0.1, 0.9) * width, top + dice.uniform(0.08, 0.95) * (stage.height - top)
        drop.path(lens((x, y), (x + width * dice.uniform(0.1, 0.4), y), stage.fine * 1.4), 0.0)
