"""A chapter's panels dealt out to several machines, which share a cache."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mangacli.errors import UsageError


@dataclass(frozen=True, slots=True)
class Shard:
    """The `number`th of `count` equal parts, counted from 1; panels are dealt out like cards."""

    number: int
    count: int

    def has(self, place: int) -> bool:
        """Whether the panel at that place in the chapter (from 0) is in this part."""
        return place % self.count == self.number - 1

    def __str__(self) -> str:
        return f"{self.number}/{self.count}"


def parse_shard(wanted: str | None) -> Shard | None:
    """`2/8` → the shard; None → None. Raises UsageError for anything else."""
    if wanted is None:
        return None
    match = re.fullmatch(r"(\d{1,6})/(\d{1,6})", wanted.strip())
    if match is None or not 1 <= int(match[1]) <= int(match[2]):
        raise UsageError(f'--shard: "{wanted}" is not a part', "write 1/8 for the first of eight parts")
    return Shard(int(match[1]), int(match[2]))
