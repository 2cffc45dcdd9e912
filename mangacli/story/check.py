"""Cross checks of a story that is sound in form: names, counts, boxes, the model's limits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from mangacli.errors import Finding, Where
from mangacli.fonts.library import font_findings
from mangacli.reach import Reach
from mangacli.story.columns import check_columns
from mangacli.story.dialog_checks import check_boxes, check_dialogs
from mangacli.story.effect_checks import check_effects
from mangacli.story.extent import check_extent
from mangacli.story.furniture_checks import check_titles
from mangacli.story.judging import check_judging
from mangacli.story.model_limits import DIFFSENSEI, ModelLimits, check_limits
from mangacli.story.model_references import check_model_references
from mangacli.story.models import Layout, Page, Panel, Row, Story
from mangacli.story.paper import check_layout, check_paper
from mangacli.story.prompt_checks import check_prompts
from mangacli.story.references import check_references
from mangacli.story.short_forms.written import did_you_mean

_PANEL_NUMBER = re.compile(r"\d+\.\d+")

__all__ = ["DIFFSENSEI", "ModelLimits", "check_story", "panels_of", "places_of"]


def check_story(
    story: Story, reach: Reach, templates: Mapping[str, int], limits: ModelLimits | None = None
) -> Iterator[Finding]:
    """A story, the files it may read, the templates' panel counts, the model's limits (None: not judged) →
    findings.

    They come in no particular order, one by one: who has seen enough need not wait for the rest. Of a story
    that is beyond all measure nothing else is said.
    """
    beyond = tuple(check_extent(story))
    if beyond:
        yield from beyond
        return
    yield from check_paper(story)
    yield from _check_pages(story, templates)
    for where, panel in panels_of(story):
        yield from _check_panel(panel, where, story)
    yield from check_titles(story)
    yield from _check_ids(story)
    yield from _check_unused(story)
    yield from check_judging(story)
    yield from check_columns(story)
    yield from check_references(story, reach)
    yield from font_findings(story.lettering.font, reach, ("lettering", "font"))
    if limits is not None:
        for where, panel in panels_of(story):
            if panel.image is None:
                yield from check_limits(panel, where, limits)
        yield from check_prompts(story, limits)
        if limits.strict:
            yield from check_model_references(story, reach)


def panels_of(story: Story) -> Iterator[tuple[Where, Panel]]:
    """All panels in reading order, each with its path."""
    for page_index, page in enumerate(story.pages):
        for panel_index, panel in enumerate(page.panels):
            yield ("pages", page_index, "panels", panel_index), panel


def places_of(layout: Layout) -> int:
    """A layout → the number of panels that it has places for."""
    return sum(_places_in(row) for row in layout.rows) + len(layout.panels) + len(layout.insets)


def _places_in(row: Row) -> int:
    return sum(sum(map(_places_in, panel.rows)) if panel.rows else 1 for panel in row.panels)


def _check_pages(story: Story, templates: Mapping[str, int]) -> Iterator[Finding]:
    for index, page in enumerate(story.pages):
        where = ("pages", index)
        if isinstance(page.layout, str) and page.layout not in templates:
            guess = did_you_mean(page.layout, sorted(templates))
            message = f'there is no layout "{page.layout}"{guess}'
            yield Finding("unknown-layout", (*where, "layout"), message, "`manga layouts` shows them all")
            continue
        places = templates[page.layout] if isinstance(page.layout, str) else places_of(page.layout)
        if isinstance(page.layout, Layout):
            yield from check_layout(page.layout, (*where, "layout"))
        yield from _check_count(page, where, places)


def _check_count(page: Page, where: Where, places: int) -> Iterator[Finding]:
    name = f'layout "{page.layout}"' if isinstance(page.layout, str) else "layout"
    count = len(page.panels)
    held = f"the {name} has {places} place{'s' if places != 1 else ''}"
    if count > places:
        message = f"this is panel {places + 1} of the page, but {held}"
        hint = f"take a layout of {count} panels, or move panels to another page"
        yield Finding("too-many-panels", (*where, "panels", places), message, hint)
    elif count < places:
        message = f"the page has {count} panel{'s' if count != 1 else ''}, but {held}"
        hint = f"add {places - count}, or take a layout of {count}"
        yield Finding("too-few-panels", (*where, "panels"), message, hint)


def _check_panel(panel: Panel, where: Where, story: Story) -> Iterator[Finding]:
    ids = list(story.characters)
    seen: set[str] = set()
    for index, placement in enumerate(panel.characters):
        spot = (*where, "characters", index)
        id = placement.character
        if id not in story.characters:
            message = f'"{id}" is not a character of the story{did_you_mean(id, ids)}'
            hint = f"characters: {', '.join(ids)}" if ids else "describe it under `characters` of the story"
            yield Finding("unknown-character", (*spot, "character"), message, hint)
        elif id in seen:
            message = f'"{id}" is in this panel twice'
            yield Finding("character-twice", (*spot, "character"), message, "keep one placement")
        if id in story.characters and placement.reference is not None:
            count = len(story.characters[id].reference)
            if placement.reference > count:
                has = f"{count} reference image{'s' * (count != 1)}" if count else "no reference image"
                message = f'"{id}" has {has}; there is no number {placement.reference}'
                yield Finding("reference-number", (*spot, "reference"), message, "count from 1")
        seen.add(id)
        yield from check_boxes(placement.box, placement.head, spot, placement.hands)
    yield from check_dialogs(panel, where, story)
    yield from check_effects(panel, where, story)


def _check_ids(story: Story) -> Iterator[Finding]:
    first: dict[str, Where] = {}
    for where, panel in panels_of(story):
        if panel.id is not None and _PANEL_NUMBER.fullmatch(panel.id):
            message = f'the id "{panel.id}" reads like the number of a panel'
            yield Finding("reserved-id", (*where, "id"), message, "take a word")
        if panel.id is not None and panel.id in first:
            message = f'the id "{panel.id}" is taken by the panel {_name_of(first[panel.id])}'
            yield Finding("duplicate-id", (*where, "id"), message, "give each panel an id of its own")
        elif panel.id is not None:
            first[panel.id] = where


def _name_of(where: Where) -> str:
    """Path of a panel → `page.panel`, counted from 1."""
    return f"{int(where[1]) + 1}.{int(where[3]) + 1}"


def _check_unused(story: Story) -> Iterator[Finding]:
    used = {placement.character for _, panel in panels_of(story) for placement in panel.characters}
    dialogs = [dialog for _, panel in panels_of(story) for dialog in panel.dialogs]
    used |= {id for dialog in dialogs for id in (dialog.speaker or "", *dialog.chorus)}
    for id in story.characters:
        if id not in used:
            message = f'"{id}" is in no panel and says nothing'
            yield Finding("unused-character", ("characters", id), message, severity="warning", at_key=True)
