"""SVG path data → absolute moves, lines and cubic curves (SVG 1.1, chapter 8.3)."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from mangacli.geometry import Path, Point, Segment

_NUMBER = re.compile(r"[\s,]*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)")
_FLAG = re.compile(r"[\s,]*([01])")
_COUNT = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}


def parse(data: str, moved: Point = (0.0, 0.0)) -> Path:
    """Path data and a shift → a path of absolute segments; arcs and quadratic curves become cubics.

    Raises ValueError on data that is not a path.
    """
    segments: list[Segment] = []
    x = y = 0.0
    start = (0.0, 0.0)
    handle: Point | None = None
    """The last control point, mirrored by S and T."""
    for command, numbers in _commands(data):
        op, relative = command.upper(), command.islower()
        dx, dy = (x, y) if relative else (0.0, 0.0)
        last, handle = handle, None
        if op == "Z":
            segments.append(("Z", ()))
            x, y = start
            continue
        if op == "M":
            x, y = start = (numbers[0] + dx, numbers[1] + dy)
            segments.append(("M", (x, y)))
            continue
        if op in "HVL":
            x = numbers[0] + dx if op != "V" else x
            y = numbers[-1] + dy if op != "H" else y
            segments.append(("L", (x, y)))
            continue
        if op == "A":
            rx, ry, turn, large, sweep, ex, ey = numbers
            end = (ex + dx, ey + dy)
            segments.extend(_arc((x, y), end, rx, ry, turn, bool(large), bool(sweep)))
        else:
            points = [(a + dx, b + dy) for a, b in zip(numbers[::2], numbers[1::2], strict=True)]
            curve, handle = _cubic(op, (x, y), points, last)
            segments.append(("C", curve))
            end = points[-1]
        x, y = end
    mx, my = moved
    return Path(tuple(segments)).transformed((1.0, 0.0, 0.0, 1.0, mx, my))


def _commands(data: str) -> Iterator[tuple[str, tuple[float, ...]]]:
    """Path data → commands with their numbers, repeated commands written out."""
    position, command = 0, ""
    while position < len(data):
        letter = re.compile(r"[\s,]*([MmLlHhVvCcSsQqTtAaZz])").match(data, position)
        if letter:
            command, position = letter[1], letter.end()
            if command in "Zz":
                yield command, ()
                continue
        elif not data[position:].strip(" ,\n\t\r"):
            return
        if not command or command in "Zz":
            raise ValueError(f"no command at {position} of path {data[:40]!r}")
        numbers = []
        for index in range(_COUNT[command.upper()]):
            # An arc's flags may stand without a separator: "a1 1 0 0136 48".
            pattern = _FLAG if command in "Aa" and index in (3, 4) else _NUMBER
            found = pattern.match(data, position)
            if not found:
                raise ValueError(f"a number is missing at {position} of path {data[:40]!r}")
            numbers.append(float(found[1]))
            position = found.end()
        yield command, tuple(numbers)
        command = {"M": "L", "m": "l"}.get(command, command)


def _cubic(op: str, at: Point, points: list[Point], last: Point | None) -> tuple[tuple[float, ...], Point]:
    """A C, S, Q or T command → the numbers of its cubic, and the control point that the next may mirror."""
    x, y = at
    mirrored = (2 * x - last[0], 2 * y - last[1]) if last else at
    if op == "C":
        (a, b, c), handle = points, points[1]
    elif op == "S":
        a, (b, c), handle = mirrored, points, points[0]
    else:
        handle = points[0] if op == "Q" else mirrored
        c = points[-1]
        a = (x + 2 / 3 * (handle[0] - x), y + 2 / 3 * (handle[1] - y))
        b = (c[0] + 2 / 3 * (handle[0] - c[0]), c[1] + 2 / 3 * (handle[1] - c[1]))
    return (*a, *b, *c), handle


def _arc(  # noqa: PLR0917
    start: Point, end: Point, rx: float, ry: float, turn: float, large: bool, sweep: bool
) -> list[Segment]:
    """An elliptical arc → cubics of at most a quarter turn each (SVG 1.1, appendix F.6)."""
    if start == end:
        return []
    rx, ry = abs(rx), abs(ry)
    if rx == 0 or ry == 0:
        return [("L", end)]
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    hx, hy = (start[0] - end[0]) / 2, (start[1] - end[1]) / 2
    ux, uy = cos * hx + sin * hy, -sin * hx + cos * hy
    grow = math.sqrt(max(1.0, (ux / rx) ** 2 + (uy / ry) ** 2))
    rx, ry = rx * grow, ry * grow
    over = (rx * uy) ** 2 + (ry * ux) ** 2
    factor = math.sqrt(max(0.0, (rx * ry) ** 2 - over) / over) * (-1 if large == sweep else 1)
    vx, vy = factor * rx * uy / ry, -factor * ry * ux / rx
    cx = cos * vx - sin * vy + (start[0] + end[0]) / 2
    cy = sin * vx + cos * vy + (start[1] + end[1]) / 2
    first = math.atan2((uy - vy) / ry, (ux - vx) / rx)
    span = math.atan2((-uy - vy) / ry, (-ux - vx) / rx) - first
    if sweep and span < 0:
        span += 2 * math.pi
    elif not sweep and span > 0:
        span -= 2 * math.pi
    pieces = max(1, math.ceil(abs(span) / (math.pi / 2) - 1e-9))
    step = span / pieces
    reach = 4 / 3 * math.tan(step / 4)

    def on_page(u: float, v: float) -> Point:
        return (cx + cos * rx * u - sin * ry * v, cy + sin * rx * u + cos * ry * v)

    segments: list[Segment] = []
    for piece in range(pieces):
        a, b = first + piece * step, first + (piece + 1) * step
        p1 = on_page(math.cos(a) - reach * math.sin(a), math.sin(a) + reach * math.cos(a))
        p2 = on_page(math.cos(b) + reach * math.sin(b), math.sin(b) - reach * math.cos(b))
        p3 = end if piece == pieces - 1 else on_page(math.cos(b), math.sin(b))
        segments.append(("C", (*p1, *p2, *p3)))
    return segments
