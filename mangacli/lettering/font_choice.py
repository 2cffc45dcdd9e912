"""A text and a stack of fonts → which font sets each character, and what no font has."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from mangacli.errors import Finding, Where
from mangacli.fonts.face import face
from mangacli.fonts.library import fonts_with

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
_JOINING = frozenset("\u034f\u200c\u200d")
"""What stands inside words and rules how letters join: never parted from the letter before."""
IGNORABLE = _JOINING | frozenset(
    "\u00ad\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064"
    "\u2066\u2067\u2068\u2069\ufeff"
)
"""Characters without a look of their own: no font need have them."""


def clusters(text: str) -> list[str]:
    """Text → what a reader takes for one character each: a letter with its accents, a joined emoji."""
    found: list[str] = []
    for character in text:
        joins = bool(found) and (
            unicodedata.category(character) in ("Mn", "Me", "Mc")
            or character in _JOINING
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
            if all(c in IGNORABLE or _is_selector(c) or candidate.has(c) for c in text):
                return key, text
    return "", cluster


def missing_from(text: str, stack: tuple[str, ...]) -> str:
    """The characters of a text that no font of the stack has, each once, in order."""
    missing: list[str] = []
    for cluster in clusters(text):
        if not font_for(cluster, stack)[0]:
            known = [c for c in cluster if c in IGNORABLE or any(face(key).has(c) for key in stack)]
            missing.extend([c for c in cluster if c not in known] or cluster)
    return "".join(dict.fromkeys(missing))


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
