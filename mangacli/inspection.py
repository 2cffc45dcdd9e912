"""Placed pages → plain data for other programs: every placed thing with its box, in points."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from mangacli.geometry import Box, Point
from mangacli.placed import Balloon, PageLayout, PanelLayout, PlacedCharacter, PlacedTitle
from mangacli.story.models import Story

Plain = dict[str, Any]
HYPHEN = "\u00ad"
"""Ends a line inside a word; drawn, and so shown here, as a hyphen."""


def inspect_story(story: Story, pages: Iterable[PageLayout]) -> Plain:
    """A story and its pages → what `manga inspect --json` prints.

    All lengths are points (1/72 inch) from the page's top-left corner, bleed included: a PNG page of
    `--dpi D` shows the point (x, y) at the pixel (x·D/72, y·D/72). `generation_size` is in pixels.
    """
    return {
        "title": story.title,
        "language": story.language,
        "reading": story.reading,
        "unit": "pt",
        "pages": [_page(page) for page in pages],
    }


def _page(page: PageLayout) -> Plain:
    frame = page.frame
    return {
        "number": frame.number,
        "size": _numbers(frame.size),
        "trim": _box(frame.trim),
        "bleed": _box(frame.bleed),
        "safe": _box(frame.safe),
        "live": _box(frame.live),
        "dpi": frame.dpi,
        "ink": "black" if frame.paper == 0 else "white",
        "title": _title(page.title) if page.title else None,
        "furniture": [text.said for text in page.furniture],
        "panels": [_panel(panel) for panel in page.panels],
    }


def _title(title: PlacedTitle) -> Plain:
    return {
        "text": title.said,
        "panel": title.panel,
        "vertical": title.vertical,
        "size": _number(title.size),
        "box": _box(title.box),
    }


def _panel(panel: PanelLayout) -> Plain:
    frame = panel.frame
    return {
        "id": frame.id,
        "polygon": _points(frame.polygon),
        "box": _box(frame.box),
        "inset": frame.inset,
        "generation_size": [frame.generation.width, frame.generation.height],
        "generation_box": _box(frame.generation.box),
        "characters": [_character(placed) for placed in frame.characters],
        "balloons": [_balloon(balloon) for balloon in panel.balloons],
    }


def _character(placed: PlacedCharacter) -> Plain:
    return {
        "id": placed.id,
        "box": _box(placed.box),
        "head": _box(placed.head),
        "hands": [_box(hand) for hand in placed.hands],
        "shot": placed.shot,
        "facing": placed.facing,
    }


def _balloon(balloon: Balloon) -> Plain:
    return {
        "kind": balloon.kind,
        "speaker": balloon.speaker,
        "chorus": list(balloon.chorus),
        "text": balloon.said,
        "lines": [line.replace(HYPHEN, "-") for line in balloon.lines],
        "vertical": balloon.vertical,
        "size": _number(balloon.size),
        "box": _box(balloon.box),
        "text_box": _box(balloon.text_box),
        "tail": _points(balloon.tail) if balloon.tail else None,
        "more_tails": [_points(tail) for tail in balloon.more_tails],
        "joined_to": balloon.joined_to,
        "order": balloon.order,
    }


def _number(value: float) -> float:
    return round(value, 3)


def _numbers(values: Iterable[float]) -> list[float]:
    return [_number(value) for value in values]


def _points(points: Iterable[Point]) -> list[list[float]]:
    return [_numbers(point) for point in points]


def _box(box: Box) -> list[float]:
    return _numbers((box.x1, box.y1, box.x2, box.y2))
