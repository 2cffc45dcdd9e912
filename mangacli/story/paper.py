"""Whether the numbers of the paper, the lettering and an inline layout go together."""

from __future__ import annotations

from collections.abc import Iterator

from mangacli.errors import Finding, Where
from mangacli.geometry import Polygon, segments_cross, signed_area
from mangacli.story.models import Layout, Story

MAX_PAGE_EDGE = 32_000
"""Pixels along an edge of a page, bleed included: more is a slip of the unit, not a page."""
_SMALLEST_LIVE_AREA = 20.0


def check_paper(story: Story) -> Iterator[Finding]:
    """A story → findings about its page setup and type sizes."""
    setup = story.page
    (width, height), margin = setup.size, setup.margin
    for name, size, taken in (
        ("width", width, margin.inner + margin.outer),
        ("height", height, margin.top + margin.bottom),
    ):
        if size - max(taken, 2 * setup.safe) < _SMALLEST_LIVE_AREA:
            message = (
                f"of the page's {name} of {size:g} mm the margins leave less than {_SMALLEST_LIVE_AREA:g} mm"
            )
            hint = 'lengths are millimetres unless they have a unit, such as "8.5in"'
            yield Finding("bad-page", ("page", "size"), message, hint)
    edge = (max(width, height) + 2 * setup.bleed) / 25.4 * setup.dpi
    if edge > MAX_PAGE_EDGE:
        message = (
            f"at {setup.dpi:g} dpi the page is {edge:.0f} pixels long; at most {MAX_PAGE_EDGE} can be made"
        )
        yield Finding("bad-page", ("page", "size"), message, "lower the dpi, or mend the size")
    lettering = story.lettering
    if lettering.size is not None and lettering.size < lettering.minimum:
        message = f"the type size {lettering.size:g} is below the minimum, {lettering.minimum:g}"
        hint = "raise `size`, or lower `minimum`"
        yield Finding("out-of-range", ("lettering", "size"), message, hint)


def check_layout(layout: Layout, where: Where) -> Iterator[Finding]:
    """An inline layout and its path → findings about its polygons and insets."""
    for index, inset in enumerate(layout.insets):
        x1, y1, x2, y2 = inset.box
        if x1 >= x2 or y1 >= y2:
            message = "the inset is empty: write x1, y1, x2, y2, that is left, top, right, bottom"
            yield Finding("empty-box", (*where, "insets", index, "box"), message)
    for index, polygon in enumerate(layout.panels):
        if len(polygon) < 3 or abs(signed_area(polygon)) < 1.0:
            message = "this polygon has hardly any area"
            yield Finding(
                "bad-layout", (*where, "panels", index), message, "corners are in percent, 0 to 100"
            )
        elif _crosses_itself(polygon):
            message = "the edges of this polygon cross"
            yield Finding("bad-layout", (*where, "panels", index), message, "give the corners in order")


def _crosses_itself(polygon: Polygon) -> bool:
    edges = list(zip(polygon, polygon[1:] + polygon[:1], strict=True))
    return any(
        segments_cross(*edge, *other) for index, edge in enumerate(edges) for other in edges[index + 2 :]
    )
