import re
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen

from mangacli.errors import RunError
from mangacli.fonts.face import BUNDLED, LARGEST_FILE, _postscript, face
from mangacli.fonts.library import installed


@pytest.fixture(params=[font.key for font in installed()])
def bundled(request):
    return face(request.param)


def test_every_bundled_font_opens_with_metrics_of_a_text_face(bundled):
    assert 0.6 < bundled.ascent < 1.3
    assert 0.1 < bundled.descent < 0.65  # Arabic letters and their marks hang low
    assert bundled.family and re.fullmatch(r"[!-~]+", bundled.postscript_name)


def test_outlines_stay_within_their_ink_box_and_know_only_lines_and_cubics(bundled):
    glyph = bundled.hb_font.get_nominal_glyph(ord("8"))
    outline = bundled.outline(glyph)
    assert {op for op, _ in outline.segments} <= {"M", "L", "C", "Z"}
    assert outline.segments[0][0] == "M" and outline.segments[-1][0] == "Z"
    assert bundled.ink(glyph).contains(outline.bounds, slack=0.002)


def test_y_runs_down_from_the_baseline():
    comic = face("comic-neue-bold")
    ink = comic.ink(comic.hb_font.get_nominal_glyph(ord("H")))
    assert -0.8 < ink.y1 < -0.6 and abs(ink.y2) < 0.01


def test_a_raised_quadratic_passes_through_the_point_of_its_conic():
    shippori = face("shippori-antique")
    ring = shippori.outline(shippori.hb_font.get_nominal_glyph(ord("。")))
    box = ring.bounds
    assert box.width == pytest.approx(box.height, abs=0.02)
    assert ring.segments[1][0] == "C"


def test_a_space_has_an_advance_and_no_ink():
    comic = face("comic-neue-bold")
    space = comic.hb_font.get_nominal_glyph(ord(" "))
    assert comic.advance(space) > 0.1
    assert comic.ink(space) is None
    assert comic.outline(space).segments == ()


def test_a_face_is_opened_once():
    assert face("bangers") is face("bangers")


def test_a_path_is_a_key(tmp_path):
    copy = tmp_path / "mine.ttf"
    copy.write_bytes(face("bangers").data)
    mine = face(str(copy))
    assert mine.family == "Bangers" and mine.key == str(copy)
    assert mine.has("A") and not mine.has("♥")


def _cut(path: Path) -> None:
    path.write_bytes(face("bangers").data[:2000])


def _grown(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100)), "is not a font"),
        (lambda path: path.write_bytes(b""), "is not a font"),
        (lambda path: path.write_bytes(b"wOF2" + bytes(100)), "is a web font"),
        (lambda path: path.write_bytes(b"\x00\x01\x00\x00" + bytes(100)), "damaged"),
        (_cut, "damaged"),
        (_grown, "a font may have 64 MB"),
        (lambda path: path.mkdir(), "is not a file"),
        (lambda path: None, "cannot read"),
    ],
)
def test_what_is_no_font_is_refused_with_its_name(tmp_path, make, message):
    path = tmp_path / "story-font.ttf"
    make(path)
    with pytest.raises(RunError, match=message) as caught:
        face(str(path))
    assert "story-font.ttf" in caught.value.message


def test_a_postscript_flavoured_font_is_drawn_as_well(tmp_path):
    pen = T2CharStringPen(500, None)
    pen.moveTo((0, 0))
    pen.curveTo((0, 400), (500, 400), (500, 0))
    pen.closePath()
    empty = T2CharStringPen(500, None).getCharString()
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder([".notdef", "A"])
    builder.setupCharacterMap({65: "A"})
    builder.setupCFF("Arch", {}, {".notdef": empty, "A": pen.getCharString()}, {})
    builder.setupHorizontalMetrics({".notdef": (500, 0), "A": (500, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Arch", "styleName": "Regular", "psName": "Arch"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(tmp_path / "arch.otf")
    arch = face(str(tmp_path / "arch.otf"))
    assert (arch.family, arch.postscript_name, arch.advance(1)) == ("Arch", "Arch", 0.5)
    move, curve = arch.outline(1).segments[:2]
    assert move == ("M", (0, 0))
    assert curve == ("C", pytest.approx((0, -0.4, 0.5, -0.4, 0.5, 0)))


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Bangers-Regular", "Bangers-Regular"),
        ("x>>/OpenAction<</S(\x1b[31m)\n endobj #00 é", "xOpenActionS31mendobj00"),
        ("ゴシック", "Unnamed"),
        ("n" * 5000, "n" * 63),
    ],
)
def test_a_name_for_print_holds_nothing_that_means_something_there(written, kept):
    assert _postscript(written) == kept


def test_the_bundled_fonts_keep_their_names():
    for path in BUNDLED.glob("*.ttf"):
        opened = face(path.stem)
        assert opened.postscript_name == str(opened.hb_face.get_name(6, "en")).strip()
