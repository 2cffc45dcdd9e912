"""Lots that are drawn for a character: the same question gets the same answer, in every story and process."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import NamedTuple, TypeVar

T = TypeVar("T")


def digest(*texts: str) -> int:
    """Texts → a large number that is the same everywhere."""
    return int.from_bytes(hashlib.sha256("\0".join(texts).encode()).digest()[:8], "big")


class Person(NamedTuple):
    """What hair and clothes are chosen by: whether a woman is thought of, the age, whether a hat is worn."""

    feminine: bool
    age: str
    hat: bool


class Lot:
    """Draws lots for one character: the same question gets the same answer."""

    def __init__(self, character: str) -> None:
        self._character = character

    def of(self, question: str, choices: Sequence[T]) -> T:
        return choices[digest(self._character, question) % len(choices)]
