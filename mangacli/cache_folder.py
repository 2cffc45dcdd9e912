"""Where things lie that are kept between runs and can be made again at any time."""

from __future__ import annotations

import os
from pathlib import Path

from mangacli.errors import RunError

ENVIRONMENT = "MANGA_CACHE"


def cache_folder(kind: str) -> Path:
    """A kind of things (`features`) → the folder that keeps them; it need not be there yet.

    It lies in the folder that MANGA_CACHE names, else in `mangacli` in the user's cache folder
    (XDG_CACHE_HOME, else ~/.cache; XDG Base Directory Specification 0.8, by which a relative path there does
    not count). Raises RunError where there is no home folder.
    """
    named = os.environ.get(ENVIRONMENT)
    caches = os.environ.get("XDG_CACHE_HOME", "")
    try:
        if named:
            return Path(named).expanduser().absolute() / kind
        shared = Path(caches) if Path(caches).is_absolute() else Path.home() / ".cache"
    except RuntimeError as error:
        raise RunError(f"no folder for caches: {error}", f"let {ENVIRONMENT} name one") from error
    return shared / "mangacli" / kind
