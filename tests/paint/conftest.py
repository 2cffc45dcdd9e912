import numpy as np
import pytest


@pytest.fixture
def letters():
    """Pixels → rows of letters: `#` black, `.` white, `+` anything between."""

    def picture(pixels):
        grid = np.frombuffer(pixels.data, np.uint8).reshape(pixels.height, pixels.width)
        return ["".join("#" if grey == 0 else "." if grey == 255 else "+" for grey in row) for row in grid]

    return picture
