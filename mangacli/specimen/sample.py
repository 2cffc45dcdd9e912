"""What a specimen is made of: labelled panels, and the sheets that they stand on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Panel = dict[str, Any]
"""A panel as an author writes it."""
SPEAKER = "hana"
OTHER = "ren"


@dataclass(frozen=True, slots=True)
class Sample:
    """One panel of a sheet: its label, the panel as it is written, and what it is lettered in.

    `language` and `font` are those that a story of its own would have.
    """

    label: str
    panel: Panel
    language: str = "en"
    font: str | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: its heading, at most so many samples in a tier, the samples, the colour of its paper."""

    heading: str
    columns: int
    samples: tuple[Sample, ...]
    ink: str = "white"

    @property
    def tiers(self) -> tuple[int, ...]:
        """How many samples stand in each tier: as even as can be, the fuller tiers first."""
        count = -(-len(self.samples) // self.columns)
        least, more = divmod(len(self.samples), count)
        return (least + 1,) * more + (least,) * (count - more)
