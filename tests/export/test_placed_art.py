import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mangacli.drawing import Art, Pixels
from mangacli.export.placed_art import PixelGrid, place_art, place_arts, screen_art
from mangacli.export.screening import Screen
from mangacli.geometry import Box, Path

CHECKS = Pixels(4, 2, bytes([0, 80, 160, 240, 10, 90, 170, 250]))


def art(pixels, box, clip=None):
    return Art(pixels, box, clip or Path.box(box))


def flat(grey, width=8, height=8):
    return Pixels(width, height, bytes([grey]) * (width * height))


def test_art_between_pixels_moves_by_less_than_one_instead_of_blurring(plain):
    grid = PixelGrid.of((10, 4), 72)
    placed = place_art(art(CHECKS, Box(3.4, 1.4, 7.4, 3.4)), grid)
    assert (placed.left, placed.top) == (3, 1)
    assert placed.pixels.tobytes() == CHECKS.data


def test_art_is_cut_to_what_is_seen_of_it():
    grid = PixelGrid.of((10, 10), 72)
    placed = place_art(art(flat(7, 10, 10), Box(0, 0, 10, 10), Path.box(Box(2, 3, 5, 9))), grid)
    assert placed.window == Box(2, 3, 5, 9)


def test_surplus_beyond_the_paper_is_left_out():
    grid = PixelGrid.of((10, 10), 72)
    placed = place_art(art(flat(7, 20, 20), Box(-5, -5, 15, 15)), grid)
    assert placed.window == Box(0, 0, 10, 10)


def test_art_is_stretched_over_its_box_and_nowhere_else():
    ramp = Pixels(100, 1, bytes(range(100)))
    placed = place_art(art(ramp, Box(0, 0, 50, 5)), PixelGrid.of((50, 5), 72 * 8))
    assert placed.pixels.shape == (40, 400)
    assert np.abs(placed.pixels[20] - np.arange(400) / 4).max() <= 1


@given(
    st.tuples(st.integers(1, 40), st.integers(1, 40)),
    st.tuples(*[st.floats(-20, 60)] * 2),
    st.tuples(*[st.floats(0.5, 90)] * 2),
    st.sampled_from([36, 72, 100, 350]),
)
def test_placed_art_lies_on_the_page_and_around_what_is_seen(size, corner, extent, dpi):
    box = Box(corner[0], corner[1], corner[0] + extent[0], corner[1] + extent[1])
    grid = PixelGrid.of((50, 40), dpi)
    placed = place_art(art(flat(9, *size), box), grid)
    seen = box.intersection(Box(0, 0, 50, 40))
    if placed is None:
        assert seen is None or grid.pixels(seen).width < 1 or grid.pixels(seen).height < 1
        return
    assert Box(0, 0, grid.width, grid.height).contains(placed.window)
    assert placed.window.inset(-1.001).contains(grid.pixels(seen))
    assert (placed.pixels == 9).all()


def test_a_grids_points_and_pixels_are_inverse():
    grid = PixelGrid.of((188.4, 263.1), 350)
    box = Box(1.5, 2.5, 30, 40)
    back = grid.points(grid.pixels(box))
    assert (back.x1, back.y1, back.x2, back.y2) == pytest.approx((1.5, 2.5, 30, 40))


@pytest.mark.parametrize("size", [(40, 30), (400, 300)], ids=["enlarged", "reduced"])
@pytest.mark.parametrize("rows", [1, 7, 64])
def test_art_made_in_bands_is_the_art_made_at_once(size, rows):
    """Up to a rounding: a band's places in the source are other sums."""
    dice = np.random.default_rng(5)
    pixels = Pixels(*size, dice.integers(0, 256, size[0] * size[1], dtype=np.uint8).tobytes())
    placed = place_art(art(pixels, Box(-3.3, 2.2, 97.1, 77.5)), PixelGrid.of((90, 70), 144))
    bands = [placed.rows(y, min(y + rows, placed.height)) for y in range(0, placed.height, rows)]
    difference = np.vstack(bands).astype(int) - placed.pixels
    assert abs(difference).max() <= 1
    assert (difference != 0).mean() < 0.01


def test_screened_art_is_its_tone_with_solid_lines():
    grey = np.full((300, 300), 128, np.uint8)
    grey[100:104] = 0
    pixels = Pixels(300, 300, grey.tobytes())
    placed = place_art(art(pixels, Box(0, 0, 300, 300)), PixelGrid.of((300, 300), 72))
    ink = screen_art(placed, Screen(7, 600)).rows(0, 300)
    assert set(np.unique(ink)) == {0, 255}
    assert (ink[100:104] == 0).all()
    assert 1 - ink[120:260, 20:286].mean() / 255 == pytest.approx(1 - 128 / 255, abs=0.01)


def test_screened_art_begins_with_the_dot_of_its_place_on_the_page():
    placed = place_art(art(flat(128, 40, 40), Box(5, 9, 45, 49)), PixelGrid.of((60, 60), 72))
    whole = Screen(5, 600).ink(np.full((60, 60), 128, np.uint8))
    assert ((screen_art(placed, Screen(5, 600)).rows(0, 40) == 0) == whole[9:49, 5:45]).all()


def test_bands_do_not_show_in_screened_art(monkeypatch):
    rows, columns = np.mgrid[0:200, 0:150]
    grey = (128 + 90 * np.sin(rows / 7) * np.cos(columns / 11)).astype(np.uint8)
    placed = place_art(
        art(Pixels(150, 200, grey.tobytes()), Box(0, 0, 150, 200)), PixelGrid.of((150, 200), 72)
    )
    at_once = screen_art(placed, Screen(5, 300))
    monkeypatch.setattr("mangacli.export.placed_art.BAND", 17)
    assert (screen_art(placed, Screen(5, 300)).bits == at_once.bits).all()


def test_arts_off_the_page_keep_their_place_in_the_list(plain):
    drawing = plain(art(CHECKS, Box(20, 20, 24, 22)), art(CHECKS, Box(2, 2, 6, 4)), size=(10, 10))
    nothing, something = place_arts(drawing, 72)
    assert nothing is None
    assert something.window == Box(2, 2, 6, 4)


def test_a_line_runs_solid_through_a_tone_from_paper_to_black():
    grey = np.full((16, 32), 150, np.uint8)
    grey[:, :8], grey[:, 24:] = 255, 0
    for row in range(16):
        x = 8 + row // 2
        grey[row, x : x + 2], grey[row, x - 1] = 0, 90
    placed = place_art(art(Pixels(32, 16, grey.tobytes()), Box(0, 0, 32, 16)), PixelGrid.of((32, 16), 72))
    ink = screen_art(placed, Screen(4, 200)).rows(0, 16)
    assert ["".join("#" if value == 0 else "." for value in row) for row in ink] == [
        ".......###....####....##########",
        ".......###.....##......#########",
        "........#####.....###...########",
        "........######....####..########",
        ".........#####....####..########",
        ".........####......##...########",
        "...........##.###.....##########",
        "...........##.####....##########",
        "........#...######....##########",
        "........#...##.##......#########",
        ".........######...###...########",
        ".........######...####..########",
        "..........######..####..########",
        "...........##.##...##...########",
        "........#.....###.....##########",
        "........##....####....##########",
    ]
