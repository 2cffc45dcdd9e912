"""Storyboards → everything that can be said of them without drawing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mangacli.batch import find_stories
from mangacli.errors import Diagnostic, StoryError, UsageError
from mangacli.layout.templates import template_counts
from mangacli.pipeline import RenderOptions, place
from mangacli.story.check import ModelLimits
from mangacli.story.explain import explain
from mangacli.story.load import load_story


def check_stories(paths: Sequence[Path], model: str | None) -> tuple[Diagnostic, ...]:
    """Stories and folders → their diagnostics, story by story, each story's sorted by place.

    Judged by the limits of `model`; the model itself need not be installed.
    """
    diagnostics: list[Diagnostic] = []
    for path in find_stories(paths):
        try:
            diagnostics.extend(place(path, RenderOptions(model=model), judged_only=True).warnings)
        except StoryError as error:
            diagnostics.extend(error.diagnostics)
    return tuple(diagnostics)


def explain_panel(paths: Sequence[Path], panel: str) -> str:
    """A story and `PAGE.PANEL` (both from 1, or a panel's own id) → the panel's full form as YAML."""
    stories = find_stories(paths)
    if len(stories) != 1:
        raise UsageError("--explain needs exactly one story", "manga check story.yaml --explain 2.3")
    story = load_story(
        stories[0], templates=template_counts(), limits=ModelLimits("draft", strict=False)
    ).story
    for page_number, page in enumerate(story.pages, 1):
        for panel_number, candidate in enumerate(page.panels, 1):
            if panel in (f"{page_number}.{panel_number}", candidate.id):
                return explain(story, page_number - 1, panel_number - 1)
    raise UsageError(
        f'--explain: there is no panel "{panel}" in {stories[0]}',
        f"pages run from 1 to {len(story.pages)}; write PAGE.PANEL, for example 1.2",
    )
