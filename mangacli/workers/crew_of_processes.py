"""A crew of processes that are watched over: one that is killed is replaced, and the others never notice.

Each worker lives as long as the crew and keeps its model loaded. It reads tasks from a pipe of its own and
tells events on the same; when the pipe ends (this process is gone) it ends at once. What it logs is logged
here.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import pickle
import queue
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from multiprocessing.reduction import ForkingPickler

from mangacli.errors import MangaError, RunError
from mangacli.workers.crew import Died, Done, Event, Setting, Told
from mangacli.workers.devices import see_only
from mangacli.workers.tasks import Task

CONTEXT = multiprocessing.get_context("spawn")  # a fork would share PDFium's and the threads' state
STARTS = 3
"""Processes in a row that may die before they are ready; then something else is wrong."""
PATIENCE = 0.2
"""Seconds that a process has to end by itself."""


@dataclass(frozen=True, slots=True)
class _Ready:
    """A worker has its artist."""


@dataclass(frozen=True, slots=True)
class _Unable:
    """A worker cannot have its artist."""

    error: MangaError


@dataclass(frozen=True, slots=True)
class _Result:
    """What came out of a worker's task."""

    value: object


@dataclass(frozen=True, slots=True)
class _Note:
    """What a worker logs."""

    logger: str
    level: int
    text: str


class CrewOfProcesses:
    """One process for each of the `devices` (None: as it comes), each given up to `depth` tasks at a time.

    `together` is how many panels one of them draws together.
    """

    def __init__(
        self, setting: Setting, devices: Sequence[str | None], depth: int = 2, together: int = 1
    ) -> None:
        self._setting, self._depth = setting, depth
        self.together = together
        self._workers = [_Worker(setting, device) for device in devices]

    @property
    def hands(self) -> int:
        """One for each process."""
        return len(self._workers)

    @property
    def appetite(self) -> int:
        """What all of them may be given at a time, and as much again."""
        return 2 * self.together * self._depth * len(self._workers)

    @property
    def has_room(self) -> bool:
        """Whether some worker has less to do than it may be given."""
        return any(len(worker.tasks) < self._depth for worker in self._workers)

    def submit(self, task: Task) -> None:
        """Gives a task to the worker that has least to do."""
        min(self._workers, key=lambda worker: len(worker.tasks)).give(task)

    def wait(self, handle: Callable[[Event], None]) -> None:
        """Waits until a worker tells something, or dies."""
        heard = {worker.connection: worker for worker in self._workers if worker.connection is not None}
        for connection in wait(list(heard)):
            worker = heard[connection]  # type: ignore[index]
            try:
                what = worker.hear()
            except (EOFError, OSError, pickle.UnpicklingError):
                task, reason = worker.replace()
                if task is not None:
                    handle(Died(task, reason))
                continue
            self._pass_on(worker, what, handle)

    def _pass_on(self, worker: _Worker, what: object, handle: Callable[[Event], None]) -> None:
        if isinstance(what, _Note):
            logging.getLogger(what.logger).log(what.level, "%s", what.text)
        elif isinstance(what, _Unable):
            raise what.error
        elif isinstance(what, _Result):
            handle(Done(worker.tasks.popleft(), what.value))  # type: ignore[arg-type]
        elif not isinstance(what, _Ready):
            handle(Told(worker.tasks[0], what))

    def close(self) -> None:
        """Ends all processes at once: whatever they write is written whole or not at all."""
        for worker in self._workers:
            worker.hang_up()
        for worker in self._workers:
            worker.kill()


class _Worker:
    """The process in one place, and what it was given to do, the task at hand first."""

    def __init__(self, setting: Setting, device: str | None) -> None:
        self._setting, self._device = setting, device
        self.tasks: deque[Task] = deque()
        self.connection: Connection | None = None
        self._process: BaseProcess | None = None
        self._died_starting = 0
        self._is_ready = False

    def give(self, task: Task) -> None:
        """Sends a task; a process is started where there is none."""
        self.tasks.append(task)
        if self._process is None:
            self._start()
        else:
            self._send(task)

    def hear(self) -> object:
        """The next thing that the process tells. Raises EOFError where it is gone."""
        if self.connection is None:
            raise EOFError
        what = self.connection.recv()
        self._is_ready = self._is_ready or isinstance(what, _Ready)
        return what

    def replace(self) -> tuple[Task | None, str]:
        """After the process was killed: another one in its place → the task at hand, and what killed it.

        What it was given beside that is given to the other one. Raises RunError where none can be started.
        """
        reason = self.kill()
        self._died_starting = 0 if self._is_ready else self._died_starting + 1
        if self._died_starting >= STARTS:
            raise RunError(
                f"a worker process is killed whenever it starts ({reason})",
                "the machine may be short of memory: try --jobs 1",
            )
        killed = self.tasks.popleft() if self._is_ready and self.tasks else None
        if self.tasks:
            self._start()
        return killed, reason

    def hang_up(self) -> None:
        """Closes the pipe, at whose end the process ends by itself."""
        if self.connection is not None:
            self.connection.close()
            self.connection = None

    def kill(self) -> str:
        """Ends the process → what ended it, in words."""
        process, self._process = self._process, None
        if process is None:
            return ""
        self.hang_up()
        process.join(PATIENCE)
        process.kill()
        process.join()
        code = process.exitcode or 0
        process.close()
        return signal.Signals(-code).name if code < 0 else f"exit code {code}"

    def _start(self) -> None:
        self.connection, theirs = CONTEXT.Pipe()
        self._is_ready = False
        self._process = CONTEXT.Process(
            target=work, args=(theirs, self._setting, self._device), daemon=True, name="mangacli worker"
        )
        with _interrupt_held_back():
            self._process.start()
        theirs.close()
        for task in self.tasks:
            self._send(task)

    def _send(self, task: Task) -> None:
        try:
            if self.connection is not None:
                self.connection.send(task)
        except OSError:
            pass  # it is gone: `hear` will tell, and the task is given to the one that follows


@contextmanager
def _interrupt_held_back() -> Iterator[None]:
    """Ctrl-C waits until the block is over; a process started in it never hears of it, not even at its start.

    What a worker is at is for the main process to decide.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def work(connection: Connection, setting: Setting, device: str | None) -> None:
    """A worker's life: tasks come through the connection and are done one after the other."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if device is not None:
        see_only(device)
    tell = _Voice(connection)
    logger = logging.getLogger("mangacli")
    logger.setLevel(logging.INFO)
    logger.addHandler(_Notes(tell))
    tasks: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(connection, tasks), daemon=True).start()
    try:
        artist = setting.artist()
    except MangaError as error:
        tell(_Unable(error))
        return
    tell(_Ready())
    while True:
        task: Task = ForkingPickler.loads(tasks.get())
        tell(_Result(task.do(artist, tell)))


class _Voice:
    """How a worker tells: one thing after the other, whichever thread says it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._lock = threading.Lock()

    def __call__(self, what: object) -> None:
        with self._lock:
            self._connection.send(what)


class _Notes(logging.Handler):
    """Sends what is logged in a worker to where it is shown."""

    def __init__(self, tell: _Voice) -> None:
        super().__init__(logging.INFO)
        self._tell = tell

    def emit(self, record: logging.LogRecord) -> None:
        """Sends a note."""
        self._tell(_Note(record.name, record.levelno, record.getMessage()))


def _listen(connection: Connection, tasks: queue.SimpleQueue[bytes]) -> None:
    """Takes tasks in at once, so that whoever sends never waits; ends the process with the pipe.

    They stay packed: unpacking imports modules, which two threads at a time must not.
    """
    while True:
        try:
            tasks.put(connection.recv_bytes())
        except (EOFError, OSError):
            os._exit(0)
