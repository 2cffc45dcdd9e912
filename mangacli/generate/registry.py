"""Who can draw: the artists by name, the one drawn with where none is named, and how to get one.

Adding an artist is one file and one line in `_LOADERS`; the real model alone takes options. Nothing heavy is
imported before it is asked for.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from mangacli.errors import MangaError, RunError, UsageError
from mangacli.generate.base import Generator, SizeLimits, made_by_program
from mangacli.generate.engine_options import AS_IT_COMES, EngineOptions

REAL_MODEL = "diffsensei"


def names() -> tuple[str, ...]:
    """Every artist's name, the real model first."""
    return (REAL_MODEL, *_LOADERS)


def default() -> str:
    """The artist that draws where none is named: diffsensei where it can run, else draft."""
    return "diffsensei" if _checkpoint() and not missing_packages() else "draft"


def reason_for_default() -> str:
    """Why `default` is what it is, in words for the author."""
    checkpoint, missing = _checkpoint(), missing_packages()
    if checkpoint is None:
        return "no DiffSensei checkpoint is installed"
    if missing:
        return f"a DiffSensei checkpoint lies in {checkpoint}, but {', '.join(missing)} cannot be imported"
    return f"a DiffSensei checkpoint lies in {checkpoint}"


def missing_packages() -> tuple[str, ...]:
    """The packages of the extra `diffsensei` that are not installed."""
    from mangacli.generate.diffsensei.engine import EXTRA

    return tuple(package for package in EXTRA if find_spec(package) is None)


def artist(name: str, options: EngineOptions = AS_IT_COMES) -> Generator:
    """An artist's name, or the folder of a DiffSensei checkpoint → the artist.

    Raises UsageError for a name that nobody has, RunError where diffsensei is asked for and cannot run here.
    """
    loader = _LOADERS.get(name)
    if loader is not None:
        return loader()
    if name == REAL_MODEL or Path(name).expanduser().is_dir():
        return _diffsensei(name, options)
    raise unknown_artist(name)


def made_by(name: str, options: EngineOptions = AS_IT_COMES) -> str:
    """As `artist(name, options).made_by`, but without loading those that are part of the program."""
    return made_by_program(name) if name in _LOADERS else artist(name, options).made_by


def size_limits(name: str) -> SizeLimits:
    """An artist's name, or a checkpoint's folder → the sizes that it draws; no model need be installed."""
    if name in _LOADERS:
        return SizeLimits()
    from mangacli.generate.diffsensei.checkpoint import find_checkpoint
    from mangacli.generate.diffsensei.checkpoint_limits import picture_limits

    try:
        checkpoint = find_checkpoint(name)
    except RunError:  # whoever wants to draw with it is told why not; others reckon with the released model
        return SizeLimits()
    return SizeLimits() if checkpoint is None else picture_limits(checkpoint)


def unknown_artist(name: str) -> MangaError:
    """The error for a name that nobody has: which names there are and which is close; or a missing folder."""
    if "/" in name or "\\" in name:
        return RunError(
            f'there is no folder "{name}"',
            "--model takes an artist's name or a checkpoint's folder; get one: manga models pull diffsensei",
        )
    close = difflib.get_close_matches(name.lower(), names(), n=1)
    advice = f'did you mean "{close[0]}"? ' if close else ""
    return UsageError(f'there is no artist "{name}"', f"{advice}known are {', '.join(names())}")


def require_model(name: str, llm: bool = False) -> Path:
    """`diffsensei` or a folder → the checkpoint, checked to be there and its packages to be installed.

    With `llm` its language model must be there too. Raises RunError with the command that mends it.
    """
    from mangacli.generate.diffsensei.checkpoint import find_checkpoint, require_files
    from mangacli.generate.diffsensei.engine import INSTALL

    missing = missing_packages()
    if missing:
        raise RunError(
            f"DiffSensei needs packages that are not installed: {', '.join(missing)}",
            f"{INSTALL}, or draw without a model: --model draft",
        )
    checkpoint = find_checkpoint(name)
    if checkpoint is None:
        raise AssertionError("a checkpoint asked for by name is found, or the search says why not")
    require_files(checkpoint, llm)
    return checkpoint


def _checkpoint() -> Path | None:
    from mangacli.generate.diffsensei.checkpoint import find_checkpoint

    return find_checkpoint()


def _diffsensei(name: str, options: EngineOptions) -> Generator:
    from mangacli.generate.diffsensei.engine import DiffSenseiArtist

    return DiffSenseiArtist(require_model(name, options.llm), options)


def _draft() -> Generator:
    from mangacli.generate.draft.artist import DraftArtist

    return DraftArtist()


def _blank() -> Generator:
    from mangacli.generate.blank import BlankArtist

    return BlankArtist()


_LOADERS: dict[str, Callable[[], Generator]] = {
    "draft": _draft,
    "blank": _blank,
}
