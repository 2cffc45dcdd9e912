"""Who works at a run: crews that are hired when they are needed and stay for the next story."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Self

from mangacli.generate.choice import Choice
from mangacli.generate.registry import REAL_MODEL
from mangacli.workers.crew import Alone, Crew, Setting
from mangacli.workers.crew_of_actors import CrewOfActors
from mangacli.workers.crew_of_processes import CrewOfProcesses
from mangacli.workers.jobs import FinishedPage, PageJob, PanelLog, Watch
from mangacli.workers.placing import place_by, place_here
from mangacli.workers.schedule import Schedule
from mangacli.workers.tasks import PlacedPage, Places

PAGES_WORTH_SENDING = 4
"""Fewer pages are placed sooner than processes are started."""
TOGETHER_ALONE, TOGETHER_AMONG_OTHERS = 16, 4
"""Panels that a process with the real model is given at once: one among several shall not hoard them."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A Ray cluster: its address, None for one of this machine alone that is started for the run."""

    address: str | None = None


@dataclass(frozen=True, slots=True)
class Staffing:
    """How many work: 0 processes for this one alone, else so many, or one for each of the `devices`.

    With a `cluster` they are actors of Ray, 0 for as many as it can have.
    """

    processes: int = 0
    devices: tuple[str, ...] = ()
    cluster: Cluster | None = None


class Workshop:
    """Draws panels and finishes pages; `cache` None keeps nothing after it is closed."""

    def __init__(self, cache: Path | None) -> None:
        self.cache = cache
        self._scratch = tempfile.TemporaryDirectory(prefix="mangacli-")
        self._hired: tuple[Choice, Staffing] | None = None
        self._crew: Crew | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._send_home()
        self._scratch.cleanup()

    def finish(
        self,
        jobs: Iterator[PageJob],
        choice: Choice,
        staffing: Staffing,
        watch: Watch,
        panel_log: PanelLog,
        *,
        kept_only: bool = False,
    ) -> Iterator[FinishedPage]:
        """Jobs → finished pages, in the jobs' order, whoever works at them.

        A page that fails for a reason that its user can mend does not stop the others. At a time no more
        pages are held than keep all busy.
        """
        first = next(jobs, None)
        if first is None:
            return
        jobs = chain((first,), jobs)
        setting = self._setting(choice, staffing)
        artist = setting.artist()
        alone = not staffing.processes and staffing.cluster is None
        drawers = Alone(artist) if alone else self._hire(setting, staffing)
        apart = staffing.cluster is not None or (choice.name == REAL_MODEL and staffing.processes > 0)
        finishers = Alone(artist) if apart else drawers
        schedule = Schedule(artist, drawers, finishers, watch, panel_log, kept_only=kept_only)
        yield from schedule.finish(jobs)

    def place(
        self, places: Places, indexes: Sequence[int], choice: Choice, staffing: Staffing
    ) -> Iterator[PlacedPage]:
        """Indexes of pages → the pages in order, placed by all processes where that pays."""
        if staffing.processes < 2 or staffing.cluster is not None or len(indexes) < PAGES_WORTH_SENDING:
            yield from place_here(places, indexes)
            return
        setting = self._setting(choice, staffing)
        yield from place_by(self._hire(setting, staffing), places, indexes)

    def _setting(self, choice: Choice, staffing: Staffing) -> Setting:
        scratch = None if staffing.cluster is not None else Path(self._scratch.name)
        return Setting(choice, self.cache, scratch)

    def _hire(self, setting: Setting, staffing: Staffing) -> Crew:
        if self._hired != (setting.choice, staffing) or self._crew is None:
            self._send_home()
            self._crew = _crew(setting, staffing)
            self._hired = (setting.choice, staffing)
        return self._crew

    def _send_home(self) -> None:
        if self._crew is not None:
            self._crew.close()
        self._crew = None


def _crew(setting: Setting, staffing: Staffing) -> Crew:
    real = setting.choice.name == REAL_MODEL
    if staffing.cluster is not None:
        together = TOGETHER_AMONG_OTHERS if real else 1
        return CrewOfActors(setting, staffing.cluster.address, staffing.processes or None, together)
    devices = staffing.devices or (None,) * staffing.processes
    together = TOGETHER_ALONE if len(devices) == 1 else TOGETHER_AMONG_OTHERS
    return CrewOfProcesses(setting, devices, together=together if real else 1)
