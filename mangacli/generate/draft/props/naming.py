"""Which things a text names, and where: the longest words win over what they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from mangacli.generate.draft.props.table import PROPS
from mangacli.generate.draft.vocabulary import japanese

_NOUN = (
    r"(?:an?|the|his|her|my|your|their|our|its|this|that|these|those|one|two|three|four|some|many|several"
    r"|of|with|old|big|small|little|huge|red|white|black)"
)
"""What makes the next word a noun."""
_NOT = re.compile(
    r"\b(?:no|not an?|without|without (?:an?|the|his|her|their|any))\s+(?:\w+\s+)?$|(?:ない|のない)$"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A thing that a text names, where (start and end in the text), and whether as several."""

    name: str
    start: int
    end: int
    several: bool


@lru_cache(maxsize=256)
def _pattern(name: str) -> re.Pattern[str]:
    """A thing's name → the pattern of its words; the group `word` holds what means it."""
    latin: list[str] = []
    nouns: list[str] = []
    other: list[str] = []
    for word in PROPS[name].words.split("|"):
        if not word.isascii():
            other.append(japanese(word))
        else:
            spelled = re.escape(word.removesuffix("!")).replace(r"\ ", r"[\s-]+").replace(r"\-", r"[\s-]")
            (nouns if word.endswith("!") else latin).append(spelled)
    parts = []
    if latin:
        parts.append(rf"\b(?P<word>{'|'.join(latin)})(?P<many>s|es|'s)?\b")
    if nouns:
        parts.append(rf"\b{_NOUN}\s+(?:[\w-]+\s+)??(?P<noun>{'|'.join(nouns)})(?P<nouns>s|es)?\b")
    if other:
        parts.append(rf"(?P<other>{'|'.join(other)})")
    return re.compile("|".join(parts), re.IGNORECASE)


def named_in(text: str, spared: Sequence[tuple[int, int]] = ()) -> list[Named]:
    """A text → the things that it names, each once, in its order; nothing in a longer span of `spared`.

    What it says to be missing ("no umbrella") is not named.
    """
    found = sorted(_all(text), key=lambda thing: (thing.end - thing.start, -thing.start, thing.name))
    found.reverse()  # of words as long, the thing whose own name is a plural: birds before bird
    kept: list[Named] = []
    for thing in found:
        length = thing.end - thing.start
        beaten = any(
            start < thing.end and thing.start < end and end - start > length for start, end in spared
        )
        taken = any(other.start < thing.end and thing.start < other.end for other in kept)
        if not beaten and not taken and not _NOT.search(text[: thing.start]):
            kept.append(thing)
    first = {thing.name: thing for thing in sorted(kept, key=lambda thing: -thing.start)}
    return sorted(first.values(), key=lambda thing: thing.start)


def _all(text: str) -> Iterator[Named]:
    for name in PROPS:
        for match in _pattern(name).finditer(text):
            groups = match.groupdict()
            word = next(key for key in ("word", "noun", "other") if groups.get(key))
            start = match.start(word)
            plural = groups.get("many") in ("s", "es") or bool(groups.get("nouns"))
            yield Named(name, start, match.end(), plural or groups[word].casefold() in _PLURALS)


_PLURALS = frozenset(
    (
        "stars",
        "birds",
        "seagulls",
        "flock of birds",
        "butterflies",
        "clouds",
        "rocks",
        "crows",
        "fireworks",
        "geese",
        "hearts",
        "星",
        "雲",
    )
)
"""Words of the table that mean several by themselves."""
