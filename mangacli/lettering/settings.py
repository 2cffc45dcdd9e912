"""The ways in which a dialog can be lettered: one per line count, each with its balloon around it."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path as FilePath

import numpy as np

from mangacli.errors import Where
from mangacli.geometry import Box, Path, bounds
from mangacli.lettering.balloons import BALLOONS
from mangacli.lettering.ovals import flattened
from mangacli.lettering.page_type import style_of
from mangacli.lettering.room import Floats, Room, Setting
from mangacli.lettering.set_text import SetText, TypeStyle
from mangacli.lettering.sounds.set_sound import Ground, sounds_for
from mangacli.lettering.typeset import settings_of
from mangacli.story.models import Dialog, Story

MOST_SETTINGS = 6
"""Of one dialog: the best by shape go on to placement."""
PLEASANT = {False: (1.2, 1.9), True: (0.45, 0.85)}
"""Width by height of a balloon that looks right, for lines and for columns."""
TOO_WIDE, TOO_TALL = 1.6, 3.0
"""What it costs when a balloon is wider or taller by a factor of e: a pole of short lines reads worst."""
SHORT = 5.5
"""Em of a text that is best set in one line or column."""
CROWDING = 1.2
"""Cost of a balloon as large as the room."""
WIDTH_STEP = 0.25
"""Em: lines may be as long as the panel's width, rounded down by this much at the most."""
BROKEN = 6.0
"""Cost of each phrase or word that is broken: any other setting that finds a place is better."""
LONGEST_LINE, LONGEST_COLUMN = 17.0, 12.5
"""Em beyond which a line or column is hard to read in a balloon."""


def seed_of(story: Story, dialog: Dialog) -> int:
    """A dialog → the number that decides its balloon's wobble, spikes and puffs, wherever it stands."""
    said = f"{story.seed}|{dialog.kind}|{dialog.speaker}|{dialog.text}"
    return int.from_bytes(hashlib.sha256(said.encode()).digest()[:6])


@dataclass(frozen=True, slots=True)
class _Lettered:
    """A text in its balloon, both in em: what stays the same at every type size."""

    text: SetText
    body: Path
    outline: Floats
    box: Box


def settings_for(
    dialog: Dialog, room: Room, story: Story, folder: FilePath, where: Where
) -> tuple[Setting, ...]:
    """A dialog and the room for it → the ways to letter it that could fit the panel, best shapes first."""
    if dialog.kind == "sfx":
        return _sounds(dialog, room, story, folder, where)
    shape = BALLOONS[dialog.kind]
    loudness = shape.loudness if room.ease == 1 else 1.0  # a crowded shout is no larger than the rest
    em = max(story.lettering.minimum, room.em * dialog.loud * loudness)
    style = style_of(dialog, shape.role, 1.0, story, folder)
    widest, tallest = (
        math.floor((side / em - 1.2 * room.ease) / WIDTH_STEP) * WIDTH_STEP
        for side in (room.space.width, room.space.height)
    )
    settings = []
    for lettered in _lettered(
        dialog,
        style,
        widest=widest,
        tallest=tallest,
        pen=room.ease,
        seed=seed_of(story, dialog),
        where=where,
    ):
        box = lettered.box.scaled(em)
        if box.width > room.space.width or box.height > room.space.height:
            continue
        cost = _shape_cost(lettered, style.vertical) + CROWDING * box.area / room.space.area
        outline = em * lettered.outline
        settings.append(
            Setting(lettered.text, lettered.body, outline, box, cost, em, em * room.ease, unit=em)
        )
    settings.sort(key=lambda setting: setting.cost)
    return tuple(settings[:MOST_SETTINGS])


@lru_cache(maxsize=128)
def _lettered(
    dialog: Dialog,
    style: TypeStyle,
    *,
    widest: float,
    tallest: float,
    pen: float,
    seed: int,
    where: Where,
) -> tuple[_Lettered, ...]:
    """A dialog, its style and the sides of its block → the ways to letter it; all in em, the pen's too.

    The same dialog is lettered at many type sizes until all of a page fits; most of them ask for the same.
    """
    wide = widest if style.vertical else min(widest, LONGEST_LINE)
    tall = min(tallest, LONGEST_COLUMN) if style.vertical else tallest
    texts = settings_of(dialog.text, style, where=where, widest=wide, tallest=tall)
    if not texts and (wide, tall) != (widest, tallest):  # a scream, an address: harder to read, but whole
        texts = settings_of(dialog.text, style, where=where, widest=widest, tallest=tallest)
    found = []
    for block in texts:
        body, outline = _balloon(dialog.kind, block.line_boxes, pen, seed, dialog.loud)
        (x1, y1), (x2, y2) = outline.min(axis=0), outline.max(axis=0)
        box = bounds([(float(x1), float(y1)), (float(x2), float(y2)), *block.ink.polygon])
        found.append(_Lettered(block, body, outline, box))
    return tuple(found)


@lru_cache(maxsize=512)
def _balloon(kind: str, lines: tuple[Box, ...], pen: float, seed: int, loud: float) -> tuple[Path, Floats]:
    """Kind, boxes of the lines, pen, seed and loudness → the balloon's path, and the same as points."""
    body = BALLOONS[kind].around(lines, pen, seed, loud)
    return body, flattened(body)


def _shape_cost(lettered: _Lettered, vertical: bool) -> float:
    """A text in its balloon → what its shape costs: ragged lines, phrases broken, a lens or a pole."""
    low, high = PLEASANT[vertical]
    text, aspect = lettered.text, lettered.box.width / lettered.box.height
    odd = max(
        (TOO_WIDE if vertical else TOO_TALL) * math.log(low / aspect), TOO_WIDE * math.log(aspect / high), 0.0
    )
    if len(text.lines) == 1 and max(text.width, text.height) <= SHORT:
        odd = 0.0  # a short word is best left whole, whatever its balloon looks like
    return text.badness + odd + BROKEN * len(text.broken)


def _sounds(dialog: Dialog, room: Room, story: Story, folder: FilePath, where: Where) -> tuple[Setting, ...]:
    """A sound → it at several sizes, the largest first."""
    ground = Ground(room.space, room.em, story, folder, where)
    return tuple(
        Setting(sound.text, None, np.zeros((0, 2)), sound.box, 0.5 * rank, sound.size, sound.size, sound)
        for rank, sound in enumerate(sounds_for(dialog, ground, seed_of(story, dialog)))
    )
