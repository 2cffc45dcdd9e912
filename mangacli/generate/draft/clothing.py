"""What a character wears, by `look:`, by the description's words, else by lot: cloth, legs, shoes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mangacli.generate.draft import look_parts as parts
from mangacli.generate.draft import look_words as words
from mangacli.generate.draft.lots import Lot, Person
from mangacli.generate.draft.vocabulary import first, says
from mangacli.generate.draft.wardrobe import DEEP, GARMENTS, INK, PAPER


def usual_garments(feminine: bool, age: str) -> Sequence[str]:
    """What somebody of whom nothing is said may wear."""
    if age == "child":
        return (
            ("tee", "sweater", "hoodie", "overalls", "dress")
            if feminine
            else ("tee", "sweater", "hoodie", "overalls")
        )
    common = ("sweater", "shirt", "jacket", "hoodie", "turtleneck", "leather")
    return (*common, "dress", "blouse") if feminine else (*common, "vest")


def greys(named: Mapping[str, str], text: str, garment: str, lot: Lot) -> tuple[float, float]:
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


def _top(text: str, garment: str, lot: Lot) -> float:
    if says(text, _with(words.BLACK_CLOTH, words.GARMENT_NOUNS)):
        return INK
    if says(text, _with(words.PALE_CLOTH, words.GARMENT_NOUNS)) or pattern({}, text):
        return PAPER
    if says(text, _with(words.DARK_CLOTH, words.GARMENT_NOUNS)):
        return INK if garment in ("suit", "uniform") and lot.of("dark", (True, False)) else DEEP
    return lot.of("cloth", _USUAL.get(garment, (1.0, 0.82, 0.82, 0.62, 0.62, INK)))


def pattern(named: Mapping[str, str], text: str) -> str:
    """The pattern of the garment, or nothing."""
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


def legs(named: Mapping[str, str], text: str, garment: str, person: Person, lot: Lot) -> tuple[str, str]:
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


def shoes(garment: str, feminine: bool, lot: Lot) -> str:
    """The shoes that go with a garment."""
    if garment in ("kimono", "yukata", "robe"):
        return "sandals"
    if garment in ("cloak", "armour", "coat", "leather"):
        return "boots"
    if garment in ("suit", "dress", "school", "sailor", "uniform", "labcoat", "vest"):
        return "pumps"
    return lot.of(
        "shoes", ("sneakers", "sneakers", "pumps", "boots") if feminine else ("sneakers", "sneakers", "boots")
    )


def shoe_grey(shoes: str, bottom: float, lot: Lot) -> float:
    """The grey of the shoes, set against the legs."""
    if shoes in ("pumps", "boots", "sandals"):
        return INK if bottom > INK else lot.of("shoe", (PAPER, 0.62)) if shoes != "sandals" else PAPER
    return lot.of("shoe", (PAPER, PAPER, INK)) if bottom > INK else PAPER
