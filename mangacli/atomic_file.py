"""Files written whole: a reader sees the old file or the new one, never half of one."""

from __future__ import annotations

import errno
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from mangacli.errors import RunError


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A path → a binary file open for writing that takes the path's name when the block ends well.

    The temporary file lies in the same folder (rename is atomic only within one file system), is flushed
    to the disk before the rename and removed when the block raises. Raises RunError where the folder
    cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    except OSError as error:
        raise RunError(f"cannot write {path}: {error.strerror}", "choose another folder") from error
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.chmod(0o666 & ~_umask())
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        hint = "make room on the disk" if error.errno == errno.ENOSPC else "choose another place"
        raise RunError(f"cannot write {path}: {error.strerror or error}", hint) from error
    except BaseException:
        part.unlink(missing_ok=True)
        raise


class Summed:
    """A file being written that knows the SHA-256 of what went into it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._digest = hashlib.sha256()

    def write(self, data: bytes) -> int:
        """Writes on; how many bytes that were."""
        self._digest.update(data)
        return self._file.write(data)

    @property
    def sha256(self) -> str:
        """Of all that was written so far."""
        return self._digest.hexdigest()


def write_whole(path: Path, content: bytes) -> None:
    """Writes `content` to `path`, whole or not at all; makes the folder where it is missing."""
    with whole_file(path) as file:
        file.write(content)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
