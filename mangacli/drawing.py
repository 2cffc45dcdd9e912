"""One page, decided to the last point: what composing hands to the exporters.

Items lie in paint order. One measure: points (1/72 inch) from the page's top-left corner, y down. Grey
is 0 (black ink) to 1 (paper). Every item is frozen and can be sent to another process.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from mangacli.geometry import IDENTITY, Box, Matrix, Path


@dataclass(frozen=True, slots=True)
class Pixels:
    """An 8-bit grey picture: `data` holds width × height bytes, rows from the top, 0 black to 255 white."""

    width: int
    height: int
    data: bytes

    def __post_init__(self) -> None:
        if len(self.data) != self.width * self.height:
            raise ValueError(f"{len(self.data)} bytes are not {self.width} × {self.height} pixels")


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a line is drawn: width in points, grey 0–1, dashes as lengths on and off in points."""

    width: float
    grey: float = 0.0
    dashes: tuple[float, ...] = ()
    round: bool = True


@dataclass(frozen=True, slots=True)
class Art:
    """A panel's picture stretched over `box`, seen through `clip`."""

    pixels: Pixels
    box: Box
    clip: Path


@dataclass(frozen=True, slots=True)
class Shape:
    """A path filled with a grey (None: not filled), outlined by a stroke, seen through `clip` (None: all)."""

    path: Path
    fill: float | None = None
    stroke: Stroke | None = None
    clip: Path | None = None
    even_odd: bool = False


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph of a face: its id in the font and where its origin lies, with the text that it stands for.

    `matrix` turns or squeezes the glyph about its origin (vertical punctuation, tate-chu-yoko, SFX); the
    font's own units are already scaled to `size` points before it applies, y down.
    """

    id: int
    x: float
    y: float
    text: str = ""
    matrix: Matrix = IDENTITY


@dataclass(frozen=True, slots=True)
class GlyphRun:
    """Glyphs of one face and size. `face` is the key under which `mangacli.fonts` finds the font file."""

    face: str
    size: float
    glyphs: tuple[Glyph, ...]
    vertical: bool = False
    ruby: bool = False
    """Small reading aid: drawn, but not part of the text that a reader copies."""


@dataclass(frozen=True, slots=True)
class Text:
    """One balloon's lettering: what is drawn (`runs`, in reading order) and what it says (`said`).

    `said` is the dialog as it is copied and searched in the PDF, lines joined as the language wants.
    `outline` strokes the glyphs (SFX, text on art) beneath their fill, widest first. `order` is its place in
    the page's reading order, which need not be the paint order; equal ones are read as they are painted.
    """

    runs: tuple[GlyphRun, ...]
    said: str
    language: str
    fill: float = 0.0
    outline: tuple[Stroke, ...] = ()
    clip: Path | None = None
    order: int = 0


Item = Art | Shape | Text


@dataclass(frozen=True, slots=True)
class Drawing:
    """A page ready to be painted: `size` is the media with bleed, boxes in points, items in paint order."""

    number: int
    size: tuple[float, float]
    trim: Box
    bleed: Box
    items: tuple[Item, ...]
    dpi: float
    label: str = ""
    alt: str = ""
    """What the page shows, in words: the dialogs in reading order."""


@dataclass(frozen=True, slots=True)
class Publication:
    """What holds for all pages of one work: what the files' metadata say."""

    title: str
    author: str = ""
    language: str = "en"
    right_to_left: bool = True
    spreads: bool = False
    artist: str = ""
    """Who drew the art: `draft`, `diffsensei …`; written into the files' metadata."""
    keywords: tuple[str, ...] = field(default=())
    opens_with_pair: bool = False
    """Whether the first page faces the second, as in a chapter that begins on an even page."""
