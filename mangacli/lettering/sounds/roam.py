"""Sounds that may leave their panel, or lie behind the balloons, on a lettered page → larger, where they can.

The planner places every sound inside its panel and clear of all balloons. Here those of which the author
asks for more are tried in larger type around that place: over the frame and the gutter (`break_out`), under
the balloons' edges (`behind`). What no sound ever covers: a face, an inset, another sound, a tail.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mangacli.errors import Finding
from mangacli.geometry import Box, bounds, polygon_contains
from mangacli.lettering.settings import seed_of
from mangacli.lettering.sounds.drawn import sound_balloon
from mangacli.lettering.sounds.set_sound import Ground, SetSound, sounds_for
from mangacli.placed import Balloon, PageFrame, PanelFrame, PanelLayout
from mangacli.story.models import Dialog, Story

REACH = 0.25
"""Of the panel's sides: how much larger the room of a sound is that breaks out, on each side."""
CROSSED = 0.12
"""Of a sound's box: so much lies outside its panel, or it has not broken out."""
COVERED = 0.22
"""Of a sound's box: no more than this lies under balloons."""
FACE_MARGIN = 2.0
"""Points between a sound and any face or hand."""
STEPS = tuple(step / 8 for step in range(-7, 8))
"""Ways from the planner's place that are tried across and down, as shares of the sound's box."""


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """A sound's panel, what no sound covers (`kept`), the balloons' boxes, the distance from them."""

    panel: PanelFrame
    kept: tuple[Box, ...]
    balloons: tuple[Box, ...]
    gap: float


@dataclass(frozen=True, slots=True)
class Roaming:
    """A page, its story with the story's folder, and the page's type size: what holds for all its sounds."""

    page: PageFrame
    story: Story
    folder: Path
    size: float

    def at_large(self, panels: Sequence[PanelLayout]) -> tuple[list[PanelLayout], list[Finding]]:
        """The page's lettered panels → the same with sounds at large, and what is to be said of them.

        Findings: `stays-inside` (note) for a sound that was to break out and found no room for it.
        """
        lettered = list(panels)
        findings: list[Finding] = []
        for number, layout in enumerate(lettered):
            for balloon in layout.balloons:
                dialog = layout.frame.panel.dialogs[balloon.order]
                if dialog.kind != "sfx" or dialog.box or not (dialog.break_out or dialog.sound.behind):
                    continue
                found = self._larger(dialog, balloon, _surroundings(lettered, layout.frame, balloon, self))
                if found is not None:
                    kept = lettered[number].balloons
                    balloons = tuple(found if other.order == found.order else other for other in kept)
                    lettered[number] = replace(lettered[number], balloons=balloons)
                elif dialog.break_out:
                    findings.append(_stays_inside(balloon))
        return lettered, findings

    def _larger(self, dialog: Dialog, balloon: Balloon, around: _Surroundings) -> Balloon | None:
        """A sound and what is around it → it in the largest type for which there is a place; None: none."""
        panel = around.panel
        space = panel.safe
        if dialog.break_out:
            wide, tall = REACH * panel.box.width, REACH * panel.box.height
            grown = Box(panel.box.x1 - wide, panel.box.y1 - tall, panel.box.x2 + wide, panel.box.y2 + tall)
            space = grown.intersection(self.page.safe) or space
        ground = Ground(space, self.size, self.story, self.folder, (*balloon.where, "text"))
        for sound in sounds_for(dialog, ground, seed_of(self.story, dialog)):
            if sound.size < balloon.size - 1e-6 or (
                sound.size < balloon.size + 1e-6 and not dialog.break_out
            ):
                return None
            places = [
                (_apart(box, balloon.box), box)
                for box in _boxes(sound, balloon.box)
                if space.contains(box, 1e-6) and _is_free(dialog, box, around)
            ]
            if places:
                _, box = min(places, key=lambda place: place[0])
                at = (box.x1 - sound.box.x1, box.y1 - sound.box.y1)
                return sound_balloon(sound, at, balloon.order, panel, self.story)
        return None


def _surroundings(
    panels: Sequence[PanelLayout], panel: PanelFrame, own: Balloon, roaming: Roaming
) -> _Surroundings:
    """All panels of the page, a sound and its panel → what is around the sound."""
    kept: list[Box] = [roaming.page.fold] if roaming.page.fold is not None else []
    kept.extend(bounds(inset) for inset in panel.over)
    balloons: list[Box] = []
    for layout in panels:
        for figure in layout.frame.characters:
            kept.extend(box.inset(-FACE_MARGIN) for box in figure.kept)
        if layout.frame.inset and layout.frame.id != panel.id:
            kept.append(layout.frame.box)
        for other in layout.balloons:
            if other.where != own.where:
                (kept if other.kind == "sfx" else balloons).append(other.box)
                kept.extend(bounds(line) for line in (other.tail, *other.more_tails) if line)
    return _Surroundings(panel, tuple(kept), tuple(balloons), 0.3 * roaming.size)


def _boxes(sound: SetSound, near: Box) -> Iterator[Box]:
    """A set sound and the box of its smaller self → the boxes that it could take around it."""
    width, height = sound.box.width, sound.box.height
    x, y = near.center[0] - width / 2, near.center[1] - height / 2
    for down in STEPS:
        for across in STEPS:
            left, top = x + across * width, y + down * height
            yield Box(left, top, left + width, top + height)


def _apart(box: Box, other: Box) -> float:
    return (box.center[0] - other.center[0]) ** 2 + (box.center[1] - other.center[1]) ** 2


def _is_free(dialog: Dialog, box: Box, around: _Surroundings) -> bool:
    """Whether a sound may stand in a box: as far out of its panel as asked, and over nothing kept."""
    panel = around.panel
    if not polygon_contains(panel.polygon, box.center):
        return False
    if any(box.intersection(kept) for kept in around.kept):
        return False
    if dialog.break_out:
        if 1 - _share(box, panel.box) < CROSSED:
            return False
    elif not all(polygon_contains(panel.polygon, corner) for corner in box.inset(-around.gap).polygon):
        return False
    if dialog.sound.behind:
        return sum(_share(box, balloon) for balloon in around.balloons) <= COVERED
    return not any(box.intersection(balloon.inset(-around.gap)) for balloon in around.balloons)


def _share(box: Box, other: Box) -> float:
    """The share of a box that lies in another."""
    common = box.intersection(other)
    return common.area / box.area if common else 0.0


def _stays_inside(balloon: Balloon) -> Finding:
    return Finding(
        "stays-inside",
        (*balloon.where, "break_out"),
        "this sound finds no room to break out of its panel beside faces, balloons and insets",
        "say where with `at`, make it less loud, or give it room",
        "note",
    )
