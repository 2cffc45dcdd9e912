"""Names of parts as a storyboard's `look:` has them → the drawn parts and greys that they stand for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from mangacli.generate.draft.wardrobe import GARMENTS

if TYPE_CHECKING:
    from mangacli.generate.draft.look import Look

HAIRDOS = {
    "side-part": "01", "crop": "02", "brushed-up": "03", "spiky": "04", "curly-mop": "05", "feathered": "06",
    "swept-fringe": "07", "quiff": "08", "curly-crop": "09", "flicked": "10", "tousled": "11",
    "side-swept": "12", "bob-fringe": "13", "bun-fringe": "14", "long-parted": "15", "long-fringe": "16",
    "layered": "17", "shaggy": "18", "page-boy": "19", "wild": "20", "long-curtain": "21", "curly-top": "22",
    "long-blunt": "23", "long-curls": "24", "balding": "25", "space-buns": "26", "mohawk": "27",
    "shaved": "28",
    "low-ponytail": "29", "short-pigtails": "30", "curly-ponytail": "31", "wavy-bob": "32",
    "high-ponytail": "33", "bald": "34", "long-wavy": "35", "topknot": "36", "short-wavy": "37",
    "high-bun": "38", "afro-top": "39", "one-eye-bob": "40", "one-eye-ponytail": "41", "big-ponytail": "42",
    "bowl": "43", "slicked": "44", "one-eye-bun": "45", "bun": "46", "buzz": "47", "low-pigtails": "48",
}  # fmt: skip
"""Hairdos that are drawn as they were packed."""
TRESSED = {
    "twintails": (("06", "43", "17"), "twintails"),
    "braids": (("43", "06", "19"), "braids"),
    "waist-long": (("15", "21", "35"), "waist"),
    "waist-long-fringe": (("16", "23"), "waist"),
}
"""Hairdos with tresses of our own: the packed hairdos under them, and the tresses (see `tresses.py`)."""
HAIR_GREYS = {"black": 0.0, "brown": 0.45, "grey": 0.7, "blond": 0.86, "white": 1.0}
HEADS = {"full": "01", "soft": "02", "square": "03", "slim": "04"}
EYES = {
    "calm": "04", "plain": "06", "dark": "10", "lashes": "11", "hooded": "12", "dots": "13", "big": "14",
    "ovals": "16", "soft": "20", "round": "21", "cat": "23", "wide": "24",
}  # fmt: skip
NOSES = {"long": "01", "dot": "02", "snub": "03", "plain": "04", "sharp": "05", "flat": "06"}
CLOTHS = {"black": 0.0, "dark": 0.34, "mid": 0.62, "light": 0.82, "white": 1.0}
GLASSES = {"round": "01", "dark": "02", "oval": "03", "square": "04", "reading": "05"}
EARRINGS = {"rings": "01", "stud": "02", "drop": "03"}
SKINS = {"light": 1.0, "tan": 0.88, "dark": 0.7}
SKIRTS = {"mini-skirt": "mini", "skirt": "knee", "long-skirt": "ankle"}


def names_of(look: Look) -> list[tuple[str, str]]:
    """A look → its parts as a storyboard's `look:` would fix them: pairs of key and name."""
    hair = next((name for name, (_, tresses) in TRESSED.items() if tresses and tresses == look.tresses), None)
    if look.tresses == "waist" and look.hair in TRESSED["waist-long-fringe"][0]:
        hair = "waist-long-fringe"
    legs = next((name for name, hem in SKIRTS.items() if hem == look.skirt), look.legs)
    pairs = [
        ("hair", hair or _named(HAIRDOS, look.hair)),
        ("hair_color", _nearest(HAIR_GREYS, look.hair_grey)),
        ("head", _named(HEADS, look.head)),
        ("eyes", _named(EYES, look.eyes)),
        ("nose", _named(NOSES, look.nose)),
        ("age", look.age),
        ("figure", "woman" if look.feminine else "man"),
        ("build", look.build),
        ("garment", look.garment),
        ("cloth", _nearest(CLOTHS, look.top)),
        ("pattern", look.pattern or "plain"),
        ("legs", look.legs if GARMENTS[look.garment].skirt else legs),
        ("legs_cloth", _nearest(CLOTHS, look.bottom)),
        ("shoes", look.shoes),
        ("glasses", _named(GLASSES, look.glasses) if look.glasses else "none"),
        ("beard", look.beard or "none"),
        ("hat", look.hat or "none"),
        ("earrings", _named(EARRINGS, look.earrings) if look.earrings else "none"),
        ("skin", _nearest(SKINS, look.skin)),
    ]
    return [*pairs, *(("extras", extra) for extra in look.extras)]


def _named(table: Mapping[str, str], part: str) -> str:
    return next(name for name, drawn in table.items() if drawn == part)


def _nearest(table: Mapping[str, float], grey: float) -> str:
    return min(table, key=lambda name: abs(table[name] - grey))
