"""How a sound is drawn, as written (`white shadow`, or a mapping) → its full form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from mangacli.story.short_forms.written import Written, did_you_mean, wrong_type
from mangacli.story.sound import Ink, Outline, SoundKind

SOUND_WORDS: Mapping[str, tuple[str, Any]] = {
    **{kind: ("kind", kind) for kind in get_args(SoundKind)},
    **{ink: ("fill", ink) for ink in get_args(Ink)},
    **{outline: ("outline", outline) for outline in get_args(Outline) if outline != "none"},
    "shadow": ("shadow", True),
    "behind": ("behind", True),
}
"""Words of the short form: the key that each gives, and its value."""
_HOW = f"words: {', '.join(SOUND_WORDS)}; for turn, arc, skew, jitter, growth write a mapping"


def full_sound(written: Written) -> Any:
    """`sound` of a dialog: words in any order, or a mapping → the mapping."""
    if isinstance(written.value, str):
        return _words(written)
    if isinstance(written.value, dict):
        return {key: written.under(key).value for key in written.given()}
    wrong_type(written, "words such as `white shadow`, or a mapping such as {turn: -12}", _HOW)
    return {}


def _words(written: Written) -> dict[str, Any]:
    full: dict[str, Any] = {}
    for word in written.value.lower().replace(",", " ").split():
        key, value = SOUND_WORDS.get(word, ("", None))
        if not key:
            message = f'"{word}" is not a word of a sound{did_you_mean(word, list(SOUND_WORDS))}'
            written.report("bad-value", message, _HOW)
        elif key in full:
            message = f'"{word}" is said of a sound whose {key} is {full[key]} already'
            written.report("bad-value", message, "keep one of them")
        else:
            full[key] = value
    for key in full:
        written.notes.sources[(*written.full, key)] = written.source
    return full
