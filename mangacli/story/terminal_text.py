"""Text from a file → text that is safe and aligned in a terminal."""

from __future__ import annotations

import json
import unicodedata

_CELLS = 160
"""Longer source lines are shown in part, around the place in question."""
_JOINERS = "\u200c\u200d"
_UNSAFE = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def escaped(text: str) -> str:
    """Text → the same with every character escaped that could steer a terminal or turn the writing round."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(character) for character in text)


def escaped_lines(text: str) -> str:
    """Text of several lines → the same with its line ends kept and all else escaped as `escaped` does."""
    return "\n".join(map(escaped, text.split("\n")))


def json_escaped(text: str) -> str:
    """JSON → JSON of the same meaning in which every character that could steer a terminal is `\\u….`."""
    if text.isascii():
        return text
    return "".join(_json_shown(character) for character in text)


def brief(text: str, most: int = 400) -> str:
    """Text → the same, or its beginning and end with `…` between, `most` characters in all."""
    return text if len(text) <= most else f"{text[: most - most // 4 - 1]}…{text[-(most // 4) :]}"


def cells(text: str) -> int:
    """Width of a text in terminal cells: two for wide East Asian characters, none for combining ones."""
    if text.isascii():
        return len(text)
    return sum(map(_cells_of, text))


def window(line: str, column: int, width: int) -> tuple[str, str, str]:
    """A source line and a place in it (column from 0) → text before, at and after it, escaped.

    A line that is too long for a terminal is cut on both sides, marked by `…`.
    """
    column = min(column, len(line))
    end = min(column + width, len(line), column + _CELLS // 2)
    start = 0 if len(line) <= _CELLS else max(0, min(column - _CELLS // 4, len(line) - _CELLS))
    stop = min(len(line), start + _CELLS)
    before = ("…" if start else "") + escaped(line[start:column])
    after = escaped(line[end:stop]) + ("…" if stop < len(line) else "")
    return before, escaped(line[column:end]), after


def _json_shown(character: str) -> str:
    if character == "\n" or unicodedata.category(character) not in _UNSAFE or character in _JOINERS:
        return character
    return json.dumps(character)[1:-1]


def _shown(character: str) -> str:
    if character == "\t":
        return " "
    if unicodedata.category(character) not in _UNSAFE or character in _JOINERS:
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _cells_of(character: str) -> int:
    if character in _JOINERS or unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
