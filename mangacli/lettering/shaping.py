"""Text and a stack of fonts → glyphs, each character from the first font that has it.

All in em (type size 1), x to the right, y down, the pen starting at the origin on the baseline. Glyphs
come in reading order, whichever way they run.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import uharfbuzz as hb

from mangacli.fonts.face import face
from mangacli.geometry import IDENTITY, Box, Matrix, apply, bounds, compose
from mangacli.lettering.bidi import levels_of, visual_order
from mangacli.lettering.font_choice import IGNORABLE, clusters, font_for, missing_from

_NEIGHBOURS = 8
"""So many characters beside a piece of a text tell its letters how to join."""


@dataclass(frozen=True, slots=True)
class ShapedGlyph:
    """A glyph with its place on the line and the text it stands for (empty: an earlier glyph says it)."""

    face: str
    id: int
    x: float
    y: float
    text: str
    matrix: Matrix = IDENTITY

    def moved(self, dx: float, dy: float) -> ShapedGlyph:
        """The glyph shifted by (dx, dy)."""
        return ShapedGlyph(self.face, self.id, self.x + dx, self.y + dy, self.text, self.matrix)

    def scaled(self, factor: float) -> ShapedGlyph:
        """The glyph and its place, `factor` times as large."""
        grown: Matrix = (factor, 0.0, 0.0, factor, 0.0, 0.0)
        matrix = compose(self.matrix, grown)
        return ShapedGlyph(self.face, self.id, self.x * factor, self.y * factor, self.text, matrix)

    def ink(self, scale: float = 1.0) -> Box | None:
        """The box around the glyph's ink, set at `scale` em, where it stands; None where it has none."""
        box = face(self.face).ink(self.id)
        if box is None:
            return None
        if self.matrix == IDENTITY:
            return Box(
                box.x1 * scale + self.x,
                box.y1 * scale + self.y,
                box.x2 * scale + self.x,
                box.y2 * scale + self.y,
            )
        a, b, c, d, e, f = self.matrix
        matrix = (a * scale, b * scale, c * scale, d * scale, e * scale + self.x, f * scale + self.y)
        return bounds(apply(matrix, corner) for corner in box.polygon)


@dataclass(frozen=True, slots=True)
class ShapedText:
    """Glyphs in reading order, the width of all together, and the characters that no font has."""

    glyphs: tuple[ShapedGlyph, ...]
    width: float
    missing: str = ""


@lru_cache(maxsize=4096)
def shape(
    text: str, stack: tuple[str, ...], language: str, levels: bytes = b"", beside: tuple[str, str] = ("", "")
) -> ShapedText:
    """A piece of a line → its glyphs, set horizontally.

    `levels` are those of its characters in the whole text (`levels_of`; empty: it is a text of its own),
    `beside` what stands before and behind it there, with which its letters may join. Where no font has a
    character, the first font's empty box stands for it and `missing` names it.
    """
    runs = _runs(text, stack, levels or levels_of(text, language))
    shown = ["".join(run.shown) for run in runs]
    placed = []
    for index, run in enumerate(runs):
        before = (beside[0] + "".join(shown[:index]))[-_NEIGHBOURS:]
        behind = ("".join(shown[index + 1 :]) + beside[1])[:_NEIGHBOURS]
        placed.append(_shape_run(run, language, before, behind))
    glyphs, width = side_by_side(placed, [run.level for run in runs])
    return ShapedText(glyphs, width, missing_from(text, stack))


def side_by_side(
    parts: Sequence[tuple[tuple[ShapedGlyph, ...], float]], levels: Sequence[int]
) -> tuple[tuple[ShapedGlyph, ...], float]:
    """Parts of a line in reading order, glyphs and width, each of one level → the line's glyphs and width."""
    if len(parts) == 1:
        return parts[0]
    pens = [0.0] * len(parts)
    pen = 0.0
    for index in visual_order(levels):
        pens[index] = pen
        pen += parts[index][1]
    moved = (glyph.moved(at, 0) for (glyphs, _), at in zip(parts, pens, strict=True) for glyph in glyphs)
    return tuple(moved), pen


def slanted(shaped: ShapedText, upright: str = "") -> ShapedText:
    """Shaped text → the same leaning to the right, for emphasis where there is no italic.

    Glyphs of the font `upright` stay as they are: it has a slant, or a weight, of its own.
    """
    lean = (1.0, 0.0, -0.21, 1.0, 0.0, 0.0)
    return replace(
        shaped,
        glyphs=tuple(
            glyph if glyph.face == upright else replace(glyph, matrix=lean) for glyph in shaped.glyphs
        ),
    )


def scaled(shaped: ShapedText, factor: float) -> ShapedText:
    """Shaped text → the same, `factor` times as large about the start of its baseline."""
    if factor == 1.0:
        return shaped
    return replace(
        shaped, glyphs=tuple(glyph.scaled(factor) for glyph in shaped.glyphs), width=shaped.width * factor
    )


@lru_cache(maxsize=4096)
def vertical_form(character: str, key: str) -> tuple[int, bool]:
    """A character and a font → the glyph for columns, and whether it differs from the one for lines.

    Asks the font's `vert` feature through HarfBuzz's default features of top-to-bottom text.
    """
    hb_font = face(key).hb_font
    ids = []
    for direction in ("ttb", "ltr"):
        buffer = hb.Buffer()
        buffer.add_str(character)
        buffer.direction, buffer.script, buffer.language = direction, "Hira", "ja"
        hb.shape(hb_font, buffer)
        ids.append(int(buffer.glyph_infos[0].codepoint))
    return ids[0], ids[0] != ids[1]


@dataclass(slots=True)
class _Run:
    """A stretch of one font, level and script: its clusters as they are shaped and as they were written."""

    font: str
    level: int
    script: str
    shown: list[str]
    said: list[str]


def _runs(text: str, stack: tuple[str, ...], levels: bytes) -> list[_Run]:
    """A text and its levels → its runs in reading order; what has no look goes with what precedes it."""
    runs: list[_Run] = []
    index = 0
    for cluster in clusters(text):
        key, shown = font_for(cluster, stack)
        font, level = key or stack[0], levels[index] if levels else 0
        index += len(cluster)
        script = _script(cluster) if level % 2 else ""
        last = runs[-1] if runs else None
        if last and last.level == level and _goes_along(cluster, last.font, level):
            font = last.font
        if last and (last.font, last.level) == (font, level) and (not script or script == last.script):
            last.shown.append(shown)
            last.said.append(cluster)
        elif last and (last.font, last.level, last.script) == (font, level, ""):
            last.script = script
            last.shown.append(shown)
            last.said.append(cluster)
        else:
            runs.append(_Run(font, level, script, [shown], [cluster]))
    return runs


def _goes_along(cluster: str, font: str, level: int) -> bool:
    """Whether a cluster is set in the font of what precedes it: it has no look, or is a mark of a quotation.

    Fonts of scripts that run from right to left have marks and figures, but not a Latin phrase's letters.
    """
    if cluster[0] in IGNORABLE:
        return True
    return level == 2 and not cluster[0].isalpha() and face(font).has(cluster[0])


def _script(cluster: str) -> str:
    """The script of a letter that runs from right to left, as far as shaping must know: joined, or not."""
    return {"AL": "joined", "R": "apart"}.get(unicodedata.bidirectional(cluster[0]), "")


def _shape_run(run: _Run, language: str, before: str, behind: str) -> tuple[tuple[ShapedGlyph, ...], float]:
    """A run → its glyphs in reading order and its width; the first glyph of a cluster carries its text."""
    font, buffer = face(run.font), hb.Buffer()
    shown = "".join(run.shown)
    buffer.add_str(before + shown + behind, len(before), len(shown))
    buffer.guess_segment_properties()
    buffer.direction = "ltr"
    if run.level % 2:
        buffer.direction = "rtl"
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS  # points tell their own text
    buffer.language = language or "en"
    hb.shape(font.hb_font, buffer)
    texts: dict[int, str] = {}
    index = len(before)
    for piece, said in zip(run.shown, run.said, strict=True):
        texts.update(enumerate(said, index) if piece == said else [(index, said)])
        index += len(piece)
    starts = sorted({info.cluster for info in buffer.glyph_infos})
    told = {
        start: "".join(texts.get(i, "") for i in range(start, end))
        for start, end in zip(starts, [*starts[1:], index], strict=True)
    }
    placed: list[tuple[int, ShapedGlyph]] = []
    em, pen = font.units_per_em, 0.0
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        x, y = pen + position.x_offset / em, -position.y_offset / em
        placed.append((info.cluster, ShapedGlyph(font.key, int(info.codepoint), x, y, "")))
        pen += position.x_advance / em
    if run.level % 2:
        placed.reverse()
    return tuple(replace(glyph, text=told.pop(cluster, "")) for cluster, glyph in placed), pen
