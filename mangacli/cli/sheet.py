"""`manga sheet`: the candidates of panels side by side, as pictures and as a page for a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mangacli.cli.render import Allowed, Cache, Model, Only


def command(
    story: Annotated[Path, typer.Argument(help="A storyboard.", metavar="STORY")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Folder for the sheet; else that of the pages.")
    ] = None,
    only: Only = None,
    model: Model = None,
    cache: Cache = None,
    allow: Allowed = None,
) -> None:
    """Show the candidates that are drawn: candidates.png, and candidates.html for a browser."""
    from mangacli.candidates import Casting
    from mangacli.cli.app import tell
    from mangacli.cli.casting import panels_of
    from mangacli.contact_sheet import gather, write_sheets
    from mangacli.run_options import RenderOptions, output_folder, require_own_folder

    folder = output_folder(story, output)
    require_own_folder(story, folder)
    casting = Casting(story, RenderOptions(model=model, cache=cache, allowed=tuple(allow or ())))
    rows = gather(casting, panels_of(only))
    of = casting.placed.file.story
    for path in write_sheets(rows, of.title, of.language, folder):
        tell(str(path))
