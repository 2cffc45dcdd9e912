"""A line or column with its glyphs in place, in em: what the setters hand to the typesetter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mangacli.geometry import Box
from mangacli.lettering.shaping import ShapedGlyph

RUBY_SCALE = 0.5
"""Size of ruby and emphasis dots, as a share of the text's."""


@dataclass(frozen=True, slots=True)
class SetLine:
    """One line or column of a block: its text, its room, its glyphs, its ruby (set at RUBY_SCALE), its ink.

    `ink` bounds what is drawn, None where nothing is; `missing` are the characters that no font has.
    """

    text: str
    box: Box
    glyphs: tuple[ShapedGlyph, ...]
    ruby: tuple[ShapedGlyph, ...]
    ink: Box | None
    missing: str

    @classmethod
    def around(
        cls,
        text: str,
        room: Box,
        glyphs: Sequence[ShapedGlyph],
        ruby: Sequence[ShapedGlyph] = (),
        missing: str = "",
    ) -> SetLine:
        """Glyphs in place, and the room a line takes in any case → the line, grown where ink is outside."""
        inks = [glyph.ink() for glyph in glyphs] + [glyph.ink(RUBY_SCALE) for glyph in ruby]
        ink = union(box for box in inks if box is not None)
        box = union((room, ink)) if ink else room
        return cls(text, box or room, tuple(glyphs), tuple(ruby), ink, missing)

    def moved(self, dx: float, dy: float) -> SetLine:
        """The line shifted by (dx, dy)."""
        return SetLine(
            self.text,
            self.box.moved(dx, dy),
            tuple(glyph.moved(dx, dy) for glyph in self.glyphs),
            tuple(glyph.moved(dx, dy) for glyph in self.ruby),
            self.ink.moved(dx, dy) if self.ink else None,
            self.missing,
        )


def union(boxes: Iterable[Box]) -> Box | None:
    """Boxes → the box around them all; None for none."""
    whole: Box | None = None
    for box in boxes:
        whole = box if whole is None else Box(
            min(whole.x1, box.x1), min(whole.y1, box.y1), max(whole.x2, box.x2), max(whole.y2, box.y2)
        )  # fmt: skip
    return whole
