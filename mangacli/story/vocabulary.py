"""Finding words in descriptions and scenes: English by whole words, Japanese by what it contains."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

Words = Mapping[str, str]
"""What is meant → the words that mean it, separated by `|`. English words may end in `*` (any ending);
`~` between two allows up to three words more: `long~hair` finds "long, wavy black hair"."""


_JOINT = re.compile(r"\s*(?:,|&|、|・|と|や|,?\s*\band\b)\s*", re.IGNORECASE)
"""What joins two names so that both do what is said."""


@lru_cache(maxsize=1024)
def _pattern(words: str) -> re.Pattern[str]:
    """Words separated by `|` → a pattern that finds any of them."""
    choices = []
    for word in words.split("|"):
        if word.isascii():
            text = re.escape(word.removesuffix("*")).replace(r"\ ", r"[\s-]+")
            text = text.replace("\\~", "~").replace("~", r"(?:[\s,-]+\w+){0,3}?[\s,-]+")
            choices.append(rf"\b{text}\w*" if word.endswith("*") else rf"\b{text}\b")
        else:
            choices.append(re.escape(word))
    return re.compile("|".join(choices), re.IGNORECASE)


Span = tuple[int, int]
"""A stretch of a text: start and end."""
_KANJI = "[\u4e00-\u9fff]"


def japanese(word: str) -> str:
    """A Japanese word → its pattern. One kanji must stand alone: 山 is a mountain, 山田 is somebody."""
    return rf"(?<!{_KANJI}){word}(?!{_KANJI})" if re.fullmatch(_KANJI, word) else re.escape(word)


@lru_cache(maxsize=256)
def _name(name: str) -> re.Pattern[str]:
    """A name → a pattern that finds it, as a whole word where it is written in Latin letters."""
    text = re.escape(name)
    return re.compile(rf"(?<!\w){text}(?!\w)" if name.isascii() else text, re.IGNORECASE)


def says(text: str, words: str) -> bool:
    """Whether a text holds any of the words."""
    return _pattern(words).search(text) is not None


def meanings(text: str, vocabulary: Words) -> list[str]:
    """What a text means, in the order of the vocabulary."""
    return [meaning for meaning, words in vocabulary.items() if says(text, words)]


def first(text: str, vocabulary: Words) -> str | None:
    """The first meaning of the vocabulary that a text holds, or None."""
    return next(iter(meanings(text, vocabulary)), None)


def spans(text: str, words: str) -> list[Span]:
    """Where in a text any of the words stands: start and end of each."""
    return [match.span() for match in _pattern(words).finditer(text)]


def said_of(scene: str, names: Sequence[str], vocabulary: Words) -> Iterator[tuple[str, int | None]]:
    """Meanings in a scene, each with the number of the name that it is said of (None: of nobody by name).

    A word belongs to the name before it ("Mika smiles"), else to the name after it ("a smiling Mika"). Names
    that are only joined ("Mika and Ren smile") share what is said of them.
    """
    parties = _parties(scene, names)
    hits = sorted(
        (found.start(), meaning)
        for meaning, words in vocabulary.items()
        for found in _pattern(words).finditer(scene)
    )
    for place, meaning in hits:
        before = [party for start, party in parties if start <= place]
        after = [party for start, party in parties if start > place]
        party = before[-1] if before else after[0] if after else (None,)
        yield from ((meaning, number) for number in party)


def _parties(scene: str, names: Sequence[str]) -> list[tuple[int, tuple[int, ...]]]:
    """Where names stand in a scene; those that are joined make one party, at the place of its first."""
    mentions = sorted(
        (found.start(), found.end(), number)
        for number, name in enumerate(names)
        if name.strip()
        for found in _name(name).finditer(scene)
    )
    parties: list[tuple[int, tuple[int, ...]]] = []
    last = (-1, -1)
    for start, end, number in mentions:
        if start < last[1]:
            continue  # the same name once more, or a part of it
        if parties and _JOINT.fullmatch(scene[last[1] : start]):
            parties[-1] = (parties[-1][0], (*parties[-1][1], number))
        else:
            parties.append((start, (number,)))
        last = (start, end)
    return parties
