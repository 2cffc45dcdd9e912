"""A drawing → an 8-bit grey PNG (third edition, https://www.w3.org/TR/png-3/)."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

from mangacli import __version__
from mangacli.atomic_file import whole_file
from mangacli.drawing import Drawing, Publication
from mangacli.export.flate import GreyPixels, pack_rows
from mangacli.export.page_pixels import PixelGrid, page_pixels

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_METRES_PER_INCH = 0.0254


def write_png(
    drawing: Drawing,
    path: Path,
    dpi: float | None = None,
    *,
    publication: Publication | None = None,
    trimmed: bool = False,
) -> None:
    """Writes a page as PNG at `dpi` (None: the drawing's own), with the publication's metadata.

    The picture covers the drawing's whole `size`, so that a box of the drawing × dpi / 72 is a box of the
    picture; `trimmed` leaves out the bleed. Raises RunError where the file cannot be written or the picture
    would be too large.
    """
    dpi = drawing.dpi if dpi is None else dpi
    pixels = page_pixels(drawing, dpi)
    if trimmed:
        pixels = _trimmed(pixels, drawing, PixelGrid.of(drawing.size, dpi))
    with whole_file(path) as file:
        for chunk in _chunks(pixels, dpi, _texts(drawing, publication)):
            file.write(chunk)


def _trimmed(pixels: GreyPixels, drawing: Drawing, grid: PixelGrid) -> GreyPixels:
    trim = grid.pixels(drawing.trim)
    left, top = round(trim.x1), round(trim.y1)
    return pixels[top : top + round(trim.height), left : left + round(trim.width)]


def _texts(drawing: Drawing, publication: Publication | None) -> list[tuple[str, str]]:
    """The picture's metadata under the keywords of the PNG standard (11.3.3.1); nothing that is empty."""
    texts = [("Software", f"mangacli {__version__}"), ("Description", drawing.alt)]
    if publication is not None:
        texts[:0] = [("Title", publication.title), ("Author", publication.author)]
        if publication.artist:
            texts.append(("Comment", f"Art drawn by {publication.artist}"))
    return [(keyword, text) for keyword, text in texts if text]


def _chunks(pixels: GreyPixels, dpi: float, texts: list[tuple[str, str]]) -> Iterator[bytes]:
    height, width = pixels.shape
    per_metre = round(dpi / _METRES_PER_INCH)
    yield SIGNATURE
    yield _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    yield _chunk(b"sRGB", b"\x00")
    yield _chunk(b"gAMA", struct.pack(">I", 45_455))  # what sRGB asks for beside it, for older readers
    yield _chunk(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1))
    for keyword, text in texts:
        yield _chunk(b"iTXt", keyword.encode("latin-1") + b"\0\0\0\0\0" + text.encode("utf-8"))
    yield _chunk(b"IDAT", pack_rows(pixels))
    yield _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    checksum = zlib.crc32(data, zlib.crc32(kind))
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)
