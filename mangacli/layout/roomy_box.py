"""The largest upright box inside a panel: where text surely has room, however the panel's sides lean."""

from __future__ import annotations

from mangacli.geometry import Box, Polygon, bounds, clip_to_box

_LINES = 48
"""The panel is looked at along this many level lines; the box begins and ends on two of them."""


def roomy_box(polygon: Polygon, within: Box) -> Box | None:
    """A panel's polygon and the page's safe area → the largest box inside both, or None where they are apart.

    Exact up to the spacing of the lines for convex panels (an upright rectangle is found exactly); of a
    concave panel the widest stretch of every line is taken.
    """
    part = clip_to_box(polygon, within)
    if not part:
        return None
    area = bounds(part)
    stretches = [
        _widest_stretch(part, area.y1 + area.height * min(1 - 1e-9, max(1e-9, line / _LINES)))
        for line in range(_LINES + 1)
    ]
    best: Box | None = None
    for first in range(_LINES):
        left, right = stretches[first]
        for last in range(first + 1, _LINES + 1):
            left, right = max(left, stretches[last][0]), min(right, stretches[last][1])
            if left >= right:
                break
            y1, y2 = (area.y1 + area.height * line / _LINES for line in (first, last))
            box = Box(left, y1, right, y2)
            if best is None or box.area > best.area + 1e-6:
                best = box
    return best


def _widest_stretch(polygon: Polygon, y: float) -> tuple[float, float]:
    """The widest part of a level line that lies inside a polygon, as two x."""
    crossings = sorted(
        ax + (y - ay) / (by - ay) * (bx - ax)
        for (ax, ay), (bx, by) in zip(polygon, polygon[1:] + polygon[:1], strict=True)
        if (ay > y) != (by > y)
    )
    stretches = list(zip(crossings[::2], crossings[1::2], strict=False))
    return max(stretches, key=lambda stretch: stretch[1] - stretch[0], default=(0.0, 0.0))
