"""Lettering → text operators (ISO 32000-1, 9.4): real glyphs where layout put them, and what they say.

Each text is one marked span whose ActualText is the whole dialog, so that a reader copies and finds it in
one piece, whatever lines or columns it is set in; but letters that run from right to left are written as
they are seen, without it. Ruby is drawn as outlines and is no text at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from mangacli.drawing import Glyph, GlyphRun, Text
from mangacli.export.pdf_font import COLUMN_ORIGIN, PdfFontKey, width
from mangacli.export.pdf_right_to_left import as_seen, runs_right_to_left
from mangacli.fonts.face import face
from mangacli.geometry import IDENTITY, Point
from mangacli.paint.canvas import Canvas
from mangacli.paint.pdf_document import text_string

ANCHOR_SIZE = 8.0
"""Type size of the anchors in points, the same for all, so that readers compare only their places."""
ANCHOR_STEP = 8.0
"""Least distance of an anchor below the one before: readers take what is closer for one line."""
INVISIBLE, FILLED = "3 Tr", "0 Tr"


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where readers that sort text by place shall find a dialog: left and right end, baseline, in points."""

    left: float
    right: float
    y: float


@dataclass(slots=True)
class PageFonts:
    """The fonts of one page in order of use, and for each face the text that each used glyph stands for."""

    keys: list[PdfFontKey] = field(default_factory=list)
    glyphs: dict[str, dict[int, str]] = field(default_factory=dict)

    def name(self, key: PdfFontKey) -> str:
        """A font → the name of its resource on this page."""
        if key not in self.keys:
            self.keys.append(key)
        return f"F{self.keys.index(key)}"

    def use(self, face_key: str, glyph_id: int, text: str) -> None:
        """Notes that a glyph is used; the first text that it stands for stays."""
        known = self.glyphs.setdefault(face_key, {})
        known[glyph_id] = known.get(glyph_id) or text


def anchors(texts: Sequence[Text], height: float) -> list[Anchor]:
    """A page's texts → an anchor for each, ever lower in reading order, as near to the text as can be.

    Programs that extract text sort what they find by columns and by height, while manga is read from right to
    left first: without this a lower balloon on the right would come after a higher one on its left. All
    anchors begin at the same left edge, so that no columns are found.
    """
    order = sorted(range(len(texts)), key=lambda index: texts[index].order)
    spoken = [[(run, glyph) for run in text.runs for glyph in run.glyphs if not run.ruby] for text in texts]
    left = max(0.0, min((glyph.x for glyphs in spoken for _, glyph in glyphs), default=0.0))
    step = min(ANCHOR_STEP, height / (len(texts) + 1))
    found: dict[int, Anchor] = {}
    lowest = 0.0
    for rank, index in enumerate(order):
        right = max((glyph.x + run.size for run, glyph in spoken[index]), default=left + 1)
        top = min((glyph.y for _, glyph in spoken[index]), default=0.0)
        after = len(order) - rank
        lowest = min(max(lowest + step, top), height - after * step)
        found[index] = Anchor(left, right, lowest)
    return [found[index] for index in range(len(texts))]


def letter(canvas: Canvas, text: Text, anchor: Anchor, fonts: PageFonts) -> None:
    """Paints a text: outline strokes, then its glyphs as one span of text, then its ruby."""
    canvas.set_clip(text.clip)
    canvas.outline_strokes(text)
    canvas.set_fill(text.fill)
    set_runs = [run for run in text.runs if not run.ruby and run.glyphs]
    outlines = [run for run in text.runs if run.ruby]
    if set_runs and runs_right_to_left(text.said):
        ordered, ligatures = as_seen(set_runs)
        canvas.write(f"/Span << /Lang {text_string(text.language)} >> BDC\nBT")
        for each in ordered:
            canvas.write(FILLED if each.seen else INVISIBLE)
            for line in _stretches([each.run]):
                canvas.write(line.operators(fonts))
        canvas.write("ET\nEMC")
        outlines.extend(ligatures)
    elif set_runs:
        said = text_string(" ".join(text.said.split()))
        canvas.write(f"/Span << /Lang {text_string(text.language)} /ActualText {said} >> BDC\nBT")
        key = set_runs[0].face
        canvas.write(_anchor_operators(anchor, key, fonts))
        canvas.write(FILLED)
        for line in _stretches(set_runs):
            canvas.write(line.operators(fonts))
        canvas.write(_anchor_operators(anchor, key, fonts))
        canvas.write("ET\nEMC")
    if outlines:
        canvas.write("/Artifact BMC")
        canvas.fill_outlines(outlines)
        canvas.write("EMC")


def _anchor_operators(anchor: Anchor, face_key: str, fonts: PageFonts) -> str:
    """An invisible space stretched from end to end: readers place a span by its first and last character."""
    space = face(face_key).hb_font.get_nominal_glyph(0x20) or 0
    fonts.use(face_key, space, " ")
    advance = width(face_key, space) / 1000 * ANCHOR_SIZE or 1.0
    stretch = max(0.01, (anchor.right - anchor.left) / advance)
    font = fonts.name(PdfFontKey(face_key, False))
    return (
        f"{INVISIBLE} /{font} {ANCHOR_SIZE:g} Tf"
        f" {stretch:.4f} 0 0 -1 {anchor.left:.3f} {anchor.y:.3f} Tm <{space:04X}> Tj"
    )


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Glyphs of one font, size and turn that follow each other along one line: one TJ operator."""

    key: PdfFontKey
    size: float
    glyphs: tuple[Glyph, ...]
    gaps: tuple[float, ...]
    """Before each glyph: thousandths of the em to go along the line beyond the advance of the one before."""

    def operators(self, fonts: PageFonts) -> str:
        """The operators that set the font, the place and the glyphs."""
        first = self.glyphs[0]
        a, b, c, d, _, _ = first.matrix
        x, y = _origin(self.key, self.size, first)
        shown = []
        for glyph, gap in zip(self.glyphs, self.gaps, strict=True):
            fonts.use(self.key.face, glyph.id, glyph.text)
            # A positive number moves back along a line, but down along a column.
            shown.append(f"{gap if self.key.vertical else -gap:g}" if gap else "")
            shown.append(f"<{glyph.id:04X}>")
        turn = " ".join(f"{round(number, 6):f}" for number in (a, b, -c, -d))  # PDF knows no exponents
        return f"/{fonts.name(self.key)} {self.size:.4f} Tf {turn} {x:.3f} {y:.3f} Tm [{''.join(shown)}] TJ"


def _stretches(runs: Iterable[GlyphRun]) -> Iterator[_Stretch]:
    for run in runs:
        stretch: _Stretch | None = None
        for glyph in run.glyphs:
            key = PdfFontKey(run.face, run.vertical and glyph.matrix == IDENTITY)
            gap = None if stretch is None else _gap(stretch, key, glyph)
            if stretch is not None and gap is not None:
                stretch = replace(stretch, glyphs=(*stretch.glyphs, glyph), gaps=(*stretch.gaps, gap))
                continue
            if stretch is not None:
                yield stretch
            stretch = _Stretch(key, run.size, (glyph,), (0.0,))
        if stretch is not None:
            yield stretch


def _gap(stretch: _Stretch, key: PdfFontKey, glyph: Glyph) -> float | None:
    """How far a glyph lies beyond where the stretch would set it; None where it is not on its line."""
    last = stretch.glyphs[-1]
    if key != stretch.key or glyph.matrix[:4] != last.matrix[:4]:
        return None
    a, b, c, d, _, _ = glyph.matrix
    along = (c, d) if key.vertical else (a, b)
    squared = along[0] ** 2 + along[1] ** 2
    if squared == 0:
        return None
    advance = 1.0 if key.vertical else width(key.face, last.id) / 1000
    x0, y0 = _origin(key, stretch.size, last)
    x1, y1 = _origin(key, stretch.size, glyph)
    dx, dy = (x1 - x0) / stretch.size, (y1 - y0) / stretch.size
    moved = (dx * along[0] + dy * along[1]) / squared
    beside = abs(dx * along[1] - dy * along[0])
    if beside > 0.001 or abs(moved - advance) > 2:
        return None
    return round((moved - advance) * 1000, 1)


def _origin(key: PdfFontKey, size: float, glyph: Glyph) -> Point:
    """Where the text's pen stands for a glyph: its origin, or in a column its vertical origin."""
    x, y = glyph.x + glyph.matrix[4], glyph.y + glyph.matrix[5]
    if key.vertical:
        return (x + width(key.face, glyph.id) / 2000 * size, y - COLUMN_ORIGIN * size)
    return (x, y)
