"""A character's looks, the same in every panel: from `look:`, else the description's words, else the id.

What neither says is drawn by lot from a SHA-256 digest of the id, so a character looks the same in every
panel, story and process. `casting.py` draws other lots for those who would look like somebody else of their
story.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mangacli.generate.draft import clothing, parts_file
from mangacli.generate.draft import look_parts as parts
from mangacli.generate.draft import look_words as words
from mangacli.generate.draft.lots import Lot, Person
from mangacli.generate.draft.vocabulary import first, meanings, says
from mangacli.generate.draft.wardrobe import GARMENTS, INK, PAPER

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


def look_of(character: str, name: str, description: str, fixed: Fixed = (), variant: int = 0) -> Look:
    """A character's id, name, description and fixed parts → its looks.

    `variant` draws other lots for what is not said: so that nobody of a story looks like somebody else.
    """
    lot = Lot(character if variant == 0 else f"{character} {variant}")
    named = {key: value for key, value in fixed if key != "extras"}
    text = f"{name}; {description}" if description else name
    age = named.get("age") or first(text, words.AGES) or "adult"
    feminine = named["figure"] == "woman" if "figure" in named else _feminine(text, lot)
    garment = (
        named.get("garment")
        or first(text, words.GARMENTS)
        or lot.of("garment", clothing.usual_garments(feminine, age))
    )
    hat = _named_or_said(named, "hat", first(text, words.HATS))
    hair, tresses = _hairdo(named, text, Person(feminine, age, hat is not None), lot)
    top, bottom = clothing.greys(named, text, garment, lot)
    legs, skirt = clothing.legs(named, text, garment, Person(feminine, age, hat is not None), lot)
    shoes = named.get("shoes") or first(text, words.SHOES) or clothing.shoes(garment, feminine, lot)
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
        pattern=clothing.pattern(named, text),
        legs=legs,
        skirt=skirt,
        shoes=shoes,
        shoe=clothing.shoe_grey(shoes, bottom, lot),
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


def _feminine(text: str, lot: Lot) -> bool:
    """Whether the artist shall think of a woman or girl: by the words, else by lot."""
    if says(text, words.FEMININE) != says(text, words.MASCULINE):
        return says(text, words.FEMININE)
    return lot.of("feminine", (True, False))


def _hairdo(named: Mapping[str, str], text: str, person: Person, lot: Lot) -> tuple[str, str]:
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


def _hair(text: str, style: str | None, length: str | None, person: Person, lot: Lot) -> str:
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


def _hair_grey(named: Mapping[str, str], text: str, age: str, lot: Lot) -> float:
    colour = named.get("hair_color") or first(text, words.HAIR_COLOURS)
    if colour:
        return parts.HAIR_GREYS[colour]
    if age == "old":
        return lot.of("hair colour", (PAPER, PAPER, 0.7))
    return lot.of("hair colour", (INK, INK, INK, INK, 0.45, 0.86))


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


def _earrings(named: Mapping[str, str], text: str, lot: Lot) -> str | None:
    said = lot.of("earrings", ("01", "02", "03")) if says(text, "earring*|ピアス|イヤリング") else None
    return _named_or_said(named, "earrings", said, parts.EARRINGS)


def _token(feminine: bool, lot: Lot) -> tuple[str, ...]:
    """Something small by which a reader tells somebody from a double."""
    hers, his = ("ribbon", "headband", "mole", "flowers"), ("headband", "plaster", "scar", "mole")
    return (lot.of("token", hers if feminine else his),)


def _extras(fixed: Fixed, text: str, hat: str | None, token: tuple[str, ...]) -> tuple[str, ...]:
    named = [value for key, value in fixed if key == "extras"]
    said = meanings(text, words.EXTRAS)
    if hat == "hijab":
        said = [extra for extra in said if extra != "scarf"]
    return tuple(dict.fromkeys((*named, *said, *token)))
