"""How much a page may hold: pixels on its paper, dots in its screentones. More is never printed."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from mangacli.errors import Finding, Where
from mangacli.geometry import bounds
from mangacli.layout.panels import PanelShape
from mangacli.layout.paper import Paper
from mangacli.story.models import Effect, Page, PageSetup

MOST_PIXELS = 400_000_000
"""A B5 page at 1200 dpi has 110 million."""
MOST_DOTS = 12_000_000
"""Of all screentones of a page: a spread covered four times at 85 lines per inch. They take some minutes."""
_USUAL_LPI = 62.0
_SMALLEST_CELL = 3 * math.sqrt(2)
"""Pixels from a dot to the next: finer screens are drawn coarser (`effects/screen.py`)."""


def check_bounds(
    page: Page, where: Where, setup: PageSetup, paper: Paper, shapes: Sequence[PanelShape]
) -> Iterator[Finding]:
    """A page, its path, its paper, the shapes of its panels → findings where it is more than can be made."""
    sheet = paper.bleed
    pixels = sheet.width * sheet.height * (setup.dpi / 72) ** 2
    if pixels > MOST_PIXELS:
        millions = f"{pixels / 1e6:.0f} million pixels at {setup.dpi:g} dpi"
        message = f"the page has {millions}; at most {MOST_PIXELS // 10**6} million can be made"
        hint = "lower the dpi, or make page or tiers smaller"
        yield Finding("page-too-large", (*where, "layout"), message, hint)
    dots = 0.0
    for index, (panel, shape) in enumerate(zip(page.panels, shapes, strict=False)):
        area = bounds(shape.polygon).area / 72**2 if shape.polygon else 0.0
        for number, effect in enumerate(panel.effects):
            before, dots = dots, dots + area * _dots_per_inch(effect, setup) ** 2
            if before <= MOST_DOTS < dots:
                message = f"with this tone the page has more than {MOST_DOTS // 10**6} million dots"
                spot = (*where, "panels", index, "effects", number)
                yield Finding("page-too-large", spot, message, "lower its lpi, or lay fewer tones")


def _dots_per_inch(effect: Effect, setup: PageSetup) -> float:
    """Along one edge; none for what is drawn in lines."""
    if effect.effect != "screentone" or effect.pattern == "lines":
        return 0.0
    return min(effect.lpi or setup.lpi or _USUAL_LPI, setup.dpi / _SMALLEST_CELL)
