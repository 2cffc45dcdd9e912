"""Bytes → zlib streams (RFC 1950), and the rows of grey pictures filtered so that they pack well."""

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
BAND, BAND_EVERY = 16, 256
"""Rows that are packed in both ways to see which is smaller: 16 of every 256."""


def pack(data: bytes | bytearray | memoryview) -> bytes:
    """Bytes → a zlib stream."""
    if _libdeflate is None:
        return zlib.compress(data, LEVEL)
    return bytes(_libdeflate(data, LEVEL))


def pack_rows(pixels: GreyPixels) -> bytes:
    """Grey pixels (height × width) → a zlib stream of PNG rows (PNG, 9.2): filter None or Up, the smaller.

    Line art and screentone pack best as they are, gradients as differences; some bands of the picture
    decide. The same stream serves as a PNG's IDAT and as a PDF image with predictor 15.
    """
    bands = [pixels[top : top + BAND] for top in range(0, len(pixels), BAND_EVERY)]
    sizes = {row: sum(len(pack(_filtered(band, row))) for band in bands) for row in (NONE, UP)}
    return pack(_filtered(pixels, min(sizes, key=lambda row: sizes[row])))


def _filtered(pixels: GreyPixels, row_filter: int) -> memoryview:
    height, width = pixels.shape
    rows = np.empty((height, width + 1), np.uint8)
    rows[:, 0] = row_filter
    if row_filter == UP:
        rows[0, 1:] = pixels[0]
        np.subtract(pixels[1:], pixels[:-1], out=rows[1:, 1:])
    else:
        rows[:, 1:] = pixels
    return rows.data.cast("B")
