"""A line or column with its glyphs in place, in em: what the setters hand to the typesetter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from mangacli.geometry import Box, bounds
from mangacli.lettering.shaping import ShapedGlyph

RUBY_SCALE = 0.5
"""Size of ruby and emphasis dots, as a share of the text's."""


@dataclass(frozen=True, slots=True)
class SetLine:
    """One line or column of a block: its text, its room, its glyphs and its ruby (set at RUBY_SCALE)."""

    text: str
    box: Box
    glyphs: tuple[ShapedGlyph, ...]
    ruby: tuple[ShapedGlyph, ...] = ()
    missing: str = ""

    def moved(self, dx: float, dy: float) -> SetLine:
        """The line shifted by (dx, dy)."""
        return replace(
            self,
            box=self.box.moved(dx, dy),
            glyphs=tuple(glyph.moved(dx, dy) for glyph in self.glyphs),
            ruby=tuple(glyph.moved(dx, dy) for glyph in self.ruby),
        )

    @property
    def ink(self) -> Box | None:
        """The box around all that is drawn; None where nothing is."""
        inks = [glyph.ink() for glyph in self.glyphs] + [glyph.ink(RUBY_SCALE) for glyph in self.ruby]
        return around(ink for ink in inks if ink is not None)


def around(boxes: Iterable[Box]) -> Box | None:
    """Boxes → the box around them all; None for none."""
    corners = [corner for box in boxes for corner in ((box.x1, box.y1), (box.x2, box.y2))]
    return bounds(corners) if corners else None
