"""`manga cast`: a model sheet of every character of a story; the parts of a look by name."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def command(
    story: Annotated[Path | None, typer.Argument(help="A storyboard.", show_default=False)] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", help="File to write: .pdf, or .png for NAME-ID.png; else NAME-cast.pdf."
        ),
    ] = None,
    wanted: Annotated[
        str | None, typer.Option("--format", help="pdf or png; else by the file's suffix.")
    ] = None,
    character: Annotated[
        list[str] | None, typer.Option(help="Draw this character; again for more.", metavar="ID")
    ] = None,
    dpi: Annotated[float | None, typer.Option(min=36, max=600, help="Dots per inch of the drawings.")] = None,
    names: Annotated[
        bool,
        typer.Option("--list", help="Show the parts of a look by name; of a story each character's own."),
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")] = False,
) -> None:
    """Draw a model sheet of every character: front, close-up, expressions, full figure."""
    from mangacli.errors import UsageError
    from mangacli.model_sheets import look_listing, write_sheets

    if names:
        typer.echo(look_listing(story))
        return
    if story is None:
        raise UsageError("no story is given", "manga cast story.yaml, or manga cast --list")
    paths = write_sheets(story, output, wanted, character or (), dpi)
    if not quiet:
        for path in paths:
            typer.echo(str(path))
