"""Fetches the files of a release into the Hugging Face cache; what broke off is taken up again.

The cache keeps the layout that huggingface_hub documents: `blobs/<digest>` holds the bytes, a snapshot's
folder links to them, `refs/<branch>` names a commit. That package (2.4) forgets a file that was not
finished when the program ended, which is dear for a UNet of 11 GiB; so the bytes are received here, kept in
`blobs/<digest>.incomplete`, and checked against the hub's digest. Needs no torch.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mangacli.atomic_file import write_whole
from mangacli.errors import RunError
from mangacli.generate.diffsensei.checkpoint import (
    REPOSITORY,
    cached_repository,
    missing_files,
    shorten,
)
from mangacli.generate.diffsensei.hub import AGAIN, HubFile, Release, endpoint, told_plainly

WAITS = (1.0, 2.0, 4.0, 8.0)
"""Seconds before each new try after a download that broke off without a new byte."""

LOCK_WAIT = 3.0
"""Seconds to wait for another program that fetches the same file."""

PASSING = (408, 429, 500, 502, 503, 504)
"""Answers of a busy hub; the same request may succeed a little later."""

Received = Callable[[str, int], None]
"""Called with (path of the file, bytes that just came; negative where some are thrown away)."""


@dataclass(frozen=True, slots=True)
class Download:
    """What is to be fetched of a release, and into which repository folder of the cache.

    `files` are all that are wanted, `missing` those of them that are not in the cache with their right
    size, `begun` the bytes of these that an earlier download left, `free` the bytes free on the cache's disk.
    """

    release: Release
    llm: bool
    repository: Path
    files: tuple[HubFile, ...]
    missing: tuple[HubFile, ...]
    begun: int
    free: int

    @property
    def snapshot(self) -> Path:
        """The checkpoint's folder once it is fetched."""
        return self.repository / "snapshots" / self.release.commit

    @property
    def size(self) -> int:
        """Bytes that are still to come."""
        return sum({file.digest: file.size for file in self.missing}.values()) - self.begun


def plan_download(release: Release, llm: bool) -> Download:
    """A release → what is still to be fetched of it."""
    repository = cached_repository()
    files = release.wanted(llm)
    snapshot = repository / "snapshots" / release.commit
    missing = tuple(f for f in files if not _is_there(f, repository, snapshot))
    partial = {file.digest: min(_size(_partial(repository, file)), file.size) for file in missing}
    return Download(release, llm, repository, files, missing, sum(partial.values()), _free(repository))


def require_space(download: Download) -> None:
    """Raises RunError with the numbers where the cache's disk has too little room for what is to come."""
    if download.size > download.free:
        raise RunError(
            f"{download.size / 2**30:.1f} GiB are to come, "
            f"but {download.repository.parent} has {download.free / 2**30:.1f} GiB free",
            "make room, or set HF_HUB_CACHE to a folder on another disk",
        )


def fetch(download: Download, received: Received) -> Path:
    """Fetches what is missing and links all of it → the checkpoint's folder, complete.

    Raises RunError where a file cannot be fetched or is not what the hub said it is; what has arrived stays
    and the next call goes on from there.
    """
    with told_plainly(download.release.revision):
        download.snapshot.mkdir(parents=True, exist_ok=True)
        (download.repository / "blobs").mkdir(exist_ok=True)
    for file in download.files:
        with told_plainly(file.path):
            if not _is_there(file, download.repository, download.snapshot):
                _fetch_file(download, file, received)
            _link(download.snapshot / file.path, download.repository / "blobs" / file.digest)
    _name_revision(download)
    left = plan_download(download.release, download.llm).missing
    if left:
        raise RunError(f"{left[0].path} did not reach its place in {download.snapshot}", AGAIN)
    lacking = missing_files(download.snapshot, download.llm)
    if lacking:
        raise RunError(
            f"commit {download.release.commit} of the hub itself lacks {shorten(lacking)}",
            "try another: manga models pull diffsensei --revision main",
        )
    return download.snapshot


def already_here(revision: str, llm: bool) -> Path | None:
    """A revision → its folder in the cache, or None where files are missing (sizes are not looked at)."""
    repository = cached_repository()
    ref = repository / "refs" / revision
    commit = ref.read_text(encoding="utf-8").strip() if ref.is_file() else revision
    snapshot = repository / "snapshots" / commit
    return snapshot if snapshot.is_dir() and not missing_files(snapshot, llm) else None


def _fetch_file(download: Download, file: HubFile, received: Received) -> None:
    blob = download.repository / "blobs" / file.digest
    partial = _partial(download.repository, file)
    with _locked(download.repository, file):
        if _is_there(file, download.repository, download.snapshot):
            return  # another program fetched it while this one waited
        _discard(download.snapshot / file.path, blob)
        if not partial.is_file() or _size(partial) < file.size:
            _receive_patiently(download, file, partial, received)
        if _digest(partial, file) != file.digest:
            partial.unlink()
            raise RunError(
                f"{file.path} arrived damaged: it is not the file that the hub describes",
                "run the same command again; if it happens twice, the hub or the mirror holds a bad copy",
            )
        partial.replace(blob)


def _receive_patiently(download: Download, file: HubFile, partial: Path, received: Received) -> None:
    """Receives until the file is whole; a connection that breaks is opened again where it broke."""
    tries = 0
    while tries <= len(WAITS):
        if tries:
            time.sleep(WAITS[tries - 1])
        before = _size(partial)
        broken = _receive(download, file, partial, received)
        arrived = _size(partial)
        if not broken and arrived == file.size:
            return
        tries = 1 if arrived > before else tries + 1
    raise RunError(
        f"the download of {file.path} broke off after {arrived:,} of {file.size:,} bytes: {broken}", AGAIN
    )


def _receive(download: Download, file: HubFile, partial: Path, received: Received) -> str:
    """Asks once for what a file lacks and appends it to the partial copy → why it broke off, or empty."""
    import httpx2
    from huggingface_hub import constants, get_session, hf_hub_url, hf_raise_for_status
    from huggingface_hub.utils import build_hf_headers  # type: ignore[attr-defined]

    start = _size(partial)
    address = hf_hub_url(REPOSITORY, file.path, revision=download.release.commit, endpoint=endpoint())
    headers = build_hf_headers() | {"Accept-Encoding": "identity"}
    if start:
        headers["Range"] = f"bytes={start}-"
    try:
        with get_session().stream(
            "GET", address, headers=headers, timeout=constants.HF_HUB_DOWNLOAD_TIMEOUT
        ) as response:
            if response.status_code in PASSING:
                return f"the hub answers {response.status_code}"
            hf_raise_for_status(response)
            _keep(response, file, partial, received)
    except (httpx2.TimeoutException, httpx2.NetworkError, httpx2.RemoteProtocolError) as error:
        return str(error) or type(error).__name__
    return "" if _size(partial) == file.size else "the connection was closed"


def _keep(response: Any, file: HubFile, partial: Path, received: Received) -> None:
    """Appends the body of an answer (206: what was missing; 200: all of it) to the partial copy."""
    start = _size(partial)
    if start and response.status_code != 206:
        received(file.path, -start)
        start = 0
    announced = response.headers.get("Content-Length")
    if announced is not None and start + int(announced) != file.size:
        raise _wrong_size(file, f"{start + int(announced):,}")
    with partial.open("ab" if start else "wb") as out:
        for piece in response.iter_bytes():
            start += len(piece)
            if start > file.size:
                raise _wrong_size(file, "more")
            out.write(piece)
            received(file.path, len(piece))


def _wrong_size(file: HubFile, size: str) -> RunError:
    return RunError(
        f"{file.path} has the wrong size: the hub said {file.size:,} bytes and sends {size}",
        "try again later, or another hub: HF_ENDPOINT may name a mirror that holds a bad copy",
    )


def _link(place: Path, blob: Path) -> None:
    """Lets a file of the snapshot lead to its bytes; where links are not to be had, puts the bytes there."""
    if place.exists():
        return
    place.unlink(missing_ok=True)  # a link whose bytes have gone
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        place.symlink_to(os.path.relpath(blob, place.parent))
    except OSError:  # Windows lets only some users make links; huggingface_hub does the same there
        blob.replace(place)


def _name_revision(download: Download) -> None:
    """Lets the branch or tag that was asked for name the commit."""
    release = download.release
    if release.revision != release.commit:
        write_whole(download.repository / "refs" / release.revision, release.commit.encode())


@contextmanager
def _locked(repository: Path, file: HubFile) -> Iterator[None]:
    """Keeps other programs, huggingface_hub's own downloads among them, from fetching the same file."""
    from filelock import Timeout
    from huggingface_hub.utils import WeakFileLock  # type: ignore[attr-defined]

    lock = repository.parent / ".locks" / repository.name / f"{file.digest}.lock"
    lock.parent.mkdir(parents=True, exist_ok=True)
    try:
        with WeakFileLock(lock, timeout=LOCK_WAIT):
            yield
    except Timeout as error:
        raise RunError(
            f"another program is fetching {file.path}", "wait until it is done, then run the command again"
        ) from error


def _is_there(file: HubFile, repository: Path, snapshot: Path) -> bool:
    """Whether the file, or the copy that another snapshot has, lies in the cache in its right size."""
    linked = snapshot / file.path
    copy = linked if linked.exists() else repository / "blobs" / file.digest
    return copy.is_file() and _size(copy) == file.size


def _partial(repository: Path, file: HubFile) -> Path:
    return repository / "blobs" / f"{file.digest}.incomplete"


def _discard(*paths: Path) -> None:
    for path in paths:
        path.unlink(missing_ok=True)


def _digest(path: Path, file: HubFile) -> str:
    """A file's SHA-256, or git's SHA-1 (which counts a heading with the size) where the hub gives that."""
    with path.open("rb") as content:
        if file.large:
            return hashlib.file_digest(content, "sha256").hexdigest()
        heading = f"blob {file.size}\0".encode()
        return hashlib.sha1(heading + content.read(), usedforsecurity=False).hexdigest()


def _size(path: Path) -> int:
    """Bytes of a file, 0 where there is none."""
    return path.stat().st_size if path.is_file() else 0


def _free(folder: Path) -> int:
    """Bytes free on the disk of a folder that need not be there yet."""
    place = folder.expanduser().absolute()
    while not place.exists():
        place = place.parent
    return shutil.disk_usage(place).free
