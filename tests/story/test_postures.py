"""Who sits, lies or is a child is lower; a pose belongs to whom it is said of."""

import pytest

from mangacli.story.models import Character, Panel, Placement
from mangacli.story.postures import (
    ADULT_HEADS,
    CHILD_HEADS,
    LOW,
    POSES,
    heads_high,
    is_child,
    looked_at,
    pose_of,
)

CAST = {
    "ann": Character(name="Ann", description="a woman"),
    "bo": Character(name="Bo", description="a small boy"),
}


def heads(prompt, id="ann", **placed):
    placements = (Placement(character="ann", **placed), Placement(character="bo"))
    panel = Panel(prompt=prompt, characters=placements)
    return heads_high(panel, placements[0 if id == "ann" else 1], CAST)


def test_a_grown_one_stands_and_a_child_is_lower():
    assert heads("a street") == ADULT_HEADS
    assert heads("a street", "bo") == pytest.approx(CHILD_HEADS)


def test_a_pose_is_the_ones_it_is_said_of():
    assert heads("Ann sits, Bo stands") == LOW["sitting"]
    assert heads("Ann stands, Bo crouches") == ADULT_HEADS
    assert heads("Ann stands", pose="kneeling") == LOW["kneeling"]


def test_look_decides_who_is_a_child():
    assert is_child(CAST["bo"]) and not is_child(CAST["ann"])
    assert is_child(Character.model_validate({"name": "X", "look": {"age": "child"}}))
    assert not is_child(
        Character.model_validate({"name": "X", "description": "a child", "look": {"age": "adult"}})
    )


def test_an_explicit_pose_wins_and_an_unknown_one_stands():
    names = [("Ann", "ann")]
    assert pose_of("sitting", "Ann runs", names, 0) == "sitting"
    assert pose_of("on a throne of bones", "Ann runs", names, 0) == "standing"
    assert pose_of(None, "a street", names, 0) is None


@pytest.mark.parametrize("pose", sorted(POSES))
def test_every_pose_may_be_named(pose):
    assert pose_of(pose, "", [("Ann",)], 0) == pose


def test_who_sleeps_lies_down_unless_something_else_is_said():
    names = [("Ann", "ann")]
    assert pose_of(None, "Ann is asleep", names, 0) == "lying"
    assert pose_of(None, "Ann sits asleep", names, 0) == "sitting"
    assert pose_of("sleeping", "", names, 0) == "lying"


@pytest.mark.parametrize(
    ("prompt", "seen"),
    [
        ("Ann looks at Bo", "bo"),
        ("Ann, angry, points at Bo", "bo"),
        ("アンはボーを見る", None),
        ("Ann stands, Bo looks at Ann", None),
        ("Ann looks at the sea; Bo waves", None),
        ("Ann talks to bo", "bo"),
    ],
)
def test_who_is_said_to_be_looked_at_is(prompt, seen):
    placements = (Placement(character="ann"), Placement(character="bo"))
    assert looked_at(Panel(prompt=prompt, characters=placements), placements[0], CAST) == seen


def test_japanese_says_it_too():
    cast = {"aki": Character(name="アキ"), "ren": Character(name="蓮")}
    placements = (Placement(character="aki"), Placement(character="ren"))
    panel = Panel(prompt="アキは黙って蓮を睨む", characters=placements)
    assert looked_at(panel, placements[0], cast) == "ren"
    assert looked_at(panel, placements[1], cast) is None
