"""A staircase indoors: a straight flight up to a landing with a window, its rail, the wall beside it."""

from __future__ import annotations

from itertools import pairwise

from mangacli.generate.draft.backdrop import Backdrop, facing_wall, side_wall
from mangacli.generate.draft.ink import Inked
from mangacli.generate.draft.places.room import Shell, shell, window
from mangacli.generate.draft.stage import Stage

STEPS, RISE, TREAD = 12, 0.17, 0.3
FIRST, LEFT, RIGHT = 1.3, -0.3, 1.9
"""Metres: where the first step begins, and the sides of the flight."""


def stairs(stage: Stage) -> list[Inked]:
    """A stage → a stair hall; the stairs go up on the right."""
    drop = Backdrop(stage)
    top = FIRST + STEPS * TREAD
    room = Shell(drop, back=top + 1.6, high=5.0, half=1.95, wider=False)
    shell(drop, room, "tiles")
    night = stage.night
    landing = STEPS * RISE
    window(drop, room.back_wall, (0.1, landing + 0.8, 1.5, landing + 2.3), panes=2)
    drop.solid((LEFT, 0, top), (RIGHT, landing, room.back), front=0.4 if night else 0.85, side=0.3, top=1.0)
    for step in range(STEPS - 1, -1, -1):
        z, y = FIRST + step * TREAD, step * RISE
        face = facing_wall(z)
        drop.space(face.rect(LEFT, y, RIGHT, y + RISE), 0.3 if night else 0.7, stage.fine)
        if y + RISE < stage.eye:
            tread = ((LEFT, y + RISE, z), (RIGHT, y + RISE, z), (RIGHT, y + RISE, z + TREAD),
                     (LEFT, y + RISE, z + TREAD))  # fmt: skip
            drop.space(tread, 0.6 if night else 1.0, stage.fine)
        drop.edge((LEFT, y + RISE, z), (RIGHT, y + RISE, z), stage.medium, white=night)
    _string(drop, top)
    _rail(drop, top, LEFT)
    _rail(drop, top, RIGHT - 0.06)
    _door(drop, room)
    return drop.shapes


def _string(drop: Backdrop, top: float) -> None:
    """The side of the flight, closed down to the floor, in shade."""
    corners = [(LEFT, 0.0, FIRST)]
    for step in range(STEPS):
        z, y = FIRST + step * TREAD, (step + 1) * RISE
        corners += [(LEFT, y, z), (LEFT, y, z + TREAD)]
    grey = 0.14 if drop.stage.night else 0.5
    for step in range(STEPS):
        z, y = FIRST + step * TREAD, (step + 1) * RISE
        drop.space(side_wall(LEFT).rect(z, 0, z + TREAD, y), grey, 0.0)
    for a, b in pairwise(corners):
        drop.edge(a, b, drop.stage.medium)
    drop.edge((LEFT, 0, FIRST), (LEFT, 0, top), drop.stage.medium)
    drop.space(side_wall(LEFT).rect(top, 0, top + 1.6, STEPS * RISE), grey, drop.stage.fine)


def _rail(drop: Backdrop, top: float, x: float) -> None:
    """Handrail and balusters along the flight, a newel at its foot."""
    stage, white = drop.stage, drop.stage.night
    for step in range(0, STEPS, 2):
        z, y = FIRST + (step + 0.5) * TREAD, (step + 1) * RISE
        drop.edge((x, y, z), (x, y + 0.86, z), stage.medium, white=white)
    rise = STEPS * RISE
    drop.edge((x, RISE + 0.86, FIRST), (x, rise + 0.86, top), 2.2 * stage.pen_at((x, 0, FIRST)), white=white)
    drop.solid((x - 0.06, 0, FIRST - 0.06), (x + 0.06, 1.15, FIRST + 0.06), front=0.34, side=0.2, top=0.7)


def _door(drop: Backdrop, room: Shell) -> None:
    """A door in the wall on the left, and a notice board nearer to the viewer."""
    stage = drop.stage
    wall = side_wall(room.left + 0.01, 0.0)
    drop.space(wall.rect(2.4, 0, 3.5, 2.15), 0.5 if stage.night else 0.85, stage.medium)
    drop.space(wall.rect(2.65, 1.1, 3.25, 1.9), 0.0 if stage.night else 1.0, stage.fine)
    drop.space(wall.rect(0.4, 1.1, 1.8, 2.0), 0.34 if stage.night else 0.9, stage.medium)
    for u, v in ((0.5, 1.5), (0.95, 1.25), (1.35, 1.5)):
        drop.space(wall.rect(u, v, u + 0.34, v + 0.4), 1.0, stage.fine)
