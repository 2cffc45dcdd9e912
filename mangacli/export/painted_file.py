"""A painted page ↔ bytes, so that a document can be bound again without painting what is as it was."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator

from mangacli.export.pdf_font import PdfFontKey
from mangacli.export.pdf_page import PaintedPage, PdfImage

_LENGTH = struct.Struct(">Q")


def pack_painted(page: PaintedPage) -> bytes:
    """A painted page → a head of JSON, then its operators and pictures, each with its length before it."""
    head = {
        "size": page.size,
        "unit": page.unit,
        "boxes": [page.media, page.bleed, page.trim],
        "label": page.label,
        "images": [[image.width, image.height, image.kind] for image in page.images],
        "fonts": [[font.face, font.vertical] for font in page.fonts],
        "glyphs": {face: list(used.items()) for face, used in page.glyphs.items()},
    }
    parts = [json.dumps(head).encode(), page.content, *(image.packed for image in page.images)]
    return b"".join(_LENGTH.pack(len(part)) + part for part in parts)


def unpack_painted(packed: bytes) -> PaintedPage:
    """What `pack_painted` made → the page. Raises ValueError for anything else."""
    try:
        head_part, content, *pictures = _parts(packed)
        head = json.loads(head_part)
        (media, bleed, trim), (width, height) = head["boxes"], head["size"]
        return PaintedPage(
            size=(width, height),
            unit=head["unit"],
            media=media,
            bleed=bleed,
            trim=trim,
            label=head["label"],
            content=content,
            images=tuple(
                PdfImage(width, height, picture, kind)
                for (width, height, kind), picture in zip(head["images"], pictures, strict=True)
            ),
            fonts=tuple(PdfFontKey(face, vertical) for face, vertical in head["fonts"]),
            glyphs={face: dict(map(tuple, used)) for face, used in head["glyphs"].items()},
        )
    except (KeyError, TypeError, struct.error) as error:
        raise ValueError(f"not a painted page: {error}") from error


def _parts(packed: bytes) -> Iterator[bytes]:
    place = 0
    while place < len(packed):
        (length,) = _LENGTH.unpack_from(packed, place)
        place += _LENGTH.size
        yield packed[place : place + length]
        place += length
