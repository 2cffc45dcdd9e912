"""What a worker is given to do: draw some panels, finish a page. It can be sent to another process."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing.reduction import ForkingPickler
from typing import Protocol

from mangacli.compose import compose
from mangacli.errors import Finding, MangaError, RunError
from mangacli.export.pdf_page import paint_page
from mangacli.export.placed_art import place_arts
from mangacli.export.png import write_png
from mangacli.generate.base import PanelArt, PanelRequest
from mangacli.generate.kept_artist import KeptArtist
from mangacli.overlay import overlaid
from mangacli.page_stack import packed_page
from mangacli.placed import PageLayout
from mangacli.workers.jobs import FinishedPage, PageJob, Tell

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Begun:
    """A panel is being drawn; should the worker die now, it may be the panel that kills it."""

    panel: str


@dataclass(frozen=True, slots=True)
class Step:
    """A panel's picture is `done` of `total` steps finished."""

    panel: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """A panel's picture is kept, or (`error`) there is none."""

    panel: str
    error: MangaError | None = None


@dataclass(frozen=True, slots=True)
class DrawPanels:
    """Panels to be drawn, together where the artist gains by that. Their pictures go to the cache."""

    requests: tuple[PanelRequest, ...]

    def do(self, artist: KeptArtist, tell: Tell) -> None:
        """Draws, telling `Begun`, `Step` and `Drawn` of each panel."""
        together = len(self.requests) > 1 and artist.panels_at_once > 1
        for batch in (self.requests,) if together else ((request,) for request in self.requests):
            for request in batch:
                tell(Begun(request.panel))
            _draw(batch, artist, tell)


def _draw(batch: tuple[PanelRequest, ...], artist: KeptArtist, tell: Tell) -> None:
    waiting = {request.panel for request in batch}
    try:
        for request, result in artist.draw_all(batch, lambda *step: tell(Step(*step))):
            waiting.discard(request.panel)
            tell(Drawn(request.panel, result if isinstance(result, MangaError) else None))
    except MangaError as error:  # of the artist as such: it says the same of every panel
        for panel in sorted(waiting):
            tell(Drawn(panel, error))
    except Exception as error:
        log.error("a mistake of the program, not of the story:\n%s", traceback.format_exc().rstrip())
        for panel in sorted(waiting):
            tell(Drawn(panel, mistake(error)))


@dataclass(frozen=True, slots=True)
class Lacking:
    """A page that cannot be finished: pictures that were kept are damaged, or somebody has removed them."""

    number: int
    panels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FinishPage:
    """A page whose panels are drawn, to be composed and written; `errors` of those that could not be."""

    job: PageJob
    errors: Mapping[str, MangaError]

    def do(self, artist: KeptArtist, tell: Tell) -> FinishedPage | Lacking:
        """Composes and writes the page."""
        job, number = self.job, self.job.page.frame.number
        try:
            pictures = [(request.panel, self._art(request, artist)) for request in job.requests]
            art = {panel: picture for panel, picture in pictures if picture is not None}
            if len(art) < len(pictures):
                return Lacking(number, tuple(panel for panel, picture in pictures if picture is None))
            drawing = compose(job.page, art)
            if job.overlay:
                drawing = overlaid(drawing, job.page)
            arts = place_arts(drawing, drawing.dpi, job.screen)
            sha256 = ""
            if job.png is not None:
                sha256 = write_png(
                    drawing, job.png, publication=job.publication, screen=job.screen, arts=arts
                )
            painted = paint_page(drawing, drawing.dpi, job.screen, arts) if job.for_pdf else None
        except MangaError as error:
            return FinishedPage(number, None, None, reason_of(error))
        except Exception as error:
            log.error("a mistake of the program, not of the story:\n%s", traceback.format_exc().rstrip())
            return FinishedPage(number, None, None, reason_of(mistake(error)))
        panels = zip(job.page.panels, job.requests, strict=True)
        keys = tuple((r.panel, panel.frame.name, artist.key(r).digest) for panel, r in panels)
        return FinishedPage(number, job.png, painted, sha256=sha256, panels=keys)

    def _art(self, request: PanelRequest, artist: KeptArtist) -> PanelArt | None:
        error = self.errors.get(request.panel)
        if error is not None:
            raise RunError(f"panel {request.panel}: {error.message}", error.hint) from error
        return artist.picture(request)


class Places(Protocol):
    """Whoever knows how to place a story's pages; can be sent to another process."""

    def judged_page(self, index: int) -> tuple[PageLayout, tuple[Finding, ...]]:
        """A page's index → the page, and what is to be said of it."""
        ...


@dataclass(frozen=True, slots=True)
class PlacedPage:
    """A page that was placed, packed as it is put down on the disk, and what is to be said of it."""

    number: int
    panels: int
    packed: bytes
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class PlacePage:
    """A page to be placed. `places` is packed: it holds the whole story, and is unpacked once a worker."""

    places: bytes
    index: int

    def do(self, artist: KeptArtist, tell: Tell) -> PlacedPage:
        """Places the page."""
        page, findings = _unpacked(self.places).judged_page(self.index)
        return PlacedPage(page.frame.number, len(page.panels), packed_page(page), findings)


@lru_cache(maxsize=1)
def _unpacked(places: bytes) -> Places:
    unpacked: Places = ForkingPickler.loads(places)
    return unpacked


Task = DrawPanels | FinishPage | PlacePage
Result = FinishedPage | Lacking | PlacedPage | None
"""What comes out of a task."""


def mistake(error: Exception) -> RunError:
    """An exception that nobody meant → the error of the panel or page at which it happened."""
    said = str(error).strip().partition("\n")[0]
    return RunError(
        f"{type(error).__name__}{': ' if said else ''}{said}",
        "this is a mistake in mangacli: please report it",
    )


def reason_of(error: MangaError) -> str:
    """An error → what is wrong and what to do about it, in one line."""
    return f"{error.message} ({error.hint})" if error.hint else error.message
