"""Balloon outlines: the lines of a text in, the closed curve around them out.

The curve grows around the actual lines, not around their bounding box: a text set as a diamond gets a
tighter oval than a block of the same width. Every outline holds all corners of all lines, each moved
outward by the air that its kind wants. `BALLOONS` is the table of kinds; a new kind is one function here
and one line there.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from mangacli.fonts.library import Role
from mangacli.geometry import Box, Path, Point, Segment, bounds

Floats = NDArray[np.float64]
Outline = Callable[[Sequence[Box], float, int], Path]
"""Line boxes, the pen's em in points, a seed → the closed curve around the lines, in their coordinates."""

SQUARENESS = 2.35
"""Exponent of the superellipse: 2 is an ellipse; a pen draws balloons a little fuller."""
HANDLE = (2 ** (-1 / SQUARENESS) - 0.5) / 0.375
"""Length of a quarter's handles, as a share of the radius, so that its middle lies on the superellipse."""
ASPECTS = np.geomspace(0.3, 3.4, 40)
FLATTEST, TALLEST = 2.1, 0.42
"""Width by height beyond which an oval looks like a lens; wider or taller ones cost area."""


@dataclass(frozen=True, slots=True)
class BalloonShape:
    """How one kind of balloon is drawn and lettered.

    `outline` is None where letters stand on the art itself. `weight` multiplies the page's balloon line,
    `dashes` are lengths on and off in line widths, `loudness` multiplies the page's type size, `role` names
    the fonts.
    """

    outline: Outline | None
    tail: Literal["curved", "spike", "bubbles", "none"]
    role: Role = "dialog"
    weight: float = 1.0
    dashes: tuple[float, ...] = ()
    loudness: float = 1.0


@dataclass(frozen=True, slots=True)
class _Oval:
    """A superellipse: centre and the two radii."""

    cx: float
    cy: float
    rx: float
    ry: float

    def at(self, angle: float, reach: float = 0.0) -> Point:
        """The point on the curve in the direction of a parameter angle, moved outward by `reach` points."""
        cos, sin = math.cos(angle), math.sin(angle)
        x = self.rx * math.copysign(abs(cos) ** (2 / SQUARENESS), cos)
        y = self.ry * math.copysign(abs(sin) ** (2 / SQUARENESS), sin)
        stretch = 1 + reach / max(math.hypot(x, y), 1e-9)
        return (self.cx + x * stretch, self.cy + y * stretch)

    def even_angles(self, count: int, start: float) -> list[float]:
        """Parameter angles of `count` points that lie equally far apart along the curve."""
        angles = np.linspace(0.0, 2 * math.pi, 241)
        cos, sin = np.cos(angles), np.sin(angles)
        x = self.rx * np.copysign(np.abs(cos) ** (2 / SQUARENESS), cos)
        y = self.ry * np.copysign(np.abs(sin) ** (2 / SQUARENESS), sin)
        along = np.concatenate(([0.0], np.cumsum(np.hypot(np.diff(x), np.diff(y)))))
        wanted = (np.arange(count) + start) / count * along[-1]
        return [float(angle) for angle in np.interp(wanted, along, angles)]

    @property
    def girth(self) -> float:
        """Length around, roughly (Ramanujan's first formula for the ellipse)."""
        a, b = self.rx, self.ry
        return math.pi * (3 * (a + b) - math.sqrt((3 * a + b) * (a + 3 * b)))


def line_corners(lines: Sequence[Box], air: float) -> Floats:
    """Line boxes → their corners, each moved outward by `air` points; shape (4 × lines, 2)."""
    return np.array([corner for line in lines for corner in line.inset(-air).polygon])


def _fit_oval(corners: Floats) -> _Oval:
    """Corners → the smallest superellipse that holds them, aspect and height of its centre left free."""
    left, top = corners.min(axis=0)
    right, bottom = corners.max(axis=0)
    cx, height = (left + right) / 2, bottom - top
    centres = (top + bottom) / 2 + height * np.linspace(-0.1, 0.1, 5)
    x = np.abs(corners[:, 0] - cx) ** SQUARENESS
    y = np.abs(corners[:, 1] - centres[:, None]) ** SQUARENESS
    reach = (x * (ASPECTS**-SQUARENESS)[:, None])[None] + y[:, None, :]
    radii = reach.max(axis=2) ** (1 / SQUARENESS)
    extreme = np.maximum(np.log(ASPECTS / FLATTEST), np.log(TALLEST / ASPECTS)).clip(min=0.0)
    area = radii**2 * ASPECTS * (1 + 1.5 * extreme)
    area *= 1 + 2 * (np.abs(centres - (top + bottom) / 2) / height)[:, None]
    row, column = np.unravel_index(int(area.argmin()), area.shape)
    ry = float(radii[row, column])
    return _Oval(float(cx), float(centres[row]), ry * float(ASPECTS[column]), ry)


def flattened(path: Path, steps: int = 8) -> Floats:
    """A closed path of one part → its points, each curve cut into `steps` straight pieces; shape (n, 2)."""
    pieces: list[Floats] = []
    at = (0.0, 0.0)
    t = (np.arange(1, steps + 1) / steps)[:, None]
    weights = np.hstack(((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3))
    for op, numbers in path.segments:
        if op == "C":
            pieces.append(weights @ np.array((*at, *numbers)).reshape(4, 2))
        elif op != "Z":
            pieces.append(np.array([numbers]))
        at = (numbers[-2], numbers[-1]) if numbers else at
    return np.vstack(pieces)


def room_for(path: Path, corners: Floats, center: Point) -> float:
    """A star-shaped outline → the factor to grow it about `center` by, to hold the corners (≤ 1: holds)."""
    polygon = flattened(path) - center
    edges = np.roll(polygon, -1, axis=0) - polygon
    rays = corners - center
    # the ray t·r meets the edge p + s·e where t = (p × e) / (r × e)
    cross = rays[:, None, 0] * edges[None, :, 1] - rays[:, None, 1] * edges[None, :, 0]
    with np.errstate(divide="ignore", invalid="ignore"):
        t = (polygon[:, 0] * edges[:, 1] - polygon[:, 1] * edges[:, 0])[None] / cross
        s = (polygon[None, :, 0] * rays[:, None, 1] - polygon[None, :, 1] * rays[:, None, 0]) / cross
    t[~((s >= -1e-9) & (s <= 1 + 1e-9) & (t > 0))] = np.inf
    return float((1 / t.min(axis=1)).max())


def _holding(path: Path, corners: Floats, center: Point) -> Path:
    """The outline, grown about its centre where a corner would stick out."""
    growth = room_for(path, corners, center) * 1.002
    return path if growth <= 1 else scaled(path, growth, growth, center)


def scaled(path: Path, wider: float, taller: float, center: Point) -> Path:
    """The path stretched about a point."""
    return path.transformed((wider, 0, 0, taller, center[0] * (1 - wider), center[1] * (1 - taller)))


def speech(lines: Sequence[Box], em: float, seed: int) -> Path:
    """Lines → an oval with the slight unevenness of a pen: four curves, smooth where they meet."""
    corners = line_corners(lines, 0.46 * em)
    oval = _fit_oval(corners)
    chance = random.Random(seed)
    shift = [chance.uniform(-0.05, 0.05) for _ in range(4)]
    anchors = (
        (oval.cx + oval.rx, oval.cy + shift[0] * oval.ry),
        (oval.cx + shift[1] * oval.rx, oval.cy + oval.ry),
        (oval.cx - oval.rx, oval.cy + shift[2] * oval.ry),
        (oval.cx + shift[3] * oval.rx, oval.cy - oval.ry),
    )
    directions = ((0, 1), (-1, 0), (0, -1), (1, 0))
    segments: list[Segment] = [("M", anchors[0])]
    for index, (ax, ay) in enumerate(anchors):
        (bx, by), (ux, uy) = anchors[(index + 1) % 4], directions[index]
        vx, vy = directions[(index + 1) % 4]
        leave, arrive = (HANDLE * chance.uniform(0.95, 1.06) for _ in range(2))
        # a handle runs along the tangent, by the distance that this quarter covers in that direction
        first = (ax + ux * leave * abs(bx - ax), ay + uy * leave * abs(by - ay))
        second = (bx - vx * arrive * abs(bx - ax), by - vy * arrive * abs(by - ay))
        segments.append(("C", (*first, *second, bx, by)))
    segments.append(("Z", ()))
    return _holding(Path(tuple(segments)), corners, (oval.cx, oval.cy))


def thought(lines: Sequence[Box], em: float, seed: int) -> Path:
    """Lines → a cloud: round puffs of uneven size whose feet stand on the oval around the text."""
    corners = line_corners(lines, 0.42 * em)
    oval = _fit_oval(corners)
    chance = random.Random(seed)
    count = max(9, round(oval.girth / (2.3 * em)))
    angles = _uneven(oval.even_angles(count, chance.random()), 0.2, chance)
    feet = [oval.at(angle) for angle in angles]
    segments: list[Segment] = [("M", feet[0])]
    for index, (ax, ay) in enumerate(feet):
        bx, by = feet[(index + 1) % count]
        dx, dy = bx - ax, by - ay
        bulge = chance.uniform(0.5, 0.62)
        # clockwise on the page: outward is to the left of the way from foot to foot
        first = (ax - 0.06 * dx + bulge * dy, ay - 0.06 * dy - bulge * dx)
        second = (bx + 0.06 * dx + bulge * dy, by + 0.06 * dy - bulge * dx)
        segments.append(("C", (*first, *second, bx, by)))
    segments.append(("Z", ()))
    return _holding(Path(tuple(segments)), corners, (oval.cx, oval.cy))


def shout(lines: Sequence[Box], em: float, seed: int) -> Path:
    """Lines → a burst: uneven spikes with hollow flanks, their valleys on the oval around the text."""
    corners = line_corners(lines, 0.5 * em)
    oval = _fit_oval(corners)
    chance = random.Random(seed)
    count = min(30, max(13, round(oval.girth / (1.35 * em))))
    angles = _uneven(oval.even_angles(count, chance.random()), 0.26, chance)
    longest = min(1.7 * em, 0.42 * min(oval.rx, oval.ry) + 0.4 * em)
    segments: list[Segment] = [("M", oval.at(angles[0]))]
    for index, angle in enumerate(angles):
        after = angles[index + 1] if index + 1 < count else angles[0] + 2 * math.pi
        peak = angle + (after - angle) * chance.uniform(0.38, 0.62)
        tip = oval.at(peak, longest * chance.choice((0.5, 0.62, 0.8, 1.0)) * chance.uniform(0.9, 1.1))
        valley = oval.at(after)
        up, down = oval.at((angle + 2 * peak) / 3, 0.08 * em), oval.at((after + 2 * peak) / 3, 0.08 * em)
        segments.append(("C", (*up, *up, *tip)))
        segments.append(("C", (*down, *down, *valley)))
    segments.append(("Z", ()))
    return _holding(Path(tuple(segments)), corners, (oval.cx, oval.cy))


def caption(lines: Sequence[Box], em: float, seed: int) -> Path:
    """Lines → a narration box with more air at the sides than above and below."""
    del seed  # ruled, not drawn by hand
    block = bounds(corner for line in lines for corner in line.polygon)
    side, head = 0.72 * em, 0.56 * em
    return Path.box(Box(block.x1 - side, block.y1 - head, block.x2 + side, block.y2 + head))


def _uneven(angles: list[float], share: float, chance: random.Random) -> list[float]:
    """Angles, each moved by up to `share` of the mean distance between two."""
    step = 2 * math.pi / len(angles)
    return [angle + step * share * chance.uniform(-1, 1) for angle in angles]


BALLOONS: dict[str, BalloonShape] = {
    "speech": BalloonShape(speech, "curved"),
    "thought": BalloonShape(thought, "bubbles", weight=0.9),
    "shout": BalloonShape(shout, "spike", role="shout", weight=1.35, loudness=1.12),
    "whisper": BalloonShape(speech, "curved", weight=0.85, dashes=(3.4, 2.6)),
    "caption": BalloonShape(caption, "none", role="caption", weight=0.8),
    "sfx": BalloonShape(None, "none", role="sfx"),
}
"""Kind → how it is drawn."""
