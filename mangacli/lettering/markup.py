"""A dialog as it is written → the words that it says, and what is marked in them.

    漢字《かんじ》      ruby; the base is the run of kanji, katakana or Latin letters before it
    ｜お前《おまえ》    ruby; the base begins at the bar (a plain | will do)
    《《強調》》        emphasis dots
    _word_  *word*     emphasis
    <big>word</big>    louder: letters a third larger; <small>word</small> softer: a quarter smaller
    a newline          a forced break

Ruby and dots are written as Aozora Bunko and the Japanese writing sites do. Marks may lie in each other;
<big> twice is louder still. A mark without its partner is plain text: no character of the text is ever lost.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

Stretch = tuple[int, int]
"""First index and the index behind the last, in characters of the plain text."""

_LOUDNESS = re.compile(r"<(/?)(big|small)>")
_FACTORS = {"big": 1.35, "small": 0.75}
SMALLEST, LARGEST = 0.5, 2.5
"""Bounds of a run's size beside the rest of its text, however many marks lie in each other."""
_READING = re.compile(r"《《([^《》\n]+)》》|《([^《》\n]+)》")
_BARS = "｜|"
_MARK = re.compile(r"\*{1,2}|_{1,2}")
_OPENING_QUOTES = "“‘\"'「『¡¿…—-"
_CLOSING_QUOTES = "”’\"'」』.!?,…—-！？。、"


@dataclass(frozen=True, slots=True)
class Ruby:
    """A reading over (beside, in columns) the characters from `start` to `end`."""

    start: int
    end: int
    reading: str


@dataclass(frozen=True, slots=True)
class Sized:
    """A stretch set `factor` times as large as the rest: louder or softer."""

    start: int
    end: int
    factor: float


@dataclass(frozen=True, slots=True)
class MarkedText:
    """Plain text (newlines are forced breaks) and its marked stretches, those of a kind in order, apart."""

    text: str
    ruby: tuple[Ruby, ...] = ()
    dotted: tuple[Stretch, ...] = ()
    emphasised: tuple[Stretch, ...] = ()
    sized: tuple[Sized, ...] = ()

    def is_emphasised(self, index: int) -> bool:
        """Whether a character lies in an emphasised stretch."""
        return _covers(self.emphasised, index)

    def is_dotted(self, index: int) -> bool:
        """Whether a character gets an emphasis dot."""
        return _covers(self.dotted, index)

    def ruby_at(self, index: int) -> int | None:
        """A character → the number of the reading over it; None where there is none."""
        found = bisect_right(self.ruby, index, key=lambda ruby: ruby.start) - 1
        return found if found >= 0 and index < self.ruby[found].end else None

    def scale_at(self, index: int) -> float:
        """A character → its size beside that of the text."""
        found = bisect_right(self.sized, index, key=lambda sized: sized.start) - 1
        return self.sized[found].factor if found >= 0 and index < self.sized[found].end else 1.0

    def largest(self, start: int, stop: int) -> float:
        """The size of the largest letters of a stretch; at least that of the text."""
        first = bisect_right(self.sized, start, key=lambda sized: sized.end)
        last = bisect_left(self.sized, stop, key=lambda sized: sized.start)
        return max((1.0, *(sized.factor for sized in self.sized[first:last])))

    def cuts(self, start: int, stop: int, *, ruby: bool) -> list[int]:
        """The ends of a stretch and the edges of the marks within it, in order; of readings only if asked."""
        edges = [self._edges(self.emphasised, start, stop)]
        edges.append(self._edges([(sized.start, sized.end) for sized in self.sized], start, stop))
        if ruby:
            edges.append(self._edges([(ruby.start, ruby.end) for ruby in self.ruby], start, stop))
            edges.append(self._edges(self.dotted, start, stop))
        return sorted({start, stop}.union(*edges))

    @staticmethod
    def _edges(stretches: Sequence[Stretch], start: int, stop: int) -> set[int]:
        first = bisect_right(stretches, start, key=lambda stretch: stretch[1])
        last = bisect_left(stretches, stop, key=lambda stretch: stretch[0])
        return {edge for stretch in stretches[first:last] for edge in stretch if start < edge < stop}


def _covers(stretches: Sequence[Stretch], index: int) -> bool:
    found = bisect_right(stretches, index, key=lambda stretch: stretch[0]) - 1
    return found >= 0 and index < stretches[found][1]


def read_markup(text: str, language: str) -> MarkedText:
    """A dialog's text → the plain text and its marks.

    Outside Japanese, 《 》 mean ruby only behind a bar: there they are the quotation marks of titles.
    """
    text, sizes = _sizes(_tidy(text))
    removed: set[int] = set()
    ruby: list[Ruby] = []
    dotted: list[Stretch] = []
    japanese = language.lower().split("-")[0] == "ja"
    behind = 0
    for match in _READING.finditer(text):
        start, end = match.span()
        if match[1] is not None:
            removed.update((start, start + 1, end - 2, end - 1))
            dotted.append((start + 2, end - 2))
        elif (base := _base_start(text, _before_marks(text, start), behind, japanese)) is not None:
            if text[base] in _BARS:
                removed.add(base)
                base += 1
            removed.update(range(start, end))
            ruby.append(Ruby(base, _before_marks(text, start), match[2]))
        else:
            continue
        behind = end
    emphasised = _emphasis(text, removed)
    kept = [index for index in range(len(text)) if index not in removed]
    return MarkedText(
        "".join(text[index] for index in kept),
        tuple(Ruby(bisect_left(kept, r.start), bisect_left(kept, r.end), r.reading) for r in ruby),
        _stretches(dotted, kept),
        _stretches(emphasised, kept),
        tuple(Sized(*stretch, factor) for stretch, factor in _kept_sizes(sizes, kept)),
    )


def respelled(marked: MarkedText, shown: Sequence[str]) -> MarkedText:
    """Marked text and what each of its characters becomes (perhaps none, or several) → the same, so spelt."""
    at = [0]
    for letter in shown:
        at.append(at[-1] + len(letter))
    return MarkedText(
        "".join(shown),
        tuple(Ruby(at[r.start], at[r.end], r.reading) for r in marked.ruby),
        tuple((at[start], at[end]) for start, end in marked.dotted),
        tuple((at[start], at[end]) for start, end in marked.emphasised),
        tuple(Sized(at[s.start], at[s.end], s.factor) for s in marked.sized),
    )


def _tidy(text: str) -> str:
    """The text with plain newlines, no blanks around them, and no control characters but these."""
    text = "".join(c if c == "\n" or unicodedata.category(c) != "Cc" else " " for c in _newlines(text))
    lines = (line.strip(" ") for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _newlines(text: str) -> str:
    return re.sub(r"\r\n?|[\v\f\x85\u2028\u2029]", "\n", text)


def _sizes(text: str) -> tuple[str, list[float]]:
    """A text → it without its paired marks of loudness, and the size of each character that is left."""
    paired: dict[int, re.Match[str]] = {}
    open_marks: dict[str, list[re.Match[str]]] = {"big": [], "small": []}
    for mark in _LOUDNESS.finditer(text):
        if not mark[1]:
            open_marks[mark[2]].append(mark)
        elif open_marks[mark[2]]:
            for each in (open_marks[mark[2]].pop(), mark):
                paired[each.start()] = each
    if not paired:
        return text, []
    kept, sizes, depth, at = [], [], {"big": 0, "small": 0}, 0
    while at < len(text):
        found = paired.get(at)
        if found is not None:
            depth[found[2]] += -1 if found[1] else 1
            at = found.end()
            continue
        factor = _FACTORS["big"] ** depth["big"] * _FACTORS["small"] ** depth["small"]
        kept.append(text[at])
        sizes.append(min(LARGEST, max(SMALLEST, round(factor, 4))))
        at += 1
    return "".join(kept), sizes


def _kept_sizes(sizes: Sequence[float], kept: Sequence[int]) -> Iterator[tuple[Stretch, float]]:
    """Sizes of the characters, and which of these are kept → the stretches that are not of size 1."""
    at = 0
    for factor, stretch in groupby(sizes[index] for index in kept) if sizes else ():
        end = at + len(list(stretch))
        if factor != 1.0:
            yield (at, end), factor
        at = end


def _before_marks(text: str, end: int) -> int:
    """Where the base of a reading ends: *鬼*《おに》 has its reading over the emphasised word."""
    while end and text[end - 1] in "*_":
        end -= 1
    return end


def _base_start(text: str, end: int, floor: int, japanese: bool) -> int | None:
    """Where the base of a reading that opens at `end` begins: at a bar, or with the run of its kind."""
    line = text.rfind("\n", floor, end) + 1
    bar = max(text.rfind(mark, max(floor, line), end) for mark in _BARS)
    if bar >= 0 and end - bar > 1 and not set(text[bar + 1 : end]) & set("《》"):
        return bar
    kind = _kind(text[end - 1]) if japanese and end > floor else ""
    if not kind:
        return None
    start = end
    while start > floor and _kind(text[start - 1]) == kind:
        start -= 1
    return start


def _kind(character: str) -> str:
    """Kind of a character that ruby may stand over without a bar; empty for the others."""
    if "\u4e00" <= character <= "\u9fff" or "\u3400" <= character <= "\u4dbf" or character in "々〆〇ヶ仝":
        return "kanji"
    if "\uf900" <= character <= "\ufaff" or character >= "\U00020000":
        return "kanji"
    if "\u30a1" <= character <= "\u30ff" and character != "・":
        return "katakana"
    if character.isalnum() and not "\u3041" <= character <= "\u309f":
        return "latin"
    return ""


def _emphasis(text: str, removed: set[int]) -> list[Stretch]:
    """Stretches between paired marks; the marks of each pair join `removed`."""
    stretches: list[Stretch] = []
    openers: dict[str, tuple[int, int]] = {}
    for match in _MARK.finditer(text):
        start, end = match.span()
        if start in removed:
            continue
        before = text[start - 1] if start else " "
        after = text[end] if end < len(text) else " "
        opener = openers.get(match[0])
        if opener and (before.isalnum() or before in _CLOSING_QUOTES) and not _in_word(after):
            removed.update((*range(*opener), *range(start, end)))
            stretches.append((opener[1], start))
            openers.clear()
        elif not _in_word(before) and (after.isalnum() or after in _OPENING_QUOTES):
            openers[match[0]] = (start, end)
    return stretches


def _in_word(character: str) -> bool:
    """Whether a mark beside the character stands inside a word, and so is no mark: snake_case, f**k."""
    wide = unicodedata.east_asian_width(character) in "WF"
    return (character.isalnum() and not wide) or character in "*_"


def _stretches(marked: Iterable[Stretch], kept: list[int]) -> tuple[Stretch, ...]:
    return tuple((bisect_left(kept, start), bisect_left(kept, end)) for start, end in marked)
