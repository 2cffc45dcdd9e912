"""A crew on a Ray cluster: one actor for each GPU, or for each processor where the artist needs none.

For an actor that dies there is another one, a few times; what it was at is tried again as in any crew
(`schedule.py`). Pictures come back through the shared cache, never through Ray. Without an address a cluster
of this machine alone is started, which listens to this machine alone.
"""

from __future__ import annotations

import logging
import os
import queue
import socket
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from mangacli.errors import RunError
from mangacli.generate.registry import REAL_MODEL
from mangacli.workers.crew import Back, Died, Done, Event, Setting, Told
from mangacli.workers.tasks import Task

RESTARTS = 8
"""How often an actor that died has another one put in its place."""
PATIENCE = 10.0
"""Seconds that a cluster has to answer."""
LONG = 30.0
"""Seconds after which a cluster that has no room is told of."""
DEPTH = 2
"""Tasks that an actor is given at a time."""
INSTALL = "pip install 'mangacli[cluster]'"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Result:
    """What came out of an actor's task."""

    value: Any


@dataclass(frozen=True, slots=True)
class Note:
    """What an actor logs."""

    logger: str
    level: int
    text: str


class Hand:
    """What lives in an actor: the artist with its model, kept between tasks."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._told: queue.SimpleQueue[object] = queue.SimpleQueue()
        self._artist: Any = None
        logger = logging.getLogger("mangacli")
        logger.setLevel(logging.INFO)
        logger.addHandler(_Notes(self._told))

    def hello(self) -> None:
        """Answers when the actor is there."""

    def do(self, task: Task) -> Iterator[object]:
        """A task → what is told while it is done, then its `Result`, or the error of an artist that cannot
        work here.
        """
        threading.Thread(target=self._work, args=(task,), daemon=True).start()
        while True:
            what = self._told.get()
            yield what
            if isinstance(what, Result | BaseException):
                return

    def _work(self, task: Task) -> None:
        try:
            self._artist = self._artist or self._setting.artist()
            self._told.put(Result(task.do(self._artist, self._told.put)))
        except Exception as error:
            self._told.put(error)


class _Notes(logging.Handler):
    """Tells what is logged in an actor."""

    def __init__(self, told: queue.SimpleQueue[object]) -> None:
        super().__init__(logging.INFO)
        self._told = told

    def emit(self, record: logging.LogRecord) -> None:
        """Tells a note."""
        self._told.put(Note(record.name, record.levelno, record.getMessage()))


class CrewOfActors:
    """Actors of a cluster at `address` (None: of this machine), `most` at most (None: all there can be)."""

    def __init__(self, setting: Setting, address: str | None, most: int | None, together: int = 1) -> None:
        self._ray = _connected(address, most)
        self.together = together
        resource, there = self._resource(setting)
        hand = self._ray.remote(**{resource: 1})(Hand)
        self.hands = min(most or there, there)
        self._actors = [_Actor(self._ray, lambda: hand.remote(setting)) for _ in range(self.hands)]
        self._said = False

    def _resource(self, setting: Setting) -> tuple[str, int]:
        """What an actor takes of the cluster, and how many there can be."""
        resources = self._ray.cluster_resources()
        gpus = int(resources.get("GPU", 0))
        if setting.choice.name == REAL_MODEL and gpus:
            return "num_gpus", gpus
        return "num_cpus", max(1, int(resources.get("CPU", 1)))

    @property
    def appetite(self) -> int:
        """What all of them may be given at a time, and as much again."""
        return 2 * self.together * DEPTH * self.hands

    @property
    def has_room(self) -> bool:
        """Whether some actor that is there has less to do than it may be given."""
        return any(actor.has_room for actor in self._actors)

    def submit(self, task: Task) -> None:
        """Gives a task to the actor that has least to do."""
        min((each for each in self._actors if each.has_room), key=lambda each: len(each.tasks)).give(task)

    def wait(self, handle: Callable[[Event], None]) -> None:
        """Waits until an actor is there, tells something, or dies."""
        heard = {actor.voice: actor for actor in self._actors if actor.voice is not None}
        ready, _ = self._ray.wait(list(heard), num_returns=1, timeout=LONG)
        if not ready and not self._said and not any(actor.is_there for actor in self._actors):
            log.info("waiting for the cluster to have room for %d workers", self.hands)
            self._said = True
        for voice in ready:
            actor = heard[voice]
            try:
                what = actor.hear()
            except self._ray.exceptions.RayError as error:
                for event in actor.replace(_first_line(error)):
                    handle(event)
            else:
                _pass_on(actor, what, handle)

    def close(self) -> None:
        """Ends the actors at once and leaves the cluster; one of this machine alone ends too."""
        for actor in self._actors:
            actor.kill()
        self._ray.shutdown()


class _Actor:
    """An actor in one place, and what it was given to do, the task at hand first."""

    def __init__(self, ray: Any, hire: Callable[[], Any]) -> None:
        self._ray, self._hire = ray, hire
        self.tasks: deque[tuple[Task, Any]] = deque()
        self._deaths = 0
        self._start()

    def _start(self) -> None:
        self.is_there = False
        self._hand = self._hire()
        self._hello = self._hand.hello.remote()

    @property
    def has_room(self) -> bool:
        """Whether it is there and has less to do than it may be given."""
        return self.is_there and len(self.tasks) < DEPTH

    @property
    def voice(self) -> Any:
        """What Ray is asked to wait for; None where it is there and has nothing to do."""
        if not self.is_there:
            return self._hello
        return self.tasks[0][1] if self.tasks else None

    def give(self, task: Task) -> None:
        """Sends a task."""
        told = self._hand.do.options(num_returns="streaming").remote(task)
        self.tasks.append((task, told))

    def hear(self) -> object:
        """The next thing that it tells. Raises Ray's errors where it is gone."""
        if self.is_there:
            return self._ray.get(next(self.tasks[0][1]))
        self._ray.get(self._hello)
        self.is_there = True
        return None

    def replace(self, reason: str) -> Sequence[Event]:
        """After its death: another one in its place → what becomes of its tasks.

        Raises RunError where that was done often enough.
        """
        self.kill()
        self._deaths += 1
        if self._deaths > RESTARTS:
            raise RunError(f"a worker of the cluster died {RESTARTS} times: {reason}", "look at Ray's logs")
        tasks = [task for task, _ in self.tasks]
        self.tasks.clear()
        self._start()
        return [Died(task, reason) for task in tasks[:1]] + [Back(task) for task in tasks[1:]]

    def kill(self) -> None:
        """Ends the actor at once."""
        self._ray.kill(self._hand)


def _pass_on(actor: _Actor, what: object, handle: Callable[[Event], None]) -> None:
    if isinstance(what, Note):
        logging.getLogger(what.logger).log(what.level, "%s", what.text)
    elif isinstance(what, BaseException):
        raise what
    elif isinstance(what, Result):
        handle(Done(actor.tasks.popleft()[0], what.value))
    elif what is not None:
        handle(Told(actor.tasks[0][0], what))


def _connected(address: str | None, most: int | None) -> Any:
    """Ray, connected to a cluster. Raises RunError where it is not installed or no cluster can be reached."""
    if find_spec("ray") is None:
        raise RunError("--engine ray needs the package ray, which is not installed", INSTALL)
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    if address is not None:
        _require_answer(address)
    else:
        # Ray's switch for clusters of one machine: they take the loopback address and listen to no other.
        os.environ["RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER"] = "0"
    import ray

    options: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.ERROR}
    if address is None:
        options |= {"address": "local", "include_dashboard": False, "num_cpus": most}
    else:
        options |= {"address": address}
    try:
        ray.init(**options)
    except (ConnectionError, RuntimeError, ValueError, ray.exceptions.RayError) as error:
        where = "on this machine" if address is None else f"at {address}"
        raise RunError(
            f"there is no Ray cluster {where}: {_first_line(error)}", "start one: ray start --head"
        ) from error
    if address is None and not ray.util.get_node_ip_address().startswith("127."):
        log.warning("other machines can reach the cluster on this one: Ray was loaded too early")
    return ray


def _require_answer(address: str) -> None:
    """Raises RunError where nobody answers at HOST:PORT: Ray itself would try for minutes."""
    host, colon, port = address.rpartition(":")
    if not colon or not port.isdecimal():
        return  # `auto`: Ray knows where to look
    if "://" in address:
        raise RunError(
            f"{address}: Ray's client cannot be used", "run manga on a machine of the cluster: --address auto"
        )
    try:
        socket.create_connection((host.strip("[]"), int(port)), timeout=PATIENCE).close()
    except OSError as error:
        raise RunError(
            f"there is no Ray cluster at {address}: {error.strerror or error}", "start one: ray start --head"
        ) from error


def _first_line(error: BaseException) -> str:
    return str(error).strip().partition("\n")[0] or type(error).__name__
