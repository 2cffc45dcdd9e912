"""A cell → its glyphs, in a column or on a line.

In a column the origin is the middle of the cell's top edge, on a line the baseline at its left edge; in em,
y down. The fonts' own vertical metrics are not asked: they disagree. A square is centred by its ideographs.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from mangacli.fonts.face import face
from mangacli.fonts.library import script_of
from mangacli.geometry import Matrix, compose, rotation
from mangacli.lettering.cells import Cell
from mangacli.lettering.font_choice import font_for
from mangacli.lettering.kinsoku import CENTRED, CLOSING, OPENING
from mangacli.lettering.shaping import ShapedGlyph, ShapedText, shape, slanted, vertical_form

_QUARTER_TURN = rotation(90)
_SQUARE_MIDDLE = -0.38
"""Where the middle of a square lies from the baseline in most fonts: 0.12 em of it hang below."""
_SQUARE = 0.98
"""What figures side by side in one square may take of its width."""
_TURNED = frozenset(
    "ー～〜゠…‥—―─–-‐「」『』（）［］｛｝〈〉《》【】〔〕〖〗〘〙＝：；｜＿￣−←↑→↓⇒⇐⇔=~<>|‖〰"
)
"""Characters that UTR #50 turns in columns, by a form of the font's or by a quarter turn."""
_CORNER = (0.28, 0.22)
_PLACED = {**dict.fromkeys("、。，．", _CORNER), "〝": (0.24, 0.74), "〟": (-0.24, 0.26)}
"""Where the middle of these lies in the square of a column, in a font without forms for them."""
_BRACKET_AIR = 0.06
_SMALL_KANA = frozenset("ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ")
_SMALL_KANA_SHIFT = 0.1
"""Em to the right and up that small kana stand in columns, where the font has no form of its own."""


def column_glyphs(cell: Cell, language: str) -> tuple[ShapedGlyph, ...]:
    """A cell of a column → its glyphs."""
    if cell.scale != 1.0:
        return _scaled(column_glyphs(_of_size_one(cell), language), cell.scale)
    if cell.kind == "word":
        glyphs = _sideways(_shaped(cell, language))
    elif cell.kind == "tate-chu-yoko":
        glyphs = _side_by_side(_shaped(cell, language))
    else:
        glyphs = _upright(cell, language)
    top = (cell.advance - cell.natural) / 2
    if cell.kind == "dash":
        glyphs = [_stretched(glyph, cell.natural, True) for glyph in glyphs]
    return tuple(glyph.moved(0, top) for glyph in _telling(glyphs, cell))


def line_glyphs(cell: Cell, language: str) -> tuple[ShapedGlyph, ...]:
    """A cell of a line → its glyphs."""
    if cell.scale != 1.0:
        return _scaled(line_glyphs(_of_size_one(cell), language), cell.scale)
    shaped = _shaped(cell, language)
    glyphs: Sequence[ShapedGlyph] = shaped.glyphs
    if _is_centred(cell, language):
        middle = square_middle(glyphs[0].face) or _SQUARE_MIDDLE
        glyphs = [_centred(glyph, shaped.width / 2, middle) for glyph in glyphs]
    left = (cell.advance - shaped.width) / 2
    if cell.kind == "dash":
        left = (cell.advance - cell.natural) / 2
        glyphs = [_stretched(glyph, cell.natural, False) for glyph in glyphs]
    return tuple(glyph.moved(left, 0) for glyph in _telling(glyphs, cell))


@lru_cache(maxsize=64)
def square_middle(key: str) -> float | None:
    """A font → where its squares' middle lies from the baseline (negative: above); None: no ideographs."""
    font = face(key)
    for ideograph in "国田口가":
        if font.has(ideograph) and (ink := font.ink(font.hb_font.get_nominal_glyph(ord(ideograph)))):
            return float(ink.center[1])
    return None


@lru_cache(maxsize=64)
def capitals_middle(key: str) -> float:
    """A font → where its capitals' middle lies from the baseline (negative: above)."""
    font = face(key)
    ink = font.ink(font.hb_font.get_nominal_glyph(ord("H"))) if font.has("H") else None
    return ink.center[1] if ink else -0.36


def _of_size_one(cell: Cell) -> Cell:
    """A cell of a louder or softer run → the same at the size of the text."""
    return replace(cell, scale=1.0, natural=cell.natural / cell.scale, advance=cell.advance / cell.scale)


def _scaled(glyphs: Sequence[ShapedGlyph], factor: float) -> tuple[ShapedGlyph, ...]:
    return tuple(glyph.scaled(factor) for glyph in glyphs)


def _shaped(cell: Cell, language: str) -> ShapedText:
    shaped = shape(cell.shown, cell.stack, language)
    return slanted(shaped) if cell.slanted else shaped


def _sideways(shaped: ShapedText) -> list[ShapedGlyph]:
    """A word turned clockwise: its line runs down the column, the middle of its capitals on the column's."""
    return [
        replace(
            glyph,
            x=capitals_middle(glyph.face) - glyph.y,
            y=glyph.x,
            matrix=compose(glyph.matrix, _QUARTER_TURN),
        )
        for glyph in shaped.glyphs
    ]


def _side_by_side(shaped: ShapedText) -> list[ShapedGlyph]:
    """A few figures or marks in one square, squeezed where they are wider than it."""
    squeeze = min(1.0, _SQUARE / shaped.width)
    narrow: Matrix = (squeeze, 0.0, 0.0, 1.0, 0.0, 0.0)
    left = -shaped.width * squeeze / 2
    return [
        replace(
            glyph,
            x=left + glyph.x * squeeze,
            y=0.5 - capitals_middle(glyph.face) + glyph.y,
            matrix=compose(glyph.matrix, narrow),
        )
        for glyph in shaped.glyphs
    ]


def _upright(cell: Cell, language: str) -> list[ShapedGlyph]:
    """One character in its square."""
    key, shown = font_for(cell.shown, cell.stack)
    if not key or len(shown) != 1:
        shaped = shape(cell.shown, cell.stack, language)
        raised = square_middle(shaped.glyphs[0].face) or _SQUARE_MIDDLE
        return [glyph.moved(-shaped.width / 2, 0.5 - raised) for glyph in shaped.glyphs]
    glyph_id, has_form = vertical_form(shown, key)
    middle = square_middle(key)
    advance = face(key).advance(glyph_id)
    glyph = ShapedGlyph(key, glyph_id, -advance / 2, 0.5 - (middle or _SQUARE_MIDDLE), cell.text)
    if _is_centred(cell, language):
        glyph = _centred(glyph, 0.0, 0.5)
    elif not has_form and shown in _PLACED:
        glyph = _centred(glyph, *_PLACED[shown])
    elif not has_form and shown in _TURNED:
        glyph = _turned(glyph, shown)
    elif not has_form and shown in _SMALL_KANA:
        glyph = glyph.moved(_SMALL_KANA_SHIFT, -_SMALL_KANA_SHIFT)
    elif unicodedata.category(shown)[0] in "LN" and unicodedata.east_asian_width(shown) not in "WFH":
        glyph = replace(glyph, y=0.5 - capitals_middle(key))
    elif middle is None:
        glyph = _centred(glyph, 0.0, 0.5)
    elif shown in "！？" and (ink := glyph.ink()):
        glyph = glyph.moved(-ink.center[0], 0)  # Chinese fonts put them to the left, for lines
    return [_inside(glyph)]


def _turned(glyph: ShapedGlyph, shown: str) -> ShapedGlyph:
    """A glyph turned clockwise in its square; brackets lie in the half beside what they enclose."""
    turned = _centred(replace(glyph, matrix=_QUARTER_TURN), 0.0, 0.5)
    ink = turned.ink()
    if ink and shown in OPENING:
        return turned.moved(0, 1.0 - _BRACKET_AIR - ink.y2)
    if ink and shown in CLOSING:
        return turned.moved(0, _BRACKET_AIR - ink.y1)
    return turned


def _is_centred(cell: Cell, language: str) -> bool:
    """Whether a cell is a mark that stands in the middle of its square: in traditional Chinese."""
    return cell.kind == "upright" and cell.shown in CENTRED and script_of(language) == "zh-hant"


def _inside(glyph: ShapedGlyph) -> ShapedGlyph:
    """The glyph, moved into its square where a font has put it beside: some do with their vertical forms."""
    ink = glyph.ink()
    if ink is None or ink.width > 1.0 or ink.height > 1.0:
        return glyph
    dx = max(0.0, -0.5 - ink.x1) - max(0.0, ink.x2 - 0.5)
    dy = max(0.0, -ink.y1) - max(0.0, ink.y2 - 1.0)
    return glyph.moved(dx, dy)


def _centred(glyph: ShapedGlyph, x: float, y: float) -> ShapedGlyph:
    """The glyph with the middle of its ink at (x, y)."""
    ink = glyph.ink()
    return glyph.moved(x - ink.center[0], y - ink.center[1]) if ink else glyph


def _stretched(glyph: ShapedGlyph, length: float, vertical: bool) -> ShapedGlyph:
    """A dash, drawn out to the ends of its squares."""
    ink = glyph.ink()
    if ink is None:
        return glyph
    factor = length / (ink.height if vertical else ink.width)
    stretch: Matrix = (1.0, 0.0, 0.0, factor, 0.0, 0.0) if vertical else (factor, 0.0, 0.0, 1.0, 0.0, 0.0)
    longer = replace(glyph, matrix=compose(glyph.matrix, stretch))
    return _centred(longer, 0.0, length / 2) if vertical else _centred(longer, length / 2, ink.center[1])


def _telling(glyphs: Sequence[ShapedGlyph], cell: Cell) -> tuple[ShapedGlyph, ...]:
    """The glyphs with the text as it was written, where other characters are shown."""
    if cell.shown == cell.text:
        return tuple(glyphs)
    first, *rest = glyphs
    return (replace(first, text=cell.text), *(replace(glyph, text="") for glyph in rest))
