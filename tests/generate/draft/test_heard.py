"""The artist tells which stretches of a prompt changed its drawing."""

import pytest
from draft_casting import cast, panel

from mangacli.generate.base import Reference
from mangacli.generate.draft.heard import heard_in, knows_acting, knows_place


def heard(scene, *characters, **changes):
    wanted = panel(*characters, width=420, height=300, scene=scene, **({"background": None} | changes))
    return {scene[start:end] for start, end in heard_in(wanted)}


@pytest.mark.parametrize(
    ("scene", "words"),
    [
        ("in the kitchen at night", {"kitchen", "night"}),
        ("a park in the rain, a fountain", {"park", "rain", "fountain"}),
        ("夜の教室", {"夜", "教室"}),
        ("long shot, the street", {"long shot", "street"}),
        ("close-up of a letter", {"close-up", "letter"}),
        ("flowers in the background", {"flowers"}),
    ],
)
def test_places_hours_weathers_and_things_are_heard(scene, words):
    assert words <= heard(scene)


def test_a_place_that_another_one_beats_is_not_heard():
    assert "harbour" not in heard("in the forest, far from the harbour forest")


def test_the_words_of_another_background_are_not_heard():
    assert "kitchen" not in heard("in the kitchen", background="street")


def test_what_figures_do_is_heard_only_where_there_are_figures():
    assert "smiles" in heard("Ann smiles", cast(id="ann"))
    assert "smiles" not in heard("she smiles in the street")


def test_what_is_held_is_heard_with_its_verb():
    assert {"holds", "sword"} <= heard("Ann holds a sword", cast(id="ann"))


@pytest.mark.parametrize("word", ["kitchen", "at night", "rain", "flowers", "夜", "the old castle"])
def test_backgrounds_that_can_be_drawn(word):
    assert knows_place(word)
    assert not knows_place("Atlantis")


def test_moods_and_poses_that_can_be_drawn():
    assert knows_acting("angry", "mood") and knows_acting("sitting", "pose")
    assert not knows_acting("sitting", "mood") and not knows_acting("angry", "pose")


def test_a_picture_of_the_place_takes_the_place_of_its_words(tmp_path):
    picture = Reference(tmp_path / "kitchen.png", "0")
    assert "kitchen" in heard("in the kitchen")
    assert "kitchen" not in heard("in the kitchen", background_image=picture)


def test_a_leaning_panel_is_heard_as_it_is_drawn():
    words = heard("Ann in the kitchen with a dog", cast("full", id="ann", width=420, height=300), lean=0.15)
    assert {"kitchen", "dog"} <= words
