"""`manga cache …`: how large the cache is, whether it is sound, letting go of what is old or of all."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from mangacli.cli.app import ending_well, say

app = typer.Typer(help="Look after the pictures that are kept between runs.", no_args_is_help=True)
Folder = Annotated[
    Path | None, typer.Option("--cache", help="The cache's folder; else the user's.", metavar="DIR")
]
_UNITS = {"": 1, "k": 1 << 10, "m": 1 << 20, "g": 1 << 30, "t": 1 << 40}


@app.command()
@ending_well
def size(
    cache: Folder = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print it for programs.")] = False,
) -> None:
    """Show how much is kept, and where."""
    from mangacli.cache.upkeep import shares

    folder = _folder(cache)
    found = shares(folder)
    if as_json:
        typer.echo(json.dumps({"folder": str(folder), "kinds": [asdict(share) for share in found]}, indent=2))
        return
    typer.echo(str(folder))
    for share in found:
        notes = [f"{count} {what}" for count, what in ((share.pinned, "pinned"), (share.damaged, "damaged"))]
        notes = [note for note in notes if not note.startswith("0 ")]
        typer.echo(
            f"{share.kind:8}{share.entries:7}  {_shown(share.bytes):>10}"
            + (f"  ({', '.join(notes)})" if notes else "")
        )


@app.command()
@ending_well
def prune(
    keep: Annotated[str, typer.Option(help="How much may stay: 500M, 2G.", metavar="SIZE")] = "2G",
    cache: Folder = None,
) -> None:
    """Let go of what was not used for longest; pinned pictures stay."""
    from mangacli.cache.upkeep import prune as let_go

    gone = let_go(_folder(cache), _bytes(keep))
    say(f"{gone.entries} entries let go of, {_shown(gone.bytes)}")


@app.command()
@ending_well
def verify(cache: Folder = None) -> None:
    """Read every entry; set aside what is damaged. Exit code 3 where there was some."""
    from mangacli.cache.upkeep import verify as read_all

    sound, damaged = read_all(_folder(cache))
    for path in damaged:
        typer.echo(str(path))
    say(f"{sound} entries are sound, {len(damaged)} were damaged")
    if damaged:
        raise typer.Exit(3)


@app.command()
@ending_well
def clear(cache: Folder = None) -> None:
    """Let go of everything but pinned pictures."""
    from mangacli.cache.upkeep import clear as let_go_of_all

    gone = let_go_of_all(_folder(cache))
    say(f"{gone.entries} entries let go of, {_shown(gone.bytes)}")


def _folder(cache: Path | None) -> Path:
    from mangacli.cache_folder import cache_folder

    return cache or cache_folder("art")


def _bytes(text: str) -> int:
    """`500M` → bytes. Raises UsageError for what is no size."""
    from mangacli.errors import UsageError

    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([kmgt]?)(?:i?b)?", text.strip().lower())
    if match is None:
        raise UsageError(f'--keep: "{text}" is not a size', "write it as 500M or 2G")
    return int(float(match[1]) * _UNITS[match[2]])


def _shown(size: int) -> str:
    for unit, name in ((1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB")):
        if size >= unit:
            return f"{size / unit:.1f} {name}"
    return f"{size} B"
