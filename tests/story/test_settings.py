"""Settings: a panel's own, else its page's, else the story's, else defaults; seeds that stay."""

import pytest

from mangacli.story.models import Character, Page, Panel, Placement, Story
from mangacli.story.page_presets import PRESETS
from mangacli.story.settings import NEGATIVE, derived_seed, ip_scale_of, settings_for, with_settings


def settings(story=None, page=None, panel=None, id="1.1"):
    own_panel = Panel(**(panel or {}))
    own_page = Page(layout="splash", panels=(own_panel,), **(page or {}))
    own_story = Story(manga=1, title="t", page=PRESETS["b5"], pages=(own_page,), **(story or {}))
    return settings_for(own_story, own_page, own_panel, id)


@pytest.mark.parametrize(
    ("key", "values"),
    [
        ("style", "abc"),
        ("negative", "abc"),
        ("steps", (1, 2, 3)),
        ("guidance", (1, 2, 3)),
        ("ip_scale", (0, 1, 2)),
        ("mllm_scale", (0, 0.5, 1)),
        ("scheduler", ("euler", "lcm", "unipc")),
    ],
)
def test_the_nearest_word_counts(key, values):
    story, page, panel = ({key: value} for value in values)
    assert getattr(settings(story), key) == values[0]
    assert getattr(settings(story, page), key) == values[1]
    assert getattr(settings(story, page, panel), key) == values[2]
    assert getattr(settings(story, None, panel), key) == values[2]


def test_defaults_are_those_of_the_format():
    art = settings()
    assert (art.style, art.negative, art.steps, art.guidance) == ("", NEGATIVE, 30, 7.5)
    assert (art.ip_scale, art.mllm_scale) == (0.6, 0.4)


def test_an_empty_word_is_a_word():
    assert settings({"style": "ink"}, {"style": ""}).style == ""


def test_a_panels_own_seed_counts_as_it_is():
    assert settings({"seed": 7}, {"seed": 8}, {"seed": 9}).seed == 9
    assert settings(panel={"seed": 0}).seed == 0


def test_other_panels_get_seeds_of_their_own():
    one, two = (settings({"seed": 7}, id=id).seed for id in ("1.1", "1.2"))
    assert one != two
    assert settings({"seed": 8}).seed != one
    assert settings({"seed": 7}, {"seed": 8}).seed == settings({"seed": 8}).seed
    assert settings().seed == settings({"seed": 0}).seed


def test_a_named_panel_keeps_its_seed_when_it_moves():
    moved = [settings({"seed": 7}, panel={"id": "harbour"}, id=id).seed for id in ("1.1", "4.2")]
    assert moved[0] == moved[1] == derived_seed(7, "harbour")


def test_seeds_are_the_same_on_every_machine():
    assert derived_seed(7, "1.1") == 3_223_888_722


def test_what_the_command_line_says_rules_over_all():
    panel = {"steps": 9, "guidance": 3.0}
    pages = tuple(Page(layout="splash", panels=(Panel(**panel),), steps=8) for _ in range(2))
    story = Story(manga=1, title="t", page=PRESETS["b5"], pages=pages, steps=7, ip_scale=0.5)
    ruled = with_settings(story, steps=4, scheduler="lcm")
    for page in ruled.pages:
        art = settings_for(ruled, page, page.panels[0], "1.1")
        assert (art.steps, art.scheduler, art.guidance, art.ip_scale) == (4, "lcm", 3.0, 0.5)
    assert with_settings(story) is story
    assert story.pages[0].panels[0].steps == 9


@pytest.mark.parametrize(
    ("character", "here", "scale"), [(None, None, None), (0.9, None, 0.9), (0.9, 0, 0), (None, 1.2, 1.2)]
)
def test_a_character_has_its_own_scale(character, here, scale):
    placement = Placement(character="mika", ip_scale=here)
    page = Page(layout="splash", panels=(Panel(characters=(placement,)),))
    cast = {"mika": Character(name="Mika", ip_scale=character)}
    story = Story(manga=1, title="t", page=PRESETS["b5"], pages=(page,), characters=cast)
    assert ip_scale_of(story, placement) == scale
