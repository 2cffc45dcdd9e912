"""Page frames in, lettered pages out: one type size for the page, every balloon in its place.

Where a panel's dialogs do not fit at the wished size, the type of the whole page shrinks step by step, down
to the story's minimum. What does not fit even then is reported and left out: never clipped, never laid over
something else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path as FilePath

from mangacli.drawing import Shape, Stroke, Text
from mangacli.errors import Finding, Where
from mangacli.lettering.author_boxes import findings_of_author_boxes
from mangacli.lettering.balloon_shapes import PLAIN_HALO, shapes_of
from mangacli.lettering.balloons import BALLOONS
from mangacli.lettering.breaking_out import broken_out
from mangacli.lettering.page_type import is_vertical, line_width, sizes_to_try
from mangacli.lettering.panel import Letterer
from mangacli.lettering.room import Placed, Placement
from mangacli.lettering.sounds.drawn import sound_balloon
from mangacli.lettering.sounds.roam import Roaming
from mangacli.lettering.typeset import said_by
from mangacli.placed import Balloon, PageFrame, PageLayout, PanelFrame, PanelLayout
from mangacli.story.models import Story

SMALL = 0.8
"""Share of the wished size below which the author is told that the page's type had to shrink."""


_LEFT_OUT = ("text-does-not-fit", "empty-dialog")
"""Rules of dialogs that are left out; the type of a page without them says nothing about the others."""


def letter_page(
    frame: PageFrame, story: Story, story_folder: FilePath
) -> tuple[PageLayout, tuple[Finding, ...]]:
    """A page's frame and its story → the lettered page, and what is to be said of its lettering.

    Findings: `text-does-not-fit` and `empty-dialog` (errors), `small-type` (warning), `broken-phrase` (note),
    those of the fonts (missing glyphs), `stays-inside` (note), and those of boxes that the author gave and
    that lie badly. Raises MangaError where a font is unusable.
    """
    letterer = Letterer(story, story_folder, frame)
    sizes = sizes_to_try(story)
    size, placements, tightest = _page_size(letterer, sizes)
    findings: list[Finding] = []
    settled = []
    for panel, placement in zip(frame.panels, placements, strict=True):
        left_out: frozenset[int] = frozenset()
        silent = dict(_silent(panel, story))
        findings.extend(silent.values())
        while placement.crowded_out is not None:
            if placement.crowded_out not in silent:
                findings.append(_does_not_fit(panel, placement.crowded_out, size))
            left_out |= {placement.crowded_out}
            placement = letterer.placement(panel, size, left_out)  # noqa: PLW2901 - shrinks until it fits
        settled.append(placement)
    panels = []
    settled, stayed = broken_out(frame, settled, size)
    findings.extend(stayed)
    for panel, placement in zip(frame.panels, settled, strict=True):
        for placed in placement.placed:
            findings.extend(placed.setting.text.findings)
            findings.extend(_broken_phrases(panel, placed))
        findings.extend(findings_of_author_boxes(panel, placement.placed))
        shapes = shapes_of(placement.placed, line_width(story))
        balloons = tuple(_balloon(placed, panel, story, shapes) for placed in placement.placed)
        panels.append(PanelLayout(panel, balloons))
    panels, of_sounds = Roaming(frame, story, story_folder, size).at_large(panels)
    findings.extend(of_sounds)
    if size < SMALL * sizes[0] and not any(f.rule in _LEFT_OUT for f in findings):
        findings.append(_small_type(tightest or frame.panels[0], size, sizes[0]))
    return PageLayout(frame, tuple(panels)), tuple(dict.fromkeys(findings))


def _page_size(
    letterer: Letterer, sizes: Sequence[float]
) -> tuple[float, list[Placement], PanelFrame | None]:
    """The largest size at which all panels' dialogs fit (else the smallest), and the panel that needs it."""
    tightest: PanelFrame | None = None
    step = 0
    while True:
        start = step
        placements: list[Placement] = []
        for panel in letterer.frame.panels:
            if step + 1 < len(sizes) and not letterer.fits(panel, sizes[step]):
                step, tightest = _first_fitting(letterer, panel, sizes, step), panel
            placements.append(letterer.placement(panel, sizes[step]))
        if step == start:
            return sizes[step], placements, tightest


def _first_fitting(letterer: Letterer, panel: PanelFrame, sizes: Sequence[float], failed: int) -> int:
    """The first of the sizes after one that failed at which a panel's dialogs fit; else the last of all.

    What fits at one size fits at the smaller ones, as a rule; so the way is halved at each try.
    """
    fits = len(sizes) - 1
    while fits - failed > 1:
        middle = (failed + fits) // 2
        if letterer.fits(panel, sizes[middle]):
            fits = middle
        else:
            failed = middle
    return fits


def _balloon(
    placed: Placed, panel: PanelFrame, story: Story, shapes: Mapping[int, tuple[Shape, ...]]
) -> Balloon:
    """A placed dialog and the panel's outlines by dialog → the balloon as it is drawn."""
    dialog = panel.panel.dialogs[placed.wish.index]
    setting = placed.setting
    if setting.sound is not None:
        return sound_balloon(setting.sound, placed.at, placed.wish.index, panel, story)
    return Balloon(
        kind=dialog.kind,
        speaker=dialog.speaker,
        said=setting.text.said,
        lines=setting.text.lines,
        box=placed.box,
        text_box=setting.text.ink.moved(*placed.at),
        tail=placed.tail.line if placed.tail else None,
        order=placed.wish.index,
        vertical=is_vertical(dialog, story),
        size=setting.size,
        shapes=shapes.get(placed.wish.index, ()),
        text=Text(
            runs=setting.text.moved(*placed.at),
            said=setting.text.said,
            language=story.language,
            fill=BALLOONS[dialog.kind].letters,
            outline=_halo(dialog.kind, setting.size),
        ),
        where=(*panel.where, "dialogs", placed.wish.index),
        chorus=dialog.chorus,
        more_tails=tuple(tail.line for tail in placed.more_tails),
        joined_to=placed.joined_to,
    )


def _halo(kind: str, size: float) -> tuple[Stroke, ...]:
    """Kind and type size → the strokes beneath letters that stand on the art."""
    return (Stroke(PLAIN_HALO * size, 1.0),) if BALLOONS[kind].ground is None else ()


def _silent(panel: PanelFrame, story: Story) -> Iterator[tuple[int, Finding]]:
    """A panel → the dialogs in which there is nothing to letter but marks and blanks: index and finding."""
    for index, dialog in enumerate(panel.panel.dialogs):
        said = said_by(dialog.text, story.language)
        if not any(letter.isprintable() and not letter.isspace() for letter in said):
            message = f"there is nothing to letter in this {dialog.kind}: marks, blanks, unseen characters"
            where: Where = (*panel.where, "dialogs", index, "text")
            yield index, Finding("empty-dialog", where, message, "write what is said, or leave it out")


def _does_not_fit(panel: PanelFrame, index: int, size: float) -> Finding:
    dialog = panel.panel.dialogs[index]
    where: Where = (*panel.where, "dialogs", index, "text")
    into = "the panel beside its faces and other dialogs"
    if dialog.box is not None:
        into = "its box"
    elif dialog.at is not None:
        into = f'the panel at "{dialog.at}" beside its faces and other dialogs'
    return Finding(
        "text-does-not-fit",
        where,
        f"this {dialog.kind} does not fit into {into}, even in type of {size:g} points",
        "shorten it, split it, give the panel more room, or lower lettering.minimum",
    )


def _broken_phrases(panel: PanelFrame, placed: Placed) -> list[Finding]:
    return [
        Finding(
            "broken-phrase",
            (*panel.where, "dialogs", placed.wish.index, "text"),
            f'"{phrase}" is broken, for want of room',
            "give the panel more room, or widen the shot",
            "note",
        )
        for phrase in placed.setting.text.broken
    ]


def _small_type(panel: PanelFrame, size: float, wished: float) -> Finding:
    return Finding(
        "small-type",
        panel.where,
        f"the type of this page shrinks from {wished:g} to {size:g} points, so that this panel's dialogs fit",
        "shorten them, or give the panel more room",
        "warning",
    )
