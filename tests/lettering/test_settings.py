from pathlib import Path

import pytest
from lettering_frames import page, panel, say, story_of

from mangacli.geometry import Box
from mangacli.lettering.balloons import BALLOONS
from mangacli.lettering.panel import room_of
from mangacli.lettering.settings import MOST_SETTINGS, PLEASANT, seed_of, settings_for
from mangacli.lettering.sounds.set_sound import SIZES

FRAME = page(panel(Box(40, 40, 300, 260)))


def ways(dialog, size=9.0, ease=1.0, box=Box(40, 40, 300, 260), language="en"):
    frame = panel(box)
    room, story = room_of(page(frame), frame, size, ease), story_of(page(frame), language)
    return tuple(way.in_points() for way in settings_for(dialog, room, story, Path(), ("here",)))


@pytest.mark.parametrize("kind", sorted(BALLOONS))
def test_every_way_fits_the_panel_and_the_best_comes_first(kind):
    text = "KRAKOOM" if kind == "sfx" else "We should never have come here, not even for the soup."
    settings = ways(say(text, None, kind), box=Box(40, 40, 200, 200))
    assert 1 <= len(settings) <= max(MOST_SETTINGS, SIZES)
    assert [s.cost for s in settings] == sorted(s.cost for s in settings)
    for setting in settings:
        assert setting.box.width <= 160 and setting.box.height <= 160
        assert setting.box.contains(setting.text.ink, 0.01)


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "It was always going to end here."), ("ja", "もう二度と会えないと思っていた。")],
)
def test_the_first_way_has_a_pleasant_shape(language, text):
    best = ways(say(text), language=language)[0]
    low, high = PLEASANT[language == "ja"]
    assert low * 0.85 <= best.box.width / best.box.height <= high * 1.15


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_word_longer_than_a_comfortable_line_is_lettered_where_the_panel_is_wide(language):
    scream = say("A" * 36 + "rgh!" if language == "en" else "あ" + "ー" * 30)
    (way,) = ways(scream, box=Box(0, 0, 500, 500), language=language)
    assert len(way.text.lines) == 1


def test_less_ease_makes_smaller_balloons_of_the_same_type():
    roomy, tight = (
        ways(say("Come in, come in!", None, "shout"), 6.0)[0],
        ways(say("Come in, come in!", None, "shout"), 6.0, 0.6)[0],
    )
    assert tight.box.area < 0.8 * roomy.box.area
    assert tight.size == 6.0 < roomy.size


def test_seeds_depend_on_what_is_said_and_by_whom():
    story = story_of(FRAME)
    seeds = {
        seed_of(story, dialog) for dialog in (say("A"), say("B"), say("A", "ann"), say("A", kind="shout"))
    }
    assert len(seeds) == 4
    assert seed_of(story, say("A")) == seed_of(story, say("A"))
    assert seed_of(story.model_copy(update={"seed": 3}), say("A")) != seed_of(story, say("A"))


def test_a_louder_shout_stands_in_a_denser_burst():
    quiet, loud = (ways(say("NO!", None, "shout", loud=loud))[0] for loud in (1.0, 1.8))
    assert len(loud.body.segments) > len(quiet.body.segments)
