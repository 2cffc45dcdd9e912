"""A YAML document as plain values, each with its place in the file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from mangacli.errors import Place, Where


@dataclass(slots=True)
class Node:
    """One value of the document: plain value, place, and the nodes inside it.

    `entries` maps a mapping's keys to (place of the key, node); `elements` are a sequence's nodes. What an
    alias repeats is the same object in each place. `size` counts the values in it and `length` the characters
    of their texts, repeated ones each time; `raw` is a scalar as it was typed.
    """

    value: Any
    place: Place
    entries: dict[str, tuple[Place, Node]] = field(default_factory=dict)
    elements: list[Node] = field(default_factory=list)
    size: int = 1
    raw: str = ""
    length: int = 0

    def child(self, step: str | int) -> Node | None:
        """The node under a key or at an index, or None."""
        if isinstance(step, str):
            entry = self.entries.get(step)
            return entry[1] if entry else None
        return self.elements[step] if 0 <= step < len(self.elements) else None


@dataclass(frozen=True, slots=True)
class YamlTree:
    """A document read whole: `value` is plain data (dict, list, str, int, float, bool, None)."""

    name: str
    root: Node
    lines: tuple[str, ...]

    @property
    def value(self) -> Any:
        return self.root.value

    def place(self, where: Where, at_key: bool = False) -> Place:
        """Path of a value → its place, or its key's; of the nearest ancestor where there is no such value.

        A value that is there but empty (`key:` and nothing after it) has its key's place.
        """
        node, place = self.root, self.root.place
        for index, step in enumerate(where):
            child = node.child(step)
            if child is None:
                return place
            key_place = node.entries[step][0] if isinstance(step, str) else child.place
            last = index == len(where) - 1
            place = key_place if (at_key and last) or child.place.width == 0 else child.place
            node = child
        return place

    def raw(self, where: Where) -> str | None:
        """Path of a scalar → the text as it was typed (`no`, `0x1F`); None where there is no scalar."""
        node: Node | None = self.root
        for step in where:
            node = node.child(step) if node else None
        return node.raw if node and not node.entries and not node.elements else None

    def has(self, where: Where) -> bool:
        """Whether there is a value, be it empty, at a path."""
        node: Node | None = self.root
        for step in where:
            node = node.child(step) if node else None
        return node is not None

    def line(self, number: int) -> str:
        """Line number from 1 → the line without its end; empty where the file has no such line."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""
