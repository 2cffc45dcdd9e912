"""Where a title stands in its panel: as large as it looks well, on no face, on little else that is drawn."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mangacli.errors import Finding
from mangacli.fonts.library import script_of
from mangacli.furniture.title_block import TitleBlock, TitleSetter
from mangacli.geometry import Box, is_convex, polygon_contains, polygons_meet
from mangacli.lettering.page_type import is_vertical, wished_size
from mangacli.placed import PageFrame, PanelFrame, PlacedTitle
from mangacli.story.models import Dialog, Spot, Story

STEPS = 11
"""So many sizes are tried, from the largest down."""
SMALLEST = 1.5
"""Beside the type of the dialogs: smaller, and a title is none."""
LARGEST = {False: 0.2, True: 0.14}
"""Size of the largest letters as a share of the panel's mean side: in lines, in columns."""
DEEPEST = 0.62
"""The same as a share of the panel's height (of its width for columns), at the most."""
ACROSS, DOWN = {False: 7, True: 9}, {False: 11, True: 5}
"""Places tried across and down the panel, for lines and for columns."""
AIR = 0.03
"""Share of the panel's shorter side that a title keeps from the panel's frame, and half of it from faces."""
OVER_HAIR, OVER_FIGURE = 7.0, 2.2
"""What it costs to stand wholly on what is around faces, and on figures' boxes, which have empty corners."""
SMALLER, ODD_LINES, ODD_SHAPE, BULKY, OFF_PLACE = 2.0, 0.25, 0.15, 2.5, 0.9
"""What it costs to be smaller by a factor of e, badly broken, wider or taller than the panel by a factor of
e, bulky, far from where titles stand.
"""
MORE_LINES, MORE_COLUMNS = 0.02, 0.35
"""What each line beyond the first costs in scripts of words; and of signs, where words are short."""
SMALL = 0.6
"""Share of its size in an empty panel below which a title is called small."""
HAIR = 0.4
"""Around a face, as a share of its height."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A block in a place of the panel, and what is wrong with it."""

    cost: float
    block: TitleBlock
    box: Box


def place_title(
    frame: PageFrame, story: Story, folder: Path, *, share: float = 1.0
) -> tuple[PlacedTitle | None, tuple[Finding, ...]]:
    """A page's frame and its story → the title lettering in its place, and what is to be said of it.

    `share` makes it smaller, where the dialogs need the room. None where the page has no title, or none fits
    (`title-does-not-fit`, an error).
    """
    title = frame.page.title
    if title is None:
        return None, ()
    where = (*frame.where, "title")
    panel = frame.panels[title_panel(frame)]
    vertical = is_vertical(Dialog(text=title.text, vertical=title.vertical), story)
    setter = TitleSetter(title, story, folder, vertical, where)
    best = _best_place(setter, panel, frame.right_to_left, share)
    if best is None:
        message = f"the title does not fit into panel {panel.id} beside its faces and insets"
        hint = "shorten it, give it another place (`at`, `panel`) or a smaller `size`, or move the characters"
        return None, (Finding("title-does-not-fit", where, message, hint),)
    ink = 1.0 if (title.ink or ("white" if frame.paper == 0 else "black")) == "white" else 0.0
    placed = PlacedTitle(
        box=best.box,
        said=best.block.said,
        texts=setter.texts(best.block, (best.box.x1, best.box.y1), ink),
        size=best.block.size,
        vertical=vertical,
        panel=panel.id,
    )
    return placed, (*best.block.findings, *_too_small(setter, panel, best, frame.right_to_left, share))


def title_panel(frame: PageFrame) -> int:
    """A page's frame → the index of the panel for its title: the one that it names.

    Else the largest, the first of equals; no inset where it can be.
    """
    title, panels = frame.page.title, frame.panels
    if title is not None and title.panel is not None:
        return title.panel - 1
    return max(range(len(panels)), key=lambda index: (not panels[index].inset, round(panels[index].box.area)))


def _too_small(
    setter: TitleSetter, panel: PanelFrame, best: _Place, right_to_left: bool, share: float
) -> Iterator[Finding]:
    """A note where the cast makes a title much smaller than it would be in the panel alone."""
    if not panel.characters or setter.title.size is not None:
        return
    alone = _best_place(setter, replace(panel, characters=()), right_to_left, share) or best
    wished = alone.block.size
    if best.block.size < SMALL * wished:
        message = (
            f"the title has to be small beside the faces: {best.block.size:.0f} points, not {wished:.0f}"
        )
        hint = "move the characters down or to one side, or show them from farther away"
        yield Finding("small-title", panel.where, message, hint, "note")


def _space(panel: PanelFrame) -> Box:
    """Where in a panel a title may stand: inside its frame and the page's safe area."""
    air = AIR * min(panel.box.width, panel.box.height)
    inner = panel.box.inset(air)
    safe = panel.safe.inset(air / 2)
    return inner.intersection(safe) or Box(inner.x1, inner.y1, inner.x1, inner.y1)


def _sizes(setter: TitleSetter, space: Box, share: float) -> Iterator[float]:
    """The type sizes to try, the largest first; the author's own is the only one where there is room."""
    least = SMALLEST * wished_size(setter.story)
    if setter.title.size is not None:
        yield setter.title.size * share
        return
    depth = space.width if setter.vertical else space.height
    largest = min(LARGEST[setter.vertical] * math.sqrt(space.area), DEEPEST * depth) * share
    if largest <= least:
        yield least
        return
    for step in range(STEPS):
        yield largest * (least / largest) ** (step / (STEPS - 1))


def _best_place(setter: TitleSetter, panel: PanelFrame, right_to_left: bool, share: float) -> _Place | None:
    """The cheapest place of all sizes and breakings in which the title stands in its panel, on no face.

    None where there is none. Smaller sizes are not tried once they alone would cost more than what is found.
    """
    space = _space(panel)
    air = AIR / 2 * min(panel.box.width, panel.box.height)
    heads = [character.head.inset(-air) for character in panel.characters]
    kept = heads + [hand.inset(-air) for character in panel.characters for hand in character.hands]
    hair = [head.inset(-HAIR * head.height) for head in heads]
    figures = [character.box for character in panel.characters]
    sizes = list(_sizes(setter, space, share))
    best: _Place | None = None
    for size in sizes:
        smaller = SMALLER * math.log(sizes[0] / size)
        if best is not None and smaller >= best.cost:
            break
        for block in setter.blocks(size, space):
            look = smaller + _price_of_look(block, space, setter)
            for box, off in _boxes(setter, block, space, right_to_left):
                cost = look + OFF_PLACE * off
                if best is None or cost < best.cost:
                    cost += OVER_HAIR * _share_on(box, hair) + OVER_FIGURE * _share_on(box, figures)
                if best is not None and cost >= best.cost:
                    continue
                if not any(box.overlaps(one) for one in kept) and _is_free(panel, box):
                    best = _Place(cost, block, box)
    return best


def _price_of_look(block: TitleBlock, space: Box, setter: TitleSetter) -> float:
    """What a block costs wherever it stands: badly broken, in many lines, of an odd shape, bulky."""
    more_lines = MORE_LINES if script_of(setter.story.language) == "latin" else MORE_COLUMNS
    aspect = block.box.width / block.box.height / space.width * space.height
    return (
        ODD_LINES * (block.badness if block.lines > 1 else 0.0)
        + more_lines * (block.lines - 1)
        + ODD_SHAPE * abs(math.log(aspect))
        + BULKY * max(0.0, block.box.area / space.area - 0.2)
    )


def _share_on(box: Box, others: Sequence[Box]) -> float:
    """The share of a box that lies on others, no more than all of it."""
    parts = [other.intersection(box) for other in others]
    return min(1.0, sum(part.area for part in parts if part) / box.area)


_SPOTS: dict[Spot, tuple[float, float]] = {
    "top-left": (0.0, 0.0), "top": (0.5, 0.0), "top-right": (1.0, 0.0),
    "left": (0.0, 0.5), "center": (0.5, 0.5), "right": (1.0, 0.5),
    "bottom-left": (0.0, 1.0), "bottom": (0.5, 1.0), "bottom-right": (1.0, 1.0),
}  # fmt: skip
"""Spots as shares of the room that is left beside the block, across and down."""


def _boxes(
    setter: TitleSetter, block: TitleBlock, space: Box, right_to_left: bool
) -> Iterator[tuple[Box, float]]:
    """A block → the boxes in which it could stand, each with how far it is from where titles stand (0–1)."""
    width, height = block.box.width, block.box.height
    at = setter.title.at
    if at is not None:
        shares = [(*_SPOTS[at], 0.0)]
    else:
        vertical = setter.vertical
        across = [n / (ACROSS[vertical] - 1) for n in range(ACROSS[vertical])]
        down = [n / (DOWN[vertical] - 1) for n in range(DOWN[vertical])]
        shares = [(fx, fy, _off_place(fx, fy, vertical, right_to_left)) for fy in down for fx in across]
    for fx, fy, off in shares:
        x, y = space.x1 + fx * (space.width - width), space.y1 + fy * (space.height - height)
        yield Box(x, y, x + width, y + height), off


def _off_place(fx: float, fy: float, vertical: bool, right_to_left: bool) -> float:
    """How far a place is from where titles stand: lines in the middle, at the head before the foot; columns
    at the side where reading begins, from the head down.
    """
    if vertical:
        beginning = 1.0 - fx if right_to_left else fx
        return 0.7 * min(beginning, 0.15 + 1.0 - beginning) + 0.5 * fy
    return 0.6 * abs(fx - 0.5) * 2 + min(0.8 * fy, 0.12 + 0.8 * (1.0 - fy))


def _is_free(panel: PanelFrame, box: Box) -> bool:
    """Whether a box lies inside the panel's outline and on no inset."""
    corners = box.polygon
    if panel.polygon == panel.box.polygon and not panel.over:
        return panel.box.contains(box)
    if not all(polygon_contains(panel.polygon, corner) for corner in corners):
        return False
    if not is_convex(panel.polygon) and any(
        box.x1 < x < box.x2 and box.y1 < y < box.y2 for x, y in panel.polygon
    ):
        return False
    return not any(polygons_meet(corners, inset) for inset in panel.over)
