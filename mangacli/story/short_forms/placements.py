"""Characters of the story and of a panel as written → their full forms."""

from __future__ import annotations

from typing import Any, get_args

from mangacli.story.models import MOODS, POSES, RESERVED_SPEAKERS, Horizontal, Shot
from mangacli.story.short_forms.dialogs import DIALOG_KEYS
from mangacli.story.short_forms.lengths import fraction, numbers
from mangacli.story.short_forms.written import Written, did_you_mean, wrong_type

_PLACES = dict.fromkeys(get_args(Horizontal)) | {"centre": "center", "middle": "center"}
_SHOTS = get_args(Shot)
_FACING = {"facing-left": "left", "facing-right": "right"}
_HOW = (
    "a side (left, center, right), a shot (close-up, bust, full …), facing-left, a mood or a pose; "
    "for other words write {mood: …} or {pose: …}"
)
_WORDS = [*_PLACES, *_SHOTS, *_FACING, *MOODS, *POSES]


def full_cast(written: Written) -> dict[str, Any]:
    """`characters` of the story: id → looks, or nothing but the id → full form of each."""
    if not isinstance(written.value, dict):
        wrong_type(written, "a mapping of character ids", "write `mika:` and the character's keys below it")
        return {}
    return {key: _full_character(written.under(key), key) for key in written.value}


def _check_id(written: Written, id: str) -> None:
    """Reports an id that dialogs could not be told by."""
    if id in RESERVED_SPEAKERS or id in DIALOG_KEYS:
        message = f'"{id}" is a word that dialogs need for themselves'
        written.report("reserved-id", message, "take another id", at_key=True)
    elif not id.strip() or len(id) > 64 or not id.isprintable():
        written.report("bad-value", "a character's id is a word of 1 to 64 letters", at_key=True)


def _full_character(written: Written, id: str) -> dict[str, Any]:
    _check_id(written, id)
    if written.value is None:
        return {"name": id}
    if not isinstance(written.value, dict):
        wrong_type(written, "a mapping", "keys: name, reference, description …")
        return {"name": id}
    full: dict[str, Any] = {"name": id}
    for key in written.given():
        part = written.under(key)
        full[key] = _references(part) if key == "reference" else _look(part) if key == "look" else part.value
    return full


def _look(written: Written) -> Any:
    """Parts of a look; a single extra may stand without its list."""
    if not isinstance(written.value, dict):
        return written.value
    full: dict[str, Any] = {}
    for key in written.given():
        part = written.under(key)
        one = key == "extras" and isinstance(part.value, str)
        full[key] = [part.as_full(0).value] if one else part.value
    return full


def _references(written: Written) -> Any:
    """One path or a list of them → a list."""
    if isinstance(written.value, list):
        return written.value
    return [written.as_full(0).value]


def full_placements(written: Written) -> list[Any]:
    """`characters` of a panel: ids, or ids with placements → list of full placements in the order written."""
    if isinstance(written.value, dict):
        entries = [(key, written.under(key, (index,))) for index, key in enumerate(written.value)]
        return [_full_placement(part, key) for key, part in entries]
    if isinstance(written.value, list):
        return [_from_element(element) for element in written.elements()]
    if isinstance(written.value, str):
        return [{"character": written.as_full(0, "character").value}]
    wrong_type(written, "ids, or a mapping of ids to placements")
    return []


def _from_element(written: Written) -> dict[str, Any]:
    """An element of the list form: an id, `id: placement`, or a full placement."""
    value = written.value
    if isinstance(value, str):
        return {"character": written.as_full("character").value}
    if isinstance(value, dict) and "character" in value:
        return _mapping(written, {})
    if isinstance(value, dict) and len(value) == 1:
        (id,) = value
        return _full_placement(written.under(id, ()), id)
    wrong_type(written, "a character's id, a text", "one `id` or `id: placement` after each dash")
    return {"character": ""}


def _full_placement(written: Written, id: str) -> dict[str, Any]:
    written.key_becomes("character")
    if written.value is None:
        return {"character": id}
    if isinstance(written.value, str):
        return {"character": id} | _words(written)
    if isinstance(written.value, dict):
        if "character" in written.value:
            message = f'"character" is given already: it is "{id}"'
            written.part("character").report("bad-placement", message, "delete it")
        return _mapping(written, {}) | {"character": id}
    wrong_type(
        written, "a placement: words such as `left close-up`, or a mapping such as {box: [0, 0, 0.5, 1]}"
    )
    return {"character": id}


def _mapping(written: Written, full: dict[str, Any]) -> dict[str, Any]:
    for key in written.given():
        part = written.under(key)
        if key == "hands":
            full[key] = _hands(part)
        else:
            full[key] = _box(part) if key in ("box", "head") else part.value
    return full


def _box(written: Written) -> Any:
    return numbers(written, "x1 y1 x2 y2", fraction)


def _hands(written: Written) -> Any:
    """One box or a list of them → a list."""
    if isinstance(written.value, list) and all(isinstance(value, list) for value in written.value):
        return [_box(element) for element in written.elements()]
    return [_box(written.as_full(0))]


def _words(written: Written) -> dict[str, Any]:
    """Words of a placement (side, shot, `facing-left`, mood, pose), in any order → what they stand for."""
    full: dict[str, Any] = {}
    for word in written.value.lower().replace(",", " ").split():
        key, value = _meaning(word)
        if key is None:
            message = f'"{word}" is not a word of a placement{did_you_mean(word, _WORDS)}'
            written.as_full("at").report("bad-placement", message, _HOW)
        elif key in full:
            message = f'"{word}" says again what "{full[key]}" has said'
            written.as_full("at").report("bad-placement", message, "keep one of them")
        else:
            full[key] = value
    for key in full:
        written.notes.sources[(*written.full, key)] = written.source
    return full


def _meaning(word: str) -> tuple[str | None, str]:
    if word in _PLACES:
        return "at", _PLACES[word] or word
    if word in _SHOTS:
        return "shot", word
    if word in _FACING:
        return "facing", _FACING[word]
    if word in MOODS:
        return "mood", word
    return ("pose", word) if word in POSES else (None, word)
