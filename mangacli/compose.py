"""Placed page and panel art → Drawing: everything that is painted, in paint order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from mangacli.drawing import Art, Drawing, Item, Pixels, Shape, Stroke
from mangacli.effects.asked import options_of, place_of
from mangacli.effects.focus import lay_ground
from mangacli.effects.ground import Figure
from mangacli.effects.table import EFFECTS
from mangacli.generate.base import PanelArt
from mangacli.geometry import Box, Path, Point, Polygon
from mangacli.placed import PageFrame, PageLayout, PanelFrame


def compose(page: PageLayout, art: Mapping[str, PanelArt]) -> Drawing:
    """A placed page and the art of its panels, by panel id → the page's drawing.

    Paint order: panels with their effects and frames, insets over them, then sounds behind the balloons, then
    balloons and sounds in reading order; so that nothing that is read is ever covered by something that is
    looked at.
    """
    frame = page.frame
    items: list[Item] = []
    for panel in sorted(page.panels, key=lambda panel: panel.frame.inset):
        items.extend(_panel(panel.frame, frame, art[panel.frame.id]))
    items.extend(_lettering(page))
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


def _lettering(page: PageLayout) -> Iterator[Item]:
    """The page's balloons and sounds, sounds behind the balloons first; each text with its place."""
    numbered = enumerate(page.balloons)
    for order, balloon in sorted(numbered, key=lambda entry: not entry[1].behind):
        yield from balloon.shapes
        yield replace(balloon.text, order=order)
        if balloon.gloss is not None:
            yield replace(balloon.gloss, order=order)


def _panel(panel: PanelFrame, page: PageFrame, art: PanelArt) -> Iterator[Item]:
    outline = Path.polygon(panel.polygon)
    yield Art(art.pixels, panel.generation.box, outline)
    if not art.effects_drawn:
        yield from _effects(panel, page, art)
    if panel.panel.frame:
        stroke = Stroke(page.frame_width, round=False)
        for path in _frame_lines(panel.polygon, page.bleed):
            yield Shape(path, stroke=stroke)
    for inset in panel.over:  # the paper around an inset, as wide as a gutter
        yield Shape(Path.polygon(inset), fill=1.0)


def _effects(panel: PanelFrame, page: PageFrame, art: PanelArt) -> Iterator[Item]:
    """The panel's effects over art that has none, clear of the figures as far as the panel allows."""
    figures = tuple(Figure(c.id, c.box, c.head, c.facing) for c in panel.characters)
    for index, effect in enumerate(panel.panel.effects):
        white = effect.ink == "white" or (effect.ink is None and _is_dark(art.pixels))
        ground = lay_ground(
            panel.polygon,
            figures,
            place_of(effect, panel.box),
            options_of(effect, page.lpi),
            covers=True,
            ink=1.0 if white else 0.0,
            seed=f"{panel.panel.id or panel.id} {panel.panel.seed} {panel.panel.prompt} {index}",
            dpi=page.dpi,
        )
        yield from EFFECTS[effect.effect](ground).shapes


def _is_dark(pixels: Pixels, below: int = 90) -> bool:
    """Whether a picture is a night on which only white lines are seen, by a sample of its greys."""
    sample = pixels.data[:: max(1, len(pixels.data) // 5003)]
    return sum(sample) < below * len(sample)


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
