"""A sound and the room for it → the ways to letter it: one look at several sizes, with its gloss."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from mangacli.errors import Where
from mangacli.geometry import Box
from mangacli.lettering.page_type import is_vertical, style_of
from mangacli.lettering.set_line import union
from mangacli.lettering.set_text import SetText
from mangacli.lettering.sounds.arrange import WILDEST_SCALE, Arranged, arranged
from mangacli.lettering.sounds.gloss import Gloss, Limits, gloss_size, language_of, placed_gloss, set_gloss
from mangacli.lettering.sounds.layers import reach
from mangacli.lettering.sounds.look import Look, look_of
from mangacli.lettering.typeset import set_sfx
from mangacli.story.models import Dialog, Story

QUIETEST, LOUDEST = 1.8, 4.6
"""Size of a sound's letters beside the page's type."""
LARGEST_IN_BOX = 20.0
"""The same, where the author gives a box to fill."""
SIZES = 7
"""So many sizes of a sound are tried."""
SPAN = 0.5
"""Share of the panel that a sound's line or column wants to measure."""


@dataclass(frozen=True, slots=True)
class SetSound:
    """A sound, set at one size, all in points from its letters' corner.

    `letters` are the boxes around each letter with its outlines and shadow; `box` bounds all that is drawn,
    the gloss too; `ink` letters and gloss alone.
    """

    text: SetText
    look: Look
    size: float
    letters: tuple[Box, ...]
    box: Box
    gloss: Gloss | None = None

    @property
    def ink(self) -> Box:
        whole = union([self.text.ink, *([self.gloss.box] if self.gloss else [])])
        assert whole is not None
        return whole


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a sound is set: the room for it, the page's type size, the story with its folder, its path."""

    space: Box
    em: float
    story: Story
    folder: Path
    where: Where


def sounds_for(dialog: Dialog, ground: Ground, seed: int) -> Iterator[SetSound]:
    """A sound, where it is set and its seed → it at the sizes that fit, the largest first.

    A sound without ink, and one whose gloss is too wide for the room, has none.
    """
    vertical = is_vertical(dialog, ground.story)
    look = look_of(dialog.text, dialog.sound, vertical, seed)
    style = style_of(dialog, look.role, 1.0, ground.story, ground.folder)
    sound = arranged(set_sfx(dialog.text, style, where=ground.where), vertical, look, seed)
    if not sound.letters:
        return
    gloss: SetText | None = None
    if any(sign.isprintable() and not sign.isspace() for sign in dialog.gloss):
        path = (*ground.where[:-1], "gloss")
        limits = Limits(ground.em, ground.space.width)
        gloss = set_gloss(dialog.gloss, ground.story, ground.folder, path, limits)
        if gloss is None:
            return
    for size in sizes_of_sound(sound.text, look, dialog, ground):
        found = _at_size(sound, look, size)
        if gloss is not None:
            found = _with_gloss(found, gloss, language_of(dialog.gloss, ground.story), ground)
        if found.box.width <= ground.space.width and found.box.height <= ground.space.height:
            yield found


def _at_size(sound: Arranged, look: Look, size: float) -> SetSound:
    """A sound of size 1 → it at one size, without a gloss."""
    text = enlarged(sound.text, size)
    left, top, right, bottom = reach(look, size)
    letters = tuple(
        Box(box.x1 * size - left, box.y1 * size - top, box.x2 * size + right, box.y2 * size + bottom)
        for box in sound.letters
    )
    box = union(letters)
    assert box is not None
    return SetSound(text, look, size, letters, box)


def _with_gloss(sound: SetSound, text: SetText, language: str, ground: Ground) -> SetSound:
    """A sound and its gloss, set → both together."""
    gloss = placed_gloss(text, sound.letters, gloss_size(ground.em, ground.story), language)
    box = union([sound.box, gloss.box])
    assert box is not None
    findings = (*sound.text.findings, *text.findings)
    return replace(sound, text=replace(sound.text, findings=findings), gloss=gloss, box=box)


def sizes_of_sound(text: SetText, look: Look, dialog: Dialog, ground: Ground) -> list[float]:
    """A sound set at size 1, its look and where it is set → the type sizes to try in points, largest first.

    It wants to span a good part of the panel, but no more than `LOUDEST` times the page's type, and a loud
    one more than that; in a box of the author's it wants to fill the box. The smallest of its letters stays
    at the story's minimum or above.
    """
    space, em = ground.space, ground.em
    if dialog.box is not None:
        fit = min(space.width / max(text.width, 1e-6), space.height / max(text.height, 1e-6))
        wished = min(LARGEST_IN_BOX * em, fit)
    else:
        upright = is_vertical(dialog, ground.story)
        span, length = (text.height, space.height) if upright else (text.width, space.width)
        natural = SPAN * length / max(span, 1e-6)
        wished = min(LOUDEST * em, max(QUIETEST * em, natural)) * dialog.loud * look.size
    least = min(1.0, look.growth) * (1 - WILDEST_SCALE * look.jitter)
    smallest = ground.story.lettering.minimum / least
    return [float(number) for number in np.geomspace(max(wished, smallest), smallest, SIZES)]


def enlarged(text: SetText, factor: float) -> SetText:
    """A set text → the same, `factor` times as large about its block's corner."""

    def grown(box: Box) -> Box:
        return Box(box.x1 * factor, box.y1 * factor, box.x2 * factor, box.y2 * factor)

    return replace(
        text,
        runs=tuple(
            replace(
                run,
                size=run.size * factor,
                glyphs=tuple(replace(g, x=g.x * factor, y=g.y * factor) for g in run.glyphs),
            )
            for run in text.runs
        ),
        line_boxes=tuple(grown(box) for box in text.line_boxes),
        ink=grown(text.ink),
        width=text.width * factor,
        height=text.height * factor,
    )
