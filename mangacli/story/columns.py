"""A story whose script has no columns, and where it asks for them nevertheless → findings."""

from __future__ import annotations

from collections.abc import Iterator

from mangacli.errors import Finding, Where
from mangacli.fonts.library import is_right_to_left
from mangacli.story.models import Story


def check_columns(story: Story) -> Iterator[Finding]:
    """A story → a warning at each `vertical: true` that its language cannot follow."""
    if not is_right_to_left(story.language):
        return
    for where in _asked(story):
        message = f'text in "{story.language}" runs from right to left in lines; it has no columns'
        yield Finding("no-columns", (*where, "vertical"), message, "leave `vertical` out", "warning")


def _asked(story: Story) -> Iterator[Where]:
    """Paths of what asks for columns: the story, its lettering, panels, and dialogs beyond their panel."""
    if story.vertical:
        yield ()
    if story.lettering.vertical:
        yield ("lettering",)
    for page_number, page in enumerate(story.pages):
        for panel_number, panel in enumerate(page.panels):
            where: Where = ("pages", page_number, "panels", panel_number)
            if panel.vertical:
                yield where
                continue
            for number, dialog in enumerate(panel.dialogs):
                if dialog.vertical:
                    yield (*where, "dialogs", number)
