"""Titles and fades as written (a text, sides, or a mapping) → their full form."""

from __future__ import annotations

from typing import Any

from mangacli.story.short_forms.layouts import full_sides
from mangacli.story.short_forms.lengths import fraction, points
from mangacli.story.short_forms.written import Written, wrong_type


def full_title(written: Written) -> Any:
    """`title` of a page: its text, or a mapping → the full title."""
    if isinstance(written.value, str):
        return {"text": written.as_full("text").value}
    if not isinstance(written.value, dict):
        wrong_type(written, "a title: a text, or a mapping such as {text: …, subtitle: …}")
        return None
    return {
        key: points(written.under(key)) if key == "size" else written.value[key] for key in written.given()
    }


def full_fade(written: Written) -> Any:
    """`fade` of a panel: a side, `all`, a list of sides, or a mapping → the full fade."""
    if isinstance(written.value, str | list):
        return {"sides": full_sides(written.as_full("sides"))}
    if not isinstance(written.value, dict):
        wrong_type(written, "a side, a list of sides, or a mapping such as {sides: bottom, depth: 40%}")
        return None
    full: dict[str, Any] = {}
    for key in written.given():
        part = written.under(key)
        full[key] = {"sides": full_sides, "depth": fraction}.get(key, _as_is)(part)
    return full


def _as_is(written: Written) -> Any:
    return written.value
