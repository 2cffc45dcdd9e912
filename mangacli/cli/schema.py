"""`manga schema`: the storyboard's JSON Schema, for editors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer


def command(
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A file; else the output stream.")
    ] = None,
) -> None:
    """Print the storyboard's JSON Schema.

    Draft-07, with descriptions: by it an editor completes and explains every key.
    """
    from mangacli.atomic_file import write_whole
    from mangacli.layout.templates import template_counts
    from mangacli.story.schema import json_schema

    text = json.dumps(json_schema(tuple(template_counts())), ensure_ascii=False, indent=2) + "\n"
    if output is None:
        typer.echo(text, nl=False)
    else:
        write_whole(output, text.encode())
