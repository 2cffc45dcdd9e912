"""What lies beneath a sound's letters: outlines in the other colour, and the solid shadow of a block."""

from __future__ import annotations

import math

from mangacli.drawing import GlyphRun, Shape, Stroke
from mangacli.fonts.face import face
from mangacli.geometry import Matrix, Path
from mangacli.lettering.sounds.letters import placing
from mangacli.lettering.sounds.look import Look

RING, THIN_RING = 0.085, 0.03
"""Em of the outline around the letters, and of the second one around it."""
WHITE_RING = 0.06
"""Em of the black outline of white letters: a full one would eat them."""
WHITE_OUTER_RING = 0.055
SHADOW = (0.085, 0.1)
"""Em to the right and down that a shadow reaches beyond the letters and their outlines."""
SHADOW_RING = 0.035
"""Em of white around a shadow, so that it is seen on dark art."""
BARE_RIM = 0.02
"""Em by which the shadow of letters without an outline is fatter than they are."""
_STEP = 0.045
"""Em between two copies of which a shadow is made; far less than the width of the line around each."""
_SOFT = 0.9
"""Thin letters have outlines of this share."""


def rings(look: Look) -> tuple[tuple[float, float], ...]:
    """A look → its outlines, innermost first: how far each reaches beyond the outline in em, its grey."""
    paper, ink = (0.0, 1.0) if look.white else (1.0, 0.0)
    reach = look.weight
    found = [(reach, ink)] if look.weight else []
    if look.outline == "none":
        return tuple(found)
    soft = _SOFT if look.role == "sfx-soft" else 1.0
    reach += (WHITE_RING if look.white else RING) * soft
    found.append((reach, paper))
    if look.outline == "double":
        found.append((reach + (WHITE_OUTER_RING if look.white else THIN_RING) * soft, ink))
    return tuple(found)


def strokes(look: Look, size: float) -> tuple[Stroke, ...]:
    """A look and its type size → the strokes beneath the letters, widest first."""
    return tuple(Stroke(2 * reach * size, grey) for reach, grey in reversed(rings(look)))


def reach(look: Look, size: float) -> tuple[float, float, float, float]:
    """A look and its type size → how far it is drawn beyond the letters' ink: left, top, right, bottom."""
    rim = _rim(look)
    if not look.shadow:
        return (rim * size,) * 4
    rim += SHADOW_RING
    return (rim * size, rim * size, (rim + SHADOW[0]) * size, (rim + SHADOW[1]) * size)


def _rim(look: Look) -> float:
    """A look → how far its outermost outline reaches beyond the letters, in em."""
    return max((reach for reach, _ in rings(look)), default=BARE_RIM if look.shadow else 0.0)


def shadow(look: Look, runs: tuple[GlyphRun, ...], size: float) -> tuple[Shape, ...]:
    """A look, its letters in place and their type size → the shadow beneath them; none, no shapes.

    It is the letters with their outline, drawn again and again on the way to the shadow's end.
    """
    if not look.shadow:
        return ()
    count = math.ceil(math.hypot(*SHADOW) / _STEP)
    letters = [
        face(run.face).outline(glyph.id).transformed(placing(run, glyph))
        for run in runs
        for glyph in run.glyphs
    ]
    whole = Path(tuple(segment for letter in letters for segment in letter.segments))
    copies = [_shifted(whole, step / count, size) for step in range(count + 1)]
    black, white = 2 * _rim(look) * size, 2 * (_rim(look) + SHADOW_RING) * size
    return (
        *(Shape(copy, stroke=Stroke(white, 1.0)) for copy in copies),
        *(Shape(copy, fill=0.0, stroke=Stroke(black)) for copy in copies[1:]),
    )


def _shifted(path: Path, share: float, size: float) -> Path:
    move: Matrix = (1, 0, 0, 1, SHADOW[0] * share * size, SHADOW[1] * share * size)
    return path.transformed(move)
