"""A character's looks, the same in every panel: from `look:`, else the description's words, else the id.

What neither says is drawn by lot from a SHA-256 digest of the id, so a character looks the same in every
panel, story and process. `casting.py` draws other lots for those who would look like somebody else of their
story.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from mangacli.generate.draft import look_parts as parts
from mangacli.generate.draft import look_words as words
from mangacli.generate.draft import parts_file
from mangacli.generate.draft.vocabulary import first, meanings, says
from mangacli.generate.draft.wardrobe import GARMENTS

T = TypeVar("T")
INK, DEEP, PAPER = 0.0, 0.34, 1.0
TOKENS_FROM = 24
"""Lots from this number on give a token besides: a ribbon, a mole. Where words leave nothing else to vary."""
Fixed = Sequence[tuple[str, str]]
"""Parts that the author fixes: key and name, as `story.looks` has them."""


@dataclass(frozen=True, slots=True)
class Look:
    """What stays: head, hair and clothes. Greys are 0 black ink to 1 paper; None or "" means there is none.

    `top`, `sleeve` and `bottom` are the greys of the garment, its sleeves and what the legs wear; `skirt`
    names where a skirt ends (see `mannequin.HEMS`), `shoe` is the grey of the `shoes`. `tresses` hang
    behind the packed hair. `extras` are small things worn or seen in the face.
    """

    head: str
    nose: str
    eyes: str
    hair: str
    hair_grey: float
    age: str
    feminine: bool
    build: str
    garment: str
    top: float
    sleeve: float
    bottom: float
    pattern: str
    legs: str
    skirt: str
    shoes: str
    shoe: float
    skin: float = PAPER
    tresses: str = ""
    glasses: str | None = None
    beard: str | None = None
    earrings: str | None = None
    hat: str | None = None
    extras: tuple[str, ...] = ()

    @property
    def scarf(self) -> bool:
        return "scarf" in self.extras and self.hat != "hijab"

    @property
    def freckles(self) -> bool:
        return "freckles" in self.extras

    @property
    def moustache(self) -> bool:
        return self.beard in ("moustache", "goatee")


def digest(*texts: str) -> int:
    """Texts → a large number that is the same everywhere."""
    return int.from_bytes(hashlib.sha256("\0".join(texts).encode()).digest()[:8], "big")


def look_of(character: str, name: str, description: str, fixed: Fixed = (), variant: int = 0) -> Look:
    """A character's id, name, description and fixed parts → its looks.

    `variant` draws other lots for what is not said: so that nobody of a story looks like somebody else.
    """
    lot = _Lot(character if variant == 0 else f"{character} {variant}")
    named = {key: value for key, value in fixed if key != "extras"}
    text = f"{name}; {description}" if description else name
    age = named.get("age") or first(text, words.AGES) or "adult"
    feminine = named["figure"] == "woman" if "figure" in named else _feminine(text, lot)
    garment = (
        named.get("garment") or first(text, words.GARMENTS) or lot.of("garment", _garments(feminine, age))
    )
    hat = _named_or_said(named, "hat", first(text, words.HATS))
    hair, tresses = _hairdo(named, text, _Person(feminine, age, hat is not None), lot)
    top, bottom = _greys(named, text, garment, lot)
    legs, skirt = _legs(named, text, garment, _Person(feminine, age, hat is not None), lot)
    shoes = named.get("shoes") or first(text, words.SHOES) or _shoes(garment, feminine, lot)
    soft = feminine or age == "child"
    return Look(
        head=_part(named, "head", parts.HEADS)
        or lot.of("head", ("01", "02", "04") if soft else ("01", "02", "03")),
        nose=_part(named, "nose", parts.NOSES)
        or lot.of("nose", ("02", "03", "04", "06") if soft else ("01", "04", "05")),
        eyes=_part(named, "eyes", parts.EYES) or lot.of("eyes", _EYES["child" if age == "child" else soft]),
        hair=hair,
        hair_grey=_hair_grey(named, text, age, lot),
        age=age,
        feminine=feminine,
        build=named.get("build") or first(text, words.BUILDS) or "normal",
        garment=garment,
        top=top,
        sleeve=PAPER if GARMENTS[garment].shirt else top,
        bottom=bottom,
        pattern=_pattern(named, text),
        legs=legs,
        skirt=skirt,
        shoes=shoes,
        shoe=_shoe_grey(shoes, bottom, lot),
        skin=parts.SKINS[named.get("skin") or first(text, words.SKINS) or "light"],
        tresses=tresses,
        glasses=_named_or_said(named, "glasses", _glasses(text), parts.GLASSES),
        beard=_named_or_said(
            named, "beard", None if feminine or age == "child" else first(text, words.BEARDS)
        ),
        earrings=_earrings(named, text, lot),
        hat=hat,
        extras=_extras(fixed, text, hat, _token(feminine, lot) if variant >= TOKENS_FROM else ()),
    )


_EYES: dict[object, tuple[str, ...]] = {
    "child": ("14", "21", "24", "10"),
    True: ("14", "21", "10", "24", "20", "23", "11"),
    False: ("04", "06", "14", "10", "12"),
}


def is_described(description: str) -> bool:
    """Whether a description says anything that the artist understands."""
    tables = (
        words.HAIR_STYLES,
        words.HAIR_LENGTHS,
        words.HAIR_COLOURS,
        words.GARMENTS,
        words.HATS,
        words.AGES,
        words.BEARDS,
        words.EXTRAS,
        words.BUILDS,
    )
    singles = (words.FEMININE, words.MASCULINE, words.GLASSES)
    return any(first(description, table) for table in tables) or any(
        says(description, one) for one in singles
    )


class _Person(NamedTuple):
    """What hair and clothes are chosen by: whether a woman is thought of, the age, whether a hat is worn."""

    feminine: bool
    age: str
    hat: bool


class _Lot:
    """Draws lots for one character: the same question gets the same answer."""

    def __init__(self, character: str) -> None:
        self._character = character

    def of(self, question: str, choices: Sequence[T]) -> T:
        return choices[digest(self._character, question) % len(choices)]


def _part(named: Mapping[str, str], key: str, table: Mapping[str, str]) -> str | None:
    """A fixed part's name → the drawn part."""
    return table[named[key]] if key in named else None


def _named_or_said(
    named: Mapping[str, str], key: str, said: str | None, table: Mapping[str, str] | None = None
) -> str | None:
    """A part that the author fixes (`none` is none), else what the description says."""
    if key not in named:
        return said
    name = named[key]
    if name == "none":
        return None
    return table[name] if table else name


def _feminine(text: str, lot: _Lot) -> bool:
    """Whether the artist shall think of a woman or girl: by the words, else by lot."""
    if says(text, words.FEMININE) != says(text, words.MASCULINE):
        return says(text, words.FEMININE)
    return lot.of("feminine", (True, False))


def _garments(feminine: bool, age: str) -> Sequence[str]:
    if age == "child":
        return (
            ("tee", "sweater", "hoodie", "overalls", "dress")
            if feminine
            else ("tee", "sweater", "hoodie", "overalls")
        )
    common = ("sweater", "shirt", "jacket", "hoodie", "turtleneck", "leather")
    return (*common, "dress", "blouse") if feminine else (*common, "vest")


def _hairdo(named: Mapping[str, str], text: str, person: _Person, lot: _Lot) -> tuple[str, str]:
    """The packed hairdo and the tresses behind it."""
    if "hair" in named:
        if named["hair"] in parts.TRESSED:
            under, tresses = parts.TRESSED[named["hair"]]
            return lot.of("hair", under), tresses
        return parts.HAIRDOS[named["hair"]], ""
    style, length = first(text, words.HAIR_STYLES), first(text, words.HAIR_LENGTHS)
    if style in ("twintails", "braids"):
        return lot.of("hair", parts.TRESSED[style][0]), style
    if length == "waist" and style in (None, "wavy"):
        under = ("35", "24") if style else ("15", "21", "16", "23")
        return lot.of("hair", under), "waist"
    return _hair(text, style, "long" if length == "waist" else length, person, lot), ""


def _hair(text: str, style: str | None, length: str | None, person: _Person, lot: _Lot) -> str:
    """The hairdo that fits the words best; among equals, one by lot."""
    feminine, age, hat = person
    usual = parts_file.hair_names("hers" if feminine else "his")
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


def _hair_grey(named: Mapping[str, str], text: str, age: str, lot: _Lot) -> float:
    colour = named.get("hair_color") or first(text, words.HAIR_COLOURS)
    if colour:
        return parts.HAIR_GREYS[colour]
    if age == "old":
        return lot.of("hair colour", (PAPER, PAPER, 0.7))
    return lot.of("hair colour", (INK, INK, INK, INK, 0.45, 0.86))


def _greys(named: Mapping[str, str], text: str, garment: str, lot: _Lot) -> tuple[float, float]:
    """The greys of garment and legs, set against each other: where one is black, the other is not."""
    top = parts.CLOTHS[named["cloth"]] if "cloth" in named else _top(text, garment, lot)
    if "legs_cloth" in named:
        return top, parts.CLOTHS[named["legs_cloth"]]
    if garment in ("suit", "tracksuit", "uniform", "dress", "robe", "kimono", "yukata"):
        return top, top
    if garment == "sailor":
        return top, lot.of("skirt", (INK, DEEP))
    if garment == "overalls":
        return top, lot.of("overalls", (DEEP, 0.5))
    if top <= INK:
        return top, lot.of("trousers", (PAPER, 0.82, 0.62))
    return top, lot.of("trousers", (INK, INK, INK, DEEP))


_USUAL: dict[str, tuple[float, ...]] = {
    "suit": (INK, DEEP, 0.5),
    "uniform": (INK,),
    "sailor": (PAPER,),
    "school": (DEEP, 0.62, INK),
    "labcoat": (PAPER,),
    "coat": (0.5, 0.62, DEEP, 0.82, INK),
    "cloak": (INK, DEEP),
    "apron": (0.82, PAPER, 0.62),
    "overalls": (PAPER, 0.82),
    "kimono": (0.62, DEEP, 0.82),
    "yukata": (PAPER, 0.82),
    "armour": (0.82,),
    "blouse": (PAPER, 0.9),
    "shirt": (PAPER, 0.82, 0.62),
    "leather": (INK, DEEP),
    "vest": (INK, DEEP, 0.5),
}


def _top(text: str, garment: str, lot: _Lot) -> float:
    if says(text, _with(words.BLACK_CLOTH, words.GARMENT_NOUNS)):
        return INK
    if says(text, _with(words.PALE_CLOTH, words.GARMENT_NOUNS)) or _pattern({}, text):
        return PAPER
    if says(text, _with(words.DARK_CLOTH, words.GARMENT_NOUNS)):
        return INK if garment in ("suit", "uniform") and lot.of("dark", (True, False)) else DEEP
    return lot.of("cloth", _USUAL.get(garment, (1.0, 0.82, 0.82, 0.62, 0.62, INK)))


def _pattern(named: Mapping[str, str], text: str) -> str:
    if "pattern" in named:
        return "" if named["pattern"] == "plain" else named["pattern"]
    return first(text, words.PATTERNS) or ""


def _with(colours: str, nouns: str) -> str:
    """Colours and nouns → every pair of them, as English and Japanese write it."""
    pairs = []
    for colour in colours.split("|"):
        for noun in nouns.split("|"):
            if colour.isascii() == noun.isascii():
                pairs.append(f"{colour} {noun}" if colour.isascii() else f"{colour}い{noun}|{colour}の{noun}")
    return "|".join(pairs)


def _legs(named: Mapping[str, str], text: str, garment: str, person: _Person, lot: _Lot) -> tuple[str, str]:
    """What the legs wear, and where a skirt ends."""
    feminine, age, _ = person
    cut = GARMENTS[garment]
    if "legs" in named:
        skirt = parts.SKIRTS.get(named["legs"], "")
        return ("bare", skirt) if skirt else (named["legs"], cut.skirt)
    if cut.skirt:
        under = lot.of("legs", ("bare", "socks", "tights")) if cut.legs == "socks" else cut.legs
        return under, cut.skirt
    if feminine and (said := first(text, words.SKIRTS)):
        return lot.of("legs", ("bare", "socks", "tights")), said
    if garment in ("school", "sailor") and feminine:
        return "socks", "knee"
    if says(text, words.SHORTS) or (
        age == "child" and garment != "overalls" and lot.of("shorts", (True, False))
    ):
        return "shorts", ""
    return "trousers", ""


def _shoes(garment: str, feminine: bool, lot: _Lot) -> str:
    if garment in ("kimono", "yukata", "robe"):
        return "sandals"
    if garment in ("cloak", "armour", "coat", "leather"):
        return "boots"
    if garment in ("suit", "dress", "school", "sailor", "uniform", "labcoat", "vest"):
        return "pumps"
    return lot.of(
        "shoes", ("sneakers", "sneakers", "pumps", "boots") if feminine else ("sneakers", "sneakers", "boots")
    )


def _shoe_grey(shoes: str, bottom: float, lot: _Lot) -> float:
    if shoes in ("pumps", "boots", "sandals"):
        return INK if bottom > INK else lot.of("shoe", (PAPER, 0.62)) if shoes != "sandals" else PAPER
    return lot.of("shoe", (PAPER, PAPER, INK)) if bottom > INK else PAPER


def _glasses(text: str) -> str | None:
    if says(text, "sunglasses|shades|サングラス"):
        return "02"
    if not says(text, words.GLASSES):
        return None
    if says(text, "round~glasses|round~spectacles|round-rimmed|丸い眼鏡|丸眼鏡|丸い|丸メガネ"):
        return "01"
    if says(text, "reading glasses|half-moon|老眼鏡"):
        return "05"
    return "04" if says(text, "square|rectangular|thick|四角") else "03"


def _earrings(named: Mapping[str, str], text: str, lot: _Lot) -> str | None:
    said = lot.of("earrings", ("01", "02", "03")) if says(text, "earring*|ピアス|イヤリング") else None
    return _named_or_said(named, "earrings", said, parts.EARRINGS)


def _token(feminine: bool, lot: _Lot) -> tuple[str, ...]:
    """Something small by which a reader tells somebody from a double."""
    hers, his = ("ribbon", "headband", "mole", "flowers"), ("headband", "plaster", "scar", "mole")
    return (lot.of("token", hers if feminine else his),)


def _extras(fixed: Fixed, text: str, hat: str | None, token: tuple[str, ...]) -> tuple[str, ...]:
    named = [value for key, value in fixed if key == "extras"]
    said = meanings(text, words.EXTRAS)
    if hat == "hijab":
        said = [extra for extra in said if extra != "scarf"]
    return tuple(dict.fromkeys((*named, *said, *token)))
