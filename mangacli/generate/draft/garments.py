"""Clothes that the artwork's bodies do not wear: skirts, coats, hoods, ties, sailor collars, scarves.

Drawn in the measure of the body's drawing and hung on its neck and hips, so every body can wear them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mangacli.generate.draft.brush import curve_through
from mangacli.generate.draft.ink import Inked
from mangacli.generate.draft.look import INK, PAPER, Look
from mangacli.generate.draft.parts_file import Body
from mangacli.geometry import Matrix, Path, Point

PEN = 13.0
"""Width of the artwork's lines, in units of the body's drawing."""
FINE = 8.0
HIPS, KNEES, CALVES = 0.385, 0.68, 0.84
"""Where hips, knees and calves lie between neck and soles."""
UPRIGHT = ("standing", "strolling", "walking", "pointing", "arms-crossed", "hand-on-hip")
"""Poses in which skirts and coats hang freely."""


class _Tailor:
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

    @property
    def top(self) -> float:
        """Grey of the upper body's cloth."""
        return INK if "top" in self.body.dark else self.look.cloth


def below_neck(look: Look, body: Body, matrix: Matrix) -> list[Inked]:
    """What a character wears over the body's own clothes and under the neck, in pixels."""
    tailor = _Tailor(look, body, matrix)
    shapes: list[Inked] = []
    if body.pose in UPRIGHT and look.skirt:
        shapes += _skirt(tailor)
    if body.pose in UPRIGHT and look.garment == "coat":
        shapes += _coat(tailor)
    cut = _CUTS.get(look.garment)
    if cut is not None:
        shapes += cut(tailor)
    return shapes


def above_neck(look: Look, body: Body, matrix: Matrix) -> list[Inked]:
    """What a character wears around the neck, in pixels."""
    return _scarf(_Tailor(look, body, matrix)) if look.scarf else []


def _legs(tailor: _Tailor, part: float) -> tuple[float, float]:
    """A height between neck (0) and soles (1) → the outer edges of the legs there, from the neck."""
    body = tailor.body
    y = tailor.y + part * (body.ground - tailor.y)
    xs = [
        ax + (y - ay) * (bx - ax) / (by - ay)
        for outline in body.paper.outlines(6)
        for (ax, ay), (bx, by) in zip(outline, outline[1:] + outline[:1], strict=True)
        if (ay > y) != (by > y)
    ]
    return min(xs) - tailor.x, max(xs) - tailor.x


def _skirt(tailor: _Tailor) -> list[Inked]:
    """A pleated skirt from the hips to the knees, a dress's to the calves; the hands stay before it."""
    height = tailor.body.ground - tailor.y
    left, right = _legs(tailor, 0.5)
    length = CALVES if tailor.look.garment == "dress" else KNEES
    low_left, low_right = _legs(tailor, length)
    top, hem = HIPS * height, length * height
    spread = 0.10 * (right - left)
    a, b = (left + spread * 0.8, top), (right - spread * 0.8, top)
    c = (max(right, low_right) + 1.6 * spread, hem)
    d = (min(left, low_left) - 1.6 * spread, hem)
    middle = ((c[0] + d[0]) / 2, hem + 26)
    outline = Path(
        (
            ("M", _from(tailor, a)),
            ("L", _from(tailor, b)),
            ("C", (*_from(tailor, (b[0] + spread, top + 120)), *_from(tailor, c), *_from(tailor, c))),
            ("C", (*_from(tailor, c), *_from(tailor, middle), *_from(tailor, d))),
            ("C", (*_from(tailor, d), *_from(tailor, (a[0] - spread, top + 120)), *_from(tailor, a))),
            ("Z", ()),
        )
    )
    dark = tailor.look.garment == "dress" and "top" in tailor.body.dark
    grey = INK if dark or tailor.look.garment == "sailor" else tailor.look.cloth
    shapes = [tailor.ink(outline, grey)]
    for part in (0.2, 0.4, 0.6, 0.8):
        upper = (a[0] + part * (b[0] - a[0]), top + 60)
        lower = (d[0] + part * (c[0] - d[0]), hem + 8)
        line = Path.line((_from(tailor, upper), _from(tailor, lower)))
        shapes.append(tailor.ink(line, None, FINE, white=grey <= INK))
    return shapes + _hands(tailor)


def _coat(tailor: _Tailor) -> list[Inked]:
    """The skirts of a long coat, open in front."""
    height = tailor.body.ground - tailor.y
    left, right = _legs(tailor, 0.5)
    top, hem = HIPS * height, KNEES * height
    middle = (left + right) / 2 + 20
    left_part = [
        (left - 6, top - 40),
        (middle - 40, top - 30),
        (middle - 70, hem - 20),
        (left - 70, hem + 20),
    ]
    right_part = [(middle + 60, top - 30), (right + 4, top - 40), (right + 60, hem), (middle + 120, hem - 10)]
    shapes = [tailor.ink(tailor.straight(part), tailor.top) for part in (left_part, right_part)]
    return shapes + _hands(tailor)


def _hands(tailor: _Tailor) -> list[Inked]:
    """The body's hands once more, over what was laid on it."""
    pen = PEN * 0.6 * tailor.unit
    hands = [area.transformed(tailor.matrix) for area in tailor.body.areas.get("hands", ())]
    return [Inked(hand, PAPER, pen, even_odd=True) for hand in hands]


def _hood(tailor: _Tailor) -> list[Inked]:
    """A hood lying on the shoulders, and its two strings."""
    half, grey = tailor.half, tailor.top
    white = grey <= INK
    hood = tailor.curve(
        [
            (-half - 12, -34),
            (-half - 105, 6),
            (-half - 128, 84),
            (-half - 60, 118),
            (8, 196),
            (half + 70, 104),
            (half + 112, 64),
            (half + 84, 2),
            (half + 14, -22),
            (half - 6, 34),
            (6, 92),
            (-half + 4, 30),
        ],
        closed=True,
    )
    shapes = [tailor.ink(hood, grey, PEN, white)]
    for x, length in ((-34, 190), (48, 170)):
        string = tailor.curve([(x, 128), (x - 8, 128 + length / 2), (x + 2, 128 + length)])
        shapes.append(tailor.ink(string, None, FINE, white))
    return shapes


def _lapels(tailor: _Tailor) -> list[Inked]:
    """A jacket's opening over a white shirt, on bodies that wear none."""
    if tailor.body.wear == "jacket":
        return []
    half, grey = tailor.half, tailor.top
    bib = tailor.straight([(-half, 0), (half, 0), (half + 30, 120), (22, 430), (-half - 20, 120)])
    left = [(-half - 30, 14), (-half - 110, 90), (-half - 30, 170), (10, 430), (24, 340), (-half + 10, 110)]
    right = [(half + 24, 14), (half + 94, 80), (half + 40, 160), (34, 430), (24, 340), (half - 6, 110)]
    edge = Path.line([_from(tailor, (20, 430)), _from(tailor, (30, 860))])
    return [
        tailor.ink(bib, PAPER, FINE),
        *(tailor.ink(tailor.straight(part), grey, 10, grey <= INK) for part in (left, right)),
        tailor.ink(edge, None, FINE, grey <= INK),
    ]


def _tie(tailor: _Tailor) -> list[Inked]:
    """A white collar and a black tie in a jacket's opening."""
    half = tailor.half
    shapes = _lapels(tailor)
    knot = tailor.straight([(-26, 96), (40, 96), (26, 150), (-8, 150)])
    blade = tailor.straight([(-8, 146), (26, 146), (52, 400), (16, 452), (-22, 402)])
    left = tailor.straight([(-half - 6, 0), (-half - 30, 46), (-34, 158), (6, 98), (-half + 26, 60)])
    right = tailor.straight([(half + 2, 6), (half + 26, 50), (48, 158), (8, 98), (half - 22, 62)])
    return [
        *shapes,
        *(tailor.ink(part, INK, FINE) for part in (blade, knot)),
        *(tailor.ink(part, PAPER, 10) for part in (left, right)),
    ]


def _collar(tailor: _Tailor) -> list[Inked]:
    """A shirt's turned-down collar, on bodies that have none."""
    if tailor.body.wear == "shirt":
        return []
    half = tailor.half
    bib = tailor.straight([(-half, 0), (half, 0), (half + 14, 70), (10, 190), (-half - 14, 70)])
    left = tailor.straight([(-half - 6, -4), (-half - 36, 48), (-40, 172), (8, 96), (-half + 22, 56)])
    right = tailor.straight([(half + 4, 0), (half + 30, 50), (56, 168), (10, 96), (half - 20, 58)])
    return [tailor.ink(bib, PAPER, 0.0), *(tailor.ink(part, PAPER, 11) for part in (left, right))]


def _sailor(tailor: _Tailor) -> list[Inked]:
    """A sailor collar with its white line, and the neckerchief."""
    half = tailor.half
    collar = [
        (-half - 8, -6),
        (-half - 130, 52),
        (-half - 150, 120),
        (-half - 60, 168),
        (6, 330),
        (half + 50, 162),
        (half + 128, 108),
        (half + 112, 44),
        (half + 8, 0),
        (half - 4, 60),
        (6, 232),
        (-half + 2, 56),
    ]
    line = (
        [(-half - 118, 76), (-half - 122, 112), (-half - 44, 146), (6, 292)],
        [(half + 102, 66), (half + 104, 98), (half + 36, 140), (6, 292)],
    )
    shapes = [tailor.ink(tailor.straight(collar), INK, FINE)]
    shapes += [
        tailor.ink(Path.line([_from(tailor, p) for p in part]), None, FINE, white=True) for part in line
    ]
    for side in (-1, 1):
        bow = [(6, 320), (6 + side * 96, 280), (6 + side * 108, 372), (6, 344)]
        tail = [(6, 340), (6 + side * 66, 470), (6 + side * 22, 486), (6, 360)]
        shapes += [tailor.ink(tailor.straight(part), 0.62, 10) for part in (tail, bow)]
    shapes.append(
        tailor.ink(tailor.curve([(-16, 316), (28, 316), (26, 360), (-14, 360)], closed=True), 0.62, 10)
    )
    return shapes


def _scarf(tailor: _Tailor) -> list[Inked]:
    """A scarf wound round the neck, one end hanging."""
    half = tailor.half
    wound = tailor.curve(
        [
            (-half - 44, -30),
            (-half - 66, 40),
            (-half - 30, 100),
            (0, 128),
            (half + 34, 98),
            (half + 58, 34),
            (half + 36, -30),
            (half - 10, -8),
            (0, 8),
            (-half + 10, -10),
        ],
        closed=True,
    )
    end = tailor.straight([(-half - 6, 80), (-half + 64, 110), (-half + 78, 380), (-half - 34, 384)])
    folds = ([(-half - 40, 30), (0, 74), (half + 40, 28)], [(-half - 20, 74), (4, 106), (half + 20, 70)])
    shapes = [tailor.ink(end, 0.62), tailor.ink(wound, 0.62)]
    shapes += [tailor.ink(tailor.curve(points), None, FINE) for points in folds]
    for x in (-half - 22, -half, -half + 22, -half + 46, -half + 66):
        shapes.append(tailor.ink(Path.line([_from(tailor, (x, 382)), _from(tailor, (x, 420))]), None, FINE))
    return shapes


def _from(tailor: _Tailor, point: Point) -> Point:
    """A point given from the neck → its place in the body's drawing."""
    return (tailor.x + point[0], tailor.y + point[1])


_CUTS: dict[str, Callable[[_Tailor], list[Inked]]] = {
    "hoodie": _hood,
    "suit": _tie,
    "jacket": _lapels,
    "coat": _lapels,
    "shirt": _collar,
    "sailor": _sailor,
}
