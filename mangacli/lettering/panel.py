"""A panel's dialogs at one type size → balloons in their places: in good shape, else tighter, else anyhow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path as FilePath

from mangacli.errors import Where
from mangacli.geometry import Box
from mangacli.lettering.balloons import BALLOONS, may_join
from mangacli.lettering.eye_path import eye_path
from mangacli.lettering.offstage import side_of_voice
from mangacli.lettering.placement import place
from mangacli.lettering.room import Placement, Room, Setting, Wish
from mangacli.lettering.settings import seed_of, settings_for
from mangacli.placed import PageFrame, PanelFrame
from mangacli.story.models import Dialog, Story

ATTEMPTS = ((1.0, 8), (0.75, 12), (0.5, 64))
"""How much air balloons get and how widely places are searched; the last only in type of the minimum size."""
SPOTS = {"left": 0.0, "right": 1.0, "top": 0.0, "bottom": 1.0}

POOR = 0.7
"""A setting that costs so much more than the dialog's best is in poor shape: a pole, ragged lines."""
Settings = tuple[Setting, ...]


@dataclass(frozen=True, slots=True)
class _Trial:
    """The room of a panel with so much air, its wishes, how widely to search; `unset` fits no balloon."""

    room: Room
    wishes: Sequence[Wish]
    unset: int | None
    width: int
    found: dict[tuple[int, ...], Placement] = field(default_factory=dict)

    def placed(self, choose: Callable[[Settings], Settings]) -> Placement:
        """The panel with all its dialogs placed, in the settings that are chosen of each one's.

        Each way to choose takes in the one before it, so how many are chosen says which; a choice that was
        looked through once is not looked through again.
        """
        if self.unset is not None:
            return Placement((), self.unset)
        wishes = [replace(wish, settings=choose(wish.settings)) for wish in self.wishes]
        choice = tuple(len(wish.settings) for wish in wishes)
        if choice not in self.found:
            self.found[choice] = place(self.room, wishes, self.width)
        return self.found[choice]


def _all(settings: Settings) -> Settings:
    return settings


def _whole(settings: Settings) -> Settings:
    """The settings that break no phrase; all, where each one does."""
    return tuple(setting for setting in settings if not setting.text.broken) or settings


def _in_good_shape(settings: Settings) -> Settings:
    """Of those that break no phrase, the ones that look about as good as the best."""
    whole = _whole(settings)
    best = min(setting.cost for setting in whole)
    return tuple(setting for setting in whole if setting.cost <= best + POOR)


@dataclass(frozen=True, slots=True)
class Letterer:
    """A page's story and frame: what stays the same for all its panels, and the trials made so far."""

    story: Story
    folder: FilePath
    frame: PageFrame
    trials: dict[tuple[Where, float, frozenset[int], int], _Trial] = field(default_factory=dict)

    def placement(self, panel: PanelFrame, size: float, without: frozenset[int] = frozenset()) -> Placement:
        """A panel's dialogs but those left out, set at a type size and placed.

        Where they do not all fit in good shape, balloons are drawn tighter; where that does not help, poorer
        shapes are taken, and phrases broken only at the very last.
        """
        return self._placement(panel, size, without).in_points()

    def _placement(self, panel: PanelFrame, size: float, without: frozenset[int]) -> Placement:
        last = self._tightest(size)
        best = self._trial(panel, size, without, 0).placed(_in_good_shape)
        if best.crowded_out is None:
            return best
        anyhow = self._trial(panel, size, without, last).placed(_all)
        if anyhow.crowded_out is not None:
            return anyhow
        ways = [(number, _in_good_shape) for number in range(1, last + 1)]
        for number, choose in [*ways, *((number, _whole) for number in range(last + 1))]:
            placement = self._trial(panel, size, without, number).placed(choose)
            if placement.crowded_out is None:
                return placement
        return anyhow

    def fits(self, panel: PanelFrame, size: float) -> bool:
        """Whether all of a panel's dialogs find a place at a type size, in whatever shape."""
        good, anyhow = (0, _in_good_shape), (self._tightest(size), _all)
        return any(
            self._trial(panel, size, frozenset(), number).placed(choose).crowded_out is None
            for number, choose in (good, anyhow)
        )

    def _tightest(self, size: float) -> int:
        """The number of the last attempt that is made at a type size."""
        return len(ATTEMPTS) - 1 if size <= self.story.lettering.minimum else len(ATTEMPTS) - 2

    def _trial(self, panel: PanelFrame, size: float, without: frozenset[int], number: int) -> _Trial:
        """A panel at a type size, those left out, and the number of the attempt → it, made once."""
        key = (panel.where, size, without, number)
        if key not in self.trials:
            ease, width = ATTEMPTS[number]
            room = room_of(self.frame, panel, size, ease)
            wishes, unset = self._wishes(panel, room, without)
            self.trials[key] = _Trial(room, wishes, unset, width)
        return self.trials[key]

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
        tail = "none" if dialog.tail == "none" else BALLOONS[dialog.kind].tail
        voices = [id for id in (dialog.speaker, *dialog.chorus) if id is not None] if tail != "none" else []
        present = [id for id in voices if any(character.id == id for character in panel.characters)]
        given = dialog.tail if dialog.tail != "none" else None
        side: str | None = given
        if voices and not present and given is None:
            side = side_of_voice(self.frame, panel, voices[0])
        return Wish(
            index=index,
            kind=dialog.kind,
            tail=tail,
            settings=settings,
            progress=_progress(dialog, talk, index),
            speaker=present[0] if present else None,
            chorus=tuple(present[1:]),
            outside=bool(voices) and not present,
            side=side,
            side_is_given=given is not None,
            partner=_partner(panel.panel.dialogs, talk, index),
            join=dialog.join is True,
            spot=_spot(dialog),
            box=panel.box.part(dialog.box) if dialog.box is not None else None,
            sway=seed_of(self.story, dialog) % 201 / 100 - 1,
        )


def _progress(dialog: Dialog, talk: Sequence[int], index: int) -> float | None:
    """How far a dialog is in its panel's talk, from 0 to 1; None for sounds."""
    if index not in talk:
        return None
    progress = talk.index(index) / (len(talk) - 1) if len(talk) > 1 else 0.0
    if dialog.kind == "caption":
        return float(progress > 0.5)
    return 0.25 if len(talk) == 1 else progress


def _spot(dialog: Dialog) -> tuple[float, float] | None:
    """Where the author wants a dialog: its column and row, each 0, 0.5 or 1; a box goes before it."""
    if dialog.at is None or dialog.box is not None:
        return None
    words = dialog.at.split("-")
    return (
        next((SPOTS[w] for w in words if w in ("left", "right")), 0.5),
        next((SPOTS[w] for w in words if w in ("top", "bottom")), 0.5),
    )


def _partner(dialogs: Sequence[Dialog], talk: Sequence[int], index: int) -> int | None:
    """The dialog before one with which it may be one outline: of the same voices, at once before it.

    Where the author asks for it, other voices may come between, and the kinds may differ.
    """
    dialog = dialogs[index]
    if index not in talk or dialog.join is False or dialog.box is not None:
        return None
    before = [i for i in talk if i < index]
    if dialog.join is None:
        before = before[-1:] if dialog.speaker is not None else []
        alike = (dialog.kind, dialog.tail, dialog.break_out)
        before = [i for i in before if (dialogs[i].kind, dialogs[i].tail, dialogs[i].break_out) == alike]
    same = [
        i
        for i in before
        if (dialogs[i].speaker, dialogs[i].chorus) == (dialog.speaker, dialog.chorus)
        and may_join(dialogs[i].kind, dialog.kind)
        and dialogs[i].box is None
    ]
    return same[-1] if same else None


def room_of(frame: PageFrame, panel: PanelFrame, size: float, ease: float = 1.0) -> Room:
    """A page, one of its panels and the page's type size → the room for the panel's balloons."""
    entry, leave = eye_path(frame, panel)
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
        right_to_left=frame.right_to_left,
        em=size,
        air=air,
        gap=0.45 * size * ease,
        ease=ease,
        entry=entry,
        leave=leave,
        hands=tuple(hand for character in panel.characters for hand in character.hands),
    )
