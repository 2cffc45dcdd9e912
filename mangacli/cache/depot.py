"""A folder of files named by keys: written whole, read back verified, a damaged one set aside.

    <folder>/ab/abcdef….png        the content, then a line with its checksum
    <folder>/damaged/…             what did not agree with its checksum any more

A key is the digest of all that decides the content, so two writers of one key write the same and no lock is
needed: any number of processes and machines may share the folder. The checksum covers key and content: an
entry under a wrong name counts as damaged. A folder that cannot be written is warned of once.
"""

from __future__ import annotations

import errno
import hashlib
import logging
import os
from collections.abc import Iterator
from pathlib import Path

from mangacli.atomic_file import write_whole
from mangacli.errors import RunError

log = logging.getLogger(__name__)

DAMAGED = "damaged"
MOST_BYTES = 1 << 30
"""Of one entry: whatever is larger was not written by us and is not read into memory."""
_SEAL = b"\nmangacli sha256 %s\n"
_SEAL_LENGTH = len(_SEAL % (b"0" * 64))


class Depot:
    """Verified files by key: hexadecimal digests of at least eight digits."""

    def __init__(self, folder: Path, suffix: str) -> None:
        self.folder = folder
        self.suffix = suffix
        self._warned = False

    def path(self, key: str) -> Path:
        """Where an entry lies, or would lie."""
        return self.folder / key[:2] / f"{key}{self.suffix}"

    def holds(self, key: str) -> bool:
        """Whether there is a file by that key; only reading tells whether it is sound."""
        return self.path(key).is_file()

    def read(self, key: str) -> bytes | None:
        """A key → its content; None where there is none, or none that is sound (which is set aside)."""
        path = self.path(key)
        try:
            with path.open("rb") as file:
                sound = os.fstat(file.fileno()).st_size <= MOST_BYTES
                content = unsealed(key, file.read()) if sound else None
        except OSError as error:
            if error.errno not in (errno.ENOENT, errno.ENOTDIR):
                self._warn(f"{path} cannot be read: {error.strerror or error}")
            return None
        if content is None:
            self.set_aside(key)
        return content

    def write(self, key: str, content: bytes) -> bool:
        """Keeps a content by its key → whether that could be done."""
        try:
            write_whole(self.path(key), content + seal(key, content))
        except RunError as error:
            self._warn(error.message)
            return False
        return True

    def set_aside(self, key: str) -> None:
        """Moves an entry that is not what it was to where it is in nobody's way, and says so."""
        path = self.path(key)
        log.warning("the kept file %s is damaged; it is set aside and made anew", path)
        try:
            (self.folder / DAMAGED).mkdir(parents=True, exist_ok=True)
            path.replace(self.folder / DAMAGED / path.name)
        except OSError as error:
            if error.errno != errno.ENOENT:  # another process was quicker
                self._warn(f"{path} cannot be set aside: {error.strerror or error}")

    def remove(self, key: str) -> None:
        """Lets go of an entry. Raises OSError where the folder cannot be written."""
        self.path(key).unlink(missing_ok=True)

    def __iter__(self) -> Iterator[str]:
        """Every entry's key, in order."""
        for path in sorted(self.folder.glob(f"[0-9a-f][0-9a-f]/*{self.suffix}")):
            if not path.name.startswith("."):
                yield path.name.removesuffix(self.suffix)

    def _warn(self, reason: str) -> None:
        if not self._warned:
            log.warning("the cache is of no use at the moment: %s", reason)
        self._warned = True


def seal(key: str, content: bytes) -> bytes:
    """The line that ends an entry: the digest of its key and content."""
    digest = hashlib.sha256(f"{key}\0".encode())
    digest.update(content)
    return _SEAL % digest.hexdigest().encode()


def unsealed(key: str, sealed: bytes) -> bytes | None:
    """An entry's bytes → its content; None where they do not agree with their seal."""
    content = sealed[:-_SEAL_LENGTH]
    return content if len(sealed) >= _SEAL_LENGTH and sealed[-_SEAL_LENGTH:] == seal(key, content) else None
