"""Bytes → zlib streams (RFC 1950), and the rows of grey pictures filtered so that they pack well."""

from __future__ import annotations

import zlib

import numpy as np
from numpy.typing import NDArray

try:
    from deflate import zlib_compress as _libdeflate
except ImportError:  # no wheel for this machine: the standard library packs the same, four times slower
    _libdeflate = None

LEVEL = 6


def pack(data: bytes | bytearray | memoryview) -> bytes:
    """Bytes → a zlib stream."""
    if _libdeflate is None:
        return zlib.compress(data, LEVEL)
    return bytes(_libdeflate(data, LEVEL))


def pack_rows(pixels: NDArray[np.uint8]) -> bytes:
    """Grey pixels (height × width) → a zlib stream of PNG rows, each with the Up filter (PNG, 9.2).

    The same stream serves as a PNG's IDAT and as a PDF image with predictor 15.
    """
    height, width = pixels.shape
    rows = np.empty((height, width + 1), np.uint8)
    rows[:, 0] = 2
    rows[0, 1:] = pixels[0]
    np.subtract(pixels[1:], pixels[:-1], out=rows[1:, 1:])
    return pack(rows.data.cast("B"))
