"""Characters' boxes on the grids of DiffSensei's network: which of them it cannot see.

The network attends to a character at the positions of a grid that lie inside the character's box. There are
two such grids: the picture in cells of 8 pixels, halved once and twice. Their positions run from edge to edge
of the picture, so that a grid of 8 has them at 0, 1/7, 2/7 … 1: a thin box may slip between two of them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mangacli.errors import Finding, Where
from mangacli.story.model_limits import ModelLimits, vanishes

Fractions = tuple[float, float, float, float]
Grid = tuple[int, int]
"""Columns and rows."""
HALVINGS = (1, 2)
"""How often the grids of the levels that attend to characters are halved."""


@dataclass(frozen=True, slots=True)
class CharacterBox:
    """A character's box as fractions of the generated picture, and whether a reference image shapes it."""

    where: Where
    box: Fractions
    pictured: bool


def check_character_boxes(
    size: tuple[int, int], boxes: Iterable[CharacterBox], limits: ModelLimits
) -> Iterator[Finding]:
    """The generation size in pixels and the characters' boxes → findings on those that are too small.

    A character without a reference image is drawn from words alone: its box must be no more than visible.
    """
    for character in boxes:
        grids = attended_grids(size, limits.cell)
        lost = [grid for grid in grids if slips_through(character.box, grid)] if character.pictured else []
        picture = f"the panel's picture of {size[0]} × {size[1]} pixels"
        if vanishes(character.box, size, limits.cell):
            message = f"this box is smaller than {limits.cell} pixels in {picture} and would vanish"
            yield Finding("model-box", character.where, message, "make it larger", limits.severity)
        elif len(lost) == len(grids):
            message = f"this box is so thin in {picture} that diffsensei would not draw its character at all"
            yield Finding(
                "model-box",
                character.where,
                message,
                _hint(character.box, lost, size, limits.cell),
                limits.severity,
            )
        elif lost and limits.strict:
            message = f"this box is so thin in {picture} that diffsensei sees its character only in part"
            yield Finding(
                "thin-box", character.where, message, _hint(character.box, lost, size, limits.cell), "warning"
            )


def attended_grids(size: tuple[int, int], cell: int = 8) -> tuple[Grid, ...]:
    """A picture's width and height in pixels → the grids on which the network attends to characters."""
    columns, rows = size[0] // cell, size[1] // cell
    return tuple((math.ceil(columns / 2**times), math.ceil(rows / 2**times)) for times in HALVINGS)


def slips_through(box: Fractions, grid: Grid) -> bool:
    """Whether no position of the grid lies in the box; on its edges counts as in."""
    x1, y1, x2, y2 = box
    return not (_holds(x1, x2, grid[0]) and _holds(y1, y2, grid[1]))


def _holds(low: float, high: float, count: int) -> bool:
    """Whether one of `count` positions lies from low to high: spread from 0 to 1, a single one at 0."""
    low, high = max(0.0, low), min(1.0, high)
    steps = max(count - 1, 1)
    last = min(math.floor(high * steps), count - 1)
    return math.ceil(low * steps) <= last


def _hint(box: Fractions, lost: list[Grid], size: tuple[int, int], cell: int) -> str:
    """What a box needs so that it cannot slip through: a step of the coarsest grid that lost it.

    Authors write fractions of the panel, and the picture is up to a cell larger: hence the cell more.
    """
    columns, rows = lost[-1]
    axes = (("width", box[0], box[2], columns, size[0]), ("height", box[1], box[3], rows, size[1]))
    needs = [
        f"{math.ceil(100 / max(count - 1, 1) * (1 + cell / edge))} % of the panel's {what}"
        for what, low, high, count, edge in axes
        if not _holds(low, high, count)
    ]
    return f"a box of {' and '.join(needs)} is always seen; enlarge it, or give the panel more room"
