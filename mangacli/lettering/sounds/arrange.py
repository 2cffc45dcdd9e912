"""Letters of a sound and its look → where each goes: grown, set close along a line or arc, leaned and turned.

Each letter is mapped by a matrix of its own, so that a sound stays text in every format.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from mangacli.drawing import Glyph, GlyphRun
from mangacli.geometry import IDENTITY, Box, Matrix, apply, bounds, compose, rotation
from mangacli.lettering.set_line import union
from mangacli.lettering.set_text import SetText
from mangacli.lettering.sounds.letters import (
    Letter,
    glyphs_of,
    letters_of,
    mapped_bounds,
    outline_points,
    placing,
)
from mangacli.lettering.sounds.look import Look

CLOSE, FAR = 0.09, 0.4
"""Em that stand between two letters' ink, at least and at most."""
PARTED = 0.3
"""The least that a blank leaves between them."""
MOST_LEAN = 35.0
"""Degrees that letters of skew 1 lean."""
WILDEST_TURN, WILDEST_SWAY, WILDEST_SCALE = 13.0, 0.11, 0.14
"""Degrees, em and share of its size by which a letter of jitter 1 may be off."""
HELD_BACK = 0.88
"""Size of a small kana in a growing sound, beside what it would have."""
TIGHTEST = 0.4
"""Em by which a bend is wider than its length asks for, so that letters do not tread on each other's feet."""


@dataclass(frozen=True, slots=True)
class Arranged:
    """A sound, arranged: the text with its ink's corner at (0, 0), and the box around each letter's ink."""

    text: SetText
    letters: tuple[Box, ...]


@lru_cache(maxsize=256)
def arranged(text: SetText, vertical: bool, look: Look, seed: int) -> Arranged:
    """A sound in a plain line or column, its look and seed → the sound as it is drawn."""
    letters = letters_of(text, vertical)
    if not letters:
        return Arranged(text, ())
    glyphs = glyphs_of(text)
    matrices: list[Matrix] = [IDENTITY] * len(glyphs)
    for letter, matrix in zip(letters, _matrices(letters, vertical, look, glyphs, seed), strict=True):
        for index in letter.glyphs:
            matrices[index] = matrix
    boxes = [_ink(letter.glyphs, glyphs, matrices) for letter in letters]
    whole = bounds(point for box in boxes for point in box.polygon)
    shift: Matrix = (1, 0, 0, 1, -whole.x1, -whole.y1)
    moved = iter(_moved(glyph, compose(m, shift)) for (_, glyph), m in zip(glyphs, matrices, strict=True))
    runs = tuple(replace(run, glyphs=tuple(next(moved) for _ in run.glyphs)) for run in text.runs)
    block = Box(0.0, 0.0, whole.width, whole.height)
    done = replace(text, runs=runs, ink=block, line_boxes=(block,), width=block.width, height=block.height)
    return Arranged(done, tuple(box.moved(-whole.x1, -whole.y1) for box in boxes))


def _ink(members: Sequence[int], glyphs: Sequence[tuple[GlyphRun, Glyph]], matrices: Sequence[Matrix]) -> Box:
    """The glyphs of one letter, mapped → the box around their outlines."""
    box = union(
        mapped_bounds(points, compose(placing(run, glyph), matrices[index]))
        for index in members
        for run, glyph in (glyphs[index],)
        if len(points := outline_points(run.face, glyph.id))
    )
    assert box is not None, "a letter has ink"
    return box


def _moved(glyph: Glyph, matrix: Matrix) -> Glyph:
    x, y = apply(matrix, (glyph.x, glyph.y))
    return replace(glyph, x=x, y=y, matrix=compose(glyph.matrix, (*matrix[:4], 0.0, 0.0)))


@dataclass(frozen=True, slots=True)
class _Unrest:
    """How far one letter is off: degrees, em across the line, factor of its size."""

    turn: float
    sway: float
    scale: float


def _matrices(
    letters: Sequence[Letter],
    vertical: bool,
    look: Look,
    glyphs: Sequence[tuple[GlyphRun, Glyph]],
    seed: int,
) -> list[Matrix]:
    """The maps of the letters, in their order: along the path, then leaned and turned as a whole."""
    chance = random.Random(seed ^ 0x5EED)
    size = max(run.size for run, _ in glyphs)
    numbers = sorted({letter.line for letter in letters})
    lines = [[letter for letter in letters if letter.line == number] for number in numbers]
    middles = [_middle(line, vertical) for line in lines]
    center = sum(middles) / len(middles)
    rows = []
    for line, middle in zip(lines, middles, strict=True):
        row = _Row(vertical, middle, middle - center, size)
        rows.append(_row(line, _unrest(len(line), look.jitter, chance), look, row))
    bend = _bend(rows, look, size)
    lean = math.tan(math.radians(MOST_LEAN * look.skew))
    shear: Matrix = (1, -lean, 0, 1, 0, 0) if vertical else (1, 0, -lean, 1, 0, 0)
    whole = compose(shear, rotation(look.turn))
    paths = {letter: matrix for row in rows for letter, matrix in row.on(bend)}
    return [compose(paths[letter], whole) for letter in letters]


def _unrest(count: int, jitter: float, chance: random.Random) -> list[_Unrest]:
    """How far each of a line's letters is off: neighbours to opposite sides, none by the same amount."""
    side = chance.choice((-1, 1))
    found = []
    for index in range(count):
        sign = side if index % 2 else -side
        found.append(
            _Unrest(
                sign * chance.uniform(0.15, 1.0) * WILDEST_TURN * jitter,
                -sign * chance.uniform(0.1, 1.0) * WILDEST_SWAY * jitter,
                1 + chance.uniform(-1.0, 1.0) * WILDEST_SCALE * jitter,
            )
        )
    return found


def _middle(line: Sequence[Letter], vertical: bool) -> float:
    """A line's letters → the middle across it."""
    around = bounds(point for letter in line for point in letter.ink.polygon)
    return around.center[0] if vertical else around.center[1]


@dataclass(frozen=True, slots=True)
class _Row:
    """A line or column on its way: `middle` across it in the plain setting, `shift` from that of all lines.

    `letters` are upright about (0, 0) but for their unrest, each with its middle's place along the row.
    """

    vertical: bool
    middle: float
    shift: float
    size: float
    letters: tuple[tuple[Letter, Matrix, float], ...] = ()
    length: float = 0.0

    def on(self, bend: float | None) -> Iterator[tuple[Letter, Matrix]]:
        """A bend's radius (None: straight) → each letter with the map to its place."""
        for letter, matrix, place in self.letters:
            along = place - self.length / 2
            yield letter, compose(matrix, self._step(along, bend))

    def _step(self, along: float, bend: float | None) -> Matrix:
        """How far along the row from its middle → the map of what stands upright at (0, 0)."""
        if bend is None:
            return (1, 0, 0, 1, 0, along) if self.vertical else (1, 0, 0, 1, along, 0)
        # rows bend about one centre; the outer ones have the larger radius
        angle = along / (bend + self.shift if self.vertical else bend - self.shift)
        x, y = bend * math.sin(angle), bend * (1 - math.cos(angle))
        return compose(rotation(math.degrees(angle)), (1, 0, 0, 1, *((-y, x) if self.vertical else (x, y))))


def _row(line: Sequence[Letter], unrest: Sequence[_Unrest], look: Look, row: _Row) -> _Row:
    """The letters of one line, how far each is off, the look → the row with its letters set close."""
    order = sorted(range(len(line)), key=lambda i: line[i].ink.center[1 if row.vertical else 0])
    set_close: list[tuple[Letter, Matrix, float]] = []
    pen = 0.0
    for index in order:
        letter, off = line[index], unrest[index]
        scale = _growth(letter, len(line), look.growth) * off.scale
        x, y = letter.ink.center
        grown: Matrix = (scale * look.width, 0, 0, scale, -x * scale * look.width, -y * scale)
        matrix = compose(grown, rotation(off.turn))
        if set_close:
            before = set_close[-1][0]
            space = letter.ink.y1 - before.ink.y2 if row.vertical else letter.ink.x1 - before.ink.x2
            later = max(letter, before, key=lambda letter: letter.rank)
            least = PARTED if later.parted else CLOSE
            pen += (min(max(least * row.size, space), FAR * row.size) + look.spacing * row.size) * scale
        half = _half_length(letter.ink, matrix, row.vertical)
        across = (x if row.vertical else y) - row.middle
        shift = across * scale + off.sway * row.size + row.shift
        matrix = compose(matrix, (1, 0, 0, 1, shift, 0) if row.vertical else (1, 0, 0, 1, 0, shift))
        set_close.append((letter, matrix, pen + half))
        pen += 2 * half
    return replace(row, letters=tuple(set_close), length=pen)


def _growth(letter: Letter, count: int, growth: float) -> float:
    """A letter of so many, and how large the last is beside the first → its own size.

    Small kana grow as the letter before them and are held back a little: else they are taken for large ones.
    """
    rank = max(0, letter.rank - 1) if letter.small else letter.rank
    scale: float = growth ** (rank / max(1, count - 1))
    return HELD_BACK * scale if letter.small and growth > 1 else scale


def _half_length(ink: Box, matrix: Matrix, vertical: bool) -> float:
    """Half of what a mapped letter takes of the line; a turned letter's corners count by half."""
    turned = bounds(apply(matrix, point) for point in ink.polygon)
    a, b, c, d, _, _ = matrix
    upright = math.hypot(c, d) * ink.height if vertical else math.hypot(a, b) * ink.width
    return ((turned.height if vertical else turned.width) + upright) / 4


def _bend(rows: Sequence[_Row], look: Look, size: float) -> float | None:
    """Rows and their look → the radius of the arc that they follow, None for straight ones.

    A positive arc bulges up from a line, to the right from a column; its radius is positive. It is wide
    enough for the inner row and for its letters' feet.
    """
    angle = math.radians(look.arc)
    if abs(angle) < 1e-3:
        return None
    depth = max(abs(row.shift) for row in rows) + TIGHTEST * size * max(1.0, look.growth)
    return math.copysign(max(row.length for row in rows) / abs(angle) + depth, angle)
