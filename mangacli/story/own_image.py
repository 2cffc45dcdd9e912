"""A panel's own image: the author's picture in the place of drawn art, in its full form."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from mangacli.story.dialog import Spot
from mangacli.story.frozen import Fraction, Frozen

ImageFit = Literal["cover", "contain"]
_ACROSS, _DOWN = {"left": 0.0, "right": 1.0}, {"top": 0.0, "bottom": 1.0}


def _kind_of_place(value: Any) -> str:
    """Which branch of `OwnImage.at` a value is, so that its errors speak of that branch alone."""
    return "spot" if isinstance(value, str) else "point"


class OwnImage(Frozen):
    """The author's own picture of a panel; no artist draws it then."""

    file: str = Field(
        min_length=1, max_length=1000, description="An image file, relative to the story's folder."
    )
    fit: ImageFit = Field(
        "cover", description="cover: it fills the panel and is cropped; contain: all of it is seen, on paper."
    )
    at: Annotated[
        Annotated[Spot, Tag("spot")] | Annotated[tuple[Fraction, Fraction], Tag("point")],
        Discriminator(_kind_of_place),
    ] = Field(
        "center", description="What stays in view, or where it stands: top-left … bottom-right, or [x, y]."
    )

    @property
    def anchor(self) -> tuple[float, float]:
        """`at` as fractions from the left and from the top."""
        if not isinstance(self.at, str):
            return self.at
        words = self.at.split("-")
        return (
            next((_ACROSS[word] for word in words if word in _ACROSS), 0.5),
            next((_DOWN[word] for word in words if word in _DOWN), 0.5),
        )
