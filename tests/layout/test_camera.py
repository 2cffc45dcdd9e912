"""How the camera stands: the author's word first, then the prompt's."""

import math
from typing import get_args

import pytest

from mangacli.layout.camera import CAMERA_WORDS, TILT, camera_of, heads_of, lean_of
from mangacli.story.models import Camera, Panel


@pytest.mark.parametrize(
    ("prompt", "camera"),
    [
        ("low-angle shot of the tower", ("low-angle",)),
        ("the tower from below", ("low-angle",)),
        ("アオリで塔", ("low-angle",)),
        ("high angle, she waits", ("high-angle",)),
        ("bird's eye view of the town", ("high-angle",)),
        ("俯瞰、教室", ("high-angle",)),
        ("Dutch angle, he runs", ("dutch-tilt",)),
        ("a tilted camera", ("dutch-tilt",)),
        ("over-the-shoulder shot of Ken", ("over-the-shoulder",)),
        ("over Mika's shoulder, Ken", ("over-the-shoulder",)),
        ("肩越しのケン", ("over-the-shoulder",)),
        ("reverse shot of Mika", ("reverse",)),
        ("切り返し", ("reverse",)),
        ("over his shoulder, from above, dutch tilt", ("over-the-shoulder", "high-angle", "dutch-tilt")),
    ],
)
def test_a_prompt_may_say_how_the_camera_stands(prompt, camera):
    assert camera_of(Panel(prompt=prompt)) == camera


@pytest.mark.parametrize(
    "prompt",
    ["", "a Dutchman", "a bag on her shoulder", "the other side of the river", "below the bridge",
     "she has the angle", "肩に鳥"],
)  # fmt: skip
def test_other_words_leave_the_camera_level(prompt):
    assert camera_of(Panel(prompt=prompt)) == ()


def test_the_authors_word_wins_over_the_prompts():
    assert camera_of(Panel(prompt="seen from above", camera=("low-angle",))) == ("low-angle",)
    assert camera_of(Panel(prompt="seen from above", camera=("dutch-tilt",))) == ("dutch-tilt", "high-angle")
    assert camera_of(Panel(prompt="from below or from above")) == ("low-angle",), "the first of opposites"


def test_whole_figures_are_tall_from_below_and_short_from_above():
    low, level, high = (heads_of("full", camera) for camera in (("low-angle",), (), ("high-angle",)))
    assert high < level < low
    assert heads_of("bust", ("low-angle",)) == heads_of("bust", ())


def test_a_tilted_world_leans_to_both_sides_but_mostly_onward():
    assert lean_of(Panel(prompt="level"), True) == 0
    leans = [lean_of(Panel(prompt=f"dutch angle {number}"), True) for number in range(60)]
    assert {abs(lean) for lean in leans} == {TILT}
    assert 30 < sum(lean < 0 for lean in leans) < 55
    assert lean_of(Panel(prompt="dutch angle"), True) == -lean_of(Panel(prompt="dutch angle"), False)
    assert math.radians(5) < TILT < math.radians(15)


def test_every_way_to_stand_has_its_words():
    assert set(CAMERA_WORDS) == set(get_args(Camera))
