"""The tailor of garments: cuts cloth to points given from a body's neck and inks it in pixels."""

from __future__ import annotations

import math
from collections.abc import Sequence

from mangacli.generate.draft.brush import curve_through
from mangacli.generate.draft.ink import Inked
from mangacli.generate.draft.look import Look
from mangacli.generate.draft.skeleton import Skeleton
from mangacli.generate.draft.wardrobe import INK
from mangacli.geometry import Matrix, Path, Point

PEN, FINE = 13.0, 8.0
"""Width of the lines of clothes, and of finer ones for folds and seams, in units of the body's drawing."""


class Tailor:
    """Cuts cloth for one body: points from the middle of its neck on its upright torso, shapes in pixels."""

    def __init__(self, look: Look, bones: Skeleton, matrix: Matrix) -> None:
        self.look, self.bones, self.matrix = look, bones, matrix
        self.build = bones.build
        self.half = bones.build.neck
        self.unit = (abs(matrix[0] * matrix[3] - matrix[1] * matrix[2])) ** 0.5
        turn = math.radians(bones.lean)
        self._bend: Matrix = (math.cos(turn), math.sin(turn), -math.sin(turn), math.cos(turn), 0.0, 0.0)

    def curve(self, points: Sequence[Point], closed: bool = False) -> Path:
        """A smooth line through points given from the neck."""
        return self.bent(curve_through(points, closed))

    def straight(self, points: Sequence[Point]) -> Path:
        """A polygon through points given from the neck."""
        return self.bent(Path.polygon(points))

    def line(self, points: Sequence[Point]) -> Path:
        """A line through points given from the neck."""
        return self.bent(Path.line(points))

    def bent(self, path: Path) -> Path:
        """A path on the upright torso → the same with the back bent as the pose has it."""
        return path.transformed(self._bend)

    def ink(self, path: Path, fill: float | None, pen: float = PEN, white: bool = False) -> Inked:
        """A piece of cloth as it is inked."""
        return Inked(path.transformed(self.matrix), fill, pen * self.unit, white_line=white)

    @property
    def top(self) -> float:
        """Grey of the upper body's cloth."""
        return self.look.top

    @property
    def dark(self) -> bool:
        """Whether the upper body's cloth is black, so that lines on it are white."""
        return self.look.top <= INK
