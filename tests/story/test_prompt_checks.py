"""Prompts that the model would not read whole, and words that it keeps for itself: said where they stand."""

from dataclasses import replace

import pytest

from mangacli.story.model_limits import DIFFSENSEI
from mangacli.story.models import Character, Page, Panel, Placement, Story
from mangacli.story.page_presets import PRESETS
from mangacli.story.prompt_checks import check_prompts

WORDS = " ".join(["sea"] * 76)
PANEL = ("pages", 0, "panels", 0)
REN = {"ren": Character(name="Ren", description="a boy with <img>", reference=("ren.png",))}


def findings(panel=None, limits=DIFFSENSEI, page=None, **story):
    page = Page(layout="splash", panels=(panel or Panel(prompt="sea"),), **(page or {}))
    return list(check_prompts(Story(manga=1, title="t", page=PRESETS["b5"], pages=(page,), **story), limits))


def letters(prompt):
    """A counter under which every letter is a token and every word a piece."""
    place = 0
    for word in prompt.split(" "):
        yield place, len(word)
        place += len(word) + 1


def test_75_words_and_the_marks_are_read_whole():
    assert findings(Panel(prompt=" ".join(["sea"] * 75))) == []


def test_what_falls_off_is_the_end_of_the_whole_prompt():
    (finding,) = findings(Panel(prompt=" ".join(["sea"] * 74)), style="clean ink")
    assert finding.rule == "prompt-too-long" and finding.severity == "warning"
    assert finding.where == (*PANEL, "prompt")
    assert finding.message == "the prompt has about 79 tokens; diffsensei reads 77"
    assert '"clean ink"' in finding.hint and "--long-prompts" in finding.hint


def test_the_checkpoints_own_count_is_exact_and_says_so():
    exact = replace(DIFFSENSEI, pieces=letters, tokens=8)
    assert findings(Panel(prompt="abc def"), exact) == []
    (finding,) = findings(Panel(prompt="abc defg"), exact)
    assert finding.message == "the prompt has 9 tokens; diffsensei reads 8"
    assert '"defg"' in finding.hint


@pytest.mark.parametrize(
    ("said", "where"),
    [
        ({"negative": WORDS}, ("negative",)),
        ({"page": {"negative": WORDS}}, ("pages", 0, "negative")),
        ({"panel": Panel(prompt="sea", negative=WORDS)}, (*PANEL, "negative")),
    ],
)
def test_a_negative_prompt_is_judged_once_where_it_is_written(said, where):
    (finding,) = findings(**said)
    assert finding.where == where
    assert finding.message == "the negative prompt has about 78 tokens; diffsensei reads 77"
    assert '"sea"' in finding.hint


def test_long_prompts_are_read_to_their_end():
    read = replace(DIFFSENSEI, long_prompts=True)
    assert findings(Panel(prompt=WORDS), read, negative=WORDS) == []


KEEPING = replace(DIFFSENSEI, picture_tokens=("<img>", "</img>"))


@pytest.mark.parametrize(
    ("said", "where"),
    [
        ({"panel": Panel(prompt="a <img> cat")}, (*PANEL, "prompt")),
        ({"panel": Panel(prompt="sea", style="<img>")}, (*PANEL, "style")),
        ({"page": {"style": "ink</img>"}}, ("pages", 0, "style")),
        ({"style": "<img>"}, ("style",)),
        (
            {
                "panel": Panel(prompt="sea", characters=(Placement(character="x"),)),
                "characters": {"x": Character(name="<img>", description="a girl")},
            },
            ("characters", "x", "name"),
        ),
        (
            {
                "panel": Panel(prompt="sea", characters=(Placement(character="x"),)),
                "characters": {"x": Character(name="X", description="a girl </img>")},
            },
            ("characters", "x", "description"),
        ),
    ],
)
def test_a_word_kept_for_pictures_is_found_where_it_is_written(said, where):
    (finding,) = findings(limits=KEEPING, **said)
    assert (finding.rule, finding.where, finding.severity) == ("picture-token", where, "error")
    assert "img>" in finding.message and "--llm" in finding.hint
    assert findings(**said) == []


def test_what_comes_into_no_prompt_may_hold_any_word():
    panel = Panel(prompt="sea", negative="<img>", characters=(Placement(character="ren"),))
    mika = {"mika": Character(name="<img>", description="a girl")}
    assert findings(panel, KEEPING, characters=REN | mika) == []
