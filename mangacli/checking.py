"""Storyboards → everything that can be said of them without drawing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import get_args

from mangacli.batch import find_stories
from mangacli.errors import Diagnostic, StoryError, UsageError
from mangacli.generate.engine_options import AS_IT_COMES, EngineOptions
from mangacli.layout.templates import template_counts
from mangacli.pipeline import place
from mangacli.run_options import RenderOptions
from mangacli.story.check import ModelLimits
from mangacli.story.explain import explain
from mangacli.story.judging import require_rules
from mangacli.story.load import load_story
from mangacli.story.models import Judging, Level
from mangacli.story.rules import RULES


def check_stories(
    paths: Sequence[Path],
    model: str | None,
    ignore: Sequence[str] = (),
    levels: Sequence[str] = (),
    *,
    engine: EngineOptions = AS_IT_COMES,
    allowed: tuple[Path, ...] = (),
    draft: bool = False,
) -> tuple[Diagnostic, ...]:
    """Stories and folders → their diagnostics, story by story, each story's sorted by place.

    Judged by the limits of `model`, run as `engine` says; the model itself need not be installed. `ignore`
    are rules, `levels` rules with weights (`wordy-balloon=error`) that count for all stories; `allowed` are
    folders whose files stories may name beside those of their own; `draft` asks which words the draft artist
    makes nothing of. Raises UsageError for unknown rules and weights.
    """
    diagnostics: list[Diagnostic] = []
    options = RenderOptions(model=model, engine=engine, judging=_judging(ignore, levels), allowed=allowed)
    for path in find_stories(paths):
        try:
            diagnostics.extend(place(path, options, judged_only=True, draft=draft).warnings)
        except StoryError as error:
            diagnostics.extend(error.diagnostics)
    return tuple(diagnostics)


def _judging(ignore: Sequence[str], levels: Sequence[str]) -> Judging:
    require_rules(ignore, "--ignore")
    weights = dict(level.partition("=")[::2] for level in levels)
    require_rules(weights, "--level")
    for rule, weight in weights.items():
        if weight not in get_args(Level):
            hint = f"write {rule}=LEVEL, one of {', '.join(get_args(Level))}"
            raise UsageError(f'--level: "{rule}={weight}" names no level', hint)
    return Judging.model_validate({"ignore": tuple(ignore), "levels": weights})


def rules_text() -> str:
    """Every rule with what it means, a line each."""
    width = max(map(len, RULES))
    return "\n".join(f"{rule:<{width}}  {meaning}" for rule, meaning in RULES.items())


def explain_panel(paths: Sequence[Path], panel: str, allowed: Sequence[Path] = ()) -> str:
    """A story and `PAGE.PANEL` (both from 1, or a panel's own id) → the panel's full form as YAML."""
    stories = find_stories(paths)
    if len(stories) != 1:
        raise UsageError("--explain needs exactly one story", "manga check story.yaml --explain 2.3")
    story = load_story(
        stories[0],
        templates=template_counts(),
        limits=ModelLimits("draft", strict=False),
        allowed=allowed,
    ).story
    for page_number, page in enumerate(story.pages, 1):
        for panel_number, candidate in enumerate(page.panels, 1):
            if panel in (f"{page_number}.{panel_number}", candidate.id):
                return explain(story, page_number - 1, panel_number - 1)
    raise UsageError(
        f'--explain: there is no panel "{panel}" in {stories[0]}',
        f"pages run from 1 to {len(story.pages)}; write PAGE.PANEL, for example 1.2",
    )
