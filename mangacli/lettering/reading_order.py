"""Which of two balloons a reader takes first.

Rows before columns: of two balloons at clearly different heights the upper one is read first; of two that
share a row, the one nearer the side where reading begins. A panel's balloons are in order when this holds
for every pair of them, not only for neighbours.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mangacli.geometry import Box

SHARED_ROW = 0.35
"""Two balloons share a row where they overlap by this share of the lower one's height."""


def reads_before(first: Box, second: Box, right_to_left: bool) -> bool:
    """Whether `first` is read before `second`."""
    x, y = np.array([second.x1]), np.array([second.y1])
    return bool(places_after(first, x, y, second.width, second.height, right_to_left)[0, 0])


def places_after(
    earlier: Box, x: NDArray[np.float64], y: NDArray[np.float64], width: float, height: float, right_to_left: bool
) -> NDArray[np.bool_]:
    """A balloon and the top-left corners that a later one might have → where it would be read after.

    `x` (columns) and `y` (rows) span the grid of corners; the answer has shape (rows, columns).
    """
    shared = np.minimum(y + height, earlier.y2) - np.maximum(y, earlier.y1)
    same_row = shared >= SHARED_ROW * min(height, earlier.height)
    below = y + height / 2 > earlier.center[1]
    if right_to_left:
        beside = x + width / 2 < earlier.center[0]
    else:
        beside = x + width / 2 > earlier.center[0]
    return np.where(same_row[:, None], beside[None, :], below[:, None])
