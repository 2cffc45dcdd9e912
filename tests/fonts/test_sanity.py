"""Damaged and hostile fonts are known by their build; every bundled font passes."""

import random
import struct

import pytest

from mangacli.fonts.face import BUNDLED
from mangacli.fonts.sanity import UnsoundFontError, require_sound

FONTS = sorted(BUNDLED.glob("*.ttf"))
GOOD = (BUNDLED / "bangers.ttf").read_bytes()


def directory(data: bytes) -> dict[str, tuple[int, int, int]]:
    """Where each table's entry, the table itself and its length are."""
    (count,) = struct.unpack_from(">H", data, 4)
    found = {}
    for index in range(count):
        tag, _, offset, length = struct.unpack_from(">4sIII", data, 12 + 16 * index)
        found[tag.decode()] = (12 + 16 * index, offset, length)
    return found


def changed(table: str, at: int, new: bytes, *, entry: bool = False) -> bytes:
    """The good font with bytes of a table, or of its entry in the directory, replaced."""
    place = directory(GOOD)[table][0 if entry else 1] + at
    return GOOD[:place] + new + GOOD[place + len(new) :]


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.stem)
def test_every_bundled_font_is_sound(path):
    require_sound(path.read_bytes())


HOSTILE = {
    "no tables": (GOOD[:4] + b"\0\0" + GOOD[6:], "0 tables"),
    "a flood of tables": (GOOD[:4] + b"\xff\xff" + GOOD[6:], "65535 tables"),
    "a table beyond the end": (changed("glyf", 8, b"\x7f\xff\xff\xff", entry=True), "beyond the end"),
    "a huge table": (changed("cmap", 12, b"\xff\xff\xff\xff", entry=True), "beyond the end"),
    "no head": (changed("head", 0, b"xxxx", entry=True), 'no table "head"'),
    "the same table twice": (changed("hhea", 0, b"head", entry=True), "two tables"),
    "another magic number": (changed("head", 12, b"\0\0\0\0"), "head"),
    "no units": (changed("head", 18, b"\0\0"), "0 units per em"),
    "no glyphs": (changed("maxp", 4, b"\0\0"), "no glyphs"),
    "towering letters": (changed("hhea", 4, b"\x7f\xff"), "em high"),
    "no widths": (changed("hhea", 34, b"\0\0"), "no widths"),
    "more widths than glyphs": (changed("hhea", 34, b"\xff\xff"), "no widths"),
    "glyphs out of order": (changed("loca", 4, b"\xff\xff\xff\xff"), "outside their table"),
    "a collection of nothing": (b"ttcf\0\1\0\0\0\0\0\0\0\0\0\0" + GOOD, "collection of 0"),
    "a collection that begins beyond its end": (b"ttcf\0\1\0\0\0\0\0\1\xff\xff\xff\xff", "cut off"),
    "a head alone": (GOOD[:12], "cut off"),
}


@pytest.mark.parametrize(("data", "said"), HOSTILE.values(), ids=HOSTILE)
def test_what_is_built_wrong_is_named(data, said):
    with pytest.raises(UnsoundFontError, match=said):
        require_sound(data)


def test_no_cut_and_no_flipped_bytes_break_the_check():
    dice = random.Random(7)
    for _ in range(300):
        data = bytearray(GOOD[: dice.randrange(4, 4000)] if dice.random() < 0.3 else GOOD[:60_000])
        for _ in range(dice.randrange(1, 20)):
            data[dice.randrange(min(len(data), 400))] = dice.randrange(256)
        try:
            require_sound(bytes(data))
        except UnsoundFontError as error:
            assert str(error)
