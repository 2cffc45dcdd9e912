"""`manga models`: get, look at and remove the checkpoints that draw."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from mangacli.cli import checkpoints
from mangacli.cli.app import ending_well, say, wants_color
from mangacli.cli.pull import agreed, pull_diffsensei, show_size

if TYPE_CHECKING:
    from mangacli.generate.diffsensei.installed import Installed

app = typer.Typer(
    help="Get, look at and remove the models that draw.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for command in (checkpoints.verify, checkpoints.convert, checkpoints.tiny):
    app.command()(ending_well(command))

Name = Annotated[str, typer.Argument(help="The model's name: diffsensei.", metavar="MODEL")]


@app.command()
@ending_well
def pull(
    name: Name,
    llm: Annotated[
        bool, typer.Option("--llm", help="The language model too; it fits the characters to the words.")
    ] = False,
    revision: Annotated[
        str | None,
        typer.Option(help="Commit, branch or tag; else the one that this version knows.", metavar="REV"),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing.")] = False,
) -> None:
    """Download a model into the Hugging Face cache; a broken download goes on where it broke.

    HF_ENDPOINT, HF_TOKEN, HF_HOME, HF_HUB_CACHE and HF_HUB_OFFLINE are honoured, and the login of `hf auth
    login`. Asks before it downloads where it runs in a terminal; prints the model's folder.
    """
    require_known(name)
    typer.echo(str(pull_diffsensei(llm, revision, ask=not yes and someone_is_there())))


@app.command("list")
@ending_well
def list_(
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """List the checkpoints on this machine, their size and what they lack."""
    from mangacli.generate.diffsensei.installed import installed, unfinished_size

    found = installed()
    if as_json:
        typer.echo(json.dumps([each.plain() for each in found], ensure_ascii=False, indent=2))
        return
    for each in found:
        typer.echo(_described(each))
    if waiting := unfinished_size():
        say(f"{show_size(waiting)} of a broken download: manga models pull diffsensei goes on with it")
    if not found:
        say("no model is installed; get one with: manga models pull diffsensei")


@app.command()
@ending_well
def path(name: Name = "diffsensei") -> None:
    """Print the folder of the checkpoint that draws."""
    from mangacli.generate.diffsensei.checkpoint import find_checkpoint

    require_known(name)
    typer.echo(str(find_checkpoint(name)))


@app.command()
@ending_well
def remove(
    name: Name,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing.")] = False,
) -> None:
    """Delete a model from the Hugging Face cache, all revisions and broken downloads.

    Never touches a folder of your own, such as one that MANGA_DIFFSENSEI names.
    """
    from mangacli.errors import RunError, UsageError
    from mangacli.generate.diffsensei import installed

    require_known(name)
    removal = installed.plan_removal()
    revisions = ", ".join(commit[:12] for commit in removal.revisions) or "no whole revision"
    say(f"{name} ({revisions}): {show_size(removal.freed)} will be freed")
    if not yes and not someone_is_there():
        raise UsageError("nobody is there to be asked", f"manga models remove {name} --yes")
    if not yes and not agreed("Delete it?"):
        raise RunError("nothing was deleted")
    installed.remove(removal)
    say("deleted")


@app.command()
@ending_well
def about(name: Name = "diffsensei") -> None:
    """Say what the model can do, what it needs, and whose work it is."""
    from importlib.resources import files

    require_known(name)
    text = (files("mangacli") / "generate/diffsensei/the-model.md").read_text(encoding="utf-8")
    if wants_color(sys.stdout):
        from rich.console import Console
        from rich.markdown import Markdown

        Console().print(Markdown(text))
    else:
        typer.echo(text.rstrip("\n"))


def someone_is_there() -> bool:
    """Whether a question would be answered: the input is a terminal."""
    return sys.stdin.isatty()


def require_known(name: str) -> None:
    """Raises UsageError for a model's name that nobody has."""
    from mangacli.errors import UsageError

    if name != "diffsensei":
        raise UsageError(f'there is no model "{name}"', "known is diffsensei")


def _described(model: Installed) -> str:
    from mangacli.generate.diffsensei.checkpoint import shorten

    revision = f" {model.revision[:12]}" if model.revision else ""
    named = f" ({', '.join(model.refs)})" if model.refs else ""
    generator = f"incomplete, missing {shorten(model.missing)}" if model.missing else "complete"
    language_model = f"missing {shorten(model.missing_llm)}" if model.missing_llm else "complete"
    return "\n".join(
        (
            f"diffsensei{revision}{named}  {show_size(model.size)}",
            f"  image generator  {generator}",
            f"  language model   {language_model}",
            f"  {model.folder}",
        )
    )
