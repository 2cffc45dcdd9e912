"""What a character does in a panel: face and pose, from mood, pose, scene and what it says.

An explicit mood or pose wins, then the scene's words about the character, then how it speaks. Speakers'
mouths are open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mangacli.generate.base import CharacterRequest
from mangacli.generate.draft import acting_words as words
from mangacli.generate.draft.look import digest
from mangacli.generate.draft.vocabulary import first, said_of, says

CUES = ("", "!", "?", "?!", "…")
UNSPOKEN = ("thought", "monologue", "caption", "sfx")
"""Kinds of balloon that are said with a closed mouth."""


@dataclass(frozen=True, slots=True)
class Acting:
    """A face and a pose: names of eyes (None: the character's own), brows and mouth; what is drawn beside."""

    mood: str
    eyes: str | None
    brows: str
    mouth: str
    pose: str
    marks: tuple[str, ...] = ()


def act(character: CharacterRequest, scene: str, cast: Sequence[CharacterRequest]) -> Acting:
    """A character, the panel's scene and whole cast → what the character does in it."""
    mood = _mood(character, scene, cast)
    face = words.FACES[mood]
    speaks = any(kind not in UNSPOKEN for kind, _ in character.lines)
    whispers = speaks and all(kind == "whisper" for kind, _ in character.lines)
    mouths = ("happy08", "sad02") if whispers and mood == "calm" else face.talking if speaks else face.silent
    pick = digest(character.id, scene, "face")
    return Acting(
        mood=mood,
        eyes=face.eyes[pick % len(face.eyes)] if face.eyes else None,
        brows=face.brows[pick // 7 % len(face.brows)],
        mouth=mouths[pick // 31 % len(mouths)],
        pose=_pose(character, scene, cast),
        marks=face.marks,
    )


def _mood(character: CharacterRequest, scene: str, cast: Sequence[CharacterRequest]) -> str:
    if character.mood:
        return first(character.mood, words.MOODS) or "calm"
    told = _told(character, scene, cast, words.MOODS)
    if told:
        return told
    for kind, text in character.lines:
        spoken = _spoken_mood(kind, text)
        if spoken:
            return spoken
    return "calm"


def heard(kind: str, text: str) -> str:
    """A line → the shortest text that makes the same face: which words are said does not matter to it."""
    mood = _spoken_mood(kind, text)
    return next((cue for cue in CUES if _spoken_mood(kind, cue) == mood), text)


def _spoken_mood(kind: str, text: str) -> str | None:
    """A line → the mood in which it is said; None where it does not tell."""
    spoken = first(text, words.SPOKEN_MOODS)
    if spoken:
        return spoken
    if "?!" in text or "!?" in text or says(text, "？！|！？|⁉|‼"):
        return "surprised"
    if kind == "shout":
        return "shouting"
    if kind == "wobbly":
        return "worried"
    if "!" in text or "！" in text:
        return "excited"
    if "?" in text or "？" in text:
        return "puzzled"
    if text.rstrip().endswith(("...", "…", "‥")):
        return "worried"
    return None


def _pose(character: CharacterRequest, scene: str, cast: Sequence[CharacterRequest]) -> str:
    if character.pose:
        return first(character.pose, words.POSES) or "standing"
    return _told(character, scene, cast, words.POSES) or "standing"


def _told(
    character: CharacterRequest, scene: str, cast: Sequence[CharacterRequest], vocabulary: dict[str, str]
) -> str | None:
    """What the scene says of a character: of it by name first, else what it says of nobody by name."""
    names = [name for one in cast for name in (one.name, one.id)]
    mine = [number for number, name in enumerate(names) if cast[number // 2].id == character.id]
    general = None
    for meaning, number in said_of(scene, names, vocabulary):
        if number in mine:
            return meaning
        if number is None and general is None:
            general = meaning
    return general
