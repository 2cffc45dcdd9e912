"""An artist with a cache at hand: what is kept is taken from there, the rest is drawn and kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mangacli.errors import MangaError
from mangacli.generate.base import Drawn, Generator, PanelArt, PanelProgress, PanelRequest
from mangacli.generate.panel_cache import PanelCache, require_unchanged
from mangacli.generate.panel_key import PanelKey, panel_key


class KeptArtist:
    """Hands out the same pictures as `artist`; `cache` None keeps nothing."""

    def __init__(self, artist: Generator, cache: PanelCache | None) -> None:
        self.artist = artist
        self.cache = cache
        self._made_by: str | None = None

    @property
    def panels_at_once(self) -> int:
        """As the artist's own; asking loads a model."""
        return self.artist.panels_at_once

    def key(self, request: PanelRequest) -> PanelKey:
        """A request → the key of its picture."""
        if self._made_by is None:
            self._made_by = self.artist.made_by
        return panel_key(self.artist.seen(request), self._made_by)

    def missing(self, requests: Sequence[PanelRequest]) -> int:
        """How many of the requests have to be drawn."""
        if self.cache is None:
            return len(requests)
        return sum(not self.cache.holds(self.key(request)) for request in requests)

    def draw_all(self, requests: Sequence[PanelRequest], progress: PanelProgress) -> Iterator[Drawn]:
        """Requests → each with its picture or its error: first what is kept, then what is drawn."""
        cache = self.cache
        if cache is None:
            yield from self._drawn(requests, progress)
            return
        missing: list[PanelRequest] = []
        for request in requests:
            art = cache.get(self.key(request))
            if art is None:
                missing.append(request)
            else:
                yield request, art
        for request, result in self._drawn(missing, progress) if missing else ():
            yield request, result if isinstance(result, MangaError) else self._kept(request, result, cache)

    def _drawn(self, requests: Sequence[PanelRequest], progress: PanelProgress) -> Iterator[Drawn]:
        """What the artist makes of what it sees of the requests."""
        asked = {request.panel: request for request in requests}
        for seen, result in self.artist.draw_all([self.artist.seen(each) for each in requests], progress):
            yield asked[seen.panel], result

    def _kept(self, request: PanelRequest, art: PanelArt, cache: PanelCache) -> PanelArt | MangaError:
        try:
            require_unchanged(self.artist.seen(request))
        except MangaError as error:
            return error
        cache.put(self.key(request), art)
        return art
