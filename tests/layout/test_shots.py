"""Shots: the author's word first, then the prompt's, then what happens in the panel."""

import pytest

from mangacli.geometry import Box
from mangacli.layout.shots import choose_shot, shot_in_words, shot_of_heads, shot_of_proportions
from mangacli.story.models import Panel, Placement

WIDE, SQUARE, TALL = Box(0, 0, 300, 120), Box(0, 0, 200, 200), Box(0, 0, 120, 300)
MIKA = Placement(character="mika")


@pytest.mark.parametrize(
    ("prompt", "shot"),
    [
        ("close-up of Mika", "close-up"),
        ("Closeup, rain", "close-up"),
        ("extreme close-up of an eye", "extreme-close-up"),
        ("bust shot of the old man", "bust"),
        ("medium shot, they talk", "medium"),
        ("Mika from the waist up", "medium"),
        ("full body, she waits", "full"),
        ("wide shot, Mika climbs the stairs", "long"),
        ("a long shot of the harbour", "long"),
        ("an establishing shot, then a close-up", "long"),
        ("ミカの顔のアップ", "close-up"),
        ("目のアップ", "extreme-close-up"),
        ("ドアップ", "extreme-close-up"),
        ("バストアップのケン", "bust"),
        ("クローズアップ", "close-up"),
        ("ロングショット、港", "long"),
        ("全身", "full"),
        ("上半身", "medium"),
        ("特写", "close-up"),
        ("전신", "full"),
    ],
)
def test_a_prompt_may_name_its_shot(prompt, shot):
    assert shot_in_words(prompt) == shot


@pytest.mark.parametrize(
    "prompt",
    [
        "Mika closes up the shop",
        "a robust man",
        "a longing look",
        "スタートアップの会社",
        "ロングヘアの少女",
        "アップルパイ",
        "she has bustled about",
        "",
    ],
)
def test_words_that_only_look_like_shots_are_none(prompt):
    assert shot_in_words(prompt) is None


def test_the_characters_word_goes_before_the_panels_and_the_prompts():
    panel = Panel(prompt="wide shot", shot="bust", characters=(MIKA,))
    assert choose_shot(Placement(character="mika", shot="close-up"), panel, SQUARE) == "close-up"
    assert choose_shot(MIKA, panel, SQUARE) == "bust"
    assert choose_shot(MIKA, Panel(prompt="wide shot", characters=(MIKA,)), SQUARE) == "long"


def test_who_runs_is_shown_whole_and_who_weeps_from_near():
    assert choose_shot(MIKA, Panel(prompt="Mika runs", characters=(MIKA,)), TALL) == "full"
    assert choose_shot(MIKA, Panel(prompt="Mika in tears", characters=(MIKA,)), SQUARE) == "bust"


def test_a_wide_panel_shows_one_figure_as_a_bust_and_a_crowd_from_farther():
    crowd = tuple(Placement(character=name) for name in "abc")
    assert choose_shot(MIKA, Panel(characters=(MIKA,)), WIDE) == "bust"
    assert choose_shot(crowd[0], Panel(characters=crowd), WIDE) == "medium"


def test_a_box_without_a_word_shows_what_its_proportions_hold():
    slim = Placement(character="mika", box=(0.4, 0, 0.6, 1))
    assert choose_shot(slim, Panel(characters=(slim,)), SQUARE) == "full"
    assert [shot_of_proportions(width, 100) for width in (30, 60, 100, 150)] == [
        "full",
        "medium",
        "bust",
        "close-up",
    ]


def test_heads_seen_name_the_shot():
    assert [shot_of_heads(heads) for heads in (1, 1.4, 2, 3.2, 6.5)] == [
        "extreme-close-up",
        "close-up",
        "bust",
        "medium",
        "full",
    ]
