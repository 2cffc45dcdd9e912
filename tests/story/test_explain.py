"""A panel explained: its full form, inherited settings included, that can stand in a storyboard itself."""

from pathlib import Path

import pytest
import yaml

from mangacli.story.explain import explain
from mangacli.story.load import load_story

STORY = """\
manga: 1
title: t
style: clean ink
seed: 7
characters: {mika: {}}
pages:
  - steps: 40
    panels:
      - prompt: "at sea: day 1"
        characters: {mika: left close-up}
        dialogs: [{mika: "Two\\nlines"}, {sfx: ゴゴゴ}, {caption: "no"}]
        effects: gloom
"""


@pytest.fixture
def story(tmp_path: Path):
    path = tmp_path / "story.yaml"
    path.write_text(STORY, encoding="utf-8")
    return load_story(path, templates={}).story


def test_every_key_is_spelled_out(story):
    full = yaml.safe_load(explain(story, 0, 0))
    assert (full["style"], full["steps"], full["guidance"]) == ("clean ink", 40, 7.5)
    assert full["characters"][0]["at"] == "left" and full["characters"][0]["shot"] == "close-up"
    assert [(said["kind"], said["text"]) for said in full["dialogs"]] == [
        ("speech", "Two\nlines"),
        ("sfx", "ゴゴゴ"),
        ("caption", "no"),
    ]
    assert isinstance(full["seed"], int)


def test_what_is_explained_can_stand_in_the_story(story, tmp_path):
    path = tmp_path / "full.yaml"
    panel = "".join(f"        {line}\n" for line in explain(story, 0, 0).splitlines()[1:])
    head = STORY[: STORY.index("      - prompt")]
    path.write_text(head + "      -\n" + panel, encoding="utf-8")
    again = load_story(path, templates={}).story
    assert again.pages[0].panels[0].dialogs == story.pages[0].panels[0].dialogs
    assert explain(again, 0, 0) == explain(story, 0, 0)


def test_there_is_nothing_to_explain_where_there_is_no_panel(story):
    with pytest.raises(IndexError):
        explain(story, 0, 1)
