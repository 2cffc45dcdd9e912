"""What a panel offers its balloons, and what is to be put into it: the values that placement works on."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from mangacli.geometry import Box, Path, Point, Polygon, bounds
from mangacli.lettering.necks import Neck
from mangacli.lettering.set_text import SetText
from mangacli.lettering.sounds.set_sound import SetSound
from mangacli.lettering.tail_shapes import Tail

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Room:
    """A panel as the letterer sees it. Lengths in points.

    `space` is where balloons may stand (safe area and frame considered), `polygon` what is seen of the
    panel, `over` the insets upon it; `heads` the faces by character, `hands` those of all, `figures` their
    boxes; `air` the least distance from the frame, `gap` the least one between balloons, `em` the page's type
    size. `ease` is 1 where there is room, less where balloons must be drawn tighter: it multiplies the air
    around text and the distances between things. `entry` and `leave` are where the eye enters the panel and
    leaves it, as fractions of its box.
    """

    polygon: Polygon
    space: Box
    over: tuple[Polygon, ...]
    heads: dict[str, Box]
    figures: tuple[Box, ...]
    right_to_left: bool
    em: float
    air: float
    gap: float
    ease: float = 1.0
    entry: Point = (1.0, 0.0)
    leave: Point = (0.0, 1.0)
    hands: tuple[Box, ...] = ()

    @property
    def kept(self) -> tuple[Box, ...]:
        """What no balloon, tail or neck may cross: faces and hands."""
        return (*self.heads.values(), *self.hands)

    @property
    def is_upright(self) -> bool:
        """Whether the panel is an upright rectangle, so that all of `space` lies in it."""
        return sorted(set(self.polygon)) == sorted(set(bounds(self.polygon).polygon))

    @property
    def edges(self) -> tuple[tuple[Point, Point], ...]:
        return tuple(zip(self.polygon, self.polygon[1:] + self.polygon[:1], strict=True))


@dataclass(frozen=True, slots=True)
class Setting:
    """One way to letter a dialog: text and outline, both in the text block's coordinates.

    `body` is the balloon without its tail (None: none), `outline` the same as points, `box` bounds body and
    ink, `cost` says how far text and balloon are from a good shape, `size` is the em in points, `pen` the
    em by which balloon and tail are drawn (less than `size` where room is short). `sound` is what else is
    drawn of a sound. `unit` is the measure of `text` and `body`, in points: 1, or the em until the setting is
    chosen (see `in_points`).
    """

    text: SetText
    body: Path | None
    outline: Floats
    box: Box
    cost: float
    size: float
    pen: float
    sound: SetSound | None = None
    unit: float = 1.0

    def in_points(self) -> Setting:
        """The same, its text and body in points: only what is drawn is worth the reckoning."""
        if self.unit == 1:
            return self
        body = self.body.transformed((self.unit, 0, 0, self.unit, 0, 0)) if self.body else None
        return replace(self, text=self.text.scaled(self.unit), body=body, unit=1.0)


@dataclass(frozen=True, slots=True)
class Wish:
    """A dialog that wants a place.

    `progress` is how far it is in the panel's talk: 0 the first, 1 the last, None where it stands outside
    the order (sounds). `speaker` is the character whose face the tail aims at, `chorus` are the others who
    say it too, `outside` says that none of them is in the panel. `side` is the side of the panel from which
    the voice comes, as far as it is known; `side_is_given` by the author. `partner` is the index of the same
    speaker's dialog before it with which it may be joined, `join` whether it must be. `spot` is where the
    author wants it (columns and rows 0, 0.5 or 1), `box` the author's box in points. `sway` from -1 to 1
    bends the tail.
    """

    index: int
    kind: str
    tail: str
    settings: tuple[Setting, ...]
    progress: float | None
    speaker: str | None = None
    outside: bool = False
    spot: tuple[float, float] | None = None
    box: Box | None = None
    sway: float = 0.0
    chorus: tuple[str, ...] = ()
    side: str | None = None
    side_is_given: bool = False
    partner: int | None = None
    join: bool = False

    @property
    def is_spoken(self) -> bool:
        """Whether the balloon needs a tail: someone says it, and its kind has one."""
        return self.tail != "none" and (self.speaker is not None or self.outside)


@dataclass(frozen=True, slots=True)
class Placed:
    """A wish fulfilled: setting, the text block's corner, the balloon's box on the page, the tail.

    `more_tails` are those of a chorus's other voices. `joined_to` is the index of the earlier dialog with
    which this one makes one outline, `neck` what links the two (None: they overlap).
    """

    wish: Wish
    setting: Setting
    at: Point
    box: Box
    tail: Tail | None
    more_tails: tuple[Tail, ...] = ()
    joined_to: int | None = None
    neck: Neck | None = None

    @property
    def tails(self) -> tuple[Tail, ...]:
        """All tails, the speaker's first."""
        return (*((self.tail,) if self.tail is not None else ()), *self.more_tails)

    @property
    def pieces(self) -> tuple[Box, ...]:
        """Boxes that hold its tails and its neck."""
        tails = tuple(piece for tail in self.tails for piece in tail.pieces)
        return (*tails, *self.neck.pieces) if self.neck is not None else tails


@dataclass(frozen=True, slots=True)
class Placement:
    """What came of a panel's wishes: those placed, and the index of the first for which there was no room."""

    placed: tuple[Placed, ...] = ()
    crowded_out: int | None = None

    def in_points(self) -> Placement:
        """The same with its texts and balloons in points, for those who draw it."""
        return replace(
            self, placed=tuple(replace(one, setting=one.setting.in_points()) for one in self.placed)
        )
