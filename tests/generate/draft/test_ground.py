"""What lies under a figure: a shadow at its feet, a seat under who sits, dust behind who runs."""

import pytest
from draft_casting import HEIGHT, WIDTH, cast

from mangacli.generate.draft.acting import act
from mangacli.generate.draft.acting_words import SEATS as SEAT_WORDS
from mangacli.generate.draft.figure import set_up
from mangacli.generate.draft.ground import SEATS, SHADE, ground_under
from mangacli.generate.draft.look import look_of
from mangacli.generate.draft.poses import POSES
from mangacli.geometry import Box, apply

PICTURE = Box(0, 0, WIDTH, HEIGHT)


def figure(pose, shot="full", **changes):
    character = cast(shot, pose=pose, **changes)
    return set_up(character, look_of("ann", "", ""), act(character, "", [character]), PICTURE)


def test_every_seat_that_may_be_asked_for_is_there():
    assert ({pose.seat for pose in POSES.values()} - {""}) | set(SEAT_WORDS) == set(SEATS)


@pytest.mark.parametrize("seat", sorted(SEAT_WORDS))
def test_who_sits_on_something_else_than_a_chair_does(seat):
    character = cast("full", pose="sitting")
    acting = act(character, f"Ann sits on a {seat}", [character])
    one = set_up(character, look_of("ann", "", ""), acting, PICTURE)
    assert acting.seat == seat
    assert [shape.path for shape in ground_under(one)] != [
        shape.path for shape in ground_under(figure("sitting"))
    ]


@pytest.mark.parametrize("pose", sorted(POSES))
def test_a_shadow_lies_under_whole_figures(pose):
    one = figure(pose)
    shadow = ground_under(one)[0]
    assert shadow.fill == SHADE
    assert abs(shadow.path.bounds.center[1] - one.floor) < 0.03 * HEIGHT


def test_under_a_bust_lies_nothing_but_a_seat():
    assert ground_under(figure("standing", "bust")) == []
    assert ground_under(figure("sitting", "bust"))


def test_who_sits_has_a_seat_under_the_hips():
    one = figure("sitting")
    hips = apply(one.body, one.bones.pelvis)
    seats = [shape.path.bounds for shape in ground_under(one)[1:]]
    assert any(box.x1 < hips[0] < box.x2 and box.y1 > hips[1] for box in seats)


@pytest.mark.parametrize(("facing", "way"), [("left", 1), ("right", -1)])
def test_dust_rises_behind_who_runs(facing, way):
    one = figure("running", facing=facing)
    shadow, *dust = ground_under(one)
    assert len(dust) == 3
    assert all((puff.path.bounds.center[0] - shadow.path.bounds.center[0]) * way > 0 for puff in dust)
