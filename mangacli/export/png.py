"""A drawing → an 8-bit grey PNG, or one of one bit (third edition, https://www.w3.org/TR/png-3/)."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from mangacli import __version__
from mangacli.atomic_file import Summed, whole_file
from mangacli.drawing import Drawing, Publication
from mangacli.export.flate import NONE, GreyPixels, RowPacker
from mangacli.export.page_pixels import page_bands
from mangacli.export.placed_art import PixelGrid, Placed
from mangacli.export.screening import Screen
from mangacli.geometry import Box

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_METRES_PER_INCH = 0.0254


def write_png(
    drawing: Drawing,
    path: Path,
    dpi: float | None = None,
    *,
    publication: Publication | None = None,
    trimmed: bool = False,
    screen: Screen | None = None,
    arts: Sequence[Placed | None] | None = None,
) -> str:
    """Writes a page as PNG at `dpi` (None: the drawing's own), with the publication's metadata → its SHA-256.

    The picture covers the drawing's whole `size`, so that a box of the drawing × dpi / 72 is a box of the
    picture; `trimmed` leaves out the bleed. With a screen it has one bit a pixel; `arts` as in `page_bands`.
    Raises RunError where the file cannot be written or the picture would be too large.
    """
    dpi = drawing.dpi if dpi is None else dpi
    grid = PixelGrid.of(drawing.size, dpi)
    window = _trim(drawing, grid) if trimmed else Box(0, 0, grid.width, grid.height)
    bands = _seen(page_bands(drawing, dpi, screen, arts), window)
    size = (int(window.width), int(window.height))
    with whole_file(path) as opened:
        file = Summed(opened)
        depth = 8 if screen is None else 1
        packed = _packed(bands, size, depth)
        file.write(SIGNATURE)
        for kind, data in _header(size, depth, dpi, _texts(drawing, publication)):
            _write_chunk(file, kind, data)
        _write_chunk(file, b"IDAT", packed)
        _write_chunk(file, b"IEND", b"")
    return file.sha256


def _trim(drawing: Drawing, grid: PixelGrid) -> Box:
    trim = grid.pixels(drawing.trim)
    left, top = round(trim.x1), round(trim.y1)
    return Box(left, top, left + round(trim.width), top + round(trim.height))


def _seen(bands: Iterable[GreyPixels], window: Box) -> Iterator[GreyPixels]:
    """Bands of the whole page → what a window of whole pixels shows of them."""
    top, (x1, y1, x2, y2) = 0, (int(edge) for edge in (window.x1, window.y1, window.x2, window.y2))
    for band in bands:
        rows = band[max(0, y1 - top) : max(0, y2 - top), x1:x2]
        if len(rows):
            yield rows
        top += len(band)


def _packed(bands: Iterable[GreyPixels], size: tuple[int, int], depth: int) -> bytes:
    """Bands of a picture → the data of its IDAT chunk, with 8 bits a pixel or 1 (1 is paper)."""
    width, height = size
    if depth == 8:
        packer = RowPacker(height, width)
        for band in bands:
            packer.add(band)
    else:
        packer = RowPacker(height, (width + 7) // 8, (NONE,))
        for band in bands:
            packer.add(np.packbits(band, axis=1))
    return packer.finish()


def _texts(drawing: Drawing, publication: Publication | None) -> list[tuple[str, str]]:
    """The picture's metadata under the keywords of the PNG standard (11.3.3.1); nothing that is empty."""
    texts = [("Software", f"mangacli {__version__}"), ("Description", drawing.alt)]
    if publication is not None:
        texts[:0] = [("Title", publication.title), ("Author", publication.author)]
        if publication.artist:
            texts.append(("Comment", f"Art drawn by {publication.artist}"))
    return [(keyword, text) for keyword, text in texts if text]


def _header(
    size: tuple[int, int], depth: int, dpi: float, texts: list[tuple[str, str]]
) -> Iterator[tuple[bytes, bytes]]:
    """The chunks before the picture: kind and data."""
    per_metre = round(dpi / _METRES_PER_INCH)
    yield b"IHDR", struct.pack(">IIBBBBB", *size, depth, 0, 0, 0, 0)
    yield b"sRGB", b"\x00"
    yield b"gAMA", struct.pack(">I", 45_455)  # what sRGB asks for beside it, for older readers
    yield b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1)
    for keyword, text in texts:
        yield b"iTXt", keyword.encode("latin-1") + b"\0\0\0\0\0" + text.encode("utf-8")


def _write_chunk(file: Summed, kind: bytes, data: bytes) -> None:
    file.write(struct.pack(">I", len(data)) + kind)
    file.write(data)
    file.write(struct.pack(">I", zlib.crc32(data, zlib.crc32(kind))))
