"""Parser events → nodes, within limits: number of values, depth, length of texts, what aliases repeat."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import isfinite
from typing import Any

from yaml import events

from mangacli.errors import Place
from mangacli.yaml_file.mistakes import Mistake, special_character
from mangacli.yaml_file.tree import Node

MAX_VALUES = 100_000
MAX_DEPTH = 64
MAX_SCALAR = 50_000
MAX_KEY = 200
MAX_REPEATED = 4_000_000
"""Characters that aliases repeat, in all: written out they would be a file of the largest size read."""
MAX_MISTAKES = 100

_INT = re.compile(r"[-+]?(0|[1-9][0-9]{0,29})\Z")
_FLOAT = re.compile(
    r"[-+]?([0-9]{1,30}\.[0-9]{0,30}|\.[0-9]{1,30}|[0-9]{1,30}(?=[eE]))([eE][-+]?[0-9]{1,3})?\Z"
)
_BOOLEANS = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""What an escape such as "\\e" can bring into a text though the file itself is clean."""
_NULLS = ("", "~", "null", "Null", "NULL")


class TooMuchError(Exception):
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


class Builder:
    """Turns parser events into nodes, without recursion."""

    def __init__(self, lines: tuple[str, ...], name: str) -> None:
        self.lines, self.name = lines, name
        self.mistakes: list[Mistake] = []
        self.root: Node | None = None
        self.open: list[_Open] = []
        self.anchors: dict[str, Node] = {}
        self.values = 0
        self.repeated = 0
        self.documents = 0

    def read(self, stream: Iterator[Any]) -> None:
        """Reads all events; `root` and `mistakes` hold the outcome. Raises TooMuchError."""
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
                        raise TooMuchError(
                            self._at(event.start_mark, "yaml-syntax", message, "one story, one file", 3)
                        )

    def _complain(self, mistake: Mistake) -> None:
        """Notes a mistake; raises TooMuchError where the file is full of them."""
        self.mistakes.append(mistake)
        if len(self.mistakes) >= MAX_MISTAKES:
            message = f"the file has {MAX_MISTAKES} mistakes or more; what follows is not shown"
            raise TooMuchError(Mistake("too-many-errors", message, "mend these first", mistake.line))

    def _at(self, mark: Any, rule: str, message: str, hint: str = "", width: int = 1) -> Mistake:
        return Mistake(rule, message, hint, mark.line + 1, mark.column + 1, width)

    def _place(self, start: Any, end: Any) -> Place:
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
            self._complain(self._at(event.start_mark, "text-too-long", message, width=place.width))
            raw = raw[:100]
        elif control := _UNPRINTABLE.search(raw):
            message = f"this text holds the control character U+{ord(control.group()):04X}"
            self._complain(self._at(event.start_mark, "control-character", message, "delete it", place.width))
            raw = _UNPRINTABLE.sub(" ", raw)
        if event.tag is not None and event.tag not in ("!", "tag:yaml.org,2002:str"):
            self._refuse_tag(event)
        plain = event.implicit[0] and event.style in (None, "")
        return Node(_plain_value(raw) if plain else raw, place, raw=raw, length=len(raw))

    def _refuse_tag(self, event: Any) -> None:
        mark = event.start_mark
        self._complain(special_character(self.lines[mark.line], mark.line + 1, mark.column + 1))

    def _start(self, event: Any) -> None:
        if event.tag is not None:
            self._refuse_tag(event)
        if len(self.open) >= MAX_DEPTH:
            message = f"values lie in one another deeper than {MAX_DEPTH} levels"
            raise TooMuchError(self._at(event.start_mark, "too-deep", message))
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
            self._complain(special_character(line, event.start_mark.line + 1, event.start_mark.column + 1))
            node = Node("*" + name, self._place(event.start_mark, event.end_mark), raw="*" + name)
        elif any(part.node is node for part in self.open):
            message = f'"*{name}" repeats a value that it is itself a part of'
            hint = "write the value out, or move the anchor to a smaller one"
            width = len(name) + 1
            self._complain(self._at(event.start_mark, "cyclic-alias", message, hint, width))
            node = Node("*" + name, self._place(event.start_mark, event.end_mark), raw="*" + name)
        elif self.values + node.size > MAX_VALUES:
            raise self._bomb(event, f"{MAX_VALUES} values")
        self.repeated += node.length
        if self.repeated > MAX_REPEATED:
            raise self._bomb(event, f"{MAX_REPEATED} characters")
        self._add(node, None)

    def _bomb(self, event: Any, limit: str) -> TooMuchError:
        message = f'with what "*{event.anchor}" repeats the file has more than {limit}'
        width = len(event.anchor) + 1
        return TooMuchError(
            self._at(event.start_mark, "alias-bomb", message, "write out what is needed", width)
        )

    def _add(self, node: Node, anchor: str | None) -> None:
        """Puts a finished node where it belongs: root, list element, key or value."""
        self.values += node.size if not node.entries and not node.elements else 1
        if self.values > MAX_VALUES:
            mark_place = node.place
            message = f"the file has more than {MAX_VALUES} values"
            hint = "split the story into chapters, one file each"
            raise TooMuchError(Mistake("too-large", message, hint, mark_place.line, mark_place.column))
        if anchor:
            self.anchors[anchor] = node
        if not self.open:
            self.root = node
            return
        parent = self.open[-1]
        parent.node.size += node.size
        parent.node.length += node.length
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
            self._complain(Mistake("yaml-syntax", message, hint, node.place.line, node.place.column))
            return "", node.place
        if len(node.raw) > MAX_KEY:
            message = f"this key has {len(node.raw)} characters; at most {MAX_KEY} can be read"
            self._complain(Mistake("text-too-long", message, "", node.place.line, node.place.column))
            return node.raw[:MAX_KEY], node.place
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
            self._complain(mistake)
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
    if _FLOAT.match(raw) and isfinite(float(raw)):
        return float(raw)
    return raw
