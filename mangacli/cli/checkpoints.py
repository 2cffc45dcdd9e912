"""`manga models verify|convert|tiny`: check, copy and make checkpoints."""

from __future__ import annotations

import json
import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mangacli.errors import RunError

if TYPE_CHECKING:
    from mangacli.generate.diffsensei.components import Component
    from mangacli.generate.diffsensei.convert import Converted
    from mangacli.generate.diffsensei.verify import CaseResult, Verification

Checkpoint = Annotated[
    str, typer.Argument(help="diffsensei, or a checkpoint's folder.", metavar="CHECKPOINT")
]
NAME_WIDTH = 34


class Precision(StrEnum):
    """Of the copy that `convert` makes."""

    fp16 = "fp16"
    bf16 = "bf16"
    fp32 = "fp32"


def verify(
    checkpoint: Checkpoint = "diffsensei",
    cases: Annotated[
        list[Path] | None,
        typer.Option(help="Recorded cases to replay: a folder with cases/NAME/case.json.", metavar="DIR"),
    ] = None,
    parity: Annotated[
        bool, typer.Option("--parity", help="Replay with the reference's mistakes instead of mending them.")
    ] = False,
    llm: Annotated[
        bool | None,
        typer.Option("--llm/--no-llm", help="Check the language model too; else where there is one."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Check a checkpoint's files and tensors, and replay recorded cases from their noise.

    A case is ok within 1e-3 standard deviations of the last latents, 2 levels at worst and 0.02 levels on
    average of the pixels. Exit codes: 0 all is well; 1 a case is off, or cannot be replayed (broken, or it
    needs the language model, which is not there); 3 the checkpoint cannot be used.
    """
    from mangacli.cli.app import say

    _require_packages()
    from mangacli.generate.diffsensei.verify import verify as verify_checkpoint

    folder = _folder(checkpoint)
    if not as_json:
        say(f"checking {folder} …")
    found = verify_checkpoint(folder, cases or (), parity, llm)
    if as_json:
        typer.echo(json.dumps(found.plain(), ensure_ascii=False, indent=2))
    else:
        _show(found)
    if found.exit_code:
        raise typer.Exit(found.exit_code)


def convert(
    checkpoint: Checkpoint,
    output: Annotated[Path, typer.Argument(help="A new folder for the copy.", metavar="OUTPUT")],
    dtype: Annotated[Precision, typer.Option(help="Precision of the copy.")] = Precision.fp16,
    llm: Annotated[
        bool | None,
        typer.Option("--llm/--no-llm", help="Copy the language model too; else where there is one."),
    ] = None,
) -> None:
    """Copy a checkpoint in half precision as safetensors: half the disk, loads several times faster.

    The copy has the same layout and tensor names. The picture decoder keeps its precision where its
    configuration forbids half precision, as the released one's does.
    """
    from mangacli.cli.app import say

    _require_packages()
    from mangacli.generate.diffsensei.convert import convert as convert_checkpoint

    def show(component: Converted) -> None:
        say(f"{component.name:{NAME_WIDTH}} {_size(component.before)} → {_size(component.after)}")

    done = convert_checkpoint(_folder(checkpoint), output, dtype.value, llm, show)
    before, after = sum(component.before for component in done), sum(component.after for component in done)
    say(f"{'weights in all':{NAME_WIDTH}} {_size(before)} → {_size(after)}")
    typer.echo(str(output))


def tiny(
    folder: Annotated[Path, typer.Argument(help="A new folder for the checkpoint.", metavar="DIR")],
    seed: Annotated[int, typer.Option(min=0, help="Other seeds, other weights.")] = 0,
    llm: Annotated[bool, typer.Option("--llm/--no-llm", help="With a tiny language model.")] = True,
) -> None:
    """Make a tiny random checkpoint to try the real engine with: it draws coloured noise, in seconds.

    The same seed writes the same bytes. Draw with it: manga render STORY --model DIR
    """
    _require_packages()
    from mangacli.generate.diffsensei.tiny import write_tiny

    write_tiny(folder, seed, llm)
    typer.echo(str(folder))


def _require_packages() -> None:
    """Raises RunError with the command that installs them where the engine's packages are missing."""
    from mangacli.generate.diffsensei.engine import INSTALL
    from mangacli.generate.registry import missing_packages

    if missing := missing_packages():
        raise RunError(f"DiffSensei needs packages that are not installed: {', '.join(missing)}", INSTALL)


def _folder(checkpoint: str) -> Path:
    """`diffsensei` or a path → the folder, complete or not: what it lacks is for the command to say."""
    from mangacli.generate.diffsensei.checkpoint import ENVIRONMENT, cached_snapshots, find_checkpoint

    if checkpoint != "diffsensei":
        return Path(checkpoint).expanduser()
    if pointed := os.environ.get(ENVIRONMENT):
        return Path(pointed).expanduser()
    try:
        found = find_checkpoint(checkpoint)
    except RunError:
        if not (snapshots := cached_snapshots()):
            raise
        return snapshots[0]
    assert found is not None, "a checkpoint asked for by name is found, or the search says why not"
    return found


def _show(found: Verification) -> None:
    typer.echo(f"{found.checkpoint}  {found.fingerprint}")
    for path in found.missing:
        typer.echo(f"missing  {path}")
    for component in found.components:
        typer.echo(_component_line(component))
        for problem in component.problems:
            typer.echo(f"  {problem}")
    width = max((len(case.name) for case in found.cases), default=0)
    for case in found.cases:
        typer.echo(_case_line(case, width))


def _component_line(component: Component) -> str:
    state = "ok" if component.ok else f"{len(component.problems)} wrong"
    if not component.files:
        what = f"{component.name}: tokenizers, scheduler, sizes that must agree"
        return f"{what:{NAME_WIDTH + 52}} {state}"
    files = component.files[0] if len(component.files) == 1 else f"{len(component.files)} files"
    return (
        f"{component.name:{NAME_WIDTH}} {files:38} {'+'.join(component.dtypes):>9} "
        f"{component.tensors:5} tensors {component.parameters:13,} parameters  {state}"
    )


def _case_line(case: CaseResult, width: int) -> str:
    if case.deviation is None:
        return f"{case.name:{width}}  off: {case.reason}"
    off = case.deviation
    return (
        f"{case.name:{width}}  latents {off.latent:8.1e} sd  pixels at worst {off.worst_pixel:3.0f}, "
        f"mean {off.mean_pixel:.4f}  {'ok' if off.ok else 'off'}"
    )


def _size(size: int) -> str:
    return f"{size / 1e9:7.2f} GB" if size >= 1e8 else f"{size / 1e6:7.2f} MB"
