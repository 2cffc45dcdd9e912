"""Artists for the tests of workers: they die, or take their time, when a panel's words say so."""

import os
import signal
import time
from pathlib import Path

from mangacli.errors import RunError
from mangacli.generate.blank import BlankArtist


class FlakyArtist(BlankArtist):
    """Dies at `poison`, dies once at `unlucky FILE`, raises at `bug`, fails at `no ink`, sleeps at `slow`."""

    name = "flaky"

    def seen(self, request):
        return request

    def draw(self, request, progress):
        kind, _, rest = request.scene.partition(" ")
        if kind == "poison":
            os.kill(os.getpid(), signal.SIGKILL)
        elif kind == "unlucky" and not Path(rest).exists():
            Path(rest).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        elif kind == "bug":
            raise ValueError("a mistake")
        elif kind == "no":
            raise RunError("no ink", "buy some")
        elif kind == "slow":
            time.sleep(60)
        return super().draw(request, progress)


class FlakyChoice:
    """Stands for a `Choice` and can be sent to a worker."""

    name = "flaky"

    def artist(self):
        return FlakyArtist()

    def __eq__(self, other):
        return isinstance(other, FlakyChoice)

    __hash__ = None
