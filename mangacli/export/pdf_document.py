"""PDF objects → a file, as they come: of what is written only its place is kept (ISO 32000-1, 7.3–7.5)."""

from __future__ import annotations

import hashlib
from typing import BinaryIO

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


class PdfDocument:
    """A PDF file being written to a stream. Memory grows with the number of objects only: 8 bytes or so each.

    The same objects in the same order give the same bytes; the file's identifier is a digest of them.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._position = 0
        self._places: list[int] = []
        self._digest = hashlib.sha256()
        self._write(HEADER)

    def reserve(self) -> int:
        """The number of an object that will be written later with `add(…, number)`."""
        self._places.append(0)
        return len(self._places)

    def add(self, body: str | bytes, number: int | None = None) -> int:
        """Writes an object; its number."""
        number = self.reserve() if number is None else number
        self._places[number - 1] = self._position
        content = body.encode("ascii") if isinstance(body, str) else body
        self._write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
        return number

    def add_stream(self, entries: str, data: bytes, number: int | None = None) -> int:
        """Writes a stream as it is, its dictionary holding `entries` and the length; its number."""
        dictionary = f"<< {entries} /Length {len(data)} >>".encode("ascii")
        return self.add(b"%s\nstream\n%s\nendstream" % (dictionary, data), number)

    def finish(self, catalog: int, info: int) -> None:
        """Writes the table of objects and the trailer."""
        missing = [number for number, place in enumerate(self._places, 1) if place == 0]
        if missing:
            raise AssertionError(f"PDF objects reserved and never written: {missing}")
        identifier = self._digest.hexdigest()[:32].upper()
        start, count = self._position, len(self._places) + 1
        self._write(b"xref\n0 %d\n0000000000 65535 f \n" % count)
        for place in self._places:
            self._write(b"%010d 00000 n \n" % place)
        trailer = (
            f"trailer\n<< /Size {count} /Root {catalog} 0 R /Info {info} 0 R"
            f" /ID [<{identifier}> <{identifier}>] >>\nstartxref\n{start}\n%%EOF\n"
        )
        self._write(trailer.encode("ascii"))

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._digest.update(data)
        self._position += len(data)


def text_string(text: str) -> str:
    """Text → a PDF text string (7.9.2.2): plain ASCII in brackets, everything else as UTF-16 in hex."""
    if text.isascii() and text.isprintable():
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        return f"({escaped})"
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def name(text: str) -> str:
    """Text → a PDF name (7.3.5), with everything but letters, digits and hyphens written as #xx."""
    safe = [
        chr(byte) if byte < 128 and (chr(byte).isalnum() or byte == 0x2D) else f"#{byte:02X}"
        for byte in text.encode("utf-8")
    ]
    return "/" + "".join(safe)


def rectangle(x1: float, y1: float, x2: float, y2: float) -> str:
    """Corners in points → a PDF rectangle, whose first corner is the lower left one."""
    return f"[{x1:.4f} {y1:.4f} {x2:.4f} {y2:.4f}]"
