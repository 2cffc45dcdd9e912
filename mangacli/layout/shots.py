"""How close the camera is: from the author's word, the prompt's words, or what happens in the panel."""

from __future__ import annotations

import re

from mangacli.geometry import Box
from mangacli.story.models import Panel, Placement, Shot

HEADS: dict[Shot, float] = {
    "extreme-close-up": 1.0,
    "close-up": 1.35,
    "bust": 2.0,
    "medium": 3.2,
    "full": 6.5,
    "long": 6.5,
}
"""How many head heights (crown to chin) of a figure a shot shows."""

SIZE: dict[Shot, float] = {
    "extreme-close-up": 1.2,
    "close-up": 0.64,
    "bust": 0.42,
    "medium": 0.27,
    "full": 0.135,
    "long": 0.085,
}
"""Head height as a fraction of the panel's height, where there is room for it."""

_WORDS: tuple[tuple[Shot, str], ...] = (
    (
        "extreme-close-up",
        r"(?:extreme|big|tight)[ -]close[ -]?ups?|eyes only|(?:ド|超)アップ|目(?:元)?のアップ"
        r"|大特写|익스트림 클로즈업",
    ),
    (
        "bust",
        r"\bbust(?:[ -](?:shot|up))?\b|(?:head and shoulders|shoulders[ -]up|chest[ -]up)"
        r"|バスト(?:アップ|ショット)?|胸から上|近景|바스트",
    ),
    (
        "close-up",
        r"close[ -]?ups?\b|クローズアップ|(?<![ートクン])アップ(?![ルダデグロテリ])|特写|클로즈업",
    ),
    (
        "medium",
        r"(?:medium|mid)[ -]shot|(?:waist|knees?)[ -]up|cowboy shot|ミディアム(?:ショット)?"
        r"|ウエストショット|腰から上|上半身|中景|미디엄",
    ),
    (
        "full",
        r"full[ -](?:body|shot|figure|length)|head to (?:toe|foot)|全身|フルショット|立ち姿|전신",
    ),
    (
        "long",
        r"(?:long|wide|establishing|aerial)[ -](?:shot|view|angle)|bird'?s[ -]eye|panorama|in the distance"
        r"|far away|ロング(?!ヘア|の髪|コート|スカート|セラー)|遠景|全景|俯瞰|远景|롱샷|롱숏",
    ),
)
_ACTION = (
    r"\b(?:run|walk|stand|jump|climb|danc|kick|sit|fall|leap|sprint|march|stumbl|kneel)(?:s|es|ing|ning|ting)?\b"
    r"|走|歩|立っ|立ち|跳|飛び|登|踊|蹴|座|転"
)
_FEELING = (
    r"\b(?:smil|cr(?:y|ie)|tear|blush|frown|stare|gaze|whisper|sob|grin|wink|glar|sigh)\w*\b|\b(?:face|eyes)\b"
    r"|笑|泣|涙|睨|見つめ|顔|目を"
)


def shot_in_words(prompt: str) -> Shot | None:
    """A prompt → the shot that it names (the first, where it names several), or None."""
    found: list[tuple[int, int, Shot]] = []
    for rank, (shot, pattern) in enumerate(_WORDS):
        match = re.search(pattern, prompt, re.IGNORECASE)
        if match:
            found.append((match.start(), rank, shot))
    return min(found)[2] if found else None


def shot_spans(prompt: str) -> list[tuple[int, int]]:
    """Where in a prompt the words stand that tell how close a figure is: start and end of each."""
    patterns = (*(pattern for _, pattern in _WORDS), _ACTION, _FEELING)
    return [m.span() for pattern in patterns for m in re.finditer(pattern, prompt, re.IGNORECASE)]


def choose_shot(placement: Placement, panel: Panel, box: Box) -> Shot:
    """A character's placement, its panel and the panel's box → how close it is shown.

    The author's word decides (the character's, then the panel's), then the prompt's. Without any, a figure
    with a box of its own is shown as its proportions allow; else the prompt's verbs (who runs is shown whole,
    who weeps from near) and the panel's shape.
    """
    said = placement.shot or panel.shot or shot_in_words(panel.prompt)
    if said is not None:
        return said
    if placement.box is not None:
        figure = box.part(placement.box)
        return shot_of_proportions(figure.width, figure.height)
    crowd = len(panel.characters)
    if re.search(_ACTION, panel.prompt, re.IGNORECASE):
        return "full" if box.height >= 0.8 * box.width or crowd > 1 else "medium"
    if re.search(_FEELING, panel.prompt, re.IGNORECASE) and crowd <= 2:
        return "bust"
    if crowd <= 2 and box.width > 1.7 * box.height:
        return "bust"
    return "medium"


def shot_of_proportions(width: float, height: float) -> Shot:
    """A figure's box → the shot that would fill it: a slim box holds a whole figure, a square one a bust."""
    slimness = width / height
    if slimness < 0.45:
        return "full"
    if slimness < 0.8:
        return "medium"
    return "bust" if slimness < 1.15 else "close-up"


def shot_of_heads(heads: float) -> Shot:
    """How many head heights of a figure are seen → the shot's name."""
    if heads < 1.1:
        return "extreme-close-up"
    if heads < 1.7:
        return "close-up"
    if heads < 2.6:
        return "bust"
    return "medium" if heads < 5 else "full"
