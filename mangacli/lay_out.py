"""Story + templates → page layouts: panels, cast, balloons, line breaks, type size; every place decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from mangacli.errors import Finding
from mangacli.layout.page import lay_out_page
from mangacli.layout.templates import Template
from mangacli.lettering.letter import letter_page
from mangacli.placed import PageLayout, SizeLimits
from mangacli.story.models import Story


def lay_out(
    story: Story,
    folder: Path,
    templates: Mapping[str, Template],
    limits: SizeLimits,
    pages: Sequence[int],
) -> tuple[tuple[PageLayout, ...], tuple[Finding, ...]]:
    """A story → its placed pages, and what is to be said of them (text that does not fit, missing glyphs).

    `folder` is where the story lies, `limits` are the artist's sizes, `pages` the indexes (from 0) wanted.
    A page depends on nothing outside itself but its number, so any selection gives the same pages.
    """
    placed: list[PageLayout] = []
    findings: list[Finding] = []
    for index in pages:
        frame = lay_out_page(story, index, templates, limits)
        layout, found = letter_page(frame, story, folder)
        placed.append(layout)
        findings.extend(found)
    return tuple(placed), tuple(findings)
