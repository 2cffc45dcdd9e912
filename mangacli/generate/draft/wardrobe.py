"""Clothes by name: how each garment is cut, which the mannequin then wears in every pose.

A garment is the same in every panel: its cut says where sleeves and hems end and what is sewn at the neck.
"""

from __future__ import annotations

from typing import NamedTuple

INK, DEEP, PAPER = 0.0, 0.34, 1.0
"""Greys of cloth: black, dark tone, white."""


class Cut(NamedTuple):
    """How a garment is cut.

    `sleeves` are long, short, none or wide; `skirt` names where its own skirt ends (mini, knee, calf, ankle,
    or empty: it ends at the hips); `coat` names where it hangs open over the legs; `neck` what is sewn at the
    neck (see `neckwear.CUTS`); `over` what is worn over it (see `overwear.OVER`); `shirt` that its sleeves
    are those of a white shirt under it. `legs` are what the legs wear: trousers, shorts, bare, or tights.
    """

    sleeves: str = "long"
    skirt: str = ""
    coat: str = ""
    neck: str = ""
    over: str = ""
    shirt: bool = False
    legs: str = "trousers"


GARMENTS: dict[str, Cut] = {
    "sweater": Cut(neck="round"),
    "turtleneck": Cut(neck="turtle"),
    "tee": Cut("short", neck="round"),
    "tank": Cut("none", neck="round"),
    "shirt": Cut(neck="shirt"),
    "blouse": Cut(neck="shirt"),
    "hoodie": Cut(neck="hood"),
    "jacket": Cut(neck="lapels"),
    "leather": Cut(neck="zip"),
    "tracksuit": Cut(neck="zip"),
    "suit": Cut(neck="tie"),
    "vest": Cut(neck="vest", shirt=True),
    "coat": Cut(coat="knee", neck="lapels"),
    "labcoat": Cut(coat="knee", neck="lapels"),
    "cloak": Cut("wide", coat="calf", neck="cloak"),
    "uniform": Cut(neck="uniform"),
    "sailor": Cut(neck="sailor", skirt="knee", legs="socks"),
    "school": Cut(neck="bow", skirt="knee", legs="socks"),
    "dress": Cut(neck="round", skirt="calf", legs="bare"),
    "apron": Cut(neck="shirt", over="apron"),
    "overalls": Cut(neck="round", over="bib"),
    "kimono": Cut("wide", "ankle", neck="kimono", over="obi", legs="bare"),
    "yukata": Cut("wide", "ankle", neck="kimono", over="obi", legs="bare"),
    "robe": Cut("wide", "ankle", neck="kimono", legs="bare"),
    "armour": Cut(neck="armour", over="plates"),
}
"""Every garment by the name that `look_words` gives it."""

LEGS = ("trousers", "shorts", "bare", "tights", "socks", "skirt")
