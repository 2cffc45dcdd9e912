"""How a page is laid out: the camera steps back where words need room, and stays where the author put it."""

from mangacli.lay_out import lay_out
from mangacli.layout.templates import load_templates, template_counts
from mangacli.placed import SizeLimits
from mangacli.story.load import load_story

STORY = """manga: 1
title: Close
language: ja
characters:
  haru: {description: a boy}
pages:
  - layout: tiers-1-2-3
    panels:
      - prompt: sea
      - prompt: sky
      - prompt: hill
      - prompt: house
      - prompt: close-up of Haru SHOT
        characters: [haru]
        dialogs: [{haru: お願いします}]
      - prompt: end
"""


def laid_out(tmp_path, shot=""):
    """The story with what the author says of the shot → the shot that is shown, and the rules that speak."""
    path = tmp_path / "story.yaml"
    path.write_text(STORY.replace(" SHOT", f"\n        {shot}" if shot else ""), encoding="utf-8")
    templates = load_templates()
    counts = template_counts()
    file = load_story(path, templates=counts)
    (page,), findings = lay_out(file.story, tmp_path, templates, SizeLimits(), [0])
    return page.panels[4].frame.characters[0].shot, [finding.rule for finding in findings]


def test_the_camera_steps_back_before_a_phrase_is_broken(tmp_path):
    shot, rules = laid_out(tmp_path)
    assert shot != "close-up" and rules == []


def test_a_shot_that_the_author_fixed_stays_and_the_trouble_is_said(tmp_path):
    shot, rules = laid_out(tmp_path, "shot: close-up")
    assert shot == "close-up" and rules == ["broken-phrase"]
