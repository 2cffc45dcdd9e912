"""A sound's words and its dialog's wishes → its look: typeface, outlines, turn, bend, lean, growth, unrest.

What the author does not say is chosen by what the sound is: a bang stands heavy and aslant, a rumble grows
down its column, silence is thin, small and far apart. Within its kind's ranges every number comes from the
seed.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from mangacli.fonts.library import Role
from mangacli.story.sound import Outline, Sound, SoundKind

Range = tuple[float, float]
_TAMED = 0.25
_LONG = 10
"""A sound of more letters turns and grows less, by the factor before: it is hard enough to read."""


@dataclass(frozen=True, slots=True)
class Look:
    """How one sound is drawn. Angles in degrees, lengths in em.

    `size` multiplies what the panel gives it, `weight` fattens the letters, `spacing` is added between them,
    `width` stretches them across; `skew`, `jitter` and `growth` are the author's of the same names.
    """

    role: Role
    size: float
    outline: Outline
    shadow: bool
    white: bool
    turn: float
    arc: float
    skew: float
    jitter: float
    growth: float
    spacing: float = 0.0
    width: float = 1.0
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class _Kind:
    """The ranges of a kind of sound; `turn` is a line's, `white` how many of them have white letters."""

    role: Role = "sfx"
    size: float = 1.0
    outline: Outline = "single"
    white: float = 0.0
    turn: Range = (-8, -3)
    arc: Range = (0, 0)
    skew: Range = (0, 0.2)
    jitter: Range = (0.4, 0.6)
    growth: Range = (1.1, 1.4)
    spacing: float = 0.0
    width: Range = (1, 1)
    weight: float = 0.0


KINDS: Mapping[SoundKind, _Kind] = {
    "plain": _Kind(),
    "impact": _Kind(
        "sfx-heavy", 1.15, "double", 0.35, turn=(-10, -4), skew=(0.1, 0.35), jitter=(0.5, 0.8),
        growth=(0.95, 1.3), weight=0.012,
    ),
    "rumble": _Kind(
        "sfx", 1.05, turn=(-6, -2), skew=(0.25, 0.5), jitter=(0.3, 0.5), growth=(1.3, 1.6), weight=0.015
    ),
    "crack": _Kind("sfx", turn=(-14, -7), skew=(0.3, 0.6), jitter=(0.8, 1.0), growth=(0.85, 1.2)),
    "rush": _Kind(
        "sfx", turn=(-13, -7), skew=(0.6, 0.9), jitter=(0.1, 0.2), growth=(1.35, 1.8), width=(1.05, 1.25)
    ),
    "beat": _Kind("sfx", 0.85, turn=(-9, -4), growth=(1.1, 1.35)),
    "splash": _Kind("sfx", 1.0, "double", 1.0, turn=(-6, 2), arc=(24, 46), growth=(1.0, 1.2)),
    "shake": _Kind("sfx", 0.9, turn=(-4, 4), skew=(0, 0.1), jitter=(0.9, 1.0), growth=(1.0, 1.1)),
    "hush": _Kind(
        "sfx-soft", 0.65, turn=(-3, 3), skew=(0, 0), jitter=(0.1, 0.25), growth=(0.85, 1.0), spacing=0.6
    ),
    "light": _Kind(
        "sfx-soft", 0.75, turn=(-7, -2), arc=(0, 16), skew=(0, 0.1), jitter=(0.3, 0.5), growth=(1.0, 1.15)
    ),
}  # fmt: skip
_WORDS: Mapping[SoundKind, str] = {
    "hush": """しん しーん シン シーン ほっ そっ すや すう じっ じー 조용 静 寂
        hush shh silence sigh zzz""",
    "impact": """ドン ドーン ドカ ドガ ドゴ ズド ズシ ズン バン バーン ババン ボン ガン ガーン ゴン
        ダン どん どーん ばん 쾅 펑 쿵 砰 轰 轟
        boom bam bang blam kaboom krakoom wham whack slam thud thoom pow punch crash smash""",
    "rumble": """ゴゴ ゴオ ゴー ドド ズズ グオ ガオ ウオ オオ ごごご 우르르
        rumble roar groan grrr grind rrr vroom""",
    "crack": """バキ ビキ ベキ ボキ パキ パリ パン ガシャ ガチャ カチ ガキ キン キィ ピシ バリ ビリ
        ザク ザシュ ズバ
        crack krak crunch snap click clang clank shatter rip slash clash kzzt bzzt zap grrrak""",
    "rush": """ヒュ ビュ シュ サッ ザッ ダッ バッ スッ フッ ゴォ タタ ダダ びゅ しゅ
        whoosh whoo swoosh swish fwip fwoosh zoom woosh dash shoo vwip""",
    "beat": """ドキ ドク トク バク どき どく ドサ トン コン 두근
        ba-dum thump lub knock tap""",
    "splash": """ザー ザア ザザ バシャ パシャ ジャバ ドボ ポチャ ピチャ ばしゃ ざー
        splash sploosh plop splat gush""",
    "shake": """ガタ ガク ブル カタ グラ ワナ ぶる がた がく
        shiver tremble rattle shake wobble clatter""",
    "light": """ふわ ぽた ぽつ ぽん ぱた ひら きら キラ にこ ぺこ さら そよ ちら くす はら
        tick tock flutter twinkle rustle sniff pat drip sparkle creak step""",
}
"""How the words of each kind begin."""


def look_of(words: str, wish: Sound, vertical: bool, seed: int) -> Look:
    """A sound's words, the author's wishes, column or line, a seed → its look.

    The column's turn is the line's the other way: both rise toward where the next letter comes from.
    Ideographs are not set heavy nor fattened: their strokes would run together into a block.
    """
    chance = random.Random(seed)
    kind = KINDS[wish.kind or kind_of(words)]
    calm = 1.0 if sum(character.isalnum() for character in words) <= _LONG else _TAMED
    turn, arc, skew, jitter, growth, width = (
        chance.uniform(*span)
        for span in (kind.turn, kind.arc, kind.skew, kind.jitter, kind.growth, kind.width)
    )
    white = chance.random() < kind.white
    dense = any("CJK UNIFIED" in unicodedata.name(letter, "") for letter in words)
    return Look(
        role="sfx" if dense and kind.role == "sfx-heavy" else kind.role,
        size=kind.size,
        outline=wish.outline or kind.outline,
        shadow=bool(wish.shadow),
        white=white if wish.fill is None else wish.fill == "white",
        turn=_given(wish.turn, -turn * calm if vertical else turn * calm),
        arc=_given(wish.arc, arc * calm),
        skew=_given(wish.skew, skew),
        jitter=_given(wish.jitter, jitter),
        growth=_given(wish.growth, 1 + (growth - 1) * calm),
        spacing=kind.spacing,
        width=1.0 if vertical else width,
        weight=0.0 if dense else kind.weight,
    )


def _given(wish: float | None, otherwise: float) -> float:
    return otherwise if wish is None else wish


@lru_cache(maxsize=1024)
def kind_of(words: str) -> SoundKind:
    """A sound's words → its kind: by how they begin; else soft hiragana is light, all else plain."""
    folded = _folded(words)
    found: tuple[int, SoundKind] = (0, "plain")
    for beginning, kind in _beginnings():
        if folded.startswith(beginning):
            found = max(found, (len(beginning), kind))
    if found[0] > 0:
        return found[1]
    letters = [character for character in folded if character.isalpha()]
    hiragana = bool(letters) and all("ぁ" <= character <= "ゖ" for character in letters)
    return "light" if hiragana else "plain"


@lru_cache(maxsize=1)
def _beginnings() -> tuple[tuple[str, SoundKind], ...]:
    return tuple((_folded(word), kind) for kind, words in _WORDS.items() for word in words.split())


def _folded(words: str) -> str:
    """Words as they are compared: in one case, compatible forms unified, no signs, no drawl."""
    plain = re.sub(r"[^\w]|_", "", unicodedata.normalize("NFKC", words).casefold())
    return re.sub(r"([a-z])\1{2,}", r"\1\1", plain)
