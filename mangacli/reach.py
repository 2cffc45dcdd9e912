"""Which files a story may name: those in its folder, and in folders that whoever runs it allows.

A story is data, perhaps a stranger's. Links are followed before it is judged where a file lies, and only
regular files count: a device has no end, and a pipe may have no beginning.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


class OutsideError(Exception):
    """The name leads out of every folder that the story may read."""


class MissingError(Exception):
    """There is no such file; the text says why, where there is more to say."""


@dataclass(frozen=True, slots=True)
class Reach:
    """The folder of a story, and the folders that `--allow` names."""

    folder: Path
    allowed: tuple[Path, ...] = ()

    def find(self, name: str) -> Path:
        """A file's name as written (it counts from the story's folder) → the file, links followed.

        Raises OutsideError for a file that the story may not read, whether it is there or not, MissingError
        for what is no regular file.
        """
        if not name or "\0" in name:
            raise MissingError("not the path of a file")
        try:
            path = (self.folder / name).resolve()
            if not self.holds(path):
                raise OutsideError(name)
            if not path.is_file():
                raise MissingError
        except (OSError, RuntimeError) as error:  # RuntimeError: a loop of links, before Python 3.13
            reason = error.strerror if isinstance(error, OSError) and error.strerror else "a loop of links"
            raise MissingError(reason) from error
        return path

    def holds(self, path: Path) -> bool:
        """Whether a path, links followed, lies in the story's folder or in an allowed one."""
        place = path.resolve()
        return any(place.is_relative_to(root.resolve()) for root in (self.folder, *self.allowed))
