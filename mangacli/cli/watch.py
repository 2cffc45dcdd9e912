"""`manga watch`: render a story, and again whenever it is saved."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mangacli.cli.progress import Silent, noted_by
from mangacli.cli.render import Allowed, Cache, Model

if TYPE_CHECKING:
    from mangacli.errors import MangaError
    from mangacli.pipeline import PlacedStory
    from mangacli.workers.jobs import FinishedPage


def command(
    story: Annotated[Path, typer.Argument(help="A storyboard.", metavar="STORY")],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Folder for the pages; else NAME-pages beside the story."),
    ] = None,
    formats: Annotated[
        str, typer.Option("--format", help="What to write: png, pdf; png alone is quickest.", metavar="LIST")
    ] = "png",
    pages: Annotated[str | None, typer.Option(help="Only these pages: 1,3-5.", metavar="LIST")] = None,
    model: Model = None,
    dpi: Annotated[
        float | None, typer.Option(min=36, max=1200, help="Dots per inch of art and PNG pages.")
    ] = None,
    cache: Cache = None,
    allow: Allowed = None,
) -> None:
    """Render a story, and what changed of it whenever it is saved; Ctrl-C ends it."""
    from mangacli.batch import find_stories
    from mangacli.run_options import RenderOptions, parse_formats
    from mangacli.watching import watch

    (path,) = find_stories((story,))[:1]
    options = RenderOptions(
        output=output,
        formats=parse_formats(formats),
        pages=pages,
        model=model,
        dpi=dpi,
        cache=cache,
        allowed=tuple(allow or ()),
    )
    with noted_by(Watching()) as reporter:
        watch(path, options, reporter)


class Watching(Silent):
    """Names each page that was made anew, and how long that took from the save."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    def saved(self, files: set[Path]) -> None:
        """Names the files that changed."""
        from mangacli.cli.app import say

        self._began = time.monotonic()
        for file in sorted(files):
            say(f"{file} changed")

    def note(self, text: str) -> None:
        """Says it."""
        from mangacli.cli.app import say

        say(text)

    def story_started(self, placed: PlacedStory) -> None:
        """Says what there is to warn of."""
        from mangacli.cli.app import show_diagnostics

        show_diagnostics(placed.warnings)

    def story_failed(self, story: Path, error: MangaError) -> None:
        """Says what is wrong, and that it is waited for."""
        from mangacli.cli.app import say

        super().story_failed(story, error)
        say(f"waiting for {story} to be saved …")

    def page_done(self, page: FinishedPage) -> None:
        """Names a page that was made; those that lie there as they are need no word."""
        from mangacli.cli.app import say, tell

        if page.failure or page.fresh:
            return
        say(f"page {page.number} done, {time.monotonic() - self._began:.2f} s")
        if page.png is not None:
            tell(str(page.png))
