"""The values of typesetting: how a text is to be set, and what it looks like once it is set."""

from __future__ import annotations

from dataclasses import dataclass, replace

from mangacli.drawing import GlyphRun
from mangacli.errors import Finding
from mangacli.geometry import Box
from mangacli.story.models import Dash, Dots


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """How a text is set. `size` is the em in points, `leading` the distance of lines or columns in em.

    `stack` are the keys of fonts to set in, the first first; `emphasis_stack` those of emphasised words (the
    same: they are slanted instead). `vertical` sets columns from right to left. `capitals`, `dots` and `dash`
    are the comic conventions of the story's `lettering`.
    """

    size: float
    stack: tuple[str, ...]
    emphasis_stack: tuple[str, ...]
    language: str
    vertical: bool
    leading: float
    capitals: bool = False
    dots: Dots = "keep"
    dash: Dash = "keep"


@dataclass(frozen=True, slots=True)
class SetText:
    """A text, set. All in points from the top-left corner of the block, y down.

    `lines` are the texts of the lines or columns in reading order (a hyphen of ours at a line's end is
    U+00AD), `line_boxes` the room that each takes, `width` and `height` those of all together; `ink` bounds
    what is drawn. `said` is the whole text without its markup. `badness` (0 and up) says how far the lines
    are from a well-shaped block; it compares settings of the same text. `broken` are the phrases and words
    that go on in the next line or column, where a reader would stumble.
    """

    lines: tuple[str, ...]
    line_boxes: tuple[Box, ...]
    width: float
    height: float
    runs: tuple[GlyphRun, ...]
    ink: Box
    said: str
    findings: tuple[Finding, ...]
    badness: float
    broken: tuple[str, ...] = ()

    def moved(self, dx: float, dy: float) -> tuple[GlyphRun, ...]:
        """The runs with the block's top-left corner at (dx, dy)."""
        return tuple(
            replace(
                run,
                glyphs=tuple(replace(glyph, x=glyph.x + dx, y=glyph.y + dy) for glyph in run.glyphs),
            )
            for run in self.runs
        )

    def scaled(self, factor: float) -> SetText:
        """The same, `factor` times as large about the block's corner."""
        return replace(
            self,
            line_boxes=tuple(box.scaled(factor) for box in self.line_boxes),
            width=self.width * factor,
            height=self.height * factor,
            runs=tuple(
                replace(
                    run,
                    size=run.size * factor,
                    glyphs=tuple(replace(g, x=g.x * factor, y=g.y * factor) for g in run.glyphs),
                )
                for run in self.runs
            ),
            ink=self.ink.scaled(factor),
        )
