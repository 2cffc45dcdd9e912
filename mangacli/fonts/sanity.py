"""A font file's bytes → what is wrong with its build, before any library reads it.

The directory, the tables that lettering needs and the numbers in them, as the OpenType specification 1.9 has
them. What passes can still be hostile in its glyphs: `probe.py` opens it under limits.
"""

from __future__ import annotations

import struct
from array import array
from sys import byteorder

MOST_TABLES = 64
MOST_FONTS = 64
"""In a collection."""
TALLEST = 10.0
"""Em. Ascent and descent beyond this are no measures of a typeface."""

_NEEDED = ("cmap", "head", "hhea", "hmtx", "maxp")
_MAGIC = 0x5F0F3CF5

Tables = dict[str, tuple[int, int]]
"""By tag: offset and length."""


class UnsoundFontError(Exception):
    """The font's build is wrong; the text says what, in a few words."""


def require_sound(data: bytes) -> None:
    """Checks the first font of a file. Raises UnsoundFontError with what is wrong."""
    try:
        tables = _tables(data, _first_font(data))
        glyphs, units = _numbers(data, tables)
        _check_metrics(data, tables, glyphs, units)
        _check_outlines(data, tables, glyphs)
    except struct.error:
        raise UnsoundFontError("a table is cut off") from None


def _first_font(data: bytes) -> int:
    """Where the directory of the first font begins."""
    if data[:4] != b"ttcf":
        return 0
    count, offset = struct.unpack_from(">II", data, 8)
    if not 1 <= count <= MOST_FONTS:
        raise UnsoundFontError(f"a collection of {count} fonts")
    return int(offset)


def _tables(data: bytes, start: int) -> Tables:
    (count,) = struct.unpack_from(">H", data, start + 4)
    if not 1 <= count <= MOST_TABLES:
        raise UnsoundFontError(f"{count} tables")
    tables: Tables = {}
    for index in range(count):
        tag, _, offset, length = struct.unpack_from(">4sIII", data, start + 12 + 16 * index)
        name = tag.decode("latin-1")
        if name in tables:
            raise UnsoundFontError(f'two tables "{name}"')
        if offset + length > len(data):
            raise UnsoundFontError(f'the table "{name}" reaches beyond the end of the file')
        tables[name] = (offset, length)
    missing = [name for name in _NEEDED if name not in tables]
    if missing:
        raise UnsoundFontError(f'no table "{missing[0]}"')
    return tables


def _numbers(data: bytes, tables: Tables) -> tuple[int, int]:
    """How many glyphs the font has, and its units per em."""
    offset, length = tables["head"]
    magic, _, units = struct.unpack_from(">IHH", data, offset + 12)
    if length < 54 or magic != _MAGIC:
        raise UnsoundFontError('the table "head" is none')
    if not 16 <= units <= 16384:
        raise UnsoundFontError(f"{units} units per em")
    (glyphs,) = struct.unpack_from(">H", data, tables["maxp"][0] + 4)
    if not glyphs:
        raise UnsoundFontError("no glyphs")
    return glyphs, units


def _check_metrics(data: bytes, tables: Tables, glyphs: int, units: int) -> None:
    offset, _ = tables["hhea"]
    ascent, descent = struct.unpack_from(">hh", data, offset + 4)
    if max(abs(ascent), abs(descent)) > TALLEST * units:
        raise UnsoundFontError(f"letters {max(abs(ascent), abs(descent)) / units:.0f} em high")
    (advances,) = struct.unpack_from(">H", data, offset + 34)
    if not 1 <= advances <= glyphs or tables["hmtx"][1] < 4 * advances + 2 * (glyphs - advances):
        raise UnsoundFontError("its glyphs have no widths")


def _check_outlines(data: bytes, tables: Tables, glyphs: int) -> None:
    """TrueType outlines lie one after the other in their table; CFF is for the probe to judge."""
    if "CFF " in tables or "CFF2" in tables:
        return
    if "glyf" not in tables or "loca" not in tables:
        raise UnsoundFontError("no outlines in it")
    (long,) = struct.unpack_from(">h", data, tables["head"][0] + 50)
    start, length = tables["loca"]
    size = 4 if long else 2
    if length < size * (glyphs + 1):
        raise UnsoundFontError("its glyphs have no places")
    places = array("I" if long else "H", data[start : start + size * (glyphs + 1)])
    if byteorder == "little":
        places.byteswap()
    ends = sorted(places)
    if list(places) != ends or ends[-1] * (1 if long else 2) > tables["glyf"][1]:
        raise UnsoundFontError("its glyphs lie outside their table")
