"""The reader's way through a panel: the side from which the eye comes, and where it goes from there."""

from __future__ import annotations

from mangacli.geometry import Point
from mangacli.placed import PageFrame, PanelFrame

SAME_TIER = 0.5
"""Share of the lower panel's height that two panels of one tier have in common."""
HALFWAY = 0.55
"""Height at which the eye leaves for the panel beside."""


def eye_path(frame: PageFrame, panel: PanelFrame) -> tuple[Point, Point]:
    """A page and one of its panels → where the eye enters it and where it leaves, as fractions of its box.

    It enters at the corner where reading begins, or lower at that side, where a much taller panel beside was
    read before. It leaves toward the panel that is read next: at the other side where that one stands beside,
    at the foot where it is in the tier below, or where the page ends.
    """
    begin, end = (1.0, 0.0) if frame.right_to_left else (0.0, 1.0)
    number = frame.panels.index(panel)
    entry = (begin, 0.0)
    if number > 0 and _beside(frame.panels[number - 1], panel):
        last = frame.panels[number - 1].box
        entry = (begin, min(0.4, max(0.0, (last.center[1] - panel.box.center[1]) / panel.box.height)))
    follows = frame.panels[number + 1] if number + 1 < len(frame.panels) else None
    leave = (end, 1.0)
    if follows is not None and _beside(panel, follows):
        low = (follows.box.center[1] - panel.box.y1) / panel.box.height
        leave = (end, min(1.0, max(HALFWAY, low)))
    return entry, leave


def _beside(first: PanelFrame, second: PanelFrame) -> bool:
    """Whether two panels stand side by side in one tier."""
    shared = min(first.box.y2, second.box.y2) - max(first.box.y1, second.box.y1)
    return shared > SAME_TIER * min(first.box.height, second.box.height)
