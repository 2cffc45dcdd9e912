"""The mannequin wears every garment in every pose, in the look's own greys, with bare hands."""

import pytest

from mangacli.generate.draft.held import HELD
from mangacli.generate.draft.look import look_of
from mangacli.generate.draft.look_parts import CLOTHS
from mangacli.generate.draft.mannequin import HEMS, dress
from mangacli.generate.draft.neckwear import CUTS
from mangacli.generate.draft.overwear import OVER
from mangacli.generate.draft.poses import POSES
from mangacli.generate.draft.skeleton import build_of, skeleton
from mangacli.generate.draft.wardrobe import GARMENTS, INK
from mangacli.geometry import Box, bounds

AS_DRAWN = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
SHEET = Box(-1900, -1900, 1900, 3200)


def dressed(garment="sweater", pose="standing", holds="", **fixed):
    look = look_of("ann", "", "", (("garment", garment), *fixed.items()))
    bones = skeleton(build_of(look.feminine, look.age, look.build), POSES[pose])
    pieces = dress(look, bones, AS_DRAWN, holds)
    return look, [*pieces.under, *pieces.collar, *pieces.over]


def test_the_table_of_garments_names_what_is_there():
    for name, cut in GARMENTS.items():
        assert cut.neck in CUTS or not cut.neck, name
        assert cut.over in OVER or not cut.over, name
        assert {cut.skirt, cut.coat} <= {*HEMS, ""}, name


@pytest.mark.parametrize("garment", sorted(GARMENTS))
def test_every_garment_is_worn_in_every_pose(garment):
    for pose in POSES:
        _, shapes = dressed(garment, pose)
        outline = bounds(p for shape in shapes for ring in shape.path.outlines(2) for p in ring)
        assert SHEET.contains(outline), pose
        assert all(shape.fill is None or 0.0 <= shape.fill <= 1.0 for shape in shapes), pose


@pytest.mark.parametrize("cloth", sorted(CLOTHS))
def test_the_cloth_has_the_grey_that_is_asked_for(cloth):
    look, shapes = dressed("sweater", cloth=cloth)
    assert look.top == CLOTHS[cloth]
    assert sum(shape.fill == look.top for shape in shapes) >= 5  # the body, two sleeves of two tubes each


def test_black_cloth_has_white_seams_and_no_black_line_is_lost():
    _, shapes = dressed("suit", cloth="black")
    assert any(shape.white_line for shape in shapes if shape.fill == INK)


@pytest.mark.parametrize("thing", sorted(HELD))
def test_everything_that_can_be_held_is_drawn_at_the_hand(thing):
    _, empty = dressed(pose="waving")
    _, full = dressed(pose="holding", holds=thing)
    assert len(full) > len(empty) - 30
    assert {shape.path for shape in full} - {
        shape.path for shape in dressed(pose="holding", holds="cup")[1]
    } or thing == "cup"


def test_stripes_run_over_body_and_sleeves():
    plain, striped = dressed("tee")[1], dressed("tee", pattern="stripes")[1]
    assert len(striped) > len(plain) + 8
    assert all(
        shape.clip is not None
        for shape in striped
        if shape not in plain and shape.stroke == 0 and shape.fill == 0
    )


def test_a_skirt_ends_where_its_hem_is_asked_for():
    ends = {}
    for legs in ("mini-skirt", "skirt", "long-skirt"):
        _, shapes = dressed("sweater", legs=legs, cloth="white", legs_cloth="mid")
        ends[legs] = max(shape.path.bounds.y2 for shape in shapes if shape.fill == CLOTHS["mid"])
    assert ends["mini-skirt"] < ends["skirt"] < ends["long-skirt"]
