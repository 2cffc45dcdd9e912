"""`manga doctor`: what is installed, what is found, what to do next."""

from __future__ import annotations

import json
from typing import Annotated

import typer


def command(
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Show what is installed, and what to do next."""
    from mangacli.doctor import examine

    report = examine()
    if as_json:
        typer.echo(json.dumps(report.plain(), ensure_ascii=False, indent=2))
    else:
        typer.echo(report.text())
