"""`manga new`: a story to start from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def command(
    folder: Annotated[Path, typer.Argument(help="Folder of the new story; made if it is not there.")],
    title: Annotated[str, typer.Option(help="Title of the work.")] = "My First Manga",
    language: Annotated[str, typer.Option(help="Language of the dialogs: en, ja.")] = "en",
) -> None:
    """Write a commented starter story."""
    from mangacli.starter import write_starter

    for path in write_starter(folder, title, language):
        typer.echo(str(path))
