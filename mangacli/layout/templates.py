"""The page templates that ship with mangacli: one file each in `layouts/`, read by the story's own rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from mangacli.layout.panels import panel_count
from mangacli.story.models import Layout, Reading


@dataclass(frozen=True, slots=True)
class Template:
    """A page layout with a name: what `layout: NAME` in a story means.

    `reading` is the direction it is written for (the layout says so too, and is mirrored for the other);
    `panels` is how many panels it has places for.
    """

    name: str
    description: str
    reading: Reading
    panels: int
    layout: Layout


@cache
def load_templates() -> Mapping[str, Template]:
    """Every template by name, in the order in which lists show them: by panels, then by name."""
    found = [read_template(path) for path in sorted(template_folder().glob("*.yaml"))]
    found.sort(key=lambda template: (template.panels, template.name))
    return MappingProxyType({template.name: template for template in found})


def template_counts() -> dict[str, int]:
    """Every template's name → how many panels it has places for."""
    return {name: template.panels for name, template in load_templates().items()}


def template_folder() -> Path:
    """Where the templates lie: in the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "layouts"
    return installed if installed.is_dir() else package.parent / "layouts"


def read_template(path: Path) -> Template:
    """A template's file → the template.

    The file says `name` (the file's own), `description`, `panels`, `reading` and `layout`, the last as in a
    story. Raises ValueError where the file contradicts itself: these files are part of the program.
    """
    said: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    layout = Layout.model_validate({**_full(said["layout"]), "reading": said["reading"]})
    template = Template(said["name"], said["description"], said["reading"], said["panels"], layout)
    if template.name != path.stem:
        raise ValueError(f"{path.name} calls itself {template.name}")
    if template.panels != panel_count(layout):
        raise ValueError(f"{path.name} has {panel_count(layout)} panels, but says {template.panels}")
    return template


def _full(layout: dict[str, Any]) -> dict[str, Any]:
    return {**layout, "rows": [_full_row(row) for row in layout.get("rows", [])]}


def _full_row(row: Any) -> dict[str, Any]:
    if isinstance(row, int):
        return {"panels": [{}] * row}
    return {**row, "panels": [_full_panel(panel) for panel in row["panels"]]}


def _full_panel(panel: Any) -> dict[str, Any]:
    if isinstance(panel, int | float):
        return {"width": panel}
    return {**panel, "rows": [_full_row(row) for row in panel.get("rows", [])]}
