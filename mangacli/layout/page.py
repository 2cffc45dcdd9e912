"""A page of the story → its frame: the sheet, the panels in reading order, and the cast in them."""

from __future__ import annotations

from collections.abc import Mapping

from mangacli.errors import RunError
from mangacli.geometry import Box, Polygon, bounds, clip_to_box
from mangacli.layout.camera import camera_of, lean_of
from mangacli.layout.generation_size import generation_size
from mangacli.layout.panels import PanelShape, panel_shapes
from mangacli.layout.paper import Paper, is_right_to_left, lay_paper, leaf_number
from mangacli.layout.stage import Stage
from mangacli.layout.staging import stage_cast
from mangacli.layout.templates import Template
from mangacli.layout.tilt import lean
from mangacli.placed import PageFrame, PanelFrame, SizeLimits
from mangacli.story.models import Layout, Page, Panel, Story
from mangacli.story.postures import ADULT_HEADS, heads_high, looked_at

_USUAL_TYPE_SIZE = 9.0
"""Points; only for the estimate of how much room the text wants."""


def lay_out_page(
    story: Story, index: int, templates: Mapping[str, Template], limits: SizeLimits
) -> PageFrame:
    """A story, a page's index (from 0), the templates by name and the artist's limits → the page's frame.

    Depends on the pages before only by how many are spreads (which side the spine is on). A page with fewer
    panels than its layout has places leaves the last places empty. Raises RunError for what `check.py`
    reports as errors: an unknown template, more panels than places, a panel without area.
    """
    page = story.pages[index]
    layout = layout_of(page, templates)
    paper = paper_of(story, index, templates)
    shapes = panel_shapes(layout, paper, story.reading)
    if len(page.panels) > len(shapes):
        raise RunError(f"page {index + 1} has {len(page.panels)} panels, its layout {len(shapes)} places")
    right_to_left = is_right_to_left(story.reading)
    return PageFrame(
        number=index + 1,
        where=("pages", index),
        size=(paper.bleed.x2, paper.bleed.y2),
        trim=paper.trim,
        bleed=paper.bleed,
        safe=paper.safe,
        live=paper.live,
        frame_width=story.page.frame,
        dpi=story.page.dpi,
        right_to_left=right_to_left,
        panels=tuple(
            _panel_frame(story, (index, place), shape, paper, limits)
            for place, shape in enumerate(shapes[: len(page.panels)])
        ),
        page=page,
        fold=paper.fold,
        lpi=story.page.lpi,
        leaf=leaf_of(story, index, templates),
        paper=0.0 if (page.ink or story.page.ink) == "black" else 1.0,
        frame_line=story.page.frame_line,
    )


def layout_of(page: Page, templates: Mapping[str, Template]) -> Layout:
    """A page → its layout: its own, or the template's that it names. Raises RunError for an unknown name."""
    if isinstance(page.layout, Layout):
        return page.layout
    template = templates.get(page.layout)
    if template is None:
        raise RunError(f'there is no layout "{page.layout}"', "manga layouts lists them")
    return template.layout


def paper_of(story: Story, index: int, templates: Mapping[str, Template]) -> Paper:
    """A story and a page's index → the sheet that the page is laid out on."""
    layout = layout_of(story.pages[index], templates)
    return lay_paper(
        story.page,
        right_to_left=is_right_to_left(story.reading),
        leaf=leaf_of(story, index, templates),
        spread=layout.spread,
        strip=layout.rows if layout.strip else (),
    )


def leaf_of(story: Story, index: int, templates: Mapping[str, Template]) -> int:
    """A story and a page's index → the page's number in the book, a spread's first; spreads count as two."""
    spreads = [layout_of(page, templates).spread for page in story.pages[: index + 1]]
    return leaf_number(spreads, index) + story.furniture.first - 1


def _gazes(panel: Panel, story: Story) -> tuple[int | None, ...]:
    """A panel → for each of its characters the index of whom it is said to look at."""
    ids = [one.character for one in panel.characters]
    seen = (looked_at(panel, one, story.characters) for one in panel.characters)
    return tuple(None if id is None else ids.index(id) for id in seen)


def _panel_frame(
    story: Story, at: tuple[int, int], shape: PanelShape, paper: Paper, limits: SizeLimits
) -> PanelFrame:
    index, place = at
    name = f"{index + 1}.{place + 1}"
    if not shape.polygon:
        raise RunError(f"panel {name} has no area", "change the layout: other weights, less slant or tilt")
    panel = story.pages[index].panels[place]
    box = bounds(shape.polygon)
    safe = _safe_part(shape.polygon, paper.safe)
    stage = Stage(
        box=box,
        polygon=shape.polygon,
        safe=safe,
        over=(*shape.over, paper.fold.polygon) if paper.fold else shape.over,
        right_to_left=is_right_to_left(story.reading),
        camera=camera_of(panel),
        statures=tuple(heads_high(panel, one, story.characters) / ADULT_HEADS for one in panel.characters),
        gazes=_gazes(panel, story),
    )
    cast = stage_cast(panel, stage, story.lettering.size or _USUAL_TYPE_SIZE)
    cast, turn = lean(cast, stage, lean_of(panel, stage.right_to_left))
    return PanelFrame(
        id=name,
        where=("pages", index, "panels", place),
        polygon=shape.polygon,
        box=box,
        safe=safe,
        bleeds=shape.bleeds,
        over=shape.over,
        inset=shape.inset,
        generation=generation_size(box, story.page.dpi, limits),
        characters=cast,
        panel=panel,
        camera=stage.camera,
        lean=turn,
    )


def _safe_part(polygon: Polygon, safe: Box) -> Box:
    """The box around what a panel shows inside the page's safe area; an empty one where that is nothing."""
    part = clip_to_box(polygon, safe)
    if part:
        return bounds(part)
    x, y = bounds(polygon).center
    return Box(x, y, x, y)
