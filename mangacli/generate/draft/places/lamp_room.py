"""The room at the top of a lighthouse: panes in iron bars all round, the great lens in the middle."""

from __future__ import annotations

import math
from itertools import pairwise

from mangacli.generate.draft.backdrop import Backdrop
from mangacli.generate.draft.brush import gradient, tapered
from mangacli.generate.draft.ink import Inked
from mangacli.generate.draft.places.sea import glitter
from mangacli.generate.draft.places.sky import sky
from mangacli.generate.draft.places.tower import UNLIT, on_ring
from mangacli.generate.draft.stage import Stage
from mangacli.geometry import Box, Path, Point

RADIUS, SILL, HEAD = 2.9, 0.75, 3.0
"""Metres: from the middle to the panes, and from the floor to their lower and upper ends."""
PANES = 10
"""Panes of the half of the room behind the lens; three more are seen on either side of it."""
LIT = r"\b(?:shin\w+|lit|lights?|glow\w*|beam\w*|turning|bright)\b|光|輝|灯る"
"""Words that light the lamp by day; at night it shines unless the words say that it does not."""


def lamp_room(stage: Stage) -> list[Inked]:
    """A stage → the lamp room, the sea outside."""
    drop = Backdrop(stage)
    sky(drop)
    level = stage.horizon + 1
    sea = Box(-9, level, stage.width + 9, stage.height + 9)
    drop.shapes += gradient(sea, (0.08, 0.22) if stage.night else (0.6, 0.8))
    glitter(drop, level, stage.height)
    lit = not stage.mentions(UNLIT) and (stage.night or stage.mentions(LIT))
    _panes(drop)
    near = -stage.distance
    floor = ((-9, 0, RADIUS), (9, 0, RADIUS), (9, 0, near), (-9, 0, near))
    drop.space(floor, 0.45 if stage.night else 1.0, stage.medium)
    for ring in (1.2, 1.9, 2.5):
        spots = [on_ring(math.pi * index / 24, ring, 0.0) for index in range(25)]
        for a, b in pairwise(spots):
            drop.edge(a, b, stage.fine)
    _great_lens(drop, lit)
    return drop.shapes


def _panes(drop: Backdrop) -> None:
    """The lantern's glass: heavy posts, thin diagonal bars, an iron wall below and the roof's ring above."""
    stage = drop.stage
    white = stage.night
    for index in range(-3, PANES + 3):
        a, b = math.pi * index / PANES, math.pi * (index + 1) / PANES
        for low, high, grey in ((0.0, SILL, 0.3 if white else 0.75), (HEAD, 6.0, 0.04 if white else 0.4)):
            drop.space(
                (
                    on_ring(a, RADIUS, low),
                    on_ring(b, RADIUS, low),
                    on_ring(b, RADIUS, high),
                    on_ring(a, RADIUS, high),
                ),
                grey,
                0.0,
            )
        for start, end in ((a, b), (b, a)):
            drop.edge(on_ring(start, RADIUS, SILL), on_ring(end, RADIUS, HEAD), stage.fine, white=white)
        for y, pen in ((SILL, stage.bold), (HEAD, stage.bold), (SILL + 0.1, stage.fine), (6.0, stage.fine)):
            drop.edge(on_ring(a, RADIUS, y), on_ring(b, RADIUS, y), pen, white=white)
        drop.edge(on_ring(b, RADIUS, SILL), on_ring(b, RADIUS, HEAD), stage.bold * 2.2)
        if white:
            drop.edge(on_ring(b, RADIUS, SILL), on_ring(b, RADIUS, HEAD), stage.fine, white=True)


def _great_lens(drop: Backdrop, lit: bool) -> None:
    """A Fresnel lens: prisms stepped above and below rings of glass about a bull's eye, in a brass frame."""
    stage = drop.stage
    scale = stage.scale_at(1.3)
    x, y = _lens_spot(stage), stage.horizon + (stage.eye - 1.75) * scale
    wide, tall = scale * 0.62, scale * 1.0
    _pedestal(drop, (x, y + tall), wide)
    if lit:
        _shine(drop, (x, y), tall)
    glass = 1.0 if lit else 0.3 if stage.night else 0.93
    shade = 0.8 if lit else 0.12 if stage.night else 0.62
    band = tall * 0.5
    for side in (-1, 1):
        for index in range(5):
            near, far = band + (tall - band) * index / 5, band + (tall - band) * (index + 1) / 5
            inner, outer = wide * (1 - 0.09 * index), wide * (1 - 0.09 * (index + 1.6))
            step = ((x - inner, y + side * near), (x + inner, y + side * near),
                    (x + outer, y + side * far), (x - outer, y + side * far))  # fmt: skip
            drop.area(step, glass if index % 2 == 0 else shade, stage.medium)
            gleam = y + side * (near * 0.6 + far * 0.4)
            drop.line(((x - inner * 0.8, gleam), (x + inner * 0.3, gleam)), stage.fine, white=True)
    panel = Box(x - wide, y - band, x + wide, y + band)
    drop.path(Path.box(panel), shade, stage.bold)
    for index, size in enumerate((1.0, 0.84, 0.68, 0.53, 0.39, 0.26)):
        drop.disc((x, y), band * size, glass if index % 2 == 0 else shade, stage.medium)
    drop.disc((x, y), band * 0.17, 1.0 if lit else glass, stage.medium)
    for post in (panel.x1, panel.x2):
        drop.line(((post, y - band), (post, y + band)), stage.bold * 1.6)
    cap = Box(x - wide * 0.62, y - tall * 1.1, x + wide * 0.62, y - tall)
    drop.path(Path.box(cap), 0.0, stage.medium)
    if lit:
        _flare(drop, (x, y), band)


def _lens_spot(stage: Stage) -> float:
    """The x of the lens: the middle, or where no figure hides it."""

    def hidden(share: float) -> float:
        at = stage.width * share
        reach = stage.width * 0.12
        return sum(max(0.0, min(f.x2, at + reach) - max(f.x1, at - reach)) for f in stage.figures)

    return stage.width * min((0.5, 0.26, 0.74, 0.14, 0.86), key=hidden)


def _pedestal(drop: Backdrop, top: Point, wide: float) -> None:
    """The iron foot with its clockwork and crank."""
    stage = drop.stage
    (x, y), base = top, max(stage.ground_at(1.3), top[1] + 2)
    drop.area(((x - wide * 0.7, y), (x + wide * 0.7, y), (x + wide * 0.55, base), (x - wide * 0.55, base)),
              0.0, stage.medium)  # fmt: skip
    rim = Box(x - wide * 1.05, y - wide * 0.06, x + wide * 1.05, y + wide * 0.14)
    drop.path(Path.box(rim), 0.15 if stage.night else 0.5, stage.bold)
    hub = (x + wide * 0.25, y + (base - y) * 0.4)
    drop.line(
        ((x - wide * 0.5, y + wide * 0.3), (x - wide * 0.4, base - wide * 0.2)), stage.medium, white=True
    )
    drop.disc(hub, wide * 0.17, 1.0, stage.medium)
    grip = (hub[0] + wide * 0.55, hub[1] - wide * 0.12)
    for pen, white in ((stage.bold * 4.5, True), (stage.bold * 2, False)):
        drop.line((hub, grip, (grip[0], grip[1] - wide * 0.22)), pen, white)


def _shine(drop: Backdrop, center: Point, size: float) -> None:
    """Wedges of light that leave the lens on both sides, seen through the panes."""
    stage = drop.stage
    x, y = center
    for side in (-1, 1):
        for spread, grey in ((0.5, 0.45), (0.34, 0.7), (0.2, 1.0)) if stage.night else ((0.3, 1.0),):
            far = x + side * stage.width * 1.2
            rise = spread * stage.width * 0.5
            drop.area(
                ((x, y - size * spread), (far, y - size * spread - rise), (far, y + size * spread + rise),
                 (x, y + size * spread)), grey)  # fmt: skip


def _flare(drop: Backdrop, center: Point, size: float) -> None:
    """Rays from the bull's eye over the frame."""
    x, y = center
    for index in range(16):
        turn = math.pi * (index + 0.5) / 8
        reach = size * (1.9 if index % 2 else 1.35)
        tip = (x + math.cos(turn) * reach, y + math.sin(turn) * reach)
        drop.path(tapered(center, tip, size * 0.16), 1.0)
    drop.disc(center, size * 0.24, 1.0)
