import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mangacli.export.line_art import Pen, inked, is_bilevel
from mangacli.export.screening import Screen

PEN = Pen.of(600, 1.7)


def ruled(ground, line, width, blur=1):
    """A vertical line on a ground, its edges blurred."""
    grey = np.full((80, 120), ground, float)
    grey[:, 60 - width // 2 : 60 - width // 2 + width] = line
    padded = np.pad(grey, ((0, 0), (blur, blur)), mode="edge")
    shifted = [padded[:, shift : shift + grey.shape[1]] for shift in range(2 * blur + 1)]
    return np.round(np.mean(shifted, axis=0)).astype(np.uint8)


@pytest.mark.parametrize("ground", [255, 200, 140, 90])
@pytest.mark.parametrize("width", [2, 5, 12])
def test_a_line_on_paper_or_tone_is_solid_and_keeps_its_width(ground, width):
    grey = inked(ruled(ground, 0, width), PEN)
    ink = Screen.of(None, 600).ink(grey)
    middle = slice(60 - width // 2, 60 - width // 2 + width)
    assert ink[:, middle].all()
    across = (grey == 0).sum(axis=1)
    gain = 1 if width > 3 else 2  # what is thinner than its blur prints as wide as that
    assert (abs(across - width) <= gain).all()
    assert set(np.unique(grey)) == {0, ground}


def test_a_pale_line_is_solid_too():
    assert (inked(ruled(255, 150, 4), PEN)[:, 60] == 0).all()


def test_a_white_line_in_black_is_paper():
    grey = inked(ruled(0, 220, 4), PEN)
    assert (grey[:, 60] == 255).all()
    assert (grey[:, 75:] == 0).all()


def test_a_faint_shade_is_no_line():
    assert (inked(ruled(200, 160, 6), PEN)[:, 60] == 160).all()


def test_the_edge_of_a_black_is_sharp():
    grey = np.full((40, 100), 255, np.uint8)
    grey[:, :50], grey[:, 50], grey[:, 51] = 0, 90, 190
    assert inked(grey, PEN)[20].tolist() == [0] * 51 + [255] * 49


def test_gradients_and_flat_tones_stay_as_they_are():
    gradient = np.tile(np.linspace(20, 240, 400).astype(np.uint8), (60, 1))
    assert (inked(gradient, PEN) == gradient).all()
    assert (inked(np.full((60, 60), 130, np.uint8), PEN) == 130).all()


def test_what_is_black_and_white_already_is_kept():
    art = np.where(np.add.outer(np.arange(50), np.arange(50)) % 7 > 3, 0, 255).astype(np.uint8)
    assert is_bilevel(art)
    assert inked(art, PEN) is art


@settings(max_examples=15)
@given(st.integers(0, 2**32 - 1), st.integers(0, 60), st.integers(1, 40))
def test_a_piece_with_its_margin_is_as_in_the_whole(seed, first, rows):
    pen = Pen(3, 2, 2)
    coarse = np.random.default_rng(seed).integers(0, 256, (25, 12))
    grey = np.kron(coarse, np.ones((4, 5))).astype(np.uint8)
    before, after = max(0, first - pen.margin), min(len(grey), first + rows + pen.margin)
    piece = inked(grey[before:after], pen)[first - before : first - before + rows]
    assert (piece == inked(grey, pen)[first : first + rows]).all()


def test_a_finer_page_has_a_finer_pen():
    assert Pen.of(600, 1.0) == Pen(8, 4, 2)
    assert Pen.of(300, 0.5) == Pen(4, 2, 2)
    assert Pen.of(72, 1.0).line == 1
