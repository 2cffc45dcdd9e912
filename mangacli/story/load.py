"""A storyboard file → a story without errors, or every diagnostic at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mangacli.errors import Diagnostic, StoryError
from mangacli.story.check import ModelLimits, check_story
from mangacli.story.form import check_form
from mangacli.story.models import Story
from mangacli.story.short_forms import full_story
from mangacli.story.source import StorySource, in_order
from mangacli.yaml_file import scan_yaml


@dataclass(frozen=True, slots=True)
class StoryFile:
    """A story with the file that it was read from; `folder` is what its references are relative to."""

    path: Path
    folder: Path
    story: Story
    source: StorySource
    warnings: tuple[Diagnostic, ...]


def load_story(path: Path, *, templates: Mapping[str, int], limits: ModelLimits | None = None) -> StoryFile:
    """A storyboard file → the story and its warnings.

    `templates` maps the names of the layout templates to the number of their panels; `limits` are those of the
    model that will draw (None: not judged). Raises StoryError with every diagnostic, warnings among them,
    where there is at least one error.
    """
    tree, mistakes = scan_yaml(path)
    if tree is None:
        raise StoryError(mistakes)
    full, notes = full_story(tree)
    source = StorySource(notes)
    story, findings = check_form(full, notes) if full is not None else (None, [])
    findings = notes.findings + findings
    if story is not None:
        checked = check_story(story, path.parent, templates, limits)
        sound = not findings and not mistakes
        findings += [
            finding
            for finding in checked
            if not notes.is_broken(finding.where) and (sound or not finding.rule.startswith("unused"))
        ]
    diagnostics = in_order([*mistakes, *source.locate(findings)])
    if story is None or any(diagnostic.finding.severity == "error" for diagnostic in diagnostics):
        raise StoryError(diagnostics)
    return StoryFile(path, path.parent, story, source, diagnostics)
