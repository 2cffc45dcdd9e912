import numpy as np
import pytest

from mangacli.drawing import Art, Pixels, Shape, Stroke
from mangacli.export.page_pixels import page_bands, page_pixels
from mangacli.export.placed_art import PixelGrid, place_art, place_arts
from mangacli.export.screening import Screen
from mangacli.geometry import Box, Path

SCREEN = Screen(5, 600)
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


def test_art_off_the_paper_is_nothing(plain):
    assert place_art(art(CHECKS, Box(20, 20, 24, 22)), PixelGrid.of((10, 10), 72)) is None
    assert (page_pixels(plain(art(CHECKS, Box(20, 20, 24, 22)), size=(10, 10)), 72) == 255).all()


@pytest.mark.parametrize("dpi", [72, 101, 144, 300])
def test_enlarged_art_fills_its_panel_to_the_edge(plain, dpi):
    """A panel whose edges lie between pixels: no fringe of paper but the clip's own."""
    page = page_pixels(plain(art(flat(0), Box(0, 0, 20.3, 10.7)), size=(20.3, 10.7)), dpi)
    assert (page == 0).all()


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


@pytest.mark.parametrize("rows", [1, 50, 1000])
def test_bands_do_not_show(page, monkeypatch, rows):
    whole = page_pixels(page(), 100)
    monkeypatch.setattr("mangacli.export.page_pixels.BAND", rows)
    difference = np.abs(page_pixels(page(), 100).astype(int) - whole)
    assert difference.max() <= 3  # art is resampled in bands, too, and seen through anti-aliased edges


def letters(pixels):
    return ["".join("#" if grey == 0 else "." if grey == 255 else "+" for grey in row) for row in pixels]


def test_a_page_in_one_bit_has_hard_edges(plain):
    slanted = Shape(Path.polygon(((0, 0), (6, 0), (0, 6))), fill=0.0)
    thin = Shape(Path.line(((7.5, 0), (7.5, 6))), stroke=Stroke(0.2, round=False))
    page = plain(slanted, thin, size=(9, 6))
    assert letters(page_pixels(page, 72))[2] == "###+...+."
    assert letters(page_pixels(page, 72, SCREEN)) == [
        "######.#.",
        "#####..#.",
        "####...#.",
        "###....#.",
        "##.....#.",
        "#......#.",
    ]


def test_what_is_painted_in_grey_comes_in_the_dots_of_the_page(plain):
    grey = Shape(Path.box(Box(0, 0, 40, 40)), fill=0.5)
    page = page_pixels(plain(grey, size=(40, 40)), 72, SCREEN)
    assert ((page == 0) == SCREEN.ink(np.full((40, 40), 128, np.uint8))).all()


def test_art_and_grey_shapes_register(plain):
    tone = art(flat(128, 20, 40), Box(0, 0, 20, 40))
    beside = Shape(Path.box(Box(20, 0, 40, 40)), fill=128 / 255)
    page = page_pixels(plain(tone, beside, size=(40, 40)), 72, SCREEN)
    assert ((page == 0) == SCREEN.ink(np.full((40, 40), 128, np.uint8))).all()


def test_lettering_in_one_bit_is_the_grey_ones_cut_at_the_middle(plain, lettered):
    page = plain(lettered.latin(["Sphinx of quartz"], 50, 20, size=9), size=(100, 30))
    grey, hard = page_pixels(page, 600), page_pixels(page, 600, Screen.of(None, 600))
    assert set(np.unique(hard)) == {0, 255}
    assert ((grey < 128) != (hard == 0)).mean() < 0.001


def test_art_placed_already_is_not_placed_again(plain):
    page = plain(art(flat(0, 10, 10), Box(0, 0, 10, 10)), size=(10, 10))
    (other,) = place_arts(plain(art(flat(100, 10, 10), Box(0, 0, 10, 10)), size=(10, 10)), 72)
    assert (np.vstack(list(page_bands(page, 72, arts=(other,)))) == 100).all()
