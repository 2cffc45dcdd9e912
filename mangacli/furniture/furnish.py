"""A page's frame → what stands on it beside panels and balloons, and what balloons must keep off for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from mangacli.drawing import Text
from mangacli.errors import Finding
from mangacli.furniture.page_numbers import kept_clear, page_label, page_lines
from mangacli.furniture.titles import place_title
from mangacli.geometry import Box, polygons_meet
from mangacli.placed import PageFrame, PageLayout, PlacedTitle
from mangacli.story.models import Story


@dataclass(frozen=True, slots=True)
class Furnished:
    """A page's title, number and running title in their places; `clear` are boxes that balloons keep off."""

    frame: PageFrame
    title: PlacedTitle | None
    texts: tuple[Text, ...]
    label: str
    clear: tuple[Box, ...]
    findings: tuple[Finding, ...]

    @property
    def is_bare(self) -> bool:
        """Whether there is nothing on the page beside its panels."""
        return self.title is None and not self.texts

    def to_letter(self) -> PageFrame:
        """The frame as lettering shall see it: title and numbers over the panels, like insets."""
        if not self.clear:
            return self.frame
        panels = []
        for panel in self.frame.panels:
            over = [box.polygon for box in self.clear if polygons_meet(box.polygon, panel.polygon)]
            panels.append(replace(panel, over=(*panel.over, *over)))
        return replace(self.frame, panels=tuple(panels))

    def onto(self, page: PageLayout) -> PageLayout:
        """The lettered page with its own frames again, and all that stands on it."""
        panels = tuple(
            replace(panel, frame=frame) for panel, frame in zip(page.panels, self.frame.panels, strict=True)
        )
        return replace(
            page,
            frame=self.frame,
            panels=panels,
            title=self.title,
            furniture=self.texts,
            label=self.label,
        )


def furnish(frame: PageFrame, story: Story, folder: Path, *, title_share: float = 1.0) -> Furnished:
    """A page's frame, its story and the story's folder → its title, number and running title.

    `title_share` makes the title smaller, where the dialogs need the room.
    """
    title, findings = place_title(frame, story, folder, share=title_share)
    lines, remarks = page_lines(frame, story, folder)
    boxes = (title.box, *kept_clear(lines)) if title else kept_clear(lines)
    return Furnished(
        frame=frame,
        title=title,
        texts=tuple(line.text for line in lines),
        label=page_label(frame, story.furniture.numbers),
        clear=boxes,
        findings=(*findings, *remarks),
    )
