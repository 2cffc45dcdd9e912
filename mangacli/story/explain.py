"""A panel of a story → its full form as YAML, inherited settings included."""

from __future__ import annotations

from dataclasses import asdict

import yaml

from mangacli.story.models import Story
from mangacli.story.settings import settings_for


def explain(story: Story, page: int, panel: int) -> str:
    """A story, page and panel counted from 0 → the panel's full form, YAML that can stand in a storyboard.

    `null` stands where the tool decides. Raises IndexError where there is no such page or panel.
    """
    own_page = story.pages[page]
    own = own_page.panels[panel]
    name = f"{page + 1}.{panel + 1}"
    full = own.model_dump(mode="json") | asdict(settings_for(story, own_page, own, name))
    order = [
        "id",
        "prompt",
        "image",
        "characters",
        "dialogs",
        "effects",
        "background",
        "shot",
        "camera",
        "frame",
    ]
    ordered = {key: full[key] for key in [*order, *sorted(full.keys() - order, key=list(full).index)]}
    text: str = yaml.dump(
        ordered, Dumper=_Dumper, sort_keys=False, allow_unicode=True, default_flow_style=False, width=100
    )
    return f"# panel {name} in full; null: left to the tool\n{text}"


class _Dumper(yaml.SafeDumper):
    """Writes boxes and other lists of plain values on one line, texts with line breaks as blocks."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def _list(dumper: _Dumper, data: list[object]) -> yaml.Node:
    flat = all(not isinstance(element, dict | list) for element in data)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=flat)


_Dumper.add_representer(list, _list)
