"""The lighthouse: its tower on the rock, the stairs inside it."""

from __future__ import annotations

import math

from mangacli.generate.draft.backdrop import Backdrop, facing_wall
from mangacli.generate.draft.brush import bumpy, gradient, halo, lens, oval
from mangacli.generate.draft.ink import Inked
from mangacli.generate.draft.places.nature import broken, grass
from mangacli.generate.draft.places.sea import BOAT, boat, glitter, headland, spray
from mangacli.generate.draft.places.sky import sky
from mangacli.generate.draft.stage import Spot, Stage
from mangacli.geometry import Box, Path, Point

STEPS = 22
"""Steps of half a turn of the tower's stairs."""
UNLIT = (
    r"\b(?:lamp|light|lighthouse|beacon|lantern|tower) "
    r"(?:is|was|stays|stayed|has gone|goes|lies|stands|went) (?:\w+ )?"
    r"(?:dark|out|off|unlit|dead)\b|\b(?:unlit|extinguished|no light|without light)\b"
    r"|\b(?:dark|dead|broken) (?:lamp|lighthouse|beacon|lantern|lens)\b|消え|消灯|灯りのない|明かりのない"
)
"""Words that tell that the lamp does not shine."""
RISE = 0.17
"""Metres from one step to the next."""


def lighthouse(stage: Stage) -> list[Inked]:
    """A lighthouse on its rock above the sea; at night its beam cuts the sky."""
    drop = Backdrop(stage)
    sky(drop, bare=stage.night)
    night, level = stage.night, stage.horizon + 1
    headland(drop, level)
    sea_box = Box(-9, level, stage.width + 9, stage.height + 9)
    drop.shapes += gradient(sea_box, (0.08, 0.26) if night else (0.62, 0.84, 0.95))
    drop.line(((-9, level), (stage.width + 9, level)), stage.fine, white=night)
    glitter(drop, level, stage.height)
    x, foot, tall = _tower_spot(stage)
    if stage.mentions(BOAT):
        boat(drop, level, avoid=x)
    _rock(drop, x, foot, tall)
    _tower(drop, x, foot, tall)
    if stage.figures:
        _near_shore(drop)
    return drop.shapes


def _near_shore(drop: Backdrop) -> None:
    """The shore that figures stand on, across the water from the tower: a grassy edge with stones."""
    stage = drop.stage
    edge = stage.ground_at(2.6)
    if edge > stage.height:
        return
    dice = stage.dice("near shore")
    rough = 0.05 * stage.scale_at(2.6)
    line = [((0.1 * index - 0.05) * stage.width, edge + dice.uniform(-rough, rough)) for index in range(12)]
    crest = broken(line, rough, dice, 2)
    low = ((1.05 * stage.width, stage.height + 9), (-0.05 * stage.width, stage.height + 9))
    drop.area([*crest, *low], 0.3 if stage.night else 1.0, stage.medium)
    for _ in range(12):
        x, y = dice.choice(crest)
        size = stage.scale_at(2.6) * dice.uniform(0.08, 0.26)
        stone = Box(x - size, y - 0.4 * size, x + size, y + 0.5 * size)
        drop.path(bumpy(oval(stone, 9), size * 0.9, dice), 0.1 if stage.night else 0.85, stage.fine)
    turf = Backdrop(stage)
    grass(turf, 50, near_only=True)
    drop.shapes += [tuft for tuft in turf.shapes if tuft.path.bounds.y2 > edge + rough]  # none on the water


def _tower_spot(stage: Stage) -> tuple[float, float, float]:
    """Where the tower stands, on the side that is most free: x, its foot's y, its height, in pixels."""
    foot = min(stage.height * 0.8, max(stage.height * 0.34, stage.horizon + stage.height * 0.1))
    tall = foot - max(stage.height * 0.1, foot - stage.height * 0.72)
    spots = [stage.width * share for share in (0.76, 0.24, 0.62, 0.38, 0.88)]

    def hidden(x: float) -> float:
        tower = Box(x - tall * 0.15, foot - tall * 1.2, x + tall * 0.15, foot)
        covers = [tower.intersection(box) for box in (*stage.figures, *stage.dialogs)]
        return sum(cover.area for cover in covers if cover)

    return min(spots, key=hidden), foot, tall


def _rock(drop: Backdrop, x: float, foot: float, tall: float) -> None:
    """The rock under the tower: a broken black mass with lit edges and foam at its foot."""
    stage = drop.stage
    dice = stage.dice("rock")
    half = tall * 0.62
    top: list[Point] = [(x - half * 1.3, foot + tall * 0.24)]
    for index in range(13):
        share = index / 12 * 2 - 1
        rise = (1 - abs(share) ** 2.2) * tall * 0.2 * dice.uniform(0.75, 1.05)
        top.append((x + share * half, foot + tall * 0.16 - rise))
    top.append((x + half * 1.3, foot + tall * 0.24))
    base = foot + tall * 0.3
    drop.area([*top, (x + half * 1.4, base), (x - half * 1.4, base)], 0.0, stage.medium)
    for _ in range(26):
        px, py = x + dice.uniform(-0.9, 0.5) * half, foot + tall * dice.uniform(0.02, 0.22)
        facet = lens(
            (px, py),
            (px + tall * dice.uniform(0.02, 0.1), py + tall * dice.uniform(0.01, 0.06)),
            tall * 0.012,
        )
        drop.path(facet, 1.0 if not stage.night else 0.5)
    spray(drop, (x - half * 1.5, base), (x + half * 1.5, base), tall * 0.05)


def _tower(drop: Backdrop, x: float, foot: float, tall: float) -> None:
    """The tower itself: tapering, banded, with lit or dark windows, its lantern on top."""
    stage = drop.stage
    night = stage.night
    wide, slim = tall * 0.1, tall * 0.062
    neck = foot - tall * 0.8

    def half(y: float) -> float:
        return slim + (wide - slim) * (y - neck) / (foot - neck)

    if night and not stage.mentions(UNLIT):
        _beam(drop, (x, neck - tall * 0.075))
    body = ((x - wide, foot), (x - slim, neck), (x + slim, neck), (x + wide, foot))
    drop.area(body, 0.5 if night else 1.0, stage.medium)
    for band in (0.12, 0.44, 0.76):
        y1, y2 = neck + (foot - neck) * band, neck + (foot - neck) * (band + 0.16)
        drop.area(((x - half(y1), y1), (x + half(y1), y1), (x + half(y2), y2), (x - half(y2), y2)), 0.0)
    shade = ((x + wide * 0.35, foot), (x + slim * 0.35, neck), (x + slim, neck), (x + wide, foot))
    drop.area(shade, 0.06 if night else 0.55)
    for share in (0.3, 0.62):
        y = neck + (foot - neck) * share
        pane = Box(x - slim * 0.3, y, x + slim * 0.1, y + tall * 0.035)
        drop.path(Path.box(pane), 1.0 if night else 0.0, stage.fine)
    _lantern(drop, x, neck, tall, slim)


def _lantern(drop: Backdrop, x: float, neck: float, tall: float, slim: float) -> None:
    """What stands on the tower: gallery with its rail, glazed lantern, roof, lightning rod."""
    stage = drop.stage
    rim, rail = tall * 0.018, neck - tall * 0.05
    gallery = Box(x - slim * 1.5, neck - rim, x + slim * 1.5, neck)
    drop.path(Path.box(gallery), 0.4 if stage.night else 0.0, stage.medium)
    glass = Box(x - slim * 0.75, neck - tall * 0.12, x + slim * 0.75, neck - rim)
    drop.path(Path.box(glass), 0.15 if stage.mentions(UNLIT) else 1.0, stage.medium)
    for share in (0.25, 0.5, 0.75):
        bar = glass.x1 + glass.width * share
        drop.line(((bar, glass.y1), (bar, glass.y2)), stage.fine)
    for share in (-1.4, -0.7, 0.0, 0.7, 1.4):
        drop.line(((x + slim * share, neck - rim), (x + slim * share, rail)), stage.fine)
    drop.line(((gallery.x1, rail), (gallery.x2, rail)), stage.fine)
    peak = glass.y1 - tall * 0.07
    drop.area(
        ((glass.x1 - slim * 0.2, glass.y1), (x, peak), (glass.x2 + slim * 0.2, glass.y1)), 0.0, stage.medium
    )
    drop.line(((x, peak), (x, peak - tall * 0.03)), stage.medium)


def _beam(drop: Backdrop, lamp: Point) -> None:
    """Two cones of light from the lamp, paler toward it."""
    stage = drop.stage
    reach = stage.width * 1.3
    drop.shapes += halo(lamp, (stage.height * 0.17, stage.height * 0.03), (0.0, 0.5), bands=26)
    for side, rise in ((-1, 0.1), (1, -0.05)):
        for spread, grey in ((0.16, 0.3), (0.11, 0.5), (0.06, 0.78)):
            far = lamp[0] + side * reach
            drop.area(
                (lamp, (far, lamp[1] - reach * (rise + spread)), (far, lamp[1] - reach * (rise - spread))),
                grey,
            )
    drop.shapes += halo(lamp, (stage.height * 0.08, stage.height * 0.03), (0.5, 1.0), bands=14)


def tower_stairs(stage: Stage) -> list[Inked]:
    """Inside a round tower: a stone wall in courses, steps that wind up around it, a narrow window."""
    drop = Backdrop(stage)
    night = stage.night
    radius, near = 3.4, -stage.distance
    drop.shapes.append(Inked(Path.box(stage.box), 0.2 if night else 0.9))
    high = 9.0
    for index in range(24):
        a, b = math.pi * index / 24, math.pi * (index + 1) / 24
        light = 0.5 - 0.5 * math.cos(a)
        grey = (0.25 + 0.4 * light) if night else (0.55 + 0.45 * light)
        drop.space(
            (
                on_ring(a, radius, -3),
                on_ring(b, radius, -3),
                on_ring(b, radius, high),
                on_ring(a, radius, high),
            ),
            grey,
            0.0,
        )
    _courses(drop, radius, high)
    drop.space(
        ((-9, 0, radius * 1.2), (9, 0, radius * 1.2), (9, 0, near), (-9, 0, near)), 0.35 if night else 0.95
    )
    slit = facing_wall(radius * 0.93, stage.width_at(radius) * 0.16)
    drop.space(slit.rect(0, 2.9, 0.5, 4.1), 1.0, stage.medium)
    drop.space(slit.rect(0.08, 2.95, 0.42, 4.02), 0.0 if night else 1.0, stage.medium)
    if night:
        for at in ((0.15, 3.6), (0.3, 3.85), (0.25, 3.2)):
            drop.disc(stage.point(slit.spot(*at)), stage.unit * 0.7, 1.0)
    for index in range(STEPS, -1, -1):
        _step(drop, index, radius)
    _rail(drop, radius)
    return drop.shapes


def on_ring(turn: float, radius: float, y: float) -> Spot:
    """A place on the round wall: turn 0 at the right, a quarter at the back."""
    return (radius * math.cos(turn), y, radius * math.sin(turn))


def _courses(drop: Backdrop, radius: float, high: float) -> None:
    """Joints between the stones, about one in three drawn."""
    stage = drop.stage
    dice = stage.dice("courses")
    y, row = 0.0, 0
    while y < high:
        for index in range(22):
            a = math.pi * (index + (row % 2) / 2) / 22
            b = a + math.pi / 22
            if dice.random() < 0.42:
                drop.edge(on_ring(a, radius, y), on_ring(b, radius, y), stage.fine)
            if dice.random() < 0.3:
                drop.edge(on_ring(b, radius, y), on_ring(b, radius, y + 0.42), stage.fine)
        y += 0.42
        row += 1


def _step(drop: Backdrop, index: int, radius: float) -> None:
    """One wedge of the stairs, solid down to the floor: its face, its riser, its tread."""
    stage = drop.stage
    inner, high = radius - 1.1, RISE * (index + 1)
    a, b = (math.pi * (0.02 + 0.96 * at / STEPS) for at in (index, index + 1))
    light = 0.5 - 0.5 * math.cos(a)
    face = 0.04 + 0.14 * light if stage.night else 0.45 + 0.4 * light
    top = (
        on_ring(a, inner, high),
        on_ring(b, inner, high),
        on_ring(b, radius, high),
        on_ring(a, radius, high),
    )
    riser = (
        on_ring(a, inner, high - RISE),
        on_ring(a, radius, high - RISE),
        on_ring(a, radius, high),
        top[0],
    )
    drop.space((on_ring(a, inner, 0), on_ring(b, inner, 0), top[1], top[0]), face, 0.0)
    drop.space(riser, 0.35 if stage.night else 0.9, stage.fine)
    if high < stage.eye:
        drop.space(top, 0.7 if stage.night else 1.0, stage.fine)
    drop.edge(top[0], top[1], stage.medium, white=stage.night)
    drop.edge(top[0], on_ring(a, inner, high - RISE), stage.medium, white=stage.night)


def _rail(drop: Backdrop, radius: float) -> None:
    """The iron handrail on the inner side, a post every second step."""
    stage = drop.stage
    inner = radius - 1.05
    last: Spot | None = None
    for index in range(0, STEPS + 1, 2):
        turn, y = math.pi * (0.02 + 0.96 * (index + 0.5) / STEPS), RISE * (index + 1)
        foot, top = on_ring(turn, inner, y), on_ring(turn, inner, y + 0.9)
        drop.edge(foot, top, stage.medium, white=stage.night)
        if last is not None:
            drop.edge(last, top, stage.bold, white=stage.night)
        last = top
