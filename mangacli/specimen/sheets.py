"""The tables of balloons, tails, effects, frames and fonts → sheets of labelled samples, one page each.

Nothing is listed here that a table lists: a new entry there is a new panel here.
"""

from __future__ import annotations

from typing import get_args

from mangacli.effects.table import EFFECTS
from mangacli.fonts.library import installed
from mangacli.lettering.balloons import BALLOONS
from mangacli.specimen import sounds
from mangacli.specimen.sample import OTHER, SPEAKER, Panel, Sample, Sheet
from mangacli.specimen.scripts import SCRIPTS, script_of_font
from mangacli.story.furniture import FrameLine, Ink
from mangacli.story.models import TailSide, TonePattern

WORDS = {
    "speech": "Good morning! _Lovely_ weather.",
    "rounded": "I have a _round_ way of speaking.",
    "box": "Form seven. Next window.",
    "shout": "Look out!",
    "whisper": "Can you keep a secret?",
    "wobbly": "I feel a little… faint…",
    "electric": "This is the night news.",
    "thought": "What did she mean by that?",
    "monologue": "I never saw him again.",
    "plain": "Well, well, well.",
    "caption": "Meanwhile, across town…",
    "sfx": "KRAKK",
}
"""What is said in a kind of balloon; a kind that is not here says its own name."""


def sheets() -> tuple[Sheet, ...]:
    """Every sheet of the specimen, in order."""
    return (
        Sheet("Balloons", 3, tuple(balloon(kind) for kind in BALLOONS)),
        Sheet("Tails and joins", 3, (*tails(), *joins())),
        Sheet("Effects and tones", 3, (*effects(), *tones())),
        Sheet("Sounds", 3, tuple(sounds.kinds())),
        Sheet("Sounds as one likes them", 3, tuple(sounds.changes())),
        *(Sheet(f"Frames on {ink} paper", 2, frames(), ink) for ink in get_args(Ink)),
        Sheet("Fonts", 3, tuple(fonts())),
        Sheet("Scripts", 3, tuple(scripts())),
    )


def balloon(kind: str) -> Sample:
    """A kind of balloon → someone who speaks in it."""
    said: Panel = {"kind": kind, "text": WORDS.get(kind, kind)}
    if kind not in ("caption", "sfx", "monologue"):
        said["speaker"] = SPEAKER
    return Sample(kind, _bust(said, prompt="bust of Hana in a room"))


def tails() -> list[Sample]:
    """To each side that a story can name, for a voice from there; of a chorus; of any voice from outside."""
    sides = [
        Sample(f"tail: {side}", _bust({"speaker": OTHER, "tail": side, "text": "Over here!"}))
        for side in get_args(TailSide)
    ]
    chorus = {"speaker": [SPEAKER, OTHER], "text": "Both of us!"}
    both: Panel = {"prompt": "bust of Hana and Ren", "characters": {SPEAKER: "left", OTHER: "right"}}
    outside = _bust({"speaker": OTHER, "text": "From outside."})
    return [*sides, Sample("chorus", both | {"dialogs": [chorus]}), Sample("speaker off panel", outside)]


def joins() -> list[Sample]:
    """Balloons of one speaker that follow each other: joined or not, and one that leaves its panel."""
    lines = ("First this.", "Then that.")
    found = [
        Sample(
            f"join: {'true' if join else 'false'}",
            _bust(
                {"speaker": SPEAKER, "text": lines[0]},
                {"speaker": SPEAKER, "text": lines[1], "join": join},
            ),
        )
        for join in (True, False)
    ]
    out = {"speaker": SPEAKER, "text": "Nothing can hold me in my frame!", "break_out": True, "at": "top"}
    return [*found, Sample("break_out: true", _bust(out))]


def effects() -> list[Sample]:
    """Every effect, around someone's face."""
    return [Sample(name, _showing({"effect": name, "at": SPEAKER})) for name in EFFECTS]


def tones() -> list[Sample]:
    """Every pattern of the tone."""
    return [
        Sample(
            f"screentone, pattern: {pattern}",
            _showing({"effect": "screentone", "pattern": pattern, "at": SPEAKER, "lpi": 30}),
        )
        for pattern in get_args(TonePattern)
    ]


def frames() -> tuple[Sample, ...]:
    """Every kind of frame, none, a heavy one, and art that fades into the paper."""
    scene: Panel = {"prompt": "long shot, a lighthouse above the sea, clouds"}
    wishes: dict[str, Panel] = {
        **{f"frame: {line}": {"frame": line} for line in get_args(FrameLine)},
        "frame: false": {"frame": False},
        "frame_width: 3": {"frame_width": 3},
        "fade: bottom": {"frame": False, "fade": {"sides": ["bottom"]}},
    }
    return tuple(Sample(label, scene | wish) for label, wish in wishes.items())


def fonts() -> list[Sample]:
    """Every bundled font, in the script that it is there for."""
    return [
        Sample(
            font.key,
            {"background": "plain", "dialogs": [{"kind": "speech", **script.saying}]},
            script.language,
            font.key,
        )
        for font in installed()
        for script in (script_of_font(font),)
    ]


def scripts() -> list[Sample]:
    """Every script that lettering knows, with its sound."""
    return [
        Sample(
            f"{script.name} ({script.language})",
            _bust({"speaker": SPEAKER, **script.saying}, {"sfx": script.sound}),
            script.language,
        )
        for script in SCRIPTS
    ]


def _bust(*dialogs: Panel, prompt: str = "bust of Hana") -> Panel:
    return {"prompt": prompt, "characters": {SPEAKER: "right"}, "dialogs": list(dialogs)}


def _showing(effect: Panel) -> Panel:
    return {"prompt": "bust of Hana", "characters": {SPEAKER: "center"}, "effects": [effect]}
