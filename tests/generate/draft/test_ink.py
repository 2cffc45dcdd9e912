"""Shapes become solid lines, solid blacks and screentone, in paint order."""

import numpy as np
import pytest

from mangacli.drawing import Pixels
from mangacli.generate.draft.ink import Inked, Picture, paint
from mangacli.geometry import Box, Path


def plane(pixels: Pixels) -> np.ndarray:
    return np.frombuffer(pixels.data, np.uint8).reshape(pixels.height, pixels.width)


def square(x1, y1, x2, y2, **look) -> Inked:
    return Inked(Path.box(Box(x1, y1, x2, y2)), **look)


def letters(pixels: Pixels) -> list[str]:
    """A tiny picture in letters: # ink, . paper, ? between."""
    return ["".join("#" if v == 0 else "." if v == 255 else "?" for v in row) for row in plane(pixels)]


def test_nothing_is_paper():
    assert paint(3, 2, []) == Pixels(3, 2, b"\xff" * 6)


def test_paper_in_front_hides_ink_behind():
    picture = paint(6, 4, [square(0, 0, 6, 4, fill=0.0), square(1, 1, 3, 3, fill=1.0)])
    assert letters(picture) == ["######", "#..###", "#..###", "######"]


def test_an_open_shape_hides_nothing():
    picture = paint(4, 4, [square(0, 0, 4, 4, fill=0.0), square(1, 1, 3, 3)])
    assert letters(picture) == ["####"] * 4


def test_keyline_frees_a_shape_from_a_black_ground():
    picture = paint(9, 9, [square(0, 0, 9, 9, fill=0.0), square(3, 3, 6, 6, fill=0.0, keyline=1.0)])
    rows = letters(picture)
    assert rows[4] == "##.###.##"
    assert rows[0] == "#########"


def test_a_white_line_cuts_through_tone_and_ink():
    line = Inked(Path.line([(0, 10), (40, 10)]), stroke=4, white_line=True)
    grounds = [square(0, 0, 40, 20, fill=0.4), square(0, 0, 20, 20, fill=0.0)]
    assert (plane(paint(40, 20, [*grounds, line]))[9:11] == 255).all()


def test_lines_stay_solid_over_tone():
    line = Inked(Path.line([(0, 30), (60, 30)]), stroke=4)
    assert (plane(paint(60, 60, [square(0, 0, 60, 60, fill=0.7), line]))[29:31] == 0).all()


@pytest.mark.parametrize("grey", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_a_toned_area_prints_its_grey(grey):
    assert plane(paint(200, 200, [square(0, 0, 200, 200, fill=grey)])).mean() / 255 == pytest.approx(
        grey, abs=0.01
    )


def test_a_picture_lies_between_what_is_behind_and_in_front():
    ink = Pixels(2, 1, b"\x00\xff")
    mask = Pixels(1, 1, b"\xff")
    picture = Picture(Box(2, 0, 4, 1), ink, mask)
    behind, front = square(0, 0, 5, 2, fill=0.0), square(2, 0, 3, 1, fill=1.0)
    assert letters(paint(5, 2, [behind, picture])) == ["###.#", "#####"]
    assert letters(paint(5, 2, [behind, picture, front])) == ["##..#", "#####"]


def test_the_mask_says_where_a_picture_is_seen():
    picture = Picture(Box(0, 0, 2, 1), Pixels(2, 1, b"\x00\x00"), Pixels(2, 1, b"\xff\x00"))
    assert letters(paint(2, 1, [picture])) == ["#."]


def test_a_pictures_tone_is_screened_like_any_tone():
    tone = Pixels(1, 1, b"\x80")
    white, all_of_it = Pixels(1, 1, b"\xff"), Pixels(1, 1, b"\xff")
    picture = paint(80, 80, [Picture(Box(0, 0, 80, 80), white, all_of_it, tone)])
    assert picture == paint(80, 80, [square(0, 0, 80, 80, fill=128 / 255)])


def test_without_a_screen_tones_stay_grey():
    picture = paint(8, 4, [square(0, 0, 8, 4, fill=0.5), square(2, 0, 4, 4, fill=0.0)], lines_per_inch=None)
    assert plane(picture)[1].tolist() == [128, 128, 0, 0, 128, 128, 128, 128]


def test_where_black_ends_between_two_pixels_no_pale_line_is_left():
    shapes = [square(0, 0, 9, 4, fill=0.0), square(4.5, 0, 9, 4, fill=0.3)]
    row = plane(paint(9, 4, shapes, lines_per_inch=None))[1].astype(int)
    assert (row[0], row[-1]) == (0, 77)
    assert row.max() <= 77 + 8  # laid by the darker of both it would be 128
