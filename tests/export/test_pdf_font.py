import io

import pikepdf
import pytest
from fontTools.cffLib import FDArrayIndex, FDSelect, FontDict
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont

from mangacli.drawing import Glyph, GlyphRun, Publication, Text
from mangacli.export.page_pixels import page_pixels
from mangacli.export.pdf import write_pdf
from mangacli.fonts.face import face

PUBLICATION = Publication("Fonts", right_to_left=False)


def bars_font(path):
    """A CFF font of capital letters: A a bar of 100 units, B of 200, and so on; all 1000 wide and high."""
    builder = FontBuilder(1000, isTTF=False)
    letters = [chr(ord("A") + index) for index in range(8)]
    names = [".notdef", "space", *letters]
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({32: "space"} | {ord(letter): letter for letter in letters})
    outlines = {name: T2CharStringPen(1000, None) for name in names}
    for index, letter in enumerate(letters):
        right = 100 * (index + 1)
        pen = outlines[letter]
        pen.moveTo((0, 0))
        for corner in ((0, 1000), (right, 1000), (right, 0)):
            pen.lineTo(corner)
        pen.closePath()
    builder.setupCFF("Bars", {}, {name: pen.getCharString() for name, pen in outlines.items()}, {})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (1000, 0)))
    builder.setupHorizontalHeader(ascent=1000, descent=0)
    builder.setupNameTable({"familyName": "Bars", "styleName": "Regular", "psName": "Bars-Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)
    return path


def keyed_by_character_ids(path, target):
    """The same font keyed by character ids that are not the glyphs' ids, as large Japanese fonts are."""
    font = TTFont(path)
    top = font["CFF "].cff.topDictIndex[0]
    strings = top.CharStrings
    old = font.getGlyphOrder()
    new = [".notdef", *[f"cid{900 - index:05d}" for index in range(1, len(old))]]
    renamed = dict(zip(old, new, strict=True))
    metrics, characters = font["hmtx"].metrics, font.getBestCmap()
    outlines = dict(strings.charStrings)
    top.ROS, top.CIDCount = ("Adobe", "Japan1", 6), 1000
    strings.charStrings = {renamed[glyph]: outline for glyph, outline in outlines.items()}
    top.charset = new
    part = FontDict()
    part.Private, part.FontName = top.Private, "Bars"
    top.FDArray = strings.fdArray = FDArrayIndex()
    top.FDArray.append(part)
    top.FDSelect = strings.fdSelect = FDSelect()
    top.FDSelect.format, top.FDSelect.gidArray = 3, [0] * len(new)
    for index in range(len(strings.charStringsIndex)):
        strings.charStringsIndex[index].private = part.Private
    del top.rawDict["Private"], top.Private
    for table in font["cmap"].tables:
        table.cmap = {code: renamed[glyph] for code, glyph in characters.items()}
    font["hmtx"].metrics = {renamed[glyph]: metric for glyph, metric in metrics.items()}
    font.setGlyphOrder(new)
    font.save(target)
    return target


def text(key, said, size=20, x=10.0, y=40.0):
    font = face(key).hb_font
    glyphs = tuple(
        Glyph(font.get_nominal_glyph(ord(letter)), x + size * index, y, letter)
        for index, letter in enumerate(said)
    )
    return Text((GlyphRun(key, size, glyphs),), said, "en")


def bars(picture):
    """A picture at 72 dpi → how wide the ink is in each cell of 20 points."""
    row = 255 - picture[30]
    return [round(row[10 + 20 * cell : 30 + 20 * cell].sum() / 255) for cell in range(4)]


@pytest.mark.parametrize("keyed", [False, True], ids=["by name", "by character id"])
def test_cff_fonts_show_the_right_glyphs(plain, seen_in_pdf, tmp_path, keyed):
    path = bars_font(tmp_path / "bars.otf")
    if keyed:
        path = keyed_by_character_ids(path, tmp_path / "keyed.otf")
    write_pdf(PUBLICATION, [plain(text(str(path), "DBHA"))], tmp_path / "bars.pdf")
    assert bars(seen_in_pdf(tmp_path / "bars.pdf")) == [8, 4, 16, 2]
    with pikepdf.open(tmp_path / "bars.pdf") as pdf:
        font = pdf.pages[0].Resources.Font.F0.DescendantFonts[0]
        assert font.Subtype == "/CIDFontType0"
        assert font.FontDescriptor.FontFile3.Subtype == "/CIDFontType0C"


def test_a_truetype_subset_holds_the_used_outlines_and_no_others(plain, tmp_path):
    write_pdf(PUBLICATION, [plain(text("comic-neue-bold", "HI"))], tmp_path / "page.pdf")
    with pikepdf.open(tmp_path / "page.pdf") as pdf:
        descriptor = pdf.pages[0].Resources.Font.F0.DescendantFonts[0].FontDescriptor
        assert str(descriptor.FontName)[7:] == "+ComicNeue-Bold"
        program = descriptor.FontFile2.read_bytes()
    subset, whole = TTFont(io.BytesIO(program)), face("comic-neue-bold")
    used = {whole.hb_font.get_nominal_glyph(ord(letter)) for letter in "HI"}
    inked = {
        subset.getGlyphID(name)
        for name in subset.getGlyphOrder()
        if subset["glyf"][name].numberOfContours != 0
    }
    assert inked - {0} == used
    assert "GSUB" not in subset
    assert len(program) < len(whole.data) / 4


def test_the_reader_is_told_widths_and_text_of_each_glyph(plain, tmp_path):
    write_pdf(PUBLICATION, [plain(text("comic-neue-bold", "HI"))], tmp_path / "page.pdf")
    opened = face("comic-neue-bold")
    with pikepdf.open(tmp_path / "page.pdf") as pdf:
        font = pdf.pages[0].Resources.Font.F0
        listed = font.DescendantFonts[0].W
        widths = {int(listed[i]): float(listed[i + 1][0]) for i in range(0, len(listed), 2)}
        mapping = font.ToUnicode.read_bytes().decode()
    for letter in "HI ":
        glyph = opened.hb_font.get_nominal_glyph(ord(letter))
        assert widths[glyph] == pytest.approx(opened.advance(glyph) * 1000, abs=0.01)
        assert f"<{glyph:04X}> <{ord(letter):04X}>" in mapping


def test_one_face_is_embedded_once_for_lines_and_columns(plain, lettered, tmp_path):
    pages = [
        plain(lettered.japanese(["灯台"], 50, 20)),
        plain(Text((lettered.line("shippori-antique", "灯台守", 10, 10, 50),), "灯台守", "ja"), number=2),
    ]
    write_pdf(PUBLICATION, pages, tmp_path / "page.pdf")
    with pikepdf.open(tmp_path / "page.pdf") as pdf:
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        assert {str(font.Encoding) for font in fonts} == {"/Identity-H", "/Identity-V"}
        programs = {font.DescendantFonts[0].FontDescriptor.FontFile2.objgen for font in fonts}
        assert len(programs) == 1


def test_a_column_lies_in_the_pdf_where_its_outlines_lie_in_the_png(plain, lettered, seen_in_pdf, tmp_path):
    """The one place where the file's own rules for columns matter: both painters agree on every glyph."""
    drawing = plain(lettered.japanese(["「灯台、", "ー守。」"], 70, 10, size=20))
    write_pdf(PUBLICATION, [drawing], tmp_path / "page.pdf")
    outlines = page_pixels(drawing, 288).astype(int)
    assert (outlines < 128).sum() > 2000
    assert (abs(seen_in_pdf(tmp_path / "page.pdf", 4) - outlines) > 128).mean() < 0.001
