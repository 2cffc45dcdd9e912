"""Glyphs that were used → an embedded subset font (ISO 32000-1, 9.7): Type0 over a CIDFont, ids kept.

A character code is the glyph's id in the font, so a page can be written before the subset is known. One
embedded subset of a face serves lines (Identity-H) and columns (Identity-V).
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import uharfbuzz as hb
from reportlab.pdfbase.pdfdoc import PDFArray

from mangacli.export.flate import pack
from mangacli.fonts.face import Face, face
from mangacli.paint.pdf_document import PdfDocument, Reference, dictionary, name

COLUMN_ORIGIN = 0.88
"""Where a glyph's vertical origin lies above its baseline, in em; half its width to the right of its origin.

It only ties the numbers of the file to each other: lettering has decided where each glyph lies."""
_LEFT_OUT = (
    "GSUB",
    "GPOS",
    "GDEF",
    "BASE",
    "JSTF",
    "MATH",
    "DSIG",
    "kern",
    "vhea",
    "vmtx",
    "VORG",
    "STAT",
    "gasp",
)


@dataclass(frozen=True, slots=True, order=True)
class PdfFontKey:
    """A face as a font of the file: set in lines or in columns."""

    face: str
    vertical: bool


def width(face_key: str, glyph_id: int) -> float:
    """A glyph's advance in thousandths of the em, rounded as the file has it."""
    return round(face(face_key).advance(glyph_id) * 1000, 2)


def write_fonts(
    document: PdfDocument, keys: Mapping[PdfFontKey, Reference], glyphs: Mapping[str, dict[int, str]]
) -> None:
    """Writes each face's subset once, and under their reserved references the fonts that use it.

    `glyphs` holds for each face the text that each used glyph stands for (empty where it has none).
    """
    for face_key in sorted(glyphs):
        opened, used = face(face_key), glyphs[face_key]
        descendant, base_font = _write_cid_font(document, opened, used)
        unicode = document.add_stream({"Filter": "/FlateDecode"}, pack(_to_unicode(used)))
        for key, reference in sorted(keys.items(), key=lambda item: item[0]):
            if key.face == face_key:
                encoding = "/Identity-V" if key.vertical else "/Identity-H"
                font = dictionary(
                    Type="/Font",
                    Subtype="/Type0",
                    BaseFont=base_font,
                    Encoding=encoding,
                    DescendantFonts=PDFArray([descendant]),
                    ToUnicode=unicode,
                )
                document.add(font, reference)


def _write_cid_font(document: PdfDocument, opened: Face, used: Mapping[int, str]) -> tuple[Reference, str]:
    """Writes the subset, its descriptor and the CIDFont; the CIDFont's reference and the subset's name."""
    subset = _subset(opened, used)
    is_cff = "CFF " in subset.table_tags
    base_font = name(f"{_tag(used)}+{opened.postscript_name}")
    entries: dict[str, object] = {"Filter": "/FlateDecode"}
    if is_cff:
        data = subset.reference_table("CFF ").data
        entries["Subtype"] = "/CIDFontType0C"
    else:
        data = subset.blob.data
        entries["Length1"] = len(data)
    program = document.add_stream(entries, pack(data))
    descriptor = dictionary(
        Type="/FontDescriptor",
        FontName=base_font,
        Flags=4,
        FontBBox=PDFArray(_bounding_box(opened)),
        ItalicAngle=0,
        Ascent=opened.ascent * 1000,
        Descent=-opened.descent * 1000,
        CapHeight=700,
        StemV=80,
        **{"FontFile3" if is_cff else "FontFile2": program},
    )
    widths = " ".join(f"{glyph_id} [{width(opened.key, glyph_id):g}]" for glyph_id in sorted(used))
    font = dictionary(
        Type="/Font",
        Subtype="/CIDFontType0" if is_cff else "/CIDFontType2",
        CIDToGIDMap=None if is_cff else "/Identity",
        BaseFont=base_font,
        FontDescriptor=document.add(descriptor),
        CIDSystemInfo=dictionary(Registry="(Adobe)", Ordering="(Identity)", Supplement=0),
        DW=1000,
        DW2=f"[{COLUMN_ORIGIN * 1000:g} -1000]",
        W=f"[{widths}]",
    )
    return document.add(font), base_font


def _subset(opened: Face, used: Mapping[int, str]) -> hb.Face:
    wanted = hb.SubsetInput()
    wanted.flags = (
        hb.SubsetFlags.RETAIN_GIDS
        | hb.SubsetFlags.NO_HINTING
        | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        | hb.SubsetFlags.CFF_IDENTITY_CHARSET
    )
    wanted.pin_all_axes_to_default(opened.hb_face)
    wanted.glyph_set.update(used)
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode("ascii")) for tag in _LEFT_OUT)
    return hb.subset(opened.hb_face, wanted)


def _tag(used: Mapping[int, str]) -> str:
    """Six capital letters that tell subsets of one font apart."""
    digest = hashlib.sha256(",".join(map(str, sorted(used))).encode("ascii")).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _bounding_box(opened: Face) -> tuple[float, ...]:
    """The font's box in thousandths of the em, from its `head` table."""
    head = opened.hb_face.reference_table("head").data
    return tuple(corner * 1000 / opened.units_per_em for corner in struct.unpack(">4h", head[36:44]))


def _to_unicode(used: Mapping[int, str]) -> bytes:
    """A CMap from glyph ids to text (9.10.3)."""
    return "\n".join(_to_unicode_lines(used)).encode("ascii")


def _to_unicode_lines(used: Mapping[int, str]) -> Iterator[str]:
    yield "/CIDInit /ProcSet findresource begin 12 dict begin begincmap"
    yield "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def"
    yield "/CMapName /Adobe-Identity-UCS def /CMapType 2 def"
    yield "1 begincodespacerange <0000> <FFFF> endcodespacerange"
    pairs = [(glyph_id, text) for glyph_id, text in sorted(used.items()) if text]
    for start in range(0, len(pairs), 100):  # the specification's limit of a block
        block = pairs[start : start + 100]
        yield f"{len(block)} beginbfchar"
        for glyph_id, text in block:
            yield f"<{glyph_id:04X}> <{text.encode('utf-16-be').hex().upper()}>"
        yield "endbfchar"
    yield "endcmap CMapName currentdict /CMap defineresource pop end end"
