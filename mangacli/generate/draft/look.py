"""A character's looks, the same in every panel: from the description's words, else from the id.

What the description does not say is drawn by lot from a SHA-256 digest of the id, so a character looks the
same in every panel, story and process, and two characters rarely alike.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from mangacli.generate.draft import look_words as words
from mangacli.generate.draft import parts_file
from mangacli.generate.draft.vocabulary import first, says

T = TypeVar("T")
INK, DEEP, PAPER = 0.0, 0.34, 1.0
TONED = ("suit", "jacket", "coat", "dress", "sailor", "hoodie")
"""Garments whose cut is told by lines: never drawn in black."""


@dataclass(frozen=True, slots=True)
class Look:
    """What stays: head, hair and clothes. Greys are 0 black ink to 1 paper; None means there is none.

    `garment` is what the upper body wears; `dark` which of top and trousers is black, the other is `cloth`,
    perhaps with a `pattern`.
    """

    head: str
    nose: str
    eyes: str
    hair: str
    hair_grey: float
    age: str
    stout: bool
    garment: str
    skirt: bool
    dark: str
    cloth: float
    pattern: str | None
    glasses: str | None = None
    beard: str | None = None
    moustache: bool = False
    earrings: str | None = None
    freckles: bool = False
    flowers: bool = False
    scarf: bool = False
    hat: str | None = None


def digest(*texts: str) -> int:
    """Texts → a large number that is the same everywhere."""
    return int.from_bytes(hashlib.sha256("\0".join(texts).encode()).digest()[:8], "big")


def look_of(character: str, name: str, description: str) -> Look:
    """A character's id, name and description → its looks."""
    lot = _Lot(character)
    text = f"{name}; {description}" if description else name
    age = first(text, words.AGES) or "adult"
    feminine = _feminine(text, lot)
    garment = first(text, words.GARMENTS) or lot.of("garment", _garments(feminine))
    skirt = feminine and (garment in ("sailor", "dress") or says(text, "skirt|スカート"))
    colour = first(text, words.HAIR_COLOURS)
    hat = first(text, words.HATS)
    hair = _hair(text, feminine, age, hat is not None, lot)
    beard, moustache = _beard(text, feminine, lot)
    return Look(
        head=lot.of("head", ("01", "02", "04") if feminine or age == "child" else ("01", "02", "03")),
        nose=lot.of("nose", ("02", "03", "04", "06") if feminine or age == "child" else ("01", "04", "05")),
        eyes=lot.of("eyes", ("14", "21", "10", "24", "20") if feminine else ("04", "06", "14", "10")),
        hair=hair,
        hair_grey=words.HAIR_GREYS[colour] if colour else _grey_by_lot(age, lot),
        age=age,
        stout=says(text, "fat|stout|plump|chubby|heavy|large|big man|burly|太い|太った|ふくよか"),
        garment=garment,
        skirt=skirt,
        dark=_dark(text, garment, skirt, lot),
        cloth=_cloth(text, garment, lot),
        pattern=_pattern(text),
        glasses=_glasses(text),
        beard=beard,
        moustache=moustache,
        earrings=lot.of("earrings", ("01", "02", "03")) if says(text, "earring*|ピアス|イヤリング") else None,
        freckles=says(text, "freckle*|そばかす"),
        flowers=says(text, "flower in|flowers in|hair ornament|花飾り|髪飾り"),
        scarf=says(text, "scarf|muffler|マフラー|スカーフ") and hat != "hijab",
        hat=hat,
    )


def is_described(description: str) -> bool:
    """Whether a description says anything that the artist understands."""
    tables = (
        words.HAIR_STYLES,
        words.HAIR_LENGTHS,
        words.HAIR_COLOURS,
        words.GARMENTS,
        words.HATS,
        words.AGES,
    )
    singles = (words.FEMININE, words.MASCULINE, words.GLASSES, words.BEARDS)
    return any(first(description, table) for table in tables) or any(
        says(description, one) for one in singles
    )


class _Lot:
    """Draws lots for one character: the same question gets the same answer."""

    def __init__(self, character: str) -> None:
        self._character = character

    def of(self, question: str, choices: Sequence[T]) -> T:
        return choices[digest(self._character, question) % len(choices)]


def _feminine(text: str, lot: _Lot) -> bool:
    """Whether the artist shall think of a woman or girl: by the words, else by lot."""
    if says(text, words.FEMININE) != says(text, words.MASCULINE):
        return says(text, words.FEMININE)
    return lot.of("feminine", (True, False))


def _garments(feminine: bool) -> Sequence[str]:
    common = ("sweater", "shirt", "jacket", "hoodie", "sweater")
    return (*common, "dress") if feminine else common


def _hair(text: str, feminine: bool, age: str, hat: bool, lot: _Lot) -> str:
    """The hairdo that fits the words best; among equals, one by lot."""
    usual = parts_file.hair_names("hers" if feminine else "his")
    style, length = first(text, words.HAIR_STYLES), first(text, words.HAIR_LENGTHS)
    if hat:
        style = None
    tags = [tag for tag in (style, length) if tag]
    if says(text, "bangs|fringe|前髪|ぱっつん"):
        tags.append("bangs")
    while tags:
        fitting = _without_surprises(parts_file.hair_names(*tags), style, hat)
        if fitting:
            return lot.of("hair", [name for name in fitting if name in usual] or fitting)
        tags.pop()
    if age == "old" and not feminine and not hat:
        return lot.of("hair", ("25", "28", "44", "01"))
    return lot.of("hair", _without_surprises(usual, style, hat))


def _without_surprises(names: Sequence[str], style: str | None, hat: bool) -> list[str]:
    """Hairdos less those that hide an eye unasked, and less those that fit under no hat."""
    unfit = {"one-eye"} - {style} | (set(words.HIGH_HAIR) if hat else set())
    kept = [name for name in names if not any(name in parts_file.hair_names(tag) for tag in unfit if tag)]
    return [name for name in kept if not hat or parts_file.hair_top(name) > words.UNDER_HAT]


def _grey_by_lot(age: str, lot: _Lot) -> float:
    if age == "old":
        return PAPER
    return lot.of("hair colour", (INK, INK, INK, INK, 0.45, 0.86))


def _beard(text: str, feminine: bool, lot: _Lot) -> tuple[str | None, bool]:
    """Beard and moustache: only where the words say so."""
    if says(text, words.BEARDS):
        return lot.of("beard", ("01", "02")), False
    return None, says(text, "moustache*|mustache*|口ひげ|口髭") and not feminine


def _dark(text: str, garment: str, skirt: bool, lot: _Lot) -> str:
    """Which of top and trousers is black. Under a skirt the legs are: tights."""
    if skirt or garment in TONED or _pattern(text):
        return "trousers"
    if says(text, _with(words.PALE_CLOTH, words.GARMENT_NOUNS)):
        return "trousers"
    if garment == "uniform" or says(text, _with(words.DARK_CLOTH, words.GARMENT_NOUNS)):
        return "top"
    return lot.of("dark", ("top", "trousers", "trousers"))


def _cloth(text: str, garment: str, lot: _Lot) -> float:
    """The grey of what is not black: dark clothes that must show their lapels and folds are a deep tone."""
    if says(text, _with(words.DARK_CLOTH, words.GARMENT_NOUNS)):
        return DEEP
    if says(text, _with(words.PALE_CLOTH, words.GARMENT_NOUNS)) or _pattern(text):
        return PAPER
    if garment == "suit":
        return lot.of("cloth", (DEEP, 0.5, 0.62))
    return lot.of("cloth", (1.0, 0.82, 0.82, 0.62, 0.62))


def _pattern(text: str) -> str | None:
    return "stripes" if says(text, "strip*|ボーダー|縞") else None


def _with(colours: str, nouns: str) -> str:
    """Colours and nouns → every pair of them, as English and Japanese write it."""
    pairs = []
    for colour in colours.split("|"):
        for noun in nouns.split("|"):
            if colour.isascii() == noun.isascii():
                pairs.append(f"{colour} {noun}" if colour.isascii() else f"{colour}い{noun}|{colour}の{noun}")
    return "|".join(pairs)


def _glasses(text: str) -> str | None:
    if says(text, "sunglasses|shades|サングラス"):
        return "02"
    if not says(text, words.GLASSES):
        return None
    if says(text, "round*|丸"):
        return "01"
    if says(text, "reading glasses|half-moon|老眼鏡"):
        return "05"
    return "04" if says(text, "square|rectangular|thick|四角") else "03"
