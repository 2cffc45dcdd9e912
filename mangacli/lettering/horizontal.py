"""Broken text → lines one under the other, each centred on the block's middle.

In em, y down, the first baseline at 0; `typeset` moves the block to its corner.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mangacli.geometry import Box
from mangacli.lettering.latin_lines import HYPHEN, shape_stretch
from mangacli.lettering.line_breaking import Lines, Piece
from mangacli.lettering.markup import MarkedText
from mangacli.lettering.set_line import SetLine
from mangacli.lettering.set_text import TypeStyle
from mangacli.lettering.shaping import shape

_CAPITALS, _DESCENDERS = 0.72, 0.2
"""What a line takes above and below its baseline at least: capitals, and the tails of small letters."""


def latin_block(
    marked: MarkedText, pieces: Sequence[Piece], style: TypeStyle, lines: Lines
) -> tuple[SetLine, ...]:
    """Marked text, its pieces, style and where the lines end → the lines, centred about x = 0."""
    block = []
    start = 0
    for row, end in enumerate(lines.ends):
        block.append(_latin_line(marked, pieces[start], pieces[end - 1], style).moved(0, row * style.leading))
        start = end
    return tuple(block)


def _latin_line(marked: MarkedText, first: Piece, last: Piece, style: TypeStyle) -> SetLine:
    shaped = shape_stretch(marked, first.start, last.stop, style)
    text, glyphs, width = marked.text[first.start : last.stop], list(shaped.glyphs), shaped.width
    if last.hyphen:
        hyphen = shape("-", style.stack, style.language)
        glyphs.extend(replace(glyph.moved(width, 0), text=HYPHEN) for glyph in hyphen.glyphs)
        text, width = text + HYPHEN, width + hyphen.width
    small = any(letter.islower() for letter in text)
    box = Box(0.0, -_CAPITALS, width, _DESCENDERS if small else 0.02)
    return SetLine.around(text, box, glyphs, (), shaped.missing).moved(-width / 2, 0)
