"""Pictures are opened in few formats and evened without losing their edges."""

import numpy as np
import pytest
from PIL import Image

from mangacli.errors import RunError
from mangacli.generate.base import Reference
from mangacli.generate.draft.authors_picture import guided, mean_about, open_small


def test_only_plain_pictures_are_decoded(tmp_path):
    path = tmp_path / "art.png"
    Image.new("RGB", (40, 20)).save(path, format="PPM")
    with pytest.raises(RunError, match=r"the background art\.png cannot be read"):
        open_small(Reference(path, ""), "background", 10, "L", "give a PNG")
    Image.new("RGB", (40, 20)).save(path)
    small = open_small(Reference(path, ""), "background", 10, "L", "give a PNG")
    assert (small.size, small.mode) == ((10, 5), "RGBA")


def test_the_mean_is_that_of_the_square_about_a_pixel():
    levels = np.random.default_rng(1).random((9, 7)).astype(np.float32)
    padded = np.pad(levels, 2, mode="edge")
    expected = [[padded[y : y + 5, x : x + 5].mean() for x in range(7)] for y in range(9)]
    assert np.allclose(mean_about(levels, 2), expected, atol=1e-5)


def test_noise_is_evened_and_a_step_stays():
    step = np.repeat(np.array([[0.1, 0.9]], dtype=np.float32), 20, axis=1).repeat(20, axis=0)
    noisy = step + np.random.default_rng(2).normal(0, 0.02, step.shape).astype(np.float32)
    even = guided(noisy, 3, 0.01)
    assert np.abs(even - step).max() < 0.15 and even[:, :16].std() < 0.5 * noisy[:, :16].std()
