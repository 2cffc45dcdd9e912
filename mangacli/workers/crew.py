"""Those who do tasks, seen from the one who gives them out; and the crew that is this process itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from mangacli.generate.choice import Choice
from mangacli.generate.kept_artist import KeptArtist
from mangacli.generate.panel_cache import PanelCache
from mangacli.workers.tasks import Result, Task


@dataclass(frozen=True, slots=True)
class Setting:
    """Who draws and where pictures are kept: in `cache` (None: nowhere between runs), else in `scratch`.

    Workers on other machines have no scratch in common (None).
    """

    choice: Choice
    cache: Path | None
    scratch: Path | None

    def artist(self) -> KeptArtist:
        """The artist with the caches at hand, in whichever process it is wanted."""
        folders = (folder for folder in (self.cache, self.scratch) if folder is not None)
        return KeptArtist(self.choice.artist(), *map(PanelCache, folders))


@dataclass(frozen=True, slots=True)
class Told:
    """Something that a task tells while it is done."""

    task: Task
    what: object


@dataclass(frozen=True, slots=True)
class Done:
    """A task is done, and what came out of it."""

    task: Task
    result: Result


@dataclass(frozen=True, slots=True)
class Died:
    """Whoever did a task was killed at it, and by what."""

    task: Task
    reason: str


@dataclass(frozen=True, slots=True)
class Back:
    """A task that nobody has begun comes back, to be given to somebody else."""

    task: Task


Event = Told | Done | Died | Back


class Crew(Protocol):
    """Workers. They are started when they are first needed and stay until `close`."""

    @property
    def hands(self) -> int:
        """How many tasks it does at a time."""
        ...

    @property
    def appetite(self) -> int:
        """How many panels it likes to have at hand: all are busy, and equal ones are put together."""
        ...

    @property
    def together(self) -> int:
        """How many panels one of them likes to draw together."""
        ...

    @property
    def has_room(self) -> bool:
        """Whether one of them can be given a task now."""
        ...

    def submit(self, task: Task) -> None:
        """Gives a task to whoever has least to do."""
        ...

    def wait(self, handle: Callable[[Event], None]) -> None:
        """Waits for the next things that happen and hands each over; some task must be at work.

        Raises MangaError where no worker can be started.
        """
        ...

    def close(self) -> None:
        """Sends everybody home at once, whatever they are at."""
        ...


class Alone:
    """The crew of one: this process. Tasks are done while somebody waits for events."""

    hands = 1

    def __init__(self, artist: KeptArtist) -> None:
        self.artist = artist
        self._task: Task | None = None

    @property
    def together(self) -> int:
        """As the artist likes it; asking loads a model."""
        return self.artist.panels_at_once

    appetite = together

    @property
    def has_room(self) -> bool:
        """One task at a time."""
        return self._task is None

    def submit(self, task: Task) -> None:
        """Puts a task down for `wait`."""
        self._task = task

    def wait(self, handle: Callable[[Event], None]) -> None:
        """Does the task that was put down."""
        task = self._task
        if task is None:
            raise AssertionError("nothing was given to do")
        result = task.do(self.artist, lambda what: handle(Told(task, what)))
        self._task = None
        handle(Done(task, result))

    def close(self) -> None:
        """Nobody is to be sent home."""
