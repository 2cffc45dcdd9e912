"""Bytes → zlib streams (RFC 1950), and the rows of pictures filtered so that they pack well."""

from __future__ import annotations

import zlib

import numpy as np
from numpy.typing import NDArray

try:
    from deflate import zlib_compress as _libdeflate
except ImportError:  # no wheel for this machine: the standard library packs the same, four times slower
    _libdeflate = None

GreyPixels = NDArray[np.uint8]
"""Height × width, 0 black to 255 white."""
LEVEL = 6
NONE, UP = 0, 2
SAMPLE, SAMPLE_EVERY = 16, 256
"""Rows that are packed in both ways to see which is smaller: 16 of every 256."""
TOGETHER = 16_000_000
"""Bytes of rows that are kept to be packed in one piece. More are packed as they come, a little looser: the
rows of a page for print would take as much memory as all the rest of the run."""
STREAM_LEVEL = 4


def pack(data: bytes | bytearray | memoryview) -> bytes:
    """Bytes → a zlib stream."""
    if _libdeflate is None:
        return zlib.compress(data, LEVEL)
    return bytes(_libdeflate(data, LEVEL))


def pack_rows(pixels: GreyPixels, filters: tuple[int, ...] = (NONE, UP)) -> bytes:
    """Rows of bytes (height × width) → a zlib stream of PNG rows."""
    height, width = pixels.shape
    packer = RowPacker(height, width, filters)
    for top in range(0, len(pixels), SAMPLE_EVERY):
        packer.add(pixels[top : top + SAMPLE_EVERY])
    return packer.finish()


class RowPacker:
    """Rows of bytes, band by band → one zlib stream of PNG rows (PNG, 9.2): filter None or Up, the smaller.

    Line art and screentone pack best as they are, gradients as differences; some rows of each band decide.
    The same stream serves as a PNG's IDAT and as a PDF image with predictor 15.
    """

    def __init__(self, height: int, width: int, filters: tuple[int, ...] = (NONE, UP)) -> None:
        self._filters = filters
        self._above = np.zeros(width, np.uint8)
        self._done = 0
        size = height * (width + 1)
        self._rows = np.empty((height, width + 1), np.uint8) if size <= TOGETHER else None
        self._stream = zlib.compressobj(STREAM_LEVEL)
        self._parts: list[bytes] = []

    def add(self, band: GreyPixels) -> None:
        """Takes the next rows; they may be changed afterwards."""
        if self._rows is not None:
            rows = self._rows[self._done : self._done + len(band)]
        else:
            rows = np.empty((len(band), band.shape[1] + 1), np.uint8)
        _filter(band, self._above, self._smaller(band), rows)
        self._above[:] = band[-1]
        self._done += len(band)
        if self._rows is None:
            self._parts.append(self._stream.compress(rows.data.cast("B")))

    def _smaller(self, band: GreyPixels) -> int:
        if len(self._filters) == 1:
            return self._filters[0]
        sizes = dict.fromkeys(self._filters, 0)
        for top in range(0, len(band), SAMPLE_EVERY):
            sample = band[top : top + SAMPLE]
            rows = np.empty((len(sample), band.shape[1] + 1), np.uint8)
            for row_filter in self._filters:
                _filter(sample, np.zeros_like(self._above), row_filter, rows)
                sizes[row_filter] += len(pack(rows.data.cast("B")))
        return min(sizes, key=lambda row_filter: sizes[row_filter])

    def finish(self) -> bytes:
        """The stream of all rows that were added."""
        if self._rows is None:
            return b"".join([*self._parts, self._stream.flush()])
        if self._done != len(self._rows):
            raise AssertionError(f"{self._done} rows were added of {len(self._rows)}")
        return pack(self._rows.data.cast("B"))


def _filter(band: GreyPixels, above: GreyPixels, row_filter: int, rows: GreyPixels) -> None:
    """Writes a band's rows, filtered, into `rows`; `above` is the row over the first."""
    rows[:, 0] = row_filter
    if row_filter == UP:
        np.subtract(band[0], above, out=rows[0, 1:])
        np.subtract(band[1:], band[:-1], out=rows[1:, 1:])
    else:
        rows[:, 1:] = band
