"""Prompts: the panel's words first, the style last; how much of them the model reads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mangacli.story.models import Character, Page, Panel, Placement, Story
from mangacli.story.page_presets import PRESETS
from mangacli.story.prompt import count_tokens, full_prompt, unread_words

CAST = {
    "mika": Character(name="Mika", description="a girl with glasses."),
    "ren": Character(name="Ren", description="a boy", reference=("ren.png",)),
    "cat": Character(name="Cat"),
}


def prompt_of(panel: Panel, style=None) -> str:
    page = Page(layout="splash", panels=(panel,))
    story = Story(manga=1, title="t", page=PRESETS["b5"], characters=CAST, pages=(page,), style=style)
    return full_prompt(story, page, panel)


def test_words_looks_and_style_come_in_this_order():
    panel = Panel(
        prompt="at the harbour.", characters=tuple(Placement(character=id) for id in ("ren", "mika", "cat"))
    )
    assert prompt_of(panel, "clean ink") == "at the harbour, Mika: a girl with glasses, clean ink"
    assert prompt_of(Panel(), None) == ""


@pytest.mark.parametrize(
    ("prompt", "tokens"),
    [
        ("", 2),
        ("a girl", 4),
        ("a girl, running", 6),
        ("1998", 6),
        ("灯台", 6),
        ("screentone", 4),
        ("!!! ...", 4),
    ],
)
def test_tokens_are_estimated_from_words_digits_signs_and_scripts(prompt, tokens):
    assert count_tokens(prompt) == tokens


def test_the_words_that_fall_off_are_named_from_the_first_one():
    prompt = " ".join(f"word{'abcdefghij'[n % 10]}" for n in range(80))
    assert unread_words(prompt, 77) == "wordf wordg wordh wordi wordj"
    assert unread_words("short", 77) == ""


@given(st.text(max_size=300), st.integers(2, 100))
def test_words_fall_off_exactly_when_there_are_too_many_tokens(prompt, limit):
    fallen = unread_words(prompt, limit)
    assert bool(fallen) == (count_tokens(prompt) > limit)
    assert prompt.strip().endswith(fallen)
