"""The parts of a look that an author may fix by name: `look:` of a character.

The names are the story's; which drawn part each stands for, the draft artist knows
(`generate/draft/look_parts.py`, and a test holds both together). `manga cast --list` shows them.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from mangacli.story.frozen import Frozen

Hairdo = Literal[
    "side-part", "crop", "brushed-up", "spiky", "curly-mop", "feathered", "swept-fringe", "quiff",
    "curly-crop",
    "flicked", "tousled", "side-swept", "bob-fringe", "bun-fringe", "long-parted", "long-fringe", "layered",
    "shaggy", "page-boy", "wild", "long-curtain", "curly-top", "long-blunt", "long-curls", "balding",
    "space-buns",
    "mohawk", "shaved", "low-ponytail", "short-pigtails", "curly-ponytail", "wavy-bob", "high-ponytail",
    "bald",
    "long-wavy", "topknot", "short-wavy", "high-bun", "afro-top", "one-eye-bob", "one-eye-ponytail",
    "big-ponytail", "bowl", "slicked", "one-eye-bun", "bun", "buzz", "low-pigtails", "twintails", "braids",
    "waist-long", "waist-long-fringe",
]  # fmt: skip
HairColour = Literal["black", "brown", "grey", "blond", "white"]
HeadShape = Literal["full", "soft", "square", "slim"]
Eyes = Literal[
    "calm", "plain", "dark", "lashes", "hooded", "dots", "big", "ovals", "soft", "round", "cat", "wide"
]
Nose = Literal["long", "dot", "snub", "plain", "sharp", "flat"]
Age = Literal["child", "adult", "old"]
Figure = Literal["woman", "man"]
BodyBuild = Literal["normal", "slim", "stout", "strong"]
Garment = Literal[
    "sweater", "turtleneck", "tee", "tank", "shirt", "blouse", "hoodie", "jacket", "leather",
    "tracksuit", "suit",
    "vest", "coat", "labcoat", "cloak", "uniform", "sailor", "school", "dress", "apron", "overalls", "kimono",
    "yukata", "robe", "armour",
]  # fmt: skip
Cloth = Literal["black", "dark", "mid", "light", "white"]
Pattern = Literal["plain", "stripes", "dots", "checks"]
LegWear = Literal["trousers", "shorts", "bare", "tights", "socks", "mini-skirt", "skirt", "long-skirt"]
Shoes = Literal["sneakers", "boots", "pumps", "sandals"]
Glasses = Literal["none", "round", "dark", "oval", "square", "reading"]
Beard = Literal["none", "full", "short", "goatee", "stubble", "moustache"]
Hat = Literal["none", "cap", "beanie", "straw", "witch", "hijab", "fedora", "chef", "helmet", "crown"]
Earrings = Literal["none", "rings", "stud", "drop"]
Skin = Literal["light", "tan", "dark"]
Extra = Literal[
    "scarf",
    "freckles",
    "flowers",
    "headband",
    "ribbon",
    "eyepatch",
    "scar",
    "mole",
    "plaster",
    "mask",
    "headphones",
]


class Look(Frozen):
    """Parts of a character's look, by name, for the draft artist; the rest follows the description."""

    hair: Hairdo | None = Field(None, description="The hairdo; `manga cast --list` shows them all.")
    hair_color: HairColour | None = Field(None, description="Hair as black, tone or white.")
    head: HeadShape | None = Field(None, description="Shape of the head.")
    eyes: Eyes | None = Field(None, description="The eyes at rest.")
    nose: Nose | None = Field(None, description="The nose.")
    age: Age | None = Field(None, description="Child, adult or old: proportions and marks.")
    figure: Figure | None = Field(None, description="A woman's or a man's body.")
    build: BodyBuild | None = Field(None, description="Slim, stout, strong.")
    garment: Garment | None = Field(None, description="What the upper body wears.")
    cloth: Cloth | None = Field(None, description="Grey of the garment.")
    pattern: Pattern | None = Field(None, description="Pattern of the garment.")
    legs: LegWear | None = Field(None, description="What the legs wear.")
    legs_cloth: Cloth | None = Field(None, description="Grey of what the legs wear.")
    shoes: Shoes | None = Field(None, description="The shoes.")
    glasses: Glasses | None = Field(None, description="Glasses, or none.")
    beard: Beard | None = Field(None, description="Beard or moustache, or none.")
    hat: Hat | None = Field(None, description="Hat or headscarf, or none.")
    earrings: Earrings | None = Field(None, description="Earrings, or none.")
    skin: Skin | None = Field(None, description="Skin as paper or tone.")
    extras: tuple[Extra, ...] | None = Field(
        None, max_length=8, description="What else is worn or seen: scarf, freckles, eyepatch, scar …"
    )

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """What is fixed, as plain pairs of key and name; several extras are several pairs."""
        named = [(key, value) for key, value in self if value is not None and not isinstance(value, tuple)]
        return (*named, *(("extras", extra) for extra in self.extras or ()))


AS_DESCRIBED = Look()
"""Nothing is fixed."""
