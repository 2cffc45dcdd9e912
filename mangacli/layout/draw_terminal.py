"""Small drawings of templates for the terminal, in braille dots: two across and four down in every letter."""

from __future__ import annotations

from mangacli.geometry import Point, bounds, polygon_contains
from mangacli.layout.panels import PanelShape, panel_shapes
from mangacli.layout.paper import Paper, is_right_to_left, lay_paper
from mangacli.layout.templates import Template
from mangacli.story.models import Gutter, PageSetup, Reading
from mangacli.story.page_presets import PRESETS

_BRAILLE = 0x2800
_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bit of each dot of a braille letter: four rows of two."""
_GAP = 1.6
"""Width of a gutter in dots, however narrow it is on paper: one blank row of dots is always left."""


def terminal_drawing(template: Template, reading: Reading = "rtl", width: int = 16) -> str:
    """A template, a reading direction and a width in letters → lines of text, one panel one grey area.

    Panels carry their numbers in reading order. A spread is twice as wide; a strip is drawn narrower, as it
    is long. All lines have the same length.
    """
    layout = template.layout
    columns = width * 2 if layout.spread else max(8, width // 2) if layout.strip else width
    paper, shapes = drawn_template(template, reading, 2 * columns)
    across = 2 * columns / paper.bleed.width
    rows = round(paper.bleed.height * across / 4)
    down = 4 * rows / paper.bleed.height
    letters = [
        [_letter(shapes, (column, row), (across, down)) for column in range(columns)] for row in range(rows)
    ]
    for number, shape in enumerate(shapes, 1):
        x, y = label_point(shape)
        row = int(y * down / 4)
        digits = f" {number} "
        first = max(0, min(columns - len(digits), round(x * across / 2 - len(digits) / 2)))
        letters[row][first : first + len(digits)] = digits
    return "\n".join("".join(line) for line in letters)


def drawn_template(
    template: Template, reading: Reading, dots: int = 0
) -> tuple[Paper, tuple[PanelShape, ...]]:
    """A template → a B5 page of it (a webtoon strip where it is one) and the panels' shapes.

    With `dots`, the number of dots across the sheet, gutters are widened so that they can be seen.
    """
    layout = template.layout
    setup = PRESETS["webtoon" if layout.strip else "b5"]
    if layout.strip:
        reading = "vertical"
    if dots:
        wide = (setup.size[0] * (2 if layout.spread else 1) + 2 * setup.bleed) / dots * _GAP
        setup = _with_gutters(setup, max(wide, setup.gutter.panels), max(wide, setup.gutter.tiers))
    paper = lay_paper(
        setup,
        right_to_left=is_right_to_left(reading),
        spread=layout.spread,
        strip=layout.rows if layout.strip else (),
    )
    return paper, panel_shapes(layout, paper, reading)


def _with_gutters(setup: PageSetup, panels: float, tiers: float) -> PageSetup:
    return setup.model_copy(update={"gutter": Gutter(panels=panels, tiers=tiers)})


def label_point(shape: PanelShape) -> Point:
    """A panel's shape → where its number stands: the middle of the largest part that no inset hides."""
    box = bounds(shape.polygon)
    if not shape.over:
        return (
            sum(x for x, _ in shape.polygon) / len(shape.polygon),
            sum(y for _, y in shape.polygon) / len(shape.polygon),
        )
    hidden = bounds(point for polygon in shape.over for point in polygon)
    above, below = hidden.y1 - box.y1, box.y2 - hidden.y2
    return (box.center[0], box.y1 + above / 2 if above >= below else box.y2 - below / 2)


def _letter(shapes: tuple[PanelShape, ...], at: tuple[int, int], dots: tuple[float, float]) -> str:
    """Column and row of a letter, and dots per point across and down → the braille letter; blank on paper."""
    bits = 0
    for row, pair in enumerate(_DOTS):
        for column, bit in enumerate(pair):
            x = (2 * at[0] + column + 0.5) / dots[0]
            y = (4 * at[1] + row + 0.5) / dots[1]
            if _is_inked(shapes, (x, y)):
                bits |= bit
    return chr(_BRAILLE + bits) if bits else " "


def _is_inked(shapes: tuple[PanelShape, ...], point: Point) -> bool:
    """Whether a panel is seen at a point: the topmost one there, unless the white around an inset is."""
    for shape in reversed(shapes):
        if polygon_contains(shape.polygon, point):
            return not any(polygon_contains(white, point) for white in shape.over)
    return False
