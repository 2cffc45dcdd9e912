"""How much there may be in a story: beyond these numbers it is a slip, or meant to wear out the machine."""

from __future__ import annotations

from collections.abc import Iterator

from mangacli.errors import Finding, Where
from mangacli.story.models import Layout, Story

MOST_PAGES = 1000
MOST_PANELS = 5000
MOST_DIALOGS = 10_000
MOST_CHARACTERS = 500
MOST_LETTERS = 5000
"""Of all the dialogs of one panel: some pages of a novel."""
MOST_POLYGON_CORNERS = 400
"""Of all the polygons of one page."""

_CHAPTERS = "split the story into chapters, one file each"


def check_extent(story: Story) -> Iterator[Finding]:
    """A story → one finding for each number that is beyond its limit, at the first value that is too many.

    Where there are any, nothing else of the story need be looked at.
    """
    panels = dialogs = 0
    for page_index, page in enumerate(story.pages[:MOST_PAGES]):
        where: Where = ("pages", page_index)
        if isinstance(page.layout, Layout):
            corners = sum(len(polygon) for polygon in page.layout.panels)
            if corners > MOST_POLYGON_CORNERS:
                message = f"the polygons of this page have {corners} corners; at most {MOST_POLYGON_CORNERS}"
                hint = "draw panels with fewer corners"
                yield Finding("story-too-large", (*where, "layout", "panels"), message, hint)
        for panel_index, panel in enumerate(page.panels):
            spot = (*where, "panels", panel_index)
            before, dialogs = dialogs, dialogs + len(panel.dialogs)
            panels += 1
            letters = sum(len(dialog.text) + len(dialog.gloss) for dialog in panel.dialogs)
            if letters > MOST_LETTERS:
                message = f"the dialogs of this panel have {letters} characters; at most {MOST_LETTERS}"
                yield Finding("story-too-large", (*spot, "dialogs"), message, "split the panel")
            if panels == MOST_PANELS + 1:
                yield _beyond(spot, "panels", MOST_PANELS)
            if before <= MOST_DIALOGS < dialogs:
                yield _beyond((*spot, "dialogs"), "dialogs", MOST_DIALOGS)
    if len(story.pages) > MOST_PAGES:
        yield _beyond(("pages", MOST_PAGES), "pages", MOST_PAGES)
    if len(story.characters) > MOST_CHARACTERS:
        first = list(story.characters)[MOST_CHARACTERS]
        hint = "keep those that appear in this chapter"
        yield _beyond(("characters", first), "characters", MOST_CHARACTERS, hint)


def _beyond(where: Where, what: str, most: int, hint: str = _CHAPTERS) -> Finding:
    at_key = where[0] == "characters"
    message = f"here the story has more than {most} {what}"
    return Finding("story-too-large", where, message, hint, at_key=at_key)
