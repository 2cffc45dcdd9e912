"""The page templates that ship with mangacli: one file each in `layouts/`, read by the story's own rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from mangacli.story.check import places_of
from mangacli.story.models import Layout, Reading
from mangacli.story.short_forms.layouts import full_layout
from mangacli.story.short_forms.written import Notes, Written
from mangacli.yaml_file import read_yaml


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

    The file says `name` (the file's own), `description`, `panels`, `reading` and `layout`, the last in the
    words of a story. Raises StoryError where it is no YAML, ValueError where it contradicts itself or has
    a layout that no story could have.
    """
    tree = read_yaml(path)
    said: dict[str, Any] = tree.value
    notes = Notes(tree)
    layout = full_layout(Written(said, (), (), notes).under("layout"), said["reading"])
    if notes.findings or isinstance(layout, str):
        raise ValueError(f"{path.name}: {[finding.message for finding in notes.findings]}")
    template = Template(
        name=said["name"],
        description=said["description"],
        reading=said["reading"],
        panels=said["panels"],
        layout=Layout.model_validate({**layout, "reading": said["reading"]}),
    )
    if template.name != path.stem:
        raise ValueError(f"{path.name} calls itself {template.name}")
    if template.panels != places_of(template.layout):
        raise ValueError(
            f"{path.name} has {places_of(template.layout)} places, but says {template.panels} panels"
        )
    return template
