"""The page as written (a preset's name, or a mapping over one) → the full page setup in millimetres."""

from __future__ import annotations

from typing import Any

from mangacli.story.page_presets import PRESETS
from mangacli.story.short_forms.lengths import millimetres, numbers, points
from mangacli.story.short_forms.written import Written, did_you_mean, wrong_type


def full_page_setup(written: Written, default: str) -> dict[str, Any]:
    """A preset's name, or a mapping with what differs from one → every number of the paper.

    `default` is the preset that gives what a mapping without `preset` leaves out.
    """
    if isinstance(written.value, str):
        return preset(written) or preset_values(default)
    if not isinstance(written.value, dict):
        wrong_type(written, "a page preset's name or a mapping such as {size: [182mm, 257mm]}")
        return preset_values(default)
    setup = preset_values(default) | {"preset": None}
    if written.value.get("preset") is not None:
        setup = preset(written.under("preset")) or setup
    dpi = setup["dpi"]
    if "dpi" in written.given():
        setup["dpi"] = written.value["dpi"]
        if isinstance(setup["dpi"], int | float) and setup["dpi"] > 0:
            dpi = setup["dpi"]
    for key in written.given():
        if key in ("preset", "dpi"):
            continue
        setup[key] = _part(written.under(key), key, setup.get(key), dpi)
    return setup


def preset_values(name: str) -> dict[str, Any]:
    """A known preset's name → its numbers."""
    return PRESETS[name].model_dump(mode="json")


def preset(written: Written) -> dict[str, Any] | None:
    """A preset's name as written → its numbers; None, and an error noted, where there is no such preset."""
    name = written.value
    if not isinstance(name, str):
        wrong_type(written, "a page preset's name, a text")
        return None
    if name in PRESETS:
        return preset_values(name)
    message = f'there is no page preset "{name}"{did_you_mean(name, list(PRESETS))}'
    written.report("unknown-preset", message, "presets: " + ", ".join(PRESETS))
    return None


def _part(written: Written, key: str, inherited: Any, dpi: float) -> Any:
    match key:
        case "size":
            return numbers(written, "width height", lambda part: millimetres(part, dpi))
        case "bleed" | "safe":
            return millimetres(written, dpi)
        case "frame":
            return points(written, dpi)
        case "margin":
            return _sides(written, inherited, ("top", "outer", "bottom", "inner"), dpi)
        case "gutter":
            return _sides(written, inherited, ("panels", "tiers"), dpi)
    return written.value


def _sides(written: Written, inherited: dict[str, Any], names: tuple[str, ...], dpi: float) -> Any:
    """One length for all sides, a list with one for each, or a mapping with those that differ."""
    if isinstance(written.value, dict):
        given = {}
        for key in written.given():
            part = written.under(key)
            given[key] = millimetres(part, dpi) if key in names else part.value
        return inherited | given
    if isinstance(written.value, list):
        values = numbers(written, " ".join(names), lambda part: millimetres(part, dpi))
        for index, name in enumerate(names if values else ()):
            written.notes.sources[(*written.full, name)] = (*written.source, index)
        return dict(zip(names, values, strict=True)) if values else inherited
    length = millimetres(written, dpi)
    for name in names:
        written.notes.sources[(*written.full, name)] = written.source
    return inherited if length is None else dict.fromkeys(names, length)
