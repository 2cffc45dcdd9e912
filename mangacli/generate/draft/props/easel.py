"""The sheet on which a thing is drawn: a unit high, its foot in the middle of its lower edge → inked shapes.

x runs to the right from the middle, y up from the foot; 1 is the thing's own height. Whoever draws gives the
outlines; where the thing stands, how large, and which way it looks is the easel's.
"""

from __future__ import annotations

from collections.abc import Sequence

from mangacli.generate.draft.brush import curve_through, lens
from mangacli.generate.draft.ink import Inked
from mangacli.geometry import Box, Path, Point

PAPER, LIGHT, GREY, DARK, INK = 1.0, 0.85, 0.62, 0.34, 0.0
"""The fills of a thing: paper, three tones, ink."""


class Easel:
    """Collects the shapes of one thing in paint order: the farthest first."""

    def __init__(self, foot: Point, high: float, pen: float, *, flip: bool = False) -> None:
        self._foot = foot
        self._high = high
        self._across = -high if flip else high
        self._pen = pen
        self.shapes: list[Inked] = []

    def at(self, x: float, y: float) -> Point:
        """A place on the thing → its pixel."""
        return (self._foot[0] + x * self._across, self._foot[1] - y * self._high)

    def area(self, points: Sequence[Point], fill: float | None = PAPER, pen: float = 1.0) -> None:
        """A polygon."""
        self._put(Path.polygon([self.at(*point) for point in points]), fill, pen)

    def blob(self, points: Sequence[Point], fill: float | None = PAPER, pen: float = 1.0) -> None:
        """A smooth closed outline."""
        self._put(curve_through([self.at(*point) for point in points], closed=True), fill, pen)

    def box(
        self, corners: tuple[float, float, float, float], fill: float | None = PAPER, pen: float = 1.0
    ) -> None:
        """An upright rectangle: left, foot, right, top."""
        x1, y1, x2, y2 = corners
        self.area(((x1, y1), (x2, y1), (x2, y2), (x1, y2)), fill, pen)

    def oval(
        self, middle: Point, radii: tuple[float, float], fill: float | None = PAPER, pen: float = 1.0
    ) -> None:
        """An upright ellipse."""
        (x, y), (rx, ry) = self.at(*middle), radii
        rx, ry = rx * self._high, ry * self._high
        self._put(Path.ellipse(Box(x - rx, y - ry, x + rx, y + ry)), fill, pen)

    def disc(self, middle: Point, radius: float, fill: float | None = PAPER, pen: float = 1.0) -> None:
        """A circle."""
        self.oval(middle, (radius, radius), fill, pen)

    def line(self, points: Sequence[Point], pen: float = 1.0, white: bool = False) -> None:
        """Straight strokes from point to point."""
        path = Path.line([self.at(*point) for point in points])
        self.shapes.append(Inked(path, None, pen * self._pen, white_line=white))

    def curve(self, points: Sequence[Point], pen: float = 1.0, white: bool = False) -> None:
        """A smooth stroke through points."""
        path = curve_through([self.at(*point) for point in points])
        self.shapes.append(Inked(path, None, pen * self._pen, white_line=white))

    def stroke(
        self, start: Point, end: Point, width: float = 1.6, bend: float = 0.0, fill: float = INK
    ) -> None:
        """A stroke with pressure: thin at both ends, bent sideways by `bend` of its thing's height."""
        bent = bend * self._high * (1 if self._across > 0 else -1)
        self._put(lens(self.at(*start), self.at(*end), width * self._pen, bent), fill, 0.0)

    def rod(self, points: Sequence[Point], pen: float, fill: float = PAPER) -> None:
        """A stick, tube or rope of some thickness with an outline on both sides: `pen` is its whole width."""
        path = Path.line([self.at(*point) for point in points])
        self.shapes.append(Inked(path, None, pen * self._pen))
        if fill > INK:
            self.shapes.append(Inked(path, None, max(0.5, pen - 2) * self._pen, white_line=True))

    def _put(self, path: Path, fill: float | None, pen: float) -> None:
        self.shapes.append(Inked(path, fill, pen * self._pen))
