"""`manga.toml`: what holds for all stories of a folder and the folders in it.

[check]
ignore = ["orphan-word"]
levels = { wordy-balloon = "error" }
balloon_words = 30
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from mangacli.errors import UsageError
from mangacli.story.judging import require_rules
from mangacli.story.models import Judging

NAME = "manga.toml"
MOST_BYTES = 1_000_000


def judging_for(folder: Path) -> Judging:
    """A story's folder → what the nearest `manga.toml`, there or in a folder above, says of judging.

    Raises UsageError where the file cannot be read or says something else than is known.
    """
    path = next((home / NAME for home in _upward(folder) if (home / NAME).is_file()), None)
    if path is None:
        return Judging()
    content = _read(path)
    unknown = sorted(content.keys() - {"check"})
    if unknown:
        raise UsageError(f"{path}: unknown table or key {', '.join(unknown)}", "known is [check]")
    try:
        judging = Judging.model_validate(content.get("check", {}))
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(map(str, ("check", *first["loc"])))
        raise UsageError(
            f"{path}: {key}: {first['msg']}", f"keys of [check]: {', '.join(Judging.model_fields)}"
        ) from error
    require_rules((*judging.ignore, *judging.levels), str(path))
    return judging


def _upward(folder: Path) -> list[Path]:
    home = folder.resolve()
    return [home, *home.parents]


def _read(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UsageError(
                f"{path} is too large for a settings file", f"at most {MOST_BYTES} bytes are read"
            )
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except RecursionError as error:
        raise UsageError(f"{path} cannot be read: values lie too deep in one another", "mend it") from error
    except (OSError, ValueError) as error:  # broken TOML and broken UTF-8 are ValueErrors
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise UsageError(f"{path} cannot be read: {reason}", "mend or remove it") from error
