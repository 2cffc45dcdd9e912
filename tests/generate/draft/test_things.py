"""Things of a panel come behind the figures or before them, and what a place draws is not drawn twice."""

import pytest
from draft_casting import cast, panel

from mangacli.generate.base import EffectRequest
from mangacli.generate.draft.props.table import PROPS
from mangacli.generate.draft.scenery import PLACES, scene_of
from mangacli.generate.draft.tabletop import table_top
from mangacli.generate.draft.things import DRAWN, things_in


def layers(scene, *characters, **changes):
    wanted = panel(*characters, width=420, height=300, scene=scene, **({"background": "street"} | changes))
    return things_in(wanted, scene_of(wanted), table_top(wanted))


def test_what_places_draw_themselves_are_places_and_things():
    assert set(DRAWN) <= set(PLACES)
    assert {name for names in DRAWN.values() for name in names.split()} <= {*PROPS, "parasol"}


def test_a_thing_stands_behind_whole_figures_and_may_rise_before_near_ones():
    behind, before = layers("a dog", cast("full", width=420, height=300))
    assert behind and not before
    bare = layers("nothing to see", cast("full", width=420, height=300))
    assert bare == ([], [])


def test_a_bench_in_a_park_is_the_parks():
    assert layers("a bench", cast("full", width=420, height=300), background="park") == ([], [])
    assert layers("a bench", cast("full", width=420, height=300), background="street")[0]


@pytest.mark.parametrize(
    "scene", ["Ann holds a cup", "Ann with an umbrella", "Ann holds an apple", "Ann rides a bike"]
)
def test_who_holds_or_rides_a_thing_has_it_already(scene):
    person = cast("full", id="ann", width=420, height=300)
    assert layers(scene, person, background="living room") == ([], [])


def test_a_cup_that_nobody_holds_stands_on_its_own():
    person = cast("full", id="ann", width=420, height=300)
    assert layers("Ann waits, a cup near her", person, background="living room")[0]


def test_the_moon_of_a_night_is_the_skys_and_by_day_it_is_drawn():
    night = layers("the full moon at night", cast("full", width=420, height=300))
    assert night == ([], [])
    assert layers("the crescent at noon", cast("full", width=420, height=300))[0]


def test_alone_a_thing_is_large():
    behind, before = layers("close-up of a key", background=None)
    assert before == [] and max(shape.path.bounds.height for shape in behind if shape.keyline) > 50


@pytest.mark.parametrize("scene", ["a dog and a rainbow", "the cat, a tree, three birds"])
def test_the_same_panel_holds_the_same_things(scene):
    assert layers(scene, cast("full")) == layers(scene, cast("full"))


def test_nothing_floats_where_no_floor_is_seen():
    near = cast("bust", width=420, height=300)
    assert layers("a dog", near, background=None) == ([], [])
    assert layers("a dog", cast("full", width=420, height=300), background=None)[0]
    assert layers("a rainbow", near, background=None)[0], "the sky is everywhere"
    lines = {"effects": (EffectRequest("focus-lines"),), "background": None}
    assert layers("a dog", cast("full", width=420, height=300), **lines) == ([], [])
