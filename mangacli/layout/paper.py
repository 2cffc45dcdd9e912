"""The sheet that a page is laid out on: its boxes in points, and on which side its spine lies.

Page 1 of a right-to-left book is a left page, as in Japanese books (bound at the right: the reader opens the
cover and finds page 1 alone at the left, the spine at its right); page 1 of a left-to-right book is a right
page. Leaves alternate from there; a spread counts as two. A vertical strip has no spine: its inner margin
lies left.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from mangacli.errors import RunError
from mangacli.geometry import Box, mm
from mangacli.story.models import PageSetup, Row

Spine = Literal["left", "right", "middle"]


@dataclass(frozen=True, slots=True)
class Paper:
    """A page's boxes, in points from the top-left corner of the bleed.

    `bleed` is the whole sheet, `trim` what is left after the cut, `safe` what surely survives it, `live` the
    area that panels fill where they do not bleed. `panel_gutter` and `tier_gutter` are widths in points.
    """

    bleed: Box
    trim: Box
    safe: Box
    live: Box
    panel_gutter: float
    tier_gutter: float
    spine: Spine

    @property
    def fold(self) -> Box | None:
        """The strip along a spread's spine, as unsafe as the paper's edge; None for single pages."""
        if self.spine != "middle":
            return None
        middle, unsafe = self.trim.center[0], self.safe.x1 - self.trim.x1
        return Box(middle - unsafe, self.bleed.y1, middle + unsafe, self.bleed.y2)


def lay_paper(
    setup: PageSetup,
    *,
    right_to_left: bool,
    leaf: int = 1,
    spread: bool = False,
    strip: Sequence[Row] = (),
) -> Paper:
    """A page setup (mm) and where the page lies in the book → its boxes in points.

    `leaf` counts pages from 1, spreads as two. A spread is two trim widths wide, its outer margins at both
    ends. With the tiers of a `strip` the page is as tall as they need (see `strip_height`). Raises RunError
    where the margins leave no live area.
    """
    bleed, safe, margin = mm(setup.bleed), mm(setup.safe), setup.margin
    spine = spine_side(right_to_left, leaf, spread)
    width = mm(setup.size[0]) * (2 if spread else 1)
    left, right = {
        "left": (margin.inner, margin.outer),
        "right": (margin.outer, margin.inner),
        "middle": (margin.outer, margin.outer),
    }[spine]
    height = mm(setup.size[1])
    if strip:
        live_width = width - mm(left + right)
        height = mm(margin.top + margin.bottom) + strip_height(strip, live_width, mm(setup.gutter.tiers))
    trim = Box(bleed, bleed, bleed + width, bleed + height)
    live = Box(trim.x1 + mm(left), trim.y1 + mm(margin.top), trim.x2 - mm(right), trim.y2 - mm(margin.bottom))
    if live.width <= 0 or live.height <= 0:
        raise RunError("the margins leave no room for panels", "make the page's margins smaller")
    return Paper(
        bleed=Box(0.0, 0.0, width + 2 * bleed, height + 2 * bleed),
        trim=trim,
        safe=trim.inset(safe),
        live=live,
        panel_gutter=mm(setup.gutter.panels),
        tier_gutter=mm(setup.gutter.tiers),
        spine=spine,
    )


def spine_side(right_to_left: bool, leaf: int, spread: bool = False) -> Spine:
    """Reading direction and the page's place in the book (from 1) → the side where it is bound."""
    if spread:
        return "middle"
    return "right" if right_to_left == (leaf % 2 == 1) else "left"


def leaf_number(spreads: Sequence[bool], index: int) -> int:
    """Which pages are spreads, and a page's index → the number of its (first) leaf, from 1."""
    return 1 + sum(2 if spread else 1 for spread in spreads[:index])


def strip_height(rows: Sequence[Row], live_width: float, tier_gutter: float) -> float:
    """The tiers of a strip → its live height in points.

    A tier of height 1 is as tall as the live area is wide: 0.75 makes a panel of 4 : 3, 1.5 one of 2 : 3.
    A tilted gutter takes more height, as it keeps its width across.
    """
    gutters = sum(tier_gutter / math.cos(math.radians(row.tilt)) for row in rows[:-1])
    return sum(row.height for row in rows) * live_width + gutters


def is_right_to_left(reading: str) -> bool:
    """A story's reading → whether panels of a tier are read from the right; a vertical strip is not."""
    return reading == "rtl"
