"""A gloss (the small reading of a sound) and the sound's letters → where it stands beside them.

It is set upright in the type of captions, never below the story's minimum, under the sound or at its side,
where sound and gloss together take the least room.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mangacli.drawing import GlyphRun
from mangacli.errors import Where
from mangacli.fonts.library import stack
from mangacli.geometry import Box, Point
from mangacli.lettering.page_type import leading_of
from mangacli.lettering.set_line import union
from mangacli.lettering.set_text import SetText, TypeStyle
from mangacli.lettering.typeset import settings_of
from mangacli.story.models import Story

SIZE = 0.74
"""Of the page's type."""
HALO = 0.21
"""Em of white around a gloss's letters."""
GAP = 0.35
"""Em of the gloss between it and the sound's letters and outlines."""
LONGEST = 11.0
"""Em of a gloss's line, where the sound is shorter."""
LATIN = "und-Latn"
"""The language of a gloss in Latin letters: whether it is a reading or a translation, nobody says."""
AT_THE_SIDE = 1.25
"""Factor by which a place at the side must take less room than one below."""
_STOPS = (0.5, 0.3, 0.7, 0.0, 1.0)
"""Where a gloss is tried along a sound's side, as shares of the free way."""


@dataclass(frozen=True, slots=True)
class Gloss:
    """A gloss in place: its letters, the box around them with their halo, its type size, what it says."""

    runs: tuple[GlyphRun, ...]
    box: Box
    size: float
    said: str
    language: str


@dataclass(frozen=True, slots=True)
class Limits:
    """What a gloss is set by: the page's type size and the width of the room."""

    em: float
    width: float


def language_of(words: str, story: Story) -> str:
    """A gloss's words and the story → the language whose fonts set it: Latin letters are a reading."""
    latin = all(character < "\u0250" for character in words)
    return LATIN if latin else story.language


def set_gloss(words: str, story: Story, folder: Path, where: Where, limits: Limits) -> SetText | None:
    """A gloss → it in as few lines as can be; None where even all of the room is too narrow.

    `where` is its path in the story, `limits` the page's type size and the room's width.
    """
    size = gloss_size(limits.em, story)
    language = language_of(words, story)
    fonts = stack("en" if language == LATIN else language, "caption", story.lettering.font, folder)
    style = TypeStyle(size, fonts, fonts, language, False, leading_of(language, False))
    space = limits.width - 2 * HALO * size
    for wide in (min(space, LONGEST * size), space):
        settings = settings_of(words, style, where=where, widest=wide, tallest=limits.width)
        if settings:
            return settings[0]
    return None


def gloss_size(em: float, story: Story) -> float:
    """The page's type size and the story → the type size of a gloss in points."""
    return max(story.lettering.minimum, SIZE * em)


def placed_gloss(text: SetText, letters: Sequence[Box], size: float, language: str) -> Gloss:
    """A set gloss, the boxes of a sound's letters with their outlines, its size → it in place.

    Of the places under the sound and at its sides it takes that where both together take the least room.
    """
    whole = union(letters)
    halo = HALO * size
    around = text.ink.inset(-halo)
    gap = GAP * size - halo

    def room(place: Point, dearer: float) -> float:
        box = Box(*place, place[0] + around.width, place[1] + around.height)
        both = union([box, whole] if whole else [box])
        return round(both.area * dearer, 6) if both else 0.0

    places = [(room(p, 1.0), p) for p in _under(around.width, letters, gap)]
    places += [(room(p, AT_THE_SIDE), p) for p in _beside(around.width, around.height, letters, gap)]
    _, (x, y) = min(places, key=lambda place: place[0])  # the first of equals
    runs = text.moved(x - around.x1, y - around.y1)
    return Gloss(runs, Box(x, y, x + around.width, y + around.height), size, text.said, language)


def moved(gloss: Gloss, dx: float, dy: float) -> Gloss:
    """A gloss shifted by (dx, dy)."""
    runs = tuple(
        replace(run, glyphs=tuple(replace(g, x=g.x + dx, y=g.y + dy) for g in run.glyphs))
        for run in gloss.runs
    )
    return replace(gloss, runs=runs, box=gloss.box.moved(dx, dy))


def _under(width: float, letters: Sequence[Box], gap: float) -> Iterator[Point]:
    """A gloss's width and the boxes that it must clear → corners right under them."""
    whole = union(letters)
    if whole is None:
        yield 0.0, 0.0
        return
    for stop in _STOPS:
        x = whole.x1 + stop * (whole.width - width)
        above = [box.y2 for box in letters if box.x1 < x + width + gap and box.x2 > x - gap]
        yield x, max(above, default=whole.y1) + gap


def _beside(width: float, height: float, letters: Sequence[Box], gap: float) -> Iterator[Point]:
    """A gloss's size and the boxes that it must clear → corners at their right and left, far down."""
    whole = union(letters)
    if whole is None:
        return
    for stop in (1.0, 0.7):
        y = whole.y1 + stop * (whole.height - height)
        near = [box for box in letters if box.y1 < y + height + gap and box.y2 > y - gap]
        yield max((box.x2 for box in near), default=whole.x1) + gap, y
        yield min((box.x1 for box in near), default=whole.x2) - gap - width, y
