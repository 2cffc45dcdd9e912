"""Hypothesis strategies of layouts that have room for all their panels, and of papers to lay them on."""

from hypothesis import strategies as st

from mangacli.geometry import Box, Polygon, bounds, clip_polygon, distance_to_segment, signed_area
from mangacli.layout.paper import Paper, lay_paper
from mangacli.story.models import Inset, Layout, Row, RowPanel
from mangacli.story.page_presets import PRESETS

SIDES = ("top", "right", "bottom", "left")
weights = st.sampled_from([0.8, 1.0, 1.25, 1.6])
slants = st.sampled_from([0.0, 0.0, -10.0, 4.0, 8.0])
bleeds = st.lists(st.sampled_from(SIDES), unique=True, max_size=4).map(tuple)


@st.composite
def rows(draw: st.DrawFn, depth: int = 1) -> tuple[Row, ...]:
    """Up to three tiers of up to three panels; a panel may be a column of tiers of its own."""
    tiers = []
    for _ in range(draw(st.integers(1, 3))):
        panels = []
        for _ in range(draw(st.integers(1, 3 if depth else 1))):
            inner = draw(rows(depth=0)) if depth and draw(st.integers(0, 5)) == 0 else ()
            panels.append(
                RowPanel(width=draw(weights), slant=draw(st.none() | slants), bleed=draw(bleeds), rows=inner)
            )
        tilt = draw(st.sampled_from([0.0, 0.0, 3.0, -4.0])) if depth else 0.0
        tiers.append(Row(height=draw(weights), panels=tuple(panels), slant=draw(slants), tilt=tilt))
    return tuple(tiers)


@st.composite
def layouts(draw: st.DrawFn, insets: bool = False) -> Layout:
    """Layouts of tiers, some with an inset."""
    box = (55.0, 60.0, 90.0, 85.0)
    with_inset = insets and draw(st.booleans())
    return Layout(
        rows=draw(rows()),
        insets=(Inset(box=box),) if with_inset else (),
        reading=draw(st.sampled_from([None, "rtl", "ltr"])),
    )


readings = st.sampled_from(["rtl", "ltr"])


def paper_for(layout: Layout, reading: str = "rtl", preset: str = "b5", leaf: int = 1) -> Paper:
    """A layout → the paper it is laid on; a strip's is a webtoon."""
    return lay_paper(
        PRESETS["webtoon" if layout.strip else preset],
        right_to_left=reading == "rtl",
        leaf=leaf,
        spread=layout.spread,
        strip=layout.rows if layout.strip else (),
    )


def shared_area(one: Polygon, other: Polygon) -> float:
    """The area that two convex polygons share."""
    other = other if signed_area(other) > 0 else other[::-1]
    part = one
    for (ax, ay), (bx, by) in zip(other, other[1:] + other[:1], strict=True):
        if not part:
            return 0.0
        part = clip_polygon(part, (ax, ay), (-(by - ay), bx - ax))
    return abs(signed_area(part)) if part else 0.0


def width_between(first: Polygon, second: Polygon) -> float:
    """The least distance between two polygons that do not overlap, in points."""
    return min(
        distance_to_segment(corner, a, b)
        for one, other in ((first, second), (second, first))
        for corner in one
        for a, b in zip(other, other[1:] + other[:1], strict=True)
    )


def box_of(polygon: Polygon) -> Box:
    """A polygon's bounds, rounded so that equal boxes compare equal."""
    box = bounds(polygon)
    return Box(*(round(number, 6) for number in (box.x1, box.y1, box.x2, box.y2)))
