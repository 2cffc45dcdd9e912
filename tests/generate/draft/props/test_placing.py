"""Things find a place: seen, on the ground, off faces and lettering; who holds a thing has it already."""

import random

import pytest
from draft_casting import cast, panel

from mangacli.generate.base import DialogRequest
from mangacli.generate.draft.props.placing import LIGHTS, Ground, drawn, named_things, put
from mangacli.generate.draft.props.table import GROUND, PROPS, SKY
from mangacli.generate.draft.scenery import scene_of
from mangacli.geometry import Box

WIDTH, HEIGHT = 420, 300


def request(scene, *cast_, background="street", **changes):
    return panel(*cast_, width=WIDTH, height=HEIGHT, scene=scene, background=background, **changes)


def standing(wanted, indoors=False, table=None, drawn=()):
    picture = Box(0, 0, WIDTH, HEIGHT)
    heads = tuple(picture.part(one.head) for one in wanted.characters)
    ground = Ground(scene_of(wanted).stage, indoors, not indoors, heads, frozenset(drawn), table)
    return put(named_things(wanted), ground)


@pytest.mark.parametrize("shot", ["full", "medium", "bust", "close-up", "long"])
@pytest.mark.parametrize("name", sorted(PROPS)[::3])
def test_no_thing_lies_before_a_face_nor_far_outside(name, shot):
    word = PROPS[name].words.split("|")[0].removesuffix("!")
    wanted = request(f"there is the {word}", cast(shot, width=WIDTH, height=HEIGHT, center=0.35))
    (head,) = (Box(0, 0, WIDTH, HEIGHT).part(one.head) for one in wanted.characters)
    for spot in standing(wanted):
        seen = spot.box.intersection(Box(0, 0, WIDTH, HEIGHT))
        assert seen is not None and seen.area > 0.3 * spot.box.area
        if spot.before:
            assert not spot.box.overlaps(head)


def test_a_thing_on_the_ground_has_its_foot_there_and_its_size():
    wanted = request("a dog", cast("full", width=WIDTH, height=HEIGHT))
    stage = scene_of(wanted).stage
    (dog,) = standing(wanted)
    assert dog.ground and dog.y > stage.horizon
    scale = (dog.y - stage.horizon) / stage.eye
    assert dog.high == pytest.approx(PROPS["dog"].metres * scale)


def test_things_in_the_sky_are_above_the_horizon_and_outdoors_only():
    wanted = request("a rainbow", cast("full", width=WIDTH, height=HEIGHT))
    (rainbow,) = standing(wanted)
    assert rainbow.box.y2 < scene_of(wanted).stage.horizon and rainbow.box.y1 >= 0
    assert standing(wanted, indoors=True) == []


def test_small_things_stand_on_a_stand_indoors_and_are_not_lost_on_a_street():
    wanted = request("an apple", cast("full", width=WIDTH, height=HEIGHT), background="kitchen")
    (apple,) = standing(wanted, indoors=True)
    assert apple.stand
    assert standing(request("an apple", cast("full", width=WIDTH, height=HEIGHT))) == []


def test_a_table_takes_what_is_put_on_it():
    wanted = request("a lamp and a cup", cast("medium", width=WIDTH, height=HEIGHT))
    spots = standing(wanted, indoors=True, table=240.0)
    assert {spot.name for spot in spots} == {"lamp", "cup"}
    assert all(240 < spot.y < HEIGHT and spot.before for spot in spots)
    assert not spots[0].box.overlaps(spots[1].box)


def test_a_place_draws_its_own():
    person = cast("full", width=WIDTH, height=HEIGHT)
    assert standing(request("a bag", person)) != []
    assert standing(request("a bag", person), drawn=("bag",)) == []


def test_flocks_are_several():
    person = cast("full", width=WIDTH, height=HEIGHT)
    assert len(standing(request("butterflies", person))) > 1
    assert len(standing(request("a butterfly", person))) == 1


def test_spoken_things_count_where_the_prompt_names_none():
    speaker = cast("full", lines=(("speech", "Look, a rainbow and a dog!"),))
    assert [thing.name for thing in named_things(request("", speaker))] == ["rainbow"]
    assert [thing.name for thing in named_things(request("a cat", speaker))] == ["cat"]
    assert named_things(request("", cast("full", lines=(("speech", "The rocks are near."),)))) == []


def test_people_are_no_things():
    assert named_things(request("Rose and a cat", cast(name="Cat"), cast(id="rose", name="Rose"))) == []


def test_lettering_stays_off_things_and_things_off_each_other():
    dice = random.Random(4)
    names = [name for name in PROPS if PROPS[name].where in (GROUND, SKY)]
    hidden = 0
    for _ in range(40):
        words = " and the ".join(
            PROPS[name].words.split("|")[0].removesuffix("!") for name in dice.sample(names, 3)
        )
        wanted = request(
            f"see the {words}",
            cast("full", width=WIDTH, height=HEIGHT),
            dialogs=(DialogRequest("speech", (0.0, 0.0, 0.4, 0.4)),),
        )
        spots = standing(wanted)
        calm = Box(0, 0, 0.4 * WIDTH, 0.4 * HEIGHT)
        for spot in spots:
            cover = spot.box.intersection(calm)
            hidden += cover is not None and cover.area > 0.5 * spot.box.area
    assert hidden <= 2


def test_no_bus_stands_in_a_room():
    wanted = request("a bus and a chair", cast("full", width=WIDTH, height=HEIGHT), background="kitchen")
    assert [spot.name for spot in standing(wanted, indoors=True)] == ["chair"]


def test_nothing_is_put_where_a_leaning_picture_is_cut_off():
    wanted = request("a dog, a cat and a bench", cast("full", width=WIDTH, height=HEIGHT))
    ground = Ground(scene_of(wanted).stage, False, True, (), frozenset(), margin=(60.0, 20.0))
    for spot in put(named_things(wanted), ground):
        inner = spot.box.intersection(Box(60, 20, WIDTH - 60, HEIGHT - 20))
        assert inner is not None and inner.area > 0.65 * spot.box.area


def test_where_the_ground_ends_things_end():
    wanted = request("a dog", cast("full", width=WIDTH, height=HEIGHT), background="sea")
    stage = scene_of(wanted).stage
    (dog,) = put(named_things(wanted), Ground(stage, False, True, (), frozenset(), deepest=2.6))
    assert dog.y >= stage.ground_at(2.6)


def test_a_light_shines_at_night():
    def rays(name, hour):
        wanted = request(
            f"the {name}, {hour}", cast("full", width=WIDTH, height=HEIGHT), background="kitchen"
        )
        (spot,) = standing(wanted, indoors=True)
        return len(drawn(spot, scene_of(wanted).stage, 2.0))

    assert set(LIGHTS) <= set(PROPS)
    assert rays("candle", "at night") > rays("candle", "at noon") + 15
