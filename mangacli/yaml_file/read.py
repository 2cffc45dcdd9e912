"""YAML bytes → a tree of plain values, with limits that no file can break and every mistake that can be found.

Built on the events of PyYAML's safe loader (in C where that is installed). Nothing in the file can make
an object, a number of surprising base, or more memory than the limits allow: an alias counts as many values
as it repeats.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from yaml import events
from yaml.error import Mark, MarkedYAMLError

from mangacli.errors import Diagnostic, Finding, Place, StoryError
from mangacli.yaml_file.decode import LINE_END, decode
from mangacli.yaml_file.mistakes import Mistake, explain, special_character
from mangacli.yaml_file.tree import Node, YamlTree

MAX_BYTES = 4_000_000
MAX_VALUES = 100_000
MAX_DEPTH = 64
MAX_SCALAR = 50_000
_MAX_PATCHES = 20
"""So many mistakes of single characters are stepped over in one run."""

_INT = re.compile(r"[-+]?(0|[1-9][0-9]{0,29})\Z")
_FLOAT = re.compile(
    r"[-+]?([0-9]{1,30}\.[0-9]{0,30}|\.[0-9]{1,30}|[0-9]{1,30}(?=[eE]))([eE][-+]?[0-9]{1,3})?\Z"
)
_BOOLEANS = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}
_NULLS = ("", "~", "null", "Null", "NULL")

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
    if not text and not mistakes or text and not _has_content(lines):
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
    for _ in range(_MAX_PATCHES):
        builder = _Builder(lines, name)
        try:
            builder.read(_events(text))
        except MarkedYAMLError as error:
            mistake = explain(error, lines)
            syntax.append(mistake)
            text, changed = _patched(text, mistake)
            if not changed:
                return None, syntax + builder.mistakes
        except _TooMuch as stop:
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


class _TooMuch(Exception):
    """A limit is broken; nothing more is read."""

    def __init__(self, mistake: Mistake) -> None:
        super().__init__(mistake.message)
        self.mistake = mistake


class _Open:
    """A mapping or sequence whose end has not come yet."""

    def __init__(self, node: Node, anchor: str | None) -> None:
        self.node, self.anchor = node, anchor
        self.key: tuple[str, Place] | None = None
        self.merges: list[Node] = []


class _Builder:
    """Turns parser events into nodes, without recursion."""

    def __init__(self, lines: tuple[str, ...], name: str) -> None:
        self.lines, self.name = lines, name
        self.mistakes: list[Mistake] = []
        self.root: Node | None = None
        self.open: list[_Open] = []
        self.anchors: dict[str, Node] = {}
        self.values = 0
        self.documents = 0

    def read(self, stream: Iterator[Any]) -> None:
        """Reads all events; `root` and `mistakes` hold the outcome. Raises _TooMuch."""
        for event in stream:
            match event:
                case events.ScalarEvent():
                    self._add(self._scalar(event), event.anchor)
                case events.MappingStartEvent() | events.SequenceStartEvent():
                    self._start(event)
                case events.MappingEndEvent() | events.SequenceEndEvent():
                    self._end()
                case events.AliasEvent():
                    self._alias(event)
                case events.DocumentStartEvent():
                    self.documents += 1
                    if self.documents > 1:
                        message = 'a second document begins here with "---"'
                        raise _TooMuch(
                            self._at(event.start_mark, "yaml-syntax", message, "one story, one file", 3)
                        )

    def _at(self, mark: Mark, rule: str, message: str, hint: str = "", width: int = 1) -> Mistake:
        return Mistake(rule, message, hint, mark.line + 1, mark.column + 1, width)

    def _place(self, start: Mark, end: Mark) -> Place:
        """Where an event stands; what goes on over several lines is marked to the end of its first one."""
        if end.line == start.line:
            width = end.column - start.column
        else:
            width = len(self.lines[start.line].rstrip()) - start.column
        return Place(self.name, start.line + 1, start.column + 1, max(width, 0))

    def _scalar(self, event: Any) -> Node:
        raw = event.value
        place = self._place(event.start_mark, event.end_mark)
        if len(raw) > MAX_SCALAR:
            message = f"this text has {len(raw)} characters; at most {MAX_SCALAR} can be read"
            self.mistakes.append(self._at(event.start_mark, "text-too-long", message, width=place.width))
            raw = raw[:100]
        if event.tag is not None and event.tag not in ("!", "tag:yaml.org,2002:str"):
            self._refuse_tag(event)
        plain = event.implicit[0] and event.style in (None, "")
        return Node(_plain_value(raw) if plain else raw, place, raw=raw)

    def _refuse_tag(self, event: Any) -> None:
        message = f'the tag "{event.tag}" is not known here'
        hint = "delete it, or put the text in quotes if it begins with !"
        self.mistakes.append(self._at(event.start_mark, "yaml-tag", message, hint))

    def _start(self, event: Any) -> None:
        if event.tag is not None:
            self._refuse_tag(event)
        if len(self.open) >= MAX_DEPTH:
            message = f"values lie in one another deeper than {MAX_DEPTH} levels"
            raise _TooMuch(self._at(event.start_mark, "too-deep", message))
        is_mapping = isinstance(event, events.MappingStartEvent)
        node = Node({} if is_mapping else [], self._place(event.start_mark, event.end_mark))
        node.place = Place(self.name, node.place.line, node.place.column, max(1, node.place.width))
        if event.anchor:
            self.anchors[event.anchor] = node
        self.open.append(_Open(node, event.anchor))

    def _end(self) -> None:
        done = self.open.pop()
        for merged in done.merges:
            self._merge(done.node, merged)
        self._add(done.node, done.anchor)

    def _alias(self, event: Any) -> None:
        name, node = event.anchor, self.anchors.get(event.anchor)
        line = self.lines[event.start_mark.line]
        if node is None:
            text = line[event.start_mark.column :]
            mistake = special_character(text, event.start_mark.line + 1, event.start_mark.column + 1)
            self.mistakes.append(mistake)
            node = Node("*" + name, self._place(event.start_mark, event.end_mark), raw="*" + name)
        elif any(part.node is node for part in self.open):
            message = f'"*{name}" repeats a value that it is itself a part of'
            hint = "write the value out, or move the anchor to a smaller one"
            width = len(name) + 1
            self.mistakes.append(self._at(event.start_mark, "cyclic-alias", message, hint, width))
            node = Node(None, self._place(event.start_mark, event.end_mark))
        elif self.values + node.size > MAX_VALUES:
            message = f'with what "*{name}" repeats the file has more than {MAX_VALUES} values'
            raise _TooMuch(
                self._at(event.start_mark, "alias-bomb", message, "write out what is needed", len(name) + 1)
            )
        self._add(node, None)

    def _add(self, node: Node, anchor: str | None) -> None:
        """Puts a finished node where it belongs: root, list element, key or value."""
        self.values += node.size if not node.entries and not node.elements else 1
        if self.values > MAX_VALUES:
            mark_place = node.place
            message = f"the file has more than {MAX_VALUES} values"
            hint = "split the story into chapters, one file each"
            raise _TooMuch(Mistake("too-large", message, hint, mark_place.line, mark_place.column))
        if anchor:
            self.anchors[anchor] = node
        if not self.open:
            self.root = node
            return
        parent = self.open[-1]
        parent.node.size += node.size
        if isinstance(parent.node.value, list):
            parent.node.value.append(node.value)
            parent.node.elements.append(node)
        elif parent.key is None:
            parent.key = self._key(node)
        else:
            key, place = parent.key
            parent.key = None
            self._put(parent, key, place, node)

    def _key(self, node: Node) -> tuple[str, Place]:
        if isinstance(node.value, dict | list):
            message = "a key must be a text; this is a mapping or a list"
            hint = "put text that begins with { or [ in quotes"
            self.mistakes.append(Mistake("yaml-syntax", message, hint, node.place.line, node.place.column))
            return "", node.place
        return node.raw, node.place

    def _put(self, parent: _Open, key: str, place: Place, node: Node) -> None:
        if key == "<<" and isinstance(node.value, dict | list):
            parts = node.elements if isinstance(node.value, list) else [node]
            parent.merges.extend(parts)
            return
        entries = parent.node.entries
        if key in entries:
            first = entries[key][0].line
            message = f'"{key}" is given twice; the first one is in line {first}'
            mistake = Mistake(
                "duplicate-key", message, "keep one of them", place.line, place.column, place.width
            )
            self.mistakes.append(mistake)
            return
        entries[key] = (place, node)
        parent.node.value[key] = node.value

    def _merge(self, node: Node, merged: Node) -> None:
        """`<<: *base`: keys of the base that the mapping does not give itself."""
        for key, entry in merged.entries.items():
            if key not in node.entries:
                node.entries[key] = entry
                node.value[key] = entry[1].value


def _plain_value(raw: str) -> str | int | float | bool | None:
    """An unquoted scalar → its value: decimal numbers, YAML 1.1 booleans, null; all else is text.

    Octal, hexadecimal, sexagesimal (`12:30`) and dates stay text: a writer means what is written.
    """
    if raw in _NULLS:
        return None
    if raw.lower() in _BOOLEANS and raw in (raw.lower(), raw.upper(), raw.capitalize()):
        return _BOOLEANS[raw.lower()]
    if _INT.match(raw):
        return int(raw)
    if _FLOAT.match(raw):
        return float(raw)
    return raw
