import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mangacli.effects.screen import Cell
from mangacli.export.screening import DARKEST, LIGHTEST, Screen

PRINT = Screen.of(None, 600)
CELLS = st.integers(5, 20)


def flat(grey, edge=280):
    return np.full((edge, edge), grey, np.uint8)


def test_the_cell_is_the_nearest_of_whole_pixels_and_says_its_true_lines():
    assert (PRINT.cell, PRINT.greys) == (7, 99)
    assert pytest.approx(60.61, abs=0.01) == PRINT.lpi
    assert Screen.of(85, 600).cell == 5
    assert Screen.of(85, 600).lpi == pytest.approx(84.85, abs=0.01)


@pytest.mark.parametrize("lpi", [30, 50, 62, 85, 133])
@pytest.mark.parametrize("dpi", [350, 600, 1200])
def test_the_cell_is_that_of_the_effects_tones(lpi, dpi):
    cell = Cell.of(lpi, 45.0, dpi)
    assert (Screen.of(lpi, dpi).cell,) * 2 == (cell.across, cell.down)


@given(CELLS, st.integers(0, 255), st.integers(0, 500), st.integers(0, 500))
def test_an_area_has_the_tone_that_was_asked_for(cell, grey, left, top):
    edge = 2 * cell * 6  # whole cells
    covered = Screen(cell, 600).ink(flat(grey, edge), left, top).mean()
    asked, half_a_pixel = 1 - grey / 255, 0.5 / (2 * cell**2)
    if asked <= LIGHTEST:
        assert covered == 0
    elif asked > DARKEST + 1 / 255:
        assert covered == 1
    elif LIGHTEST + 2 * half_a_pixel < asked < DARKEST - 2 * half_a_pixel:
        assert abs(covered - asked) <= half_a_pixel + 1 / 255


@pytest.mark.parametrize("grey", range(14, 246, 3))
def test_the_default_screens_tones_are_within_a_hundredth(grey):
    assert abs(PRINT.ink(flat(grey)).mean() - (1 - grey / 255)) <= 0.01


@given(CELLS, st.integers(0, 255))
def test_every_dot_of_a_grey_is_the_same_dot(cell, grey):
    ink = Screen(cell, 600).ink(flat(grey, 8 * cell))
    for dx, dy in ((cell, cell), (-cell, cell)):
        moved = np.roll(ink, (dy, dx), axis=(0, 1))
        inner = slice(cell, 7 * cell)
        assert (moved[inner, inner] == ink[inner, inner]).all()


@given(st.integers(3, 12), st.integers(1, 255))
def test_a_darker_grey_has_all_the_ink_of_a_lighter_one(cell, grey):
    screen = Screen(cell, 600)
    assert (screen.ink(flat(grey, 40)) <= screen.ink(flat(grey - 1, 40))).all()


@given(st.integers(0, 60), st.integers(0, 60), st.integers(1, 30), st.integers(1, 30))
def test_a_piece_of_a_page_has_the_dots_of_the_page(left, top, width, height):
    grey = np.add.outer(np.arange(90), np.arange(90)).astype(np.uint8)
    whole = PRINT.ink(grey)
    piece = grey[top : top + height, left : left + width]
    assert (PRINT.ink(piece, left, top) == whole[top : top + height, left : left + width]).all()


def test_black_and_paper_stay_solid():
    assert PRINT.ink(flat(0)).all()
    assert not PRINT.ink(flat(255)).any()


def test_a_light_tone_is_round_dots_about_the_corners_of_the_cells():
    rows = ["".join("#" if ink else "." for ink in row) for row in Screen(4, 600).ink(flat(160, 8))]
    assert rows == [
        "##....##",
        "#......#",
        "...##...",
        "..####..",
        "..####..",
        "...##...",
        "#......#",
        "##....##",
    ]


def test_pitch_is_the_lines_per_inch():
    assert PRINT.dpi / PRINT.lpi == pytest.approx(math.hypot(PRINT.cell, PRINT.cell))
