"""Text that runs both ways → the level of each character, the order of a line's runs on the page (UAX #9).

The levels come from the whole text, before it is broken into lines; each line is then ordered by itself. Even
levels run from left to right, odd ones from right to left; a level within another is a quotation or a number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from bidi import get_display

from mangacli.fonts.library import is_right_to_left

_LEVEL = re.compile(r"Level\(\s*(\d+)")
_ORDERING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Invisible characters by which an author orders a text."""


@lru_cache(maxsize=1024)
def levels_of(text: str, language: str) -> bytes:
    """A text and its language → the level of each character; empty where all of it runs left to right.

    Lines run as the story's language does, unless every letter of the text runs the other way: English in a
    Hebrew story keeps its question mark behind it. A newline begins a new paragraph.
    """
    kinds = {unicodedata.bidirectional(character) for character in text}
    turned = bool(kinds & {"R", "AL"})
    right_to_left = is_right_to_left(language)
    if right_to_left and "L" in kinds and not turned:
        right_to_left = False
    elif turned and "L" not in kinds:
        right_to_left = True
    if not (turned or right_to_left or "AN" in kinds or _ORDERING & set(text)):
        return b""
    return _resolved(text, right_to_left)


def _resolved(text: str, right_to_left: bool) -> bytes:
    """The levels as the library finds them: told for each byte of UTF-8 in the account that it gives."""
    account = str(get_display(text, base_dir="R" if right_to_left else "L", debug=True))
    listed = account.rpartition("\n    levels: [")[2].partition("\n    ]")[0]
    found = [int(level) for level in _LEVEL.findall(listed)]
    sizes = [len(character.encode()) for character in text]
    if len(found) != sum(sizes):
        raise AssertionError(f"{len(found)} levels for {sum(sizes)} bytes: another python-bidi than expected")
    levels, at = bytearray(), 0
    for size in sizes:
        levels.append(found[at])
        at += size
    return bytes(levels)


def runs_of(levels: bytes, start: int, stop: int) -> Iterator[tuple[int, int, int]]:
    """Levels and a stretch of the text → its runs in reading order: first index, index behind, level."""
    at = start
    for level, run in groupby(levels[start:stop]):
        end = at + len(list(run))
        yield at, end, level
        at = end


def visual_order(levels: Sequence[int]) -> list[int]:
    """Levels of a line's runs in reading order → their indices from left to right (rule L2)."""
    order = list(range(len(levels)))
    lowest_odd = min((level for level in levels if level % 2), default=0)
    if len(order) < 2 or not lowest_odd:
        return order
    for level in range(max(levels), lowest_odd - 1, -1):
        at = 0
        while at < len(order):
            end = at
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[at:end] = order[at:end][::-1]
            at = max(end, at + 1)
    return order
