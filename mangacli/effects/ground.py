"""What an effect gets and gives back: the ground it is drawn on, what it points at, and its marks.

All in points, x to the right, y down; angles in degrees, clockwise from the right as seen on the page.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from mangacli.drawing import Shape
from mangacli.geometry import Box, Path, Point, Polygon, bounds, signed_area


@dataclass(frozen=True, slots=True)
class EffectOptions:
    """How an effect was asked for; None leaves it to the effect.

    `strength` 0–1 is how dark and dense it is, `clear` the size of what is left free as a factor of the
    effect's own; `angle` the direction of motion, fall, or of a tone's screen; `lpi` the lines per inch of a
    tone, `pattern` its kind; `ink` is black or white.
    """

    strength: float = 0.5
    angle: float | None = None
    lpi: float | None = None
    pattern: str | None = None
    clear: float = 1.0
    ink: str | None = None


PLAIN = EffectOptions()
"""An effect of which nothing but the name was said."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Someone in the picture: the whole figure, the face, and where it looks (left or right)."""

    id: str
    box: Box
    head: Box
    facing: str = "left"

    @property
    def face(self) -> Focus:
        """The ellipse through the corners of the face's box, a little beyond them."""
        return Focus.around(self.head)


@dataclass(frozen=True, slots=True)
class Focus:
    """What an effect points at and leaves free: an upright ellipse, its centre and half axes."""

    center: Point
    half: tuple[float, float]

    @classmethod
    def around(cls, box: Box) -> Focus:
        """The ellipse that holds a box with its corners; a mere point where the box is one."""
        return cls(box.center, (box.width * 0.72, box.height * 0.78))

    def edge(self, turn: float) -> float:
        """Distance from the centre to the ellipse in a direction (radians); 0 where it is a mere point."""
        rx, ry = self.half
        if rx <= 0 or ry <= 0:
            return 0.0
        return 1 / math.hypot(math.cos(turn) / rx, math.sin(turn) / ry)

    def passed(self, start: Point, turn: float) -> tuple[float, float] | None:
        """Where a line from a point in a direction (radians) runs through the ellipse, as distances from the
        point (negative: behind it); None where it passes by.
        """
        rx, ry = self.half
        if rx <= 0 or ry <= 0:
            return None
        px, py = (start[0] - self.center[0]) / rx, (start[1] - self.center[1]) / ry
        qx, qy = math.cos(turn) / rx, math.sin(turn) / ry
        a, b, c = qx * qx + qy * qy, px * qx + py * qy, px * px + py * py - 1
        root = b * b - a * c
        if root <= 0:
            return None
        return ((-b - math.sqrt(root)) / a, (-b + math.sqrt(root)) / a)

    def scaled(self, factor: float) -> Focus:
        """The ellipse about the same centre, its axes times `factor`."""
        return Focus(self.center, (self.half[0] * factor, self.half[1] * factor))

    def grown(self, margin: float) -> Focus:
        """The ellipse with `margin` points more on every side; a mere point stays one."""
        if min(self.half) <= 0:
            return self
        return Focus(self.center, (self.half[0] + margin, self.half[1] + margin))


@dataclass(frozen=True, slots=True)
class Marks:
    """What an effect draws, in paint order: behind the figures, and over them.

    Whoever has the figures in one piece with the ground paints both over it.
    """

    behind: tuple[Shape, ...] = ()
    over: tuple[Shape, ...] = ()

    @property
    def shapes(self) -> tuple[Shape, ...]:
        """All of them, in paint order."""
        return self.behind + self.over


@dataclass(frozen=True, slots=True)
class Ground:
    """Where an effect is drawn.

    `area` is what is seen (any simple polygon), `focus` what was asked to be left free (None: nobody is
    there), `figures` who is in it with their `faces` (of a face that fills the panel, its middle), and
    `aimed` at whom the effect points; `covers` says that the marks will lie over the figures, not behind
    them. `ink` is the grey of the lines, 0 or 1; `seed` decides every throw of the dice, `dpi` the finest
    detail and the cell of a tone, whose grid starts at the page's corner.
    """

    area: Polygon
    options: EffectOptions = PLAIN
    focus: Focus | None = None
    figures: tuple[Figure, ...] = ()
    faces: tuple[Focus, ...] = ()
    aimed: tuple[Figure, ...] = ()
    covers: bool = False
    ink: float = 0.0
    seed: str = ""
    dpi: float = 350.0
    box: Box = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "box", bounds(self.area))

    @property
    def spared(self) -> tuple[Focus, ...]:
        """What marks behind the figures leave free: the focus, and every face that they would cover."""
        return self.never if self.covers else (() if self.focus is None else (self.focus,))

    @property
    def never(self) -> tuple[Focus, ...]:
        """What marks over the figures leave free: the focus and every face."""
        return self.faces if self.focus is None else (self.focus, *self.faces)

    @property
    def clip(self) -> Path:
        return Path.polygon(self.area)

    @property
    def side(self) -> float:
        """Edge of the square of the same area: the measure of pens, spacings and lengths."""
        return math.sqrt(max(abs(signed_area(self.area)), 1.0))

    @property
    def pen(self) -> float:
        """Points. Width of a plain line: finer in small panels, as a mangaka changes the nib."""
        return min(0.75 * min(1.5, max(0.5, math.sqrt(self.side / 200))), self.side * 0.03)

    def dice(self, effect: str) -> Random:
        """The dice of one effect of this panel."""
        digest = hashlib.sha256(f"{self.seed} {effect}".encode()).digest()
        return Random(int.from_bytes(digest[:8], "big"))

    def inked(self, path: Path, *, even_odd: bool = False) -> tuple[Shape, ...]:
        """A path of filled strokes → the shape that prints it inside the area; nothing where it is empty."""
        return (Shape(path, self.ink, clip=self.clip, even_odd=even_odd),) if path.segments else ()


Effect = Callable[[Ground], Marks]
"""A ground → the marks of one effect on it; deterministic."""
