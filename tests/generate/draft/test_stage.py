"""The camera stands where the figures' boxes put it."""

import pytest
from draft_requests import SHOTS, request

from mangacli.generate.draft.scenery import SIDEWAYS
from mangacli.generate.draft.stage import WIDEST_TURN, stage_for


def test_the_seed_decides_the_place_and_the_words_only_the_camera():
    def houses(**changes) -> list[float]:
        dice = stage_for(request(**changes), "street").dice("houses")
        return [dice.random() for _ in range(5)]

    assert houses(scene="she runs") == houses(scene="he stops", shot="bust")
    assert houses(scene="she runs", seed=1) != houses(scene="she runs")


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
        stage_for(request(600, 600, "long", scene=scene), "x").horizon
        for scene in ("from above", "", "low angle")
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
