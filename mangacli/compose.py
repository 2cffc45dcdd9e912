"""Placed page and panel art → Drawing: everything that is painted, in paint order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import count

from mangacli.drawing import Art, Drawing, Item, Pixels, Shape
from mangacli.effects.asked import options_of, place_of
from mangacli.effects.focus import lay_ground
from mangacli.effects.ground import Figure
from mangacli.effects.table import EFFECTS
from mangacli.furniture.fades import faded_art, with_shapes
from mangacli.furniture.frames import frame_shapes
from mangacli.generate.base import PanelArt
from mangacli.geometry import Path, Polygon, polygons_meet
from mangacli.placed import Balloon, PageFrame, PageLayout, PanelFrame, PanelLayout

Numbered = tuple[int, Balloon]
"""A balloon with its place in the page's reading order."""


def compose(page: PageLayout, art: Mapping[str, PanelArt]) -> Drawing:
    """A placed page and the art of its panels, by panel id → the page's drawing.

    Paint order: panels with their effects and frames, insets over them, the title, then sounds behind the
    balloons, balloons and sounds in reading order, page numbers; so that nothing that is read is ever covered
    by something that is looked at. Only balloons that reach under an inset are painted before it.
    """
    frame = page.frame
    spoken = _in_order(page)
    lowered = [panel.frame.id for panel in page.panels if _reaches_under_insets(panel)]
    items: list[Item] = []
    if frame.paper < 1.0:
        items.append(Shape(Path.box(frame.bleed), fill=frame.paper))
    for storey in _storeys(page):
        for panel in storey:
            items.extend(_panel(panel.frame, frame, art[panel.frame.id]))
        for panel in storey:
            if panel.frame.id in lowered:
                items.extend(_lettering(spoken[panel.frame.id]))
                items.extend(_paper_of_insets(panel.frame, frame))
    items.extend(page.title.texts if page.title else ())
    items.extend(_lettering(each for id in spoken if id not in lowered for each in spoken[id]))
    items.extend(page.furniture)
    said = [balloon.said for balloon in page.balloons]
    return Drawing(
        number=frame.number,
        size=frame.size,
        trim=frame.trim,
        bleed=frame.bleed,
        items=tuple(items),
        dpi=frame.dpi,
        label=page.label or str(frame.number),
        alt=" ".join([page.title.said, *said] if page.title else said),
    )


def _storeys(page: PageLayout) -> list[list[PanelLayout]]:
    """The page's panels from the ground up: those that lie side by side, then one inset after the other."""
    flat = [panel for panel in page.panels if not panel.frame.inset]
    return [flat, *([panel] for panel in page.panels if panel.frame.inset)]


def _in_order(page: PageLayout) -> dict[str, list[Numbered]]:
    """Each panel's balloons, by its id, with their places in the page's reading order."""
    order = count()
    return {panel.frame.id: [(next(order), b) for b in panel.balloons] for panel in page.panels}


def _lettering(balloons: Iterable[Numbered]) -> Iterator[Item]:
    """Balloons and sounds as they are painted, sounds behind the balloons first; each text with its place."""
    for order, balloon in sorted(balloons, key=lambda entry: not entry[1].behind):
        yield from balloon.shapes
        yield replace(balloon.text, order=order)
        if balloon.gloss is not None:
            yield replace(balloon.gloss, order=order)


def _reaches_under_insets(panel: PanelLayout) -> bool:
    """Whether an outline or tail of the panel's balloons lies under one of its insets, and no word does.

    Where the author has put words over an inset, the author is obeyed: words are never covered.
    """
    if not panel.frame.over:
        return False
    drawn = [shape.path for balloon in panel.balloons for shape in balloon.shapes]
    words = [Path.box(balloon.text_box) for balloon in panel.balloons]
    reaching, covered = (
        any(_meets(path, inset) for inset in panel.frame.over for path in paths) for paths in (drawn, words)
    )
    return reaching and not covered


def _meets(path: Path, polygon: Polygon) -> bool:
    """Whether a path's outline and a polygon share any area."""
    return any(polygons_meet(part, polygon) for part in path.outlines())


def _panel(panel: PanelFrame, page: PageFrame, art: PanelArt) -> Iterator[Item]:
    """A panel's art, effects and frame, and the paper of the insets upon it, as wide as a gutter."""
    pixels, box, fade = art.pixels, panel.generation.box, panel.panel.fade
    effects = () if art.effects_drawn else tuple(_effects(panel, page, art))
    if fade is not None:
        if effects:  # they fade with the art
            pixels, effects = with_shapes(pixels, box, effects, page.dpi), ()
        pixels = faded_art(pixels, panel, page.paper)
    yield Art(pixels, box, Path.polygon(panel.polygon))
    yield from effects
    yield from frame_shapes(panel, page)
    yield from _paper_of_insets(panel, page)


def _paper_of_insets(panel: PanelFrame, page: PageFrame) -> Iterator[Shape]:
    for inset in panel.over:
        yield Shape(Path.polygon(inset), fill=page.paper)


def _effects(panel: PanelFrame, page: PageFrame, art: PanelArt) -> Iterator[Shape]:
    """The panel's effects over art that has none, clear of the figures as far as the panel allows."""
    figures = tuple(Figure(c.id, c.box, c.head, c.facing) for c in panel.characters)
    for index, effect in enumerate(panel.panel.effects):
        white = effect.ink == "white" or (effect.ink is None and _is_dark(art.pixels))
        ground = lay_ground(
            panel.polygon,
            figures,
            place_of(effect, panel.box),
            options_of(effect, page.lpi),
            covers=True,
            ink=1.0 if white else 0.0,
            seed=f"{panel.panel.id or panel.id} {panel.panel.seed} {panel.panel.prompt} {index}",
            dpi=page.dpi,
        )
        yield from EFFECTS[effect.effect](ground).shapes


def _is_dark(pixels: Pixels, below: int = 90) -> bool:
    """Whether a picture is a night on which only white lines are seen, by a sample of its greys."""
    sample = pixels.data[:: max(1, len(pixels.data) // 5003)]
    return sum(sample) < below * len(sample)
