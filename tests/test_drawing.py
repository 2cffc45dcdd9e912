import pickle

import pytest

from mangacli.drawing import Drawing, Pixels, Shape
from mangacli.geometry import Box, Path


def test_pixels_must_fill_their_size():
    with pytest.raises(ValueError, match="5 bytes are not 2 × 3 pixels"):
        Pixels(2, 3, bytes(5))


def test_a_drawing_travels_between_processes():
    page = Box(0, 0, 10, 10)
    drawing = Drawing(1, (10, 10), page, page, (Shape(Path.box(page), fill=0.5),), 72)
    assert pickle.loads(pickle.dumps(drawing)) == drawing
