"""Craft over random stories: nothing lost, nothing overlapping, no face covered, tails and order right."""

import os

import craft
import pytest
import yaml
from lettering_craft import balloon_faults
from random_stories import random_story

from mangacli.errors import StoryError
from mangacli.inspection import inspect_story
from mangacli.pipeline import place
from mangacli.run_options import RenderOptions

STORIES = int(os.environ.get("RANDOM_STORIES", "60"))
"""How many are told: a part of them at every run, 500 before a release."""
MOST_REFUSED = 0.02
"""Share of the panels: one may be too small for its words, but then it is said, and it stays rare."""


@pytest.mark.slow
def test_an_editor_finds_no_fault_in_random_stories(tmp_path):
    faults, refused, panels = [], [], 0
    for seed in range(STORIES):
        path = tmp_path / f"{seed}.yaml"
        path.write_text(random_story(seed), encoding="utf-8")
        panels += len(yaml.safe_load(path.read_text("utf-8"))["pages"][0]["panels"])
        try:
            placed = place(path, RenderOptions(model="blank"))
        except StoryError as error:
            errors = [d for d in error.diagnostics if d.finding.severity == "error"]
            located = [d.finding.where and d.finding.hint and d.place.line > 1 for d in errors]
            assert errors and all(located), seed
            refused += sorted({(seed, *d.finding.where[:4]) for d in errors})
            continue
        (page,) = inspect_story(placed.file.story, placed.pages)["pages"]
        found = craft.faults(page) + lost(path.read_text("utf-8"), page)
        found += [fault for page in placed.pages for fault in balloon_faults(page)]
        faults.extend(f"{seed}: {fault}" for fault in found)
    assert faults == []
    assert len(refused) <= MOST_REFUSED * panels, refused


def lost(story: str, page: dict) -> list[str]:
    """A storyboard and its placed page → the dialogs that are not on the page, or not in their panel."""
    panels = yaml.safe_load(story)["pages"][0]["panels"]
    found = []
    for written, placed in zip(panels, page["panels"], strict=True):
        if len(written["dialogs"]) != len(placed["balloons"]):
            found.append(f"{placed['id']}: {len(placed['balloons'])} of {len(written['dialogs'])} balloons")
    return found
