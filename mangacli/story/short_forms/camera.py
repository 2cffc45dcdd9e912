"""How a panel's camera stands, as written: words of `shot` and `camera` → their full forms."""

from __future__ import annotations

from typing import Any, get_args

from mangacli.story.models import Camera, Shot
from mangacli.story.short_forms.written import Written, did_you_mean, wrong_type

_SHOTS = list(get_args(Shot))
_CAMERA = list(get_args(Camera))
_OPPOSITE = {"low-angle": "high-angle", "high-angle": "low-angle"}


def full_shot(written: Written, camera: list[str]) -> dict[str, Any]:
    """`shot` of a panel: words in any order, one for how close, others for the camera → both keys.

    `camera` is what the panel's other key has said already.
    """
    found: dict[str, Any] = {}
    for part, word in _words(written):
        if word in _CAMERA:
            camera = _with(part, word, camera)
        elif word not in _SHOTS:
            known = [*_SHOTS, *_CAMERA]
            message = f'"{word}" is not a word of a shot{did_you_mean(word, known)}'
            part.report("bad-value", message, f"one of {', '.join(known)}")
        elif "shot" in found:
            message = f'"{word}" says again how close the camera is: "{found["shot"]}" has said it'
            part.report("bad-value", message, "keep one of them")
        else:
            found["shot"] = word
    return found | ({"camera": camera} if camera else {})


def full_camera(written: Written, camera: list[str]) -> list[str]:
    """`camera` of a panel: words, or a list of them → a list of words; `camera` is what `shot` has said."""
    for part, word in _words(written):
        if word in _CAMERA:
            camera = _with(part, word, camera)
        else:
            message = f'"{word}" is no way for a camera to stand{did_you_mean(word, _CAMERA)}'
            part.report("bad-value", message, f"one of {', '.join(_CAMERA)}")
    return camera


def _with(part: Written, word: str, camera: list[str]) -> list[str]:
    """The words so far and one more, each once."""
    if (other := _OPPOSITE.get(word)) in camera:
        part.report("bad-value", f'"{word}" contradicts "{other}"', "keep one of them")
        return camera
    return camera if word in camera else [*camera, word]


def _words(written: Written) -> list[tuple[Written, str]]:
    """Every word with the place to report it at."""
    if isinstance(written.value, str):
        return [(written, word) for word in written.value.lower().replace(",", " ").split()]
    if isinstance(written.value, list) and all(isinstance(word, str) for word in written.value):
        return [(part, part.value.lower()) for part in written.elements()]
    wrong_type(written, "words such as `close-up low-angle`, or a list of them")
    return []
