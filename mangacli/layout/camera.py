"""How the camera of a panel stands beside how close it is: what the author or the prompt says.

From below or above, askew, over somebody's shoulder, on the other side of the place.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Sequence

from mangacli.layout.shots import HEADS
from mangacli.story.models import Camera, Panel, Shot

CAMERA_WORDS: dict[Camera, str] = {
    "low-angle": r"\blow[- ]angle|\bfrom below\b|\bworm'?s[- ]eye|\blook(?:s|ing)? up at\b|\btowers? over\b"
    r"|アオリ|煽り|あおり|下から|見上げ|仰角|仰视|로우 ?앵글",
    "high-angle": r"\bhigh[- ]angle|\bfrom above\b|\bbird'?s[- ]eye|\boverhead (?:shot|view)"
    r"|\blook(?:s|ing)? down (?:at|on)\b|\baerial\b|フカン|俯瞰|見下ろ|上から見|俯视|하이 ?앵글",
    "dutch-tilt": r"\bdutch\b(?:[- ]tilt)?|\bcamera tilt"
    r"|\b(?:tilted|canted|slanted|crooked) (?:camera|angle|shot|view|frame|horizon)"
    r"|斜め構図|傾いた(?:画面|構図|カメラ)|ダッチ",
    "over-the-shoulder": r"\bover[- ](?:the|his|her|their|\w+'s)[- ]shoulders?\b|\bover[- ]shoulder\b|\bOTS\b"
    r"|肩越し|肩ごし|肩なめ|越肩",
    "reverse": r"\breverse (?:shot|angle|view|side)|\bfrom the (?:other|opposite|reverse) side\b"
    r"|\bcounter[- ]?shot|切り返し|切返し|反対側から|逆アングル",
}
"""What the camera does and the words that ask for it."""
_OPPOSITES = ("low-angle", "high-angle")
TILT = math.radians(9.0)
"""How far a tilted camera leans."""
TALL: dict[Camera, float] = {"low-angle": 7.6, "high-angle": 5.2}
"""How many head heights a whole figure measures, seen from below and from above; else `HEADS` says."""


def camera_of(panel: Panel) -> tuple[Camera, ...]:
    """A panel → how its camera stands: the author's words, then the prompt's where they do not contradict."""
    said = list(panel.camera)
    found = sorted(
        (match.start(), camera)
        for camera, words in CAMERA_WORDS.items()
        if (match := re.search(words, panel.prompt, re.IGNORECASE))
    )
    for _, camera in found:
        opposed = camera in _OPPOSITES and any(other in said for other in _OPPOSITES)
        if camera not in said and not opposed:
            said.append(camera)
    return tuple(said)


def camera_spans(prompt: str) -> list[tuple[int, int]]:
    """Where in a prompt the words stand that say how the camera stands: start and end of each."""
    return [
        match.span() for words in CAMERA_WORDS.values() for match in re.finditer(words, prompt, re.IGNORECASE)
    ]


def heads_of(shot: Shot, camera: Sequence[Camera]) -> float:
    """A shot and how the camera stands → how many head heights of a figure are seen.

    From above the head is near and the feet are far, from below the other way round.
    """
    if shot not in ("full", "long"):
        return HEADS[shot]
    return next((TALL[word] for word in camera if word in TALL), HEADS[shot])


def lean_of(panel: Panel, right_to_left: bool) -> float:
    """A panel → how far its world leans, in radians clockwise; to one side or the other, by its words.

    More often it falls toward where reading goes on.
    """
    if "dutch-tilt" not in camera_of(panel):
        return 0.0
    lot = hashlib.sha256(panel.prompt.encode()).digest()[0] % 3
    onward = -1.0 if right_to_left else 1.0
    return TILT * (onward if lot else -onward)
