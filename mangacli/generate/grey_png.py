"""Grey pixels ↔ a PNG of them, as it comes and as fast as it goes: how art is kept.

Rows are packed plain or as differences to the row above, whichever packs a sample better: line art likes the
one, a model's greys the other. Only files that `encode` has written are read back.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

import deflate
import numpy as np
from numpy.typing import NDArray

from mangacli.drawing import Pixels

SIGNATURE = b"\x89PNG\r\n\x1a\n"
KEYWORD = b"mangacli"
LEVEL = 1
_PLAIN, _UP = 0, 2
_SAMPLE = 64
"""Rows by which the filter is chosen."""


def encode(pixels: Pixels, text: str) -> bytes:
    """Pixels and a text → a PNG that holds both (the text as iTXt under the keyword `mangacli`)."""
    rows = np.frombuffer(pixels.data, np.uint8).reshape(pixels.height, pixels.width)
    header = struct.pack(">IIBBBBB", pixels.width, pixels.height, 8, 0, 0, 0, 0)
    note = KEYWORD + b"\0\0\0\0\0" + text.encode("utf-8")
    chunks = ((b"IHDR", header), (b"iTXt", note), (b"IDAT", _packed(rows)), (b"IEND", b""))
    return SIGNATURE + b"".join(_chunk(kind, data) for kind, data in chunks)


def decode(png: bytes) -> tuple[Pixels, str]:
    """What `encode` made → pixels and text. Raises ValueError for anything else."""
    chunks = dict(_chunks(png))
    try:
        width, height = struct.unpack(">II", chunks[b"IHDR"][:8])
        rows = np.frombuffer(deflate.zlib_decompress(chunks[b"IDAT"], height * (width + 1)), np.uint8)
        rows = rows.reshape(height, width + 1)
    except (KeyError, struct.error, deflate.DeflateError) as error:
        raise ValueError(f"not a kept picture: {error}") from error
    filtered = rows[:, 1:]
    if rows[0, 0] == _UP:
        filtered = np.cumsum(filtered, axis=0, dtype=np.uint8)
    return Pixels(width, height, filtered.tobytes()), text_of(chunks)


def read_text(png: bytes) -> str:
    """What `encode` made → its text alone."""
    return text_of(dict(_chunks(png)))


def text_of(chunks: dict[bytes, bytes]) -> str:
    """The text of a PNG's chunks; empty where there is none."""
    return chunks.get(b"iTXt", b"").partition(b"\0\0\0\0\0")[2].decode("utf-8")


def _packed(rows: NDArray[np.uint8]) -> bytes:
    sample = rows[len(rows) // 2 :][:_SAMPLE]
    plain, up = (len(_deflated(sample, filter)) for filter in (_PLAIN, _UP))
    return _deflated(rows, _UP if up < plain else _PLAIN)


def _deflated(rows: NDArray[np.uint8], filter: int) -> bytes:
    lines = np.empty((rows.shape[0], rows.shape[1] + 1), np.uint8)
    lines[:, 0] = filter
    lines[:, 1:] = rows
    if filter == _UP:
        lines[1:, 1:] -= rows[:-1]
    return bytes(deflate.zlib_compress(lines.tobytes(), LEVEL))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(data, zlib.crc32(kind)))


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    if not png.startswith(SIGNATURE):
        raise ValueError("not a PNG")
    place = len(SIGNATURE)
    while place + 12 <= len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        yield png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        place += length + 12
