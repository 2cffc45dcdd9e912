"""The camera stands where the figures' boxes put it."""

from dataclasses import replace

import pytest
from draft_requests import SHOTS, request

from mangacli.generate.draft.scenery import SIDEWAYS
from mangacli.generate.draft.stage import WIDEST_TURN, stage_for


def test_the_story_and_the_name_decide_the_place_and_the_panel_only_the_camera():
    def houses(name="", **changes) -> list[float]:
        dice = stage_for(request(**changes), "street", name=name).dice("houses")
        return [dice.random() for _ in range(5)]

    assert houses(scene="she runs") == houses(scene="he stops", shot="bust", seed=4)
    assert houses(scene="she runs", story_seed=1) != houses(scene="she runs")
    assert houses("mika's street") != houses("jonas's street")
    assert houses(camera=("reverse",)) != houses(), "other houses stand behind the viewer"


@pytest.mark.parametrize("place", sorted(SIDEWAYS))
@pytest.mark.parametrize("shot", ["full", "bust", None])
def test_the_camera_stays_inside_the_place(place, shot):
    for scene in "abcdefgh":
        wanted = request(600, 300, shot, scene=scene)
        stage = stage_for(wanted, place, sideways=SIDEWAYS[place])
        assert abs(stage.camera_place[0]) <= SIDEWAYS[place] + 1e-9
        assert abs(stage.yaw) <= WIDEST_TURN


@pytest.mark.parametrize("shot", ["full", "long"])
def test_the_ground_lies_under_the_feet(shot):
    wanted = request(600, 600, shot)
    stage = stage_for(wanted, "street")
    assert stage.point((0, 0, 0))[1] == pytest.approx(SHOTS[shot][3] * 600)
    assert stage.point((0, 1.65, 0))[1] == pytest.approx(SHOTS[shot][1] * 600)


def test_low_and_high_cameras_move_the_horizon():
    levels = [
        stage_for(request(600, 600, "long", camera=camera), "x").horizon
        for camera in (("high-angle",), (), ("low-angle",))
    ]
    assert levels == sorted(levels)
    assert len(set(levels)) == 3


def test_farther_things_are_smaller_and_nearer_the_horizon():
    stage = stage_for(request(600, 400, "full"), "street")
    heights = [stage.point((0, 0, z))[1] - stage.point((0, 2, z))[1] for z in (0, 5, 20, 60)]
    grounds = [stage.ground_at(z) for z in (0, 5, 20, 60)]
    assert heights == sorted(heights, reverse=True)
    assert grounds == sorted(grounds, reverse=True)
    assert grounds[-1] > stage.horizon


def test_what_lies_behind_the_camera_is_cut_off():
    stage = stage_for(request(600, 400, "full"), "street")
    behind = -stage.distance - 5
    assert stage.outline(((0, 0, behind), (1, 0, behind), (1, 1, behind))) == ()
    assert stage.edge((0, 0, behind), (1, 0, behind - 1)) is None
    assert stage.edge((0, 0, behind), (0, 0, 5)) is not None


def test_from_the_other_side_left_is_right():
    there, back = (stage_for(request(600, 400, "full", camera=c), "street") for c in ((), ("reverse",)))
    (left, low), (right, also_low) = there.point((-2, 0, 5)), back.point((2, 0, 5))
    assert (left, low) == pytest.approx((right, also_low))
    assert back.camera_place == pytest.approx((-there.camera_place[0], there.camera_place[1]))


def test_over_a_shoulder_the_place_is_about_those_who_are_looked_at():
    def figure(id, box, shot):
        return replace(request(shot=shot).characters[0], id=id, box=box, head=box)

    near, far = figure("n", (0.0, 0.3, 0.5, 1.0), "bust"), figure("f", (0.6, 0.3, 0.8, 1.0), "medium")
    past = stage_for(request(characters=(near, far), camera=("over-the-shoulder",)), "x")
    assert past.distance == stage_for(request(characters=(far,)), "x").distance
    assert past.distance != stage_for(request(characters=(near, far)), "x").distance


def test_the_two_shoulders_of_a_conversation_show_both_sides_of_the_place():
    def seen(near, far, *camera):
        (one,) = request(shot="bust").characters
        head = {near: (0.1, 0.2, 0.5, 0.9), far: (0.6, 0.3, 0.8, 0.5)}
        people = tuple(replace(one, id=id, head=head[id]) for id in ("ann", "bob"))
        return stage_for(request(characters=people, camera=("over-the-shoulder", *camera)), "x").reverse

    assert seen("ann", "bob") != seen("bob", "ann")
    assert seen("ann", "bob", "reverse") != seen("ann", "bob")
