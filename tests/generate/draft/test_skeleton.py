"""Skeletons: limbs hang together, targets are reached, every pose stands on the lowest of it."""

import pytest

from mangacli.generate.draft.poses import POSES, STANDING, seen_from_behind
from mangacli.generate.draft.skeleton import CHILD, HEAD, MAN, WOMAN, build_of, skeleton, sole, turned
from mangacli.story.postures import ADULT_HEADS, CHILD_HEADS, LOW

CHIN_TO_NECK = 25.0


@pytest.mark.parametrize("pose", sorted(POSES))
@pytest.mark.parametrize("build", [WOMAN, MAN, CHILD], ids=["woman", "man", "child"])
def test_limbs_hang_together_and_end_on_the_ground(pose, build):
    bones = skeleton(build, POSES[pose])
    for limb in (bones.near_arm, bones.far_arm, bones.near_leg, bones.far_leg):
        assert limb.upper.end == limb.lower.start
        assert limb.lower.end == limb.end
        assert min(limb.upper.start_radius, limb.lower.end_radius) > 10
    lowest = max(
        sole(bones.near_leg.end, POSES[pose].near_leg.foot), sole(bones.far_leg.end, POSES[pose].far_leg.foot)
    )
    assert lowest <= bones.ground + 1


@pytest.mark.parametrize(("build", "heads"), [(WOMAN, ADULT_HEADS), (MAN, ADULT_HEADS), (CHILD, CHILD_HEADS)])
def test_a_standing_body_is_as_many_heads_high_as_the_layout_takes_it_for(build, heads):
    height = skeleton(build, STANDING).ground + HEAD + CHIN_TO_NECK
    assert height / HEAD == pytest.approx(heads, abs=0.3)


@pytest.mark.parametrize("pose", sorted(set(LOW) - {"lying"}))
def test_a_low_pose_is_as_high_as_the_layout_takes_it_for(pose):
    height = skeleton(WOMAN, POSES[pose]).ground + HEAD + CHIN_TO_NECK
    assert height / HEAD == pytest.approx(LOW[pose], rel=0.04)


def test_a_hand_goes_where_the_pose_wants_it():
    bones = skeleton(WOMAN, POSES["reading"])
    assert bones.near_arm.end == POSES["reading"].near.to
    child = skeleton(CHILD, POSES["reading"])
    x, y = POSES["reading"].near.to
    assert child.near_arm.end == (pytest.approx(x * 0.675), pytest.approx(y * 0.675))


def test_who_bends_forward_has_the_hips_behind():
    assert turned((0, 100), 30)[0] < 0
    assert skeleton(WOMAN, POSES["bowing"]).pelvis[0] < -300


def test_age_and_build_change_the_body():
    assert build_of(True, "old", "normal").stoop > 0
    assert build_of(False, "adult", "stout").waist > MAN.waist > build_of(False, "adult", "slim").waist
    assert build_of(True, "child", "normal") == CHILD


def test_from_behind_nothing_else_changes():
    pose = seen_from_behind(POSES["sitting"])
    assert pose.back and pose.seat == "chair"
