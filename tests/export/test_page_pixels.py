import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mangacli.drawing import Art, Pixels, Shape
from mangacli.export.page_pixels import page_pixels
from mangacli.export.placed_art import PixelGrid, place_art
from mangacli.geometry import Box, Path

CHECKS = Pixels(4, 2, bytes([0, 80, 160, 240, 10, 90, 170, 250]))


def art(pixels, box, clip=None):
    return Art(pixels, box, clip or Path.box(box))


def flat(grey, width=8, height=8):
    return Pixels(width, height, bytes([grey]) * (width * height))


def test_art_of_the_pages_resolution_keeps_its_pixels(plain):
    page = page_pixels(plain(art(CHECKS, Box(3, 1, 7, 3)), size=(10, 4)), 72)
    assert page[1:3, 3:7].tobytes() == CHECKS.data
    page[1:3, 3:7] = 255
    assert (page == 255).all()


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


def test_art_off_the_paper_is_nothing(plain):
    assert place_art(art(CHECKS, Box(20, 20, 24, 22)), PixelGrid.of((10, 10), 72)) is None
    assert (page_pixels(plain(art(CHECKS, Box(20, 20, 24, 22)), size=(10, 10)), 72) == 255).all()


@pytest.mark.parametrize("dpi", [72, 101, 144, 300])
def test_enlarged_art_fills_its_panel_to_the_edge(plain, dpi):
    """A panel whose edges lie between pixels: no fringe of paper but the clip's own."""
    page = page_pixels(plain(art(flat(0), Box(0, 0, 20.3, 10.7)), size=(20.3, 10.7)), dpi)
    assert (page == 0).all()


def test_art_is_stretched_over_its_box_and_nowhere_else():
    ramp = Pixels(100, 1, bytes(range(100)))
    placed = place_art(art(ramp, Box(0, 0, 50, 5)), PixelGrid.of((50, 5), 72 * 8))
    assert placed.pixels.shape == (40, 400)
    assert np.abs(placed.pixels[20] - np.arange(400) / 4).max() <= 1


def test_a_slanted_panel_cuts_its_art(plain):
    corner = Path.polygon(((0, 0), (4, 0), (0, 4)))
    page = page_pixels(plain(art(flat(0, 4, 4), Box(0, 0, 4, 4), corner), size=(4, 4)), 72)
    assert page.diagonal()[2:].tolist() == [255, 255]
    assert page[0, 0] == 0
    assert 100 < page[1, 2] < 160


def test_an_inset_lies_over_the_balloon_beneath_it(plain):
    balloon = Shape(Path.box(Box(2, 2, 8, 8)), fill=1.0)
    page = page_pixels(
        plain(
            art(flat(0, 10, 10), Box(0, 0, 10, 10)),
            balloon,
            art(flat(100, 3, 3), Box(5, 5, 8, 8)),
            size=(10, 10),
        ),
        72,
    )
    assert (page[0, 0], page[3, 3], page[6, 6]) == (0, 255, 100)


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
