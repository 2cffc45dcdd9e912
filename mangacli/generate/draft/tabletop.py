"""A desk or table before a figure, where the panel's words put the figure at one, with what lies on it."""

from __future__ import annotations

import math
import re

from mangacli.generate.base import CharacterRequest, PanelRequest
from mangacli.generate.draft.backdrop import Backdrop
from mangacli.generate.draft.brush import curve_through, tapered
from mangacli.generate.draft.ink import Inked
from mangacli.generate.draft.scenery import is_dark, shows_place
from mangacli.generate.draft.stage import stage_for
from mangacli.geometry import Box, Path, Point

AT_TABLE = re.compile(
    r"\b(?:at|behind|on) (?:the|a|an|his|her|their|its|my|your) (?:\w+ )?(?:desk|table|counter|workbench)\b"
    r"|机|食卓|テーブル|カウンター"
)
PAPERS = r"\b(?:draw|writ|stud|read|paper|page|sheet|letter|homework|manuscript)\w*|原稿|手紙|宿題|描|書"
LAMP = r"\b(?:lamp|lantern|candle)\b|ランプ"
CUP = r"\b(?:tea|coffee|cup|mug|cocoa)\b|茶|コーヒー"
NEAR = ("medium", "bust")


def table_before(request: PanelRequest) -> list[Inked]:
    """A request → the shapes of the table, over the figures, in pixels; none where no table is before them.

    It is drawn in medium shots and busts only: its edge must hide where the body is cut off.
    """
    cast = request.characters
    if not cast or not shows_place(request) or not AT_TABLE.search(_words(request)):
        return []
    picture = Box(0, 0, request.width, request.height)
    chins = [picture.part(one.head).y2 + 1.15 * picture.part(one.head).height for one in cast]
    top = max(0.78 * request.height, *chins)
    if any(one.shot not in NEAR for one in cast) or top > 0.92 * request.height:
        return []
    drop = Backdrop(stage_for(request, "table", "night" if is_dark(request) else "day"))
    _board(drop, top)
    _things(drop, cast[0], top)
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


def _things(drop: Backdrop, who: CharacterRequest, top: float) -> None:
    """What the words put on the table: papers before the figure, a lamp and a cup beside it."""
    stage = drop.stage
    figure = stage.figures[0]
    middle, depth = figure.center[0], stage.height - top
    side = -1.0 if middle > stage.width / 2 else 1.0
    if stage.mentions(LAMP):
        _lamp(drop, (middle + side * stage.width * 0.3, top + 0.2 * depth), depth)
    if stage.mentions(PAPERS):
        way = 1.0 if who.facing == "right" else -1.0
        _papers(drop, (middle + way * figure.width * 0.2, top + 0.4 * depth), depth)
    if stage.mentions(CUP):
        _cup(drop, (middle + side * stage.width * 0.2, top + 0.5 * depth), depth)


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


def _lamp(drop: Backdrop, at: Point, size: float) -> None:
    """A small lamp with a cloth shade, lit at night."""
    (x, y), stage = at, drop.stage
    high = 1.5 * size
    for index in range(18 if stage.night else 0):
        turn = math.pi * (index + 0.5) / 9
        reach = (1.25 if index % 2 else 0.95) * size
        tip = (x + math.cos(turn) * reach, y - 0.92 * high + math.sin(turn) * reach)
        drop.path(tapered((x, y - 0.92 * high), tip, 0.1 * size), 1.0)
    drop.path(Path.ellipse(Box(x - 0.3 * size, y - 0.08 * size, x + 0.3 * size, y + 0.08 * size)), 0.0)
    drop.area(((x - 0.06 * size, y), (x - 0.06 * size, y - high), (x + 0.06 * size, y - high),
               (x + 0.06 * size, y)), 0.0)  # fmt: skip
    shade = [
        (x + dx * size, y - dy * size) for dx, dy in ((-0.55, 1.0), (-0.3, 1.75), (0.3, 1.75), (0.55, 1.0))
    ]
    drop.area(shade, 1.0 if stage.night else 0.8, stage.bold)


def _cup(drop: Backdrop, at: Point, size: float) -> None:
    """A cup with its handle, steam over it."""
    (x, y), stage = at, drop.stage
    half, high = 0.24 * size, 0.4 * size
    drop.path(
        Path.ellipse(Box(x + half * 0.5, y - high * 0.85, x + half * 1.7, y - high * 0.2)), None, stage.bold
    )
    body = ((x - half, y - high), (x + half, y - high), (x + half * 0.75, y), (x - half * 0.75, y))
    drop.area(body, 1.0, stage.medium)
    drop.path(Path.ellipse(Box(x - half, y - high * 1.15, x + half, y - high * 0.85)), 0.4, stage.medium)
    for shift in (-0.4, 0.25):
        wave = [(x + (shift + sway) * half * 1.2, y - high * (1.3 + rise)) for sway, rise in
                ((0.0, 0.0), (0.35, 0.35), (-0.1, 0.75), (0.3, 1.1))]  # fmt: skip
        drop.path(curve_through(wave), None, stage.medium, white=stage.night)
