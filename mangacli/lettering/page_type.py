"""The type of a page: how large, which fonts, columns or lines, how heavy the balloons' lines are."""

from __future__ import annotations

from pathlib import Path

from mangacli.fonts.library import Role, is_right_to_left, script_of, stack
from mangacli.geometry import POINTS_PER_MM
from mangacli.lettering.set_text import TypeStyle
from mangacli.story.models import Dialog, Story

B5_WIDTH = 182 * POINTS_PER_MM
SIZE_ON_B5 = {"latin": 9.25, "ja": 10.5, "zh-hans": 10.5, "zh-hant": 10.5, "ko": 9.75}
"""Points of the dialogs' type on a B5 page, by script."""
IN_COLUMNS = ("ja", "zh-hans", "zh-hant")
"""Scripts that are lettered in columns unless the story says otherwise."""
SIZE_ON_STRIPS = 1.75
"""A strip is read on a phone, where the page's width is a hand's breadth."""
LINE_ON_B5 = 1.2
"""Points of a balloon's line on a B5 page."""
SIZE_STEP = 0.25
"""Points by which a page's type shrinks at a time."""


def page_scale(story: Story) -> float:
    """A story's paper → how large its lettering is beside that of a B5 page.

    Smaller pages are held nearer to the eye, but not by as much as they are smaller.
    """
    scale = float((story.page.size[0] * POINTS_PER_MM / B5_WIDTH) ** 0.8)
    return scale * SIZE_ON_STRIPS if story.reading == "vertical" else scale


def wished_size(story: Story) -> float:
    """A story → the type size of its dialogs in points, as long as all of a page's text fits."""
    if story.lettering.size is not None:
        return max(story.lettering.size, story.lettering.minimum)
    natural = SIZE_ON_B5[script_of(story.language)] * page_scale(story)
    return max(round(natural / SIZE_STEP) * SIZE_STEP, story.lettering.minimum)


def sizes_to_try(story: Story) -> list[float]:
    """A story → the type sizes of a page from the wished one down to the minimum."""
    size, minimum = wished_size(story), story.lettering.minimum
    steps = int((size - minimum) / SIZE_STEP + 1e-9)
    sizes = [size - step * SIZE_STEP for step in range(steps + 1)]
    return sizes if sizes[-1] <= minimum + 1e-9 else [*sizes, minimum]


def line_width(story: Story) -> float:
    """A story → the width of a balloon's line in points."""
    return LINE_ON_B5 * min(2.0, max(0.7, page_scale(story)))


def is_vertical(dialog: Dialog, story: Story) -> bool:
    """Whether a dialog is lettered in columns.

    The nearest that says so rules: the dialog (into which its panel's word is written), the story, its
    `lettering`. Else Japanese and Chinese that are read from right to left stand in columns. Scripts that run
    from right to left themselves never do.
    """
    if is_right_to_left(story.language):
        return False
    for said in (dialog.vertical, story.vertical, story.lettering.vertical):
        if said is not None:
            return said
    return script_of(story.language) in IN_COLUMNS and story.reading == "rtl"


def leading_of(language: str, vertical: bool) -> float:
    """A language, in columns or lines → the distance of its lines in em; deep letters need more."""
    if vertical:
        return 1.42
    return 1.32 if is_right_to_left(language) else 1.16


def style_of(dialog: Dialog, role: Role, size: float, story: Story, folder: Path) -> TypeStyle:
    """A dialog, its role and its type size → how it is set."""
    vertical = is_vertical(dialog, story)
    font = story.lettering.font
    return TypeStyle(
        size=size,
        stack=stack(story.language, role, font, folder),
        emphasis_stack=stack(story.language, "emphasis", font, folder),
        language=story.language,
        vertical=vertical,
        leading=leading_of(story.language, vertical),
        capitals=story.lettering.capitals,
        dots=story.lettering.dots,
        dash=story.lettering.dash,
    )
