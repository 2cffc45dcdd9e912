import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from mangacli.drawing import Pixels
from mangacli.generate.grey_png import decode, encode, read_text


@given(st.integers(1, 40), st.integers(1, 90), st.integers(0, 2**32), st.text(), st.booleans())
def test_every_picture_comes_back_to_the_bit(width, height, seed, text, smooth):
    greys = np.random.default_rng(seed).integers(0, 256, (height, width), np.uint8)
    if smooth:
        greys = np.sort(greys, axis=0)
    pixels = Pixels(width, height, greys.tobytes())
    png = encode(pixels, text)
    assert decode(png) == (pixels, text)
    assert read_text(png) == text


def test_any_viewer_shows_it():
    greys = np.tile(np.arange(200, dtype=np.uint8)[:, None], (1, 30))
    for shown in (greys, 255 * (greys % 7 > 3).astype(np.uint8)):
        png = encode(Pixels(30, 200, shown.tobytes()), "said")
        with Image.open(io.BytesIO(png)) as picture:
            assert (np.asarray(picture) == shown).all()
            assert picture.text == {"mangacli": "said"}


def test_what_is_no_kept_picture_is_a_value_error():
    whole = encode(Pixels(2, 2, b"abcd"), "said")
    for broken in (b"", b"GIF89a", whole[:20], whole.replace(b"IDAT", b"IDAX")):
        with pytest.raises(ValueError, match="not a"):
            decode(broken)
