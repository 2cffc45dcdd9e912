"""`manga check`: everything that is wrong with storyboards, in one run."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from mangacli.cli.render import Allowed, Model, Stories


class Format(StrEnum):
    """How diagnostics are written."""

    text = "text"
    json = "json"
    sarif = "sarif"


def _show_rules(wanted: bool) -> None:
    if wanted:
        from mangacli.checking import rules_text

        typer.echo(rules_text())
        raise typer.Exit


def command(
    stories: Stories,
    output_format: Annotated[
        Format, typer.Option("--format", help="How to write what was found.")
    ] = Format.text,
    explain: Annotated[
        str | None, typer.Option(help="Show the full form of one panel.", metavar="PAGE.PANEL")
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option(help="A rule not to hear of; again for more.", metavar="RULE")
    ] = None,
    level: Annotated[
        list[str] | None,
        typer.Option(help="Weight of a rule: error, warning, note, off.", metavar="RULE=LEVEL"),
    ] = None,
    rules: Annotated[
        bool, typer.Option("--rules", help="List every rule and end.", is_eager=True, callback=_show_rules)
    ] = False,
    draft: Annotated[
        bool, typer.Option("--draft", help="Name the words that change nothing in the draft artist's panels.")
    ] = False,
    llm: Annotated[bool, typer.Option("--llm", help="Judge for drawing with the language model.")] = False,
    long_prompts: Annotated[
        bool, typer.Option("--long-prompts", help="Judge for reading prompts beyond 77 tokens.")
    ] = False,
    allow: Allowed = None,
    model: Model = "diffsensei",
) -> None:
    """Check storyboards; draw nothing.

    Form, names, pictures, lettering, the model's limits and an editor's remarks, all in one run.
    """
    from mangacli.checking import check_stories, explain_panel
    from mangacli.cli.app import say, tell, wants_color
    from mangacli.generate.engine_options import EngineOptions
    from mangacli.story.diagnostics import render_json, render_sarif, render_text

    if explain is not None:
        tell(explain_panel(tuple(stories), explain, tuple(allow or ())).rstrip("\n"))
        return
    engine = EngineOptions(llm=llm, long_prompts=long_prompts)
    diagnostics = check_stories(
        tuple(stories),
        model,
        ignore or (),
        level or (),
        engine=engine,
        allowed=tuple(allow or ()),
        draft=draft,
    )
    if output_format is Format.json:
        typer.echo(render_json(diagnostics))
    elif output_format is Format.sarif:
        typer.echo(render_sarif(diagnostics))
    elif diagnostics:
        typer.echo(render_text(diagnostics, color=wants_color(sys.stdout)).rstrip("\n"))
    errors = sum(diagnostic.finding.severity == "error" for diagnostic in diagnostics)
    warnings = sum(diagnostic.finding.severity == "warning" for diagnostic in diagnostics)
    if output_format is Format.text:
        say(f"{errors} error{'s' * (errors != 1)}, {warnings} warning{'s' * (warnings != 1)}")
    if errors:
        raise typer.Exit(1)
