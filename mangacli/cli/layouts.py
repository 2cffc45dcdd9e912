"""`manga layouts`: the page templates, as small drawings."""

from __future__ import annotations

import shutil
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Direction(StrEnum):
    """Reading direction in which templates are shown."""

    rtl = "rtl"
    ltr = "ltr"


def command(
    sheet: Annotated[Path | None, typer.Option(help="Draw a contact sheet into this PNG file.")] = None,
    reading: Annotated[Direction, typer.Option(help="Reading direction.")] = Direction.rtl,
) -> None:
    """List the page templates as small drawings."""
    from mangacli.catalogue import template_listing, write_sheet

    if sheet is not None:
        write_sheet(sheet, reading.value)
        typer.echo(str(sheet))
    else:
        typer.echo(template_listing(reading.value, shutil.get_terminal_size((100, 24)).columns))
