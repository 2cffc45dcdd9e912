import hashlib
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mangacli.drawing import Glyph, GlyphRun, Pixels, Shape, Stroke, Text
from mangacli.errors import RunError
from mangacli.fonts.face import face
from mangacli.geometry import Box, Path, rotation
from mangacli.paint.raster import WIDEST, Painting, pixel_size, rasterise

FACE = "comic-neue-bold"


def grid(pixels):
    return np.frombuffer(pixels.data, np.uint8).reshape(pixels.height, pixels.width)


def black(box):
    return Shape(Path.box(box), fill=0.0)


def test_a_box_on_whole_pixels(letters):
    assert letters(rasterise([black(Box(1, 1, 4, 3))], (5, 4), 1)) == [
        ".....",
        ".###.",
        ".###.",
        ".....",
    ]


def test_a_boxs_edges_stay_between_pixels():
    pixels = grid(rasterise([black(Box(1.5, 1, 4, 2.25))], (5, 4), 1))
    assert pixels[1].tolist() == [255, 127, 0, 0, 255]
    assert pixels[2].tolist() == pytest.approx([255, 223, 191, 191, 255], abs=1)


def test_scale_is_pixels_per_point(letters):
    assert letters(rasterise([black(Box(0.5, 0, 1, 0.5))], (1.5, 1), 2)) == [".#.", "..."]


def test_pixels_are_whole_and_at_least_one():
    assert pixel_size((10.3, 0.01), 2) == (21, 1)


def test_the_pages_edge_is_the_pictures_edge():
    pixels = grid(rasterise([black(Box(0, 0, 10.3, 7.4))], (10.3, 7.4), 1))
    assert pixels.shape == (7, 10)
    assert (pixels == 0).all()


def test_even_odd_leaves_a_hole(letters):
    ring = Path.box(Box(0, 0, 5, 5)).joined(Path.box(Box(1, 1, 4, 4)))
    assert letters(rasterise([Shape(ring, fill=0.0, even_odd=True)], (5, 5), 1))[2] == "#...#"
    assert letters(rasterise([Shape(ring, fill=0.0)], (5, 5), 1))[2] == "#####"


def test_a_clip_holds_for_its_own_shape_only(letters):
    left = Path.box(Box(0, 0, 2, 3))
    items = [
        Shape(Path.box(Box(0, 0, 5, 1)), fill=0.0, clip=left),
        Shape(Path.box(Box(0, 2, 5, 3)), fill=0.0),
    ]
    assert letters(rasterise(items, (5, 3), 1)) == ["##...", ".....", "#####"]


def test_a_slanted_clip_cuts_the_corner(letters):
    clip = Path.polygon(((0, 0), (4, 0), (0, 4)))
    rows = letters(rasterise([Shape(Path.box(Box(0, 0, 4, 4)), fill=0.0, clip=clip)], (4, 4), 1))
    assert rows == ["###+", "##+.", "#+..", "+..."]


def test_dashes_run_on_and_off(letters):
    line = Shape(Path.line(((0, 1), (9, 1))), stroke=Stroke(2, dashes=(2, 1), round=False))
    assert letters(rasterise([line], (9, 2), 1)) == ["##.##.##."] * 2


def test_round_ends_reach_beyond_and_square_ends_do_not(letters):
    def row(**ends):
        line = Shape(Path.line(((4, 2), (8, 2))), stroke=Stroke(4, **ends))
        return letters(rasterise([line], (12, 4), 1))[1]

    assert row(round=False) == "....####...."
    assert row(round=True).startswith("..#") or row(round=True).startswith("..+")


def test_joins_are_round_or_pointed():
    corner = Path.line(((10, 2), (2, 2), (2, 10)))

    def outer_corner(**joins):
        return grid(rasterise([Shape(corner, stroke=Stroke(4, **joins))], (12, 12), 1))[0, 0]

    assert outer_corner(round=False) == 0
    assert outer_corner(round=True) > 100


@pytest.mark.parametrize("width", [0.1, 0.25, 0.5, 1.0, 2.5])
def test_a_lines_ink_is_its_width(width):
    line = Shape(Path.line(((-5, 10.3), (25, 10.3))), stroke=Stroke(width))
    pixels = grid(rasterise([line], (20, 20), 1))
    assert (255 - pixels[:, 10].astype(float)).sum() / 255 == pytest.approx(width, abs=0.02)


def test_shapes_are_painted_over_what_is_there(letters):
    under = Pixels(4, 2, bytes([0, 0, 255, 255] * 2))
    white = Shape(Path.box(Box(0, 0, 1, 2)), fill=1.0)
    assert letters(rasterise([white], (4, 2), 1, onto=under)) == [".#.."] * 2
    assert letters(under) == ["##.."] * 2


def test_nothing_to_paint_leaves_the_picture():
    under = Pixels(2, 1, b"\x10\x20")
    assert rasterise([], (2, 1), 1, onto=under) == under


def test_a_picture_of_another_size_is_a_bug():
    with pytest.raises(ValueError, match="3 × 3 pixels onto 2 × 1"):
        rasterise([], (3, 3), 1, onto=Pixels(2, 1, b"\x10\x20"))


def test_a_strip_taller_than_pdfium_can_paint():
    height = 40_000
    diamond = Path.polygon(((5, 0), (10, height / 2), (5, height), (0, height / 2)))
    pixels = grid(rasterise([Shape(diamond, fill=0.0)], (10, height), 1))
    ink = (255 - pixels.astype(float)).sum() / 255
    assert ink == pytest.approx(5 * height, rel=0.001)
    assert pixels[height // 2].max() < 5
    assert np.abs(pixels.astype(int) - pixels[::-1]).max() <= 2


def test_a_picture_too_wide_for_pdfium_is_refused():
    with pytest.raises(RunError, match="pixels wide"):
        rasterise([black(Box(0, 0, 1, 1))], (WIDEST + 1, 1), 1)


def glyph_id(character):
    return face(FACE).hb_font.get_nominal_glyph(ord(character))


def letter(character, size, x, y, **glyph):
    run = GlyphRun(FACE, size, (Glyph(glyph_id(character), x, y, character, **glyph),))
    return Text((run,), character, "en")


def ink_box(pixels):
    rows, columns = np.nonzero(grid(pixels) < 128)
    return columns.min(), rows.min(), columns.max() + 1, rows.max() + 1


def test_a_glyphs_ink_lies_where_its_font_says():
    ink = face(FACE).ink(glyph_id("H"))
    found = ink_box(rasterise([letter("H", 100, 20, 110)], (140, 140), 1))
    wanted = (20 + 100 * ink.x1, 110 + 100 * ink.y1, 20 + 100 * ink.x2, 110 + 100 * ink.y2)
    assert found == pytest.approx(wanted, abs=1)


def test_a_turned_glyph_turns_about_its_origin():
    ink = face(FACE).ink(glyph_id("l"))
    found = ink_box(rasterise([letter("l", 100, 30, 70, matrix=rotation(90))], (140, 140), 1))
    # A quarter turn clockwise: what stood above the baseline lies to the right of the origin.
    wanted = (30 - 100 * ink.y2, 70 + 100 * ink.x1, 30 - 100 * ink.y1, 70 + 100 * ink.x2)
    assert found == pytest.approx(wanted, abs=1)


def test_outline_strokes_lie_beneath_all_glyphs():
    glyphs = tuple(Glyph(glyph_id("I"), x, 90, "I") for x in (40.0, 60.0))
    plain = Text((GlyphRun(FACE, 80, glyphs),), "II", "en")
    outlined = Text(plain.runs, "II", "en", outline=(Stroke(30, 0.0), Stroke(20, 1.0)))
    black_before = grid(rasterise([plain], (130, 120), 1)) < 10
    after = grid(rasterise([outlined], (130, 120), 1))
    assert (after[black_before] < 10).all()
    assert (after < 10).sum() > 1.5 * black_before.sum()


SCRIPT = """
import hashlib
from mangacli.drawing import *
from mangacli.geometry import *
from mangacli.paint.raster import rasterise
stroke = Stroke(0.7, dashes=(3, 2))
items = [Shape(Path.ellipse(Box(i, 2 * i, 40 + i, 50)), fill=i / 20, stroke=stroke) for i in range(20)]
print(hashlib.sha256(rasterise(items, (80, 60), 3.7).data).hexdigest())
"""


def test_a_second_process_paints_the_same_bytes():
    told = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    here = {}
    exec(SCRIPT.replace("print(", "here['digest'] = ("), {"here": here})
    assert told.stdout.strip() == here["digest"]


def test_threads_wait_for_each_other():
    items = [Shape(Path.ellipse(Box(i, i, 90, 90)), fill=i / 50) for i in range(50)]
    alone = hashlib.sha256(rasterise(items, (100, 100), 2).data).digest()
    with ThreadPoolExecutor(4) as pool:
        pictures = list(pool.map(lambda _: rasterise(items, (100, 100), 2), range(12)))
    assert {hashlib.sha256(picture.data).digest() for picture in pictures} == {alone}


coordinate = st.floats(-30, 60, allow_nan=False)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(coordinate, coordinate), min_size=3, max_size=8))
def test_nothing_is_painted_outside_the_clip(corners):
    clip = Path.box(Box(5, 5, 15, 20))
    shape = Shape(Path.polygon(corners), fill=0.0, stroke=Stroke(3), clip=clip)
    pixels = grid(rasterise([shape], (30, 30), 1)).copy()
    pixels[5:20, 5:15] = 255
    assert (pixels == 255).all()


def test_a_painting_paints_any_part_as_often_as_wished():
    items = [black(Box(1, 1, 4, 3)), Shape(Path.ellipse(Box(2, 2, 9, 9)), fill=0.4)]
    whole = grid(rasterise(items, (10, 10), 3))
    with Painting(items, (10, 10), 3) as painting:
        for left, top, width, height in ((0, 0, 30, 30), (5, 7, 11, 4), (29, 29, 1, 1), (5, 7, 11, 4)):
            part = bytearray(b"\xff") * (width * height)
            painting.paint(part, (width, height), (left, top))
            expected = whole[top : top + height, left : left + width]
            assert (np.frombuffer(part, np.uint8).reshape(height, width) == expected).all()


def test_a_hard_painting_has_no_greys_of_its_own():
    items = [Shape(Path.ellipse(Box(1.3, 1.1, 8.7, 9)), fill=0.0), black(Box(0, 0, 0.4, 10))]
    hard = bytearray(b"\xff") * 100
    with Painting(items, (10, 10), 1, hard=True) as painting:
        painting.paint(hard, (10, 10))
    soft = grid(rasterise(items, (10, 10), 1))
    found = np.frombuffer(hard, np.uint8).reshape(10, 10)
    assert set(np.unique(found)) == {0, 255}
    clear = np.abs(soft.astype(int) - 128) > 8
    assert ((found == 0) == (soft < 128))[clear].all()


def test_a_hard_line_is_never_lost():
    line = Shape(Path.line(((0, 2.3), (9, 2.3))), stroke=Stroke(0.05, round=False))
    hard = bytearray(b"\xff") * 45
    with Painting([line], (9, 5), 1, hard=True) as painting:
        painting.paint(hard, (9, 5))
    assert (np.frombuffer(hard, np.uint8).reshape(5, 9) == 0).any(axis=0).all()
