"""A font whose every glyph is a square of the type size: line breaking becomes counting."""

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from mangacli.lettering.set_text import TypeStyle


@pytest.fixture(scope="session")
def square_font(tmp_path_factory):
    """Path of the font. Each character is one em wide; the ink fills the em but for blanks."""
    builder = FontBuilder(1000, isTTF=True)
    blanks = (0x20, 0xA0, 0x3000)
    codes = [*range(0x20, 0x7F), *range(0xA1, 0x180), *range(0x2010, 0x2040), *range(0x3000, 0x3100)]
    codes += [*range(0x4E00, 0xA000), *range(0xFF01, 0xFF60)]
    builder.setupGlyphOrder([".notdef", "blank", "square"])
    builder.setupCharacterMap({code: "blank" if code in blanks else "square" for code in codes})
    pen = TTGlyphPen(None)
    for move, point in (
        ("moveTo", (0, -120)),
        ("lineTo", (0, 880)),
        ("lineTo", (1000, 880)),
        ("lineTo", (1000, -120)),
    ):
        getattr(pen, move)(point)
    pen.closePath()
    square, blank = pen.glyph(), TTGlyphPen(None).glyph()
    builder.setupGlyf({".notdef": square, "blank": blank, "square": square})
    builder.setupHorizontalMetrics(dict.fromkeys((".notdef", "blank", "square"), (1000, 0)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "Squares", "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120)
    builder.setupPost()
    path = tmp_path_factory.mktemp("fonts") / "squares.ttf"
    builder.save(path)
    return str(path)


@pytest.fixture(scope="session")
def squares(square_font):
    """The style of 10-point squares: squares("ja", vertical=True)."""

    def style(language="en", vertical=False, size=10.0, leading=1.0, capitals=False):
        stack = (square_font,)
        return TypeStyle(size, stack, stack, language, vertical, leading, capitals)

    return style
