"""The ways in which a dialog can be lettered: one per line count, each with its balloon around it."""

from __future__ import annotations

import hashlib
import math
from pathlib import Path

import numpy as np

from mangacli.errors import Where
from mangacli.geometry import Box, bounds
from mangacli.lettering.balloons import BALLOONS
from mangacli.lettering.ovals import flattened
from mangacli.lettering.page_type import is_vertical, style_of
from mangacli.lettering.room import Room, Setting
from mangacli.lettering.set_text import SetText
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
BROKEN = 6.0
"""Cost of each phrase or word that is broken: any other setting that finds a place is better."""
LONGEST_LINE, LONGEST_COLUMN = 17.0, 12.5
"""Em beyond which a line or column is hard to read in a balloon."""


def seed_of(story: Story, dialog: Dialog) -> int:
    """A dialog → the number that decides its balloon's wobble, spikes and puffs, wherever it stands."""
    said = f"{story.seed}|{dialog.kind}|{dialog.speaker}|{dialog.text}"
    return int.from_bytes(hashlib.sha256(said.encode()).digest()[:6])


def settings_for(dialog: Dialog, room: Room, story: Story, folder: Path, where: Where) -> tuple[Setting, ...]:
    """A dialog and the room for it → the ways to letter it that could fit the panel, best shapes first."""
    if dialog.kind == "sfx":
        return _sounds(dialog, room, story, folder, where)
    shape = BALLOONS[dialog.kind]
    assert shape.outline is not None
    loudness = shape.loudness if room.ease == 1 else 1.0  # a crowded shout is no larger than the rest
    em = max(story.lettering.minimum, room.em * dialog.loud * loudness)
    vertical = is_vertical(dialog, story)
    style = style_of(dialog, shape.role, em, story, folder)
    widest, tallest = room.space.width - 1.2 * em * room.ease, room.space.height - 1.2 * em * room.ease
    wide, tall = widest, tallest
    if vertical:
        tall = min(tallest, LONGEST_COLUMN * em)
    else:
        wide = min(widest, LONGEST_LINE * em)
    texts = settings_of(dialog.text, style, where=where, widest=wide, tallest=tall)
    if not texts and (wide, tall) != (widest, tallest):  # a scream, an address: harder to read, but whole
        texts = settings_of(dialog.text, style, where=where, widest=widest, tallest=tallest)
    settings = []
    for text in texts:
        body = shape.outline(text.line_boxes, em * room.ease, seed_of(story, dialog))
        outline = flattened(body)
        (x1, y1), (x2, y2) = outline.min(axis=0), outline.max(axis=0)
        box = bounds([(float(x1), float(y1)), (float(x2), float(y2)), *text.ink.polygon])
        if box.width > room.space.width or box.height > room.space.height:
            continue
        settings.append(
            Setting(text, body, outline, box, _shape_cost(text, box, room, vertical, em), em, em * room.ease)
        )
    settings.sort(key=lambda setting: setting.cost)
    return tuple(settings[:MOST_SETTINGS])


def _shape_cost(text: SetText, box: Box, room: Room, vertical: bool, em: float) -> float:
    """A text in its balloon → what its shape costs: ragged lines, room taken, a lens or a pole."""
    low, high = PLEASANT[vertical]
    aspect = box.width / box.height
    odd = max(
        (TOO_WIDE if vertical else TOO_TALL) * math.log(low / aspect), TOO_WIDE * math.log(aspect / high), 0.0
    )
    if len(text.lines) == 1 and max(text.width, text.height) <= SHORT * em:
        odd = 0.0  # a short word is best left whole, whatever its balloon looks like
    return text.badness + 1.2 * box.area / room.space.area + odd + BROKEN * len(text.broken)


def _sounds(dialog: Dialog, room: Room, story: Story, folder: Path, where: Where) -> tuple[Setting, ...]:
    """A sound → it at several sizes, the largest first."""
    ground = Ground(room.space, room.em, story, folder, where)
    return tuple(
        Setting(sound.text, None, np.zeros((0, 2)), sound.box, 0.5 * rank, sound.size, sound.size, sound)
        for rank, sound in enumerate(sounds_for(dialog, ground, seed_of(story, dialog)))
    )
