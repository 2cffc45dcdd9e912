"""Lines of scripts with spaces between the words: set one under the other as a diamond.

The middle lines are the longest, so that the block fills an oval. Lines break at spaces, behind hyphens and
dashes; a word is hyphenated only where it alone is wider than a line may be. Also for Korean (broken between
words, between syllables where a word is too wide).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise, zip_longest
from math import sqrt

import pyphen

from mangacli.lettering.bidi import levels_of, runs_of
from mangacli.lettering.font_choice import clusters
from mangacli.lettering.line_breaking import HARD, Piece
from mangacli.lettering.markup import MarkedText
from mangacli.lettering.set_text import TypeStyle
from mangacli.lettering.shaping import ShapedText, scaled, shape, side_by_side, slanted

_WORD = re.compile(r"[^ \n\u3000\u200b]+")
_BREAK_BEHIND = re.compile(
    r"(?<=[^\W\d_])[-‐־](?=[^\W\d_])"  # a compound's hyphen, the Hebrew maqaf
    r"|(?<![—–-])(?:[—–]++|-{2,}+)(?=[^\s—–.,!?;:”’\"'…)-])"
    r"|(?<=\w)(?:…+|\.{3,})(?=\w)"
    r"|(?<=\w)/(?=\w)"
)
_SENTENCE_END, _CLAUSE_END, _WORD_END, _LITTLE_WORD, _IN_COMPOUND, _BEFORE_DASH = (
    0.0,
    0.02,
    0.04,
    0.12,
    0.09,
    0.15,
)
"""Costs of a line's end behind each; 0.04 is the cost of a line a fifth too long."""
_SENTENCE_HEADS = (0.08, 0.03)
"""A line should not end behind the first or second word of a new sentence."""
_HYPHENATED, _SPLIT = 2 * HARD, HARD
_BESIDE_FORCED = 0.3
"""Where the author breaks lines, others are added only for want of room."""
_AFTER_SENTENCE, _AFTER_CLAUSE = tuple(".!?…؟۔"), (*",;:—–،؛", "--")
_QUOTES = "”’»«\"')״"
_LITTLE_WORDS = frozenset(("a", "an", "the", "i", "of", "to", "in", "on", "at", "by", "my", "no", "or", "as"))
HYPHEN = "\u00ad"
"""Our own hyphen at a line's end, in the line's text: shown as a hyphen, not part of what is said."""


def diamond(count: int) -> list[float]:
    """Number of lines → their relative lengths: the chords of an oval, its ends blunted."""
    return [sqrt(1 - ((2 * line + 1 - count) / (count + 0.9)) ** 2) for line in range(count)]


def shape_stretch(marked: MarkedText, start: int, stop: int, style: TypeStyle) -> ShapedText:
    """A stretch of marked text → its glyphs on one line, each run in its own font, size and direction."""
    levels = levels_of(marked.text, style.language)
    if not (levels or marked.emphasised or marked.sized):
        return shape(marked.text[start:stop], style.stack, style.language)
    parts, orders, missing = [], [], ""
    for begin, end in pairwise(marked.cuts(start, stop, ruby=False)):
        emphasised = marked.is_emphasised(begin)
        stack = style.emphasis_stack if emphasised else style.stack
        for at, behind, level in runs_of(levels, begin, end) if levels else ((begin, end, 0),):
            beside = ("", "")
            if level:  # letters that join do so across a change of font or size
                beside = (marked.text[max(start, at - 4) : at], marked.text[behind : min(stop, behind + 4)])
            piece = shape(marked.text[at:behind], stack, style.language, levels[at:behind], beside)
            if emphasised:
                own = style.emphasis_stack[0] if style.emphasis_stack[0] != style.stack[0] else ""
                piece = slanted(piece, upright=own)
            piece = scaled(piece, marked.scale_at(begin))
            parts.append((piece.glyphs, piece.width))
            orders.append(level)
            missing += piece.missing
    glyphs, width = side_by_side(parts, orders)
    return ShapedText(glyphs, width, missing)


def hyphen_behind(marked: MarkedText, stop: int, style: TypeStyle) -> ShapedText:
    """Marked text and where a word is divided → the hyphen there, as large as the letter before it."""
    return scaled(shape("-", style.stack, style.language), marked.scale_at(stop - 1))


def latin_pieces(marked: MarkedText, style: TypeStyle, longest: float) -> list[Piece]:
    """Marked text and the length that a line may have, in em → its pieces between possible breaks."""
    text = marked.text
    pieces: list[Piece] = []
    pen = 0.0
    for word in _WORD.finditer(text):
        if pieces:
            last = pieces[-1]
            forced = "\n" in text[last.stop : word.start()]
            pen = last.end + (0.0 if forced else shape_stretch(marked, last.stop, word.start(), style).width)
        for start, stop, penalty, hyphen in _parts(marked, word.start(), word.end(), style, longest):
            width = shape_stretch(marked, start, stop, style).width
            tail = hyphen_behind(marked, stop, style).width if hyphen else 0.0
            forced = stop == word.end() and text[stop : stop + 1] == "\n"
            pieces.append(
                Piece(start, stop, pen, pen + width, tail=tail, penalty=penalty, forced=forced, hyphen=hyphen)
            )
            pen += width
    return _with_taste(pieces, text)


def _with_taste(pieces: list[Piece], text: str) -> list[Piece]:
    """The pieces, breaks dearer before a dash, behind the head of a sentence, and beside forced ones."""
    beside_forced = _BESIDE_FORCED if any(piece.forced for piece in pieces) else 0.0
    tasted = []
    since_end = len(_SENTENCE_HEADS)
    for piece, following in zip_longest(pieces, pieces[1:]):
        penalty = piece.penalty + beside_forced
        if text[piece.start : piece.stop].rstrip(_QUOTES).endswith(_AFTER_SENTENCE):
            since_end = 0
        else:
            penalty += _SENTENCE_HEADS[since_end] if since_end < len(_SENTENCE_HEADS) else 0.0
            since_end += 1
        if following and text.startswith(("—", "–", "--"), following.start):
            penalty += _BEFORE_DASH
        tasted.append(replace(piece, penalty=penalty))
    return tasted


def _parts(
    marked: MarkedText, start: int, stop: int, style: TypeStyle, longest: float
) -> Iterator[tuple[int, int, float, bool]]:
    """A word → its parts: first index, index behind the last, cost of a break there, whether a hyphen."""
    cuts = [match.end() for match in _BREAK_BEHIND.finditer(marked.text, start, stop) if match.end() < stop]
    for begin, end in zip([start, *cuts], [*cuts, stop], strict=True):
        penalty = _word_penalty(marked.text[start:stop]) if end == stop else _IN_COMPOUND
        if shape_stretch(marked, begin, end, style).width <= longest:
            yield begin, end, penalty, False
            continue
        splits = _splits(marked.text[begin:end], style.language)
        inner = [begin, *(begin + at for at, _ in splits)]
        for (_, hyphen), first, last in zip(splits, inner, inner[1:], strict=False):
            yield first, last, _HYPHENATED if hyphen else _SPLIT, hyphen
        yield inner[-1], end, penalty, False


def _word_penalty(word: str) -> float:
    """Cost of a line's end behind a word: less behind a clause, more behind an article or preposition."""
    bare = word.rstrip(_QUOTES)
    if bare.endswith(_AFTER_SENTENCE):
        return _SENTENCE_END
    if bare.endswith(_AFTER_CLAUSE):
        return _CLAUSE_END
    return _LITTLE_WORD if word.lower() in _LITTLE_WORDS else _WORD_END


def _splits(word: str, language: str) -> list[tuple[int, bool]]:
    """Where a word that is too wide may be split: index, and whether a hyphen is shown there.

    By the language's hyphenation; beside characters of East Asian width (hangul, kana, ideographs) anywhere.
    """
    places: dict[int, bool] = {}
    dictionary = _dictionary(language)
    if dictionary is not None:
        for letters in re.finditer(r"[^\W\d_]{5,}", word):
            places.update((letters.start() + at, True) for at in dictionary.positions(letters.group()))
    index = 0
    for cluster in clusters(word):
        if index and "W" in (
            unicodedata.east_asian_width(word[index - 1]), unicodedata.east_asian_width(cluster[0])
        ) and cluster[0].isalnum():  # fmt: skip
            places[index] = False
        index += len(cluster)
    return sorted(places.items())


@lru_cache(maxsize=16)
def _dictionary(language: str) -> pyphen.Pyphen | None:
    known = pyphen.language_fallback(language.replace("-", "_"))
    return pyphen.Pyphen(lang=known) if known else None
