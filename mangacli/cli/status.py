"""`manga status`: which panels are drawn, and what has changed of those that are not."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mangacli.cli.render import Allowed, Model

if TYPE_CHECKING:
    from mangacli.panel_status import PanelStatus


def command(
    story: Annotated[Path, typer.Argument(help="A storyboard.", metavar="STORY")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Folder of the pages, as `manga render` had it.")
    ] = None,
    model: Model = None,
    cache: Annotated[
        Path | None, typer.Option("--cache", help="Folder that keeps panels between runs.", metavar="DIR")
    ] = None,
    allow: Allowed = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print all of it for programs.")] = False,
) -> None:
    """Show which panels are drawn, and what has changed of the others."""
    from mangacli.cli.app import tell, tell_json
    from mangacli.panel_status import status
    from mangacli.pipeline import RenderOptions

    found = status(story, RenderOptions(output=output, model=model, cache=cache, allowed=tuple(allow or ())))
    if as_json:
        tell_json([asdict(each) for each in found])
        return
    for each in found:
        tell(_line(each))
    counts = [(state, sum(each.state == state for each in found)) for state in ("fresh", "stale", "missing")]
    tell(", ".join(f"{count} {state}" for state, count in counts if count))


def _line(status: PanelStatus) -> str:
    text = f"{status.panel:8}{status.state}"
    if status.changed:
        text += f": {', '.join(status.changed)} changed"
    if status.pinned:
        text += " (pinned)"
    return text + (f"; the last run failed: {status.failure}" if status.failure else "")
