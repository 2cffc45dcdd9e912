"""What a person saw on looking at each part: the words that the artist picks parts by.

Parts that are not named here are not packed: weapons, monsters, lettering, coloured uniforms, a heart for
an eye, a drooling mouth, and whatever the artist has no use for.
"""

from __future__ import annotations

from typing import NamedTuple


class Body(NamedTuple):
    """A body: what it does, what it wears, and which of its white areas are cloth.

    `areas` maps a garment to the numbers of its areas, counted by size from the largest; areas that are
    not named are skin, shoes and small things, and stay white. `dark` names the garments drawn in black.
    """

    pose: str
    wear: str
    dark: tuple[str, ...]
    areas: dict[str, tuple[int, ...]]


BODIES = {
    "BlazerPantsBW": Body(
        "hand-on-hip",
        "jacket",
        ("shirt",),
        {
            "trousers": (0,),
            "top": (1, 2, 8, 10),
            "hands": (
                6,
                7,
            ),
        },
    ),
    "BlazerPantsWB": Body(
        "hand-on-hip",
        "jacket",
        ("trousers",),
        {
            "top": (0, 1, 8, 10),
            "shirt": (2,),
            "hands": (
                6,
                7,
            ),
        },
    ),
    "CrossedArmsBW": Body("arms-crossed", "long", ("top",), {"trousers": (0,)}),
    "CrossedArmsWB": Body("arms-crossed", "long", ("trousers",), {"top": (0, 1)}),
    "EasingBW": Body("strolling", "jacket", ("shirt",), {"trousers": (0,), "top": (1, 2, 6, 8, 15)}),
    "EasingWB": Body(
        "strolling", "jacket", ("trousers",), {"top": (0, 2, 7, 9, 16), "shirt": (1,), "hands": (3,)}
    ),
    "PointingFingerBW": Body("pointing", "long", ("top",), {"trousers": (0,)}),
    "PointingFingerWB": Body("pointing", "long", ("trousers",), {"top": (0,)}),
    "PolkaDots": Body(
        "standing",
        "dots",
        (),
        {
            "trousers": (0,),
            "top": (1,),
            "hands": (
                3,
                4,
            ),
        },
    ),
    "RestingBW": Body("standing", "long", ("top",), {"trousers": (0,)}),
    "RestingWB": Body(
        "standing",
        "long",
        ("trousers",),
        {
            "top": (0, 8),
            "hands": (
                4,
                7,
            ),
        },
    ),
    "RoboDanceBW": Body("walking", "long", ("top",), {"trousers": (0, 1)}),
    "RoboDanceOutline": Body("walking", "long", (), {"top": (0, 10), "trousers": (1, 2), "hands": (8,)}),
    "RoboDanceWB": Body("walking", "long", ("trousers",), {"top": (0, 8), "hands": (6,)}),
    "ShirtPantsBW": Body("standing", "shirt", ("top",), {"trousers": (0,)}),
    "ShirtPantsWB": Body(
        "standing",
        "shirt",
        ("trousers",),
        {
            "top": (0, 1, 6),
            "hands": (
                4,
                11,
            ),
        },
    ),
    "WalkingBW": Body("walking", "short", ("top",), {"trousers": (0,)}),
    "WalkingFilled": Body("walking", "short", ("top", "trousers"), {}),
    "WalkingWB": Body("walking", "short", ("trousers",), {"top": (0,), "hands": (1,)}),
    "Bike": Body("cycling", "jacket", ("trousers",), {"top": (0, 1, 4)}),
    "ClosedLegBW": Body("hugging-knees", "jacket", ("top",), {"trousers": (0, 1, 4)}),
    "ClosedLegWB": Body("hugging-knees", "jacket", ("trousers",), {"top": (0, 1, 3)}),
    "CrossedLegs": Body("on-chair", "long", ("trousers",), {"top": (0, 2)}),
    "HandsBackBW": Body("kneeling", "short", ("top",), {"trousers": (0,)}),
    "HandsBackWB": Body("kneeling", "short", ("trousers",), {"top": (0,)}),
    "MediumBW": Body("crouching", "short", ("top",), {"trousers": (0, 1)}),
    "MediumWB": Body("crouching", "short", ("trousers",), {"top": (0,)}),
    "OneLegUpBW": Body("sitting", "short", ("top",), {"trousers": (0, 1)}),
    "OneLegUpWB": Body("sitting", "short", ("trousers",), {"top": (0, 6)}),
    "Wheelchair": Body("in-wheelchair", "jacket", ("shirt",), {"top": (1, 2, 10), "trousers": (0, 3, 4)}),
}

HAIR = {
    "01": "short neat his",
    "02": "short neat his",
    "03": "short quiff his",
    "04": "short spiky his",
    "05": "medium curly big his",
    "06": "short bangs hers his",
    "07": "short swept bangs his",
    "08": "short quiff his",
    "09": "short curly his",
    "10": "medium flicked bangs hers",
    "11": "short messy bangs his",
    "12": "short swept bangs his",
    "13": "medium bob bangs hers",
    "14": "bun bangs hers",
    "15": "long straight parted hers",
    "16": "long straight bangs hers",
    "17": "medium flicked bangs hers",
    "18": "medium wavy messy bangs his",
    "19": "short bob straight bangs hers",
    "20": "medium messy spiky his",
    "21": "long straight parted hers",
    "22": "short curly undercut his",
    "23": "long straight bangs hers",
    "24": "long curly hers",
    "25": "balding",
    "26": "buns hers",
    "27": "mohawk",
    "28": "shaved",
    "29": "ponytail low wavy parted hers",
    "30": "pigtails bangs hers",
    "31": "ponytail high curly hers",
    "32": "short bob wavy parted hers",
    "33": "ponytail high straight hers",
    "34": "bald",
    "35": "long wavy parted hers",
    "36": "topknot",
    "37": "short wavy parted hers",
    "38": "bun high topknot",
    "39": "short curly",
    "40": "long straight one-eye",
    "41": "long straight one-eye",
    "42": "ponytail high bangs wavy hers",
    "43": "short bangs hers his",
    "44": "short slicked",
    "45": "bun one-eye long",
    "46": "bun bangs hers",
    "47": "short neat his",
    "48": "pigtails low bangs hers",
}
"""`hers` and `his` are the hairdos of women and of men of whose hair nothing is said."""

EYES = {
    "01": "shut",
    "02": "bright",
    "03": "bored",
    "04": "plain",
    "05": "startled",
    "06": "plain",
    "07": "shocked",
    "08": "stern",
    "10": "dark",
    "11": "lashes",
    "12": "narrow",
    "13": "dots",
    "14": "big",
    "15": "wink",
    "16": "ovals",
    "17": "sidelong",
    "18": "wink",
    "19": "content",
    "20": "lashes",
    "21": "round",
    "22": "tight",
    "23": "lashes",
    "24": "big",
}

EYEBROWS = {
    "01": "worried",
    "02": "soft",
    "03": "thick",
    "04": "knitted",
    "05": "raised",
    "06": "broken",
    "07": "thin",
    "08": "short",
    "09": "arched",
    "10": "sad",
    "11": "doubtful",
    "12": "skew",
    "13": "angry",
}

MOUTHS = {
    "happy01": "smile",
    "happy02": "wide-smile",
    "happy03": "full-smile",
    "happy04": "smirk",
    "happy05": "laugh",
    "happy06": "open-smile",
    "happy07": "shout-teeth",
    "happy08": "open",
    "happy09": "tongue",
    "happy10": "side-smile",
    "happy11": "pout",
    "happy13": "tiny-smile",
    "happy14": "faint-smile",
    "happy15": "wavy",
    "happy16": "grin",
    "happy18": "lips",
    "sad01": "shout",
    "sad02": "gasp",
    "sad03": "small",
    "sad04": "frown",
    "sad05": "wide-frown",
    "sad06": "clenched",
    "sad07": "snarl",
    "sad09": "flat",
}

OTHERS = {
    "head": {"01": "full", "02": "soft", "03": "square", "04": "slim"},
    "nose": {"01": "long", "02": "dot", "03": "snub", "04": "plain", "05": "sharp", "06": "flat"},
    "beard": {"01": "curly", "02": "rough"},
    "glasses": {"01": "round", "02": "dark", "03": "oval", "04": "square", "05": "reading"},
    "earrings": {"01": "rings", "02": "stud", "03": "drop"},
    "freckles": {"01": "freckles"},
    "hairAccessories": {"flowers": "flowers"},
}

JAW = {
    "01": ((340, 708), (370, 748), (430, 793), (500, 818), (560, 831), (605, 832), (650, 822)),
    "02": ((335, 693), (358, 738), (400, 771), (450, 793), (520, 803), (560, 807), (600, 805), (650, 795)),
    "03": ((335, 693), (358, 741), (400, 768), (450, 786), (540, 800), (565, 803), (600, 797), (650, 775)),
    "04": ((325, 688), (350, 712), (380, 740), (430, 771), (520, 798), (560, 803), (595, 796), (650, 775)),
}
"""Each head's jaw from below the ear to under the far cheek: what lies below is neck, and left out."""
