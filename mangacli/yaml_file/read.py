"""YAML bytes → a tree of plain values, within limits, and every mistake that can be found in one run.

Built on the events of PyYAML's safe loader (in C where that is installed). Nothing in the file can make
an object, a number of surprising base, or more memory than the limits allow: an alias counts as many values
as it repeats.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from yaml import events

from mangacli.errors import Diagnostic, Finding, Place, StoryError
from mangacli.yaml_file.build import MAX_MISTAKES, Builder, TooMuchError
from mangacli.yaml_file.decode import LINE_END, decode
from mangacli.yaml_file.mistakes import Mistake, explain
from mangacli.yaml_file.tree import Node, YamlTree

MAX_BYTES = 4_000_000
_MOST_DIRECTIVES = 100
"""Lines that begin with `%`: the parser compares each with all others."""
_MAX_REREAD = 200_000
"""Mistakes of single characters are stepped over and the text read again, so many characters in all."""

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(source: Path | bytes, name: str | None = None) -> YamlTree:
    """A file or its bytes, and the name to show → the tree. Raises StoryError with all that is wrong."""
    tree, diagnostics = scan_yaml(source, name)
    if tree is None or diagnostics:
        raise StoryError(diagnostics)
    return tree


def scan_yaml(
    source: Path | bytes, name: str | None = None
) -> tuple[YamlTree | None, tuple[Diagnostic, ...]]:
    """A file or its bytes → (tree, what is wrong with it). No tree where nothing sound can be read.

    Where both come back, the tree holds what could be read: enough to check it further, not to be used.
    """
    shown = name if name is not None else str(source) if isinstance(source, Path) else "<bytes>"
    content, failure = _content(source)
    if failure:
        return None, (_diagnostic(failure, shown, ()),)
    text, mistakes = decode(content)
    lines = tuple(LINE_END.split(text))
    if not mistakes and not _has_content(lines):
        mistakes.append(
            Mistake("empty-file", "the file is empty", "`manga new` writes a story to start from")
        )
        text = ""
    root = None
    if text:
        root, more = _parse(text, lines, shown)
        mistakes.extend(more)
    elif any(mistake.line > 1 or mistake.column > 1 for mistake in mistakes):
        lines = tuple(LINE_END.split(content.decode("utf-8-sig", errors="replace")))
    mistakes.sort(key=lambda mistake: (mistake.line, mistake.column))
    tree = YamlTree(shown, root, lines) if root else None
    return tree, tuple(_diagnostic(mistake, shown, lines) for mistake in mistakes)


def _has_content(lines: tuple[str, ...]) -> bool:
    """Whether any line holds more than blanks, a comment, or the marks of a document's begin and end."""
    return any(
        line.strip() and not line.lstrip().startswith("#") and line.strip() not in ("---", "...")
        for line in lines
    )


def _content(source: Path | bytes) -> tuple[bytes, Mistake | None]:
    if isinstance(source, bytes):
        content = source[: MAX_BYTES + 1]
    else:
        try:
            with source.open("rb") as file:
                content = file.read(MAX_BYTES + 1)
        except IsADirectoryError:
            return b"", Mistake(
                "unreadable-file", "this is a folder, not a file", "name the story's file in it"
            )
        except OSError as error:
            return b"", Mistake("unreadable-file", f"the file cannot be read: {error.strerror or error}")
    if len(content) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES // 1_000_000} MB"
        return b"", Mistake("too-large", message, "split the story into chapters, one file each")
    return content, None


def _diagnostic(mistake: Mistake, name: str, lines: tuple[str, ...]) -> Diagnostic:
    place = Place(name, mistake.line, mistake.column, mistake.width)
    line = lines[mistake.line - 1] if mistake.line <= len(lines) else ""
    return Diagnostic(Finding(mistake.rule, (), mistake.message, mistake.hint), place, line)


def _parse(text: str, lines: tuple[str, ...], name: str) -> tuple[Node | None, list[Mistake]]:
    """Text → (root, mistakes): mistakes of one character are stepped over, so that the next ones show too."""
    syntax: list[Mistake] = []
    if sum(line.startswith("%") for line in lines) > _MOST_DIRECTIVES:
        return None, [Mistake("yaml-syntax", "the file has a flood of directives", "delete them")]
    for _ in range(min(MAX_MISTAKES, 1 + _MAX_REREAD // len(text))):
        builder = Builder(lines, name)
        try:
            builder.read(_events(text))
        except yaml.YAMLError as error:
            mistake = explain(error, lines)
            if all(other.line != mistake.line for other in syntax):  # else it follows from that one
                syntax.append(mistake)
            text, changed = _patched(text, mistake)
            if not changed:
                return None, syntax + builder.mistakes
        except TooMuchError as stop:
            return None, [*syntax, *builder.mistakes, stop.mistake]
        else:
            return builder.root, syntax + builder.mistakes
    return None, syntax


def _patched(text: str, mistake: Mistake) -> tuple[str, bool]:
    """Text with the mistake's character replaced, and whether that changed anything."""
    if mistake.patch is None:
        return text, False
    line, column, character = mistake.patch
    starts = [0, *(match.end() for match in LINE_END.finditer(text))]
    offset = starts[line - 1] + column - 1
    patched = text[:offset] + character + text[offset + 1 :]
    return patched, patched != text


def _events(text: str) -> Iterator[Any]:
    loader = _Loader(text)
    try:
        while (event := loader.get_event()) is not None and not isinstance(event, events.StreamEndEvent):
            yield event
    finally:
        loader.dispose()
