"""Marked text → cells: the squares and the sideways words of which a Japanese line or column is made.

A cell is what is never broken and is set as one: a kanji, a pair like !?, two digits side by side in a column
(tate-chu-yoko), a Latin word. Lengths in em along the line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from mangacli.fonts.library import script_of
from mangacli.lettering.font_choice import clusters
from mangacli.lettering.kinsoku import empty_head, empty_tail
from mangacli.lettering.markup import MarkedText, Ruby
from mangacli.lettering.set_line import RUBY_SCALE
from mangacli.lettering.set_text import TypeStyle
from mangacli.lettering.shaping import shape

Kind = Literal["upright", "tate-chu-yoko", "word", "dash"]
_BLANK = re.compile(r"[ \u00a0\u3000\u200b\t]+")
_SHOUTS = re.compile(r"[!?！？]+")
_DOTS = re.compile(r"\.{3}")
_DASH = re.compile(r"—{2,4}|―{2,4}|─{2,4}")
_SHORT = re.compile(r"\d{2,3}|[A-Z\d]{2}|\d{1,2}%")
_STACKED = re.compile(r"\d{4,6}|[A-Z\d]{3}|[A-Z]{4,5}")
_PHRASE = re.compile(r"[!-~]+(?: [!-~]+)+")
"""Latin words one after another: all turned, however short each of them is."""
_FULL_WIDTH = dict(zip("!?()[]{}~:;&", "！？（）［］｛｝～：；＆", strict=True))
_IN_COLUMNS = {
    "ja": {"“": "〝", "”": "〟"},
    "zh-hans": {"“": "『", "”": "』", "‘": "「", "’": "」"},
    "zh-hant": {"“": "「", "”": "」", "‘": "『", "’": "』"},
}
"""Quotation marks of lines that columns show as others."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Characters `start` to before `stop` of the text, how they are set, and the room they take.

    `text` is what the cell says, `shown` what is shaped of it (in a column, an ASCII ! becomes a full-width
    one), `natural` its own length and `advance` what it gets: more where a long reading stands beside it.
    `ruby` is the index of its reading, `scale` its size beside the text's (in which its lengths are told);
    `before` and `behind` are how far its reading reaches over the cells beside it.
    """

    start: int
    stop: int
    kind: Kind
    text: str
    shown: str
    natural: float
    advance: float
    stack: tuple[str, ...]
    ruby: int | None = None
    dotted: bool = False
    slanted: bool = False
    scale: float = 1.0
    before: float = 0.0
    behind: float = 0.0


def cells_of(marked: MarkedText, style: TypeStyle) -> list[Cell]:
    """Marked text and its style → its cells in reading order; blanks and newlines lie between them."""
    cells = [cell for start, stop in _stretches(marked) for cell in _cells(marked, start, stop, style)]
    return _with_room_for_ruby(cells, marked.ruby, style)


def reading_cells(reading: str, style: TypeStyle) -> list[Cell]:
    """A reading → its cells, at the size of the text (they are set at RUBY_SCALE)."""
    return list(_cells(MarkedText(reading), 0, len(reading), style))


def is_kana(character: str) -> bool:
    """Whether a character is hiragana or katakana."""
    return "\u3041" <= character <= "\u30ff"


def _stretches(marked: MarkedText) -> Iterator[tuple[int, int]]:
    """The text cut where a mark begins or ends."""
    yield from pairwise(marked.cuts(0, len(marked.text), ruby=True))


def _cells(marked: MarkedText, start: int, stop: int, style: TypeStyle) -> Iterator[Cell]:
    """A stretch with the same marks throughout → its cells."""
    emphasised, dotted, ruby = marked.is_emphasised(start), marked.is_dotted(start), marked.ruby_at(start)
    scale = marked.scale_at(start)
    stack = style.emphasis_stack if emphasised else style.stack
    slanted = emphasised and style.emphasis_stack == style.stack
    at = start
    for kind, said, shown in _tokens(marked.text[start:stop], style):
        if kind is not None:
            natural = _natural(kind, said, shown, stack, style.language) * scale
            yield Cell(
                at, at + len(said), kind, said, shown, natural, natural, stack, ruby, dotted, slanted, scale
            )  # fmt: skip
        at += len(said)


def _tokens(text: str, style: TypeStyle) -> Iterator[tuple[Kind | None, str, str]]:
    """Text → (how it is set, the text, what is shown of it); None for blanks and newlines."""
    at = phrase_end = 0
    while at < len(text):
        if style.vertical and at >= phrase_end and (phrase := _PHRASE.match(text, at)):
            phrase_end = phrase.end() if any(map(str.isalpha, phrase.group())) else at
        found = _BLANK.match(text, at)
        if found or text[at] == "\n":
            said = found.group() if found else "\n"
            yield None, said, ""
        elif found := _DASH.match(text, at):
            said = found.group()
            yield "dash", said, said[0]
        elif at < phrase_end:
            said = _narrow_run(text, at)
            yield "word", said, said
        elif style.vertical and (found := _SHOUTS.match(text, at)):
            said = _shouts(found.group())
            yield ("tate-chu-yoko" if len(said) > 1 else "upright"), said, _shown_shouts(said)
        elif style.vertical and (found := _DOTS.match(text, at)):
            said = found.group()
            yield "upright", said, "…"
        else:
            said = _narrow_run(text, at)
            if not said:
                said = clusters(text[at : at + 12])[0]
                yield "upright", said, _in_column(said, style)
            elif style.vertical:
                yield from _narrow_tokens(said)
            else:
                yield "word", said, said
        at += len(said)


def _natural(kind: Kind, said: str, shown: str, stack: tuple[str, ...], language: str) -> float:
    """The length of a cell: a square, as many as a dash has characters, or a word's own width."""
    if kind == "word":
        return shape(shown, stack, language).width
    return float(len(said)) if kind == "dash" else 1.0


def _shouts(marks: str) -> str:
    """A run of ! and ? → those that share the next square: pairs, and three where one would be left."""
    return marks[:3] if len(marks) == 3 else marks[:2]


def _shown_shouts(marks: str) -> str:
    wide, narrow = "！？", "!?"
    return marks.translate(str.maketrans(*((narrow, wide) if len(marks) == 1 else (wide, narrow))))


def _in_column(cluster: str, style: TypeStyle) -> str:
    if not style.vertical:
        return cluster
    return _IN_COLUMNS.get(script_of(style.language), {}).get(cluster, cluster)


def _narrow_run(text: str, start: int) -> str:
    """The characters from `start` on that are set as a word: Latin letters, digits and signs among them."""
    end = start
    while end < len(text) and text[end] != "\n" and not (_is_wide(text[end]) or _BLANK.match(text[end])):
        end += 1
    return text[start:end]


def _is_wide(character: str) -> bool:
    """Whether a character fills a square and stands upright in a column (after UTR #50)."""
    width = unicodedata.east_asian_width(character)
    if width in "WF" or "\uff61" <= character <= "\uffdc":
        return True
    kind = unicodedata.category(character)
    return kind == "So" or (width == "A" and kind[0] not in "LNM")


def _narrow_tokens(run: str) -> Iterator[tuple[Kind, str, str]]:
    """A run of narrow characters in a column → upright, side by side in one square, or turned as a word."""
    bare = run.rstrip("!?)]}:;")
    opening = run[: len(run) - len(run.lstrip("([{"))]
    core = bare[len(opening) :] if len(bare) > len(opening) else ""
    yield from (("upright", mark, _FULL_WIDTH[mark]) for mark in opening)
    if len(core) == 1:
        yield "upright", core, _FULL_WIDTH.get(core, core)
    elif _SHORT.fullmatch(core):
        yield "tate-chu-yoko", core, core
    elif _STACKED.fullmatch(core):
        yield from (("upright", letter, letter) for letter in core)
    elif core:
        yield "word", core, core
    rest = run[len(opening) + len(core) :]
    while rest:
        marks = _SHOUTS.match(rest)
        said = _shouts(marks.group()) if marks else rest[0]
        if marks:
            yield ("tate-chu-yoko" if len(said) > 1 else "upright"), said, _shown_shouts(said)
        else:
            yield "upright", said, _FULL_WIDTH[said]
        rest = rest[len(said) :]


def _with_room_for_ruby(cells: list[Cell], ruby: Sequence[Ruby], style: TypeStyle) -> list[Cell]:
    """The cells; readings longer than their base reach over its neighbours, then the base spreads."""
    bases: dict[int, list[int]] = {}
    for at, cell in enumerate(cells):
        if cell.ruby is not None:
            bases.setdefault(cell.ruby, []).append(at)
    for index, base in bases.items():
        wanted = sum(cell.natural for cell in reading_cells(ruby[index].reading, style)) * RUBY_SCALE
        excess = wanted - sum(cells[at].natural for at in base)
        if excess <= 0:
            continue
        left, right = _overhang(cells, base[0], -1), _overhang(cells, base[-1], 1)
        before = min(left, max(excess / 2, excess - right))
        behind = min(right, excess - before)
        for at in base:
            spread = (excess - before - behind) / len(base)
            cells[at] = replace(cells[at], advance=cells[at].natural + spread)
        cells[base[0]] = replace(cells[base[0]], before=before)
        cells[base[-1]] = replace(cells[base[-1]], behind=behind)
    return cells


def _overhang(cells: Sequence[Cell], base: int, step: int) -> float:
    """How far a reading may reach over the cell before or behind its base (JLREQ 3.3.8).

    One square of ruby over kana, half of it where the kana has a reading's base on either side; also over the
    empty half of a bracket, comma or full stop.
    """
    if not 0 <= base + step < len(cells):
        return 0.0
    cell = cells[base + step]
    if cell.ruby is not None or cell.dotted or cell.kind != "upright":
        return 0.0
    if is_kana(cell.shown[0]):
        beyond = base + 2 * step
        shared = 0 <= beyond < len(cells) and cells[beyond].ruby is not None
        return RUBY_SCALE / 2 if shared else RUBY_SCALE
    return (empty_tail if step < 0 else empty_head)(cell.shown[0])
