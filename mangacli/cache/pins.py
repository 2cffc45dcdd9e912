"""Pictures that somebody holds on to: never pruned, never cleared along with the rest.

    <cache>/pins/<key of the picture>/<digest of the holder's path>      a text file: the holder's path

Whoever picks a picture (a file beside a story) pins it under the file's own name; as long as one holder is
left the picture stays. Pins of holders that are gone count no more.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from mangacli.atomic_file import write_whole

FOLDER = "pins"


class Pins:
    """The pins in a cache's folder."""

    def __init__(self, cache: Path) -> None:
        self.folder = cache / FOLDER

    def pin(self, key: str, holder: Path) -> None:
        """Lets the file `holder` hold the picture by `key`. Raises RunError where it cannot be noted."""
        write_whole(self._place(key, holder), os.fsencode(holder.absolute()) + b"\n")

    def unpin(self, key: str, holder: Path) -> None:
        """Lets `holder` hold the picture no more."""
        self._place(key, holder).unlink(missing_ok=True)

    def holders(self, key: str) -> tuple[Path, ...]:
        """The files that hold the picture by `key` and are still there."""
        names = [os.fsdecode(path.read_bytes()) for path in sorted((self.folder / key).glob("*.pin"))]
        return tuple(holder for name in names if (holder := Path(name.rstrip("\n"))).exists())

    def pinned(self) -> frozenset[str]:
        """The keys of all pictures that are held."""
        return frozenset(path.name for path in self.folder.glob("*") if self.holders(path.name))

    def _place(self, key: str, holder: Path) -> Path:
        return self.folder / key / f"{hashlib.sha256(os.fsencode(holder.absolute())).hexdigest()[:32]}.pin"
