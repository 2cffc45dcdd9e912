"""A desk or table before a figure, where the panel's words put the figure at one, with what lies on it."""

from __future__ import annotations

import re

from mangacli.generate.base import CharacterRequest, PanelRequest
from mangacli.generate.draft.backdrop import Backdrop
from mangacli.generate.draft.ink import Inked
from mangacli.generate.draft.scenery import is_dark, shows_place
from mangacli.generate.draft.stage import stage_for
from mangacli.geometry import Box, Point

AT_TABLE = re.compile(
    r"\b(?:at|behind|on) (?:the|a|an|his|her|their|its|my|your) (?:\w+ )?(?:desk|table|counter|workbench)\b"
    r"|机|食卓|テーブル|カウンター"
)
PAPERS = r"\b(?:draw|writ|stud|page|homework|manuscript)\w*|原稿|宿題|描|書い|書く"
"""What is done at a table with sheets of paper."""
NEAR = ("medium", "bust")


def table_top(request: PanelRequest) -> float | None:
    """A request → the y of the far edge of the table before the figures, in pixels; None where there is none.

    It is drawn in medium shots and busts only: its edge must hide where the body is cut off.
    """
    cast = request.characters
    if not cast or not shows_place(request) or not AT_TABLE.search(_words(request)):
        return None
    picture = Box(0, 0, request.width, request.height)
    chins = [picture.part(one.head).y2 + 1.15 * picture.part(one.head).height for one in cast]
    top = max(0.78 * request.height, *chins)
    if any(one.shot not in NEAR for one in cast) or top > 0.92 * request.height:
        return None
    return top


def table_before(request: PanelRequest) -> list[Inked]:
    """A request → the shapes of the table over the figures, in pixels; none where no table is there."""
    top = table_top(request)
    if top is None:
        return []
    drop = Backdrop(stage_for(request, "table", "night" if is_dark(request) else "day"))
    _board(drop, top)
    if drop.stage.mentions(PAPERS):
        _papers_before(drop, request.characters[0], top)
    return drop.shapes


def _words(request: PanelRequest) -> str:
    return f"{request.background or ''} {request.scene}".casefold()


def _board(drop: Backdrop, top: float) -> None:
    """The table's top, seen a little from above, with its front edge and the grain of the wood."""
    stage = drop.stage
    width, height = stage.width, stage.height
    edge = top + 0.72 * (height - top)
    wood = 0.6 if stage.night else 1.0
    drop.area(((0.05 * width, top), (0.95 * width, top), (width + 9, edge), (-9, edge)), wood, stage.bold)
    drop.area(((-9, edge), (width + 9, edge), (width + 9, height + 9), (-9, height + 9)), 0.3, stage.bold)
    dice = stage.dice("grain")
    for _ in range(9):
        x, y = dice.uniform(0.05, 0.8) * width, top + (edge - top) * dice.uniform(0.15, 0.9)
        drop.line(((x, y), (x + width * dice.uniform(0.05, 0.15), y)), stage.fine)


def _papers_before(drop: Backdrop, who: CharacterRequest, top: float) -> None:
    """Papers on the table where a figure works on them."""
    figure, depth = drop.stage.figures[0], drop.stage.height - top
    way = 1.0 if who.facing == "right" else -1.0
    _papers(drop, (figure.center[0] + way * figure.width * 0.2, top + 0.4 * depth), depth)


def _papers(drop: Backdrop, at: Point, size: float) -> None:
    """A few sheets, the uppermost ruled into panels, and a pen."""
    (x, y), stage = at, drop.stage
    for shift in (0.35, 0.12, -0.1):
        left, right = x - (1.1 - shift * 0.4) * size, x + (1.1 + shift * 0.5) * size
        low, high = y + (0.22 + shift * 0.1) * size, y - (0.2 - shift * 0.2) * size
        sheet = ((left + 0.2 * size, high), (right - 0.2 * size, high), (right, low), (left, low))
        drop.area(sheet, 1.0, stage.medium)
    for share in (-0.45, 0.1, 0.5):
        drop.line(
            ((x + share * size, y - 0.14 * size), (x + share * 1.2 * size, y + 0.13 * size)), stage.fine
        )
    drop.line(((x - 0.85 * size, y), (x + 0.85 * size, y)), stage.fine)
    pen = ((x + 0.5 * size, y + 0.06 * size), (x + 1.25 * size, y - 0.3 * size))
    drop.line(pen, stage.bold * 2.4)
