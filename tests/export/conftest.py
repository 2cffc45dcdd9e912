from dataclasses import replace

import numpy as np
import pypdfium2
import pytest
import uharfbuzz as hb

from mangacli.drawing import Art, Drawing, Glyph, GlyphRun, Pixels, Publication, Shape, Stroke, Text
from mangacli.fonts.face import face
from mangacli.geometry import Box, Path, mm, rotation

LATIN, JAPANESE, SOUND = "comic-neue-bold", "shippori-antique", "reggae-one"


def line(key, text, size, x, y, ruby=False, **glyph):
    """A line of text from its left end on the baseline, shaped by HarfBuzz."""
    opened, buffer = face(key), hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(opened.hb_font, buffer)
    glyphs = []
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        glyphs.append(Glyph(info.codepoint, x, y, text[info.cluster], **glyph))
        x += position.x_advance / opened.units_per_em * size
    return GlyphRun(key, size, tuple(glyphs), ruby=ruby)


def column(text, size, x, y, ruby=False):
    """A Japanese column, centred on x, from its top."""
    opened, buffer = face(JAPANESE), hb.Buffer()
    buffer.add_str(text)
    buffer.direction, buffer.script, buffer.language = "ttb", "Hira", "ja"
    hb.shape(opened.hb_font, buffer)
    glyphs = []
    for index, info in enumerate(buffer.glyph_infos):
        left = x - opened.advance(info.codepoint) * size / 2
        glyphs.append(Glyph(info.codepoint, left, y + (index + 0.88) * size, text[info.cluster]))
    return GlyphRun(JAPANESE, size, tuple(glyphs), vertical=True, ruby=ruby)


def latin(lines, x, y, size=10, **text):
    runs = tuple(line(LATIN, said, size, x, y + index * 1.2 * size) for index, said in enumerate(lines))
    return Text(runs, " ".join(lines), "en", **text)


def japanese(columns, x, y, size=11, **text):
    runs = tuple(column(said, size, x - index * 1.3 * size, y) for index, said in enumerate(columns))
    return Text(runs, "".join(columns), "ja", **text)


def gradient(width, height):
    rows, columns = np.mgrid[0:height, 0:width]
    return Pixels(width, height, ((rows * 3 + columns * 2) % 256).astype(np.uint8).tobytes())


def b5(number=1, dpi=72):
    """A B5 page with a slanted and a bleeding panel, balloons in both directions, ruby and a sound."""
    width, height, bleed = mm(188), mm(263), mm(3)
    slanted = Path.polygon(((40, 40), (500, 30), (480, 230), (40, 260)))
    floor = Box(0, 480, width, height)
    ruby = column("だれ", 5.5, 449, 82, ruby=True)
    spoken = japanese(["誰か、", "いるのー？"], 440, 80, order=0)
    items = (
        Art(gradient(230, 115), Box(40, 30, 500, 260), slanted),
        Shape(slanted, stroke=Stroke(1, round=False)),
        Art(gradient(533, 266), floor, Path.box(floor)),
        Text(
            (line(SOUND, "ゴゴゴ", 60, 150, 600, matrix=rotation(-10)),),
            "ゴゴゴ",
            "ja",
            outline=(Stroke(8), Stroke(5, 1.0)),
            order=3,
        ),
        Shape(Path.ellipse(Box(395, 60, 470, 180)), fill=1.0, stroke=Stroke(1, dashes=(4, 3))),
        replace(spoken, runs=(spoken.runs[0], ruby, spoken.runs[1])),
        Shape(Path.ellipse(Box(60, 50, 190, 120)), fill=1.0, stroke=Stroke(1)),
        latin(["Is anyone", "up there?"], 97, 70, order=1),
        latin([f"That was page {number}…"], 70, 290, order=2),
    )
    trim = Box(bleed, bleed, width - bleed, height - bleed)
    return Drawing(
        number,
        (width, height),
        trim,
        Box(0, 0, width, height),
        items,
        dpi,
        label=str(number),
        alt="Is anyone up there?",
    )


@pytest.fixture
def page():
    return b5


@pytest.fixture
def publication():
    return Publication(
        "The Last Lamp 最後の灯", "A. (B) \\ C", "en", artist="draft", keywords=("sea", "灯台")
    )


@pytest.fixture
def lettered():
    """Functions that set texts: `lettered.latin(lines, x, y)`, `lettered.japanese(columns, x, y)`."""

    class Lettered:
        pass

    Lettered.latin, Lettered.japanese = staticmethod(latin), staticmethod(japanese)
    Lettered.line, Lettered.column = staticmethod(line), staticmethod(column)
    return Lettered


@pytest.fixture
def plain():
    """A page of given items and size in points, all of it inside the trim."""

    def drawing(*items, size=(100.0, 100.0), dpi=72.0, number=1):
        box = Box(0, 0, *size)
        return Drawing(number, size, box, box, items, dpi)

    return drawing


@pytest.fixture
def seen_in_pdf():
    """A PDF's page rendered by PDFium, as rows of grey: `seen_in_pdf(path, scale, index)`."""

    def seen(path, scale=1.0, index=0):
        document = pypdfium2.PdfDocument(path)
        page = document[index]
        grey = page.render(scale=scale, grayscale=True).to_pil().convert("L")
        document.close()
        return np.asarray(grey).astype(int)

    return seen
