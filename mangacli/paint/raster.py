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

import pypdfium2.raw as pdfium
from reportlab.pdfbase.pdfdoc import PDFArray

from mangacli.drawing import Pixels, Shape, Text
from mangacli.errors import RunError
from mangacli.paint.canvas import Canvas, opacity_name
from mangacli.paint.pdf_document import PdfDocument, dictionary

WIDEST = 32_000
"""PDFium loses what lies beyond 2¹⁵ pixels: wider pictures are refused, taller ones painted in bands."""
BAND = 8_192
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
    if width > WIDEST:
        raise RunError(f"a picture {width} pixels wide cannot be painted", "choose a lower --dpi")
    if not items:
        return
    decimals = max(2, 2 + math.ceil(math.log10(scale)))
    canvas = Canvas(decimals, pixels_per_point=scale)
    # The page's edges are the picture's edges: what bleeds covers the last pixel wholly.
    canvas.write(f"{width / size_points[0]:.9f} 0 0 {-height / size_points[1]:.9f} 0 {height} cm")
    canvas.paint(items)
    _render(_document(canvas, width, height), buffer, width, height)


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


def _render(document: bytes, buffer: bytearray | memoryview, width: int, height: int) -> None:
    """Renders the document's page over the buffer, band by band."""
    with _pdfium_lock:
        loaded = pdfium.FPDF_LoadMemDocument64(document, len(document), None)
        # The page must stay in a variable: PDFium does not keep it alive by itself.
        page = pdfium.FPDF_LoadPage(loaded, 0) if loaded else None
        if not page:
            raise AssertionError(f"PDFium cannot read our page: error {pdfium.FPDF_GetLastError()}")
        try:
            for top in range(0, height, BAND):
                rows = min(BAND, height - top)
                band = (ctypes.c_ubyte * (rows * width)).from_buffer(buffer, top * width)
                bitmap = pdfium.FPDFBitmap_CreateEx(width, rows, pdfium.FPDFBitmap_Gray, band, width)
                pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, -top, width, height, 0, 0)
                pdfium.FPDFBitmap_Destroy(bitmap)
        finally:
            pdfium.FPDF_ClosePage(page)
            pdfium.FPDF_CloseDocument(loaded)
