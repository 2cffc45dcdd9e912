"""A value as the author wrote it, and the notes taken while it is spelled out in full."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from mangacli.errors import Finding, Where
from mangacli.yaml_file import YamlTree

MAX_ERRORS = 100
"""More are not put into words: the file is something else than a storyboard."""
_MAX_COMPARED = 300
"""So many names are compared with a misspelt one; the comparison is slow, and a guess is a courtesy."""


class TooManyErrors(Exception):
    """More errors are noted than anyone wants to read."""


@dataclass(slots=True)
class Notes:
    """What reading the short forms brings to light.

    `sources` maps paths of the full form to the paths in the file where they differ; `from_keys` holds those
    whose value was written as a key (`mika: text`); `broken` those that have been complained of, so that
    nobody complains of what follows from it.
    """

    tree: YamlTree
    findings: list[Finding] = field(default_factory=list)
    sources: dict[Where, Where] = field(default_factory=dict)
    from_keys: set[Where] = field(default_factory=set)
    broken: set[Where] = field(default_factory=set)

    def source_of(self, full: Where) -> Where:
        """Path in the full form → path in the file: its own, or its nearest ancestor's and the rest."""
        for cut in range(len(full), -1, -1):
            if full[:cut] in self.sources:
                return self.sources[full[:cut]] + full[cut:]
        return full

    def is_broken(self, full: Where) -> bool:
        """Whether the path or one above it has been complained of."""
        return any(full[:cut] in self.broken for cut in range(len(full) + 1))

    def has_broken(self, full: Where) -> bool:
        """Whether something at or below the path has been complained of."""
        return any(path[: len(full)] == full for path in self.broken)


@dataclass(frozen=True, slots=True)
class Written:
    """A value with its path in the file (`source`) and its path in the full form to be (`full`)."""

    value: Any
    source: Where
    full: Where
    notes: Notes

    def under(self, key: str | int, full: Where | None = None) -> Written:
        """The value under a key; `full` is its path in the full form from here, the same key if not given."""
        path = self.full + ((key,) if full is None else full)
        return self._moved(self.value[key], (*self.source, key), path)

    def key_becomes(self, *name: str | int) -> None:
        """Notes that the key of this value is the value of `name` in the full form."""
        path = self.full + name
        self.notes.sources[path] = self.source
        self.notes.from_keys.add(path)

    def inside(self, key: str) -> Written:
        """The value under a key whose own keys become keys of this value in the full form."""
        return Written(self.value[key], (*self.source, key), self.full, self.notes)

    def part(self, *steps: str | int) -> Written:
        """A place below this value in the full form, wherever it was written: to report, not to read."""
        full = self.full + steps
        return Written(None, self.notes.source_of(full), full, self.notes)

    def as_full(self, *steps: str | int) -> Written:
        """The same value, at a path below this one's in the full form."""
        return self._moved(self.value, self.source, self.full + steps)

    def elements(self) -> Iterator[Written]:
        """The elements of a list."""
        for index, value in enumerate(self.value):
            yield self._moved(value, (*self.source, index), (*self.full, index))

    def given(self) -> Iterator[str]:
        """The keys of a mapping that have a value; an empty `key:` counts as not given."""
        return (key for key, value in self.value.items() if value is not None)

    def _moved(self, value: Any, source: Where, full: Where) -> Written:
        if self.notes.source_of(full) != source:
            self.notes.sources[full] = source
        return Written(value, source, full, self.notes)

    def report(self, rule: str, message: str, hint: str = "", at_key: bool = False) -> None:
        """Notes an error of this value, and that what it would have become is missing.

        Raises TooManyErrors where so many are noted that the rest need not be looked at.
        """
        self.notes.findings.append(Finding(rule, self.full, message, hint, at_key=at_key))
        self.notes.broken.add(self.full)
        if len(self.notes.findings) > MAX_ERRORS:
            raise TooManyErrors

    @property
    def raw(self) -> str:
        """The scalar as it was typed."""
        return self.notes.tree.raw(self.source) or ""


def describe(value: Any, raw: str = "") -> str:
    """A plain value → what it is, for a message: `the text "left"`, `a list`, `the number 3`."""
    match value:
        case None:
            return "nothing"
        case bool():
            return f'"{raw or str(value).lower()}", which YAML reads as {str(value).lower()}'
        case int() | float():
            return f"the number {raw or value}"
        case str():
            return f'the text "{value if len(value) <= 30 else value[:30] + "…"}"'
        case list():
            return "a list"
    return "a mapping (key: value)"


def did_you_mean(word: str, known: list[str]) -> str:
    """A misspelt word and the known ones → `; did you mean "…"?`, or nothing where none is close."""
    folded = {name.casefold(): name for name in reversed(known[:_MAX_COMPARED])}
    close = get_close_matches(word.casefold()[:80], folded, n=1, cutoff=0.6)
    return f'; did you mean "{folded[close[0]]}"?' if close else ""


def wrong_type(written: Written, expected: str, hint: str = "") -> None:
    """Reports that something else was expected here."""
    value = written.value
    if isinstance(value, bool) and "text" in expected:
        hint = f'put it in quotes: "{written.raw}"'
        written.report("yaml-boolean", f"expected {expected}, found {describe(value, written.raw)}", hint)
    else:
        if isinstance(value, int | float) and "text" in expected and not hint:
            hint = f'put it in quotes: "{written.raw}"'
        written.report("wrong-type", f"expected {expected}, found {describe(value, written.raw)}", hint)
