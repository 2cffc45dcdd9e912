"""PDF objects → a file, as they come: reportlab forms and numbers them, what is written is forgotten.

reportlab's own document keeps every page until it is saved; here its objects go to the file one by one, so
that memory does not grow with the pages (ISO 32000-1, 7.3–7.5).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, Protocol

from reportlab.pdfbase import pdfdoc

VERSION = (1, 7)
Reference = pdfdoc.PDFObjectReference
"""Stands for an object inside another one; the object itself may be written later."""


class Writable(Protocol):
    """Where a file's bytes go."""

    def write(self, data: bytes, /) -> int:
        """Writes on; how many bytes that were."""
        ...


class PdfDocument:
    """A PDF file being written to a stream. Memory grows with the number of objects only.

    The same objects in the same order give the same bytes; the file's identifier is a digest of them.
    """

    def __init__(self, file: Writable) -> None:
        self._objects: Any = pdfdoc.PDFDocument(compression=0, invariant=1, pdfVersion=VERSION)
        self._file = _FileOnDisk(file)
        self._digest = hashlib.sha256()
        # reportlab counts its dictionary of standard fonts as the first object of every document.
        self.add(pdfdoc.PDFDictionary(), Reference(pdfdoc.BasicFonts))

    def reserve(self) -> Reference:
        """A reference to an object that will be written later with `add(…, reference)`."""
        reference: Reference = self._objects.Reference(pdfdoc.PDFDictionary())
        return reference

    def add(self, body: pdfdoc.PDFObject, reference: Reference | None = None) -> Reference:
        """Writes an object; the reference to it."""
        reference = reference or self.reserve()
        content = pdfdoc.PDFIndirectObject(reference.name, body).format(self._objects)
        self._objects.idToOffset[reference.name] = self._file.add(content)
        self._objects.idToObject[reference.name] = None
        self._digest.update(content)
        return reference

    def add_stream(
        self, entries: Mapping[str, object], data: bytes, reference: Reference | None = None
    ) -> Reference:
        """Writes a stream as it is, its dictionary holding `entries` and the length; the reference to it."""
        return self.add(pdfdoc.PDFStream(pdfdoc.PDFDictionary(dict(entries)), data), reference)

    def finish(self, catalog: Reference, info: Reference | None = None) -> None:
        """Writes the table of objects and the trailer."""
        names = [self._objects.numberToId[number] for number in sorted(self._objects.numberToId)]
        missing = [name for name in names if name not in self._objects.idToOffset]
        if missing:
            raise AssertionError(f"PDF objects reserved and never written: {missing}")
        table = pdfdoc.PDFCrossReferenceTable()
        table.addsection(0, names)
        start = self._file.add(table.format(self._objects))
        identifier = f"<{self._digest.hexdigest()[:32].upper()}>"
        trailer = pdfdoc.PDFTrailer(
            start, Size=len(names) + 1, Root=catalog, Info=info, ID=f"[{identifier} {identifier}]"
        )
        self._file.add(trailer.format(self._objects))


class _FileOnDisk(pdfdoc.PDFFile):
    """reportlab's growing file, written through to a stream."""

    def __init__(self, file: Writable) -> None:
        self._stream = file
        super().__init__(VERSION)

    def add(self, s: str | bytes) -> int:
        """Writes a piece; the place where it begins."""
        place = self.offset
        self.offset += self._stream.write(pdfdoc.pdfdocEnc(s))
        return place


def dictionary(**entries: object) -> pdfdoc.PDFDictionary:
    """Names and values → a PDF dictionary, without the entries that are None."""
    return pdfdoc.PDFDictionary({key: value for key, value in entries.items() if value is not None})


def text_string(text: str) -> str:
    """Text → a PDF text string as it stands in a file (7.9.2.2)."""
    return str(pdfdoc.PDFString(text).format(pdfdoc.DummyDoc()), "ascii")


def name(text: str) -> str:
    """Text → a PDF name (7.3.5); reportlab leaves a slash as it is."""
    written = str(pdfdoc.PDFName(text.encode("utf-8").decode("latin-1")))
    return "/" + written[1:].replace("/", "#2F")


def rectangle(x1: float, y1: float, x2: float, y2: float) -> str:
    """Corners in points → a PDF rectangle, whose first corner is the lower left one."""
    return f"[{x1:.4f} {y1:.4f} {x2:.4f} {y2:.4f}]"
