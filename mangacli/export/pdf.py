"""Drawings → one PDF: true page sizes, vectors, embedded subset fonts, text in reading order.

Pages are written as they come, so memory does not grow with their number; fonts and the tree of pages
follow at the end.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary

from mangacli.atomic_file import Summed, whole_file
from mangacli.drawing import Drawing, Publication
from mangacli.errors import RunError
from mangacli.export.pdf_font import PdfFontKey, write_fonts
from mangacli.export.pdf_metadata import information, viewing, xmp
from mangacli.export.pdf_page import PaintedPage, PdfImage, paint_page
from mangacli.export.screening import Screen
from mangacli.paint.pdf_document import PdfDocument, Reference, dictionary


def write_pdf(
    publication: Publication,
    drawings: Iterable[Drawing],
    path: Path,
    dpi: float | None = None,
    screen: Screen | None = None,
) -> None:
    """Writes a publication's pages, in order, as one PDF; art at `dpi` (None: each drawing's own).

    With a screen art is ink alone, in dots of one bit. `drawings` is consumed one by one; what it raises goes
    through, and then no file is left. Raises RunError where there are no pages or the file cannot be written.
    """
    painted = (paint_page(drawing, drawing.dpi if dpi is None else dpi, screen) for drawing in drawings)
    bind_pdf(publication, painted, path)


def bind_pdf(publication: Publication, painted: Iterable[PaintedPage], path: Path) -> str:
    """Writes pages that are painted already as `write_pdf` does → the file's SHA-256.

    They may come from other processes, and from other runs.
    """
    with whole_file(path) as opened:
        file = Summed(opened)
        document = PdfDocument(file)
        pages = _Pages(document)
        for page in painted:
            pages.add(page)
        if not pages.references:
            raise RunError(f"there are no pages for {path}", "choose at least one page")
        pages.finish()
        metadata = document.add_stream({"Type": "/Metadata", "Subtype": "/XML"}, xmp(publication))
        catalog = document.add(
            dictionary(
                Type="/Catalog",
                Pages=pages.tree,
                Metadata=metadata,
                **viewing(publication, pages.labels, pages.sizes),
            )
        )
        document.finish(catalog, document.add(information(publication)))
    return file.sha256


class _Pages:
    """The pages of a document: written at once, with the fonts that they share noted for the end."""

    def __init__(self, document: PdfDocument) -> None:
        self.document = document
        self.tree = document.reserve()
        self.references: list[Reference] = []
        self.labels: list[str] = []
        self.sizes: list[tuple[float, float]] = []
        self._fonts: dict[PdfFontKey, Reference] = {}
        self._glyphs: dict[str, dict[int, str]] = {}

    def add(self, page: PaintedPage) -> None:
        """Writes a page with its content and pictures."""
        content = self.document.add_stream({"Filter": "/FlateDecode"}, page.content)
        images = [self._image(image) for image in page.images]
        fonts = [self._font(key) for key in page.fonts]
        for face_key, used in page.glyphs.items():
            known = self._glyphs.setdefault(face_key, {})
            for glyph_id, text in used.items():
                known[glyph_id] = known.get(glyph_id) or text
        resources = dictionary(Font=_named("F", fonts), XObject=_named("I", images))
        self.references.append(
            self.document.add(
                dictionary(
                    Type="/Page",
                    UserUnit=page.unit if page.unit > 1 else None,
                    Parent=self.tree,
                    MediaBox=page.media,
                    BleedBox=page.bleed,
                    TrimBox=page.trim,
                    Contents=content,
                    Resources=resources,
                )
            )
        )
        self.labels.append(page.label)
        self.sizes.append(page.size)

    def _image(self, image: PdfImage) -> Reference:
        entries = {
            "Type": "/XObject",
            "Subtype": "/Image",
            "Width": image.width,
            "Height": image.height,
            **(_STENCIL if image.kind == "stencil" else _GREY),
            "DecodeParms": _parameters(image),
        }
        return self.document.add_stream(entries, image.packed)

    def _font(self, key: PdfFontKey) -> Reference:
        if key not in self._fonts:
            self._fonts[key] = self.document.reserve()
        return self._fonts[key]

    def finish(self) -> None:
        """Writes the fonts and the tree of pages."""
        write_fonts(self.document, self._fonts, self._glyphs)
        kids = PDFArray(self.references)
        self.document.add(dictionary(Type="/Pages", Kids=kids, Count=len(self.references)), self.tree)


_GREY: dict[str, object] = {"ColorSpace": "/DeviceGray", "BitsPerComponent": 8, "Filter": "/FlateDecode"}
_STENCIL: dict[str, object] = {"ImageMask": "true", "BitsPerComponent": 1, "Filter": "/CCITTFaxDecode"}


def _parameters(image: PdfImage) -> PDFDictionary:
    """What the image's filter has to know (ISO 32000-1, 7.4.4.4 and 7.4.6)."""
    if image.kind == "stencil":
        return dictionary(K=-1, Columns=image.width, Rows=image.height)
    return dictionary(Predictor=15, Colors=1, BitsPerComponent=8, Columns=image.width)


def _named(letter: str, references: list[Reference]) -> PDFDictionary:
    return dictionary(**{f"{letter}{index}": reference for index, reference in enumerate(references)})
