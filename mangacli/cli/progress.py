"""How far a run is: a moving display in a terminal, plain lines elsewhere, silence when asked."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from mangacli.cli.app import say, show_diagnostics, show_error, wants_color
from mangacli.errors import MangaError
from mangacli.story.terminal_text import escaped

if TYPE_CHECKING:
    from mangacli.batch import Reporter
    from mangacli.pipeline import PlacedStory
    from mangacli.workers.jobs import FinishedPage

Reported = TypeVar("Reported", bound="Silent")


@contextmanager
def progress(quiet: bool) -> Iterator[Reporter]:
    """The reporter that fits the terminal; errors are shown by each of them."""
    if quiet:
        with noted_by(Silent()) as silent:
            yield silent
    elif wants_color(sys.stderr):
        with moving_display() as display, noted_by(Moving(display)) as moving:
            yield moving
    else:
        with noted_by(Plain()) as plain:
            yield plain


class Notes(logging.Handler):
    """Hands what the rooms note while they work (which device, what was let go of) to the reporter."""

    def __init__(self, reporter: Silent) -> None:
        super().__init__(logging.INFO)
        self._reporter = reporter

    def emit(self, record: logging.LogRecord) -> None:
        """Passes the note's text on."""
        self._reporter.note(record.getMessage())


@contextmanager
def noted_by(reporter: Reported) -> Iterator[Reported]:
    """A reporter → the same, told what mangacli logs as long as the context lasts."""
    logger, notes = logging.getLogger("mangacli"), Notes(reporter)
    level = logger.level
    logger.addHandler(notes)
    logger.setLevel(logging.INFO)
    try:
        yield reporter
    finally:
        logger.removeHandler(notes)
        logger.setLevel(level)


class Silent:
    """Shows errors alone."""

    def note(self, text: str) -> None:
        """Nothing to say."""

    def story_started(self, placed: PlacedStory) -> None:
        """Nothing to say."""

    def candidates_started(self, placed: PlacedStory, pictures: int) -> None:
        """Nothing to say."""

    def story_failed(self, story: Path, error: MangaError) -> None:
        """Errors are always shown."""
        show_error(error)

    def step(self, page: int, panel: str, done: int, total: int) -> None:
        """Nothing to say."""

    def page_done(self, page: FinishedPage) -> None:
        """Nothing to say."""


class Plain(Silent):
    """One line a story and one a page: for logs and pipes."""

    def __init__(self) -> None:
        self._pages = 0
        self._done = 0

    def note(self, text: str) -> None:
        """Says it."""
        say(text)

    def story_started(self, placed: PlacedStory) -> None:
        """Says what is drawn, by whom and why, and what there is to warn of."""
        self._pages, self._done = len(placed.pages), 0
        show_diagnostics(placed.warnings)
        say(heading(placed))

    def candidates_started(self, placed: PlacedStory, pictures: int) -> None:
        """Says how many pictures are drawn."""
        number = f"{pictures} candidate{'s' if pictures != 1 else ''}"
        say(f"{placed.file.story.title}: {number}, drawn by {placed.choice.name}")

    def page_done(self, page: FinishedPage) -> None:
        """Says that a page is done."""
        self._done += 1
        state = f"failed: {page.failure}" if page.failure else "unchanged" if page.fresh else "done"
        say(f"page {page.number} ({self._done} of {self._pages}) {state}")


class Moving(Silent):
    """A bar with panel, step and the time that is left."""

    def __init__(self, display: Any) -> None:
        self._display = display
        self._task: Any = None
        self._parts: dict[str, float] = {}

    def note(self, text: str) -> None:
        """Says it above the bar."""
        self._display.console.print(escaped(text), markup=False, highlight=False)

    def story_started(self, placed: PlacedStory) -> None:
        """Begins a bar with one unit a panel."""
        show_diagnostics(placed.warnings)
        say(heading(placed))
        self._begin(placed, sum(placed.pages.panels))

    def candidates_started(self, placed: PlacedStory, pictures: int) -> None:
        """Begins a bar with one unit a picture."""
        self._begin(placed, pictures)

    def _begin(self, placed: PlacedStory, units: int) -> None:
        self._parts = {}
        self._task = self._display.add_task(escaped(placed.file.story.title), total=units, doing="")

    def step(self, page: int, panel: str, done: int, total: int) -> None:
        """Moves the bar to the sum of all panels' finished parts."""
        self._parts[panel] = max(self._parts.get(panel, 0.0), done / max(total, 1))
        doing = f"panel {panel}" + (f" step {done}/{total}" if total > 1 else "")
        self._display.update(self._task, completed=sum(self._parts.values()), doing=doing)

    def page_done(self, page: FinishedPage) -> None:
        """Names the page that was finished, or failed, above the bar."""
        self._display.update(self._task, doing=f"page {page.number} {'failed' if page.failure else 'done'}")


@contextmanager
def moving_display() -> Iterator[Any]:
    """Rich's progress display on the error stream."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[doing]}", markup=False),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as display:
        yield display


def heading(placed: PlacedStory) -> str:
    """What is about to be drawn, by whom, and why by that artist."""
    panels = sum(placed.pages.panels)
    pages = len(placed.pages)
    return (
        f"{placed.file.story.title}: {pages} page{'s' if pages != 1 else ''}, "
        f"{panels} panel{'s' if panels != 1 else ''}, drawn by {placed.choice.name} ({placed.choice.reason})"
    )
