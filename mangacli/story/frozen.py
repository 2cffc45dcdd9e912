"""What all parts of the storyboard's model share: the frozen base, and values that several of them use."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Side = Literal["top", "right", "bottom", "left"]
Fraction = Annotated[float, Field(ge=0, le=1)]
FractionBox = tuple[Fraction, Fraction, Fraction, Fraction]
"""x1, y1, x2, y2 as fractions of the panel's bounding box; x1 < x2 and y1 < y2 (checked in story/check)."""


class Frozen(BaseModel):
    """What every part of the storyboard shares: no unknown keys, no change after reading."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
