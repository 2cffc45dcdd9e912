"""A few plain words → one line of lettering: for contact sheets, overlays and blank panels."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby

from mangacli.drawing import Glyph, GlyphRun, Stroke, Text
from mangacli.fonts.face import face
from mangacli.fonts.library import stack
from mangacli.geometry import Point


def label(
    words: str, size: float, at: Point, *, grey: float = 0.0, centred: bool = False, halo: float = 0.0
) -> Text:
    """Words, type size and a point of the baseline (its start, or `centred` its middle) → their lettering.

    No shaping; a letter that no bundled font has shows as its font's empty box. `halo` is the width in
    points of the paper-white edge that lifts the words off the art.
    """
    places: list[tuple[str, Glyph]] = []
    x = at[0]
    for letter in words:
        key, glyph = _glyph(letter)
        places.append((key, Glyph(glyph, x, at[1], letter)))
        x += face(key).advance(glyph) * size
    shift = (at[0] - x) / 2 if centred else 0.0
    runs = tuple(
        GlyphRun(key, size, tuple(Glyph(g.id, g.x + shift, g.y, g.text) for _, g in group))
        for key, group in groupby(places, key=lambda place: place[0])
    )
    outline = (Stroke(halo, grey=1.0),) if halo else ()
    return Text(runs, words, "en", fill=grey, outline=outline)


@lru_cache(maxsize=1024)
def _glyph(letter: str) -> tuple[str, int]:
    """A letter → the first font that has it (else the first of all), and its glyph there."""
    fonts = stack("en", "caption")
    key = next((key for key in fonts if face(key).has(letter)), fonts[0])
    return key, int(face(key).hb_font.get_nominal_glyph(ord(letter)) or 0)
