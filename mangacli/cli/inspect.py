"""`manga inspect`: every placed thing with its box."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from mangacli.cli.render import Allowed, Model


def command(
    story: Annotated[Path, typer.Argument(help="A storyboard.")],
    as_json: Annotated[bool, typer.Option("--json", help="All of it, for programs.")] = False,
    pages: Annotated[str | None, typer.Option(help="Only these pages: 1,3-5.", metavar="LIST")] = None,
    model: Model = None,
    dpi: Annotated[float | None, typer.Option(min=36, max=1200, help="Dots per inch of the art.")] = None,
    allow: Allowed = None,
) -> None:
    """Show every placed thing with its box.

    Panels, characters and balloons, in points (1/72 inch) from the page's top-left corner.
    """
    from mangacli.batch import find_stories
    from mangacli.cli.app import show_diagnostics, tell_json
    from mangacli.inspection import inspect_story
    from mangacli.pipeline import place
    from mangacli.run_options import RenderOptions

    (path,) = find_stories((story,))[:1]
    options = RenderOptions(model=model, pages=pages, dpi=dpi, allowed=tuple(allow or ()))
    placed = place(path, options, judged_only=model is not None)
    show_diagnostics(placed.warnings)
    plain = inspect_story(placed.file.story, placed.pages)
    if as_json:
        tell_json(plain)
        return
    for page in plain["pages"]:
        _show_page(page)


def _show_page(page: dict[str, Any]) -> None:
    from mangacli.cli.app import tell

    width, height = page["size"]
    tell(f"page {page['number']}  {width:g} × {height:g} pt")
    for panel in page["panels"]:
        size = "×".join(str(edge) for edge in panel["generation_size"])
        tell(f"  panel {panel['id']}  {_box(panel['box'])}  drawn at {size} px")
        for character in panel["characters"]:
            tell(f"    {character['id']}  {_box(character['box'])}  {character['shot']}")
        for balloon in panel["balloons"]:
            who = f"{balloon['speaker']}, " if balloon["speaker"] else ""
            words = balloon["text"].replace("\n", " ")
            tell(f"    {who}{balloon['kind']}  {_box(balloon['box'])}  {words}")


def _box(box: list[float]) -> str:
    return "[" + " ".join(f"{edge:g}" for edge in box) + "]"
