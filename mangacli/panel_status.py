"""What a run would find of a story's panels: which pictures are there, which are not any more, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from mangacli.cache.journal import Journal
from mangacli.cache.pins import Pins
from mangacli.errors import RunError
from mangacli.generate.kept_artist import KeptArtist
from mangacli.generate.panel_cache import PanelCache
from mangacli.generate.panel_key import PanelKey, differences
from mangacli.pipeline import PlacedStory, place, plan
from mangacli.run_options import RenderOptions, art_cache, output_folder

State = Literal["fresh", "stale", "missing"]


@dataclass(frozen=True, slots=True)
class PanelStatus:
    """A panel's picture: `fresh` is kept and will be used, `stale` was drawn from another request, `missing`
    was never drawn (or is kept no longer).

    `changed` are the fields of the request that differ from the last run's, `failure` is why the last run
    could not draw it; a `pinned` picture is never pruned.
    """

    page: int
    panel: str
    state: State
    key: str
    changed: tuple[str, ...] = ()
    pinned: bool = False
    failure: str = ""


def status(path: Path, options: RenderOptions) -> tuple[PanelStatus, ...]:
    """A story's file → the status of each panel, in order. Raises what `place` raises; draws nothing."""
    cache = art_cache(options)
    if cache is None:
        raise RunError("without a cache nothing is kept between runs", "leave out --no-cache")
    return tuple(_statuses(place(path, options), options, cache))


def _statuses(placed: PlacedStory, options: RenderOptions, cache: Path) -> Iterator[PanelStatus]:
    pictures = PanelCache(cache)
    artist = KeptArtist(placed.choice.artist(), pictures)
    past = Journal(cache, output_folder(placed.file.path, options.output)).past()
    pinned = Pins(cache).pinned()
    for page in placed.pages:
        for panel, request in zip(page.panels, plan(page, placed, options), strict=True):
            key, name = artist.key(request), panel.frame.name
            state, changed = _compared(key, past.keys.get(name), pictures)
            yield PanelStatus(
                page.frame.number,
                panel.frame.id,
                state,
                key.digest,
                changed,
                key.digest in pinned,
                past.failures.get(name, ""),
            )


def _compared(key: PanelKey, last: str | None, cache: PanelCache) -> tuple[State, tuple[str, ...]]:
    """A panel's key and the digest of its last one → its state, and what changed since."""
    if cache.get(key) is not None:
        return "fresh", ()
    before = None if last is None or last == key.digest else cache.description(last)
    if before is None:
        return "missing", ()
    return "stale", differences(before, key.description)
