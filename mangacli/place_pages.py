"""A story's pages placed one after the other, but for those that are known already."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from mangacli.errors import Finding
from mangacli.layout.templates import Template
from mangacli.page_record import PageDigests, PageRecords
from mangacli.page_run import Entry
from mangacli.page_stack import PageStack
from mangacli.placed import PageLayout, SizeLimits
from mangacli.story.character_boxes import CharacterBox, check_character_boxes
from mangacli.story.model_limits import ModelLimits, check_picture
from mangacli.story.models import Story
from mangacli.story.picks import Pick
from mangacli.workers.placing import place_here
from mangacli.workers.tasks import PlacedPage


@dataclass(frozen=True, slots=True)
class Placing:
    """All that a page's placing depends on. `sizes` are the artist's, `limits` those it is judged by.

    `picks` are what the author has picked for panels, by their names.
    """

    story: Story
    folder: Path
    templates: Mapping[str, Template]
    sizes: SizeLimits
    limits: ModelLimits
    picks: Mapping[str, Pick] = field(default_factory=dict)

    def page(self, index: int) -> PageLayout:
        """A page's index → the page with everything in its place."""
        return self.judged_page(index)[0]

    def judged_page(self, index: int) -> tuple[PageLayout, tuple[Finding, ...]]:
        """A page's index → the page, and what is to be said of it."""
        from mangacli.lay_out import lay_out_page  # a run that finds all pages as they were needs none of it

        page, findings = lay_out_page(self.story, self.folder, self.templates, self.sizes, index)
        return page, (*findings, *_picture_findings(page, self.story, self.limits))


def place_pages(
    placing: Placing,
    indexes: Sequence[int],
    records: PageRecords,
    circumstances: str,
    place: Callable[[Placing, Sequence[int]], Iterator[PlacedPage]] = place_here,
) -> tuple[PageStack, tuple[Entry, ...]]:
    """Indexes of pages → the pages and what is known of each. Known ones are laid out when asked for.

    `circumstances` is all that decides the finished page beside the story and what it names; `place` does the
    work.
    """
    stack, ledger = PageStack(), []
    digests = PageDigests(placing.story, placing.folder, circumstances, placing.picks)
    noted = [(digest, records.get(digest)) for digest in map(digests.of, indexes)]
    unknown = [index for index, (_, record) in zip(indexes, noted, strict=True) if record is None]
    placed = place(placing, unknown)
    for index, (digest, record) in zip(indexes, noted, strict=True):
        if record is None:
            page = next(placed)
            stack.put_packed(page.number, page.panels, page.packed)
            ledger.append(Entry(digest, page.findings))
        else:
            panels = len(placing.story.pages[index].panels)
            stack.put_later(index + 1, panels, partial(placing.page, index))
            ledger.append(Entry(digest, record.findings, record))
    return stack, tuple(ledger)


def _picture_findings(page: PageLayout, story: Story, limits: ModelLimits) -> Iterator[Finding]:
    """What the model could not take of a placed page: picture sizes, boxes too small for its grids."""
    for panel in (each for each in page.panels if each.frame.panel.image is None):
        frame, picture = panel.frame, panel.frame.generation.box
        size = (frame.generation.width, frame.generation.height)
        dialogs = [(balloon.where, balloon.box.fractions_of(picture)) for balloon in panel.balloons]
        characters = [
            CharacterBox(
                where=(*frame.where, "characters", number),
                box=character.box.fractions_of(picture),
                pictured=bool(story.characters[character.id].reference),
            )
            for number, character in enumerate(frame.characters)
        ]
        yield from check_picture(frame.where, size, dialogs, limits)
        yield from check_character_boxes(size, characters, limits)
