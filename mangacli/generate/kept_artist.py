"""An artist with a cache at hand: what is kept is taken from there, the rest is drawn and kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mangacli.errors import MangaError, RunError
from mangacli.generate.base import Drawn, Generator, PanelArt, PanelProgress, PanelRequest
from mangacli.generate.panel_cache import PanelCache, require_unchanged
from mangacli.generate.panel_key import PanelKey, is_older, panel_key


class KeptArtist:
    """Draws what is in none of the `caches`, and keeps it in the first that takes it.

    The last of them is a run's own, for what the others cannot take.
    """

    def __init__(self, artist: Generator, *caches: PanelCache) -> None:
        self.artist = artist
        self.caches = caches
        self._made_by: str | None = None

    @property
    def panels_at_once(self) -> int:
        """As the artist's own; asking loads a model."""
        return self.artist.panels_at_once

    def key(self, request: PanelRequest) -> PanelKey:
        """A request → the key of its picture, or of the one that was picked if it is what is asked for."""
        if self._made_by is None:
            self._made_by = self.artist.made_by
        key = panel_key(self.artist.seen(request), self._made_by)
        return (self._picked(request.picked, key) if request.picked else None) or key

    def _picked(self, digest: str, key: PanelKey) -> PanelKey | None:
        """The key of a picked picture that the same artist of an older program drew; None for any other."""
        for cache in self.caches:
            described = cache.description(digest)
            if described is not None and is_older(described, key.description):
                return PanelKey(digest, described)
        return None

    def holds(self, request: PanelRequest) -> bool:
        """Whether there is a picture; reading it tells whether it is sound."""
        key = self.key(request)
        return any(cache.holds(key) for cache in self.caches)

    def picture(self, request: PanelRequest) -> PanelArt | None:
        """A request → its picture, verified; None where it has to be drawn."""
        key = self.key(request)
        return next((art for cache in self.caches if (art := cache.get(key)) is not None), None)

    def draw_all(self, requests: Sequence[PanelRequest], progress: PanelProgress) -> Iterator[Drawn]:
        """Requests → each with its picture or its error: first what is kept, then what is drawn."""
        missing: list[PanelRequest] = []
        for request in requests:
            art = self.picture(request)
            if art is None:
                missing.append(request)
            else:
                yield request, art
        if not missing:
            return
        asked = {request.panel: request for request in missing}
        for seen, result in self.artist.draw_all([self.artist.seen(each) for each in missing], progress):
            request = asked[seen.panel]
            yield request, result if isinstance(result, MangaError) else self._kept(request, result)

    def _kept(self, request: PanelRequest, art: PanelArt) -> PanelArt | MangaError:
        try:
            require_unchanged(self.artist.seen(request))
        except MangaError as error:
            return error
        if not any(cache.put(self.key(request), art) for cache in self.caches):
            return RunError("there is no room to keep its picture", "make room on the disk")
        return art
