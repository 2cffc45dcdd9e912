"""A storyboard as written → its full form, as plain values that the models then check."""

from __future__ import annotations

from typing import Any

from mangacli.story.short_forms.camera import full_camera, full_shot
from mangacli.story.short_forms.dialogs import full_dialogs
from mangacli.story.short_forms.effects import full_effects
from mangacli.story.short_forms.furniture import full_fade, full_title
from mangacli.story.short_forms.layouts import full_layout, tiers
from mangacli.story.short_forms.lengths import fraction, numbers, points
from mangacli.story.short_forms.page_setup import full_page_setup, preset_values
from mangacli.story.short_forms.placements import full_cast, full_placements
from mangacli.story.short_forms.written import Notes, TooManyErrors, Written, wrong_type
from mangacli.yaml_file import YamlTree


def full_story(tree: YamlTree) -> tuple[dict[str, Any] | None, Notes]:
    """A file's tree → (full form, notes). None where the file is no mapping, or full of errors."""
    notes = Notes(tree)
    try:
        return _full_story(tree, notes), notes
    except TooManyErrors:
        return None, notes


def _full_story(tree: YamlTree, notes: Notes) -> dict[str, Any] | None:
    written = Written(tree.value, (), (), notes)
    if not isinstance(tree.value, dict):
        wrong_type(
            written,
            "a storyboard, a mapping that begins with `manga: 1`",
            "`manga new` writes one to start from",
        )
        return None
    full: dict[str, Any] = {}
    reading = tree.value.get("reading") or "rtl"
    cast = tree.value.get("characters")
    ids = list(cast) if isinstance(cast, dict) else []
    default_page = "webtoon" if reading == "vertical" else "b5"
    for key in written.given():
        part = written.under(key)
        match key:
            case "manga" if isinstance(part.value, bool | str):
                wrong_type(part, "the number of the format", "write `manga: 1`")
            case "page":
                full[key] = full_page_setup(part, default_page)
            case "characters":
                full[key] = full_cast(part)
            case "lettering":
                full[key] = _lettering(part)
            case "loras":
                full[key] = _loras(part)
            case "pages":
                full[key] = _pages(part, ids, reading)
            case _:
                full[key] = part.value
    full.setdefault("page", preset_values(default_page))
    return full


def _loras(written: Written) -> Any:
    """A LoRA's path, a mapping, or a list of both → a list of mappings."""
    parts = list(written.elements()) if isinstance(written.value, list) else [written.as_full(0)]
    return [
        {"file": part.as_full("file").value} if isinstance(part.value, str) else part.value for part in parts
    ]


def _image(written: Written) -> Any:
    """An image file's path, or a mapping → the full image."""
    if isinstance(written.value, str):
        return {"file": written.as_full("file").value}
    if not isinstance(written.value, dict):
        wrong_type(written, "a text, the path of an image, or a mapping such as {file: …, fit: contain}")
        return None
    full: dict[str, Any] = {}
    for key in written.given():
        part = written.under(key)
        point = key == "at" and not isinstance(part.value, str)
        full[key] = numbers(part, "x y", fraction) if point else part.value
    return full


def _lettering(written: Written) -> Any:
    if not isinstance(written.value, dict):
        return written.value
    return {
        key: points(written.under(key)) if key in ("size", "minimum") else written.value[key]
        for key in written.given()
    }


def _pages(written: Written, cast: list[str], reading: str) -> Any:
    if not isinstance(written.value, list):
        wrong_type(written, "a list of pages", "begin each page with a dash: `- layout: …`")
        return []
    return [_page(element, cast, reading) for element in written.elements()]


def _page(written: Written, cast: list[str], reading: str) -> Any:
    if not isinstance(written.value, dict):
        wrong_type(written, "a page: a mapping with `panels`")
        return {"layout": {"rows": tiers(1)}, "panels": [{}]}
    full: dict[str, Any] = {}
    for key in written.given():
        part = written.under(key)
        if key == "layout":
            full[key] = full_layout(part, reading)
        elif key == "panels":
            full[key] = _panels(part, cast)
        elif key == "title":
            full[key] = full_title(part)
        else:
            full[key] = part.value
    if "layout" not in full:
        panels = full.get("panels")
        count = len(panels) if isinstance(panels, list) else 0
        strip = reading == "vertical"
        full["layout"] = {"rows": tiers(max(count, 1), strip), "strip": strip}
    return full


def _panels(written: Written, cast: list[str]) -> Any:
    if not isinstance(written.value, list):
        wrong_type(written, "a list of panels", "begin each panel with a dash: `- prompt: …`")
        return []
    return [_panel(element, cast) for element in written.elements()]


def _panel(written: Written, cast: list[str]) -> Any:
    if not isinstance(written.value, dict):
        wrong_type(
            written, "a panel: a mapping with `prompt`, `characters`, `dialogs`", "write `- prompt: …`"
        )
        return {}
    full: dict[str, Any] = {}
    for key in written.given():
        part = written.under(key)
        match key:
            case "characters":
                full[key] = full_placements(part)
            case "dialogs":
                full[key] = full_dialogs(part, cast)
            case "effects":
                full[key] = full_effects(part)
            case "fade":
                full[key] = full_fade(part)
            case "shot":
                full |= full_shot(part, full.get("camera", []))
            case "camera":
                full[key] = full_camera(part, full.get(key, []))
            case "frame_width":
                full[key] = points(part)
            case "image":
                full[key] = _image(part)
            case _:
                full[key] = part.value
    return full
