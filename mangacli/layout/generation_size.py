"""The pixels in which a panel is drawn: its own aspect, as many as it covers or as the artist can draw."""

from __future__ import annotations

import math

from mangacli.geometry import Box
from mangacli.placed import GenerationSize, SizeLimits

_NEARLY = 1e-9
"""Rounding noise, in steps: a length this little over a step is that step."""


def generation_size(box: Box, dpi: float, limits: SizeLimits) -> GenerationSize:
    """A panel's box (points), the page's dpi and the artist's limits → pixels, and the box they cover.

    The scale is the page's dpi; where the picture would be beyond the longest edge or the pixel budget, the
    largest scale that fits; where it would be below the shortest edge, the smallest that reaches it. Edges
    are rounded up to the step and the box grown evenly by the surplus, so a point has the same number of
    pixels across and down: nothing is ever stretched. A panel too long for both edge limits (over 32 : 1
    with 64–2048) keeps its long edge within the longest and gets more height than it needs, which is
    cropped. Raises ValueError for an empty box or limits that nothing can meet.
    """
    if box.width <= 0 or box.height <= 0:
        raise ValueError(f"a panel of {box.width:g} × {box.height:g} points has no picture")
    if limits.shortest > limits.longest or _up(limits.shortest, limits.step) ** 2 > limits.pixels:
        raise ValueError(f"no picture can meet {limits}")
    longest = limits.longest - limits.longest % limits.step
    scale = dpi / 72
    scale = max(scale, limits.shortest / min(box.width, box.height))
    scale = min(scale, longest / max(box.width, box.height), math.sqrt(limits.pixels / box.area))
    width, height = _edges(box, scale, limits)
    while width > longest or height > longest or width * height > limits.pixels:
        scale = _next_smaller(box, width, height, limits)
        width, height = _edges(box, scale, limits)
    (x, y), across, down = box.center, width / scale / 2, height / scale / 2
    return GenerationSize(width, height, Box(x - across, y - down, x + across, y + down))


def _edges(box: Box, scale: float, limits: SizeLimits) -> tuple[int, int]:
    """Box and pixels per point → width and height in pixels, rounded up to the step, none too short."""
    width, height = (_up(length * scale, limits.step) for length in (box.width, box.height))
    shortest = _up(limits.shortest, limits.step)
    return max(width, shortest), max(height, shortest)


def _next_smaller(box: Box, width: int, height: int, limits: SizeLimits) -> float:
    """The largest scale at which at least one edge is a step shorter than now."""
    shortest = _up(limits.shortest, limits.step)
    return max(
        (edge - limits.step) / length
        for edge, length in ((width, box.width), (height, box.height))
        if edge > shortest
    )


def _up(pixels: float, step: int) -> int:
    return math.ceil(pixels / step - _NEARLY) * step
