"""The artist `blank`: plain panels that show what was asked for, for layout work and tests.

Characters are thin boxes with their id, heads are circles, dialogs are hatched: where lettering will lie.
"""

from __future__ import annotations

from dataclasses import replace

from mangacli.drawing import Shape, Stroke, Text
from mangacli.fonts.label import label
from mangacli.generate.base import OneByOne, PanelArt, PanelRequest, Progress, SizeLimits, UnitBox
from mangacli.geometry import Box, Path, Point
from mangacli.paint.raster import rasterise

LINE = 0.6
"""Points. Width of the boxes' lines."""
HATCH = 6.0
"""Points between two lines of the hatching."""
LABEL = 7.0
"""Points. Type size of the ids."""


class BlankArtist(OneByOne):
    """Draws no art: paper, and thin boxes where characters and dialogs will be."""

    name = "blank"
    limits = SizeLimits()

    def seen(self, request: PanelRequest) -> PanelRequest:
        """The request without words."""
        characters = tuple(replace(character, lines=()) for character in request.characters)
        return replace(
            request, prompt="", scene="", negative="", characters=characters, camera=(), background_image=None
        )

    def draw(self, request: PanelRequest, progress: Progress) -> PanelArt:
        """A request → its boxes on paper."""
        size = (float(request.width), float(request.height))
        pixels = rasterise(_boxes(request), size, 1.0)
        progress(1, 1)
        return PanelArt(pixels, self.name)


def _boxes(request: PanelRequest) -> list[Shape | Text]:
    scale = request.pixels_per_point
    line = Stroke(LINE * scale)
    thin = Stroke(LINE * scale / 2, 0.4)
    shapes: list[Shape | Text] = []
    for dialog in request.dialogs:
        box = _pixels(request, dialog.box)
        shapes += [Shape(path, None, thin) for path in _hatching(box, HATCH * scale)]
        shapes.append(Shape(Path.box(box), None, thin))
    for character in request.characters:
        box = _pixels(request, character.box)
        shapes.append(Shape(Path.box(box), None, line))
        shapes.append(Shape(Path.ellipse(_pixels(request, character.head)), None, line))
        corner = (box.x1 + LINE * 4 * scale, box.y2 - LINE * 4 * scale)
        shapes.append(label(character.id, LABEL * scale, corner))
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
