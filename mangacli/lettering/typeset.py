"""A text and a style → the ways to set it: one for each number of lines or columns, each broken at its best.

Everything is worked out in em and becomes points at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from math import inf, log, sqrt

from mangacli.drawing import Glyph, GlyphRun
from mangacli.errors import Where
from mangacli.fonts.library import script_of
from mangacli.geometry import Box, Point
from mangacli.lettering.cell_lines import cell_block
from mangacli.lettering.cells import cells_of
from mangacli.lettering.conventions import conventional
from mangacli.lettering.font_choice import missing_glyph_findings
from mangacli.lettering.horizontal import latin_block
from mangacli.lettering.japanese_lines import columns, japanese_pieces
from mangacli.lettering.latin_lines import diamond, latin_pieces
from mangacli.lettering.line_breaking import (
    NEVER,
    Lines,
    Piece,
    break_lines,
    broken_phrases,
    fewest_lines,
    filled_lines,
)
from mangacli.lettering.markup import MarkedText, read_markup
from mangacli.lettering.set_line import RUBY_SCALE, SetLine, union
from mangacli.lettering.set_text import SetText, TypeStyle
from mangacli.lettering.shaping import ShapedGlyph

_WITHOUT_SPACES = ("ja", "zh-hans", "zh-hant")
"""Scripts whose lines are made of cells, broken between phrases."""
_TOO_MANY_TO_SHAPE = 400
"""Texts of more pieces are no balloon's: their lines are filled one after the other."""
_THINNEST = 0.7
"""Depth of a single line in em, at the least."""
_SLACK = 1e-6
"""Points: lengths are sums of rounded advances."""
MOST_SETTINGS = 10
"""So many line counts are tried for a text: those that come nearest to a well-proportioned block."""
_LINE_ASPECT = 1.7
"""Width by height that a block of lines should have; a balloon's words are wider than tall."""
_COLUMN_ASPECT = 1.5
"""The same for columns, height by width."""
_EVENNESS = 0.9
"""Mean length of a block's lines, as a share of the longest."""
_ODDEST = log(4.5)
"""Blocks farther from that aspect than by this factor are not worth setting."""


@dataclass(frozen=True, slots=True)
class _Composition:
    """A text cut into pieces, the shape that its lines shall have, and how broken lines become a block.

    `aspect` is the wanted length of the lines by the depth of all together. `best` keeps how lines of any
    length break for each number of them, `settings` what was set: a text is tried in many rooms.
    """

    text: str
    pieces: Sequence[Piece]
    shape: Callable[[int], Sequence[float]]
    aspect: float
    block: Callable[[Lines], Sequence[SetLine]]
    best: dict[int, Lines | None] = field(default_factory=dict)
    settings: dict[tuple[tuple[int, ...], float, Where], SetText] = field(default_factory=dict)

    def broken(self, count: int, longest: float) -> Lines | None:
        """The best lines of that number, none over `longest`; None where there are none."""
        if count not in self.best:
            self.best[count] = break_lines(self.pieces, self.shape(count), inf)
        lines = self.best[count]
        if lines is None or max(lines.lengths) <= longest:
            return lines
        return break_lines(self.pieces, self.shape(count), longest)


def settings_of(
    text: str, style: TypeStyle, *, where: Where, widest: float, tallest: float
) -> tuple[SetText, ...]:
    """A dialog and its style → its good settings, one for each number of lines (or columns), fewest first.

    `widest` and `tallest` (points) bound the block; settings beyond them are left out, and where nothing fits
    the answer is empty: set it smaller. `where` is the dialog's path for findings (characters without a
    glyph). Words are never broken where they fit a line.
    """
    em = style.size
    longest, deepest = (tallest, widest) if style.vertical else (widest, tallest)
    composition = _compose(text, replace(style, size=1.0), longest / em)
    said = said_by(text, style.language)
    most = min(len(composition.pieces), int((deepest / em - _THINNEST) / style.leading) + 1)
    while broken := _broken(composition, style.leading, longest / em, most):
        settings = [_set_once(composition, lines, style, said, where) for lines in broken]
        fitting = [s for s in settings if s.width <= widest + _SLACK and s.height <= tallest + _SLACK]
        if fitting:
            return tuple(fitting)
        most = len(broken[0].ends) - 1  # deeper than thought: accents, ruby
    return ()


def set_sfx(text: str, style: TypeStyle, *, where: Where) -> SetText:
    """A sound and its style → it, set in one line (or column); only the author's newlines break it."""
    composition = _compose(text, replace(style, size=1.0), inf)
    whole = [piece if piece.forced else replace(piece, penalty=NEVER) for piece in composition.pieces]
    lines = filled_lines(whole, inf) or Lines((), (), 0.0)
    return _set(composition, lines, style, said_by(text, style.language), where)


@lru_cache(maxsize=256)
def _read(text: str, language: str) -> MarkedText:
    return read_markup(text, language)


def said_by(text: str, language: str) -> str:
    """What a dialog says: without markup, forced breaks as spaces where the language has them."""
    lines = _read(text, language).text.split("\n")
    joint = "" if script_of(language) in _WITHOUT_SPACES else " "
    return joint.join(lines)


def _compose(text: str, style: TypeStyle, longest: float) -> _Composition:
    """A text, its style at size 1, and the length that a line may have in em → its composition."""
    if style.vertical or script_of(style.language) in _WITHOUT_SPACES:
        return _of_cells(text, style)
    return _of_words(text, style, longest)


@lru_cache(maxsize=256)
def _of_words(text: str, style: TypeStyle, longest: float) -> _Composition:
    if longest < inf:  # in most rooms no word is too wide, and the text is the same in all of them
        whole = _of_words(text, style, inf)
        if all(piece.end - piece.begin <= longest for piece in whole.pieces):
            return whole
    marked = conventional(_read(text, style.language), style)
    pieces = latin_pieces(marked, style, longest)
    return _Composition(
        marked.text, pieces, diamond, _LINE_ASPECT, partial(latin_block, marked, pieces, style)
    )


@lru_cache(maxsize=256)
def _of_cells(text: str, style: TypeStyle) -> _Composition:
    marked = conventional(_read(text, style.language), style)
    cells = cells_of(marked, style)
    pieces = japanese_pieces(marked, cells, style.language)
    block = partial(cell_block, marked, cells, pieces, style)
    if style.vertical:
        return _Composition(marked.text, pieces, columns, _COLUMN_ASPECT, block)
    return _Composition(marked.text, pieces, diamond, _LINE_ASPECT, block)


def _broken(composition: _Composition, leading: float, longest: float, most: int) -> list[Lines]:
    """A composition, the length of a line in em and how many may be → the best for each promising number."""
    pieces = composition.pieces
    least = fewest_lines(pieces, longest) if pieces else None
    if least is None or least > most:
        return []
    total = max(pieces[-1].end - pieces[0].begin, leading)
    if len(pieces) <= _TOO_MANY_TO_SHAPE:
        by_shape = sorted(
            range(least, most + 1), key=lambda count: _oddness(count, total, leading, composition)
        )
        good = [count for count in by_shape if _oddness(count, total, leading, composition) < _ODDEST]
        counts = sorted(good[:MOST_SETTINGS] or by_shape[:1])
        broken = [composition.broken(count, longest) for count in counts]
        if any(broken):
            return [lines for lines in broken if lines]
    well_shaped = sqrt(total * leading * composition.aspect)
    filled = [filled_lines(pieces, min(longest, well_shaped)), filled_lines(pieces, longest)]
    return [lines for lines in filled if lines and len(lines.ends) <= most][:1]


def _oddness(count: int, total: float, leading: float, composition: _Composition) -> float:
    """How far a block of `count` lines, `total` em of text, is from the wanted aspect (a logarithm)."""
    return abs(log(total / (_EVENNESS * count * count * leading) / composition.aspect))


def _set_once(composition: _Composition, lines: Lines, style: TypeStyle, said: str, where: Where) -> SetText:
    """As `_set`, remembered by the composition."""
    key = (lines.ends, style.size, where)
    if key not in composition.settings:
        composition.settings[key] = _set(composition, lines, style, said, where)
    return composition.settings[key]


def _set(composition: _Composition, lines: Lines, style: TypeStyle, said: str, where: Where) -> SetText:
    """A composition in em and where its lines end → the setting in points, its block's corner at (0, 0)."""
    block = composition.block(lines)
    room = union(line.box for line in block) or Box(0, 0, 0, 0)
    size, corner = style.size, (-room.x1, -room.y1)
    ink = union(line.ink for line in block if line.ink)
    runs = [run for line in block for run in _runs(line, corner, size, style.vertical)]
    return SetText(
        lines=tuple(line.text for line in block),
        line_boxes=tuple(line.box.moved(*corner).scaled(size) for line in block),
        width=room.width * size,
        height=room.height * size,
        runs=tuple(runs),
        ink=ink.moved(*corner).scaled(size) if ink else Box(0, 0, 0, 0),
        said=said,
        findings=missing_glyph_findings("".join(line.missing for line in block), where),
        badness=lines.badness,
        broken=tuple(composition.text[a:b] for a, b in broken_phrases(composition.pieces, lines)),
    )


def _runs(line: SetLine, by: Point, size: float, vertical: bool) -> Iterable[GlyphRun]:
    """A line and how far to move it, in em → its runs in points: the text's, then the ruby's."""
    dx, dy = by
    for glyphs, scale in ((line.glyphs, 1.0), (line.ruby, RUBY_SCALE)):
        for key, run in _by_face(glyphs):
            placed = tuple(Glyph(g.id, (g.x + dx) * size, (g.y + dy) * size, g.text, g.matrix) for g in run)
            yield GlyphRun(key, size * scale, placed, vertical, scale != 1.0)


def _by_face(glyphs: Iterable[ShapedGlyph]) -> list[tuple[str, list[ShapedGlyph]]]:
    runs: list[tuple[str, list[ShapedGlyph]]] = []
    for glyph in glyphs:
        if not runs or runs[-1][0] != glyph.face:
            runs.append((glyph.face, []))
        runs[-1][1].append(glyph)
    return runs
