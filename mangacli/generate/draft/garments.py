"""Clothes that the artwork's bodies do not wear: skirts, coats, and what neckwear.py brings.

Drawn in the measure of the body's drawing and hung on its neck and hips, so every body can wear them.
"""

from __future__ import annotations

from collections.abc import Callable

from mangacli.generate.draft import neckwear
from mangacli.generate.draft.ink import Inked
from mangacli.generate.draft.look import INK, PAPER, Look
from mangacli.generate.draft.parts_file import Body
from mangacli.generate.draft.tailor import FINE, PEN, Tailor
from mangacli.geometry import Matrix, Path

HIPS, KNEES, CALVES = 0.385, 0.68, 0.84
"""Where hips, knees and calves lie between neck and soles."""
UPRIGHT = ("standing", "strolling", "walking", "pointing", "arms-crossed", "hand-on-hip")
"""Poses in which skirts and coats hang freely."""


def below_neck(look: Look, body: Body, matrix: Matrix) -> list[Inked]:
    """What a character wears over the body's own clothes and under the neck, in pixels."""
    tailor = Tailor(look, body, matrix)
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
    return neckwear.scarf(Tailor(look, body, matrix)) if look.scarf else []


def _legs(tailor: Tailor, part: float) -> tuple[float, float]:
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


def _skirt(tailor: Tailor) -> list[Inked]:
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
            ("M", tailor.at(a)),
            ("L", tailor.at(b)),
            ("C", (*tailor.at((b[0] + spread, top + 120)), *tailor.at(c), *tailor.at(c))),
            ("C", (*tailor.at(c), *tailor.at(middle), *tailor.at(d))),
            ("C", (*tailor.at(d), *tailor.at((a[0] - spread, top + 120)), *tailor.at(a))),
            ("Z", ()),
        )
    )
    dark = tailor.look.garment == "dress" and "top" in tailor.body.dark
    grey = INK if dark or tailor.look.garment == "sailor" else tailor.look.cloth
    shapes = [tailor.ink(outline, grey)]
    for part in (0.2, 0.4, 0.6, 0.8):
        upper = (a[0] + part * (b[0] - a[0]), top + 60)
        lower = (d[0] + part * (c[0] - d[0]), hem + 8)
        line = Path.line((tailor.at(upper), tailor.at(lower)))
        shapes.append(tailor.ink(line, None, FINE, white=grey <= INK))
    return shapes + _hands(tailor)


def _coat(tailor: Tailor) -> list[Inked]:
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


def _hands(tailor: Tailor) -> list[Inked]:
    """The body's hands once more, over what was laid on it."""
    pen = PEN * 0.6 * tailor.unit
    hands = [area.transformed(tailor.matrix) for area in tailor.body.areas.get("hands", ())]
    return [Inked(hand, PAPER, pen, even_odd=True) for hand in hands]


_CUTS: dict[str, Callable[[Tailor], list[Inked]]] = {
    "hoodie": neckwear.hood,
    "suit": neckwear.tie,
    "jacket": neckwear.lapels,
    "coat": neckwear.lapels,
    "shirt": neckwear.collar,
    "sailor": neckwear.sailor,
    "uniform": neckwear.uniform,
}
