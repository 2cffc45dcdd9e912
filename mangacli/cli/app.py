"""The command line's frame: the commands, how errors end, which exit code is returned."""

from __future__ import annotations

import errno
import functools
import json
import os
import sys
from collections.abc import Callable
from typing import Annotated, Any

import typer

from mangacli import __version__
from mangacli.errors import Diagnostic, MangaError, StoryError

app = typer.Typer(
    name="manga",
    help="A compiler for manga: one storyboard file in, lettered, print-ready pages out.",
    epilog="Exit codes: 0 done, 1 story has errors, 2 wrong usage, 3 failed while running, 130 Ctrl-C.",
    no_args_is_help=True,
    rich_markup_mode=None,  # plain help: rich alone would take longer to load than the help takes to print
    pretty_exceptions_enable=False,  # a bug shows Python's own traceback
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def run() -> None:
    """Registers the commands and runs the one that was asked for."""
    from mangacli.cli import (
        assemble,
        cache,
        cast,
        check,
        doctor,
        inspect,
        layouts,
        models,
        new,
        pick,
        render,
        schema,
        sheet,
        specimen,
        status,
        watch,
    )

    of_stories = (render, watch, assemble, sheet, pick, status, check, inspect, cast)
    for module in (*of_stories, layouts, schema, new, specimen, doctor):
        command: Callable[..., Any] = module.command
        app.command(module.__name__.rpartition(".")[2])(ending_well(command))
    app.add_typer(cache.app, name="cache")
    app.add_typer(models.app, name="models")
    app()


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"mangacli {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool,
        typer.Option("--version", help="Show the version and end.", is_eager=True, callback=_show_version),
    ] = False,
) -> None:
    """A compiler for manga: one storyboard file in, lettered, print-ready pages out."""


def ending_well(command: Callable[..., Any]) -> Callable[..., Any]:
    """A command → the same, ending with a message and an exit code where the user can mend what went wrong.

    Anything that is not a MangaError is a bug and keeps its traceback.
    """

    @functools.wraps(command)
    def ended(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except MangaError as error:
            show_error(error)
            raise typer.Exit(error.exit_code) from None
        except KeyboardInterrupt:
            say("stopped")
            raise typer.Exit(130) from None
        except BrokenPipeError:
            # Whoever read our output has gone (`| head`): end quietly, without Python's own complaint.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from None
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            say(f"manga: cannot write the output: {error.strerror}")
            raise typer.Exit(3) from None

    return ended


def say(text: str) -> None:
    """Writes lines for people on the error stream; results alone go to the output stream.

    Names of files and words of stories may be in them: what could steer the terminal is escaped.
    """
    from mangacli.story.terminal_text import escaped_lines

    typer.echo(escaped_lines(text), err=True)


def tell(text: str) -> None:
    """Writes a result on the output stream: as it is for programs, escaped where a terminal would obey it."""
    from mangacli.story.terminal_text import escaped_lines

    if sys.stdout.isatty():
        text = escaped_lines(text)
    # a file's name need not be text: its bytes are passed on as they are
    typer.echo(text.encode(sys.stdout.encoding or "utf-8", "surrogateescape"))


def tell_json(plain: Any) -> None:
    """Writes a result as JSON; what could steer a terminal is written as \\u escapes, which JSON allows."""
    from mangacli.story.terminal_text import json_escaped

    typer.echo(json_escaped(json.dumps(plain, ensure_ascii=False, indent=2)))


def show_error(error: MangaError) -> None:
    """Shows what is wrong and what to do about it."""
    if isinstance(error, StoryError):
        show_diagnostics(error.diagnostics)
        return
    say(f"manga: {error.message}")
    if error.hint:
        say(f"  {error.hint}")


def show_diagnostics(diagnostics: tuple[Diagnostic, ...]) -> None:
    """Shows diagnostics on the error stream, in colour where it is a terminal."""
    from mangacli.story.diagnostics import render_text

    if diagnostics:
        typer.echo(render_text(diagnostics, color=wants_color(sys.stderr)).rstrip("\n"), err=True)


def wants_color(stream: Any) -> bool:
    """Whether a stream shall get colours and moving progress: a terminal, nothing speaking against it."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return bool(stream.isatty()) and os.environ.get("TERM") != "dumb" and not os.environ.get("CI")
