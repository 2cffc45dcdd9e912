"""Craft over 200 random stories: nothing lost, nothing overlapping, no face covered, no text outside."""

import craft
import pytest
import yaml
from random_stories import random_story

from mangacli.errors import StoryError
from mangacli.inspection import inspect_story
from mangacli.pipeline import RenderOptions, place

STORIES = 200
MOST_REFUSED = 4
"""Of 200: a page may be too small for its words, but then it is said, and it stays rare."""


@pytest.mark.slow
def test_an_editor_finds_no_fault_in_random_stories(tmp_path):
    faults, refused = [], []
    for seed in range(STORIES):
        path = tmp_path / f"{seed}.yaml"
        path.write_text(random_story(seed), encoding="utf-8")
        try:
            placed = place(path, RenderOptions(model="blank"))
        except StoryError as error:
            refused.append(seed)
            errors = [d for d in error.diagnostics if d.finding.severity == "error"]
            assert errors and all(d.finding.where and d.finding.hint and d.place.line > 1 for d in errors), (
                seed
            )
            continue
        (page,) = inspect_story(placed.file.story, placed.pages)["pages"]
        faults.extend(
            f"{seed}: {fault}" for fault in craft.faults(page) + lost(path.read_text("utf-8"), page)
        )
    assert faults == []
    assert len(refused) <= MOST_REFUSED, refused


def lost(story: str, page: dict) -> list[str]:
    """A storyboard and its placed page → the dialogs that are not on the page, or not in their panel."""
    panels = yaml.safe_load(story)["pages"][0]["panels"]
    found = []
    for written, placed in zip(panels, page["panels"], strict=True):
        if len(written["dialogs"]) != len(placed["balloons"]):
            found.append(f"{placed['id']}: {len(placed['balloons'])} of {len(written['dialogs'])} balloons")
    return found
