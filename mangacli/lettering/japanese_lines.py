"""Lines and columns of Japanese and Chinese: broken between phrases, never against kinsoku.

budoux says where phrases end; a break inside one costs more than any crooked column, so it happens only where
a phrase is longer than the column may be. Commas and full stops hang (ぶら下げ): a column that
ends with one is as long as if it were not there.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import budoux

from mangacli.fonts.library import script_of
from mangacli.lettering.cells import Cell, is_kana
from mangacli.lettering.kinsoku import (
    CENTRED,
    CLOSING,
    DASHES,
    HANG,
    HANGING,
    HEARTS,
    LEADERS,
    SHOUTS,
    STOPS,
    empty_head,
    empty_tail,
    may_break,
    squeeze,
)  # fmt: skip
from mangacli.lettering.line_breaking import HARD, NEVER, Piece
from mangacli.lettering.markup import MarkedText

_BROKEN_PHRASE, _BROKEN_WORD, _BEFORE_HEART = 1.5 * HARD, 1.75 * HARD, 1.5 * HARD
_AFTER_SENTENCE, _AFTER_CLAUSE, _AFTER_PHRASE, _SENTENCE_HEAD = 0.0, 0.04, 0.12, 0.12
"""Costs of a break behind 。！？, behind 、, behind a phrase; added behind the first phrase of a sentence."""
_BEFORE_LEADER, _BEFORE_LAST_LEADER = 0.3, HARD
"""Costs of a break before …… that opens a phrase, and before one that only trails off."""
_BETWEEN_WORDS = 0.5
"""Cost of a break within a Latin phrase."""
_SENTENCE_ENDS = SHOUTS | LEADERS | HEARTS | frozenset("。．")
_BLANK, _WIDE_BLANK, _BESIDE_WORD = 0.33, 1.0, 0.2
"""Room (em) of a plain space, of a full-width one, and of the joint of a Latin word and Japanese."""


def columns(count: int) -> list[float]:
    """Number of columns → their relative lengths: even, the last one a little shorter."""
    return [1.0] * (count - 1) + [0.9 if count > 1 else 1.0]


def japanese_pieces(marked: MarkedText, cells: Sequence[Cell], language: str) -> list[Piece]:
    """The cells of a text → as many pieces: their places on one endless line and the costs of the breaks."""
    phrase_ends, script = _phrase_ends(marked.text, language), script_of(language)
    centred = script == "zh-hant"
    pieces: list[Piece] = []
    pen = 0.0
    opens = False
    for index, cell in enumerate(cells):
        following = cells[index + 1] if index + 1 < len(cells) else None
        between = marked.text[cell.stop : following.start] if following else ""
        penalty = _penalty(marked.text, cell, following, phrase_ends) if following else 0.0
        if cell.shown[-1] in _SENTENCE_ENDS:
            opens = True
        elif opens and penalty == _AFTER_PHRASE:
            penalty, opens = penalty + _SENTENCE_HEAD, False
        bare = cell.kind == "upright" and not (centred and cell.shown in CENTRED)
        pieces.append(
            Piece(
                start=cell.start,
                stop=cell.stop,
                begin=pen,
                end=pen + cell.advance,
                head=(empty_head(cell.shown) * cell.scale if bare else 0.0) - cell.before,
                tail=cell.behind - (empty_tail(cell.shown) * cell.scale if bare else 0.0),
                hang=HANG * cell.scale if bare and cell.shown in HANGING else 0.0,
                penalty=penalty,
                forced="\n" in between,
            )
        )
        pen += cell.advance + (_gap(cell, following, between, script) if following else 0.0)
    return pieces


def _penalty(text: str, cell: Cell, following: Cell, phrase_ends: frozenset[int]) -> float:
    """Cost of a break between two cells of a text."""
    before, after, between = cell.shown[-1], following.shown[0], text[cell.stop : following.start]
    if cell.ruby is not None and cell.ruby == following.ruby:
        return NEVER
    if not may_break(before, after) or (not between and _is_figure(before) and _is_figure(after)):
        return NEVER
    if between.strip("\u00a0"):
        return _BETWEEN_WORDS if cell.kind == "word" == following.kind else _AFTER_SENTENCE
    if after in HEARTS and before not in HEARTS:
        return _BEFORE_HEART
    if before in _SENTENCE_ENDS:
        return _AFTER_SENTENCE
    if before in STOPS | CLOSING:
        return _AFTER_CLAUSE
    if after in LEADERS | DASHES and before not in DASHES:
        return _BEFORE_LAST_LEADER if _trails_off(text, following.start) else _BEFORE_LEADER
    if cell.stop in phrase_ends and before != after:
        return _AFTER_PHRASE
    return _BROKEN_WORD if is_kana(before) == is_kana(after) else _BROKEN_PHRASE


def _gap(cell: Cell, following: Cell, between: str, script: str) -> float:
    """Room between two cells on one line; negative where two brackets share an empty half."""
    before, after = cell.shown[-1], following.shown[0]
    if between:
        return sum(
            _WIDE_BLANK if blank == "\u3000" else _BLANK for blank in between if blank not in "\n\u200b"
        )
    whole = script == "zh-hant" and before in CENTRED
    if cell.kind == "upright" == following.kind and not whole and (shared := squeeze(before, after)):
        return -shared
    if script == "ja" and before in SHOUTS and _says_more(after) and cell.kind != "word":
        return _WIDE_BLANK
    words = (cell.kind == "word") + (following.kind == "word")
    return _BESIDE_WORD if words == 1 and before.isalnum() and after.isalnum() else 0.0


def _trails_off(text: str, start: int) -> bool:
    """Whether nothing more is said behind the dots or dashes at `start` before the sentence ends."""
    rest = text[start:].lstrip("".join(LEADERS | DASHES))
    return not rest or rest[0] in STOPS | SHOUTS | CLOSING | frozenset("\n")


def _is_figure(character: str) -> bool:
    """Whether a character is a digit or capital, several of which make one number or name down a column."""
    return character.isascii() and (character.isdigit() or character.isupper())


def _says_more(character: str) -> bool:
    """Whether a character behind ！ or ？ begins something new, and so is set off by a square."""
    return character not in SHOUTS | CLOSING | STOPS | LEADERS | DASHES | HEARTS


def _phrase_ends(text: str, language: str) -> frozenset[int]:
    """Indices behind the phrases of a text; none in languages that show them by spaces."""
    parser = _parser(script_of(language))
    if parser is None:
        return frozenset()
    ends = set()
    start = 0
    for line in text.split("\n"):
        at = start
        for phrase in parser.parse(line):
            at += len(phrase)
            ends.add(at)
        start += len(line) + 1
    return frozenset(ends)


@lru_cache(maxsize=4)
def _parser(script: str) -> budoux.Parser | None:
    if script == "zh-hans":
        return budoux.load_default_simplified_chinese_parser()
    if script == "zh-hant":
        return budoux.load_default_traditional_chinese_parser()
    return budoux.load_default_japanese_parser() if script == "ja" else None
