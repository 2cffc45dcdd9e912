"""Which of two balloons a reader takes first.

Rows before columns: of two balloons at clearly different heights the upper one is read first; of two that
share a row, the one nearer the side where reading begins. A panel's balloons are in order when this holds
for every pair of them, not only for neighbours.
"""

from __future__ import annotations

import numpy as np

from mangacli.geometry import Box
from mangacli.lettering.places import SLACK, Bools, Boxes, Floats, Places

SHARED_ROW = 0.35
"""Two balloons share a row where they overlap by this share of the lower one's height."""


def reads_before(first: Box, second: Box, right_to_left: bool) -> bool:
    """Whether `first` is read before `second`."""
    places = Places.within([second], [(second.width, second.height)], 1.0)
    return bool(places_after(first, places, right_to_left)[0])


def places_after(earlier: Box | Boxes, places: Places, right_to_left: bool) -> Bools:
    """Where a balloon would be read after one that is already placed."""
    return _lateness(earlier, places, right_to_left) > SLACK


def places_before(later: Box | Boxes, places: Places, right_to_left: bool) -> Bools:
    """Where a balloon would be read before one that is already placed."""
    return _lateness(later, places, right_to_left) < -SLACK


def _lateness(box: Box | Boxes, places: Places, right_to_left: bool) -> Floats:
    """How far each place lies beyond a box in the direction of reading, in points; negative: before it."""
    shared = np.minimum(places.y + places.height, box.y2) - np.maximum(places.y, box.y1)
    same_row = shared >= SHARED_ROW * np.minimum(places.height, box.y2 - box.y1)
    down = places.center_y - (box.y1 + box.y2) / 2
    across = (places.center_x - (box.x1 + box.x2) / 2) * (-1 if right_to_left else 1)
    lateness: Floats = np.where(same_row, across, down)
    return lateness
