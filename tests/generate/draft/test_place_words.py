"""Words of a panel name its place, time and weather."""

import pytest

from mangacli.generate.draft.place_words import GROUNDS, PLACES, owned_place, setting
from mangacli.generate.draft.scenery import PLACES as DRAWN


@pytest.mark.parametrize(
    ("scene", "place", "time", "weather"),
    [
        ("wide shot, Mika climbs the spiral stairs of a lighthouse at night", "tower_stairs", "night", ""),
        ("a lighthouse on a cliff", "lighthouse", "day", ""),
        ("the lighthouse shines over the sea at night, a boat comes home", "lighthouse", "night", ""),
        ("a girl walks along the beach at sunset", "beach", "sunset", ""),
        ("she waits on the stairs", "stairs", "day", ""),
        ("階段で待つ", "stairs", "day", ""),
        ("the castle on the hill", "castle", "day", ""),
        ("aboard a spaceship", "spaceship", "day", ""),
        ("コンビニの前", "shop", "day", ""),
        ("in front of a shop in the fog", "shop", "day", "fog"),
        ("霧の港", "harbour", "day", "fog"),
        ("the coffee shop", "cafe", "day", ""),
        ("in front of a shop, a street lamp", "shop", "day", ""),
        ("Ken at his desk in the office", "office", "day", ""),
        ("rain in the city", "street", "day", "rain"),
        ("They enter the living room", "living_room", "day", ""),
        ("教室で手をあげる", "classroom", "day", ""),
        ("夜の街を走る", "street", "night", ""),
        ("a lamp room of the lighthouse", "lamp_room", "day", ""),
        ("Mika runs along the cliff path by the sea at night", "cliff", "night", ""),
        ("they sit in the park", "park", "day", ""),
        ("fishing boats in the harbour", "harbour", "day", ""),
        ("the harbour office", "office", "day", ""),
        ("洞窟の中", "cave", "day", ""),
        ("close-up of Jonas, afraid, at the window, night", "window", "night", ""),
        ("a train station in the snow, lights in the windows", "platform", "day", "snow"),
        ("雪の神社", "shrine", "day", "snow"),
        ("夜空を見上げる", "open_sky", "night", ""),
    ],
)
def test_scene_names_the_place(scene, place, time, weather):
    found = setting(scene)
    assert (found.place, found.time, found.weather) == (place, time, weather)


@pytest.mark.parametrize(
    "scene",
    [
        "",
        "close-up of Mika, surprised",
        "a girl with dark hair and white gloves",
        "山田と小林が笑う",
        "he waves",
        "she steps forward",
        "none of them speaks",
        "♥♥♥ 🎉",
    ],
)
def test_what_names_no_place_stays_open(scene):
    assert setting(scene).place is None
    assert setting(scene).time == "day"


def test_an_explicit_background_wins():
    found = setting("they talk in the kitchen at night", "forest")
    assert (found.place, found.time) == ("forest", "night")
    assert setting("rain over the sea at night", "a room by day").time == "day"


def test_an_unknown_background_leaves_the_place_to_the_scene():
    assert setting("in the kitchen", "xyzzy").place == "kitchen"


def test_only_the_background_asks_for_bare_paper():
    assert setting("in the kitchen", "white").place == "plain"
    assert setting("a white dress").place is None


def test_every_place_that_words_name_can_be_drawn():
    assert set(PLACES) | set(GROUNDS) == set(DRAWN)
    assert not set(PLACES) & set(GROUNDS)


def test_the_page_tells_what_a_panel_leaves_open():
    found = setting("she nods", None, "a street in the rain at night")
    assert (found.place, found.time, found.weather) == (None, "night", "rain")


def test_what_a_panel_says_itself_counts_before_the_page():
    night = "a street in the rain at night"
    noon = setting("in the kitchen at noon", None, night)
    assert (noon.place, noon.time, noon.weather) == ("kitchen", "day", "")
    assert setting("snow", None, night).weather == "snow"


@pytest.mark.parametrize(
    ("scene", "background", "place"),
    [
        ("", "flowers", "flowers"),
        ("", "a field of flowers", "field"),
        ("she gives him flowers", None, None),
        ("her face, flowers in the background", None, "flowers"),
        ("薔薇を背負う", None, "flowers"),
        ("in the kitchen", "gloom", "gloom"),
        ("in the kitchen", "black", "black"),
        ("a black dress", None, None),
        ("", "キラキラ", "sparkles"),
        ("a street in the background", None, "street"),
    ],
)
def test_grounds_that_are_no_place_are_asked_for_as_backgrounds(scene, background, place):
    assert setting(scene, background).place == place


@pytest.mark.parametrize(
    ("text", "place", "name"),
    [
        ("in Mika's kitchen", "kitchen", "mika's kitchen"),
        ("Mika’s old kitchen at night", "kitchen", "mika's kitchen"),
        ("in the kitchen", "kitchen", ""),
        ("Mika's hand in the kitchen", "kitchen", ""),
        ("ミカの部屋", "living_room", "ミカ's living_room"),
        ("部屋で", "living_room", ""),
    ],
)
def test_a_place_may_be_somebodys(text, place, name):
    assert owned_place(text, place) == name
