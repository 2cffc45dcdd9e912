"""Every name that a storyboard may fix stands for a part, and every look can be told by names."""

from typing import get_args

import pytest

from mangacli.generate.draft import look_parts, parts_file
from mangacli.generate.draft.beard import STYLES
from mangacli.generate.draft.face_marks import MARKS
from mangacli.generate.draft.hands import SHOES
from mangacli.generate.draft.hats import HATS
from mangacli.generate.draft.look import look_of
from mangacli.generate.draft.look_parts import names_of
from mangacli.generate.draft.skeleton import build_of
from mangacli.generate.draft.wardrobe import GARMENTS, LEGS
from mangacli.story import looks

NAMES = {
    "hair": ({*look_parts.HAIRDOS, *look_parts.TRESSED}, looks.Hairdo),
    "hair_color": (look_parts.HAIR_GREYS, looks.HairColour),
    "head": (look_parts.HEADS, looks.HeadShape),
    "eyes": (look_parts.EYES, looks.Eyes),
    "nose": (look_parts.NOSES, looks.Nose),
    "garment": (GARMENTS, looks.Garment),
    "cloth": (look_parts.CLOTHS, looks.Cloth),
    "legs": ({*LEGS, *look_parts.SKIRTS}, looks.LegWear),
    "shoes": (SHOES, looks.Shoes),
    "glasses": ({*look_parts.GLASSES, "none"}, looks.Glasses),
    "beard": ({*STYLES, "goatee", "stubble", "moustache", "none"}, looks.Beard),
    "hat": ({*HATS, "none"}, looks.Hat),
    "earrings": ({*look_parts.EARRINGS, "none"}, looks.Earrings),
    "skin": (look_parts.SKINS, looks.Skin),
}


@pytest.mark.parametrize("key", sorted(NAMES))
def test_the_names_of_the_story_are_those_of_the_artist(key):
    drawn, named = NAMES[key]
    assert set(drawn) == set(get_args(named))


def test_every_hairdo_is_packed():
    assert set(look_parts.HAIRDOS.values()) == set(parts_file.hair_names())
    for under, _ in look_parts.TRESSED.values():
        assert set(under) <= set(parts_file.hair_names())


def test_every_extra_can_be_drawn():
    drawn_otherwise = {"scarf", "freckles", "flowers"}
    assert set(get_args(looks.Extra)) - drawn_otherwise <= set(MARKS)


@pytest.mark.parametrize("build", get_args(looks.BodyBuild))
def test_every_build_changes_the_body(build):
    usual = build_of(True, "adult", "normal")
    assert (build_of(True, "adult", build) == usual) == (build == "normal")


@pytest.mark.parametrize("number", range(60))
def test_a_look_told_by_its_names_is_the_same_look(number):
    words = ("", "a girl in a kimono with twintails", "an old man, beard, cap, scar", "a woman in a skirt")[
        number % 4
    ]
    look = look_of(f"c{number}", "", words)
    names = tuple(names_of(look))
    looks.Look.model_validate(
        {key: name for key, name in names if key != "extras"}
        | {"extras": tuple(name for key, name in names if key == "extras")}
    )
    again = look_of(f"c{number}", "", "", names)
    for part in (
        "head",
        "eyes",
        "nose",
        "hair_grey",
        "tresses",
        "age",
        "feminine",
        "garment",
        "skirt",
        "shoes",
    ):
        assert getattr(again, part) == getattr(look, part), part
    for part in ("glasses", "beard", "hat", "earrings", "extras", "skin", "build", "pattern"):
        assert getattr(again, part) == getattr(look, part), part
    if not look.tresses:
        assert again.hair == look.hair
