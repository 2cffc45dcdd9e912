"""Places outdoors without houses: forest, mountains, fields."""

from __future__ import annotations

import math
from itertools import pairwise
from random import Random

from mangacli.generate.draft.backdrop import Backdrop
from mangacli.generate.draft.brush import bumpy, curve_through, gradient, lens, oval, tapered, tuft
from mangacli.generate.draft.ink import Inked
from mangacli.generate.draft.places.sky import sky
from mangacli.generate.draft.stage import Stage
from mangacli.geometry import Box, Path, Point


def ground(drop: Backdrop, far: float, grey: float) -> float:
    """Fills everything below the ground at depth `far`; gives back the y pixel of that edge."""
    stage = drop.stage
    edge = stage.ground_at(far)
    drop.area(
        ((-9, edge), (stage.width + 9, edge), (stage.width + 9, stage.height + 9), (-9, stage.height + 9)),
        grey,
    )
    return edge


def grass(drop: Backdrop, count: int, near_only: bool = False) -> None:
    """Tufts of grass over the ground, small far away and large before the viewer."""
    stage = drop.stage
    dice = stage.dice("grass")
    for depth in sorted((dice.uniform(0, 1) ** 2 for _ in range(count)), reverse=True):
        z = -stage.distance * 0.55 + depth * (6.0 if near_only else 22.0)
        scale, y = stage.scale_at(z), stage.ground_at(z)
        x = dice.uniform(-0.05, 1.05) * stage.width
        if stage.horizon < y < stage.height + scale * 0.3 and not stage.calm((x, y)):
            drop.path(tuft((x, y), min(scale * 0.17, stage.height * 0.09), dice), 0.6 if stage.night else 0.0)


def ridge(
    drop: Backdrop, base: float, tall: float, purpose: str, *, fill: float, rough: float = 0.5
) -> list[Point]:
    """A chain of mountains whose feet lie at y `base`; gives back its line of peaks."""
    stage = drop.stage
    dice = stage.dice(purpose)
    count = max(3, round(stage.width / max(1.0, tall) * 0.9))
    marks: list[Point] = [(-0.1 * stage.width, base - tall * dice.uniform(0.1, 0.4))]
    for index in range(count):
        x = (index + dice.uniform(0.25, 0.75)) / count * stage.width
        marks.append((x, base - tall * dice.uniform(0.45, 1.0)))
        marks.append(((index + 1) / count * stage.width, base - tall * dice.uniform(0.12, 0.4)))
    marks.append((1.1 * stage.width, base - tall * 0.3))
    line = broken(marks, tall * 0.1 * rough, dice, 3)
    drop.area([*line, (stage.width * 1.1, base + 2), (-stage.width * 0.1, base + 2)], fill, stage.medium)
    return line


def broken(points: list[Point], rough: float, dice: Random, times: int) -> list[Point]:
    """A line broken at the middle of its pieces again and again: a crest of rock."""
    for _ in range(times):
        finer: list[Point] = [points[0]]
        for a, b in pairwise(points):
            finer.append(
                (
                    (a[0] + b[0]) / 2 + dice.uniform(-rough, rough) * 0.4,
                    (a[1] + b[1]) / 2 + dice.uniform(-rough, rough),
                )
            )
            finer.append(b)
        points, rough = finer, rough / 2
    return points


def mountains(stage: Stage) -> list[Inked]:
    """Two chains of mountains with snow and shaded flanks beyond a meadow."""
    drop = Backdrop(stage)
    sky(drop)
    base = max(stage.ground_at(160.0), stage.height * 0.3)
    tall = max(stage.height * 0.22, min(base * 0.8, stage.height * 0.5))
    ridge(drop, base, tall * 0.62, "far chain", fill=0.3 if stage.night else 0.86, rough=0.4)
    line = ridge(drop, base, tall, "near chain", fill=0.12 if stage.night else 1.0)
    _flanks(drop, line, base, tall)
    _tree_line(drop, base)
    ground(drop, 160.0, 0.2 if stage.night else 1.0)
    drop.line(((-9, base), (stage.width + 9, base)), stage.fine)
    grass(drop, 46)
    return drop.shapes


def _flanks(drop: Backdrop, line: list[Point], base: float, tall: float) -> None:
    """The shaded side of each peak: black near the top, hatching further down."""
    stage = drop.stage
    dice = stage.dice("flanks")
    for index in range(4, len(line) - 4):
        x, y = line[index]
        if y > min(point[1] for point in line[index - 4 : index + 5]) + 0.1 or base - y < tall * 0.4:
            continue
        depth = base - y
        zigzag: list[Point] = [(x, y)]
        for step in range(1, 7):
            shift = (0.1 if step % 2 else -0.02) * depth * dice.uniform(0.5, 1.2)
            zigzag.append((x + step * 0.035 * depth + shift * 0.6, y + depth * 0.11 * step))
        right = [point for point in line[index:] if point[0] < x + depth * 0.55]
        shade = Path.polygon(
            [*zigzag, *[(px, min(py + 1, zigzag[-1][1] + depth * 0.2)) for px, py in reversed(right)]]
        )
        drop.path(shade, 0.04 if stage.night else 0.62)
        for step in range(7):
            start = (x + depth * (0.02 + step * 0.055), y + depth * (0.05 + step * 0.075))
            end = (start[0] + depth * 0.06, start[1] + depth * dice.uniform(0.1, 0.26))
            drop.path(tapered(start, end, stage.medium * 1.6), 1.0 if stage.night else 0.0)


def _tree_line(drop: Backdrop, base: float) -> None:
    """A far wood at the mountains' feet: a black band of bumps."""
    stage = drop.stage
    dice = stage.dice("tree line")
    high = max(stage.height * 0.02, stage.unit * 4)
    outline = bumpy([(-20, base - high), (stage.width + 20, base - high)], high * 1.6, dice, closed=False)
    drop.path(Path((*outline.segments, ("L", (stage.width + 20, base)), ("L", (-20, base)), ("Z", ()))), 0.0)


def field(stage: Stage) -> list[Inked]:
    """An open meadow with a path, a far wood, low hills and a single tree."""
    drop = Backdrop(stage)
    sky(drop)
    base = stage.ground_at(90.0)
    ridge(drop, base, stage.height * 0.12, "hills", fill=0.3 if stage.night else 0.88, rough=0.05)
    _tree_line(drop, base)
    ground(drop, 90.0, 0.25 if stage.night else 1.0)
    bends = [(90.0, 6.0, 0.8), (40.0, 1.0, 0.9), (18.0, 2.4, 1.0), (6.0, 0.6, 1.1), (0.0, 0.2, 1.2)]
    bends = [*bends, (-stage.distance * 0.75, 0.3, 1.2)]
    left = [stage.point((x - half, 0, z)) for z, x, half in bends]
    right = [stage.point((x + half, 0, z)) for z, x, half in reversed(bends)]
    path = Path(
        (*curve_through(left).segments, ("L", right[0]), *curve_through(right).segments[1:], ("Z", ()))
    )
    drop.path(path, 0.45 if stage.night else 0.9, stage.fine)
    dice = stage.dice("tree")
    side = dice.choice((-1, 1))
    tree(drop, side * stage.width_at(7) * 0.3, 7.0, 5.0, dice)
    grass(drop, 90)
    return drop.shapes


def tree(drop: Backdrop, x: float, z: float, tall: float, dice: Random) -> None:
    """A leafy tree: trunk with a shaded side, a crown of bumps, black and tone in its shade."""
    stage = drop.stage
    scale = stage.scale_at(z)
    fx, fy = stage.point((x, 0, z))
    high, width = tall * scale, tall * scale * 0.05
    outline = ((-1.5, 0.0), (-0.7, 0.2), (-0.8, 0.55), (0.8, 0.55), (0.7, 0.2), (1.6, 0.0))
    trunk = [(fx + width * across, fy - high * up) for across, up in outline]
    drop.path(Path.polygon(trunk), 0.2 if stage.night else 1.0, stage.medium)
    drop.area([(fx, fy), (fx + width * 0.1, fy - high * 0.5), trunk[3], trunk[4], trunk[5]], 0.0)
    crown = Box(fx - high * 0.36, fy - high, fx + high * 0.36, fy - high * 0.34)
    dark = 0.05 if stage.night else 1.0
    for fill, pen, grow in ((dark, stage.medium, 0.0), (dark, 0.0, stage.medium * 2)):
        lobes = stage.dice(f"lobes {x:.1f}")
        for at_x, at_y, size in ((0.3, 0.62, 0.55), (0.7, 0.6, 0.56), (0.5, 0.36, 0.66), (0.5, 0.66, 0.6)):
            cx, cy = crown.x1 + crown.width * at_x, crown.y1 + crown.height * at_y
            half, rise = crown.width * size * 0.56, crown.height * size * 0.56
            lobe = Box(cx - half, cy - rise, cx + half, cy + rise).inset(grow)
            drop.path(bumpy(oval(lobe), crown.width / 15, lobes), fill, pen)
    shade = Box(crown.x1 + crown.width * 0.12, crown.y1 + crown.height * 0.5, crown.x2, crown.y2)
    drop.path(bumpy(oval(shade), crown.width / 14, dice), 0.0 if stage.night else 0.6)
    core = Box(
        shade.x1 + shade.width * 0.3, shade.y1 + shade.height * 0.5, shade.x2 - shade.width * 0.05, shade.y2
    )
    drop.path(bumpy(oval(core), crown.width / 16, dice), 0.0)
    for _ in range(16):
        turn, reach = dice.uniform(0, 2 * math.pi), dice.uniform(0.1, 0.8)
        cx = crown.center[0] + math.cos(turn) * reach * crown.width / 2
        cy = crown.center[1] + math.sin(turn) * reach * crown.height / 2
        leaf = crown.width / 26
        scallop = Path((("M", (cx - leaf, cy)), ("C", (cx - leaf, cy - leaf, cx, cy - leaf, cx, cy)),
                        ("C", (cx, cy - leaf, cx + leaf, cy - leaf, cx + leaf, cy))))  # fmt: skip
        drop.path(scallop, None, stage.fine, white=stage.night)


def forest(stage: Stage) -> list[Inked]:
    """Trunks one behind the other, pale in the distance and dark in front, leaves above, grass below."""
    drop = Backdrop(stage)
    night = stage.night
    drop.shapes.append(Inked(Path.box(stage.box), 0.0 if night else 1.0))
    if not night:
        drop.shapes += gradient(Box(0, 0, stage.width, max(9.0, stage.ground_at(25))), (0.7, 0.88, 1.0))
    ground(drop, 24.0, 0.1 if night else 0.93)
    dice = stage.dice("trunks")
    layers = (
        (22.0, 26, 0.1 if night else 0.84),
        (12.0, 12, 0.25 if night else 0.6),
        (5.5, 6, 0.0 if night else 1.0),
    )
    for z, count, fill in layers:
        for _ in range(count):
            _trunk(drop, dice.uniform(-0.55, 0.55) * stage.width_at(z), z + dice.uniform(-1, 2), fill, dice)
        if z > 10:
            _undergrowth(drop, z - 1.5, fill, dice)
    _canopy(drop, dice)
    grass(drop, 80, near_only=True)
    return drop.shapes


def _trunk(drop: Backdrop, x: float, z: float, fill: float, dice: Random) -> None:
    """One trunk, wider at the root, with a shaded side and bark where it is near."""
    stage = drop.stage
    scale = stage.scale_at(z)
    fx, fy = stage.point((x, 0, z))
    width, lean = scale * dice.uniform(0.2, 0.34), scale * dice.uniform(-0.3, 0.3)
    top = min(-10.0, fy - 9 * scale)
    left = [(fx - width * 1.1, fy), (fx - width * 0.55, fy - scale * 0.5), (fx - width * 0.45 + lean, top)]
    right = [(fx + width * 0.4 + lean, top), (fx + width * 0.55, fy - scale * 0.5), (fx + width * 1.2, fy)]
    far = z > 9
    drop.area([*left, *right], fill, 0.0 if far else stage.medium)
    if far:
        return
    drop.area(
        [(fx + width * 0.2, fy - scale * 0.1), (fx + width * 0.1 + lean, top), *right],
        0.0 if not stage.night else 0.2,
    )
    for _ in range(12):
        y = fy - scale * dice.uniform(0.2, 5)
        share = (fy - y) / max(1.0, fy - top)
        bx = fx + lean * share + dice.uniform(-0.42, 0.05) * width
        drop.path(
            lens((bx, y), (bx + width * 0.03, y - scale * dice.uniform(0.2, 0.5)), stage.fine * 1.5),
            0.4 if stage.night else 0.0,
        )


def _undergrowth(drop: Backdrop, z: float, fill: float, dice: Random) -> None:
    stage = drop.stage
    scale, y = stage.scale_at(z), stage.ground_at(z)
    x = -scale
    while x < stage.width + scale:
        width = scale * dice.uniform(0.8, 1.8)
        box = Box(x, y - width * 0.45, x + width, y + width * 0.2)
        drop.path(bumpy(oval(box), width / 7, dice), fill, stage.fine)
        x += width * dice.uniform(0.7, 1.6)


def _canopy(drop: Backdrop, dice: Random) -> None:
    """Leaves that hang in from above: tone behind, black in front."""
    stage = drop.stage
    for depth, fill in ((0.2, 0.2 if stage.night else 0.62), (0.12, 0.0)):
        x = -0.1 * stage.width
        while x < stage.width * 1.05:
            width = dice.uniform(0.14, 0.28) * min(stage.width, stage.height * 1.3)
            low = stage.height * depth * dice.uniform(0.4, 1.2)
            box = Box(x, -stage.height * 0.15, x + width, low)
            if not stage.calm((x + width / 2, low * 0.7)):
                drop.path(bumpy(oval(box), width / 9, dice), fill, stage.fine)
            x += width * 0.7
