"""The artist `blank`: plain panels that show what was asked for, for layout work and tests.

Characters are thin boxes with their id, heads are circles, dialogs are hatched: where lettering will lie.
"""

from __future__ import annotations

from mangacli.drawing import Shape, Stroke
from mangacli.fonts.face import face
from mangacli.fonts.library import stack
from mangacli.generate.base import PanelArt, PanelRequest, Progress, SizeLimits, UnitBox
from mangacli.geometry import Box, Path, Point
from mangacli.paint.raster import rasterise

LINE = 0.6
"""Points. Width of the boxes' lines."""
HATCH = 6.0
"""Points between two lines of the hatching."""
LABEL = 7.0
"""Points. Type size of the ids."""


class BlankArtist:
    """Draws no art: paper, and thin boxes where characters and dialogs will be."""

    name = "blank"
    limits = SizeLimits(step=1, shortest=1, longest=8192)

    def draw(self, request: PanelRequest, progress: Progress) -> PanelArt:
        """A request → its boxes on paper."""
        size = (float(request.width), float(request.height))
        pixels = rasterise(_boxes(request), size, 1.0)
        progress(1, 1)
        return PanelArt(pixels, self.name)


def _boxes(request: PanelRequest) -> list[Shape]:
    scale = request.pixels_per_point
    line = Stroke(LINE * scale)
    thin = Stroke(LINE * scale / 2, 0.4)
    shapes: list[Shape] = []
    for dialog in request.dialogs:
        box = _pixels(request, dialog.box)
        shapes += [Shape(path, None, thin) for path in _hatching(box, HATCH * scale)]
        shapes.append(Shape(Path.box(box), None, thin))
    for character in request.characters:
        box = _pixels(request, character.box)
        shapes.append(Shape(Path.box(box), None, line))
        shapes.append(Shape(Path.ellipse(_pixels(request, character.head)), None, line))
        corner = (box.x1 + LINE * 4 * scale, box.y2 - LINE * 4 * scale)
        shapes.append(Shape(_label(character.id, corner, LABEL * scale, request.language), 0.0))
    return shapes


def _pixels(request: PanelRequest, box: UnitBox) -> Box:
    return Box(0, 0, request.width, request.height).part(box)


def _hatching(box: Box, distance: float) -> list[Path]:
    """Lines rising at 45° through a box, cut at its edges."""
    lines = []
    offset = distance
    while offset < box.width + box.height:
        start: Point = (box.x1 + max(0.0, offset - box.height), box.y1 + min(offset, box.height))
        end: Point = (box.x1 + min(offset, box.width), box.y1 + max(0.0, offset - box.width))
        lines.append(Path.line((start, end)))
        offset += distance
    return lines


def _label(text: str, corner: Point, size: float, language: str) -> Path:
    """A short text as outlines, from its lower left corner; what no bundled font has leaves a gap."""
    faces = [face(key) for key in stack(language, "caption")]
    x, y = corner
    path = Path(())
    for character in text:
        holder = next((candidate for candidate in faces if candidate.has(character)), faces[0])
        glyph = holder.hb_font.get_nominal_glyph(ord(character)) or 0
        path = path.joined(holder.outline(glyph).transformed((size, 0, 0, size, x, y)))
        x += holder.advance(glyph) * size
    return path
