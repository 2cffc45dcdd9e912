"""A layout turned for the other reading direction.

Tiers are written in reading order, so they turn by themselves; what is written as seen on the page (slants,
bleeding sides, polygons, insets) is mirrored. A tilt is told toward the reading end and stays.
"""

from __future__ import annotations

from mangacli.story.models import Inset, Layout, Row, RowPanel, Side

_OTHER_SIDE: dict[Side, Side] = {"left": "right", "right": "left", "top": "top", "bottom": "bottom"}


def mirrored(layout: Layout) -> Layout:
    """A layout → the same layout written for the other reading direction."""
    return Layout(
        rows=tuple(_mirrored_row(row) for row in layout.rows),
        panels=tuple(tuple((100 - x, y) for x, y in polygon) for polygon in layout.panels),
        insets=tuple(_mirrored_inset(inset) for inset in layout.insets),
        spread=layout.spread,
        strip=layout.strip,
        reading=None if layout.reading is None else "ltr" if layout.reading == "rtl" else "rtl",
    )


def _mirrored_row(row: Row) -> Row:
    panels = tuple(
        RowPanel(
            width=panel.width,
            slant=None if panel.slant is None else -panel.slant,
            bleed=tuple(_OTHER_SIDE[side] for side in panel.bleed),
            rows=tuple(_mirrored_row(inner) for inner in panel.rows),
        )
        for panel in row.panels
    )
    return Row(height=row.height, panels=panels, slant=-row.slant, tilt=row.tilt)


def _mirrored_inset(inset: Inset) -> Inset:
    x1, y1, x2, y2 = inset.box
    return Inset(box=(100 - x2, y1, 100 - x1, y2), slant=-inset.slant)
