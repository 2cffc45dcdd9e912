"""`manga models pull diffsensei`: what is said, asked and shown while a checkpoint is downloaded."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from mangacli.cli.app import say, wants_color
from mangacli.errors import Interrupted, RunError

if TYPE_CHECKING:
    from mangacli.generate.diffsensei.download import Download

PARTS = (("image_generator", "image generator"), ("mllm", "language model"))


def pull_diffsensei(llm: bool, revision: str | None, ask: bool) -> Path:
    """Looks up, shows, checks the disk, asks where `ask` is set, downloads → the checkpoint's folder.

    Where the hub cannot be asked but nothing seems to be missing here, says so and is content.
    """
    from mangacli.generate.diffsensei import download, hub

    revision = revision or hub.REVISION
    try:
        plan = download.plan_download(hub.look_up(revision), llm)
    except RunError as error:
        here = download.already_here(revision, llm)
        if here is None:
            raise
        say(f"{error.message}; as far as can be told without the hub, the checkpoint is complete")
        return here
    say(offer(plan))
    download.require_space(plan)
    if plan.missing and ask and not agreed("Download it?", default=True):
        raise RunError("nothing was downloaded", "manga models pull diffsensei --yes asks nothing")
    try:
        with moving_bytes(plan) as received:
            folder = download.fetch(plan, received)
    except KeyboardInterrupt:
        raise Interrupted("stopped; what has arrived is kept", hub.AGAIN) from None
    say(f"draw with it: manga render STORY --model {_short_name(folder)}{' --llm' if llm else ''}")
    return folder


def agreed(question: str, default: bool = False) -> bool:
    """A question on the terminal → whether it was answered with yes; Ctrl-C and Ctrl-D are a no."""
    try:
        return typer.confirm(question, default=default, err=True)
    except typer.Abort:
        say("")
        return False


def offer(plan: Download) -> str:
    """What the hub offers, what of it is to come, on which terms: the text shown before a download."""
    from mangacli.generate.diffsensei.checkpoint import REPOSITORY
    from mangacli.generate.diffsensei.hub import PROVENANCE, endpoint

    release = plan.release
    lines = [f"{endpoint()}/{REPOSITORY}, commit {release.commit}"]
    for part, title in PARTS:
        wanted = any(file.part == part for file in plan.files)
        missing = sum(file.size for file in plan.missing if file.part == part)
        here = f"{show_size(missing)} missing here" if missing else "here already"
        state = here if wanted else "not asked for (--llm)"
        lines.append(f"  {title:<15}  {show_size(release.size(part)):>10}  {state}")
    begun = f" ({show_size(plan.begun)} came earlier)" if plan.begun else ""
    return "\n".join(
        (
            *lines,
            f"  to come          {show_size(plan.size):>10}{begun}",
            f"  free             {show_size(plan.free):>10}  in {plan.repository.parent}",
            f"Licence, as the hub's page of the model gives it: {release.licence or 'none given'}",
            *PROVENANCE,
        )
    )


@contextmanager
def moving_bytes(plan: Download) -> Iterator[Callable[[str, int], None]]:
    """A display of the bytes that have come, on the error stream; silent where that is no terminal."""
    if not plan.missing or not wants_color(sys.stderr):
        yield lambda path, count: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn
    from rich.progress import TransferSpeedColumn as SpeedColumn

    columns: tuple[Any, ...] = (
        BarColumn(),
        DownloadColumn(binary_units=True),
        SpeedColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True)) as display:
        task = display.add_task("", total=plan.size + plan.begun, completed=plan.begun)

        def received(path: str, count: int) -> None:
            display.update(task, advance=count, description=path)

        yield received


def show_size(size: int) -> str:
    """Bytes → as people read them: `17.2 GiB`."""
    amount = float(size)
    for unit in ("bytes", "KiB", "MiB", "GiB"):
        if amount < 1024 or unit == "GiB":
            break
        amount /= 1024
    return f"{size} bytes" if unit == "bytes" else f"{amount:.1f} {unit}"


def _short_name(folder: Path) -> str:
    """`diffsensei` where that name finds the folder, else its path."""
    from mangacli.generate.diffsensei.checkpoint import find_checkpoint

    return "diffsensei" if find_checkpoint("diffsensei") == folder else str(folder)
