"""The panels' pictures, kept by all that decides them.

An entry is a PNG that any viewer shows; its text holds the request as JSON, who drew it and whether the
effects are in it. It is found by the digest of that request, so that a changed word, reference or weight
finds nothing old.
"""

from __future__ import annotations

import json
from pathlib import Path

from mangacli.cache.depot import Depot
from mangacli.errors import RunError
from mangacli.generate.base import PanelArt, PanelRequest, Reference
from mangacli.generate.grey_png import decode, encode, read_text
from mangacli.generate.panel_key import PanelKey

FOLDER = "panels"


class PanelCache:
    """Pictures in a cache's folder, which other processes and machines may use at the same time."""

    def __init__(self, cache: Path) -> None:
        self.depot = Depot(cache / FOLDER, ".png")

    def holds(self, key: PanelKey) -> bool:
        """Whether there is a picture by that key; reading it tells whether it is sound."""
        return self.depot.holds(key.digest)

    def get(self, key: PanelKey) -> PanelArt | None:
        """A key → its picture, verified; None where it has to be drawn."""
        kept = self.depot.read(key.digest)
        if kept is None:
            return None
        try:
            pixels, text = decode(kept)
            said = json.loads(text)
            if said["description"] == key.description:
                return PanelArt(pixels, said["artist"], said["effects_drawn"])
        except (ValueError, KeyError, TypeError):
            pass
        self.depot.set_aside(key.digest)
        return None

    def put(self, key: PanelKey, art: PanelArt) -> bool:
        """Keeps a picture by its key → whether that could be done."""
        said = {"description": key.description, "artist": art.artist, "effects_drawn": art.effects_drawn}
        return self.depot.write(key.digest, encode(art.pixels, json.dumps(said, ensure_ascii=False)))

    def description(self, digest: str) -> str | None:
        """A key's digest → the description of what was asked for; None where nothing sound is kept."""
        kept = self.depot.read(digest)
        try:
            return None if kept is None else str(json.loads(read_text(kept))["description"])
        except (ValueError, KeyError, TypeError):
            return None


def require_unchanged(request: PanelRequest) -> None:
    """Raises RunError where a file that the request names is not the one any more that it was planned with.

    A picture drawn after one file and kept under another's digest would lie to every later run.
    """
    for reference in request.files:
        if Reference.of(reference.path) != reference:
            raise RunError(f"{reference.path} changed while it was drawn after", "render again")
