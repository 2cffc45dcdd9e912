"""The cast in a panel: where each figure stands, how large, and where it looks.

What the author says is obeyed. The rest stands so that the panel reads well: whoever speaks first stands on
the side that is read first, figures look at each other, faces keep apart and inside the panel's safe part,
and the more is said, the lower and smaller the figures, so that the balloons have room above them.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence

from mangacli.geometry import Box
from mangacli.layout.camera import heads_of
from mangacli.layout.figure import FACE_HEIGHT, Figure, box_around, face_in, face_of
from mangacli.layout.over_shoulder import SMALLER, before_camera, foreground
from mangacli.layout.shots import HEADS, SIZE, choose_shot, shot_of_heads
from mangacli.layout.stage import HEADS_APART, Stage
from mangacli.placed import PlacedCharacter
from mangacli.story.models import Panel, Placement, Shot

_SHRINK = 0.88
_SMALLEST = 0.3
"""Heads are drawn smaller, step by step and down to this factor, until all faces have a place."""
_GROUND = {"full": 0.04, "long": 0.1}
"""Where the feet of a whole figure stand, as a part of the panel's height above its lower edge."""
_QUIET = 0.03
"""The room above the figures where nothing is said, as a part of the panel's height."""
_COMPANY = 3
"""So many figures leave no room for balloons beside them: all the talk stands above their heads."""
_LYING, _HEAD_ASIDE = 0.3, 0.24
"""The stature below which a figure lies; where its head is then, as a part of the panel's width."""
_BALLOON_ASPECT = 1.9
"""Width to height of a usual balloon of horizontal lettering."""


def stage_cast(panel: Panel, stage: Stage, type_size: float) -> tuple[PlacedCharacter, ...]:
    """A panel and its stage → every character with figure, face, shot and facing, in the author's order.

    `type_size` is the expected size of the lettering in points.
    """
    behind = foreground(panel, stage, _standing_order(panel))
    cast = _cast(panel, stage, text_room(panel, stage.box, type_size), behind)
    speakers = _speaking_order(panel)
    return tuple(
        PlacedCharacter(
            id=placement.character,
            box=figure.box,
            head=figure.head,
            shot=shot,
            facing=placement.facing or _facing(index, [each.head for each, _ in cast], speakers, stage),
            placement=placement,
            hands=tuple(stage.box.part(hand) for hand in placement.hands),
            from_behind=index == behind,
        )
        for index, (placement, (figure, shot)) in enumerate(zip(panel.characters, cast, strict=True))
    )


def text_room(panel: Panel, box: Box, type_size: float) -> float:
    """A panel, its box and the type size → the part of its height that its balloons want (`_QUIET` to 0.45).

    An estimate from the letters, narrow ones counted half: all balloons laid out over the panel's width, and
    at least the highest balloon of horizontal lettering (columns stand beside the heads). In a wide panel a
    part of the text finds room beside the figures.
    """
    spoken = [dialog for dialog in panel.dialogs if dialog.kind != "sfx"]
    if not spoken:
        return _QUIET
    total, highest = 0.0, 0.0
    for dialog in spoken:
        wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in dialog.text)
        letters = wide + 0.55 * (len(dialog.text) - wide) + 4
        area = letters * (type_size * dialog.loud) ** 2 * 2.2
        total += area
        if wide * 2 < len(dialog.text):
            highest = max(highest, math.sqrt(area / _BALLOON_ASPECT) + 0.8 * type_size)
    company = len(panel.characters) >= _COMPANY
    part = max(
        (1.4 if company else 1.0) * total / box.area, min(0.42 if company else 0.3, highest / box.height)
    )
    beside = 0.6 if box.width > 1.5 * box.height and not company else 1.0
    return min(0.45, max(2 * _QUIET, part * beside))


def _cast(panel: Panel, stage: Stage, room: float, behind: int | None) -> list[tuple[Figure, Shot]]:
    """Figures and shots in the author's order; the author's own places first, the rest around them.

    `behind` is the index of who stands before the camera, seen from behind.
    """
    shots = [choose_shot(placement, panel, stage.box) for placement in panel.characters]
    fixed = {
        index: _authors_figure(placement, shot, stage)
        for index, (placement, shot) in enumerate(zip(panel.characters, shots, strict=True))
        if placement.box is not None or placement.head is not None
    }
    largest = math.inf
    if behind is not None:
        fixed.setdefault(behind, before_camera(behind, panel, stage))
        shots[behind] = "bust"
        largest = SMALLER * fixed[behind].head.height / FACE_HEIGHT
    middles = _standing_places(panel, stage, fixed)
    factor = 1.0
    while True:
        cast = {index: (figure, shots[index]) for index, figure in fixed.items()}
        crowded = False
        for index, middle in sorted(middles.items()):
            shot = shots[index]
            head = min(largest, _head_height(shot, stage, room, len(panel.characters))) * factor
            stature = stage.stature(index)
            crown = _crown(head, shot, stage, room, stature)
            heads = [figure.head for figure, _ in cast.values()]
            free = stage.nearest_free(face_of(middle, crown, head), heads)
            crowded = crowded or free is None
            figure = stage.figure(middle if free is None else free, crown, head, shot, stature)
            cast[index] = (figure, _seen_shot(figure, head, shot))
        if not crowded or factor < _SMALLEST:
            return [cast[index] for index in range(len(panel.characters))]
        factor *= _SHRINK


def _authors_figure(placement: Placement, shot: Shot, stage: Stage) -> Figure:
    """A figure whose box or face (or both) the author gave."""
    head = None if placement.head is None else stage.box.part(placement.head)
    if placement.box is not None:
        box = stage.box.part(placement.box)
        return Figure(box, head or face_in(box, shot))
    if head is None:
        raise ValueError("neither box nor head is given")
    return Figure(box_around(head, shot, stage.box), head)


def _standing_places(panel: Panel, stage: Stage, fixed: dict[int, Figure]) -> dict[int, float]:
    """Every character without a place of its own → the x of its middle, in points.

    The panel is divided into as many equal places as there are characters. `left`, `center`, `right` and
    figures placed by the author take the places nearest to them; the rest fills up in the order of speaking,
    beginning where reading begins.
    """
    box, count = stage.box, len(panel.characters)
    places = [box.x1 + (place + 0.5) / count * box.width for place in range(count)]
    wanted = {index: figure.box.center[0] for index, figure in fixed.items()}
    sides = {"left": box.x1 + 0.27 * box.width, "center": box.center[0], "right": box.x2 - 0.27 * box.width}
    for index, placement in enumerate(panel.characters):
        if index not in wanted and placement.at is not None:
            wanted[index] = sides[placement.at]
    middles: dict[int, float] = {}
    for index, x in sorted(wanted.items(), key=lambda item: (item[1], item[0])):
        nearest = min(places, key=lambda place: abs(place - x))
        places.remove(nearest)
        if index not in fixed:
            middles[index] = x if count <= 2 else (nearest + x) / 2
    rest = [index for index in _standing_order(panel) if index not in wanted]
    for index, place in zip(rest, sorted(places, reverse=stage.right_to_left), strict=True):
        middles[index] = place
    if (
        count == 1
        and rest
        and stage.stature(0) < _LYING
        and choose_shot(panel.characters[0], panel, box) in _GROUND
    ):
        # Who lies has the head at one side, and the body's length to the other.
        middles[0] = box.x1 + box.width * (1 - _HEAD_ASIDE if stage.right_to_left else _HEAD_ASIDE)
    elif count == 1 and rest:
        aside = _step_aside(panel, box, choose_shot(panel.characters[0], panel, box))
        middles[0] = box.center[0] + (-aside if stage.right_to_left else aside)
    return middles


def _step_aside(panel: Panel, box: Box, shot: Shot) -> float:
    """How far one figure alone steps from the middle toward the reading's end, in points.

    One or two balloons stand where reading begins, and the figure on the other side; more go around it. A
    face that fills the panel moves toward its edge.
    """
    spoken = sum(dialog.kind != "sfx" for dialog in panel.dialogs)
    if shot == "extreme-close-up" and spoken:
        return 0.3 * box.width
    aspect = box.width / box.height
    return min(0.2, 0.1 * aspect) * box.width if 1 <= spoken <= 2 and aspect >= 0.9 else 0.0


def _standing_order(panel: Panel) -> list[int]:
    """Indexes of the characters: those who speak in the order of their first words, then the others."""
    speakers = _speaking_order(panel)
    return speakers + [index for index in range(len(panel.characters)) if index not in speakers]


def _speaking_order(panel: Panel) -> list[int]:
    """Indexes of those who speak, in the order of their first words."""
    names = [placement.character for placement in panel.characters]
    spoken = [names.index(dialog.speaker) for dialog in panel.dialogs if dialog.speaker in names]
    return list(dict.fromkeys(spoken))


def _head_height(shot: Shot, stage: Stage, room: float, count: int) -> float:
    """A shot on a panel's stage → how high the head is drawn, in points: as the shot has it, where text and
    company leave the room. Whole figures are as tall from below and above as from the eyes' height.
    """
    box, tall = stage.box, heads_of(shot, stage.camera)
    if shot == "extreme-close-up":
        quiet = room <= _QUIET
        return min(
            box.height * (SIZE[shot] if quiet else 0.9 - room), box.width / count * (1.1 if quiet else 0.9)
        )
    if shot in _GROUND and count < _COMPANY:
        room *= 0.6  # balloons stand beside a slim figure
    free = box.height * (1 - room - _GROUND.get(shot, 0.0))
    seen = 1.18 if shot == "close-up" else tall
    return min(
        box.height * SIZE[shot] * HEADS[shot] / tall, free / seen, 0.8 * free, box.width / count / HEADS_APART
    )


def _crown(head: float, shot: Shot, stage: Stage, room: float, stature: float) -> float:
    """The y of the crown: whole figures stand on the ground, the others rise from the panel's lower edge.

    Who sits, kneels or is a child has the crown as much lower as its `stature` has it.
    """
    box = stage.box
    if shot in _GROUND:
        tall = heads_of(shot, stage.camera) * stature
        return max(box.y2 - box.height * _GROUND[shot] - head * tall, box.y1)
    if shot == "extreme-close-up":
        middle = box.center[1] + (room - _QUIET) * box.height / 2
        return middle - head * (1 - FACE_HEIGHT / 2)
    highest = max(box.y1 + box.height * room, stage.safe.y1 - head * (1 - FACE_HEIGHT) + 1)
    usual = min(box.y2 - head * HEADS[shot], box.y1 + 0.34 * box.height)
    return min(box.y2 - head * 1.12, max(highest, usual))


def _seen_shot(figure: Figure, head: float, shot: Shot) -> Shot:
    """What is seen of a figure after panel and text have had their say: a bust with more room is a medium."""
    if shot in ("full", "long", "extreme-close-up"):
        return shot
    return shot_of_heads(figure.box.height / head)


def _facing(index: int, heads: Sequence[Box], speakers: Sequence[int], stage: Stage) -> str:
    """Where a character looks: as the prompt says, at the first other speaker, the others, into the panel."""
    x = heads[index].center[0]
    reading_end = "left" if stage.right_to_left else "right"
    others = [head.center[0] for place, head in enumerate(heads) if place != index]
    partners = [heads[place].center[0] for place in speakers if place != index]
    gaze = stage.gazes[index] if stage.gazes else None
    if gaze is not None:
        target = heads[gaze].center[0]
    elif partners:
        target = partners[0]
    elif others:
        target = sum(others) / len(others)
    else:
        target = stage.box.center[0]
    if abs(target - x) < 0.06 * stage.box.width:
        return reading_end
    return "right" if x < target else "left"
