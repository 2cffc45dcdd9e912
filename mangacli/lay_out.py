"""Story + templates → page layouts: panels, cast, balloons, line breaks, type size; every place decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mangacli.errors import Finding
from mangacli.furniture.furnish import furnish
from mangacli.furniture.titles import title_panel
from mangacli.layout.check import layout_findings
from mangacli.layout.page import lay_out_page as frame_page
from mangacli.layout.templates import Template
from mangacli.lettering.letter import letter_page
from mangacli.placed import PageFrame, PageLayout, SizeLimits
from mangacli.story.models import Panel, Shot, Story

WIDER: dict[str, Shot] = {
    "extreme-close-up": "close-up",
    "close-up": "bust",
    "bust": "medium",
    "medium": "full",
    "full": "long",
}
"""The next shot when the camera steps back."""
CROWDED = ("text-does-not-fit", "title-does-not-fit", "small-type", "small-title", "broken-phrase")
"""What is reported where dialogs or a title have too little room, the worst first."""

TITLE_SHARES = (1.0, 0.75, 0.55)
"""Sizes of a page's title that are tried, the wished one first."""


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A page laid out and lettered in one way."""

    page: PageLayout
    findings: tuple[Finding, ...]

    @property
    def crowding(self) -> tuple[int, ...]:
        """How many findings of each kind speak of too little room: the worst kind first."""
        rules = [finding.rule for finding in self.findings]
        return tuple(rules.count(rule) for rule in CROWDED)

    @property
    def crowded(self) -> frozenset[int]:
        """Indexes of the panels that have too little room."""
        places = [finding.where for finding in self.findings if finding.rule in CROWDED]
        return frozenset(
            int(where[3]) if where[2] == "panels" else title_panel(self.page.frame) for where in places
        )


def lay_out(
    story: Story,
    folder: Path,
    templates: Mapping[str, Template],
    limits: SizeLimits,
    pages: Sequence[int],
) -> tuple[tuple[PageLayout, ...], tuple[Finding, ...]]:
    """A story → its placed pages, and what is to be said of them (text that does not fit, missing glyphs).

    `folder` is where the story lies, `limits` are the artist's sizes, `pages` the indexes (from 0) wanted.
    A page depends on nothing outside itself but its number, so any selection gives the same pages. Where
    the layouts themselves have errors, there are no pages.
    """
    findings = list(layout_findings(story, templates))
    if any(finding.severity == "error" for finding in findings):
        return (), tuple(findings)
    placed: list[PageLayout] = []
    for index in pages:
        page, found = lay_out_page(story, folder, templates, limits, index)
        placed.append(page)
        findings.extend(found)
    return tuple(placed), tuple(findings)


def lay_out_page(
    story: Story, folder: Path, templates: Mapping[str, Template], limits: SizeLimits, index: int
) -> tuple[PageLayout, tuple[Finding, ...]]:
    """One page of a story whose layouts have no error, and what is to be said of it.

    Where dialogs have too little room, the camera steps back, if the author left it free. Of several ways the
    first of the least crowded ones is taken.
    """
    free = frozenset(n for n, panel in enumerate(story.pages[index].panels) if _is_shot_free(panel))
    attempts: list[_Attempt] = []
    trial: Story | None = story
    while trial is not None:
        frame = frame_page(trial, index, templates, limits)
        attempts.append(_lettered(frame, trial, folder))
        trial = _stepped_back(trial, index, attempts[-1].page, attempts[-1].crowded & free)
    best = min(attempts, key=lambda attempt: attempt.crowding)
    return best.page, best.findings


def _lettered(frame: PageFrame, story: Story, folder: Path) -> _Attempt:
    """A page's frame → the page with its furniture and balloons; the title makes way for them."""
    attempts: list[_Attempt] = []
    for share in TITLE_SHARES if frame.page.title else TITLE_SHARES[:1]:
        furnished = furnish(frame, story, folder, title_share=share)
        page, findings = letter_page(furnished.to_letter(), story, folder)
        attempts.append(_Attempt(furnished.onto(page), (*furnished.findings, *findings)))
        if not any(finding.rule in CROWDED for finding in findings):
            break
    return min(attempts, key=lambda attempt: attempt.crowding)


def _is_shot_free(panel: Panel) -> bool:
    """Whether the author has fixed neither how close the camera is nor where anyone stands."""
    return panel.shot is None and not any(p.box or p.head or p.shot for p in panel.characters)


def _stepped_back(story: Story, index: int, page: PageLayout, crowded: frozenset[int]) -> Story | None:
    """The story with a wider shot in the crowded panels of a page; None where there is none wider."""
    panels = list(story.pages[index].panels)
    for number in crowded:
        shots = [character.shot for character in page.panels[number].frame.characters]
        wider = next((wider for shot, wider in WIDER.items() if shot in shots), None)
        if wider is not None:
            panels[number] = panels[number].model_copy(update={"shot": wider})
    if panels == list(story.pages[index].panels):
        return None
    pages = list(story.pages)
    pages[index] = pages[index].model_copy(update={"panels": tuple(panels)})
    return story.model_copy(update={"pages": tuple(pages)})
