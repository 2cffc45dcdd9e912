"""Pages finished by one process or several: drawn, composed, written as PNG, handed back in order."""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from mangacli.compose import compose
from mangacli.drawing import Publication
from mangacli.errors import MangaError, RunError
from mangacli.export.pdf_page import PaintedPage, paint_page
from mangacli.export.placed_art import place_arts
from mangacli.export.png import write_png
from mangacli.export.screening import Screen
from mangacli.generate.base import PanelArt, PanelRequest
from mangacli.generate.choice import Choice
from mangacli.generate.kept_artist import KeptArtist
from mangacli.generate.panel_cache import PanelCache
from mangacli.overlay import overlaid
from mangacli.placed import PageLayout


@dataclass(frozen=True, slots=True)
class PageJob:
    """All that one page needs to be finished. `png` is None where no PNG is wanted.

    `for_pdf` says whether it is to be painted for the document too; with a `screen` there is one bit a pixel.
    """

    page: PageLayout
    requests: tuple[PanelRequest, ...]
    publication: Publication
    png: Path | None
    for_pdf: bool
    overlay: bool
    screen: Screen | None = None


@dataclass(frozen=True, slots=True)
class FinishedPage:
    """A page that is done, or (`failure` not empty) the reason why it is not.

    Its art is packed: what goes from process to process and waits to be bound is small. `keys` are its
    panels' names and the keys of their pictures.
    """

    number: int
    png: Path | None
    painted: PaintedPage | None
    failure: str = ""
    keys: tuple[tuple[str, str], ...] = ()


class Watch(Protocol):
    """Whoever wants to know how far the work is."""

    def step(self, page: int, panel: str, done: int, total: int) -> None:
        """A panel's picture is `done` of `total` steps finished."""
        ...

    def page_done(self, page: FinishedPage) -> None:
        """A page is finished; pages come in order."""
        ...


Step = Callable[[int, str, int, int], None]


def finish_pages(
    jobs: Iterator[PageJob], choice: Choice, processes: int, watch: Watch, cache: Path | None = None
) -> Iterator[FinishedPage]:
    """Jobs → finished pages, in the jobs' order, whatever the number of processes.

    Pictures are kept in the folder `cache`, and taken from there where they are known already.

    A page that fails for a reason that its user can mend does not stop the others. Jobs are taken as they
    can be begun; at a time no more pages are held than two a process, or than the artist wants together.
    """
    if processes <= 1:
        pages = _finish_here(jobs, _artist(choice, cache), watch.step)
    else:
        pages = _finish_in_processes(jobs, choice, processes, watch, cache)
    for page in pages:
        watch.page_done(page)
        yield page


def _artist(choice: Choice, cache: Path | None) -> KeptArtist:
    return KeptArtist(choice.artist(), None if cache is None else PanelCache(cache))


def _finish_here(jobs: Iterator[PageJob], artist: KeptArtist, step: Step) -> Iterator[FinishedPage]:
    for together in _together(jobs, artist):
        yield from _draw_and_finish(together, artist, step)


def _together(jobs: Iterator[PageJob], artist: KeptArtist) -> Iterator[list[PageJob]]:
    """Jobs → as many at once as hold the panels that the artist likes to draw together."""
    waiting: list[PageJob] = []
    missing = 0
    for job in jobs:
        waiting.append(job)
        missing += artist.missing(job.requests)
        if not missing or missing >= artist.panels_at_once:
            yield waiting
            waiting, missing = [], 0
    if waiting:
        yield waiting


def _draw_and_finish(jobs: list[PageJob], artist: KeptArtist, step: Step) -> Iterator[FinishedPage]:
    """Jobs → their pages in order, each as soon as its panels and those of the pages before it are drawn."""
    page_of = {request.panel: job.page.frame.number for job in jobs for request in job.requests}
    requests = [request for job in jobs for request in job.requests]
    drawing = artist.draw_all(requests, lambda panel, done, total: step(page_of[panel], panel, done, total))
    art: dict[str, PanelArt | MangaError] = {}
    for job in jobs:
        while any(request.panel not in art for request in job.requests):
            request, art[request.panel] = next(drawing)
            step(page_of[request.panel], request.panel, 1, 1)
        page = _finish(job, {request.panel: art.pop(request.panel) for request in job.requests})
        yield page if page.failure else replace(page, keys=_keys(job, artist))


def _keys(job: PageJob, artist: KeptArtist) -> tuple[tuple[str, str], ...]:
    panels = zip(job.page.panels, job.requests, strict=True)
    return tuple((panel.frame.name, artist.key(request).digest) for panel, request in panels)


def _finish(job: PageJob, drawn: dict[str, PanelArt | MangaError]) -> FinishedPage:
    number = job.page.frame.number
    try:
        drawing = compose(job.page, {panel: _art(panel, result) for panel, result in drawn.items()})
        if job.overlay:
            drawing = overlaid(drawing, job.page)
        arts = place_arts(drawing, drawing.dpi, job.screen)
        if job.png is not None:
            write_png(drawing, job.png, publication=job.publication, screen=job.screen, arts=arts)
        painted = paint_page(drawing, drawing.dpi, job.screen, arts) if job.for_pdf else None
    except MangaError as error:
        reason = f"{error.message} ({error.hint})" if error.hint else error.message
        return FinishedPage(number, None, None, reason)
    return FinishedPage(number, job.png, painted)


def _art(panel: str, result: PanelArt | MangaError) -> PanelArt:
    if isinstance(result, MangaError):
        raise RunError(f"panel {panel}: {result.message}", result.hint) from result
    return result


# In a worker process: its artist and the queue on which it tells how far it is.
_worker: dict[str, Any] = {}


def _start_worker(choice: Choice, queue: Any, cache: Path | None) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the main process's to handle
    _worker["artist"] = _artist(choice, cache)
    _worker["queue"] = queue


def _finish_in_worker(job: PageJob) -> FinishedPage:
    queue = _worker["queue"]
    return next(_draw_and_finish([job], _worker["artist"], lambda *told: queue.put(told)))


def _finish_in_processes(
    jobs: Iterator[PageJob], choice: Choice, processes: int, watch: Watch, cache: Path | None
) -> Iterator[FinishedPage]:
    context = multiprocessing.get_context("spawn")  # a fork would share PDFium's and the threads' state
    queue = context.SimpleQueue()
    listener = threading.Thread(target=_listen, args=(queue, watch), daemon=True)
    listener.start()
    pool = ProcessPoolExecutor(processes, context, _start_worker, (choice, queue, cache))
    running: deque[Future[FinishedPage]] = deque()
    try:
        for job in jobs:
            running.append(pool.submit(_finish_in_worker, job))
            if len(running) == 2 * processes:
                yield running.popleft().result()
        while running:
            yield running.popleft().result()
    except BrokenProcessPool as error:
        raise RunError(
            "a worker process was killed before its page was done",
            "the machine may be short of memory: try --jobs 1",
        ) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        queue.put(None)
        listener.join()
        queue.close()


def _listen(queue: Any, watch: Watch) -> None:
    while (told := queue.get()) is not None:
        watch.step(*told)
