"""The file that a story came from: findings about the story → diagnostics with places in the file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from mangacli.errors import Diagnostic, Finding
from mangacli.story.short_forms import Notes


@dataclass(frozen=True, slots=True)
class StorySource:
    """Knows where in the file each value of the full form was written."""

    notes: Notes

    def locate(self, findings: Iterable[Finding]) -> tuple[Diagnostic, ...]:
        """Findings with paths of the full form → diagnostics with the author's paths, sorted, each once."""
        located = {self._located(finding): None for finding in findings}
        return in_order(located)

    def _located(self, finding: Finding) -> Diagnostic:
        tree = self.notes.tree
        source = self.notes.source_of(finding.where)
        at_key = finding.at_key or finding.where in self.notes.from_keys
        place = tree.place(source, at_key)
        return Diagnostic(replace(finding, where=source, at_key=at_key), place, tree.line(place.line))


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Diagnostics → the same, sorted by place; of one place errors before warnings before notes."""
    severities = ("error", "warning", "note")
    return tuple(
        sorted(diagnostics, key=lambda d: (d.place, severities.index(d.finding.severity), d.finding.rule))
    )
