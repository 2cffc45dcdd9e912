"""Diagnostics → text for people (plain or in colour), JSON, and SARIF 2.1.0 for other programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

import mangacli
from mangacli.errors import Diagnostic, show_where
from mangacli.story.rules import RULES
from mangacli.story.terminal_text import brief, cells, escaped, window

_COLORS = {"error": "bold red", "warning": "bold yellow", "note": "bold cyan"}
_LEVELS = {"error": "error", "warning": "warning", "note": "note"}
_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def render_text(diagnostics: Iterable[Diagnostic], color: bool) -> str:
    """Diagnostics → for each: place, rule and message; the source line; its underlining; the hint.

    The source and everything that it says are escaped: nothing in a storyboard can steer the terminal.
    """
    parts = [_parts(diagnostic) for diagnostic in diagnostics]
    return _colored(parts) if color else "".join(text for part in parts for text, _ in part)


def render_json(diagnostics: Sequence[Diagnostic]) -> str:
    """Diagnostics → one JSON object: `diagnostics` in order, and how many there are of each severity."""
    listed = [as_object(diagnostic) for diagnostic in diagnostics]
    counts = {f"{name}s": sum(entry["severity"] == name for entry in listed) for name in _COLORS}
    return json.dumps({"diagnostics": listed} | counts, indent=2)


def render_sarif(diagnostics: Sequence[Diagnostic]) -> str:
    """Diagnostics → a SARIF 2.1.0 log with one run. Columns count characters."""
    ids = sorted({diagnostic.finding.rule for diagnostic in diagnostics})
    driver = {
        "name": "mangacli",
        "version": mangacli.__version__,
        "rules": [{"id": id, "shortDescription": {"text": RULES.get(id, id)}} for id in ids],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(diagnostic, ids) for diagnostic in diagnostics],
    }
    return json.dumps({"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _shown_path(diagnostic: Diagnostic) -> str:
    """The path that a message names: that of the mapping, where it speaks of one of its keys."""
    finding = diagnostic.finding
    return show_where(finding.where[:-1] if finding.at_key else finding.where)


def _parts(diagnostic: Diagnostic) -> list[tuple[str, str]]:
    """A diagnostic → pieces of text, each with its style."""
    finding, place = diagnostic.finding, diagnostic.place
    style = _COLORS[finding.severity]
    where = brief(_shown_path(diagnostic))
    parts = [(f"{escaped(place.file)}:{place.line}:{place.column}: ", "bold")]
    if finding.severity != "error":
        parts.append((f"{finding.severity}: ", style))
    parts.append((f"{finding.rule}: ", style))
    parts.append((f"{escaped(where)}: " if where else "", ""))
    parts.append((f"{escaped(brief(finding.message))}\n", ""))
    if diagnostic.source_line:
        before, marked, after = window(diagnostic.source_line, place.column - 1, place.width)
        underline = "^" + "~" * (max(1, cells(marked)) - 1)
        parts.append((f"  {before}{marked}{after}\n", ""))
        parts.append((f"  {' ' * cells(before)}{underline}\n", style))
    if finding.hint:
        parts.append((f"  {escaped(brief(finding.hint))}\n", "italic"))
    return parts


def _colored(diagnostics: list[list[tuple[str, str]]]) -> str:
    from io import StringIO

    from rich.console import Console
    from rich.text import Text

    stream = StringIO()
    console = Console(
        file=stream, force_terminal=True, color_system="standard", no_color=False, legacy_windows=False
    )
    for parts in diagnostics:
        console.print(Text.assemble(*parts), end="", soft_wrap=True, highlight=False)
    return stream.getvalue()


def as_object(diagnostic: Diagnostic) -> dict[str, Any]:
    """A diagnostic → plain data for programs; line, column and width count from 1, in characters."""
    finding, place = diagnostic.finding, diagnostic.place
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "width": place.width,
        "severity": finding.severity,
        "rule": finding.rule,
        "where": show_where(finding.where),
        "message": finding.message,
        "hint": finding.hint,
    }


def _sarif_result(diagnostic: Diagnostic, ids: list[str]) -> dict[str, Any]:
    finding, place = diagnostic.finding, diagnostic.place
    location: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": {"uri": _uri(place.file)},
            "region": {
                "startLine": place.line,
                "startColumn": place.column,
                "endLine": place.line,
                "endColumn": place.column + max(1, place.width),
            },
        }
    }
    if finding.where:
        location["logicalLocations"] = [{"fullyQualifiedName": show_where(finding.where)}]
    return {
        "ruleId": finding.rule,
        "ruleIndex": ids.index(finding.rule),
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.message}. {finding.hint}" if finding.hint else finding.message},
        "locations": [location],
    }


def _uri(file: str) -> str:
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
