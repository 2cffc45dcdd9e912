"""A panel's frame: ruled, or inked by hand; none along the paper's edge, none where the art fades."""

from __future__ import annotations

import hashlib
import math
import random
from collections.abc import Iterator
from dataclasses import dataclass

from mangacli.drawing import Shape, Stroke
from mangacli.furniture.fades import fade_depth, faded_edges
from mangacli.furniture.pen import End, Stretch, rough, tapered, thinning
from mangacli.geometry import Box, Path, Point, Polygon
from mangacli.placed import PageFrame, PanelFrame

INKED = {"tapered": tapered, "rough": rough}
"""How the lines of a frame are drawn where they are not ruled."""
THINS_WITHIN = 0.75
"""Share of a fade's depth within which the frame's lines beside it thin to nothing."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A panel's edges (from corner i to i + 1) and which of them run along the paper's edge, or fade."""

    polygon: Polygon
    on_paper_edge: tuple[bool, ...]
    faded: tuple[bool, ...]
    depth: float = 0.0

    @property
    def drawn(self) -> list[bool]:
        return [not (edge or fades) for edge, fades in zip(self.on_paper_edge, self.faded, strict=True)]

    def edge(self, index: int) -> tuple[Point, Point]:
        return self.polygon[index], self.polygon[(index + 1) % len(self.polygon)]


def frame_shapes(panel: PanelFrame, page: PageFrame) -> Iterator[Shape]:
    """A panel and its page → the shapes that draw the panel's frame; none where it has no frame."""
    wanted = panel.panel.frame
    width = page.frame_width if panel.panel.frame_width is None else panel.panel.frame_width
    line = wanted if isinstance(wanted, str) else page.frame_line
    if wanted is False or width <= 0:
        return
    outline = outline_of(panel, page.bleed)
    ink = 1.0 - page.paper
    if line == "ruled":
        yield from _ruled(outline, Stroke(width, grey=ink, round=False))
        return
    chance = random.Random(_seed(panel))
    for index, is_drawn in enumerate(outline.drawn):
        own = random.Random(chance.getrandbits(64))  # each edge its own, whichever others are drawn
        if is_drawn and math.dist(*outline.edge(index)) > 1e-6:
            yield Shape(INKED[line](_stretch(outline, index), width, own), fill=ink)


def outline_of(panel: PanelFrame, paper: Box) -> Outline:
    """A panel and its paper → its edges, and which of them have no frame."""
    edges = zip(panel.polygon, panel.polygon[1:] + panel.polygon[:1], strict=True)
    fade = panel.panel.fade
    return Outline(
        polygon=panel.polygon,
        on_paper_edge=tuple(_on_edge(a, b, paper) for a, b in edges),
        faded=faded_edges(panel.polygon, fade.sides if fade else ()),
        depth=fade_depth(panel.box, fade) if fade else 0.0,
    )


def _seed(panel: PanelFrame) -> int:
    """A panel → the number that decides how its frame was inked; it moves with the panel's own id."""
    name = f"frame of {panel.panel.id or panel.id} {panel.panel.seed}"
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8])


def _ruled(outline: Outline, stroke: Stroke) -> Iterator[Shape]:
    """Connected lines of one width; beside a fade they thin out before they end."""
    if all(outline.drawn):
        yield Shape(Path.polygon(outline.polygon), stroke=stroke)
        return
    for run in _runs(outline):
        points = run.points
        for at, inner in ((0, 1), (-1, -2)):
            if run.fades[at]:
                end = points[at]
                points[at] = _toward(end, points[inner], outline.depth * THINS_WITHIN)
                yield Shape(thinning(points[at], end, stroke.width), fill=stroke.grey)
        if len(points) > 2 or math.dist(*points) > 1e-6:
            yield Shape(Path.line(points), stroke=stroke)


@dataclass(slots=True)
class _Run:
    """Corners joined by drawn edges, and whether the line fades at its start and at its end."""

    points: list[Point]
    fades: tuple[bool, bool]


def _runs(outline: Outline) -> list[_Run]:
    """The drawn edges as connected lines, where not all are drawn."""
    drawn, count = outline.drawn, len(outline.polygon)
    runs: list[_Run] = []
    start = drawn.index(False)
    for step in range(1, count + 1):
        index = (start + step) % count
        if not drawn[index]:
            continue
        a, b = outline.edge(index)
        after = outline.faded[(index + 1) % count]
        if drawn[index - 1]:
            runs[-1].points.append(b)
            runs[-1].fades = (runs[-1].fades[0], after)
        else:
            runs.append(_Run([a, b], (outline.faded[index - 1], after)))
    return runs


def _toward(start: Point, end: Point, distance: float) -> Point:
    """The point so far from `start` on the way to `end`, at the farthest `end` itself."""
    share = min(1.0, distance / max(math.dist(start, end), 1e-6))
    return (start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1]))


def _stretch(outline: Outline, index: int) -> Stretch:
    """An edge → the line to ink: how it ends follows from the edges before and after it."""
    count = len(outline.polygon)

    def end(neighbour: int) -> End:
        if outline.on_paper_edge[neighbour]:
            return "run-off"
        return "fade" if outline.faded[neighbour] else "cross"

    start, stop = outline.edge(index)
    length = math.dist(start, stop)
    return Stretch(
        start,
        stop,
        end((index - 1) % count),
        end((index + 1) % count),
        min(outline.depth * THINS_WITHIN, length),
    )


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
