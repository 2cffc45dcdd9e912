"""`manga render`: storyboards in, PNG and PDF pages out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

Stories = Annotated[
    list[Path], typer.Argument(help="Storyboards, or folders that hold some.", metavar="STORY")
]
Model = Annotated[
    str | None,
    typer.Option(help="Who draws: draft, blank, diffsensei, or a checkpoint's folder.", metavar="NAME|PATH"),
]


def command(
    stories: Stories,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Folder for the pages; else NAME-pages beside the story."),
    ] = None,
    formats: Annotated[
        str, typer.Option("--format", help="What to write: png, pdf.", metavar="LIST")
    ] = "png,pdf",
    pages: Annotated[str | None, typer.Option(help="Only these pages: 1,3-5.", metavar="LIST")] = None,
    model: Model = None,
    dpi: Annotated[
        float | None, typer.Option(min=36, max=1200, help="Dots per inch of art and PNG pages.")
    ] = None,
    seed: Annotated[
        int | None, typer.Option(min=0, max=2**63 - 1, help="Seed in the place of the story's.")
    ] = None,
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", min=1, max=256, help="Processes; else as many as pay.")
    ] = None,
    overlay: Annotated[
        bool, typer.Option("--overlay", help="Draw every placed thing's box over the pages.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print a summary for programs.")] = False,
) -> None:
    """Render storyboards into PNG and PDF pages."""
    from mangacli.batch import render_batch
    from mangacli.cli.app import say
    from mangacli.cli.progress import progress
    from mangacli.pipeline import RenderOptions, parse_formats

    options = RenderOptions(output, parse_formats(formats), pages, model, dpi, seed, jobs, overlay)
    with progress(quiet) as reporter:
        batch = render_batch(tuple(stories), options, reporter)
    if as_json:
        typer.echo(json.dumps(batch.summary(), ensure_ascii=False, indent=2))
    elif not quiet:
        _show(batch)
    if len(batch.results) > 1 and not quiet:
        for result in batch.results:
            say(f"{result.story}: {result.outcome}")
    if batch.exit_code:
        raise typer.Exit(batch.exit_code)


def _show(batch: Any) -> None:
    for rendered in batch.rendered:
        for path in (*rendered.pngs, *((rendered.pdf,) if rendered.pdf else ())):
            typer.echo(str(path))
