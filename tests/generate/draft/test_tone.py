"""The screen: regular dots on an integer cell that keep the grey."""

import numpy as np
import pytest

from mangacli.generate.draft.tone import cell_for, screen, steps


def flat(grey: int, size: int = 48) -> np.ndarray:
    return np.full((size, size), grey, np.uint8)


@pytest.mark.parametrize(("dpi", "cell"), [(350, 4), (600, 7), (72, 3)])
def test_cell_keeps_about_sixty_lines_an_inch(dpi, cell):
    assert cell_for(dpi / 72) == cell


@pytest.mark.parametrize("cell", [3, 4, 7])
@pytest.mark.parametrize("grey", [30, 128, 200])
def test_every_dot_is_the_same_dot_at_45_degrees(cell, grey):
    dots = screen(flat(grey), cell)
    assert (dots[cell:, cell:] == dots[:-cell, :-cell]).all()
    assert (dots[cell:, :-cell] == dots[:-cell, cell:]).all()
    assert dots.min() < 128 < dots.max()


def test_paper_and_black_stay_as_they_are():
    assert (screen(flat(255), 4) == 255).all()
    assert (screen(flat(0), 4) == 0).all()
    assert (screen(flat(250), 4) == 255).all(), "no dots too small to print"


def test_darker_greys_never_print_lighter():
    means = [screen(flat(grey), 4).mean() for grey in range(0, 256, 5)]
    assert means == sorted(means)


def test_steps_run_through_all_greys_given():
    assert steps((1.0, 0.0, 0.5), 5) == (1.0, 0.5, 0.0, 0.25, 0.5)
