"""The storyboard as a JSON Schema (draft-07), by which an editor completes, explains and checks every key.

Derived from the models, whose descriptions and ranges it carries, and opened for every short form. A key that
need not be given may also stand empty, as the loader allows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mangacli.story.models import Story
from mangacli.story.short_form_schema import EXTRA_DEFINITIONS, EXTRA_PROPERTIES, FORMS, NOT_REQUIRED

Schema = dict[str, Any]
_NULL = {"type": "null"}


def json_schema(layouts: Sequence[str] = ()) -> Schema:
    """Names of the layout templates (to complete them; others stay allowed) → the schema, self-contained."""
    full = Story.model_json_schema()
    definitions = {name: _definition(name, part) for name, part in full.pop("$defs").items()}
    story = _definition("Story", full)
    definitions |= EXTRA_DEFINITIONS
    definitions["LayoutName"] = {
        "title": "Layout template",
        "description": "A template's name; `manga layouts` shows them all.",
        "anyOf": [*([{"enum": list(layouts)}] if layouts else []), {"type": "string", "minLength": 1}],
    }
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        **story,
        "title": "Storyboard",
        "definitions": dict(sorted(definitions.items())),
    }


def _definition(name: str, part: Schema) -> Schema:
    """A model's schema as pydantic writes it → the same in draft-07, short forms included."""
    required = [key for key in part.get("required", ()) if (name, key) not in NOT_REQUIRED]
    properties: Schema = {}
    for key, said in part["properties"].items():
        forms = FORMS.get((name, key)) or _forms(_converted(said))
        properties[key] = _property(_title(key), said["description"], forms, key in required)
    for key, (title, description, forms) in EXTRA_PROPERTIES.get(name, {}).items():
        properties[key] = _property(title, description, forms, False)
    described = {
        "title": part["title"],
        "description": part["description"].split("\n\n")[0].replace("\n", " "),
    }
    return described | {
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        **({"required": required} if required else {}),
    }


def _title(key: str) -> str:
    return key.replace("_", " ").capitalize()


def _property(title: str, description: str, forms: list[Schema], required: bool) -> Schema:
    """A key's title and description, and the forms that its value may take."""
    forms = list(forms) if required or _NULL in forms else [*forms, _NULL]
    return {"title": title, "description": description} | (forms[0] if len(forms) == 1 else {"anyOf": forms})


def _forms(said: Schema) -> list[Schema]:
    """The alternatives of a value, without what describes all of them."""
    rest = {key: value for key, value in said.items() if key not in ("title", "description", "default")}
    if set(rest) == {"anyOf"}:
        return list(rest["anyOf"])
    return [rest]


def _converted(part: Any) -> Any:
    """Draft 2020-12 → draft-07: where definitions lie, and how lists of fixed length are written."""
    if isinstance(part, list):
        return [_converted(element) for element in part]
    if not isinstance(part, dict):
        return part
    converted = {key: _converted(value) for key, value in part.items()}
    if "$ref" in converted:
        converted["$ref"] = converted["$ref"].replace("#/$defs/", "#/definitions/")
    if "prefixItems" in converted:
        converted["items"] = converted.pop("prefixItems")
    return converted
