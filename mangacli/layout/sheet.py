"""A contact sheet of page templates as a drawing: each template small, with its name and panel numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mangacli.drawing import Drawing, Item, Shape, Stroke
from mangacli.fonts.label import label
from mangacli.geometry import Box, Matrix, Path, Polygon, apply
from mangacli.layout.draw_terminal import drawn_template, label_point
from mangacli.layout.panels import PanelShape
from mangacli.layout.templates import Template
from mangacli.story.models import Reading

_WIDTH = 776.0
"""Points across the sheet: six pages. It is as long as it has to be."""
_PAGE_HEIGHT = 148.0
_SPACE = 20.0
_CAPTION = 26.0
_TABLE, _PANEL, _LABEL = 0.78, 0.88, 0.3
"""Greys of the table that the pages lie on, of the panels, and of their numbers."""


def sheet_drawing(templates: Sequence[Template], reading: Reading = "rtl", dpi: float = 144) -> Drawing:
    """Templates in the order to show them, and a reading direction → one drawing with all of them.

    Trim edges are drawn thin, panels grey with their numbers in reading order. Strips are drawn at the
    height of a page.
    """
    items: list[Item] = []
    x, y = _SPACE, _SPACE
    for template in templates:
        paper, shapes = drawn_template(template, reading)
        scale = _PAGE_HEIGHT / paper.bleed.height
        width = max(paper.bleed.width * scale, 60.0)
        if x > _SPACE and x + width > _WIDTH - _SPACE:
            x, y = _SPACE, y + _PAGE_HEIGHT + _CAPTION
        left = x + (width - paper.bleed.width * scale) / 2
        placed: Matrix = (scale, 0.0, 0.0, scale, left, y)
        items.extend(_page(paper.bleed, paper.trim, shapes, placed))
        count = f"{template.panels} panel{'s' if template.panels != 1 else ''}"
        items.append(label(template.name, 7.5, (x + width / 2, y + _PAGE_HEIGHT + 9), centred=True))
        items.append(label(count, 6, (x + width / 2, y + _PAGE_HEIGHT + 17), grey=_LABEL, centred=True))
        x += width + _SPACE
    size = (_WIDTH, y + _PAGE_HEIGHT + _CAPTION)
    sheet = Box(0.0, 0.0, *size)
    table = Shape(Path.box(sheet), fill=_TABLE)
    return Drawing(1, size, sheet, sheet, (table, *items), dpi, "layouts", "Page layouts")


def _page(sheet: Box, trim: Box, shapes: Sequence[PanelShape], placed: Matrix) -> Iterator[Item]:
    """One template: paper, panels with their numbers, trim edge."""
    scale = placed[0]
    paper = Path.box(sheet).transformed(placed)
    yield Shape(paper, fill=1.0)
    for number, shape in enumerate(shapes, 1):
        outline = _moved(shape.polygon, placed)
        yield Shape(Path.polygon(outline), fill=_PANEL, stroke=Stroke(0.55, round=False), clip=paper)
        for white in shape.over:
            yield Shape(Path.polygon(_moved(white, placed)), fill=1.0, clip=Path.polygon(outline))
        x, y = apply(placed, label_point(shape))
        yield label(str(number), 12, (x, y + 4), grey=_LABEL, centred=True)
    if trim != sheet:
        yield Shape(Path.box(trim).transformed(placed), stroke=Stroke(0.8 * scale, grey=0.6, round=False))


def _moved(polygon: Polygon, placed: Matrix) -> Polygon:
    return tuple(apply(placed, point) for point in polygon)
