"""How a sound is drawn: the wishes of an author, each left open where the tool shall choose by the words."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from mangacli.story.frozen import Frozen

SoundKind = Literal["plain", "impact", "rumble", "crack", "rush", "beat", "splash", "shake", "hush", "light"]
Outline = Literal["none", "single", "double"]
Ink = Literal["white", "black"]


class Sound(Frozen):
    """How a sound's letters are drawn; what is not given follows from its words and the seed."""

    kind: SoundKind | None = Field(
        None, description="What it sounds like: typeface, size and unrest follow from it; else by its words."
    )
    fill: Ink | None = Field(None, description="Colour of the letters; else by its kind, mostly black.")
    outline: Outline | None = Field(
        None, description="Lines around the letters: one in the other colour, and one more around it."
    )
    shadow: bool | None = Field(None, description="Whether the letters throw a solid shadow, like blocks.")
    turn: float | None = Field(None, ge=-90, le=90, description="Degrees that the whole is turned clockwise.")
    arc: float | None = Field(
        None, ge=-180, le=180, description="Degrees of a circle along which it bends: up, or to the right."
    )
    skew: float | None = Field(
        None, ge=-1, le=1, description="How far letters lean: a line to the right, a column's right side up."
    )
    jitter: float | None = Field(None, ge=0, le=1, description="Unrest of the letters, from 0 to 1.")
    growth: float | None = Field(
        None, ge=0.4, le=2.5, description="Size of the last letter beside the first: 1 is the same."
    )
    behind: bool = Field(False, description="Whether balloons may cover a little of it.")


NO_WISHES = Sound()
"""All is left to the tool."""
