"""The full form as plain values → a `Story`, or what is wrong with its form in the author's words.

Where there are errors, a mended story comes with them: each bad value replaced by a harmless one, so that
the cross checks can look at the rest in the same run. It is never given out.
"""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from mangacli.errors import Finding, Where
from mangacli.story.form_errors import finding_of
from mangacli.story.models import Story
from mangacli.story.short_forms import MAX_ERRORS, Notes
from mangacli.story.short_forms.layouts import tiers
from mangacli.story.short_forms.page_setup import preset_values

_ROUNDS = 4
_NO_PANEL: dict[str, Any] = {}
_NO_PAGE = {"layout": {"rows": [{"panels": [{}]}]}, "panels": [_NO_PANEL]}
_REQUIRED: dict[str, Any] = {
    "manga": 1,
    "title": "…",
    "name": "…",
    "text": "…",
    "file": "…",
    "character": "",
    "effect": "screentone",
    "panels": [_NO_PANEL],
    "pages": [_NO_PAGE],
}
"""What stands in for a required value that is missing or bad."""
_ELEMENTS: dict[str, Any] = {
    "pages": _NO_PAGE,
    "panels": _NO_PANEL,
    "dialogs": {"text": "…"},
    "characters": {"character": ""},
    "effects": {"effect": "screentone"},
}
"""What stands in for a bad element of these lists."""


def check_form(full: dict[str, Any], notes: Notes) -> tuple[Story | None, list[Finding]]:
    """Full form and the notes of its reading → (story, findings).

    The story is mended where there are findings; None where it could not be mended. Paths of bad values are
    added to `notes.broken`.
    """
    findings: list[Finding] = []
    data = full
    for attempt in range(_ROUNDS):
        try:
            return Story.model_validate_json(json.dumps(data), strict=True), findings
        except ValidationError as error:
            details = error.errors(include_url=False, include_input=False)
        if attempt == 0:
            data = deepcopy(full)
        bad = [(detail, _path_in(data, detail)) for detail in details]
        bad = [(detail, path) for detail, path in bad if not _follows(detail, path, data)]
        if attempt == 0:
            for detail, path in bad[:MAX_ERRORS]:
                if not notes.is_broken(path):
                    findings.append(finding_of(detail["type"], detail.get("ctx", {}), path, full, notes))
        for detail, path in bad:
            notes.broken.add(path)
            parent = _parent(data, path)
            if detail["type"] == "extra_forbidden" and isinstance(parent, dict):
                parent.pop(path[-1], None)
            else:
                _mend(data, path)
    return None, findings


def _path_in(data: Any, detail: ErrorDetails) -> Where:
    """Where an error lies: the validator's path without the names of union branches."""
    path: list[str | int] = []
    value = data
    steps = detail["loc"]
    for index, step in enumerate(steps):
        missing = detail["type"] == "missing" and index == len(steps) - 1
        if isinstance(value, dict) and isinstance(step, str) and (step in value or missing):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int):
            value = value[step] if step < len(value) else None
        else:
            continue
        path.append(step)
    return tuple(path)


def _follows(detail: ErrorDetails, path: Where, full: Any) -> bool:
    """Whether a list is called too short only because none of its elements is sound."""
    return detail["type"] == "too_short" and bool(_parent(full, (*path, "")))


def _mend(data: Any, path: Where) -> None:
    """Replaces the bad value at a path, or the smallest part around it that can be replaced."""
    if path[:1] == ("page",):
        data["page"] = preset_values("b5")
        return
    if "layout" in path:
        path = path[: path.index("layout") + 1]
        page = _parent(data, path)
        if isinstance(page, dict):
            page["layout"] = {"rows": tiers(1)}
        return
    while path:
        parent, last = _parent(data, path), path[-1]
        if isinstance(parent, dict):
            if last in _REQUIRED:
                parent[last] = deepcopy(_REQUIRED[str(last)])
            elif path[:-1] == ("characters",):
                parent[last] = {"name": "…"}
            else:
                parent.pop(last, None)
            return
        if isinstance(parent, list) and isinstance(last, int) and len(path) > 1 and path[-2] in _ELEMENTS:
            parent[last] = deepcopy(_ELEMENTS[str(path[-2])])
            return
        path = path[:-1]


def _parent(data: Any, path: Where) -> Any:
    """What holds the value at a path; None where an earlier mending has taken it away."""
    for step in path[:-1]:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data
