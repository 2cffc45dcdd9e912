"""Effects as written (a name, a mapping, or a list of both) → their full form."""

from __future__ import annotations

from typing import Any

from mangacli.story.short_forms.lengths import fraction, numbers
from mangacli.story.short_forms.written import Written, wrong_type

_AT = "a character's id, a point [x, y] or a box [x1, y1, x2, y2]"


def full_effects(written: Written) -> list[Any]:
    """`effects` of a panel → list of full effects, in paint order."""
    parts = list(written.elements()) if isinstance(written.value, list) else [written.as_full(0)]
    return [_full_effect(part) for part in parts]


def _full_effect(written: Written) -> dict[str, Any]:
    if not isinstance(written.value, dict):
        return {"effect": written.as_full("effect").value}
    full: dict[str, Any] = {}
    for key in written.given():
        part = written.under(key)
        full[key] = _place(part) if key == "at" else part.value
    return full


def _place(written: Written) -> Any:
    """What an effect points at: an id as it is, a point or a box as fractions."""
    if isinstance(written.value, str):
        return written.value
    if isinstance(written.value, list) and len(written.value) in (2, 4):
        return numbers(written, "x y" if len(written.value) == 2 else "x1 y1 x2 y2", fraction)
    if isinstance(written.value, list):
        written.report("wrong-type", f"expected {_AT}, found {len(written.value)} numbers")
    else:
        wrong_type(written, _AT)
    return None
