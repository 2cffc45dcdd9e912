"""Cross checks of titles: the panel that they name, and the author whom they name."""

from __future__ import annotations

from collections.abc import Iterator

from mangacli.errors import Finding
from mangacli.story.models import Story


def check_titles(story: Story) -> Iterator[Finding]:
    """A story → findings about the titles of its pages."""
    for index, page in enumerate(story.pages):
        where = ("pages", index, "title")
        if page.title is None:
            continue
        count = len(page.panels)
        if page.title.panel is not None and page.title.panel > count:
            message = f"the page has {count} panel{'s' * (count != 1)}; there is no panel {page.title.panel}"
            hint = "count from 1, in reading order, or leave it to the tool"
            yield Finding("title-panel", (*where, "panel"), message, hint)
        if page.title.author and not story.author:
            message = "the title shall name the author, but the story names none"
            yield Finding("title-author", (*where, "author"), message, "write `author: …` above the pages")
