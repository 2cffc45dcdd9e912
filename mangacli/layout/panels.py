"""A layout on its paper → the panels' polygons, in reading order.

Tiers and panels are cut from the live area by gutters (`gutters.py`); a panel that bleeds is cut by the same
gutters from an area that reaches to the edge of the paper on its bleeding sides, so its neighbours stay as
they are. Polygons and insets stand where the author put them. Order: tiers, polygons, insets.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from mangacli.geometry import Box, Polygon, bounds, clip_polygon, clip_to_box
from mangacli.layout.gutters import (
    HalfPlane,
    cut,
    inset_polygon,
    level_gutter,
    shared_edge_gutters,
    upright_gutter,
)
from mangacli.layout.mirror import mirrored
from mangacli.layout.paper import Paper, is_right_to_left
from mangacli.story.models import Inset, Layout, Reading, Row, RowPanel, Side

SIDES: tuple[Side, ...] = ("top", "right", "bottom", "left")
MOST_SLANTED = 0.6
"""Share of an inset's width by which its upright sides lean at the most."""


@dataclass(frozen=True, slots=True)
class PanelShape:
    """A panel's outline in points; empty where the cuts leave nothing of it (see `check.py`).

    `bleeds` are the sides on which it reaches the edge of the paper, `asked` those on which the author
    wants it to; `over` are the outlines of insets that lie over it, grown by the white around them.
    """

    polygon: Polygon
    bleeds: tuple[Side, ...] = ()
    asked: tuple[Side, ...] = ()
    inset: bool = False
    over: tuple[Polygon, ...] = ()


def panel_shapes(layout: Layout, paper: Paper, reading: Reading) -> tuple[PanelShape, ...]:
    """A layout, its paper and the story's reading direction → one shape per panel, in reading order.

    A layout written for the other direction is mirrored first.
    """
    right_to_left = is_right_to_left(reading)
    if layout.reading is not None and is_right_to_left(layout.reading) != right_to_left:
        layout = mirrored(layout)
    cutter = _Cutter(paper, right_to_left)
    shapes = list(cutter.tiers(layout.rows, (), ())) if layout.rows else []
    shapes += _polygon_shapes(layout, paper)
    insets = [_inset_polygon(inset, paper) for inset in layout.insets]
    shapes += [PanelShape(polygon, _edges(polygon, paper), inset=True) for polygon in insets]
    first = len(shapes) - len(insets)
    white = [_inset_white(polygon, paper) for polygon in insets]
    return tuple(
        _under(shape, [polygon for place, polygon in enumerate(white) if first + place > index])
        for index, shape in enumerate(shapes)
    )


def _polygon_shapes(layout: Layout, paper: Paper) -> list[PanelShape]:
    live = paper.live
    polygons = [
        tuple((live.x1 + x / 100 * live.width, live.y1 + y / 100 * live.height) for x, y in polygon)
        for polygon in layout.panels
    ]
    cells = shared_edge_gutters(polygons, paper.panel_gutter, paper.tier_gutter)
    clipped = [clip_to_box(cell, paper.bleed) for cell in cells]
    return [PanelShape(polygon, _edges(polygon, paper)) for polygon in clipped]


def _inset_polygon(inset: Inset, paper: Paper) -> Polygon:
    """An inset → its outline: its box, the upright sides leaning within it, cut at the paper's edge."""
    box = paper.live.part([percent / 100 for percent in inset.box])
    polygon = box.polygon
    if inset.slant:
        # where the box is too narrow for the slant, the sides lean as far as they can
        shift = math.tan(math.radians(inset.slant)) * box.height
        shift = max(-box.width * MOST_SLANTED, min(box.width * MOST_SLANTED, shift))
        top, bottom = max(shift, 0.0), max(-shift, 0.0)
        polygon = (
            (box.x1 + top, box.y1),
            (box.x2 - bottom, box.y1),
            (box.x2 - top, box.y2),
            (box.x1 + bottom, box.y2),
        )
    if not box.overlaps(paper.bleed):
        return ((box.x1, box.y1),) * 4
    return polygon if paper.bleed.contains(box, 0.0) else clip_to_box(polygon, paper.bleed)


def _inset_white(polygon: Polygon, paper: Paper) -> Polygon:
    """An inset's outline with the white around it: a panel gutter along each edge, none beyond the paper."""
    box = bounds(polygon)
    if polygon == box.polygon:
        return (box.inset(-paper.panel_gutter).intersection(paper.bleed) or box).polygon
    grown = inset_polygon(polygon, [-paper.panel_gutter] * len(polygon))
    return clip_to_box(grown, paper.bleed) or polygon


def _under(shape: PanelShape, white: Sequence[Polygon]) -> PanelShape:
    if not shape.polygon or not white:
        return shape
    over = tuple(polygon for polygon in white if _part_in(shape.polygon, polygon))
    return PanelShape(shape.polygon, shape.bleeds, shape.asked, shape.inset, over)


def _part_in(polygon: Polygon, inset: Polygon) -> Polygon:
    """The part of a panel that an inset (convex, clockwise) covers; empty where it covers nothing."""
    for (ax, ay), (bx, by) in zip(inset, inset[1:] + inset[:1], strict=True):
        if not polygon:
            return ()
        polygon = clip_polygon(polygon, (ax, ay), (ay - by, bx - ax))
    return polygon


def _edges(polygon: Polygon, paper: Paper) -> tuple[Side, ...]:
    """The sides on which a polygon reaches the edge of the paper."""
    if not polygon:
        return ()
    box, sheet = bounds(polygon), paper.bleed
    reached = {
        "top": box.y1 <= sheet.y1 + 1e-6,
        "right": box.x2 >= sheet.x2 - 1e-6,
        "bottom": box.y2 >= sheet.y2 - 1e-6,
        "left": box.x1 <= sheet.x1 + 1e-6,
    }
    return tuple(side for side in SIDES if reached[side])


class _Cutter:
    """Cuts tiers and panels from a paper's live area."""

    def __init__(self, paper: Paper, right_to_left: bool) -> None:
        self.paper = paper
        self.right_to_left = right_to_left

    def tiers(
        self, rows: Sequence[Row], cuts: tuple[HalfPlane, ...], bleed: tuple[Side, ...]
    ) -> Iterator[PanelShape]:
        """Tiers inside the area that earlier cuts leave → their panels.

        Heights are measured where the area is half as wide: a tilted gutter turns about that point.
        """
        region = cut(self.paper.live.polygon, cuts)
        gutter = self.paper.tier_gutter
        x, y1, y2 = _middle_column(region)
        widths = [gutter / math.cos(math.radians(row.tilt)) for row in rows[:-1]]
        gutters = []
        for index, y in enumerate(_gutter_centers(y1, y2, [row.height for row in rows], widths)):
            fall = -rows[index].tilt if self.right_to_left else rows[index].tilt
            gutters.append(level_gutter((x, y), fall, gutter))
        for place, row in enumerate(rows):
            yield from self.panels(row, cuts + _between(gutters, place), bleed)

    def panels(self, row: Row, cuts: tuple[HalfPlane, ...], bleed: tuple[Side, ...]) -> Iterator[PanelShape]:
        """The panels of one tier, in reading order; widths are measured half way down the tier."""
        region = cut(self.paper.live.polygon, cuts)
        gutter = self.paper.panel_gutter
        y, x1, x2 = _middle_line(region)
        slants = [row.slant if panel.slant is None else panel.slant for panel in row.panels[:-1]]
        across = [gutter / math.cos(math.radians(slant)) for slant in slants]
        centers = list(_gutter_centers(0.0, x2 - x1, [panel.width for panel in row.panels], across))
        gutters = []
        for center, slant in zip(centers, slants, strict=True):
            x = x2 - center if self.right_to_left else x1 + center
            left, right = upright_gutter((x, y), slant, gutter)
            gutters.append((right, left) if self.right_to_left else (left, right))
        for place, panel in enumerate(row.panels):
            yield from self.place(panel, cuts + _between(gutters, place), bleed)

    def place(
        self, panel: RowPanel, cuts: tuple[HalfPlane, ...], bleed: tuple[Side, ...]
    ) -> Iterator[PanelShape]:
        """One place of a tier: its panel, or the panels of the tiers inside it."""
        asked = tuple(side for side in SIDES if side in bleed or side in panel.bleed)
        if panel.rows:
            yield from self.tiers(panel.rows, cuts, asked)
            return
        live, sheet = self.paper.live, self.paper.bleed
        area = Box(
            sheet.x1 if "left" in asked else live.x1,
            sheet.y1 if "top" in asked else live.y1,
            sheet.x2 if "right" in asked else live.x2,
            sheet.y2 if "bottom" in asked else live.y2,
        )
        polygon = cut(area.polygon, cuts) if cut(live.polygon, cuts) else ()
        yield PanelShape(polygon, _edges(polygon, self.paper), asked)


def _between(gutters: Sequence[tuple[HalfPlane, HalfPlane]], place: int) -> tuple[HalfPlane, ...]:
    """The gutters in reading order → the cuts of a place: after all gutters before it, before all after it.

    All of them, not only its own two: gutters that lean against each other may cross, and panels beyond the
    crossing must not come to lie over each other.
    """
    return tuple(before if index >= place else after for index, (before, after) in enumerate(gutters))


def _gutter_centers(
    start: float, end: float, weights: Sequence[float], gutters: Sequence[float]
) -> Iterator[float]:
    """A length shared out by weights, gutters taken off first → the middle of each gutter."""
    share = (end - start - sum(gutters)) / sum(weights)
    before = accumulate(gutters, initial=0.0)
    for weight, gutter, gone in zip(accumulate(weights), gutters, before, strict=False):
        yield start + weight * share + gone + gutter / 2


def _middle_column(region: Polygon) -> tuple[float, float, float]:
    """A convex area → the x half way across it, and where it begins and ends there."""
    if not region:
        return 0.0, 0.0, 0.0
    box = bounds(region)
    x = (box.x1 + box.x2) / 2
    crossings = [
        ay + (x - ax) / (bx - ax) * (by - ay)
        for (ax, ay), (bx, by) in zip(region, region[1:] + region[:1], strict=True)
        if min(ax, bx) <= x <= max(ax, bx) and ax != bx
    ]
    return x, min(crossings), max(crossings)


def _middle_line(region: Polygon) -> tuple[float, float, float]:
    """A convex area → the y half way down it, and where it begins and ends there."""
    return _middle_column(tuple((y, x) for x, y in region))
