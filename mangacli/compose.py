"""Placed page and panel art → Drawing: everything that is painted, in paint order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mangacli.drawing import Art, Drawing, Item, Shape, Stroke
from mangacli.generate.base import PanelArt
from mangacli.geometry import Box, Path, Point, Polygon
from mangacli.placed import PageFrame, PageLayout, PanelFrame


def compose(page: PageLayout, art: Mapping[str, PanelArt]) -> Drawing:
    """A placed page and the art of its panels, by panel id → the page's drawing.

    Paint order: panels with their frames, insets over them, then balloons and sounds in reading order; so
    that nothing that is read is ever covered by something that is looked at.
    """
    frame = page.frame
    items: list[Item] = []
    for panel in sorted(page.panels, key=lambda panel: panel.frame.inset):
        items.extend(_panel(panel.frame, frame, art[panel.frame.id]))
    for balloon in page.balloons:
        items.extend(balloon.shapes)
        items.append(balloon.text)
    return Drawing(
        number=frame.number,
        size=frame.size,
        trim=frame.trim,
        bleed=frame.bleed,
        items=tuple(items),
        dpi=frame.dpi,
        label=str(frame.number),
        alt=" ".join(balloon.said for balloon in page.balloons),
    )


def _panel(panel: PanelFrame, page: PageFrame, art: PanelArt) -> Iterator[Item]:
    outline = Path.polygon(panel.polygon)
    yield Art(art.pixels, panel.generation.box, outline)
    if panel.panel.frame:
        stroke = Stroke(page.frame_width, round=False)
        for path in _frame_lines(panel.polygon, page.bleed):
            yield Shape(path, stroke=stroke)
    for inset in panel.over:  # the paper around an inset, as wide as a gutter
        yield Shape(Path.polygon(inset), fill=1.0)


def _frame_lines(polygon: Polygon, paper: Box) -> list[Path]:
    """The panel's edges that are drawn, as connected lines: all but those that run along the paper's edge."""
    edges = list(zip(polygon, polygon[1:] + polygon[:1], strict=True))
    drawn = [not _on_edge(a, b, paper) for a, b in edges]
    if all(drawn):
        return [Path.polygon(polygon)]
    paths: list[Path] = []
    start = next((i for i, is_drawn in enumerate(drawn) if not is_drawn), 0)
    points: list[Point] = []
    for step in range(len(edges)):
        index = (start + step) % len(edges)
        if drawn[index]:
            points = [*(points or [edges[index][0]]), edges[index][1]]
        elif points:
            paths.append(Path.line(points))
            points = []
    if points:
        paths.append(Path.line(points))
    return paths


def _on_edge(a: Point, b: Point, paper: Box, slack: float = 0.01) -> bool:
    """Whether the edge a–b runs along (or beyond) one side of the paper."""
    return any(
        (
            max(a[0], b[0]) <= paper.x1 + slack,
            min(a[0], b[0]) >= paper.x2 - slack,
            max(a[1], b[1]) <= paper.y1 + slack,
            min(a[1], b[1]) >= paper.y2 - slack,
        )
    )
