import numpy as np
import pytest

from mangacli.export.levels import levelled


def drawn(paper, ink, tone, noise=0):
    """Paper, a tone and ink side by side, a third each."""
    grey = np.repeat([paper, tone, ink], 40)[None, :].repeat(60, axis=0)
    dice = np.random.default_rng(1)
    return np.clip(grey + dice.integers(-noise, noise + 1, grey.shape), 0, 255).astype(np.uint8)


def test_dull_paper_and_ink_become_white_and_black():
    grey = levelled(drawn(240, 16, 128, noise=4))
    assert (grey[:, :40] == 255).all()
    assert (grey[:, 80:] == 0).all()
    assert abs(grey[:, 40:80].mean() - 128) < 4


def test_art_with_true_white_and_black_is_kept_as_it_is():
    art = drawn(255, 0, 236)
    assert levelled(art) is art


@pytest.mark.parametrize("art", [drawn(200, 60, 128), np.full((30, 30), 120, np.uint8)])
def test_tones_alone_have_no_paper_and_no_ink(art):
    assert (levelled(art) == art).all()


def test_only_the_end_that_is_dull_is_moved():
    grey = levelled(drawn(240, 0, 100))
    assert (grey[0, 0], grey[0, -1]) == (255, 0)
    assert 100 < grey[0, 60] <= 112
