"""Shapes and lettering → grey pixels, painted by PDFium without any font.

The items become a one-page PDF in memory whose unit is the pixel; PDFium paints it over the pixels that
are there already. PDFium may be entered by one thread at a time; processes are free of each other.
"""

from __future__ import annotations

import ctypes
import io
import math
import threading
from collections.abc import Sequence
from typing import Any

import pypdfium2.raw as pdfium
from reportlab.pdfbase.pdfdoc import PDFArray

from mangacli.drawing import Pixels, Shape, Text
from mangacli.errors import RunError
from mangacli.paint.canvas import Canvas, opacity_name
from mangacli.paint.pdf_document import PdfDocument, dictionary

WIDEST = 32_000
"""PDFium loses what lies beyond 2¹⁵ pixels: wider pictures are refused, taller ones painted in bands."""
BAND = 8_192
_HARD = pdfium.FPDF_RENDER_NO_SMOOTHPATH | pdfium.FPDF_RENDER_NO_SMOOTHTEXT
_pdfium_lock = threading.Lock()


def pixel_size(size_points: tuple[float, float], scale: float) -> tuple[int, int]:
    """A size in points and pixels per point → whole pixels, at least 1 × 1."""
    return max(1, round(size_points[0] * scale)), max(1, round(size_points[1] * scale))


def rasterise(
    items: Sequence[Shape | Text], size_points: tuple[float, float], scale: float, onto: Pixels | None = None
) -> Pixels:
    """Paints items in order on white paper, or over `onto`, and returns the picture.

    `size_points` is the size of the paper, `scale` pixels per point; the picture has the size of
    `pixel_size`, and `onto` must have it too (ValueError). Edges are anti-aliased; the same items give
    the same bytes in every process.
    """
    width, height = pixel_size(size_points, scale)
    if onto is None:
        buffer = bytearray(b"\xff") * (width * height)
    elif (onto.width, onto.height) == (width, height):
        buffer = bytearray(onto.data)
    else:
        raise ValueError(f"painting {width} × {height} pixels onto {onto.width} × {onto.height}")
    paint_over(buffer, items, size_points, scale)
    return Pixels(width, height, bytes(buffer))


def paint_over(
    buffer: bytearray | memoryview,
    items: Sequence[Shape | Text],
    size_points: tuple[float, float],
    scale: float,
) -> None:
    """Paints items over the grey pixels in `buffer` (rows from the top, of the size of `pixel_size`)."""
    width, height = pixel_size(size_points, scale)
    with Painting(items, size_points, scale) as painting:
        for top in range(0, height, BAND):
            rows = min(BAND, height - top)
            painting.paint(buffer, (width, rows), (0, top), start=top * width)


class Painting:
    """Items ready to be painted over any part of their picture, as often as wished; closed after use.

    `size_points` and `scale` as in `rasterise`. Edges are anti-aliased, or `hard`: a pixel takes an item's
    grey where at least half of it is covered, and no line is thinner than a pixel.
    """

    def __init__(
        self,
        items: Sequence[Shape | Text],
        size_points: tuple[float, float],
        scale: float,
        *,
        hard: bool = False,
    ) -> None:
        self._width, self._height = pixel_size(size_points, scale)
        if self._width > WIDEST:
            raise RunError(f"a picture {self._width} pixels wide cannot be painted", "choose a lower --dpi")
        self._flags = _HARD if hard else 0
        self._file = b""
        self._document: Any = None
        self._page: Any = None
        if items:
            canvas = Canvas(max(2, 2 + math.ceil(math.log10(scale))), pixels_per_point=scale, hard=hard)
            # The page's edges are the picture's edges: what bleeds covers the last pixel wholly.
            across, down = self._width / size_points[0], self._height / size_points[1]
            canvas.write(f"{across:.9f} 0 0 {-down:.9f} 0 {self._height} cm")
            canvas.paint(items)
            self._load(canvas)

    def __enter__(self) -> Painting:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def _load(self, canvas: Canvas) -> None:
        self._file = _document(canvas, self._width, self._height)
        with _pdfium_lock:
            self._document = pdfium.FPDF_LoadMemDocument64(self._file, len(self._file), None)
            # The page must be held: PDFium does not keep it alive by itself.
            self._page = pdfium.FPDF_LoadPage(self._document, 0) if self._document else None
            if not self._page:
                raise AssertionError(f"PDFium cannot read our page: error {pdfium.FPDF_GetLastError()}")

    def paint(
        self,
        buffer: bytearray | memoryview,
        size: tuple[int, int],
        corner: tuple[int, int] = (0, 0),
        *,
        start: int = 0,
    ) -> None:
        """Paints over grey pixels: `size` (width, height) of them from byte `start` of the buffer on.

        Their top left is the pixel `corner` (x, y) of the picture. At most 2¹⁵ rows at a time.
        """
        if self._page is None:
            return
        (width, rows), (left, top) = size, corner
        pixels = (ctypes.c_ubyte * (rows * width)).from_buffer(buffer, start)
        with _pdfium_lock:
            bitmap = pdfium.FPDFBitmap_CreateEx(width, rows, pdfium.FPDFBitmap_Gray, pixels, width)
            pdfium.FPDF_RenderPageBitmap(
                bitmap, self._page, -left, -top, self._width, self._height, 0, self._flags
            )
            pdfium.FPDFBitmap_Destroy(bitmap)

    def close(self) -> None:
        """Lets go of what PDFium holds."""
        with _pdfium_lock:
            if self._page:
                pdfium.FPDF_ClosePage(self._page)
            if self._document:
                pdfium.FPDF_CloseDocument(self._document)
        self._document = self._page = None


def _document(canvas: Canvas, width: int, height: int) -> bytes:
    """A PDF of one page, a unit a pixel."""
    file = io.BytesIO()
    document = PdfDocument(file)
    content = document.add_stream({}, canvas.content())
    states = {opacity_name(opacity): dictionary(CA=opacity) for opacity in sorted(canvas.opacities)}
    tree = document.reserve()
    page = document.add(
        dictionary(
            Type="/Page",
            Parent=tree,
            MediaBox=f"[0 0 {width} {height}]",
            Contents=content,
            Resources=dictionary(ExtGState=dictionary(**states)),
        )
    )
    document.add(dictionary(Type="/Pages", Kids=PDFArray([page]), Count=1), tree)
    document.finish(document.add(dictionary(Type="/Catalog", Pages=tree)))
    return file.getvalue()
