"""A few plain words → one line of lettering: names and numbers on contact sheets and overlays."""

from __future__ import annotations

from mangacli.drawing import Glyph, GlyphRun, Stroke, Text
from mangacli.fonts.face import face
from mangacli.geometry import Point

LABEL_FACE = "comic-neue-bold"


def label(
    words: str, size: float, at: Point, *, grey: float = 0.0, centred: bool = False, halo: float = 0.0
) -> Text:
    """Words, type size and a point of the baseline (its start, or `centred` its middle) → their lettering.

    No shaping and no fallback: a letter that the label's face lacks shows as its empty box. `halo` is the
    width in points of the paper-white edge that lifts the words off the art.
    """
    font = face(LABEL_FACE)
    ids = [int(font.hb_font.get_nominal_glyph(ord(letter)) or 0) for letter in words]
    advances = [font.advance(glyph) * size for glyph in ids]
    x = at[0] - sum(advances) / 2 if centred else at[0]
    glyphs = []
    for letter, glyph, advance in zip(words, ids, advances, strict=True):
        glyphs.append(Glyph(glyph, x, at[1], letter))
        x += advance
    outline = (Stroke(halo, grey=1.0),) if halo else ()
    return Text((GlyphRun(LABEL_FACE, size, tuple(glyphs)),), words, "en", fill=grey, outline=outline)
