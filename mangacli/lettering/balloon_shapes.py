"""Placed balloons → what is drawn of them: outlines with their tails, joined ones as one, white around."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mangacli.drawing import Shape, Stroke
from mangacli.geometry import Path
from mangacli.lettering.balloons import BALLOONS
from mangacli.lettering.joining import united, with_long_spike
from mangacli.lettering.room import Placed

HALO = 1.6
"""White around a balloon's line, in balloon lines, so that it is seen on dark art."""
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
    width = line * shape.weight
    if shape.ground is None:
        return _pen_strokes(first, width, line)
    parts = [part for one in group for part in _parts(one)]
    outline = united(parts) if len(parts) > 1 else parts[0]
    around = Stroke(width + HALO * line, grey=1.0)
    stroke = Stroke(width, dashes=tuple(length * width for length in shape.dashes))
    if width == 0:
        return (Shape(outline, fill=shape.ground),)
    return (
        Shape(outline, fill=shape.ground, stroke=around),
        Shape(outline, fill=shape.ground, stroke=replace(stroke, round=first.wish.kind != "shout")),
        *(
            Shape(Path.ellipse(box), fill=shape.ground, stroke=stroke)
            for one in group
            for tail in one.tails
            for box in tail.bubbles
        ),
    )


def _parts(placed: Placed) -> list[Path]:
    """A balloon → what its outline is the union of: body, tails, the neck to an earlier one."""
    assert placed.setting.body is not None
    body = placed.setting.body.transformed((1, 0, 0, 1, *placed.at))
    if BALLOONS[placed.wish.kind].tail == "spike":
        for tail in placed.tails:
            body = with_long_spike(body, tail.line, tail.width)
    blades = [tail.blade for tail in placed.tails if tail.blade is not None]
    return [body, *blades, *([placed.neck.path] if placed.neck is not None else [])]


def _pen_strokes(placed: Placed, width: float, line: float) -> tuple[Shape, ...]:
    """A text without a balloon → the pen's strokes toward its speakers, each on a white edge."""
    blades = [tail.blade for tail in placed.tails if tail.blade is not None]
    return tuple(
        shape
        for blade in blades
        for shape in (
            Shape(blade, fill=1.0, stroke=Stroke(width + HALO * line, grey=1.0)),
            Shape(blade, fill=0.0, stroke=Stroke(0.4 * width)),
        )
    )
