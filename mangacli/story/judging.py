"""What the author wants to hear of: rules ignored or weighed, by `manga.toml`, the story, the command."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from mangacli.errors import Diagnostic, Finding, UsageError
from mangacli.story.models import Judging, Level, Story
from mangacli.story.rules import RULES
from mangacli.story.short_forms.written import did_you_mean

BALLOON_WORDS = 25
PANEL_WORDS = 50
"""More than so many are not read at a glance (Latin words; two Japanese or Chinese characters are one)."""

_OFF: Level = "off"


@dataclass(frozen=True, slots=True)
class Judgement:
    """All that was said of judging, the nearest word last: levels by rule, limits of words."""

    levels: Mapping[str, Level]
    balloon_words: int = BALLOON_WORDS
    panel_words: int = PANEL_WORDS

    def of(self, diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """Diagnostics → those that are wanted, each with the weight that it was given.

        An error is never made less: nothing can be rendered with it.
        """
        return tuple(judged for each in diagnostics if (judged := self._judged(each)) is not None)

    def _judged(self, diagnostic: Diagnostic) -> Diagnostic | None:
        finding = diagnostic.finding
        level = self.levels.get(finding.rule, finding.severity)
        if finding.severity in ("error", level):
            return diagnostic
        if level == "off":
            return None
        return replace(diagnostic, finding=replace(finding, severity=level))


def judgement(*said: Judging) -> Judgement:
    """Settings, the farthest first (`manga.toml`, the story, the command line) → what counts."""
    levels: dict[str, Level] = {}
    balloon_words, panel_words = BALLOON_WORDS, PANEL_WORDS
    for each in said:
        levels |= dict.fromkeys(each.ignore, _OFF) | each.levels
        balloon_words = each.balloon_words or balloon_words
        panel_words = each.panel_words or panel_words
    return Judgement(levels, balloon_words, panel_words)


def check_judging(story: Story) -> Iterator[Finding]:
    """A story → findings about rules that it names and that do not exist."""
    hint = "`manga check --rules` lists them all"
    for index, rule in enumerate(story.check.ignore):
        if rule not in RULES:
            yield Finding("unknown-rule", ("check", "ignore", index), _unknown(rule), hint)
    for rule in story.check.levels:
        if rule not in RULES:
            yield Finding("unknown-rule", ("check", "levels", rule), _unknown(rule), hint, at_key=True)


def require_rules(names: Iterable[str], said_in: str) -> None:
    """Raises UsageError where a rule named outside a story does not exist; `said_in` tells where."""
    for rule in names:
        if rule not in RULES:
            raise UsageError(f"{said_in}: {_unknown(rule)}", "`manga check --rules` lists them all")


def _unknown(rule: str) -> str:
    return f'there is no rule "{rule}"{did_you_mean(rule, sorted(RULES))}'
