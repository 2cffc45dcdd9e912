"""Over somebody's shoulder: who stands with the back to the viewer, and how large."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mangacli.layout.figure import Figure
from mangacli.layout.stage import Stage
from mangacli.story.models import Panel

HEAD = 0.48
"""Height of the head before the camera, as a part of the panel's height."""
WIDEST = 0.4
"""The same head at most, as a part of the panel's width."""
SHOWN = 1.55
"""How many of its head heights are seen: head and shoulders, the rest lies below the panel."""
SMALLER = 0.62
"""The others' heads at most, by that of the one before the camera."""


def foreground(panel: Panel, stage: Stage, standing: Sequence[int]) -> int | None:
    """A panel and its characters' indexes in the order in which they speak → whose shoulder is looked over.

    The one whom the prompt names, else who speaks last: who speaks first shows the face. None where the
    camera stands elsewhere, or only one is there.
    """
    if "over-the-shoulder" not in stage.camera or len(panel.characters) < 2:
        return None
    for index, placement in enumerate(panel.characters):
        name = re.escape(placement.character)
        if re.search(rf"over {name}['’]?s? shoulder|{name}の?肩(?:越|ご|な)", panel.prompt, re.IGNORECASE):
            return index
    return standing[-1]


def before_camera(index: int, panel: Panel, stage: Stage) -> Figure:
    """The index of who is looked past → that figure: large, where reading ends, its foot cut off."""
    box, at = stage.box, panel.characters[index].at
    head = min(HEAD * box.height, WIDEST * box.width)
    aside = max(0.2 * box.width, 0.54 * head)
    left = at == "left" or (at != "right" and stage.right_to_left)
    x = box.x1 + aside if left else box.x2 - aside
    return stage.figure(x, box.y2 - SHOWN * head, head, "bust")
