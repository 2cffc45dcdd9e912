"""Pages placed by this process, or by those of a crew; handed back in order, packed."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from multiprocessing.reduction import ForkingPickler

from mangacli.errors import RunError
from mangacli.page_stack import packed_page
from mangacli.workers.crew import Crew, Died, Done, Event
from mangacli.workers.tasks import PlacedPage, PlacePage, Places

RETRIES = 2
"""How often a page is tried again whose worker was killed."""


def place_here(places: Places, indexes: Sequence[int]) -> Iterator[PlacedPage]:
    """Indexes of pages → the pages, placed by this process."""
    for index in indexes:
        page, findings = places.judged_page(index)
        yield PlacedPage(page.frame.number, len(page.panels), packed_page(page), findings)


def place_by(crew: Crew, places: Places, indexes: Sequence[int]) -> Iterator[PlacedPage]:
    """Indexes of pages → the pages in order, placed by a crew.

    Raises RunError where a page kills whoever is at it: then it cannot be placed here either.
    """
    packed = bytes(ForkingPickler.dumps(places))
    waiting = deque(PlacePage(packed, index) for index in indexes)
    placed: dict[int, PlacedPage] = {}
    deaths: Counter[int] = Counter()

    def handle(event: Event) -> None:
        task = event.task
        if not isinstance(task, PlacePage):
            raise AssertionError("a crew that places pages is at nothing else")
        if isinstance(event, Done) and isinstance(event.result, PlacedPage):
            placed[task.index] = event.result
        elif isinstance(event, Died):
            deaths[task.index] += 1
            if deaths[task.index] > RETRIES:
                raise RunError(
                    f"page {task.index + 1} cannot be laid out: whoever is at it is killed ({event.reason})",
                    "the machine may be short of memory: try --jobs 1",
                )
            waiting.appendleft(task)

    for index in indexes:
        while index not in placed:
            while waiting and crew.has_room:
                crew.submit(waiting.popleft())
            crew.wait(handle)
        yield placed.pop(index)
