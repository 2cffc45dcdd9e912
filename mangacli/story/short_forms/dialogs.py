"""Dialogs as written (`- mika: text`, `- mika + ren: text`, `- sfx: ゴゴゴ`, a mapping) → their full form."""

from __future__ import annotations

from typing import Any

from mangacli.errors import Where
from mangacli.story.models import RESERVED_SPEAKERS, Dialog
from mangacli.story.short_forms.lengths import fraction, numbers
from mangacli.story.short_forms.sounds import full_sound
from mangacli.story.short_forms.written import Written, did_you_mean, wrong_type

DIALOG_KEYS = tuple(Dialog.model_fields)
_KIND_OF = {"caption": "caption", "narration": "caption", "sfx": "sfx"}
_ONE_OR_ALL = "begin each dialog with a dash of its own; `mika + ren: text` is said by both"
_HOW = "write `- speaker: text`, `- caption: text` or `- sfx: text`"


def full_dialogs(written: Written, cast: list[str]) -> list[Any]:
    """`dialogs` of a panel, and the ids of the story's characters → list of full dialogs."""
    if not isinstance(written.value, list):
        wrong_type(written, "a list of dialogs", f"begin each with a dash: {_HOW}")
        return []
    return [_full_dialog(element, cast) for element in written.elements()]


def _full_dialog(written: Written, cast: list[str]) -> dict[str, Any]:
    if not isinstance(written.value, dict):
        wrong_type(written, "a speaker and a text", _HOW)
        return {"text": "…"}
    full = _keys(written)
    named = [key for key in written.value if key not in DIALOG_KEYS]
    if "text" in written.value or not named:
        full |= {key: written.value[key] for key in named}
    elif not _take_speaker(written, named, cast, full):
        return {"text": "…"}
    return _settle_kind(written, full)


def _keys(written: Written) -> dict[str, Any]:
    """The keys that the full form knows, read."""
    full: dict[str, Any] = {}
    for key in written.given():
        if key not in DIALOG_KEYS:
            continue
        part = written.under(key)
        if key == "chorus" and isinstance(part.value, str):
            full[key] = [part.as_full(0).value]
        elif key == "sound":
            full[key] = full_sound(part)
        elif key == "kind" and part.value == "narration":
            full[key] = "caption"
        else:
            full[key] = numbers(part, "x1 y1 x2 y2", fraction) if key == "box" else part.value
    if isinstance(full.get("speaker"), list):
        _spread_speakers(written, full)
    return full


def _spread_speakers(written: Written, full: dict[str, Any]) -> None:
    """`speaker: [mika, ren]` → the first is the speaker, the others its chorus, in `full`."""
    voices = full.pop("speaker")
    if not voices:
        wrong_type(written.under("speaker"), "one speaker or several")
        return
    full["speaker"] = written.under("speaker").under(0, ()).value
    listed = written.inside("speaker")
    for index in range(1, len(voices)):
        place = _next_in_chorus(full, voices[index])
        listed.under(index, place)


def _voices_of_key(spoken: Written, names: list[str], full: dict[str, Any]) -> None:
    """`mika + ren: text` → the first is the speaker, the others its chorus, in `full`."""
    spoken.key_becomes("speaker")
    full["speaker"] = names[0]
    for name in names[1:]:
        spoken.key_becomes(*_next_in_chorus(full, name))


def _next_in_chorus(full: dict[str, Any], voice: Any) -> Where:
    """Adds a voice to the chorus in `full`, after those that stand there → its path."""
    others = full.get("chorus", [])
    if not isinstance(others, list):  # it is complained of later
        return ("chorus",)
    full["chorus"] = [*others, voice]
    return ("chorus", len(others))


def _names_in(key: str, cast: list[str]) -> list[str]:
    """A dialog's key → the names in it: several, where they are joined by a plus sign."""
    return [key] if key in cast else [name.strip() for name in key.split("+")]


def _take_speaker(written: Written, named: list[str], cast: list[str], full: dict[str, Any]) -> bool:
    """Reads `speaker: text` into `full`; False, and an error noted, where it is not clear who speaks."""
    known = (*cast, *RESERVED_SPEAKERS)
    speakers = [key for key in named if any(name in known for name in _names_in(key, cast))]
    if len(speakers) > 1:
        both = " and ".join(f'"{key}"' for key in speakers[:3])
        written.report("two-speakers", f"{both} speak in one dialog", _ONE_OR_ALL)
        return False
    speaker = speakers[0] if speakers else named[0]
    if not speakers and isinstance(written.value[speaker], str | dict):
        words = [*known, *(DIALOG_KEYS if len(named) > 1 else ())]
        part = written.under(speaker, ("speaker",))
        message = f'"{speaker}" is not a character of the story{did_you_mean(speaker, words)}'
        part.report("unknown-speaker", message, _speaker_hint(cast), at_key=True)
    spoken = written.inside(speaker)
    _voices_of_key(spoken, _names_in(speaker, cast), full)
    if isinstance(spoken.value, dict):
        full |= _keys(spoken) | {
            key: spoken.under(key).value for key in spoken.value if key not in DIALOG_KEYS
        }
    else:
        full["text"] = spoken.as_full("text").value
    full |= {key: written.value[key] for key in named if key != speaker}
    return True


def _speaker_hint(cast: list[str]) -> str:
    names = ", ".join(cast[:8]) + (", …" if len(cast) > 8 else "")
    return f"speakers: {names + ', ' if names else ''}caption, narration, sfx"


def _settle_kind(written: Written, full: dict[str, Any]) -> dict[str, Any]:
    """A reserved speaker becomes the balloon's kind."""
    speaker = full.get("speaker")
    if not isinstance(speaker, str) or speaker not in _KIND_OF:
        return full
    kind = _KIND_OF[speaker]
    if full.get("kind", kind) != kind:
        message = f'"{speaker}" is always of the kind {kind}, not {full["kind"]}'
        written.part("kind").report(
            "kind-of-speaker", message, "name a character as the speaker, or leave out `kind`"
        )
    return {key: value for key, value in full.items() if key != "speaker"} | {"kind": kind}
