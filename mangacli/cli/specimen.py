"""`manga specimen`: every balloon, tail, effect, sound, frame and font on a few pages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def command(
    output: Annotated[
        Path,
        typer.Option("--output", "-o", help="File to write: .pdf; .png for NAME-1.png, NAME-2.png …; .yaml."),
    ] = Path("specimen.pdf"),
    wanted: Annotated[
        str | None,
        typer.Option("--format", help="pdf, png, or yaml for its storyboard; else by the file's suffix."),
    ] = None,
    dpi: Annotated[
        float | None, typer.Option(min=36, max=1200, help="Dots per inch of art and PNG pages.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")] = False,
) -> None:
    """Draw every balloon, tail, effect, sound, frame and font."""
    from mangacli.cli.progress import progress
    from mangacli.specimen.draw import write_specimen

    with progress(quiet) as reporter:
        paths = write_specimen(output, wanted, dpi, reporter)
    if not quiet:
        for path in paths:
            typer.echo(str(path))
