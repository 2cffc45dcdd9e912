"""What a character does in a panel: face and pose, from mood, pose, scene and what it says.

An explicit mood or pose wins, then the scene's words about the character, then how it speaks. Speakers'
mouths are open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mangacli.generate.base import CharacterRequest
from mangacli.generate.draft import acting_words as words
from mangacli.generate.draft.lots import digest
from mangacli.generate.draft.props.table import handy_words
from mangacli.generate.draft.vocabulary import first, says
from mangacli.story.postures import BODIES, POSES, pose_of, poses_of, told

CUES = ("", "!", "?", "?!", "…")
UNSPOKEN = ("thought", "monologue", "caption", "sfx")
"""Kinds of balloon that are said with a closed mouth."""
GLANCE_TILTS = {"up": -13.0, "down": 13.0}
"""How far a glance turns the head, in degrees."""
BACKS = "from-behind"
FREE_ARMS = (
    "sitting", "in-wheelchair", "cross-legged", "kneeling", "crouching", "sitting-on-ground", "walking",
    "running",
    "leaning", "jumping",
)  # fmt: skip
"""Poses of the body in which the arms may do something else."""


@dataclass(frozen=True, slots=True)
class Acting:
    """A face and a pose: names of eyes (None: the character's own), brows and mouth; what is drawn beside.

    `pose` is one of `poses.POSES`, `behind` turns its back to us, `glance` is where the eyes go (up, down,
    back, away, or nothing), `tilt` turns the head in degrees, `arms` is the
    pose whose arms the body has besides its own pose, `holds` is what the hand holds, `seat`
    what a sitter sits on where it is no chair.
    """

    mood: str
    eyes: str | None
    brows: str
    mouth: str
    pose: str
    marks: tuple[str, ...] = ()
    tilt: float = 0.0
    glance: str = ""
    behind: bool = False
    arms: str = ""
    holds: str = ""
    seat: str = ""

    @property
    def glances_back(self) -> bool:
        """Whether the head looks the other way than the body goes."""
        return self.glance in ("back", "away")


def act(character: CharacterRequest, scene: str, cast: Sequence[CharacterRequest]) -> Acting:
    """A character, the panel's scene and whole cast → what the character does in it."""
    names = [(one.name, one.id) for one in cast]
    number = next(index for index, one in enumerate(cast) if one.id == character.id)
    mood = _mood(character, scene, names, number)
    face = words.FACES[mood]
    speaks = any(kind not in UNSPOKEN for kind, _ in character.lines)
    whispers = speaks and all(kind == "whisper" for kind, _ in character.lines)
    mouths = ("happy08", "sad02") if whispers and mood == "calm" else face.talking if speaks else face.silent
    pick = digest(character.id, scene, "face")
    poses = poses_of(character.pose, scene, names, number)
    pose = pose_of(character.pose, scene, names, number) or _by_mood(character, mood)
    if pose == "lying" and len(cast) > 1 and character.shot not in ("full", "long"):
        pose = "standing"  # across a near panel it would lie over the others
    holds = _held(character, scene, names, number, poses)
    arms = next((name for name in poses if name not in (*BODIES, BACKS, "standing")), "")
    if holds and (not arms or arms in ("holding", "holding-up", "carrying")):
        arms = words.CARRIED.get(holds, "holding")
    if pose not in BODIES:
        pose, arms = arms or pose, ""
    elif pose not in FREE_ARMS:
        arms = ""
    glance = told(scene, names, number, words.GLANCES) or ""
    return Acting(
        mood=mood,
        eyes=_eyes(face, glance, pick),
        brows=face.brows[pick // 7 % len(face.brows)],
        mouth=mouths[pick // 31 % len(mouths)],
        pose=pose,
        marks=face.marks,
        tilt=face.tilt + GLANCE_TILTS.get(glance, 0.0),
        glance=glance,
        behind=BACKS in poses,
        arms=arms,
        holds=holds,
        seat=(told(scene, names, number, words.SEATS) or "") if pose == "sitting" else "",
    )


def _eyes(face: words.Face, glance: str, pick: int) -> str | None:
    """The eyes of a mood; who looks down and feels nothing much lowers the lids."""
    if glance == "down" and not face.eyes:
        return ("shut", "half")[pick % 2]
    return face.eyes[pick % len(face.eyes)] if face.eyes else None


def _mood(character: CharacterRequest, scene: str, names: Sequence[Sequence[str]], number: int) -> str:
    if character.mood:
        return (
            character.mood if character.mood in words.FACES else first(character.mood, words.MOODS) or "calm"
        )
    said = told(scene, names, number, words.MOODS)
    if said:
        return said
    for kind, text in character.lines:
        spoken = _spoken_mood(kind, text)
        if spoken:
            return spoken
    return "calm"


def wordless(kind: str, text: str) -> str:
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
    if "♪" in text or "♡" in text or "♥" in text:
        return "happy"
    if "!" in text or "！" in text:
        return "excited"
    if "?" in text or "？" in text:
        return "puzzled"
    if text.rstrip().endswith(("...", "…", "‥")):
        return "worried"
    return None


MOOD_POSES = {
    "terrified": ("hands-to-face", "standing"),
    "shocked": ("hands-to-face", "standing", "standing"),
    "furious": ("fist-raised", "hands-on-hips", "standing"),
    "thinking": ("thinking", "arms-crossed"),
    "smug": ("hand-on-hip", "arms-crossed"),
    "sulking": ("arms-crossed",),
    "shy": ("praying", "standing"),
    "excited": ("arms-raised", "standing", "standing"),
    "surprised": ("standing", "standing", "covering-mouth"),
    "stern": ("arms-crossed", "hands-in-pockets"),
    "calm": ("standing", "standing", "hands-in-pockets", "hand-on-hip"),
}
"""How a mood may stand where nothing is said of the pose."""


def _by_mood(character: CharacterRequest, mood: str) -> str:
    """The pose of who is given none: drawn by lot from those that go with the mood."""
    poses = MOOD_POSES.get(mood, ("standing",))
    return poses[digest(character.id, mood, "stance") % len(poses)]


def _held(
    character: CharacterRequest, scene: str, names: Sequence[Sequence[str]], number: int, poses: Sequence[str]
) -> str:
    """What the hand holds: only where a word says that it holds something."""
    if not set(poses) & set(words.HOLDING) and not _holds(character, scene, names, number):
        return ""
    if "phoning" in poses:
        return "phone"
    named = first(character.pose, words.HELD) if character.pose else None
    tables = (handy_words(phrases=True), words.HELD, handy_words())
    said = named or next((held for table in tables if (held := told(scene, names, number, table))), None)
    if "reading" in poses:
        return said if said in ("book", "letter", "paper", "phone") else "book"
    if "holding-up" in poses:
        return said or "umbrella"
    return said or ("bag" if "carrying" in poses else "cup" if "holding" in poses else "")


def _holds(character: CharacterRequest, scene: str, names: Sequence[Sequence[str]], number: int) -> bool:
    hold = {"holds": POSES["holding"] + "|" + POSES["carrying"] + "|with a|wields|grips"}
    return (
        bool(character.pose and first(character.pose, hold)) or told(scene, names, number, hold) is not None
    )
