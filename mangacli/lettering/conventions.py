"""Marked text → the same, spelt as comics are lettered: capitals, dots and dashes by the story's choice.

What is shown changes, what is said does not: a reader of the file finds the text as it was written.
"""

from __future__ import annotations

import re
from functools import lru_cache

from mangacli.fonts.face import face
from mangacli.fonts.library import script_of
from mangacli.lettering.markup import MarkedText, respelled
from mangacli.lettering.set_text import TypeStyle
from mangacli.story.models import Dash, Dots

_DOTS = re.compile(r"\.{3,}")
_LONG_DASH = re.compile(r"[—―─]+|(?<![-<!])--(?![->])")
_DOUBLED = {"latin": "--", "ko": "--"}
"""How a doubled dash is drawn: two hyphens in comics; in Chinese and Japanese a dash of two squares."""
_PRONOUN = re.compile(r"(?<![^\W_])I(?![^\W_])")


def conventional(marked: MarkedText, style: TypeStyle) -> MarkedText:
    """Marked text and its style → the text as it is shown."""
    marked = with_dots(marked, style.dots)
    marked = with_dashes(marked, style.dash, style.language)
    if not style.capitals:
        return marked
    marked = capitals(marked, style.language)
    return with_plain_i(marked) if has_plain_i(style.stack[0]) else marked


def capitals(marked: MarkedText, language: str) -> MarkedText:
    """Marked text → the same in capitals, the marks moved where a letter becomes two (ß, SS)."""
    dotted_i = {"i": "İ", "ı": "I"} if language.lower().split("-")[0] in ("tr", "az") else {}
    return respelled(marked, [dotted_i.get(letter, letter.upper()) for letter in marked.text])


def with_dots(marked: MarkedText, dots: Dots) -> MarkedText:
    """Marked text → the same with three dots in a row made one sign, if so chosen; a fourth dot stays."""
    if dots == "keep" or "..." not in marked.text:
        return marked
    shown = list(marked.text)
    for run in _DOTS.finditer(marked.text):
        for at in range(run.start(), run.end() - 2, 3):
            shown[at : at + 3] = "…", "", ""
    return respelled(marked, shown)


def with_dashes(marked: MarkedText, dash: Dash, language: str) -> MarkedText:
    """Marked text → the same with its long dashes all doubled or all single, if so chosen."""
    if dash == "keep":
        return marked
    wanted = "—" if dash == "single" else _DOUBLED.get(script_of(language), "——")
    shown = list(marked.text)
    for run in _LONG_DASH.finditer(marked.text):
        shown[run.start() : run.end()] = [wanted, *[""] * (run.end() - run.start() - 1)]
    return respelled(marked, shown)


def with_plain_i(marked: MarkedText) -> MarkedText:
    """Marked text in capitals → the serifed I left to the pronoun, the plain one (typed i) in all words."""
    pronouns = {found.start() for found in _PRONOUN.finditer(marked.text)}
    return respelled(
        marked, ["i" if c == "I" and at not in pronouns else c for at, c in enumerate(marked.text)]
    )


@lru_cache(maxsize=64)
def has_plain_i(key: str) -> bool:
    """Whether a font is one of capitals only whose small i is a plain stroke and whose I has serifs."""
    font = face(key)
    if not all(font.has(letter) for letter in "iIhH"):
        return False
    ids = {letter: int(font.hb_font.get_nominal_glyph(ord(letter))) for letter in "iIhH"}
    inks = {letter: font.ink(glyph) for letter, glyph in ids.items()}
    small, capital, low, high = (inks[letter] for letter in "iIhH")
    if not (small and capital and low and high) or ids["i"] == ids["I"]:
        return False
    in_capitals = abs(low.height - high.height) < 0.05 and abs(small.height - capital.height) < 0.05
    contours = sum(op == "M" for op, _ in font.outline(ids["i"]).segments)
    return in_capitals and contours == 1 and small.width < 0.7 * capital.width
