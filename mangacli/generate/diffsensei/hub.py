"""What the Hugging Face hub offers of DiffSensei: the files of one revision, their sizes, the licence.

The hub is asked through the package huggingface_hub, so HF_ENDPOINT (a mirror), HF_TOKEN and the stored
login, HF_HUB_OFFLINE and the proxies of the environment mean what that package's users expect. No torch.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from mangacli.errors import RunError, UsageError
from mangacli.generate.diffsensei.checkpoint import REPOSITORY

REVISION = "d862c11da74705eab282f6543ede76be9331c586"
"""The commit that is fetched where none is asked for: the tip of `main` as the hub's own page showed it (nine
commits, 71.1 GB in all). A commit's files never change; `--revision main` fetches what came after it."""

PROVENANCE = (
    "Trained on MangaZero, 43,264 pages of published manga found through MangaDex (arXiv:2412.07589). Its",
    "makers give the pages' addresses only: the pictures, they write, cannot be shared for licence reasons.",
    "The model grew from SDXL and IP-Adapter, its language model from SEED-X (LLaMA 2), each under a licence",
    "of its own. Whether what it draws may be published, and where, is yours to judge.",
)

AGAIN = "run the same command again: it goes on where it broke off"

_REVISION = re.compile(r"[\w-][\w.-]*(/[\w-][\w.-]*)*")
_DIGEST = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?")
_LONG_DIGEST = 64


@dataclass(frozen=True, slots=True)
class HubFile:
    """A file of the repository: path within it, bytes, and the digest that names it in the cache.

    `digest` is the SHA-256 of a large file's content, or git's SHA-1 of a small one.
    """

    path: str
    size: int
    digest: str

    @property
    def part(self) -> str:
        """The checkpoint's part that it belongs to: `image_generator`, `mllm`, or empty."""
        return self.path.partition("/")[0] if "/" in self.path else ""

    @property
    def large(self) -> bool:
        """Whether the digest is a SHA-256 of the content."""
        return len(self.digest) == _LONG_DIGEST


@dataclass(frozen=True, slots=True)
class Release:
    """What the hub holds at one commit; `revision` is the name by which it was asked for."""

    revision: str
    commit: str
    licence: str | None
    files: tuple[HubFile, ...]

    def wanted(self, llm: bool) -> tuple[HubFile, ...]:
        """The files that drawing needs, by path; the language model's only with `llm`."""
        parts = ("image_generator", "mllm") if llm else ("image_generator",)
        return tuple(f for f in self.files if f.part in parts or f.path == "model_config.json")

    def size(self, part: str) -> int:
        """Bytes of one part."""
        return sum(file.size for file in self.files if file.part == part)


def look_up(revision: str = REVISION) -> Release:
    """A branch, tag or commit → what the hub holds there, files by path.

    Raises RunError where the hub cannot be asked or does not let us in, UsageError where the revision cannot
    be one.
    """
    if not _REVISION.fullmatch(revision) or ".." in revision:
        raise UsageError(f'"{revision}" is no revision', "give a commit, a branch or a tag: --revision main")
    require_package()
    from huggingface_hub import HfApi

    hub = HfApi(endpoint=endpoint())
    try:
        with told_plainly(revision):
            info = hub.model_info(REPOSITORY, revision=revision, files_metadata=True, timeout=30)
        files = tuple(sorted((_file(each) for each in info.siblings or ()), key=lambda file: file.path))
        return Release(revision, _digest(info.sha), _licence(info), files)
    except (ValueError, TypeError, KeyError, AttributeError) as error:  # no JSON, or it says something else
        raise RunError(
            f"{endpoint()} does not answer as a Hugging Face hub: {_reason(error)}",
            "look at HF_ENDPOINT and the network",
        ) from error


def require_package() -> None:
    """Raises RunError with the command that installs it where huggingface_hub is missing or too old."""
    from mangacli.generate.diffsensei.engine import INSTALL

    try:
        import httpx2
        import huggingface_hub
    except ModuleNotFoundError as error:
        if error.name not in {"httpx2", "huggingface_hub"}:
            raise
        raise RunError(
            f"downloading needs the package {error.name}, which is not installed", f"{INSTALL} --upgrade"
        ) from error
    del httpx2, huggingface_hub


def endpoint() -> str:
    """The hub's address: HF_ENDPOINT, else the public hub."""
    from huggingface_hub import constants

    return (os.environ.get("HF_ENDPOINT") or constants.ENDPOINT).rstrip("/")


@contextmanager
def told_plainly(what: str) -> Iterator[None]:
    """Turns all that can go wrong between here and the hub into a RunError that says what mends it.

    `what` is the revision or file that is asked for.
    """
    import httpx2
    from huggingface_hub.errors import HfHubHTTPError, OfflineModeIsEnabled

    try:
        yield
    except OfflineModeIsEnabled as error:
        raise RunError(
            "the hub cannot be asked: HF_HUB_OFFLINE is set", "unset HF_HUB_OFFLINE and run the command again"
        ) from error
    except HfHubHTTPError as error:
        raise _refused(error, what) from error
    except (httpx2.InvalidURL, httpx2.UnsupportedProtocol) as error:
        raise RunError(f"{endpoint()} is no address of a hub: {error}", "set HF_ENDPOINT right") from error
    except httpx2.HTTPError as error:
        raise RunError(
            f"cannot reach the hub at {endpoint()}: {_reason(error)}",
            f"look after the network (HF_ENDPOINT may name a mirror), then {AGAIN}",
        ) from error
    except OSError as error:
        raise _disk(error) from error


def _refused(error: Any, what: str) -> RunError:
    """The hub's refusal (an HfHubHTTPError) → the error that says what mends it."""
    from huggingface_hub.errors import (
        EntryNotFoundError,
        GatedRepoError,
        RepositoryNotFoundError,
        RevisionNotFoundError,
    )

    page = f"{endpoint()}/{REPOSITORY}"
    log_in = "log in with: hf auth login (or set HF_TOKEN)"
    status = error.response.status_code
    if isinstance(error, GatedRepoError):
        return RunError(
            f"{page} is open only to those who were let in", f"ask there to be let in, then {log_in}"
        )
    if isinstance(error, RevisionNotFoundError):
        return RunError(f"{page} has no revision {what}", "manga models pull diffsensei --revision main")
    if isinstance(error, EntryNotFoundError):
        return RunError(f"{page} has no file {what}", "manga models pull diffsensei --revision main")
    if status == 401:
        return RunError(f"{endpoint()} wants to know who asks for {REPOSITORY}, or does not have it", log_in)
    if status == 403:
        return RunError(
            f"{endpoint()} forbids the download of {what}", f"{log_in}, with a token that may read"
        )
    if isinstance(error, RepositoryNotFoundError) or status == 404:
        return RunError(f"{endpoint()} has no {REPOSITORY}", "look at HF_ENDPOINT: it may name another hub")
    said = error.server_message or error.response.reason_phrase or "no reason given"
    return RunError(
        f"{endpoint()} answers {status} ({said}) when asked for {what}", f"wait a little, then {AGAIN}"
    )


def _disk(error: OSError) -> RunError:
    place = f" {error.filename}" if error.filename else ""
    if error.errno == errno.ENOSPC:
        return RunError("the disk is full", f"make room, or set HF_HUB_CACHE to another disk; then {AGAIN}")
    return RunError(
        f"cannot write{place}: {error.strerror or error}", "set HF_HUB_CACHE to a folder that can be written"
    )


def _file(sibling: Any) -> HubFile:
    """What the hub tells of a file → the same, checked. Raises ValueError where something is missing."""
    path = PurePosixPath(sibling.rfilename)
    if path.is_absolute() or ".." in path.parts or "\\" in sibling.rfilename:
        raise ValueError(f"it names a file outside the repository, {sibling.rfilename}")
    size = sibling.lfs.size if sibling.lfs else sibling.size
    if not isinstance(size, int) or size < 0:
        raise ValueError(f"it does not tell the size of {sibling.rfilename}")
    return HubFile(sibling.rfilename, size, _digest(sibling.lfs.sha256 if sibling.lfs else sibling.blob_id))


def _digest(text: object) -> str:
    if not isinstance(text, str) or not _DIGEST.fullmatch(text):
        raise ValueError(f"it gives {str(text)[:80]} for a digest")
    return text


def _licence(info: Any) -> str | None:
    """The licence's name as the model's card gives it, or the tag that the hub made of it."""
    named = getattr(info.card_data, "license", None)
    tagged = (tag.partition(":")[2] for tag in info.tags or () if tag.startswith("license:"))
    return str(named) if named else next(tagged, None)


def _reason(error: BaseException) -> str:
    return str(error).split("\n", 1)[0] or type(error).__name__
