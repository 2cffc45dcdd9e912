"""Solid blacks around a focus: ベタフラッシュ (beta flash) and the star of an impact."""

from __future__ import annotations

import math
from random import Random

from mangacli.drawing import Shape
from mangacli.effects.focus import Clearing, aim, fitting, reach
from mangacli.effects.ground import Focus, Ground, Marks
from mangacli.effects.strokes import needle, together
from mangacli.geometry import Box, Path, Point

BLACK, WHITE = 0.0, 1.0
LONGEST_SPIKE = 2.4
"""Length of an impact's longest spike, as a factor of the star's radius at its notches."""


def beta_flash(ground: Ground) -> Marks:
    """A black ground that frays into needles toward a clear middle, white rays running out into the black."""
    dice = ground.dice("beta-flash")
    clearing = Clearing.around(aim(ground, 0.26), dice, 0.04, ground.spared)
    hole = Path.polygon(_fringe(ground, clearing, dice))
    black = Path.box(ground.box.inset(-1.0)).joined(hole)
    rays = _white_rays(ground, clearing, dice)
    return Marks(
        behind=(
            Shape(black, BLACK, clip=ground.clip, even_odd=True),
            *((Shape(rays, WHITE, clip=ground.clip),) if rays.segments else ()),
        )
    )


def _fringe(ground: Ground, clearing: Clearing, dice: Random) -> list[Point]:
    """The outline of the clear middle: tips of black needles and the white spikes between them, in turn."""
    strength, points = ground.options.strength, []
    waves = [(count, dice.uniform(0, 2 * math.pi)) for count in (6, 11, 19)]
    turn, end = 0.0, 2 * math.pi
    while turn < end:
        inner = clearing.radius(turn)
        far = reach(ground.area, clearing.focus.center, turn) or inner
        step = ground.pen * 2.6 * dice.uniform(0.5, 1.6) / max(inner, 1.0)
        clump = 0.5 + 0.25 * sum(math.sin(count * turn + start) for count, start in waves)
        tip = inner * (1 + 0.1 * dice.random() ** 2)
        depth = (0.22 + 0.5 * max(0.0, clump)) * dice.uniform(0.35, 1.0) * (1.25 - 0.7 * strength)
        spike = tip + max(far - tip, ground.side * 0.05) * min(0.9, depth)
        points += [
            clearing.point(turn, tip),
            clearing.point(min(end, turn + step * dice.uniform(0.35, 0.65)), spike),
        ]
        turn += step
    return points


def _white_rays(ground: Ground, clearing: Clearing, dice: Random) -> Path:
    """White needles from the clear middle out into the black."""
    strokes = []
    for _ in range(round(50 + 60 * (1 - ground.options.strength))):
        turn = dice.uniform(0, 2 * math.pi)
        inner = clearing.radius(turn)
        far = reach(ground.area, clearing.focus.center, turn)
        if far is None or far <= inner:
            continue
        out = inner + (far - inner) * dice.uniform(0.45, 1.05)
        weight = ground.pen * dice.choice((0.7, 1.0, 1.6, 2.6))
        strokes.append(needle(clearing.point(turn, inner * 1.1), clearing.point(turn, out), weight))
    return together(strokes)


def impact(ground: Ground) -> Marks:
    """A jagged white star with a black edge that bursts from the focus, and short strokes thrown outward.

    The middle stays open where something is left free in it; a blow on a point is white inside.
    """
    dice = ground.dice("impact")
    named = ground.focus or Focus(aim(ground).center, (0.0, 0.0))
    rx, ry = named.half
    size = _size(ground, named)
    around = fitting(Focus(named.center, (max(rx * 1.12, size), max(ry * 1.12, size))), ground.area)
    clearing = Clearing.around(around, dice, 0.02)
    outer, inner = _star(clearing, dice, ground)
    open_middle = _ellipse(named.scaled(1.02)) if rx > 0 and ry > 0 else Path(())
    edge = Path.polygon(outer).joined(Path.polygon(inner))
    thrown = _thrown(ground, clearing, dice)
    shapes = [
        Shape(Path.polygon(outer).joined(open_middle), WHITE, clip=ground.clip, even_odd=True),
        Shape(edge, BLACK, clip=ground.clip, even_odd=True),
        Shape(thrown, BLACK, clip=ground.clip),
    ]
    return Marks(over=tuple(shapes))


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


def _star(clearing: Clearing, dice: Random, ground: Ground) -> tuple[list[Point], list[Point]]:
    """Outlines of the star's black edge and of its white inside: the edge is heavier on one side."""
    count, strength = dice.randint(11, 15), ground.options.strength
    turns = [2 * math.pi * (index + dice.uniform(-0.3, 0.3)) / count for index in range(count)]
    heavy = dice.uniform(0, 2 * math.pi)
    outer: list[Point] = []
    inner: list[Point] = []
    for index, turn in enumerate(turns):
        after = turns[(index + 1) % count] + (2 * math.pi if index == count - 1 else 0)
        valley = (turn + after) / 2 + dice.uniform(-0.05, 0.05)
        spike = clearing.radius(turn) * dice.uniform(1.3, 1.75 + 0.6 * strength)
        notch = clearing.radius(valley) * dice.uniform(1.04, 1.14)
        edge = clearing.radius(turn) * 0.035 + ground.pen
        edge *= 1 + 0.6 * math.cos(turn - heavy)
        outer += [clearing.point(turn, spike + edge * 2.6), clearing.point(valley, notch + edge)]
        inner += [clearing.point(turn, spike), clearing.point(valley, notch)]
    return outer, inner


def _thrown(ground: Ground, clearing: Clearing, dice: Random) -> Path:
    """Short strokes outside the star, flying off from it."""
    strokes = []
    for _ in range(round(18 + 30 * ground.options.strength)):
        turn = dice.uniform(0, 2 * math.pi)
        root = clearing.radius(turn) * dice.uniform(2.5, 3.0)
        tip = root + clearing.radius(turn) * dice.uniform(0.3, 1.0)
        weight = min(ground.pen * dice.choice((0.8, 1.2, 2.0, 3.0)), (tip - root) / 8)
        if any(_meets(face, clearing, turn, root, tip) for face in ground.never):
            continue
        strokes.append(needle(clearing.point(turn, root), clearing.point(turn, tip), weight))
    return together(strokes)


def _meets(face: Focus, clearing: Clearing, turn: float, root: float, tip: float) -> bool:
    """Whether a stroke thrown from a clearing's centre would touch a face."""
    passed = face.scaled(1.05).passed(clearing.focus.center, turn)
    return passed is not None and passed[1] > root and passed[0] < tip


def _ellipse(focus: Focus) -> Path:
    (x, y), (rx, ry) = focus.center, focus.half
    return Path.ellipse(Box(x - rx, y - ry, x + rx, y + ry))
