"""Broken cells → columns from right to left, or lines from the top: Japanese and Chinese, set.

In em, y down, anywhere; `typeset` moves the block to its corner. Columns all begin at the same height; lines
are centred on the block's middle.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mangacli.geometry import Box
from mangacli.lettering import ruby
from mangacli.lettering.cell_glyphs import column_glyphs, line_glyphs
from mangacli.lettering.cells import Cell
from mangacli.lettering.font_choice import missing_from
from mangacli.lettering.line_breaking import Lines, Piece, length
from mangacli.lettering.markup import MarkedText
from mangacli.lettering.set_line import SetLine
from mangacli.lettering.set_text import TypeStyle
from mangacli.lettering.shaping import ShapedGlyph, shape

_ABOVE, _BELOW = 0.86, 0.1
"""What a line of squares takes above and below its baseline, in em."""


def cell_block(
    marked: MarkedText, cells: Sequence[Cell], pieces: Sequence[Piece], style: TypeStyle, lines: Lines
) -> tuple[SetLine, ...]:
    """Text, its cells, their places, style and where the lines end → the lines or columns."""
    block: list[SetLine] = []
    pitch = _pitch(marked, style)
    start, at, before = 0, 0.0, 1.0
    for end in lines.ends:
        line = _line(marked, cells[start:end], pieces[start:end], style)
        largest = _largest(cells[start:end])
        if block and style.vertical:
            at += pitch + (before + largest - 2) / 2
        elif block:
            at += pitch + (largest - 1) * _ABOVE + (before - 1) * _BELOW
        block.append(line.moved(-at, 0) if style.vertical else line.moved(-line.box.width / 2, at))
        start, before = end, largest
    return tuple(block)


def _largest(cells: Sequence[Cell]) -> float:
    """The size of a line's largest cells; at least that of the text."""
    return max((1.0, *(cell.scale for cell in cells)))


def _pitch(marked: MarkedText, style: TypeStyle) -> float:
    """Distance of the lines in em: the leading, or more where readings or dots stand between them."""
    return max(style.leading, 1.0 + ruby.ROOM + 0.04) if marked.ruby or marked.dotted else style.leading


def _line(marked: MarkedText, cells: Sequence[Cell], pieces: Sequence[Piece], style: TypeStyle) -> SetLine:
    """The cells of one line → it, its first edge at 0 along the line, its middle or baseline at 0 across."""
    origin = pieces[0].begin + pieces[0].head
    extent = length(pieces, 0, len(pieces))
    glyphs: list[ShapedGlyph] = []
    aside: list[ShapedGlyph] = []
    for index, (cell, piece) in enumerate(zip(cells, pieces, strict=True)):
        make = column_glyphs if style.vertical else line_glyphs
        glyphs.extend(_along(make(cell, style.language), piece.begin - origin, style.vertical))
        if cell.dotted:
            aside.extend(ruby.dot_glyphs((piece.begin + piece.end) / 2 - origin, cell, style))
        if index + 1 < len(cells) and cells[index + 1].start > cell.stop:
            blank = shape(marked.text[cell.stop : cells[index + 1].start], cell.stack, style.language)
            glyphs.extend(_along(_at_one_place(blank.glyphs), piece.end - origin, style.vertical))
    for number in dict.fromkeys(cell.ruby for cell in cells if cell.ruby is not None):
        base = [piece for cell, piece in zip(cells, pieces, strict=True) if cell.ruby == number]
        under = [cell for cell in cells if cell.ruby == number]
        place = (base[0].begin - origin - under[0].before, base[-1].end - origin + under[-1].behind)
        scale = max(cell.scale for cell in under)
        aside.extend(ruby.reading_glyphs(marked.ruby[number].reading, place, extent, style, scale))
    room = ruby.ROOM if aside else 0.0
    half, above = _largest(cells) / 2, _largest(cells) * _ABOVE
    across = Box(-half, 0, half + room, extent) if style.vertical else Box(0, -above - room, extent, _BELOW)
    text = marked.text[pieces[0].start : pieces[-1].stop]
    return SetLine.around(text, across, glyphs, aside, _missing(marked, cells, style))


def _along(glyphs: Sequence[ShapedGlyph], place: float, vertical: bool) -> list[ShapedGlyph]:
    return [glyph.moved(0, place) if vertical else glyph.moved(place, 0) for glyph in glyphs]


def _at_one_place(glyphs: Sequence[ShapedGlyph]) -> list[ShapedGlyph]:
    """Blanks show nothing; they keep the text whole for who copies it."""
    return [replace(glyph, x=0.0, y=0.0) for glyph in glyphs]


def _missing(marked: MarkedText, cells: Sequence[Cell], style: TypeStyle) -> str:
    readings = "".join(
        marked.ruby[number].reading for number in {cell.ruby for cell in cells} if number is not None
    )
    return "".join(missing_from(cell.shown, cell.stack) for cell in cells) + missing_from(
        readings, style.stack
    )
