"""A panel request and who draws it → the key of its picture, and what differs between two of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from mangacli.generate.base import PanelRequest

ENTRY = 1
"""Version of what is kept of a panel; another one makes other keys."""
WRITTEN = {"width": "size", "height": "size", "scene": "prompt"}
"""Fields that an author knows by another name."""


@dataclass(frozen=True, slots=True)
class PanelKey:
    """What a picture is found by: `description` is all that decides it as JSON, `digest` its SHA-256."""

    digest: str
    description: str


def panel_key(request: PanelRequest, made_by: str) -> PanelKey:
    """A request as its artist sees it, and the artist's `made_by` → the picture's key.

    References count by their bytes, not by where they lie; the panel's name does not count, so that a panel
    that moves keeps its picture.
    """
    said = {"entry": ENTRY, "made_by": made_by, "request": request.content}
    description = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return PanelKey(hashlib.sha256(description.encode()).hexdigest(), description)


def differences(before: str, now: str) -> tuple[str, ...]:
    """Two descriptions → the fields in which they differ, as an author reads them: `prompt`, `mika.box` …"""
    old, new = json.loads(before), json.loads(now)
    fields = [] if old.get("made_by") == new.get("made_by") else ["artist"]
    return (*fields, *dict.fromkeys(_differing(old.get("request", {}), new["request"])))


def is_older(before: str, now: str) -> bool:
    """Whether two descriptions ask the same artist for the same picture, the first of another program."""
    old, new = json.loads(before), json.loads(now)
    artists = [str(each.get("made_by", "")).partition(" ")[0] for each in (old, new)]
    return old.get("request") == new["request"] and artists[0] == artists[1]


def _differing(old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    for name in sorted(old.keys() | new.keys()):
        before, now = old.get(name), new.get(name)
        if before == now:
            continue
        if name == "characters":
            yield from _cast(before or [], now or [])
        else:
            yield WRITTEN.get(name, name)


def _cast(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> Iterator[str]:
    """What differs in the cast: who came and went, and each one's own fields."""
    before, now = ({one["id"]: one for one in cast} for cast in (old, new))
    if list(before) != list(now):
        yield "characters"
    for id in now:
        if id in before:
            names = sorted(before[id].keys() | now[id].keys())
            yield from (f"{id}.{name}" for name in names if before[id].get(name) != now[id].get(name))
