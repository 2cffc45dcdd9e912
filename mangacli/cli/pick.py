"""`manga pick`: one of a panel's candidates, for good."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mangacli.cli.render import Allowed, Cache, Model

if TYPE_CHECKING:
    from mangacli.candidates import Casting


def command(
    story: Annotated[Path, typer.Argument(help="A storyboard.", metavar="STORY")],
    panel: Annotated[
        str | None, typer.Argument(help="PAGE.PANEL, or the panel's id; none: show all picks.")
    ] = None,
    candidate: Annotated[
        int | None, typer.Option("--candidate", "-c", min=1, max=64, help="Its number on the sheet.")
    ] = None,
    drop: Annotated[bool, typer.Option("--drop", help="Let go of what is picked for the panel.")] = False,
    model: Model = None,
    cache: Cache = None,
    allow: Allowed = None,
) -> None:
    """Pick one of a panel's candidates: NAME.picks.yaml beside the story keeps it."""
    from mangacli.candidates import Casting
    from mangacli.cli.app import say, tell
    from mangacli.errors import UsageError
    from mangacli.run_options import RenderOptions

    casting = Casting(story, RenderOptions(model=model, cache=cache, allowed=tuple(allow or ())))
    if panel is None:
        if candidate is not None or drop:
            raise UsageError("which panel?", f"manga pick {story} 2.3 --candidate 4")
        _show(casting)
        return
    if drop == (candidate is not None):
        raise UsageError("which candidate?", f"manga pick {story} {panel} --candidate 4, or --drop")
    if drop:
        casting.drop(panel)
        say(f"{panel}: nothing is picked now")
        return
    assert candidate is not None, "either a candidate or --drop was given"
    (name,) = casting.names((panel,))
    (chosen,) = casting.candidates(name, (candidate,))
    casting.pick(chosen)
    say(f"{name}: candidate {chosen.number}, seed {chosen.seed}")
    if name == chosen.panel:
        say("  give the panel an `id:` of its own, and the pick follows it wherever it moves")
    tell(str(casting.file.path))


def _show(casting: Casting) -> None:
    from mangacli.cli.app import tell

    for name, pick in casting.picks.items():
        tell(f"{name:8}candidate {pick.candidate:2}  seed {pick.seed}")
