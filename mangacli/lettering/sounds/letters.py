"""A sound in a plain line or column → its letters: the glyphs that move together, line by line."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from mangacli.drawing import Glyph, GlyphRun
from mangacli.fonts.face import face
from mangacli.geometry import Box, Matrix, compose
from mangacli.lettering.set_line import union
from mangacli.lettering.set_text import SetText

Points = NDArray[np.float64]
_JOINED = (
    (0x0600, 0x08FF),  # Arabic and its neighbours, but Hebrew
    (0x0900, 0x0DFF),  # scripts of India, whose letters hang from one line or stand on one another
    (0x0E00, 0x109F),
    (0x1780, 0x18AF),
    (0xFB50, 0xFDFF),
    (0xFE70, 0xFEFF),
)
"""Scripts whose letters join: a word moves as one."""
SMALL_KANA = "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ"
_SHARED = 0.5
"""Glyphs that share so much of a line's or column's length stand together: marks, figures side by side."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What moves as one. `glyphs` are places in the text's sequence of glyphs, `ink` is where they stand.

    `line` counts lines or columns, `rank` the letters of a line in reading order; `small` kana belong to the
    letter before them, a letter that is `parted` stands behind a blank.
    """

    glyphs: tuple[int, ...]
    ink: Box
    line: int
    rank: int
    small: bool = False
    parted: bool = False


def glyphs_of(text: SetText) -> list[tuple[GlyphRun, Glyph]]:
    """A set text → its glyphs, each with its run, in reading order."""
    return [(run, glyph) for run in text.runs for glyph in run.glyphs]


def letters_of(text: SetText, vertical: bool) -> list[Letter]:
    """A set sound → its letters in reading order; what has no ink goes with the letter before it."""
    glyphs = glyphs_of(text)
    inks = [ink_of(run, glyph) for run, glyph in glyphs]
    groups: list[tuple[list[int], Box | None, int]] = []
    word = False
    for index in _without_ruby(glyphs):
        glyph, ink = glyphs[index][1], inks[index]
        line = _line_of(ink, text.line_boxes, vertical)
        last_ink = groups[-1][1] if groups else None
        together = bool(groups) and (
            ink is None
            or last_ink is None
            or (
                groups[-1][2] == line
                and (not glyph.text or (word and _is_joined(glyph.text)) or _beside(last_ink, ink, vertical))
            )
        )
        if together:
            members, box, before = groups[-1]
            members.append(index)
            groups[-1] = (members, union(b for b in (box, ink) if b), before if box else line)
        else:
            groups.append(([index], ink, line))
        word = not glyph.text.isspace() and (_is_joined(glyph.text) or (word and not glyph.text))
    small = {index for index, (_, glyph) in enumerate(glyphs) if glyph.text and glyph.text in SMALL_KANA}
    blanks = {index for index, (_, glyph) in enumerate(glyphs) if glyph.text.isspace()}
    letters = _numbered(groups, small, blanks)
    return _with_ruby(letters, glyphs, inks) if letters else []


def _numbered(
    groups: Sequence[tuple[list[int], Box | None, int]], small: set[int], blanks: set[int]
) -> list[Letter]:
    """Groups of glyphs, which glyphs are small kana and which blanks → letters, numbered in their lines."""
    letters: list[Letter] = []
    for members, ink, line in groups:
        if ink is None:
            continue
        follows = bool(letters) and letters[-1].line == line
        rank = letters[-1].rank + 1 if follows else 0
        parted = follows and not blanks.isdisjoint(letters[-1].glyphs)
        letters.append(Letter(tuple(members), ink, line, rank, members[0] in small, parted))
    return letters


def _without_ruby(glyphs: Sequence[tuple[GlyphRun, Glyph]]) -> Iterator[int]:
    return (index for index, (run, _) in enumerate(glyphs) if not run.ruby)


def _with_ruby(
    letters: list[Letter], glyphs: Sequence[tuple[GlyphRun, Glyph]], inks: Sequence[Box | None]
) -> list[Letter]:
    """Readings and emphasis dots go with the letter next to them; they take no part in its ink."""
    taken: list[list[int]] = [list(letter.glyphs) for letter in letters]
    for index, (run, _) in enumerate(glyphs):
        ink = inks[index]
        if run.ruby and ink is not None:
            nearest = min(range(len(letters)), key=lambda i: _distance(letters[i].ink, ink))
            taken[nearest].append(index)
    return [replace(letter, glyphs=tuple(members)) for members, letter in zip(taken, letters, strict=True)]


def _distance(a: Box, b: Box) -> float:
    return float(np.hypot(a.center[0] - b.center[0], a.center[1] - b.center[1]))


def _line_of(ink: Box | None, lines: Sequence[Box], vertical: bool) -> int:
    """The line (or column) in whose middle the ink is nearest to stand."""
    if ink is None or len(lines) < 2:
        return 0
    across = 0 if vertical else 1
    return min(range(len(lines)), key=lambda i: abs(lines[i].center[across] - ink.center[across]))


def _is_joined(text: str) -> bool:
    """Whether a text has letters of a script that joins them."""
    letters = [ord(character) for character in text if unicodedata.category(character)[0] in "LM"]
    return any(low <= letter <= high for letter in letters for low, high in _JOINED)


def _beside(a: Box, b: Box, vertical: bool) -> bool:
    """Whether two inks share so much of the line's length that they cannot follow one another."""
    if vertical:
        shared, least = min(a.y2, b.y2) - max(a.y1, b.y1), min(a.height, b.height)
    else:
        shared, least = min(a.x2, b.x2) - max(a.x1, b.x1), min(a.width, b.width)
    return shared > _SHARED * least


def placing(run: GlyphRun, glyph: Glyph) -> Matrix:
    """A glyph → the map from its outline in em to where it stands."""
    a, b, c, d, e, f = compose((run.size, 0, 0, run.size, 0, 0), glyph.matrix)
    return (a, b, c, d, e + glyph.x, f + glyph.y)


def ink_of(run: GlyphRun, glyph: Glyph) -> Box | None:
    """A glyph → the box around its outline where it stands; None where it has none."""
    points = outline_points(run.face, glyph.id)
    return mapped_bounds(points, placing(run, glyph)) if len(points) else None


def mapped_bounds(points: Points, matrix: Matrix) -> Box:
    """Points (n × 2, at least one) and a map → the box around where they go."""
    a, b, c, d, e, f = matrix
    x = points[:, 0] * a + points[:, 1] * c
    y = points[:, 0] * b + points[:, 1] * d
    return Box(float(x.min()) + e, float(y.min()) + f, float(x.max()) + e, float(y.max()) + f)


@lru_cache(maxsize=2048)
def outline_points(key: str, glyph_id: int) -> Points:
    """A face's key and a glyph → the points of its outline in em, curves as chords; n × 2."""
    parts = face(key).outline(glyph_id).outlines()
    points = np.array([point for part in parts for point in part], dtype=np.float64).reshape(-1, 2)
    points.setflags(write=False)
    return points
