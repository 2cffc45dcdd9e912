"""`manga status`: which panels are drawn, and what has changed of those that are not."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mangacli.cli.render import Allowed, Model, one_of

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
    dpi: Annotated[
        float | None, typer.Option(min=36, max=1200, help="These as `manga render` was told.")
    ] = None,
    lpi: Annotated[float | None, typer.Option(min=20, max=200)] = None,
    ink: Annotated[str, typer.Option(metavar="NAME")] = "grey",
    seed: Annotated[int | None, typer.Option(min=0, max=2**63 - 1)] = None,
    steps: Annotated[int | None, typer.Option(min=1, max=1000)] = None,
    guidance: Annotated[float | None, typer.Option(min=0, max=50)] = None,
    scheduler: Annotated[str | None, typer.Option(metavar="NAME")] = None,
    llm: Annotated[bool, typer.Option("--llm")] = False,
    long_prompts: Annotated[bool, typer.Option("--long-prompts")] = False,
    parity: Annotated[bool, typer.Option("--parity")] = False,
    precision: Annotated[str, typer.Option(metavar="NAME")] = "auto",
    as_json: Annotated[bool, typer.Option("--json", help="Print all of it for programs.")] = False,
) -> None:
    """Show which panels are drawn, and what has changed of the others."""
    from mangacli.cli.app import tell, tell_json
    from mangacli.generate.engine_options import PRECISIONS, EngineOptions
    from mangacli.panel_status import status
    from mangacli.run_options import INKS, RenderOptions, scheduler_names

    options = RenderOptions(
        output=output,
        model=model,
        cache=cache,
        allowed=tuple(allow or ()),
        dpi=dpi,
        lpi=lpi,
        ink=one_of("--ink", ink, INKS),
        seed=seed,
        steps=steps,
        guidance=guidance,
        scheduler=scheduler and one_of("--scheduler", scheduler, scheduler_names()),
        engine=EngineOptions(
            llm=llm,
            long_prompts=long_prompts,
            parity=parity,
            precision=one_of("--precision", precision, PRECISIONS),
        ),
    )
    found = status(story, options)
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
