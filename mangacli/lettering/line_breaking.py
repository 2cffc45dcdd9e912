"""Pieces of a text and the lengths that lines shall have → where the lines end.

Knows nothing of scripts: a piece is what is never broken, and says what a break behind it costs. Lengths in
em. The whole paragraph is optimised at once (dynamic programming over the lines, as Knuth and Plass do for
books), for a given number of lines.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

NEVER = inf
"""Penalty of a break that is not allowed."""
HARD = 2.0
"""Penalties from here on are paid only where nothing else fits: a broken phrase, a hyphenated word."""
_LONELY_SHARE = 0.45
"""A last line shorter than this share of the longest looks forgotten."""
_LONELY_COST = 4.0
_WINDOW, _NARROW_WINDOW, _MANY_PIECES = 1.2, 0.4, 150
"""How far, in mean lines, a line's end may lie from where the wanted lengths put it; for many pieces."""
_LONGEST_TAIL = 1.0
"""No piece's tail takes off more than this, in em."""
_SLACK = 1e-9
"""Em: lengths are sums of many advances, each rounded."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text (`start` to before `stop`) that is never broken, on the endless line of all pieces.

    `begin` and `end` are its place there (the space behind it not counted). At a line's start `head` falls
    away from it, at a line's end `tail` comes on (a hyphen) or falls away (negative: half of a full stop's
    square); `hang` is how much of it then hangs beyond the line, which is as long as if it were not there.
    `penalty` is the cost of a break behind it, NEVER where there may be none; behind `forced` there
    is always one. `hyphen`: a break behind it is inside a word and shows a hyphen.
    """

    start: int
    stop: int
    begin: float
    end: float
    head: float = 0.0
    tail: float = 0.0
    hang: float = 0.0
    penalty: float = 0.0
    forced: bool = False
    hyphen: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """Where the lines end (indices behind their last pieces), their lengths, and how bad it is (0 and up)."""

    ends: tuple[int, ...]
    lengths: tuple[float, ...]
    badness: float


def length(pieces: Sequence[Piece], start: int, end: int) -> float:
    """Length of a line made of the pieces from `start` to before `end`."""
    first, last = pieces[start], pieces[end - 1]
    return last.end + last.tail - first.begin - first.head


def fewest_lines(pieces: Sequence[Piece], longest: float) -> int | None:
    """How many lines the pieces need where each may be `longest`; None where they cannot be broken so."""
    ends = _filled(pieces, longest)
    return len(ends) if ends else None


def break_lines(pieces: Sequence[Piece], shape: Sequence[float], longest: float) -> Lines | None:
    """Pieces and the relative lengths of the wanted lines → the best lines, none over `longest`.

    The lines come as near as they can to the shape (which is scaled to the text); short last lines and dear
    breaks are avoided. None where the pieces cannot be broken into so many lines.
    """
    unit = (pieces[-1].end - pieces[0].begin) / sum(shape)
    targets = [max(share * unit, 1e-6) for share in shape]
    many = len(pieces) > _MANY_PIECES
    best = _best(pieces, targets, longest, _NARROW_WINDOW if many else _WINDOW)
    return best if best or many else _best(pieces, targets, longest, inf)


def broken_phrases(pieces: Sequence[Piece], lines: Lines) -> list[tuple[int, int]]:
    """Pieces and where their lines end → the phrases and words broken between two lines: start and stop."""
    broken: dict[tuple[int, int], None] = {}
    for end in lines.ends[:-1]:
        if _penalty(pieces, end) < HARD:
            continue
        first = next((n for n in range(end - 1, 0, -1) if _penalty(pieces, n) < HARD), 0)
        last = next(n for n in range(end + 1, len(pieces) + 1) if _penalty(pieces, n) < HARD)
        broken[pieces[first].start, pieces[last - 1].stop] = None
    return list(broken)


def filled_lines(pieces: Sequence[Piece], longest: float) -> Lines | None:
    """Pieces → lines filled one after the other up to `longest`, where no shape can be had."""
    ends = _filled(pieces, longest)
    if not ends:
        return None
    return Lines(ends, _lengths(pieces, ends), 1.0 + sum(_penalty(pieces, end) for end in ends) / len(ends))


def _penalty(pieces: Sequence[Piece], end: int) -> float:
    """Cost of a line's end behind piece `end` - 1; none at the text's end or at the author's own break."""
    return 0.0 if end == len(pieces) or pieces[end - 1].forced else pieces[end - 1].penalty


def _filled(pieces: Sequence[Piece], longest: float) -> tuple[int, ...] | None:
    """Ends of lines that each take all that fits, breaking where it is cheap before where it is dear."""
    bounds = _forced_ends(pieces)
    ends: list[int] = []
    start = 0
    while start < len(pieces):
        best = None
        for end, _, penalty in _ends(pieces, start, range(start + 1, bounds[start] + 1), longest):
            if best is None or penalty < HARD or _penalty(pieces, best) >= HARD:
                best = end
        if best is None:
            return None
        ends.append(best)
        start = best
    return tuple(ends)


def _best(pieces: Sequence[Piece], targets: Sequence[float], longest: float, window: float) -> Lines | None:
    """The cheapest path from the first piece to the last in exactly as many lines as there are targets.

    Lines begin at most `window` mean lengths from where lines of the wanted lengths would: inf looks at all.
    """
    count, mean = len(pieces), sum(targets) / len(targets)
    begins = [piece.begin for piece in pieces]
    bounds = _forced_ends(pieces)
    reached: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    wanted = begins[0]
    for target in targets[:-1]:
        wanted += target
        first = bisect_left(begins, wanted - window * mean)
        stop = bisect_left(begins, wanted + window * mean)
        following: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (cost, ends) in reached.items():
            bound = bounds[start]
            within = range(min(max(first, start + 1), bound), min(stop, bound, count - 1) + 1)
            for end, size, penalty in _ends(pieces, start, within, longest):
                off = (size - target) / mean
                price = cost + off * off + penalty
                if end not in following or price < following[end][0]:
                    following[end] = (price, (*ends, end))
        reached = following
    finals = []
    for start, (cost, ends) in reached.items():
        whole = length(pieces, start, count)
        size = whole - pieces[-1].hang
        if bounds[start] == count and whole <= longest + _SLACK:
            lonely = max(0.0, _LONELY_SHARE - size / max(targets)) if len(targets) > 1 else 0.0
            price = cost + ((size - targets[-1]) / mean) ** 2 + _LONELY_COST * lonely**2
            finals.append((price, (*ends, count)))
    if not finals:
        return None
    cost, ends = min(finals)
    return Lines(ends, _lengths(pieces, ends), cost / len(targets))


def _ends(
    pieces: Sequence[Piece], start: int, within: range, longest: float
) -> Iterator[tuple[int, float, float]]:
    """Where a line from `start` may end: at the ends in `within` that are allowed and not too far.

    With each end, the line's length without what hangs, and what the break costs.
    """
    begin = pieces[start].begin + pieces[start].head
    for end in within:
        last = pieces[end - 1]
        if last.end - begin > longest + _LONGEST_TAIL:
            return
        size = last.end + last.tail - begin
        if size <= longest + _SLACK:
            penalty = 0.0 if last.forced or end == len(pieces) else last.penalty
            if penalty < NEVER:
                yield end, size - last.hang, penalty


def _forced_ends(pieces: Sequence[Piece]) -> list[int]:
    """For each piece, behind which one the line that holds it must end."""
    bounds = [len(pieces)] * len(pieces)
    for index in range(len(pieces) - 1, -1, -1):
        if pieces[index].forced:
            bounds[index] = index + 1
        elif index + 1 < len(pieces):
            bounds[index] = bounds[index + 1]
    return bounds


def _lengths(pieces: Sequence[Piece], ends: Sequence[int]) -> tuple[float, ...]:
    return tuple(length(pieces, start, end) for start, end in zip((0, *ends[:-1]), ends, strict=True))
