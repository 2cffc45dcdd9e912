"""A storyboard file → a story without errors, or every diagnostic at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mangacli.errors import Diagnostic, Finding, StoryError
from mangacli.reach import Reach
from mangacli.story.check import check_story
from mangacli.story.form import check_form
from mangacli.story.model_limits import ModelLimits
from mangacli.story.models import Story
from mangacli.story.short_forms import MAX_ERRORS, Notes, full_story
from mangacli.story.source import StorySource, in_order
from mangacli.yaml_file import scan_yaml

_NEEDS_ALL = ("unused-character", "speaker-off-panel")


@dataclass(frozen=True, slots=True)
class StoryFile:
    """A story with the file that it was read from; `folder` is what its references are relative to."""

    path: Path
    folder: Path
    story: Story
    source: StorySource
    warnings: tuple[Diagnostic, ...]


def load_story(
    path: Path,
    *,
    templates: Mapping[str, int],
    limits: ModelLimits | None = None,
    allowed: Sequence[Path] = (),
) -> StoryFile:
    """A storyboard file → the story and its warnings.

    `templates` maps the layout templates' names to the number of their panels; `limits` are those of the
    model that will draw (None: not judged); `allowed` are folders whose files the story may name beside those
    of its own folder. Raises StoryError with every diagnostic, warnings among them,
    where there is at least one error.
    """
    tree, mistakes = scan_yaml(path)
    if tree is None:
        raise StoryError(mistakes)
    full, notes = full_story(tree)
    story, findings = check_form(full, notes) if full is not None else (None, [])
    findings = [*notes.findings, *findings]
    if story is not None:
        sound = not findings and not mistakes
        checked = check_story(story, Reach(path.parent, tuple(allowed)), templates, limits)
        findings += _of_sound_parts(checked, notes, sound)
    source = StorySource(notes)
    diagnostics = _together(mistakes, source.locate(findings))
    if story is None or any(diagnostic.finding.severity == "error" for diagnostic in diagnostics):
        raise StoryError(diagnostics)
    return StoryFile(path, path.parent, story, source, diagnostics)


def _of_sound_parts(checked: Iterable[Finding], notes: Notes, sound: bool) -> Iterator[Finding]:
    """Cross checks → those of values that are sound in form, up to MAX_ERRORS errors.

    Who is unused or not in a panel cannot be told while a part of the story is not `sound`.
    """
    errors = 0
    for finding in checked:
        where = finding.where
        if notes.is_broken(where) or (finding.rule in _NEEDS_ALL and not sound):
            continue
        if finding.rule in ("too-many-panels", "too-few-panels") and notes.has_broken((*where[:2], "layout")):
            continue
        yield finding
        errors += finding.severity == "error"
        if errors >= MAX_ERRORS:
            return


def _together(mistakes: tuple[Diagnostic, ...], found: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Mistakes of the YAML and findings of the story → sorted, MAX_ERRORS at most.

    Where the YAML is wrong, nothing else is said of that place.
    """
    places = {(mistake.place.line, mistake.place.column) for mistake in mistakes}
    kept = [each for each in found if (each.place.line, each.place.column) not in places]
    return cut_off(in_order([*mistakes, *kept]))


def cut_off(ordered: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Diagnostics in order → the same, or the first MAX_ERRORS of them where more than so many are errors."""
    if sum(each.finding.severity == "error" for each in ordered) <= MAX_ERRORS:
        return ordered
    shown = ordered[:MAX_ERRORS]
    message = f"the story has more than {MAX_ERRORS} errors; what follows is not shown"
    last = Finding("too-many-errors", (), message, "mend these first")
    return (*shown, Diagnostic(last, shown[-1].place, shown[-1].source_line))
