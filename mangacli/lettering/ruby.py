"""Readings (ruby) and emphasis dots beside the characters that they belong to.

Both are set at half the size, right of a column or above a line. A reading is centred on its base; one that
is shorter spreads over it with half a space at its ends (JLREQ 3.3.6), one that is longer reaches over its
neighbours, but not beyond the ends of the line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mangacli.lettering.cell_glyphs import column_glyphs, line_glyphs
from mangacli.lettering.cells import Cell, reading_cells
from mangacli.lettering.font_choice import font_for
from mangacli.lettering.set_line import RUBY_SCALE
from mangacli.lettering.set_text import TypeStyle
from mangacli.lettering.shaping import ShapedGlyph, shape

COLUMN_OFFSET = 0.5 + RUBY_SCALE / 2 + 0.02
"""From the middle of a column to the middle of its ruby, in em."""
LINE_OFFSET = -0.95
"""From the baseline of a line to the baseline of its ruby, in em."""
ROOM = RUBY_SCALE + 0.04
"""What ruby or dots add to the thickness of a line or column, in em."""
_DOTS_IN_COLUMNS, _DOTS_IN_LINES = "﹅•・", "•・﹅"


def reading_glyphs(
    reading: str, base: tuple[float, float], line_length: float, style: TypeStyle, scale: float = 1.0
) -> list[ShapedGlyph]:
    """A reading, where its base begins and ends on a line of some length, the base's size → its glyphs.

    Positions are those of the text (not halved); the glyphs are to be drawn at RUBY_SCALE.
    """
    cells = reading_cells(reading, style)
    length = sum(cell.advance for cell in cells) * RUBY_SCALE
    begin, end = base
    space = max(0.0, end - begin - length) / len(cells) if cells else 0.0
    spread = length + space * (len(cells) - 1)
    at = (begin + end - spread) / 2
    at = max(0.0, min(at, line_length - spread)) if spread <= line_length else (line_length - spread) / 2
    glyphs: list[ShapedGlyph] = []
    for cell in cells:
        for glyph in _cell_glyphs(cell, style):
            x, y = glyph.x * RUBY_SCALE, glyph.y * RUBY_SCALE
            glyphs.append(
                replace(glyph, x=x + _column_offset(scale), y=y + at)
                if style.vertical
                else replace(glyph, x=x + at, y=y + _line_offset(scale))
            )
        at += cell.advance * RUBY_SCALE + space
    return glyphs


def dot_glyphs(middle: float, cell: Cell, style: TypeStyle) -> list[ShapedGlyph]:
    """Where the middle of a character lies along the line → the emphasis dot beside it."""
    if not cell.shown[0].isalnum():
        return []
    marks = _DOTS_IN_COLUMNS if style.vertical else _DOTS_IN_LINES
    mark = next((mark for mark in marks if font_for(mark, style.stack)[0]), marks[0])
    glyph = shape(mark, style.stack, style.language).glyphs[0]
    ink = replace(glyph, x=0.0, y=0.0).ink(RUBY_SCALE)
    if ink is None:
        return []
    x, y = _column_offset(cell.scale), middle
    if not style.vertical:
        x, y = middle, _line_offset(cell.scale) - 0.12
    return [replace(glyph, x=x - ink.center[0], y=y - ink.center[1], text="")]


def _column_offset(scale: float) -> float:
    """The size of a base → the distance of its reading's middle from its own, in a column."""
    return COLUMN_OFFSET + (scale - 1) / 2


def _line_offset(scale: float) -> float:
    """The size of a base → where the baseline of its reading lies on a line."""
    return LINE_OFFSET - (scale - 1) * 0.8


def _cell_glyphs(cell: Cell, style: TypeStyle) -> Sequence[ShapedGlyph]:
    return (column_glyphs if style.vertical else line_glyphs)(cell, style.language)
