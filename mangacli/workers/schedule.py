"""Which panel is drawn when and by whom: equal sizes together, pages in order, a second try for the unlucky.

Jobs are taken as they can be begun. A panel whose worker was killed is tried again alone, twice at most;
then it is named with the reason, and its page with it. All others are finished.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from mangacli.errors import MangaError, RunError
from mangacli.generate.base import PanelRequest
from mangacli.generate.kept_artist import KeptArtist
from mangacli.workers.crew import Back, Crew, Died, Event, Told
from mangacli.workers.jobs import FinishedPage, PageJob, PanelLog, Watch
from mangacli.workers.tasks import Begun, Drawn, DrawPanels, FinishPage, Lacking, Step, Task, reason_of

RETRIES = 2
"""How often a panel, or a page, is tried again whose worker was killed."""
PAGES_AHEAD = 4
"""Pages that are held beyond those whose panels are wanted: what waits for a slow one costs memory."""


@dataclass(slots=True)
class _Page:
    """A page at work: its missing panels, and why some could not be drawn."""

    job: PageJob
    missing: set[str]
    errors: dict[str, MangaError] = field(default_factory=dict)


class Schedule:
    """One run's pages on their way through a crew that draws and one that finishes (perhaps the same).

    With `kept_only` nothing is drawn: pages whose pictures are not all kept fail.
    """

    def __init__(
        self,
        artist: KeptArtist,
        drawers: Crew,
        finishers: Crew,
        watch: Watch,
        panel_log: PanelLog,
        *,
        kept_only: bool = False,
    ) -> None:
        self._artist, self._watch, self._log = artist, watch, panel_log
        self._kept_only = kept_only
        self._drawers, self._finishers = drawers, finishers
        self._pages: dict[int, _Page] = {}
        self._page_of: dict[str, int] = {}
        self._waiting: deque[PanelRequest] = deque()
        self._alone: deque[PanelRequest] = deque()
        self._to_finish: deque[int] = deque()
        self._finished: dict[int, FinishedPage] = {}
        self._at_work: list[Task] = []
        self._deaths: Counter[str] = Counter()
        self._lacked: Counter[int] = Counter()

    def finish(self, jobs: Iterator[PageJob]) -> Iterator[FinishedPage]:
        """Jobs → finished pages, in the jobs' order."""
        order: deque[int] = deque()
        more = True
        while more or order:
            while more and self._wants_more(len(order)):
                job = next(jobs, None)
                if job is None:
                    more = False
                else:
                    order.append(self._take(job))
            self._give_out()
            if self._at_work or self._waiting or self._alone:
                (self._drawers if self._busy_drawing() else self._finishers).wait(self._handle)
            while order and order[0] in self._finished:
                page = self._finished.pop(order.popleft())
                self._watch.page_done(page)
                yield page

    def _busy_drawing(self) -> bool:
        """Whether to wait for those who draw; those who finish are the same, or this process itself."""
        return self._drawers is self._finishers or not any(isinstance(t, FinishPage) for t in self._at_work)

    def _wants_more(self, held: int) -> bool:
        """Whether another page is to be begun: some worker would else soon have nothing to do."""
        if not held:
            return True
        if not self._drawers.has_room or self._to_finish:
            return False
        waiting = len(self._waiting) + len(self._alone)
        if not waiting:
            return held < 2 * self._drawers.hands + PAGES_AHEAD
        wanted = self._drawers.appetite
        return waiting < wanted and held < wanted + PAGES_AHEAD

    def _take(self, job: PageJob) -> int:
        number = job.page.frame.number
        page = self._pages[number] = _Page(job, set())
        names = {panel.frame.id: panel.frame.name for panel in job.page.panels}
        for request in job.requests:
            self._page_of[request.panel] = number
            if self._artist.holds(request):
                self._log.panel_done(names[request.panel], self._artist.key(request).digest)
                self._watch.step(number, request.panel, 1, 1)
            else:
                self._want(request, page)
        if not page.missing:
            self._all_drawn(page)
        return number

    def _want(self, request: PanelRequest, page: _Page) -> None:
        if self._kept_only:
            page.errors[request.panel] = RunError("not drawn yet", "manga status shows all that are missing")
        else:
            page.missing.add(request.panel)
            self._waiting.append(request)

    def _all_drawn(self, page: _Page) -> None:
        """Hands a page on; one of which no file is wanted is done."""
        job, number = page.job, page.job.page.frame.number
        if job.png is not None or job.for_pdf:
            self._to_finish.append(number)
            return
        failures = (f"panel {panel}: {reason_of(error)}" for panel, error in page.errors.items())
        self._end(FinishedPage(number, None, None, "; ".join(failures)))

    def _give_out(self) -> None:
        while self._to_finish and self._finishers.has_room:
            page = self._pages[self._to_finish.popleft()]
            self._submit(self._finishers, FinishPage(page.job, dict(page.errors)))
        while (self._alone or self._waiting) and self._drawers.has_room:
            self._submit(self._drawers, DrawPanels(self._batch()))

    def _submit(self, crew: Crew, task: Task) -> None:
        self._at_work.append(task)
        crew.submit(task)

    def _batch(self) -> tuple[PanelRequest, ...]:
        """The panels to draw next: one that is to be alone, else the first, those of its size, and others."""
        if self._alone:
            return (self._alone.popleft(),)
        first = _size(self._waiting[0])
        batch = sorted(self._waiting, key=lambda each: (_size(each) != first, _size(each)))
        batch = batch[: self._drawers.together]
        for request in batch:
            self._waiting.remove(request)
        return tuple(batch)

    def _handle(self, event: Event) -> None:
        if isinstance(event, Told):
            self._hear(event.task, event.what)
            return
        self._at_work.remove(event.task)
        if isinstance(event, Died):
            self._bury(event.task, event.reason)
        elif isinstance(event, Back):
            self._take_back(event.task)
        elif isinstance(event.result, Lacking):
            self._draw_again(event.result)
        elif isinstance(event.result, FinishedPage):
            self._end(event.result)

    def _end(self, page: FinishedPage) -> None:
        self._finished[page.number] = page
        del self._pages[page.number]

    def _draw_again(self, lacking: Lacking) -> None:
        """After a page's kept pictures turned out to be none: they are drawn now, but not time and again."""
        page = self._pages[lacking.number]
        self._lacked[lacking.number] += 1
        if self._lacked[lacking.number] > RETRIES:
            panels = ", ".join(lacking.panels)
            reason = f"the pictures of {panels} vanish as soon as they are drawn (look at the cache's folder)"
            self._end(FinishedPage(lacking.number, None, None, reason))
            return
        for request in page.job.requests:
            if request.panel in lacking.panels:
                self._want(request, page)
        if not page.missing:
            self._all_drawn(page)

    def _hear(self, task: Task, what: object) -> None:
        if isinstance(what, Begun):
            self._log.panel_begun(self._name(what.panel))
        elif isinstance(what, Step):
            self._watch.step(self._page_of[what.panel], what.panel, what.done, what.total)
        elif isinstance(what, Drawn):
            self._drawn(what.panel, what.error)

    def _drawn(self, panel: str, error: MangaError | None) -> None:
        page = self._pages[self._page_of[panel]]
        if panel not in page.missing:
            return
        if error is None:
            request = next(each for each in page.job.requests if each.panel == panel)
            self._log.panel_done(self._name(panel), self._artist.key(request).digest)
        else:
            page.errors[panel] = error
            self._log.panel_failed(self._name(panel), reason_of(error))
        self._watch.step(self._page_of[panel], panel, 1, 1)
        page.missing.discard(panel)
        if not page.missing:
            self._all_drawn(page)

    def _bury(self, task: Task, reason: str) -> None:
        """After a worker's death: who is to be tried again, and who was tried often enough."""
        if isinstance(task, FinishPage):
            number = task.job.page.frame.number
            self._deaths[f"page {number}"] += 1
            if self._deaths[f"page {number}"] <= RETRIES:
                self._to_finish.appendleft(number)
            else:
                self._end(FinishedPage(number, None, None, reason_of(_killed(reason))))
            return
        for request in self._undrawn(task) if isinstance(task, DrawPanels) else ():
            self._deaths[request.panel] += 1
            if self._deaths[request.panel] <= RETRIES:
                self._alone.append(request)
            else:
                self._drawn(request.panel, _killed(reason))

    def _undrawn(self, task: DrawPanels) -> list[PanelRequest]:
        """The panels of a task that have no picture yet: the others were told of before the worker died."""
        return [
            request
            for request in task.requests
            if (page := self._pages.get(self._page_of[request.panel])) and request.panel in page.missing
        ]

    def _take_back(self, task: Task) -> None:
        if isinstance(task, FinishPage):
            self._to_finish.appendleft(task.job.page.frame.number)
        elif isinstance(task, DrawPanels):
            self._waiting.extendleft(reversed(task.requests))

    def _name(self, panel: str) -> str:
        page = self._pages[self._page_of[panel]].job.page
        return next(each.frame.name for each in page.panels if each.frame.id == panel)


def _size(request: PanelRequest) -> tuple[int, int]:
    return request.width, request.height


def _killed(reason: str) -> RunError:
    tries = RETRIES + 1
    return RunError(
        f"whoever worked at it was killed {tries} times ({reason})",
        "the machine may be short of memory: try --jobs 1",
    )
