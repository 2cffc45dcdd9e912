"""Sounds: letters that stand on the art, each a little turned and larger than the one before.

Typesetting sets a sound as one plain line or column; here it comes alive. What varies, varies by the seed.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from unicodedata import bidirectional

import numpy as np

from mangacli.drawing import Glyph, GlyphRun, Stroke
from mangacli.fonts.face import face
from mangacli.geometry import Box, Matrix, Point, apply, bounds, compose, rotation
from mangacli.lettering.set_text import SetText

HALO = 0.085
"""Em of white around the letters, and again a third of it of black around the white."""
QUIETEST, LOUDEST = 1.8, 4.6
"""Size of a sound's letters beside the page's type."""
SIZES = 7
"""So many sizes of a sound are tried."""
SPAN = 0.46
"""Share of the panel that a sound's line or column wants to measure, before it grows."""
LARGEST_GROWTH = 1.45
"""The last letter beside the first."""


TOUCHING = 0.01
"""Em between letters that are closer than that: they are joined by a stroke."""


@dataclass(frozen=True, slots=True)
class _Letter:
    """A glyph of a sound: its run's face and size, its ink on the page of the plain setting."""

    face: str
    size: float
    glyph: Glyph
    ink: Box


def halo(size: float) -> tuple[Stroke, ...]:
    """Type size → the strokes beneath a sound's letters, widest first."""
    white = 2 * HALO * size
    return (Stroke(white * 1.34, 0.0), Stroke(white, 1.0))


def halo_reach(size: float) -> float:
    """Type size → how far the halo goes beyond the letters' ink."""
    return HALO * size * 1.34


def lively(text: SetText, vertical: bool, seed: int) -> SetText:
    """A sound in a plain line or column → the same with turned, growing letters; its top left at (0, 0)."""
    letters = [letter for run in text.runs for letter in _letters(run)]
    if not letters:
        return text
    groups = [[letter] for letter in letters]
    right_to_left = not vertical and any(bidirectional(c) in ("R", "AL") for c in text.said)
    if right_to_left:
        groups = _joined(letters)
        letters = [letter for group in groups for letter in group]
    units = [
        replace(group[0], ink=bounds(p for letter in group for p in letter.ink.polygon)) for group in groups
    ]
    chance = random.Random(seed)
    lean = chance.uniform(3.0, 8.0) * (1 if vertical else -1)
    growth = 1 + (LARGEST_GROWTH - 1) * chance.uniform(0.3, 1.0) * min(1.0, (len(units) - 1) / 3)
    grown = _grown(units, 1 / growth if right_to_left else growth, vertical, chance)
    matrices = [matrix for matrix, group in zip(grown, groups, strict=True) for _ in group]
    whole = bounds(
        apply(m, p) for m, letter in zip(matrices, letters, strict=True) for p in letter.ink.polygon
    )
    turned = [compose(matrix, rotation(lean, whole.center)) for matrix in matrices]
    inks = [_ink(letter, matrix) for letter, matrix in zip(letters, turned, strict=True)]
    ink = bounds(point for box in inks for point in box.polygon)
    runs = tuple(_moved(letter, matrix, ink) for letter, matrix in zip(letters, turned, strict=True))
    block = Box(0.0, 0.0, ink.width, ink.height)
    return replace(
        text, runs=_merged(runs), ink=block, line_boxes=(block,), width=ink.width, height=ink.height
    )


def enlarged(text: SetText, factor: float) -> SetText:
    """A set text → the same, `factor` times as large about its block's corner."""

    def grown(box: Box) -> Box:
        return Box(box.x1 * factor, box.y1 * factor, box.x2 * factor, box.y2 * factor)

    return replace(
        text,
        runs=tuple(
            replace(
                run,
                size=run.size * factor,
                glyphs=tuple(replace(g, x=g.x * factor, y=g.y * factor) for g in run.glyphs),
            )
            for run in text.runs
        ),
        line_boxes=tuple(grown(box) for box in text.line_boxes),
        ink=grown(text.ink),
        width=text.width * factor,
        height=text.height * factor,
    )


def _letters(run: GlyphRun) -> list[_Letter]:
    found = []
    for glyph in run.glyphs:
        ink = face(run.face).ink(glyph.id)
        box = ink or Box(0.0, -0.01, 0.3, 0.0)
        corners = [apply(glyph.matrix, (x * run.size, y * run.size)) for x, y in box.polygon]
        at = bounds((x + glyph.x, y + glyph.y) for x, y in corners)
        found.append(_Letter(run.face, run.size, glyph, at))
    return found


def _joined(letters: Sequence[_Letter]) -> list[list[_Letter]]:
    """Letters that run from right to left → groups from the left: what touches moves as one, points too."""
    groups: list[list[_Letter]] = []
    reach = -math.inf
    for letter in sorted(letters, key=lambda letter: letter.ink.x1):
        if groups and letter.ink.x1 < reach + TOUCHING * letter.size:
            groups[-1].append(letter)
        else:
            groups.append([letter])
        reach = max(reach, letter.ink.x2)
    return groups


def _grown(letters: Sequence[_Letter], growth: float, vertical: bool, chance: random.Random) -> list[Matrix]:
    """Letters of a plain line → where each goes: grown about the line's middle, turned, closed up."""
    middle = bounds(point for letter in letters for point in letter.ink.polygon).center
    matrices: list[Matrix] = []
    pen = 0.0
    for index, letter in enumerate(letters):
        scale = growth ** (index / max(1, len(letters) - 1))
        before = letters[index - 1].ink if index else letter.ink
        space = letter.ink.y1 - before.y2 if vertical else letter.ink.x1 - before.x2
        pen += max(0.03 * letter.size, min(space, 0.4 * letter.size)) * scale if index else 0.0
        cx, cy = letter.ink.center
        sway = chance.uniform(-0.05, 0.05) * letter.size
        if vertical:
            target: Point = (middle[0] + sway, pen + letter.ink.height * scale / 2)
            about = (middle[0], cy)
            pen += letter.ink.height * scale
        else:
            target = (pen + letter.ink.width * scale / 2, middle[1] + sway)
            about = (cx, middle[1])
            pen += letter.ink.width * scale
        grow: Matrix = (scale, 0, 0, scale, target[0] - scale * about[0], target[1] - scale * about[1])
        turn = rotation(chance.uniform(-4.5, 4.5), apply(grow, (cx, cy)))
        matrices.append(compose(grow, turn))
    return matrices


def _ink(letter: _Letter, matrix: Matrix) -> Box:
    """The box around a letter's outline, once it is mapped."""
    glyph, size = letter.glyph, letter.size
    placed = compose((size, 0, 0, size, 0, 0), compose(glyph.matrix, (1, 0, 0, 1, glyph.x, glyph.y)))
    outline = face(letter.face).outline(glyph.id)
    if not outline.segments:
        return bounds(apply(matrix, corner) for corner in letter.ink.polygon)
    return outline.transformed(compose(placed, matrix)).bounds


def _moved(letter: _Letter, matrix: Matrix, ink: Box) -> GlyphRun:
    """A letter, mapped, as a run of its own; the ink of all begins at (0, 0)."""
    x, y = apply(matrix, (letter.glyph.x, letter.glyph.y))
    turn: Matrix = (*matrix[:4], 0.0, 0.0)
    glyph = replace(letter.glyph, x=x - ink.x1, y=y - ink.y1, matrix=compose(letter.glyph.matrix, turn))
    return GlyphRun(letter.face, letter.size, (glyph,))


def _merged(runs: Sequence[GlyphRun]) -> tuple[GlyphRun, ...]:
    """Runs of one glyph each → as few runs as there are changes of face or size."""
    merged: list[GlyphRun] = []
    for run in runs:
        if merged and (merged[-1].face, merged[-1].size) == (run.face, run.size):
            merged[-1] = replace(merged[-1], glyphs=merged[-1].glyphs + run.glyphs)
        else:
            merged.append(run)
    return tuple(merged)


def sizes_of_sound(text: SetText, space: Box, vertical: bool, loud: float, smallest: float) -> list[float]:
    """A sound set at the page's type size → the factors of it to try, largest first, down to `smallest`.

    It wants to span a good part of the panel, but no more than `LOUDEST` times the page's type, and a loud
    one more than that.
    """
    span, reach = (text.height, SPAN * space.height) if vertical else (text.width, SPAN * space.width)
    wished = min(LOUDEST, max(QUIETEST, reach / max(span, 1e-6))) * loud
    return [float(number) for number in np.geomspace(max(wished, smallest), smallest, SIZES)]
