"""Page frames in, lettered pages out: one type size for the page, every balloon in its place.

Where a panel's dialogs do not fit at the wished size, the type of the whole page shrinks step by step, down
to the story's minimum. What does not fit even then is reported and left out: never clipped, never laid over
something else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path as FilePath

from mangacli.drawing import Shape, Stroke, Text
from mangacli.errors import Finding, Where
from mangacli.geometry import Box, Path
from mangacli.lettering.author_boxes import findings_of_author_boxes
from mangacli.lettering.balloons import BALLOONS
from mangacli.lettering.joining import joined
from mangacli.lettering.page_type import is_vertical, line_width, sizes_to_try
from mangacli.lettering.placement import place
from mangacli.lettering.room import Placed, Placement, Room, Setting, Wish
from mangacli.lettering.settings import seed_of, settings_for
from mangacli.lettering.sfx import halo
from mangacli.placed import Balloon, PageFrame, PageLayout, PanelFrame, PanelLayout
from mangacli.story.models import Story

SMALL = 0.8
"""Share of the wished size below which the author is told that the page's type had to shrink."""
ATTEMPTS = ((1.0, 8), (0.75, 20), (0.5, 64))
"""How much air balloons get and how widely places are searched; the last only in type of the minimum size."""
SPOTS = {"left": 0.0, "right": 1.0, "top": 0.0, "bottom": 1.0}


@dataclass(frozen=True, slots=True)
class _Letterer:
    """What stays the same for all panels of a page."""

    story: Story
    folder: FilePath
    frame: PageFrame

    def placement(self, panel: PanelFrame, size: float, without: frozenset[int] = frozenset()) -> Placement:
        """A panel's dialogs but those left out, set at a type size and placed; tighter where need be.

        Balloons are drawn tighter before a phrase is broken.
        """
        tightest = size <= self.story.lettering.minimum
        attempts = []
        for ease, width in ATTEMPTS if tightest else ATTEMPTS[:-1]:
            room = room_of(panel, size, self.frame.right_to_left, ease)
            wishes, unset = self._wishes(panel, room, without)
            whole = [_unbroken(wish) for wish in wishes]
            placement = place(room, whole, width) if unset is None else Placement((), unset)
            if placement.crowded_out is None:
                return placement
            if unset is None and whole != wishes:
                attempts.append((room, wishes, width))
        for room, wishes, width in attempts:
            placement = place(room, wishes, width)
            if placement.crowded_out is None:
                break
        return placement

    def _wishes(
        self, panel: PanelFrame, room: Room, without: frozenset[int]
    ) -> tuple[list[Wish], int | None]:
        """A panel's dialogs but those left out → wishes, and the first dialog that no balloon here holds."""
        kept = [(i, d) for i, d in enumerate(panel.panel.dialogs) if i not in without]
        talk = [index for index, dialog in kept if dialog.kind != "sfx"]
        wishes: list[Wish] = []
        for index, dialog in kept:
            where = (*panel.where, "dialogs", index, "text")
            given = replace(room, space=panel.box.part(dialog.box)) if dialog.box else room
            settings = settings_for(dialog, given, self.story, self.folder, where)
            if not settings:
                return wishes, index
            wishes.append(self._wish(panel, talk, index, settings))
        return wishes, None

    def _wish(
        self, panel: PanelFrame, talk: Sequence[int], index: int, settings: tuple[Setting, ...]
    ) -> Wish:
        """A panel's dialog by its index, and the ways to letter it → what placement is asked for."""
        dialog = panel.panel.dialogs[index]
        progress: float | None = None
        if index in talk:
            progress = talk.index(index) / (len(talk) - 1) if len(talk) > 1 else 0.0
            if dialog.kind == "caption":
                progress = float(progress > 0.5)
            elif len(talk) == 1:
                progress = 0.25
        shape = BALLOONS[dialog.kind]
        present = any(character.id == dialog.speaker for character in panel.characters)
        spot = None
        if dialog.at is not None and dialog.box is None:
            words = dialog.at.split("-")
            spot = (
                next((SPOTS[w] for w in words if w in ("left", "right")), 0.5),
                next((SPOTS[w] for w in words if w in ("top", "bottom")), 0.5),
            )
        return Wish(
            index=index,
            kind=dialog.kind,
            tail=shape.tail,
            settings=settings,
            progress=progress,
            speaker=dialog.speaker if present and shape.tail != "none" else None,
            outside=dialog.speaker is not None and not present and shape.tail != "none",
            spot=spot,
            box=panel.box.part(dialog.box) if dialog.box is not None else None,
            sway=seed_of(self.story, dialog) % 201 / 100 - 1,
        )


def letter_page(
    frame: PageFrame, story: Story, story_folder: FilePath
) -> tuple[PageLayout, tuple[Finding, ...]]:
    """A page's frame and its story → the lettered page, and what is to be said of its lettering.

    Findings: `text-does-not-fit` (error), `small-type` (warning), `broken-phrase` (note), those of the fonts
    (missing glyphs), and those of boxes that the author gave and that lie badly. Raises MangaError where a
    font is unusable.
    """

    letterer = _Letterer(story, story_folder, frame)
    sizes = sizes_to_try(story)
    size, placements, tightest = _page_size(letterer, sizes)
    findings: list[Finding] = []
    panels = []
    for panel, placement in zip(frame.panels, placements, strict=True):
        left_out: frozenset[int] = frozenset()
        while placement.crowded_out is not None:
            findings.append(_does_not_fit(panel, placement.crowded_out, size))
            left_out |= {placement.crowded_out}
            placement = letterer.placement(panel, size, left_out)  # noqa: PLW2901 - shrinks until it fits
        for placed in placement.placed:
            findings.extend(placed.setting.text.findings)
            findings.extend(_broken_phrases(panel, placed))
        findings.extend(findings_of_author_boxes(panel, placement.placed))
        balloons = tuple(_balloon(placed, panel, story) for placed in placement.placed)
        panels.append(PanelLayout(panel, balloons))
    if size < SMALL * sizes[0] and not any(f.rule == "text-does-not-fit" for f in findings):
        findings.append(_small_type(tightest or frame.panels[0], size, sizes[0]))
    return PageLayout(frame, tuple(panels)), tuple(dict.fromkeys(findings))


def _page_size(
    letterer: _Letterer, sizes: Sequence[float]
) -> tuple[float, list[Placement], PanelFrame | None]:
    """The largest size at which all panels' dialogs fit (else the smallest), and the panel that needs it."""
    tightest: PanelFrame | None = None
    step = 0
    while True:
        start = step
        placements: list[Placement] = []
        for panel in letterer.frame.panels:
            placement = letterer.placement(panel, sizes[step])
            if placement.crowded_out is not None and step + 1 < len(sizes):
                step = _first_fitting(letterer, panel, sizes, step)
                placement, tightest = letterer.placement(panel, sizes[step]), panel
            placements.append(placement)
        if step == start:
            return sizes[step], placements, tightest


def _first_fitting(letterer: _Letterer, panel: PanelFrame, sizes: Sequence[float], failed: int) -> int:
    """The first of the sizes after one that failed at which a panel's dialogs fit; else the last of all.

    What fits at one size fits at the smaller ones, as a rule; so the way is halved at each try.
    """
    fits = len(sizes) - 1
    while fits - failed > 1:
        middle = (failed + fits) // 2
        if letterer.placement(panel, sizes[middle]).crowded_out is None:
            fits = middle
        else:
            failed = middle
    return fits


def _unbroken(wish: Wish) -> Wish:
    """A wish → the same without settings that break a phrase, where it has others."""
    whole = tuple(setting for setting in wish.settings if not setting.text.broken)
    return replace(wish, settings=whole) if whole and len(whole) < len(wish.settings) else wish


def room_of(panel: PanelFrame, size: float, right_to_left: bool, ease: float = 1.0) -> Room:
    """A panel and the page's type size → the room for its balloons."""
    air = 0.5 * size * ease
    inner = panel.box.inset(air)
    # a panel that leaves the page's safe area altogether has no room for text; an empty box says so
    space = inner.intersection(panel.safe) or Box(inner.x1, inner.y1, inner.x1, inner.y1)
    return Room(
        polygon=panel.polygon,
        space=space,
        over=panel.over,
        heads={character.id: character.head for character in reversed(panel.characters)},
        figures=tuple(character.box for character in panel.characters),
        right_to_left=right_to_left,
        em=size,
        air=air,
        gap=0.45 * size * ease,
        ease=ease,
    )


def _balloon(placed: Placed, panel: PanelFrame, story: Story) -> Balloon:
    """A placed dialog → the balloon as it is drawn."""
    dialog = panel.panel.dialogs[placed.wish.index]
    setting = placed.setting
    sound = dialog.kind == "sfx"
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
        shapes=_shapes(placed, line_width(story)),
        text=Text(
            runs=setting.text.moved(*placed.at),
            said=setting.text.said,
            language=story.language,
            outline=halo(setting.size) if sound else (),
        ),
        where=(*panel.where, "dialogs", placed.wish.index),
    )


def _shapes(placed: Placed, line: float) -> tuple[Shape, ...]:
    """The balloon with its tail as one outline, and a thought's bubbles."""
    if placed.setting.body is None:
        return ()
    shape = BALLOONS[placed.wish.kind]
    width = line * shape.weight
    stroke = Stroke(width, dashes=tuple(length * width for length in shape.dashes))
    outline = placed.setting.body.transformed((1, 0, 0, 1, *placed.at))
    tail = placed.tail
    if tail is not None and tail.blade is not None:
        outline = joined(outline, tail.blade)
    bubbles = tail.bubbles if tail is not None else ()
    return (
        Shape(outline, fill=1.0, stroke=replace(stroke, round=placed.wish.kind != "shout")),
        *(Shape(Path.ellipse(box), fill=1.0, stroke=stroke) for box in bubbles),
    )


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
