"""Page number (nombre) and running title: at the foot's outer corner, or hidden beside the spine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mangacli.drawing import Stroke, Text
from mangacli.errors import Finding
from mangacli.fonts.library import stack
from mangacli.geometry import Box, mm, polygons_meet
from mangacli.layout.paper import spine_side
from mangacli.lettering.page_type import page_scale
from mangacli.lettering.set_text import SetText, TypeStyle
from mangacli.lettering.typeset import set_sfx
from mangacli.placed import PageFrame
from mangacli.story.furniture import Numbers
from mangacli.story.models import Story

NUMBER, RUNNING, HIDDEN = 8.0, 6.5, 5.0
"""Type sizes on a B5 page: of page numbers, the running title, hidden numbers."""
SMALLEST_RUNNING = 5.0
MOST_RUNNING = 0.55
"""Share of the live area's width that a running title may take."""
BETWEEN = 1.6
"""Em between page number and running title."""
FROM_SPINE = mm(2.0)
"""Between the spine and a hidden number: inside the glued or stitched edge."""
HALO = 0.42
"""Em of the edge that lifts letters off the art, both sides together."""
READ_LAST = 1_000_000
"""Place in the page's reading order: after all that is said on it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A set line, its box of ink on the page, and its text."""

    box: Box
    text: Text


def page_lines(frame: PageFrame, story: Story, folder: Path) -> tuple[tuple[Line, ...], tuple[Finding, ...]]:
    """A page's frame, its story and the story's folder → its number and running title, set in their places.

    A spread has a number on each of its pages. Where art bleeds under a line, or the margin has no room for
    it, it gets an edge in the paper's colour. Beside a title there is neither, unless the page asks for its
    number.
    """
    furniture, page = story.furniture, frame.page
    numbers = page.numbers or ("none" if page.title else furniture.numbers)
    running = furniture.running_title and page.title is None
    setter = _Setter(frame, story, folder)
    lines: list[Line] = []
    findings: list[Finding] = []
    for leaf, side in _leaves(frame):
        if numbers == "hidden":
            lines.append(setter.hidden(leaf, side))
        number = setter.visible(leaf, side) if numbers == "visible" else None
        if number is not None:
            lines.append(number)
        if running and leaf == frame.leaf:
            title = setter.running(side, number)
            if title is None:
                findings.append(_too_long())
            else:
                lines.append(title)
    return tuple(lines), tuple(findings)


def page_label(frame: PageFrame, numbers: Numbers | None) -> str:
    """A page and its story's kind of numbers → its label in documents: its number, a spread's both."""
    if numbers in (None, "none"):
        return str(frame.number)
    return f"{frame.leaf}–{frame.leaf + 1}" if frame.fold else str(frame.leaf)


def _leaves(frame: PageFrame) -> list[tuple[int, str]]:
    """The page's numbers, each with the side of the spine: two for a spread, else one."""
    if frame.fold is None:
        return [(frame.leaf, spine_side(frame.right_to_left, frame.leaf))]
    sides = ["left", "right"] if frame.right_to_left else ["right", "left"]
    return [(frame.leaf, sides[0]), (frame.leaf + 1, sides[1])]


def _too_long() -> Finding:
    return Finding(
        "running-title-too-long",
        ("furniture", "running_title"),
        "the story's title is too long to stand at the foot of the page",
        "leave the running title out, or shorten the title",
    )


@dataclass(frozen=True, slots=True)
class _Setter:
    """Sets lines at the edges of one page."""

    frame: PageFrame
    story: Story
    folder: Path

    def visible(self, leaf: int, spine: str) -> Line:
        """A number at the foot's outer corner; where a face is there, at the foot's middle."""
        text = self._set(str(leaf), NUMBER * page_scale(self.story))
        live, (top, _) = self._live(spine), self._foot(text.ink.height)
        outer = live.x1 if spine == "right" else live.x2 - text.ink.width
        heads = [character.head for panel in self.frame.panels for character in panel.characters]
        places = [Box(x, top, x + text.ink.width, top + text.ink.height) for x in (outer, live.center[0])]
        free = [box for box in places if not any(box.overlaps(head) for head in heads)]
        return self._line(text, (free or places)[0])

    def hidden(self, leaf: int, spine: str) -> Line:
        """A small number close to the spine, level with the foot of the live area."""
        text = self._set(str(leaf), HIDDEN * min(1.0, page_scale(self.story)))
        trim, width = self.frame.trim, text.ink.width
        if self.frame.fold is not None:
            middle = trim.center[0]
            x = middle + FROM_SPINE if spine == "left" else middle - FROM_SPINE - width
        else:
            x = trim.x1 + FROM_SPINE if spine == "left" else trim.x2 - FROM_SPINE - width
        bottom = self.frame.live.y2
        return self._line(text, Box(x, bottom - text.ink.height, x + width, bottom))

    def running(self, spine: str, number: Line | None) -> Line | None:
        """The story's title beside the number, or in its place; None where it is too long."""
        size, live = RUNNING * page_scale(self.story), self._live(spine)
        text = self._set(self.story.title, size)
        most = MOST_RUNNING * live.width
        if text.ink.width > most:
            size = size * most / text.ink.width
            if size < SMALLEST_RUNNING:
                return None
            text = self._set(self.story.title, size)
        _, bottom = self._foot(text.ink.height) if number is None else (0.0, number.box.y2)
        if spine == "right":
            x = live.x1 if number is None else number.box.x2 + BETWEEN * size
        else:
            x = (live.x2 if number is None else number.box.x1 - BETWEEN * size) - text.ink.width
        return self._line(text, Box(x, bottom - text.ink.height, x + text.ink.width, bottom))

    def _live(self, spine: str) -> Box:
        """The live area of the page on this side of the spine, no wider than what survives the cut."""
        frame = self.frame
        live = frame.live.intersection(frame.safe) or frame.safe
        if frame.fold is None:
            return live
        middle = frame.trim.center[0]
        left = Box(live.x1, live.y1, middle, live.y2)
        return left if spine == "right" else Box(middle, live.y1, live.x2, live.y2)

    def _foot(self, height: float) -> tuple[float, float]:
        """Where a line so high lies at the foot: midway between live area and cut, else above the cut."""
        low, high = self.frame.live.y2, self.frame.safe.y2
        bottom = (low + high + height) / 2 if high - low >= height else high
        return bottom - height, bottom

    def _set(self, words: str, size: float) -> SetText:
        fonts = stack(self.story.language, "caption", self.story.lettering.font, self.folder)
        style = TypeStyle(size, fonts, fonts, self.story.language, vertical=False, leading=1.0)
        return set_sfx(words, style, where=("title",))

    def _line(self, text: SetText, box: Box) -> Line:
        """A set text with its ink in a box of the page."""
        ink = 1.0 - self.frame.paper
        size = max((run.size for run in text.runs), default=1.0)
        around = box.inset(-HALO * size / 2)
        on_art = any(polygons_meet(around.polygon, panel.polygon) for panel in self.frame.panels)
        halo = (Stroke(HALO * size, grey=self.frame.paper),) if on_art else ()
        runs = text.moved(box.x1 - text.ink.x1, box.y1 - text.ink.y1)
        words = Text(runs, text.said, self.story.language, ink, halo, order=READ_LAST)
        return Line(box, words)


def kept_clear(lines: Sequence[Line]) -> tuple[Box, ...]:
    """Lines at the edges of a page → what balloons keep off."""
    return tuple(line.box.inset(-2.0) for line in lines)
