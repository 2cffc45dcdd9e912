"""Lettering that runs from right to left → runs in the order in which programs that read PDF expect it.

They take the text of such a line to be written as it is seen, from the left, and turn it round themselves;
an ActualText they would turn round too. So no glyph may stand for several letters: a ligature, or a letter
with points, is drawn as an outline, and what it says lies over it letter by letter, unseen.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mangacli.drawing import Glyph, GlyphRun
from mangacli.fonts.face import face

_NEXT_LINE = 0.75
"""Em below the line's first letter from which on a glyph belongs to the next line: points hang less."""


@dataclass(frozen=True, slots=True)
class SeenRun:
    """A run of a line, from the left; unseen ones only say what a ligature before them shows."""

    run: GlyphRun
    seen: bool = True


def runs_right_to_left(text: str) -> bool:
    """Whether any letter of a text runs from right to left."""
    return any(_turns(character) for character in text)


def as_seen(runs: Iterable[GlyphRun]) -> tuple[list[SeenRun], list[GlyphRun]]:
    """Runs in reading order → the same line by line from the left, and the ligatures to draw as outlines."""
    ordered: list[SeenRun] = []
    outlines: list[GlyphRun] = []
    for line in _lines(runs):
        for run in sorted(_letters(line), key=lambda letter: letter.glyphs[0].x):
            text = "".join(glyph.text for glyph in run.glyphs)
            if len(text) > 1 and _turns(text[0]):
                outlines.append(run)
                ordered.extend(SeenRun(letter, False) for letter in _apart(run, text))
            else:
                ordered.append(SeenRun(run))
    return _merged(ordered), outlines


def _turns(character: str) -> bool:
    return unicodedata.bidirectional(character) in ("R", "AL") if character else False


def _lines(runs: Iterable[GlyphRun]) -> list[list[tuple[GlyphRun, Glyph]]]:
    lines: list[list[tuple[GlyphRun, Glyph]]] = []
    baseline = 0.0
    for run in runs:
        for glyph in run.glyphs:
            if not lines or glyph.y - baseline > _NEXT_LINE * run.size:
                lines.append([])
                baseline = glyph.y
            lines[-1].append((run, glyph))
    return lines


def _letters(line: Sequence[tuple[GlyphRun, Glyph]]) -> list[GlyphRun]:
    """The glyphs of a line → runs of one letter each, with its points and what else says nothing itself."""
    letters: list[GlyphRun] = []
    for run, glyph in line:
        alone = not glyph.text or unicodedata.combining(glyph.text[0]) > 0
        if letters and alone and letters[-1].face == run.face:
            letters[-1] = GlyphRun(run.face, run.size, (*letters[-1].glyphs, glyph))
        else:
            letters.append(GlyphRun(run.face, run.size, (glyph,)))
    return letters


def _apart(ligature: GlyphRun, text: str) -> list[GlyphRun]:
    """A ligature or pointed letter and its text → its letters side by side, the last one leftmost.

    They share its width; points, which have none, stand where their letter ends.
    """
    glyph, font = ligature.glyphs[0], face(ligature.face)
    nominal = {c: int(font.hb_font.get_nominal_glyph(ord(c)) or 0) for c in text if font.has(c)}
    spacing = sum(font.advance(nominal[c]) > 0 for c in text if c in nominal)
    share = font.advance(glyph.id) / max(1, spacing)
    apart, at, size = [], glyph.x, ligature.size * glyph.matrix[0]
    for letter in (c for c in reversed(text) if c in nominal):
        advance = font.advance(nominal[letter])
        narrow = max(0.01, share / advance) if advance > 0 else 1.0
        placed = Glyph(
            nominal[letter], at, glyph.y, letter, (narrow * glyph.matrix[0], 0.0, 0.0, 1.0, 0.0, 0.0)
        )
        apart.append(GlyphRun(ligature.face, ligature.size, (placed,)))
        at += share * size if advance > 0 else 0.0
    return apart


def _merged(runs: Iterable[SeenRun]) -> list[SeenRun]:
    """Runs of one letter each → as few as there are changes of face, size or visibility."""
    merged: list[SeenRun] = []
    for each in runs:
        last = merged[-1] if merged else None
        if last and (last.run.face, last.run.size, last.seen) == (each.run.face, each.run.size, each.seen):
            run = GlyphRun(last.run.face, last.run.size, last.run.glyphs + each.run.glyphs)
            merged[-1] = SeenRun(run, each.seen)
        else:
            merged.append(each)
    return merged
