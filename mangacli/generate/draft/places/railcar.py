"""A train at a platform: its front with headlights and dark windscreen, its side with windows and doors."""

from __future__ import annotations

import math

from mangacli.generate.draft.backdrop import Backdrop, facing_wall, side_wall
from mangacli.generate.draft.brush import lens, tapered
from mangacli.generate.draft.stage import Stage

WIDE, TOP, SKIRT = 2.9, 2.75, -0.75
"""Metres: a car's width, and how far its roof and its skirt lie from the level of the platform."""
LENGTH = 56.0
_FIGURES_CLEAR = 3.0
"""Metres behind the figures where a train's front stands at least."""


def railcar(drop: Backdrop, side: float) -> None:
    """A train whose left flank stands at x `side`, its front as large as the panel allows."""
    near = _front_depth(drop.stage, side)
    _flank(drop, side, near)
    _front(drop, side, near)


def _front_depth(stage: Stage, side: float) -> float:
    """Where the front stands: over half of the picture high where nobody is, and wholly within its edge."""
    if stage.figures:
        return _FIGURES_CLEAR
    scale = 0.6 * stage.height / (TOP - SKIRT)
    room = max(stage.width * 0.2, stage.width * 1.04 - stage.vanishing)
    return stage.focal / min(scale, room / (side + WIDE)) - stage.distance


def _flank(drop: Backdrop, side: float, near: float) -> None:
    """The long side that runs into the distance."""
    stage = drop.stage
    dark = stage.night
    wall = side_wall(side, near)
    drop.space(wall.rect(0, SKIRT - 0.3, LENGTH, SKIRT + 0.25), 0.0)
    drop.space(wall.rect(0, SKIRT + 0.2, LENGTH, TOP), 0.3 if dark else 0.9)
    drop.space(wall.rect(0, 0.35, LENGTH, 0.7), 0.0 if dark else 0.35, 0.0)
    u = 0.7
    while u < LENGTH - 12:
        for width in (1.5, 1.5):
            drop.space(wall.rect(u, 0.95, u + width, 1.9), 1.0 if dark else 0.08, stage.fine)
            u += width + 0.2
        drop.space(wall.rect(u, SKIRT + 0.3, u + 1.1, 2.15), 0.45 if dark else 1.0, stage.fine)
        drop.space(wall.rect(u + 0.2, 0.95, u + 0.9, 1.9), 1.0 if dark else 0.08, stage.fine)
        u += 1.4
    drop.space(wall.rect(0, TOP - 0.25, LENGTH, TOP), 0.1 if dark else 0.5, stage.fine)


def _front(drop: Backdrop, side: float, near: float) -> None:
    """The front: a rounded roof, two dark panes, a lit sign, a band of colour, the lamps."""
    stage = drop.stage
    dark, snow = stage.night, stage.weather == "snow"
    face = facing_wall(near, side)
    drop.space(face.rect(0.25, SKIRT - 0.35, WIDE - 0.25, SKIRT + 0.2), 0.0)
    arch = [(0.0, TOP - 0.45), (0.1, TOP - 0.15), (0.5, TOP + 0.15), (WIDE / 2, TOP + 0.3)]
    arch += [(WIDE - u, v) for u, v in reversed(arch[:-1])]
    body = [face.spot(u, v) for u, v in ((0.0, SKIRT), *arch, (WIDE, SKIRT))]
    drop.space(body, 0.62 if dark else 1.0, stage.bold)
    if snow:
        cap = [face.spot(u, v) for u, v in arch[1:-1]]
        drop.space([*cap, *(face.spot(u, v + 0.2) for u, v in reversed(arch[2:-2]))], 1.0, stage.medium)
    drop.space(face.rect(0.02, 0.3, WIDE - 0.02, 0.72), 0.0 if dark else 0.35, stage.fine)
    for u1, u2 in ((0.22, 1.36), (1.54, WIDE - 0.22)):
        drop.space(face.rect(u1, 0.95, u2, 2.0), 0.0, stage.medium)
        drop.edge(face.spot(u1 + 0.12, 1.2), face.spot(u1 + 0.5, 1.85), stage.medium, white=True)
        drop.edge(face.spot(u1 + 0.28, 1.2), face.spot(u1 + 0.56, 1.68), stage.fine, white=True)
    drop.space(face.rect(0.85, 2.15, WIDE - 0.85, 2.5), 1.0 if dark else 0.0, stage.medium)
    for u in (1.05, 1.33, 1.61):
        drop.space(face.rect(u, 2.23, u + 0.2, 2.42), 0.0 if dark else 1.0, 0.0)
    drop.edge(face.spot(WIDE / 2, SKIRT), face.spot(WIDE / 2, 0.3), stage.fine)
    drop.space(face.rect(WIDE / 2 - 0.25, SKIRT - 0.05, WIDE / 2 + 0.25, SKIRT + 0.2), 0.0, stage.medium)
    for u in (0.48, WIDE - 0.48):
        _headlight(drop, stage.point(face.spot(u, -0.1)), stage.scale_at(near) * 0.2)


def _headlight(drop: Backdrop, center: tuple[float, float], radius: float) -> None:
    """A round lamp in its rim; at night with rays."""
    stage = drop.stage
    x, y = center
    if stage.night:
        for index in range(12):
            turn = math.pi * (index + 0.25) / 6
            reach = radius * (4.6 if index % 2 else 2.8)
            tip = (x + math.cos(turn) * reach, y + math.sin(turn) * reach)
            drop.path(tapered((x, y), tip, radius * 0.7), 1.0)
        drop.path(lens((x - radius * 7, y), (x + radius * 7, y), radius * 0.5), 1.0)
    drop.disc(center, radius * 1.25, 1.0 if stage.night else 0.4, stage.medium)
    drop.disc(center, radius * 0.85, 1.0, stage.fine)
