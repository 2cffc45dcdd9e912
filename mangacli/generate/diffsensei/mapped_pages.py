"""Giving back the memory of a mapped file's pages once they have been read.

A mapped weight file takes no memory of its own, but every page that was touched counts as the process's until
the system wants it back; a limit on memory (a container's, a batch system's) may not wait for that.
"""

from __future__ import annotations

import ctypes
import mmap
import sys
from collections.abc import Iterator
from pathlib import Path

from torch import Tensor

WORTH_IT = 1 << 20
"""Bytes of a tensor below which nothing is given back."""
_MAPS = Path("/proc/self/maps")


def let_go(tensor: Tensor, path: Path) -> None:
    """A tensor that lies in the mapping of a file → its pages given back; they are read again if wanted.

    Does nothing for a tensor that lies anywhere else, for small ones, and on systems other than Linux. The
    tensor must not have been written to.
    """
    size = tensor.numel() * tensor.element_size()
    if size < WORTH_IT or sys.platform != "linux" or not tensor.is_contiguous():
        return
    start = tensor.data_ptr()
    if not any(low <= start and start + size <= high for low, high in _mapped(path)):
        return
    first = -(-start // mmap.PAGESIZE) * mmap.PAGESIZE
    last = (start + size) // mmap.PAGESIZE * mmap.PAGESIZE
    ctypes.CDLL(None).madvise(ctypes.c_void_p(first), ctypes.c_size_t(last - first), mmap.MADV_DONTNEED)


def _mapped(path: Path) -> Iterator[tuple[int, int]]:
    """The ranges of addresses at which a file is mapped now."""
    real = str(path.resolve())
    for line in _MAPS.read_text(encoding="utf-8", errors="replace").splitlines():
        fields = line.split(maxsplit=5)
        if len(fields) == 6 and fields[5] == real:
            low, _, high = fields[0].partition("-")
            yield int(low, 16), int(high, 16)
