"""Pages finished by one process or several: drawn, composed, written as PNG, handed back in order."""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from mangacli.compose import compose
from mangacli.drawing import Publication
from mangacli.errors import MangaError, RunError
from mangacli.export.pdf_page import PaintedPage, paint_page
from mangacli.export.png import write_png
from mangacli.generate import registry
from mangacli.generate.base import Generator, PanelArt, PanelRequest
from mangacli.overlay import overlaid
from mangacli.placed import PageLayout


@dataclass(frozen=True, slots=True)
class PageJob:
    """All that one page needs to be finished. `png` is None where no PNG is wanted.

    `for_pdf` says whether it is to be painted for the document too.
    """

    page: PageLayout
    requests: tuple[PanelRequest, ...]
    publication: Publication
    png: Path | None
    for_pdf: bool
    overlay: bool


@dataclass(frozen=True, slots=True)
class FinishedPage:
    """A page that is done, or (`failure` not empty) the reason why it is not.

    Its art is packed: what goes from process to process and waits to be bound is small.
    """

    number: int
    png: Path | None
    painted: PaintedPage | None
    failure: str = ""


class Watch(Protocol):
    """Whoever wants to know how far the work is."""

    def step(self, page: int, panel: str, done: int, total: int) -> None:
        """A panel's picture is `done` of `total` steps finished."""
        ...

    def page_done(self, page: FinishedPage) -> None:
        """A page is finished; pages come in order."""
        ...


def finish_pages(
    jobs: Iterator[PageJob], artist: str, processes: int, watch: Watch
) -> Iterator[FinishedPage]:
    """Jobs → finished pages, in the jobs' order, whatever the number of processes.

    A page that fails for a reason that its user can mend does not stop the others. Jobs are taken as they
    can be begun and at most two pages a process are held at a time: pages that wait cost no art.
    """
    if processes <= 1:
        hand = registry.artist(artist)
        for job in jobs:
            page = _finish(job, hand, watch.step)
            watch.page_done(page)
            yield page
        return
    for page in _finish_in_processes(jobs, artist, processes, watch):
        watch.page_done(page)
        yield page


def _finish(job: PageJob, artist: Generator, step: Callable[[int, str, int, int], None]) -> FinishedPage:
    number = job.page.frame.number
    try:
        art = {request.panel: _draw(request, artist, number, step) for request in job.requests}
        drawing = compose(job.page, art)
        if job.overlay:
            drawing = overlaid(drawing, job.page)
        if job.png is not None:
            write_png(drawing, job.png, publication=job.publication)
        painted = paint_page(drawing, drawing.dpi) if job.for_pdf else None
    except MangaError as error:
        reason = f"{error.message} ({error.hint})" if error.hint else error.message
        return FinishedPage(number, None, None, reason)
    return FinishedPage(number, job.png, painted)


def _draw(
    request: PanelRequest, artist: Generator, page: int, step: Callable[[int, str, int, int], None]
) -> PanelArt:
    step(page, request.panel, 0, 1)
    try:
        art = artist.draw(request, lambda done, total: step(page, request.panel, done, total))
    except MangaError as error:
        raise RunError(f"panel {request.panel}: {error.message}", error.hint) from error
    step(page, request.panel, 1, 1)
    return art


# In a worker process: its artist and the queue on which it tells how far it is.
_worker: dict[str, Any] = {}


def _start_worker(artist: str, queue: Any) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the main process's to handle
    _worker["artist"] = registry.artist(artist)
    _worker["queue"] = queue


def _finish_in_worker(job: PageJob) -> FinishedPage:
    queue = _worker["queue"]
    return _finish(job, _worker["artist"], lambda *told: queue.put(told))


def _finish_in_processes(
    jobs: Iterator[PageJob], artist: str, processes: int, watch: Watch
) -> Iterator[FinishedPage]:
    context = multiprocessing.get_context("spawn")  # a fork would share PDFium's and the threads' state
    queue = context.SimpleQueue()
    listener = threading.Thread(target=_listen, args=(queue, watch), daemon=True)
    listener.start()
    pool = ProcessPoolExecutor(processes, context, _start_worker, (artist, queue))
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
