from dataclasses import replace

import pytest

from mangacli.export.painted_file import pack_painted, unpack_painted
from mangacli.export.pdf_font import PdfFontKey
from mangacli.export.pdf_page import PaintedPage, PdfImage

PAGE = PaintedPage(
    size=(419.527559055118, 595.0),
    unit=1,
    media="[0 0 1 1]",
    bleed="[0 0 1 1]",
    trim="[0 0 1 1]",
    label="iv",
    content=b"q\x00Q",
    images=(PdfImage(2, 3, b"\xff" * 7), PdfImage(8, 1, b"", "stencil")),
    fonts=(PdfFontKey("bangers", False), PdfFontKey("yusei-magic", True)),
    glyphs={"bangers": {3: "A", 900: "ffi"}, "yusei-magic": {}},
)


def test_a_painted_page_comes_back_as_it_was():
    for page in (PAGE, replace(PAGE, images=(), fonts=(), glyphs={}, content=b"")):
        assert unpack_painted(pack_painted(page)) == page


@pytest.mark.parametrize("broken", [b"", b"\0" * 9, pack_painted(PAGE)[:-20], b"\0" * 7 + b"\x02{}"])
def test_anything_else_is_a_value_error(broken):
    with pytest.raises(ValueError):
        unpack_painted(broken)
