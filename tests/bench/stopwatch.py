"""How long the stages of a run take, and how much memory it needs at its peak.

On a GPU the clock's seconds count. On a CPU those that the process was at work, of all its threads together:
a busy machine then spoils them less.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import torch

GIB = 1 << 30
_STATUS, _CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")


class Stopwatch:
    """Seconds by the name of a stage, of all times that it ran. Waits for the device at every change."""

    def __init__(self, device: torch.device) -> None:
        self.device = device
        self.seconds: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """What is done inside counts for the stage."""
        start = self._now()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + self._now() - start

    def _now(self) -> float:
        if self.device.type != "cuda":
            return time.process_time()
        torch.cuda.synchronize(self.device)
        return time.perf_counter()


def forget_peak(device: torch.device) -> None:
    """Begins to look for a new peak of the memory."""
    if device.type == "cuda":
        torch.cuda.reset_peak_memory_stats(device)
    elif _CLEAR.exists():
        _CLEAR.write_text("5", encoding="ascii")  # the kernel's word for "forget the high-water mark"


def peak(device: torch.device) -> float:
    """The peak in GiB: of the device's tensors, or of the whole process on a CPU (0 where nobody counts)."""
    if device.type == "cuda":
        return torch.cuda.max_memory_allocated(device) / GIB
    if not _STATUS.exists():
        return 0.0
    status = _STATUS.read_text(encoding="ascii", errors="replace")
    lines = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
    return int(lines.get("VmHWM", "0 kB").split()[0]) * 1024 / GIB
