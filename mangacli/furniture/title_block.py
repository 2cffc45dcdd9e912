"""A title at one size with its small lines: chapter, subtitle, author; under each other or in columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mangacli.drawing import Stroke, Text
from mangacli.errors import Finding, Where
from mangacli.fonts.library import Role, is_right_to_left, script_of, stack
from mangacli.geometry import Box, Point
from mangacli.lettering.set_line import union
from mangacli.lettering.set_text import SetText, TypeStyle
from mangacli.lettering.typeset import set_sfx, settings_of
from mangacli.story.furniture import Title
from mangacli.story.models import Story

SMALL: dict[str, float] = {"chapter": 0.3, "subtitle": 0.34, "author": 0.24}
"""Type sizes of the lines beside the title's own."""
SPACE: dict[str, float] = {"chapter": 0.28, "subtitle": 0.3, "author": 0.42}
"""Space between them and the title, in its em."""
SMALLEST_LINE = 6.0
"""Points."""
WIDEST_LINE = 1.15
"""A small line is at most so much longer than the title, as long as its type allows."""
HALO = {"title": 0.3, "line": 0.34}
"""Em of the edge around letters, both sides together."""
READ_FIRST = -1
"""Place in the page's reading order: before all that is said on it."""


@dataclass(frozen=True, slots=True)
class TitleBlock:
    """A title with its lines, set: `parts` with their places, `box` the ink of all with its edge.

    `badness` says how far the title's `lines` are from a well-shaped block.
    """

    parts: tuple[tuple[SetText, Point], ...]
    box: Box
    size: float
    badness: float
    lines: int

    @property
    def said(self) -> str:
        return " ".join(text.said for text, _ in self.parts)

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(finding for text, _ in self.parts for finding in text.findings)


@dataclass(frozen=True, slots=True)
class TitleSetter:
    """A title and its story: sets the title at any size."""

    title: Title
    story: Story
    folder: Path
    vertical: bool
    where: Where

    def blocks(self, size: float, space: Box) -> Iterator[TitleBlock]:
        """A type size and the room that there is → the title in every number of lines that fits it."""
        edge = HALO["title"] * size
        widest, tallest = space.width - edge, space.height - edge
        settings = self._set("text", self.title.text, size, widest, tallest)
        whole = set_sfx(self.title.text, self._style("text", size), where=(*self.where, "text"))
        for text in (*settings, *(() if any(s.lines == whole.lines for s in settings) else (whole,))):
            block = self._block(text, size, widest, tallest)
            if block is not None and block.box.width <= space.width and block.box.height <= space.height:
                yield block

    def texts(self, block: TitleBlock, at: Point, ink: float) -> tuple[Text, ...]:
        """A block, where its box's corner lies on the page, and the grey of its letters → what is drawn."""
        dx, dy = at[0] - block.box.x1, at[1] - block.box.y1
        drawn = []
        for text, (x, y) in block.parts:
            size = max(run.size for run in text.runs if not run.ruby)
            edge = HALO["title" if size == block.size else "line"] * size
            runs = text.moved(x + dx, y + dy)
            halo = (Stroke(edge, grey=1.0 - ink),)
            drawn.append(Text(runs, text.said, self.story.language, ink, halo, order=READ_FIRST))
        return tuple(drawn)

    def _block(self, text: SetText, size: float, widest: float, tallest: float) -> TitleBlock | None:
        """A set title → it with its small lines beside it; None where one of them has no room."""
        length = text.ink.height if self.vertical else text.ink.width
        lines: dict[str, SetText] = {}
        for name, words in self._small_lines():
            line = self._small(name, words, size, length, (widest, tallest))
            if line is None:
                return None
            lines[name] = line
        stacked = _in_columns(text, lines, size) if self.vertical else _under_each_other(text, lines, size)
        inks = [part.ink.moved(*at) for part, at in stacked]
        box = union(inks)
        assert box is not None
        return TitleBlock(stacked, box.inset(-HALO["title"] * size / 2), size, text.badness, len(text.lines))

    def _small_lines(self) -> Iterator[tuple[str, str]]:
        author = self.story.author if self.title.author else ""
        for name, words in (
            ("chapter", self.title.chapter),
            ("subtitle", self.title.subtitle),
            ("author", author),
        ):
            if words:
                yield name, words

    def _small(
        self, name: str, words: str, size: float, length: float, most: tuple[float, float]
    ) -> SetText | None:
        """A small line, in smaller type where it would be much longer than the title; else broken."""
        own = max(SMALLEST_LINE, SMALL[name] * size)
        found = self._set(name, words, own, *most)
        if not found:
            return None
        line = found[0]
        reach = line.ink.height if self.vertical else line.ink.width
        if reach > WIDEST_LINE * length:
            own = max(SMALLEST_LINE, own * 0.7, own * WIDEST_LINE * length / reach)
            found = self._set(name, words, own, *most) or found
        return found[0]

    def _set(self, name: str, words: str, size: float, widest: float, tallest: float) -> tuple[SetText, ...]:
        where = ("title",) if name == "author" else (*self.where, name)
        return settings_of(words, self._style(name, size), where=where, widest=widest, tallest=tallest)

    def _style(self, name: str, size: float) -> TypeStyle:
        """How the title is set: in the letters of sounds, made to be seen; its small lines as captions."""
        role: Role = "sfx" if name == "text" else "caption"
        language, font = self.story.language, self.story.lettering.font
        fonts = stack(language, role, font, self.folder)
        return TypeStyle(
            size=size,
            stack=fonts,
            emphasis_stack=fonts,
            language=language,
            vertical=self.vertical,
            leading=_leading(language, self.vertical, name == "text"),
        )


def _leading(language: str, vertical: bool, large: bool) -> float:
    """How far lines lie apart in em: large letters stand closer than small ones."""
    if is_right_to_left(language):
        return 1.3
    if vertical or script_of(language) != "latin":
        return 1.15 if large else 1.35
    return 0.95 if large else 1.16


Stacked = tuple[tuple[SetText, Point], ...]


def _under_each_other(text: SetText, lines: dict[str, SetText], size: float) -> Stacked:
    """The title with the chapter above it, subtitle and author below, all about one middle."""
    order = [("chapter", lines.get("chapter")), ("text", text)]
    order += [(name, lines.get(name)) for name in ("subtitle", "author")]
    placed: list[tuple[SetText, Point]] = []
    y = 0.0
    for name, part in order:
        if part is None:
            continue
        y += SPACE[name] * size if placed and name in ("subtitle", "author") else 0.0
        placed.append((part, (-part.ink.center[0], y - part.ink.y1)))
        y += part.ink.height + (SPACE[name] * size if name == "chapter" else 0.0)
    return tuple(placed)


def _in_columns(text: SetText, lines: dict[str, SetText], size: float) -> Stacked:
    """The title's columns with the chapter at their right; subtitle and author at their left, at the foot."""
    order = [("chapter", lines.get("chapter")), ("text", text)]
    order += [(name, lines.get(name)) for name in ("subtitle", "author")]
    foot = max(part.ink.height for _, part in order if part is not None)
    placed: list[tuple[SetText, Point]] = []
    x = 0.0
    for name, part in order:
        if part is None:
            continue
        x -= SPACE[name] * size if placed and name in ("subtitle", "author") else 0.0
        at_foot = name in ("subtitle", "author")
        y = foot - part.ink.y2 if at_foot else -part.ink.y1
        placed.append((part, (x - part.ink.x2, y)))
        x -= part.ink.width + (SPACE[name] * size if name == "chapter" else 0.0)
    return tuple(placed)
