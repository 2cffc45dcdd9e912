"""Sounds → samples: every kind of sound, and each way to change one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from mangacli.specimen.sample import SPEAKER, Sample
from mangacli.story.sound import Sound, SoundKind

WORDS = {
    "plain": "CLICK",
    "impact": "WHAM",
    "rumble": "RRRUMBLE",
    "crack": "KRAKK",
    "rush": "WHOOSH",
    "beat": "BA-DUM",
    "splash": "SPLOSH",
    "shake": "RATTLE",
    "hush": "shhh…",
    "light": "TING!",
}
"""A sound of each kind; a kind that is not here says its own name."""
AMOUNTS = {"turn": -20.0, "arc": 100.0, "growth": 1.8}
"""What a number is in its sample, where half of the most that it may be is too much or too little."""
SUBJECT = "THUNK"


def kinds() -> list[Sample]:
    """Every kind of sound."""
    return [
        _sample(f"kind: {kind}", WORDS.get(kind, kind.upper()), {"kind": kind})
        for kind in get_args(SoundKind)
    ]


def changes() -> list[Sample]:
    """Every option of a sound beside its kind, in each of its words or by one number, and the gloss."""
    found = []
    for name in Sound.model_fields:
        if name != "kind":
            found += [_sample(f"{name}: {_yaml(v)}", SUBJECT, {name: v}) for v in _values(name)]
    glossed = _sample("gloss: heart beats", "DOKI DOKI", {})
    glossed.panel["dialogs"][0]["gloss"] = "heart beats"
    return [*found, glossed]


def _values(name: str) -> Iterator[Any]:
    """An option of a sound → what it is set to in its samples, by the schema of it."""
    option = Sound.model_json_schema()["properties"][name]
    for branch in option.get("anyOf", [option]):
        if branch["type"] == "boolean":
            yield True
        elif branch["type"] == "number":
            yield AMOUNTS.get(name, branch["maximum"] / 2)
        elif branch["type"] == "string":
            yield from branch["enum"]


def _yaml(value: Any) -> str:
    return "true" if value is True else f"{value:g}" if isinstance(value, float) else str(value)


def _sample(label: str, words: str, sound: dict[str, Any]) -> Sample:
    said: dict[str, Any] = {"sfx": words} | ({"sound": sound} if sound else {})
    dialogs = [said]
    if "behind" in sound:
        dialogs.append({"speaker": SPEAKER, "text": "In front of it."})
    panel = {"prompt": "bust of Hana", "characters": {SPEAKER: "right"}, "dialogs": dialogs}
    return Sample(label, panel)
