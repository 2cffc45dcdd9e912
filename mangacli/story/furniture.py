"""What stands on a page beside its panels' pictures and words: titles, page numbers, frames and fades."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from mangacli.story.dialog import Spot
from mangacli.story.frozen import Frozen, Side

Ink = Literal["white", "black"]
FrameLine = Literal["ruled", "tapered", "rough"]
Numbers = Literal["none", "visible", "hidden"]


def _yes_or_line(value: Any) -> str:
    """Which branch of `Panel.frame` a value is, so that its errors speak of that branch alone."""
    return "yes" if isinstance(value, bool) else "line"


Frame = Annotated[
    Annotated[bool, Tag("yes")] | Annotated[FrameLine, Tag("line")], Discriminator(_yes_or_line)
]
"""Whether a panel has a frame, or in which kind of line."""


class Fade(Frozen):
    """Sides on which a panel's art fades into the paper."""

    sides: tuple[Side, ...] = Field(min_length=1, description="Sides on which the art fades away.")
    depth: float = Field(
        0.3, gt=0, le=1, description="How far the fade reaches, as a share of the panel's shorter side."
    )


class Title(Frozen):
    """Lettering of a title page or a splash, over the art of one panel."""

    text: str = Field(min_length=1, max_length=200, description="The title. A newline is a forced break.")
    chapter: str = Field("", max_length=200, description="A small line before the title: Chapter 1.")
    subtitle: str = Field("", max_length=200, description="A small line after the title.")
    author: bool = Field(False, description="Whether the story's author is named below.")
    at: Spot | None = Field(None, description="Where in its panel; else where the art is free.")
    panel: int | None = Field(
        None, ge=1, le=100, description="Over which panel of the page, counted from 1; else the largest."
    )
    size: float | None = Field(None, ge=6, le=400, description="Type size in points; else what fits well.")
    vertical: bool | None = Field(None, description="In columns or lines; else as the story's dialogs.")
    ink: Ink | None = Field(None, description="Colour of its letters; else black, white on black pages.")


class Furniture(Frozen):
    """What every page of the story carries at its edges."""

    numbers: Numbers = Field(
        "none", description="Page numbers: visible at the foot, or hidden beside the spine."
    )
    running_title: bool = Field(False, description="Whether the story's title stands at the foot too.")
    first: int = Field(
        1, ge=1, le=99999, description="Number of the first page; an odd one lies as page 1 does."
    )
