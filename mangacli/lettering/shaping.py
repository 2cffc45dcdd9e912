"""Text and a stack of fonts → glyphs, each character from the first font that has it.

All in em (type size 1), x to the right, y down, the pen starting at the origin on the baseline.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

import uharfbuzz as hb

from mangacli.errors import Finding, Where
from mangacli.fonts.face import face
from mangacli.fonts.library import fonts_with
from mangacli.geometry import IDENTITY, Box, Matrix, apply, bounds

_TWINS = {
    "～": "〜",
    "〜": "～",
    "―": "—",
    "—": "―",
    "‐": "-",
    "‑": "-",
    "−": "-",
    "✕": "×",
    "･": "・",
    "\u00a0": " ",
}
"""Characters of one look and two codes: where a font has only the other, that serves."""
_JOINER = "\u200d"
_IGNORABLE = frozenset("\u00ad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
"""Characters without a look of their own: no font need have them."""
_RIGHT_TO_LEFT = ("ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi")


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


def clusters(text: str) -> list[str]:
    """Text → what a reader takes for one character each: a letter with its accents, a joined emoji."""
    found: list[str] = []
    for character in text:
        joins = found and (
            unicodedata.category(character) in ("Mn", "Me", "Mc")
            or character == _JOINER
            or found[-1][-1] == _JOINER
            or "\ufe00" <= character <= "\ufe0f"
            or "\U000e0100" <= character <= "\U000e01ef"
            or "\U0001f3fb" <= character <= "\U0001f3ff"
        )
        if joins:
            found[-1] += character
        else:
            found.append(character)
    return found


@lru_cache(maxsize=8192)
def font_for(cluster: str, stack: tuple[str, ...]) -> tuple[str, str]:
    """A cluster and keys of fonts → the key of the first that has all of it, and the text to shape with it.

    The text differs from the cluster where the font knows the same sign under another code only. The key is
    empty where no font of the stack will do.
    """
    for key in stack:
        candidate = face(key)
        for text in (cluster, unicodedata.normalize("NFC", cluster), _TWINS.get(cluster, cluster)):
            if all(c in _IGNORABLE or _is_selector(c) or candidate.has(c) for c in text):
                return key, text
    return "", cluster


def missing_from(text: str, stack: tuple[str, ...]) -> str:
    """The characters of a text that no font of the stack has, each once, in order."""
    missing: list[str] = []
    for cluster in clusters(text):
        if not font_for(cluster, stack)[0]:
            known = [c for c in cluster if c in _IGNORABLE or any(face(key).has(c) for key in stack)]
            missing.extend([c for c in cluster if c not in known] or cluster)
    return "".join(dict.fromkeys(missing))


@lru_cache(maxsize=4096)
def shape(text: str, stack: tuple[str, ...], language: str) -> ShapedText:
    """A piece of a line → its glyphs, set horizontally.

    Where no font has a character, the first font's empty box stands for it and `missing` names it. Right-to-
    left words are shaped as such and ordered by the language's direction; the full bidirectional algorithm
    (nested quotations, numbers among them) is not applied.
    """
    runs = _runs(text, stack)
    if is_right_to_left(language):
        runs.reverse()
    placed: list[tuple[ShapedGlyph, ...]] = []
    pen = 0.0
    for run in runs:
        glyphs, width = _shape_run(run, language)
        placed.append(tuple(glyph.moved(pen, 0) for glyph in glyphs))
        pen += width
    if is_right_to_left(language):
        placed.reverse()
    return ShapedText(tuple(g for run in placed for g in run), pen, missing_from(text, stack))


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


def is_right_to_left(language: str) -> bool:
    """Whether the lines of a language run from right to left."""
    return language.lower().split("-")[0] in _RIGHT_TO_LEFT


def missing_glyph_findings(missing: Iterable[str], where: Where) -> tuple[Finding, ...]:
    """Characters that no font has → one error each, naming a font that has it where there is one."""
    findings = []
    for character in dict.fromkeys(missing):
        known = fonts_with(character)
        name = unicodedata.name(character, "unnamed").lower()
        advice = (
            f'set lettering.font to "{known[0].family}", which has it, or put such a font into the story\'s '
            "fonts folder"
            if known
            else "put a font that has it into the story's fonts folder"
        )
        findings.append(
            Finding(
                "missing-glyph",
                where,
                f'no font has "{character}" (U+{ord(character):04X}, {name})',
                advice,
            )
        )
    return tuple(findings)


def _is_selector(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


@dataclass(slots=True)
class _Run:
    """A stretch of one font and one direction: its clusters as they are shaped and as they were written."""

    font: str
    shown: list[str]
    said: list[str]


def _runs(text: str, stack: tuple[str, ...]) -> list[_Run]:
    runs: list[_Run] = []
    last_turn = False
    for cluster in clusters(text):
        key, shown = font_for(cluster, stack)
        turn = _turns(cluster, last_turn)
        if not runs or runs[-1].font != (key or stack[0]) or turn != last_turn:
            runs.append(_Run(key or stack[0], [], []))
        runs[-1].shown.append(shown)
        runs[-1].said.append(cluster)
        last_turn = turn
    return runs


def _turns(cluster: str, before: bool) -> bool:
    """Whether a cluster runs from right to left; neutral ones go with what stands before them."""
    kind = unicodedata.bidirectional(cluster[0])
    return kind in ("R", "AL") or (before and kind not in ("L", "EN", "AN"))


def _shape_run(run: _Run, language: str) -> tuple[tuple[ShapedGlyph, ...], float]:
    """A run → its glyphs in reading order and its width; the first glyph of a cluster carries its text."""
    font, buffer = face(run.font), hb.Buffer()
    buffer.add_str("".join(run.shown))
    buffer.guess_segment_properties()
    buffer.language = language or "en"
    hb.shape(font.hb_font, buffer)
    texts: dict[int, str] = {}
    index = 0
    for shown, said in zip(run.shown, run.said, strict=True):
        texts[index] = said
        index += len(shown)
    starts = sorted({info.cluster for info in buffer.glyph_infos})
    told = {
        start: "".join(texts.get(i, "") for i in range(start, end))
        for start, end in zip(starts, [*starts[1:], index], strict=True)
    }
    glyphs: list[ShapedGlyph] = []
    em, pen = font.units_per_em, 0.0
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        x, y = pen + position.x_offset / em, -position.y_offset / em
        glyphs.append(ShapedGlyph(font.key, int(info.codepoint), x, y, told.pop(info.cluster, "")))
        pen += position.x_advance / em
    if buffer.direction == "rtl":
        glyphs.reverse()
    return tuple(glyphs), pen
