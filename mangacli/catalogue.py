"""The page templates, shown: as small drawings in the terminal, as a contact sheet in a picture."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mangacli.export.png import write_png
from mangacli.layout.draw_terminal import terminal_drawing
from mangacli.layout.sheet import sheet_drawing
from mangacli.layout.templates import Template, load_templates
from mangacli.story.models import Reading

BLANK = "\u2800"
"""The braille letter without dots: a space in the terminal's own width is kinder to copy."""
SPACE = 3
"""Letters between two drawings."""


def template_listing(reading: Reading, width: int = 100) -> str:
    """A reading direction and the terminal's width in letters → all templates, drawn side by side.

    Under each drawing its name and the number of its panels; sorted by panels, then by name.
    """
    rows: list[list[list[str]]] = [[]]
    left = width
    for template in _sorted():
        cell = _captioned(template, reading)
        taken = len(cell[0]) + SPACE
        if rows[-1] and taken > left:
            rows.append([])
            left = width
        rows[-1].append(cell)
        left -= taken
    return "\n\n".join(_row(row) for row in rows)


def write_sheet(path: Path, reading: Reading) -> None:
    """Writes the contact sheet of all templates as PNG."""
    write_png(sheet_drawing(_sorted(), reading), path)


def _sorted() -> list[Template]:
    return sorted(load_templates().values(), key=lambda template: (template.panels, template.name))


def _row(cells: Sequence[Sequence[str]]) -> str:
    lines = []
    for number in range(max(len(cell) for cell in cells)):
        parts = [cell[number] if number < len(cell) else " " * len(cell[0]) for cell in cells]
        lines.append((" " * SPACE).join(parts).rstrip())
    return "\n".join(lines)


def _captioned(template: Template, reading: Reading) -> list[str]:
    """A template → its lines, all of one length: name, number of panels, drawing."""
    count = f"{template.panels} panel{'s' if template.panels != 1 else ''}"
    drawing = [line.replace(BLANK, " ") for line in terminal_drawing(template, reading).splitlines()]
    lines = [template.name, count, *drawing]
    width = max(len(line) for line in lines)
    return [f"{line:<{width}}" for line in lines]
