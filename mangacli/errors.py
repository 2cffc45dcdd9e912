"""What can go wrong, as values and as exceptions.

    MangaError                 a mistake that the user can mend; shown without a traceback
    ├── StoryError      (1)    the story has errors; carries every diagnostic
    ├── UsageError      (2)    the command line asks for something that is not there
    ├── RunError        (3)    something failed while running: disk, model, missing package
    └── Interrupted     (130)  stopped by Ctrl-C; says what is finished and how to go on

Anything else that is raised is a bug and keeps its traceback.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

Severity = Literal["error", "warning", "note"]
Where = tuple[str | int, ...]
"""Path of a value in the story's full form: `("pages", 0, "panels", 1, "dialogs", 0, "text")`."""


def show_where(where: Where) -> str:
    """Path of a value → the text shown to the author: `pages[0].panels[1].dialogs[0].text`."""
    text = ""
    for step in where:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to say about a value of the story, not yet located in the file.

    `rule` is a short stable id in kebab case (`unknown-key`); `message` says what is wrong, `hint` what to
    do about it (may be empty). A step that knows the story only as values reports findings; the story's
    source turns them into diagnostics.
    """

    rule: str
    where: Where
    message: str
    hint: str = ""
    severity: Severity = "error"
    at_key: bool = False
    """Point at the key of the value instead of the value itself."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A stretch of one line of a file: line and column count from 1, in characters."""

    file: str
    line: int
    column: int
    width: int = 1


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A finding with its place and the source line (empty where the file has none to show)."""

    finding: Finding
    place: Place
    source_line: str = ""


class MangaError(Exception):
    """A mistake the user can mend: message, what to do, and the exit code it ends with."""

    exit_code: ClassVar[int] = 3

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class StoryError(MangaError):
    """The story has errors; `diagnostics` holds all of them, sorted by place."""

    exit_code = 1

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        errors = sum(d.finding.severity == "error" for d in diagnostics)
        super().__init__(f"{errors} error{'s' if errors != 1 else ''} in the story")
        self.diagnostics = diagnostics


class UsageError(MangaError):
    """The command line asks for something that is not there."""

    exit_code = 2


class RunError(MangaError):
    """Something failed while running: disk, model, missing package."""

    exit_code = 3


class Interrupted(MangaError):
    """Stopped by the user; what is finished lies in its place."""

    exit_code = 130
