"""Which DiffSensei checkpoints lie on this machine, how large they are, and taking them away again.

A checkpoint lies in the folder that MANGA_DIFFSENSEI names or in the Hugging Face cache. Needs no torch;
listing needs no package at all.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from mangacli.errors import RunError
from mangacli.generate.diffsensei.checkpoint import (
    ENVIRONMENT,
    cached_repository,
    cached_snapshots,
    missing_files,
)
from mangacli.generate.diffsensei.hub import require_package


@dataclass(frozen=True, slots=True)
class Installed:
    """A checkpoint on the disk.

    `revision` is the commit of the hub's repository, empty for a folder of the user's own; `refs` are the
    branches that name it. `missing` and `missing_llm` hold the files that the image generator and the
    language model lack; `size` counts its files in bytes, whatever other revisions share with it.
    """

    folder: Path
    revision: str
    refs: tuple[str, ...]
    size: int
    missing: tuple[str, ...]
    missing_llm: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether it can draw, with or without the language model."""
        return not self.missing

    def plain(self) -> dict[str, Any]:
        """The same for programs."""
        return {
            "name": "diffsensei",
            "path": str(self.folder),
            "revision": self.revision or None,
            "refs": list(self.refs),
            "size": self.size,
            "complete": self.complete,
            "missing": list(self.missing),
            "language_model": not self.missing_llm,
            "missing_language_model": list(self.missing_llm),
        }


def installed() -> tuple[Installed, ...]:
    """Every checkpoint on this machine, complete or not, in the order in which drawing looks for one."""
    found = []
    pointed = os.environ.get(ENVIRONMENT)
    if pointed:
        found.append(_examined(Path(pointed).expanduser(), "", ()))
    refs = _refs(cached_repository() / "refs")
    for folder in cached_snapshots():
        found.append(_examined(folder, folder.name, tuple(refs.get(folder.name, ()))))
    return tuple(found)


def unfinished_size() -> int:
    """Bytes of broken downloads that wait in the Hugging Face cache to be taken up again."""
    partial = (cached_repository() / "blobs").glob("*.incomplete")
    return sum(path.stat().st_size for path in partial)


def _examined(folder: Path, revision: str, refs: tuple[str, ...]) -> Installed:
    missing = _missing(folder)
    missing_llm = tuple(name for name in _missing(folder, llm=True) if name not in missing)
    return Installed(folder, revision, refs, _size(folder), missing, missing_llm)


def _missing(folder: Path, llm: bool = False) -> tuple[str, ...]:
    try:
        return missing_files(folder, llm)
    except RunError as error:  # an index that cannot be read, or a shard that is not there
        return (error.message,)


def _size(folder: Path) -> int:
    files = {path.resolve() for path in folder.rglob("*") if path.is_file()}
    return sum(path.stat().st_size for path in files)


def _refs(folder: Path) -> dict[str, list[str]]:
    """The cache's folder of branch names → the branches by commit."""
    named: dict[str, list[str]] = {}
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        commit = path.read_text(encoding="utf-8").strip()
        named.setdefault(commit, []).append(path.relative_to(folder).as_posix())
    return named


@dataclass(frozen=True, slots=True)
class Removal:
    """What `remove` would delete from the Hugging Face cache: revisions, and bytes that this frees."""

    revisions: tuple[str, ...]
    freed: int
    strategy: Any


def plan_removal() -> Removal:
    """Every revision of the released checkpoint in the Hugging Face cache → what deleting them frees.

    A folder that MANGA_DIFFSENSEI names is the user's own and never part of it. Raises RunError where nothing
    is cached, or where huggingface_hub cannot make sense of the cache.
    """
    require_package()
    from huggingface_hub import scan_cache_dir

    repository = cached_repository()
    if not repository.is_dir():
        raise RunError(f"no DiffSensei checkpoint lies in {repository.parent}", _own_folder())
    (repository / "snapshots").mkdir(exist_ok=True)
    cache = scan_cache_dir(repository.parent)
    found = next((repo for repo in cache.repos if repo.repo_path.name == repository.name), None)
    if found is None:
        said = [str(warning) for warning in cache.warnings if repository.name in str(warning)]
        raise RunError(
            f"{repository} is damaged: {said[0] if said else 'it cannot be read'}",
            "delete that folder by hand, then fetch the checkpoint again if you need it",
        )
    revisions = tuple(sorted(revision.commit_hash for revision in found.revisions))
    # A copy of the repository under another name has the same commits: nothing but this one may be found.
    strategy = replace(cache, repos=frozenset({found})).delete_revisions(*revisions)
    return Removal(revisions, strategy.expected_freed_size + unfinished_size(), strategy)


def remove(removal: Removal) -> None:
    """Deletes what was planned, broken downloads too. Raises RunError naming what could not be deleted."""
    removal.strategy.execute()
    repository = cached_repository()
    left = [*(repository / "blobs").glob("*.incomplete"), *(repository / "snapshots").glob("*")]
    for path in left:
        if path.suffix != ".incomplete":
            raise RunError(f"{path} could not be deleted", "delete it by hand")
        path.unlink()


def _own_folder() -> str:
    pointed = os.environ.get(ENVIRONMENT)
    return f"{pointed}, which {ENVIRONMENT} names, is yours: delete it by hand" if pointed else ""
