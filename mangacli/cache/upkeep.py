"""Looking after a cache: how large it is, which entries are damaged, letting go of the oldest or of all."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mangacli.cache.depot import DAMAGED, Depot
from mangacli.cache.journal import FOLDER as JOURNALS
from mangacli.cache.journal import forget_gone
from mangacli.cache.pins import Pins
from mangacli.errors import RunError

DEPOTS = {"panels": ".png", "pages": ".page"}
"""What is kept, each kind in a folder of its own name, and the suffix of its files."""


@dataclass(frozen=True, slots=True)
class Share:
    """How much one kind of entries takes: their number and bytes, and how many of them are pinned."""

    kind: str
    entries: int
    bytes: int
    pinned: int = 0
    damaged: int = 0
    """Entries that were set aside, for whoever wants to know why."""


@dataclass(frozen=True, slots=True)
class _Entry:
    depot: Depot
    key: str
    bytes: int
    used: int
    """When it was last written or read, in nanoseconds."""


def shares(cache: Path) -> tuple[Share, ...]:
    """A cache's folder → what each kind of entries takes in it."""
    pinned, found = Pins(cache).pinned(), []
    for kind, depot in _depots(cache).items():
        entries = list(_entries(depot))
        held = sum(entry.key in pinned for entry in entries)
        damaged = sum(1 for _ in (depot.folder / DAMAGED).glob("*"))
        found.append(Share(kind, len(entries), sum(entry.bytes for entry in entries), held, damaged))
    return tuple(found)


def verify(cache: Path) -> tuple[int, tuple[Path, ...]]:
    """A cache's folder → how many entries are sound, and the files that were not and are set aside."""
    sound, damaged = 0, []
    for depot in _depots(cache).values():
        for key in depot:
            if depot.read(key) is None:
                damaged.append(depot.path(key))
            else:
                sound += 1
    return sound, tuple(damaged)


def prune(cache: Path, most_bytes: int) -> Share:
    """Lets go of the entries not used for longest until the rest takes `most_bytes` → what was let go of.

    What was set aside goes first, and journals of folders that are gone; pinned pictures stay. Raises
    RunError where the folder cannot be written.
    """
    pinned, entries, gone, freed = Pins(cache).pinned(), [], 0, 0
    for depot in _depots(cache).values():
        entries += list(_entries(depot))
        _remove_all(depot.folder / DAMAGED)
    _forget_journals(cache)
    surplus = sum(entry.bytes for entry in entries) - most_bytes
    for entry in sorted(entries, key=lambda entry: (entry.used, entry.key)):
        if surplus <= freed:
            break
        if entry.key in pinned:
            continue
        _remove(entry)
        gone, freed = gone + 1, freed + entry.bytes
    return Share("all", gone, freed)


def clear(cache: Path) -> Share:
    """Lets go of everything but pinned pictures → what was let go of. Raises RunError as `prune` does."""
    gone = prune(cache, 0)
    _remove_all(cache / JOURNALS)
    return gone


def _forget_journals(cache: Path) -> None:
    try:
        forget_gone(cache)
    except OSError as error:
        raise RunError(f"cannot clear up {cache}: {error.strerror}", "look at its permissions") from error


def _depots(cache: Path) -> dict[str, Depot]:
    return {kind: Depot(cache / kind, suffix) for kind, suffix in DEPOTS.items()}


def _entries(depot: Depot) -> Iterator[_Entry]:
    for key in depot:
        try:
            stat = depot.path(key).stat()
        except FileNotFoundError:  # another process let go of it
            continue
        yield _Entry(depot, key, stat.st_size, max(stat.st_mtime_ns, stat.st_atime_ns))


def _remove(entry: _Entry) -> None:
    try:
        entry.depot.remove(entry.key)
    except OSError as error:
        raise RunError(
            f"cannot remove {entry.depot.path(entry.key)}: {error.strerror}", "look at its permissions"
        ) from error


def _remove_all(folder: Path) -> None:
    try:
        shutil.rmtree(folder)
    except FileNotFoundError:
        return
    except OSError as error:
        raise RunError(f"cannot remove {folder}: {error.strerror}", "look at its permissions") from error
