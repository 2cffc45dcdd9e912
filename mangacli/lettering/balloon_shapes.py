"""Placed balloons → what is drawn of them: outlines with their tails, joined ones as one, white around."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from mangacli.drawing import Shape, Stroke
from mangacli.geometry import Path, Point
from mangacli.lettering.balloons import BALLOONS, BalloonShape
from mangacli.lettering.joining import united, with_long_spike
from mangacli.lettering.room import Placed

NIB = 0.5
"""Breadth of the pen's nib, in balloon lines: how much broader its strokes down are than those across."""
HALO = 1.6
"""White around a balloon's line, in balloon lines, so that it is seen on dark art."""
SHARP_HALO = 0.9
"""The same around sharp corners, whose line runs on beyond the corner by more than its width."""
PLAIN_HALO = 0.26
"""White around letters without a balloon: the width of the stroke beneath them, in em."""


def shapes_of(placed: Sequence[Placed], line: float) -> dict[int, tuple[Shape, ...]]:
    """A panel's placed dialogs and the page's balloon line in points → what is drawn of each, by its index.

    What balloons that are joined have in common is drawn with the first of them, beneath the text of all.
    """
    groups: dict[int, list[Placed]] = {}
    first_of: dict[int, int] = {}
    for one in sorted(placed, key=lambda one: one.wish.index):
        first = first_of.get(one.joined_to, one.wish.index) if one.joined_to is not None else one.wish.index
        first_of[one.wish.index] = first
        groups.setdefault(first, []).append(one)
    return {first: _drawn(group, line) for first, group in groups.items()}


def _drawn(group: Sequence[Placed], line: float) -> tuple[Shape, ...]:
    """Balloons of one outline → its halo, itself, and the bubbles of thoughts."""
    first = group[0]
    if first.setting.body is None:
        return ()
    shape = BALLOONS[first.wish.kind]
    if shape.ground is None:
        return _pen_strokes(first, line)
    parts = [part for one in group for part in _parts(one)]
    outline = united(parts) if len(parts) > 1 else parts[0]
    tails = [tail for one in group for tail in one.tails]
    bubbles = [Path.ellipse(bubble) for tail in tails for bubble in tail.bubbles]
    if shape.weight == 0:
        return tuple(Shape(path, fill=shape.ground) for path in (outline, *bubbles))
    width = line * shape.weight
    around = Stroke(width + (HALO if shape.hand else SHARP_HALO) * line, grey=1.0, round=shape.hand)
    drawn = [Shape(path, fill=shape.ground, stroke=around) for path in (outline, *bubbles)]
    if shape.dashes:
        outline = starting_at(outline, tails[0].tip if tails else first.box.center)
        stroke = Stroke(width, dashes=fitted_dashes(outline, [width * length for length in shape.dashes]))
        return (*drawn, Shape(outline, fill=shape.ground, stroke=stroke))
    for path in (outline, *bubbles):
        drawn += _inked(path, width, shape, first.wish.sway)
    return tuple(drawn)


def _inked(path: Path, width: float, shape: BalloonShape, sway: float) -> list[Shape]:
    """An outline → it as the pen draws it: broader where the nib moves down than where it moves across."""
    if not shape.hand:
        return [Shape(path, fill=shape.ground, stroke=Stroke(width, round=False))]
    stroke = Stroke(width * (1 - 0.4 * NIB))
    dx, dy = NIB * width * math.cos(0.7 * sway), NIB * width * math.sin(0.7 * sway)
    halves = [path.transformed((1, 0, 0, 1, side * dx / 2, side * dy / 2)) for side in (-1, 1)]
    return [Shape(halves[0], fill=shape.ground, stroke=stroke), Shape(halves[1], stroke=stroke)]


def _parts(placed: Placed) -> list[Path]:
    """A balloon → what its outline is the union of: body, tails, the neck to an earlier one."""
    assert placed.setting.body is not None
    body = placed.setting.body.transformed((1, 0, 0, 1, *placed.at))
    if BALLOONS[placed.wish.kind].tail == "spike":
        for tail in placed.tails:
            body = with_long_spike(body, tail.line, tail.width)
    blades = [tail.blade for tail in placed.tails if tail.blade is not None]
    neck = placed.neck.path if placed.neck is not None else None
    return [body, *blades, *([neck] if neck is not None else [])]


def _pen_strokes(placed: Placed, line: float) -> tuple[Shape, ...]:
    """A text without a balloon → the pen's strokes toward its speakers, each on a white edge."""
    blades = [tail.blade for tail in placed.tails if tail.blade is not None]
    return tuple(
        shape
        for blade in blades
        for shape in (
            Shape(blade, fill=1.0, stroke=Stroke(2 * HALO * line, grey=1.0)),
            Shape(blade, fill=0.0, stroke=Stroke(0.3 * line)),
        )
    )


def starting_at(path: Path, point: Point) -> Path:
    """A closed path of one part → the same, begun at the corner nearest to a point."""
    segments = [segment for segment in path.segments if segment[0] != "Z"]
    corners = [numbers[-2:] for _, numbers in segments]
    if math.dist(corners[0], corners[-1]) > 1e-9:  # the last edge is left to the closing of the path
        segments.append(("L", corners[0]))
        corners.append(corners[0])
    first = min(range(len(corners) - 1), key=lambda index: math.dist(corners[index], point))
    round_again = (*segments[first + 1 :], *segments[1 : first + 1])
    return Path((("M", corners[first]), *round_again, ("Z", ())))


def fitted_dashes(path: Path, dashes: Sequence[float]) -> tuple[float, ...]:
    """A closed path, lengths of dash and gap → dashes that fit it, half of one on both sides of its begin."""
    points = path.outlines(8)[0]
    length = sum(math.dist(a, b) for a, b in pairwise((*points, points[0])))
    on, off = dashes
    stretch = length / (on + off) / max(1, round(length / (on + off)))
    return (stretch * on / 2, stretch * off, stretch * on / 2, 0.0)
