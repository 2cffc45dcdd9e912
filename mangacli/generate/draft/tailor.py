"""The tailor of garments: cuts cloth to points given from a body's neck and inks it in pixels."""

from __future__ import annotations

from collections.abc import Sequence

from mangacli.generate.draft.brush import curve_through
from mangacli.generate.draft.ink import Inked
from mangacli.generate.draft.look import INK, Look
from mangacli.generate.draft.parts_file import Body
from mangacli.geometry import Matrix, Path, Point

PEN, FINE = 13.0, 8.0
"""Width of the artwork's lines, and of finer ones for folds, in units of the body's drawing."""


class Tailor:
    """Cuts cloth for one body: points relative to the middle of its neck, shapes in pixels."""

    def __init__(self, look: Look, body: Body, matrix: Matrix) -> None:
        self.look, self.body, self.matrix = look, body, matrix
        (lx, ly), (rx, ry) = body.neck
        self.x, self.y = (lx + rx) / 2, (ly + ry) / 2
        self.half = (rx - lx) / 2
        self.unit = (abs(matrix[0]) * abs(matrix[3])) ** 0.5

    def curve(self, points: Sequence[Point], closed: bool = False) -> Path:
        """A smooth line through points given from the neck."""
        return curve_through([(self.x + x, self.y + y) for x, y in points], closed)

    def straight(self, points: Sequence[Point]) -> Path:
        """A polygon through points given from the neck."""
        return Path.polygon([(self.x + x, self.y + y) for x, y in points])

    def ink(self, path: Path, fill: float | None, pen: float = PEN, white: bool = False) -> Inked:
        """A piece of cloth as it is inked."""
        return Inked(path.transformed(self.matrix), fill, pen * self.unit, white_line=white)

    def at(self, point: Point) -> Point:
        """A point given from the neck → its place in the body's drawing."""
        return (self.x + point[0], self.y + point[1])

    @property
    def top(self) -> float:
        """Grey of the upper body's cloth."""
        return INK if "top" in self.body.dark else self.look.cloth
