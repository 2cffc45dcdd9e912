"""Placed pages: every panel, character and balloon with its place, decided before anything is drawn.

The layout makes `PageFrame`s (panels and the cast in them), the lettering adds the balloons and makes
`PageLayout`s. One measure: points from the page's top-left corner, the bleed included.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mangacli.drawing import Shape, Text
from mangacli.errors import Where
from mangacli.geometry import Box, Point, Polygon
from mangacli.story.furniture import FrameLine
from mangacli.story.models import Camera, Page, Panel, Placement


@dataclass(frozen=True, slots=True)
class PlacedCharacter:
    """A character in a panel: `box` holds the figure, `head` the face (brow to chin, ear to ear).

    `facing` is where the character looks; `placement` what the author said of it; `hands` are those that the
    author placed.
    """

    id: str
    box: Box
    head: Box
    shot: str
    facing: str
    placement: Placement
    hands: tuple[Box, ...] = ()
    from_behind: bool = False
    """Whether the others are seen over this one's shoulder."""

    @property
    def kept(self) -> tuple[Box, ...]:
        """What no lettering may cover: the face, then the hands."""
        return (self.head, *self.hands)


@dataclass(frozen=True, slots=True)
class SizeLimits:
    """The sizes an artist can draw, in pixels: multiples of `step`, edges within limits, at most `pixels`."""

    step: int = 8
    shortest: int = 64
    longest: int = 2048
    pixels: int = 2048 * 2048


@dataclass(frozen=True, slots=True)
class GenerationSize:
    """The picture that is drawn for a panel: pixels, and the box of the page that it covers.

    `box` is at least the panel's own box: the size is rounded up to the model's step, the surplus lies
    evenly outside the panel and is cropped.
    """

    width: int
    height: int
    box: Box

    @property
    def pixels_per_point(self) -> float:
        return self.width / self.box.width


@dataclass(frozen=True, slots=True)
class PanelFrame:
    """A panel on the page. `id` is `page.panel`, both from 1; `where` its path in the story.

    `polygon` is what is seen of it (bleed included), `box` its bounds, `safe` the part of `box` inside the
    page's safe area, where text may stand; `over` the polygons of insets that lie over it.
    """

    id: str
    where: Where
    polygon: Polygon
    box: Box
    safe: Box
    bleeds: tuple[str, ...]
    over: tuple[Polygon, ...]
    inset: bool
    generation: GenerationSize
    characters: tuple[PlacedCharacter, ...]
    panel: Panel
    camera: tuple[Camera, ...] = ()
    lean: float = 0.0
    """How far the drawn world leans, in radians clockwise about the middle of `box`."""

    @property
    def name(self) -> str:
        """What the panel is called wherever it moves: the author's id for it, else its place."""
        return self.panel.id or self.id


@dataclass(frozen=True, slots=True)
class PageFrame:
    """A page with its panels in reading order. `size` is the paper with bleed; boxes in points.

    `fold` is the strip along the spine in the middle of a spread: what lies there is hard to see in a bound
    book, so faces and text stand clear of it. None for single pages. `leaf` is the page's number in the book
    (a spread's first), `paper` the grey of the ground around the panels, `frame_line` how frames are drawn
    whose panels do not say.
    """

    number: int
    where: Where
    size: tuple[float, float]
    trim: Box
    bleed: Box
    safe: Box
    live: Box
    frame_width: float
    dpi: float
    right_to_left: bool
    panels: tuple[PanelFrame, ...]
    page: Page
    fold: Box | None = None
    lpi: float | None = None
    """Lines per inch of the page's tones; None where the story does not say."""
    leaf: int = 1
    paper: float = 1.0
    frame_line: FrameLine = "ruled"


@dataclass(frozen=True, slots=True)
class Balloon:
    """A balloon, caption or sound, settled: what is drawn of it and the numbers that others ask for.

    `box` bounds balloon and text without the tail; `text_box` bounds the ink of the text; `tail` is the
    tail's middle line from the balloon's edge to its tip, or None. `shapes` are painted in order (with
    tail and thought bubbles), then `text`. `order` counts from 0 in the panel. A line of `lines` that ends
    inside a word ends with U+00AD, which is drawn as a hyphen and is no part of what is said.

    `chorus` says it together with the speaker; `more_tails` are their tails' middle lines. `joined_to` is the
    order of the panel's balloon whose shapes draw this one too, as one outline. `gloss` is the
    small reading of a sound; a sound `behind` the balloons is painted before them.
    """

    kind: str
    speaker: str | None
    said: str
    lines: tuple[str, ...]
    box: Box
    text_box: Box
    tail: tuple[Point, ...] | None
    order: int
    vertical: bool
    size: float
    shapes: tuple[Shape, ...]
    text: Text
    where: Where
    chorus: tuple[str, ...] = ()
    more_tails: tuple[tuple[Point, ...], ...] = ()
    joined_to: int | None = None
    gloss: Text | None = None
    behind: bool = False


@dataclass(frozen=True, slots=True)
class PanelLayout:
    """A panel with its balloons."""

    frame: PanelFrame
    balloons: tuple[Balloon, ...]


@dataclass(frozen=True, slots=True)
class PlacedTitle:
    """A page's title lettering, settled: `box` bounds its ink, `said` is all that it says, read first.

    `size` is the title's type size in points, `panel` the id of the panel that it stands over.
    """

    box: Box
    said: str
    texts: tuple[Text, ...]
    size: float
    vertical: bool
    panel: str


@dataclass(frozen=True, slots=True)
class PageLayout:
    """A page on which everything has its place.

    `title` is its title lettering, `furniture` the page number and running title at its edges; `label` names
    the page in documents where that is not its place in the story.
    """

    frame: PageFrame
    panels: tuple[PanelLayout, ...]
    title: PlacedTitle | None = None
    furniture: tuple[Text, ...] = ()
    label: str = ""

    @property
    def balloons(self) -> Sequence[Balloon]:
        """All balloons of the page in reading order."""
        return [balloon for panel in self.panels for balloon in panel.balloons]
