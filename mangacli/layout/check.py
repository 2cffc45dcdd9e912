"""What is wrong with the layouts of a story: judged on the laid-out page, where panels have real sizes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, islice

from mangacli.errors import Finding, Where
from mangacli.geometry import Polygon, bounds, clip_to_box, mm, polygon_contains, segments_cross
from mangacli.layout.bounds import check_bounds
from mangacli.layout.gutters import inset_polygon
from mangacli.layout.page import layout_of, paper_of
from mangacli.layout.panels import PanelShape, panel_shapes
from mangacli.layout.paper import Paper, leaf_number
from mangacli.layout.templates import Template
from mangacli.story.models import Layout, PageSetup, Story

_SMALLEST = mm(10)
"""A panel narrower or lower than this, in points, can hardly show anything: worth a warning."""


def layout_findings(story: Story, templates: Mapping[str, Template]) -> tuple[Finding, ...]:
    """A story and the templates by name → errors and warnings about its layouts, page by page.

    Errors: margins that leave no page, pages beyond all bounds, panels without area, polygons that cross
    themselves or each other, strips that are not made of tiers. Warnings: very small panels, panels outside
    the safe area, sides that bleed but do not reach the paper's edge, spreads that the spine would not halve.
    A page whose layout names no template is passed over: the story's own check speaks of it.
    """
    if not _has_live_area(story.page):
        message = "the margins leave no room for panels"
        return (Finding("no-live-area", ("page", "margin"), message, "make the margins smaller"),)
    known = [page for page in story.pages if isinstance(page.layout, Layout) or page.layout in templates]
    if len(known) < len(story.pages):
        return ()  # on which side a page lies depends on every page before it
    found: list[Finding] = []
    for index, page in enumerate(story.pages):
        found.extend(_page_findings(story, index, layout_of(page, templates), templates))
    return tuple(found)


def _has_live_area(setup: PageSetup) -> bool:
    width, height = setup.size
    margin = setup.margin
    return (
        width > margin.inner + margin.outer
        and width > 2 * margin.outer
        and height > margin.top + margin.bottom
    )


def _page_findings(
    story: Story, index: int, layout: Layout, templates: Mapping[str, Template]
) -> Iterator[Finding]:
    where: Where = ("pages", index, "layout")
    if layout.strip and (layout.panels or not layout.rows or layout.spread):
        hint = "write rows, without spread; the strip is as long as its tiers need"
        yield Finding("bad-strip", where, "a strip is made of tiers", hint)
        return
    spreads = [layout_of(page, templates).spread for page in story.pages[: index + 1]]
    leaf = leaf_number(spreads, index) + story.furniture.first - 1
    if layout.spread and leaf % 2 == 1:
        message = f"this spread would be pages {leaf} and {leaf + 1}, the two sides of one leaf"
        hint = "add or move a single page before it: a spread begins on an even page"
        yield Finding("spread-on-one-leaf", where, message, hint, "warning")
    broken = list(_polygon_findings(layout, where))
    yield from broken
    if not broken:
        paper = paper_of(story, index, templates)
        shapes = panel_shapes(layout, paper, story.reading)
        yield from check_bounds(story.pages[index], ("pages", index), story.page, paper, shapes)
        for place, shape in enumerate(shapes):
            yield from _shape_findings(shape, f"panel {index + 1}.{place + 1}", where, paper)
        yield from _overlaps(shapes, len(layout.panels), len(layout.insets), where)


def _polygon_findings(layout: Layout, where: Where) -> Iterator[Finding]:
    """Polygons and insets that are no panels at all."""
    for index, polygon in enumerate(layout.panels):
        if len(polygon) < 3 or _crosses_itself(polygon):
            message = (
                "the outline of this panel crosses itself"
                if len(polygon) > 2
                else "a panel has three corners"
            )
            hint = "give the corners in order around the panel"
            yield Finding("bad-polygon", (*where, "panels", index), message, hint)
    for index, inset in enumerate(layout.insets):
        x1, y1, x2, y2 = inset.box
        if x1 >= x2 or y1 >= y2:
            hint = "write x1, y1, x2, y2: left, top, right, bottom in percent"
            yield Finding("empty-inset", (*where, "insets", index), "this inset has no area", hint)


def _crosses_itself(polygon: Polygon) -> bool:
    edges = list(zip(polygon, polygon[1:] + polygon[:1], strict=True))
    return any(segments_cross(a, b, c, d) for (a, b), (c, d) in combinations(edges, 2))


def _shape_findings(shape: PanelShape, name: str, where: Where, paper: Paper) -> Iterator[Finding]:
    """What is to be said of one panel of the page."""
    if not shape.polygon:
        message = f"{name} has no area: the gutters leave nothing of it"
        yield Finding("panel-without-area", where, message, "use other weights, or less slant and tilt")
        return
    box = bounds(shape.polygon)
    if min(box.width, box.height) < _SMALLEST:
        size = f"{box.width / mm(1):.0f} × {box.height / mm(1):.0f} mm"
        message = f"{name} is only {size}"
        yield Finding(
            "tiny-panel", where, message, "use other weights, or a layout of fewer panels", "warning"
        )
    if not clip_to_box(shape.polygon, paper.safe):
        message = f"{name} lies outside the page's safe area: it may be cut off and takes no text"
        yield Finding("panel-off-page", where, message, "move it toward the live area", "warning")
    for side in shape.asked:
        if side not in shape.bleeds:
            message = f"{name} cannot bleed at the {side}: another panel lies between it and the edge"
            yield Finding("bleed-inside", where, message, f"take {side} out of its bleed", "warning")


def _overlaps(shapes: Sequence[PanelShape], polygons: int, insets: int, where: Where) -> Iterator[Finding]:
    """Panels given as polygons that lie over each other."""
    first = len(shapes) - insets - polygons
    drawn = [shape.polygon for shape in shapes[first : first + polygons]]
    for other, polygon in enumerate(drawn):
        under = (one for one in range(other) if drawn[one] and polygon and _overlap(drawn[one], polygon))
        for one in islice(under, 1):  # the first says enough
            message = f"this panel lies over panel {one + 1} of the layout"
            hint = "move its corners apart, or write it as an inset"
            yield Finding("panels-overlap", (*where, "panels", other), message, hint)


def _overlap(one: Polygon, other: Polygon) -> bool:
    """Whether two simple polygons share area: their edges cross, or one holds the other.

    Both are taken a hair smaller, by different amounts, so that edges which only touch lie apart, and those
    which run along each other inside an overlap are sure to cross something.
    """
    if not bounds(one).overlaps(bounds(other)):
        return False
    one = inset_polygon(one, [0.2] * len(one))
    other = inset_polygon(other, [0.5] * len(other))
    if not one or not other:
        return False
    edges = [list(zip(polygon, polygon[1:] + polygon[:1], strict=True)) for polygon in (one, other)]
    if any(segments_cross(a, b, c, d) for a, b in edges[0] for c, d in edges[1]):
        return True
    return polygon_contains(other, _inner_point(one)) or polygon_contains(one, _inner_point(other))


def _inner_point(polygon: Polygon) -> tuple[float, float]:
    """A point inside a simple polygon: the middle of the widest crossing of its middle line."""
    box = bounds(polygon)
    y = box.y1 + box.height * 0.49
    xs = sorted(
        ax + (y - ay) / (by - ay) * (bx - ax)
        for (ax, ay), (bx, by) in zip(polygon, polygon[1:] + polygon[:1], strict=True)
        if (ay > y) != (by > y)
    )
    left, right = max(zip(xs[::2], xs[1::2], strict=True), key=lambda pair: pair[1] - pair[0])
    return ((left + right) / 2, y)
