"""Placed page → drawing items that show every decision over the art: for people who look for a reason."""

from __future__ import annotations

from collections.abc import Iterator

from mangacli.drawing import Drawing, Item, Shape, Stroke, Text
from mangacli.fonts.label import label
from mangacli.geometry import Box, Path, Point
from mangacli.placed import PageLayout, PanelLayout

LABEL_SIZE = 6.0
FINE = 0.5


def overlaid(drawing: Drawing, page: PageLayout) -> Drawing:
    """A drawing and its page → the same drawing with trim, safe area, panels, cast and balloons outlined."""
    frame = page.frame
    items: list[Item] = [
        _outline(frame.trim, FINE),
        _outline(frame.safe, FINE, dashes=(6, 3)),
        _outline(frame.live, FINE, dashes=(1, 2)),
    ]
    for panel in page.panels:
        items.extend(_panel(panel))
    if page.title is not None:
        items.append(_outline(page.title.box, FINE, dashes=(2, 1)))
        items.append(_label("title", (page.title.box.x1, page.title.box.y1 - 1)))
    return Drawing(
        number=drawing.number,
        size=drawing.size,
        trim=drawing.trim,
        bleed=drawing.bleed,
        items=drawing.items + tuple(items),
        dpi=drawing.dpi,
        label=drawing.label,
        alt=drawing.alt,
    )


def _panel(panel: PanelLayout) -> Iterator[Item]:
    frame = panel.frame
    yield Shape(Path.polygon(frame.polygon), stroke=Stroke(2 * FINE, grey=0.5))
    size = f"{frame.id}  {frame.generation.width}×{frame.generation.height}"
    yield _label(size, (frame.box.x1 + 2, frame.box.y2 - 3))
    for placed in frame.characters:
        yield _outline(placed.box, FINE, dashes=(4, 2))
        for kept in placed.kept:
            yield _outline(kept, 2 * FINE)
        yield _label(f"{placed.id} {placed.shot}", (placed.box.x1 + 1, placed.box.y2 - 2 - LABEL_SIZE))
    for balloon in panel.balloons:
        yield _outline(balloon.box, FINE, dashes=(2, 1))
        yield _outline(balloon.text_box, FINE)
        for tail in (balloon.tail, *balloon.more_tails):
            if tail:
                yield Shape(Path.line(tail), stroke=Stroke(2 * FINE, grey=0.5))
        yield _label(f"{balloon.order + 1} {balloon.kind}", (balloon.box.x1, balloon.box.y1 - 1))


def _outline(box: Box, width: float, dashes: tuple[float, ...] = ()) -> Shape:
    """A box's outline, black on a white edge so that it shows on any art."""
    return Shape(Path.box(box), stroke=Stroke(width, dashes=dashes, round=False))


def _label(words: str, at: Point) -> Text:
    return label(words, LABEL_SIZE, at, halo=2.0)
