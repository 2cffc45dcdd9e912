"""Broken text → lines one under the other, each centred on the block's middle.

In em, y down, the first baseline at 0; `typeset` moves the block to its corner.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mangacli.geometry import Box
from mangacli.lettering.latin_lines import HYPHEN, hyphen_behind, shape_stretch
from mangacli.lettering.line_breaking import Lines, Piece
from mangacli.lettering.markup import MarkedText
from mangacli.lettering.set_line import SetLine
from mangacli.lettering.set_text import TypeStyle

_CAPITALS, _DESCENDERS = 0.72, 0.2
"""What a line takes above and below its baseline at least: capitals, and the tails of small letters."""


_ABOVE, _BELOW = 0.85, 0.2
"""What letters larger than the text's add to the distance of the lines above and below them, in em."""


def latin_block(
    marked: MarkedText, pieces: Sequence[Piece], style: TypeStyle, lines: Lines
) -> tuple[SetLine, ...]:
    """Marked text, its pieces, style and where the lines end → the lines, centred about x = 0."""
    block: list[SetLine] = []
    start, baseline, before = 0, 0.0, 1.0
    for end in lines.ends:
        first, last = pieces[start], pieces[end - 1]
        largest = marked.largest(first.start, last.stop)
        if block:
            baseline += style.leading + (largest - 1) * _ABOVE + (before - 1) * _BELOW
        block.append(_latin_line(marked, first, last, style, baseline))
        start, before = end, largest
    return tuple(block)


def _latin_line(marked: MarkedText, first: Piece, last: Piece, style: TypeStyle, baseline: float) -> SetLine:
    shaped = shape_stretch(marked, first.start, last.stop, style)
    text, glyphs, width = marked.text[first.start : last.stop], list(shaped.glyphs), shaped.width
    if last.hyphen:
        hyphen = hyphen_behind(marked, last.stop, style)
        glyphs.extend(replace(glyph.moved(width, 0), text=HYPHEN) for glyph in hyphen.glyphs)
        text, width = text + HYPHEN, width + hyphen.width
    small = any(letter.islower() for letter in text)
    box = Box(0.0, -_CAPITALS, width, _DESCENDERS if small else 0.02)
    return SetLine.around(text, box, glyphs, (), shaped.missing).moved(-width / 2, baseline)
