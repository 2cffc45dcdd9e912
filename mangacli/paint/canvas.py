"""Shapes and lettering → the operators of a PDF content stream (ISO 32000-1, 8.4 and 8.5).

The PDF exporter and the rasteriser both paint with it, so a line lies in the same place in every format.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from mangacli.drawing import Glyph, GlyphRun, Shape, Stroke, Text
from mangacli.fonts.face import face
from mangacli.geometry import Matrix, Path


class Canvas:
    """The content stream of one page, written item by item in paint order.

    Coordinates are written as they come (points, y down); the caller's first operator turns them to the
    paper. What is set once (grey, line, clip) is not set again until it changes.

    `decimals` is the precision of the coordinates. With `pixels_per_point` the stream is meant for a pixel
    grid: lines thinner than a pixel get the opacity of their width instead of a whole pixel of ink, and
    upright rectangles are written so that PDFium keeps their edges between pixels. `hard` is for a grid
    without greys: such lines are as wide as a pixel then.
    """

    def __init__(
        self, decimals: int = 3, pixels_per_point: float | None = None, *, hard: bool = False
    ) -> None:
        number = f"%.{decimals}f"
        self._pair = f"{number} {number}"
        self._operators = {
            "M": f"{number} {number} m",
            "L": f"{number} {number} l",
            "C": " ".join([number] * 6) + " c",
            "Z": "h",
        }
        self._pixels_per_point = pixels_per_point
        self._thinnest = 1 / pixels_per_point if hard and pixels_per_point else 0.0
        self._lines: list[str] = []
        self._fill: float | None = None
        self._stroke: Stroke | None = None
        self._opacity = 1.0
        self._clip: Path | None = None
        self._outside: tuple[float | None, Stroke | None, float] = (None, None, 1.0)
        self.opacities: set[float] = set()
        """Stroke opacities in use; each needs a graphics state named by `opacity_name`."""

    def write(self, operators: str) -> None:
        """Adds operators as they are; they must leave grey, line and clip as they found them."""
        self._lines.append(operators)

    def content(self) -> bytes:
        """Everything painted so far, as the bytes of a content stream."""
        self.set_clip(None)
        return "\n".join(self._lines).encode("ascii")

    def paint(self, items: Iterable[Shape | Text]) -> None:
        """Paints items in order, lettering as outlines."""
        for item in items:
            if isinstance(item, Shape):
                self.shape(item)
            else:
                self.lettering(item)

    def shape(self, shape: Shape) -> None:
        """Paints a shape: filled, stroked or both. A line without width is none, not PDF's thinnest."""
        stroke = shape.stroke if shape.stroke is not None and shape.stroke.width > 0 else None
        if not shape.path.segments or (shape.fill is None and stroke is None):
            return
        self.set_clip(shape.clip)
        star = "*" if shape.even_odd else ""
        if shape.fill is not None:
            self.set_fill(shape.fill)
        if stroke is not None:
            self.set_stroke(stroke)
            paint = "S" if shape.fill is None else f"B{star}"
        else:
            paint = f"f{star}"
        self._lines.append(self.path(shape.path))
        self._lines.append(paint)

    def lettering(self, text: Text) -> None:
        """Paints a text as outlines: its strokes, widest first, beneath all of its fill."""
        self.set_clip(text.clip)
        self.outline_strokes(text)
        self.set_fill(text.fill)
        self.fill_outlines(text.runs)

    def fill_outlines(self, runs: Iterable[GlyphRun]) -> None:
        """Fills the outlines of glyphs with the grey that is set."""
        for run in runs:
            for glyph in run.glyphs:
                operators = _glyph_operators(run.face, glyph.id)
                if operators:
                    matrix = " ".join(f"{number:.6f}" for number in glyph_matrix(run, glyph))
                    self._lines.append(f"q {matrix} cm\n{operators}\nf Q")

    def outline_strokes(self, text: Text) -> None:
        """Strokes the outlines of a text's glyphs with each of its outline strokes."""
        if not text.outline:
            return
        paths = [
            self.path(face(run.face).outline(glyph.id).transformed(glyph_matrix(run, glyph)))
            for run in text.runs
            for glyph in run.glyphs
        ]
        for stroke in text.outline:
            self.set_stroke(stroke)
            self._lines.extend(f"{path}\nS" for path in paths if path)

    def set_fill(self, grey: float) -> None:
        """From now on fills are of this grey."""
        if grey != self._fill:
            self._fill = grey
            self._lines.append(f"{round(grey, 4):g} g")

    def set_stroke(self, stroke: Stroke) -> None:
        """From now on lines are of this kind."""
        if stroke == self._stroke:
            return
        dashes = " ".join(f"{length:.4f}" for length in stroke.dashes)
        ends, width = 1 if stroke.round else 0, max(stroke.width, self._thinnest)
        self._lines.append(f"{width:.4f} w {round(stroke.grey, 4):g} G {ends} J {ends} j [{dashes}] 0 d")
        self._stroke = stroke
        if self._pixels_per_point is not None:
            self._set_opacity(min(1.0, round(width * self._pixels_per_point, 2)))

    def _set_opacity(self, opacity: float) -> None:
        if opacity != self._opacity:
            self._opacity = opacity
            self.opacities.add(opacity)
            self._lines.append(f"/{opacity_name(opacity)} gs")

    def set_clip(self, clip: Path | None) -> None:
        """From now on only what lies inside the path is seen (None: everything)."""
        if clip == self._clip:
            return
        if self._clip is not None:
            self._lines.append("Q")
            self._fill, self._stroke, self._opacity = self._outside
        if clip is not None:
            self._outside = (self._fill, self._stroke, self._opacity)
            self._lines.append(f"q\n{self.path(clip)}\nW n")
        self._clip = clip

    def path(self, path: Path) -> str:
        """A path → the operators that construct it, without painting.

        Raises ValueError where a coordinate is no number: readers would leave the whole path out in silence.
        """
        operators = self._operators
        segments = path.segments
        lines = [operators[op] % numbers for op, numbers in segments]
        if self._pixels_per_point is not None and 4 <= len(segments) <= 6 and segments[1][0] == "L":
            # PDFium rounds what it knows for a rectangle to whole pixels; with one edge written as a
            # curve it does not know it.
            start, end = segments[0][1], segments[1][1]
            lines[1] = operators["C"] % (*start, *end, *end)
        text = "\n".join(lines)
        if "n" in text:  # no operator has an n, but nan and inf have
            raise ValueError(f"a path with a coordinate that is no number: {segments}")
        return text


def opacity_name(opacity: float) -> str:
    """A stroke opacity → the name of the graphics state that sets it."""
    return f"o{round(opacity * 100)}"


def glyph_matrix(run: GlyphRun, glyph: Glyph) -> Matrix:
    """A glyph → the matrix from the font's em units (y down) to the page."""
    a, b, c, d, e, f = glyph.matrix
    size = run.size
    return (a * size, b * size, c * size, d * size, e + glyph.x, f + glyph.y)


@lru_cache(maxsize=8192)
def _glyph_operators(face_key: str, glyph_id: int) -> str:
    return Canvas(decimals=5).path(face(face_key).outline(glyph_id))
