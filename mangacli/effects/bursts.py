"""Solid blacks around a focus: ベタフラッシュ (beta flash) and the star of an impact."""

from __future__ import annotations

import math
from random import Random

from mangacli.drawing import Shape
from mangacli.effects.focus import Clearing, aim, beside, crosses, fitting, reach
from mangacli.effects.ground import Focus, Ground, Marks
from mangacli.effects.strokes import needle, together
from mangacli.geometry import Box, Path, Point

BLACK, WHITE = 0.0, 1.0
LONGEST_SPIKE = 2.4
"""Length of an impact's longest spike, as a factor of the star's radius at its notches."""


def beta_flash(ground: Ground) -> Marks:
    """A black ground that frays into needles toward a clear middle, white rays running out into the black."""
    dice = ground.dice("beta-flash")
    clearing = Clearing.around(aim(ground, 0.26), dice, 0.04, beside(ground))
    around = Path.box(ground.box.inset(-1.0))
    white = around.joined(Path.polygon(clearing.outline()))
    black = around.joined(Path.polygon(_fringe(ground, clearing, dice)))
    clip = ground.clip
    shapes = Shape(white, WHITE, clip=clip, even_odd=True), Shape(black, BLACK, clip=clip, even_odd=True)
    return Marks(behind=shapes)


def _fringe(ground: Ground, clearing: Clearing, dice: Random) -> list[Point]:
    """The outline of the clear middle: tips of black needles and the white spikes between them, in turn.

    Spikes are long in clumps; now and then one runs far out as a ray.
    """
    points: list[Point] = []
    finest = clearing.finest_step()
    thin = 1.25 - 0.7 * ground.options.strength
    waves = [(count, dice.uniform(0, 2 * math.pi)) for count in (6, 11, 19)]
    turn, end = 0.0, 2 * math.pi
    while turn < end:
        inner = clearing.radius(turn)
        far = reach(ground.area, clearing.focus.center, turn) or inner
        clump = 0.5 + 0.25 * sum(math.sin(count * turn + start) for count, start in waves)
        depth = (0.2 + 0.45 * max(0.0, clump)) * dice.uniform(0.3, 1.0) * thin
        width = dice.uniform(0.5, 1.6)
        if dice.random() < 0.13:
            depth, width = dice.uniform(0.45, 1.05), width * 1.3
        step = min(ground.pen * 2.6 * width / max(inner, 1.0), finest)
        tip = inner * (1 + 0.1 * dice.random() ** 2)
        spike = tip + max(far - tip, ground.side * 0.05) * depth
        points += [
            clearing.point(turn, tip),
            clearing.point(min(end, turn + step * dice.uniform(0.35, 0.65)), spike),
        ]
        turn += step
    return points


def impact(ground: Ground) -> Marks:
    """A jagged white star with a black edge that bursts from the focus, and short strokes thrown outward.

    The middle stays open where something is left free in it; a blow on a point is white inside.
    """
    dice = ground.dice("impact")
    named = ground.focus or Focus(aim(ground).center, (0.0, 0.0))
    rx, ry = named.half
    fit = fitting(Focus(named.center, (_size(ground, named),) * 2), ground.area).half
    around = Focus(named.center, (max(rx * 1.12, fit[0]), max(ry * 1.12, fit[1])))
    outer, inner = _star(around, dice, ground)
    open_middle = _ellipse(named.scaled(1.02)) if rx > 0 and ry > 0 else Path(())
    edge = Path.polygon(outer).joined(Path.polygon(inner))
    shapes = [
        Shape(Path.polygon(outer).joined(open_middle), WHITE, clip=ground.clip, even_odd=True),
        Shape(edge, BLACK, clip=ground.clip, even_odd=True),
        Shape(_thrown(ground, around, dice), BLACK, clip=ground.clip),
    ]
    return Marks(over=tuple(shape for shape in shapes if shape.path.segments))


def _size(ground: Ground, named: Focus) -> float:
    """Radius of an impact's star at its notches: by panel and strength, its spikes off other faces."""
    shorter = min(ground.box.width, ground.box.height)
    size = shorter * (0.1 + 0.08 * ground.options.strength)
    for figure in ground.figures:
        head, (x, y) = figure.head, named.center
        away = math.hypot(max(head.x1 - x, x - head.x2, 0.0), max(head.y1 - y, y - head.y2, 0.0))
        if away > 0:
            size = min(size, max(away / LONGEST_SPIKE, shorter * 0.04))
    return size


def _star(around: Focus, dice: Random, ground: Ground) -> tuple[list[Point], list[Point]]:
    """Outlines of the star's black edge and of its white inside: the edge is heavier on one side.

    It is a star round a circle, squeezed to the ellipse: so none of its sides cuts into the ellipse.
    """
    count, strength = dice.randint(11, 15), ground.options.strength
    turns = [2 * math.pi * (index + dice.uniform(-0.3, 0.3)) / count for index in range(count)]
    heavy = dice.uniform(0, 2 * math.pi)
    thin = min(ground.pen, min(around.half) * 0.15)
    outer: list[Point] = []
    inner: list[Point] = []
    for index, turn in enumerate(turns):
        after = turns[(index + 1) % count] + (2 * math.pi if index == count - 1 else 0)
        valley = (turn + after) / 2 + dice.uniform(-0.05, 0.05)
        spike, notch = dice.uniform(1.35, 1.75 + 0.6 * strength), dice.uniform(1.06, 1.14)
        edge = (0.035 + thin / min(around.half)) * (1 + 0.6 * math.cos(turn - heavy))
        outer += [_on(around, turn, spike + edge * 2.6), _on(around, valley, notch + edge)]
        inner += [_on(around, turn, spike), _on(around, valley, notch)]
    return outer, inner


def _on(around: Focus, turn: float, factor: float) -> Point:
    """A point of an ellipse's edge, moved out by a factor; `turn` counts round the circle it is made of."""
    (x, y), (rx, ry) = around.center, around.half
    return (x + rx * math.cos(turn) * factor, y + ry * math.sin(turn) * factor)


def _thrown(ground: Ground, around: Focus, dice: Random) -> Path:
    """Short strokes outside the star, flying off from it; none over a face."""
    strokes = []
    for _ in range(round(18 + 30 * ground.options.strength)):
        turn, start, flight = dice.uniform(0, 2 * math.pi), dice.uniform(2.5, 3.0), dice.uniform(0.3, 1.0)
        root, tip = _on(around, turn, start), _on(around, turn, start + flight)
        length = math.dist(root, tip)
        weight = min(ground.pen * dice.choice((0.8, 1.2, 2.0, 3.0)), length / 8)
        flown = math.atan2(tip[1] - root[1], tip[0] - root[0])
        if not any(crosses(face.grown(ground.pen * 3), root, flown, length) for face in ground.never):
            strokes.append(needle(root, tip, weight))
    return together(strokes)


def _ellipse(focus: Focus) -> Path:
    (x, y), (rx, ry) = focus.center, focus.half
    return Path.ellipse(Box(x - rx, y - ry, x + rx, y + ry))
