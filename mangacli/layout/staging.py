"""The cast in a panel: where each figure stands, how large, and where it looks.

What the author says is obeyed. The rest stands so that the panel reads well: whoever speaks first stands on
the side that is read first, figures look at each other, faces keep apart and inside the panel's safe part,
and the more is said, the lower and smaller the figures, so that the balloons have room above them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from mangacli.geometry import Box, Polygon, bounds, clip_to_box
from mangacli.layout.figure import FACE_HEIGHT, SHOULDERS, Figure, box_around, face_in, face_of
from mangacli.layout.shots import HEADS, SIZE, choose_shot, shot_of_heads
from mangacli.placed import PlacedCharacter
from mangacli.story.models import Panel, Placement, Shot

_APART = 1.15
"""Least distance between the middles of two heads, in head heights."""
_SHRINK = 0.88
_SMALLEST = 0.3
"""Heads are drawn smaller, step by step and down to this factor, until all faces have a place."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a cast can stand: the panel's box and polygon, its safe part, what lies over it; all in points.

    `type_size` is the expected size of the lettering.
    """

    box: Box
    polygon: Polygon
    safe: Box
    over: tuple[Polygon, ...]
    right_to_left: bool
    type_size: float


def stage_cast(panel: Panel, stage: Stage) -> tuple[PlacedCharacter, ...]:
    """A panel and its stage → every character with figure, face, shot and facing, in the author's order."""
    figures = _figures(panel, stage)
    speakers = _speaking_order(panel)
    return tuple(
        PlacedCharacter(
            id=placement.character,
            box=figure.box,
            head=figure.head,
            shot=shot,
            facing=placement.facing or _facing(index, figures, speakers, stage),
            placement=placement,
        )
        for index, (placement, (figure, shot)) in enumerate(zip(panel.characters, figures, strict=True))
    )


def _figures(panel: Panel, stage: Stage) -> list[tuple[Figure, Shot]]:
    """Figures and shots in the author's order: first those whose place is given, then the others around them."""
    shots = [choose_shot(placement, panel, stage.box) for placement in panel.characters]
    fixed = {
        index: _authors_figure(placement, shot, stage)
        for index, (placement, shot) in enumerate(zip(panel.characters, shots, strict=True))
        if placement.box is not None or placement.head is not None
    }
    middles = _standing_places(panel, stage, fixed)
    factor = 1.0
    while True:
        placed = {index: (figure, shots[index]) for index, figure in fixed.items()}
        crowded = False
        for index, middle in sorted(middles.items()):
            shot = shots[index]
            others = [figure.head for figure, _ in placed.values()]
            head = _head_height(shot, panel, stage, len(panel.characters)) * factor
            figure, fits = _stand(middle, head, shot, others, panel, stage)
            crowded = crowded or not fits
            placed[index] = (figure, _seen_shot(figure, head, shot))
        if not crowded or factor < _SMALLEST:
            return [placed[index] for index in range(len(panel.characters))]
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
    count = len(panel.characters)
    area = bounds(stage.polygon)
    places = [area.x1 + (place + 0.5) / count * area.width for place in range(count)]
    wanted = {index: figure.box.center[0] for index, figure in fixed.items()}
    sides = {
        "left": area.x1 + 0.27 * area.width,
        "center": area.center[0],
        "right": area.x2 - 0.27 * area.width,
    }
    for index, placement in enumerate(panel.characters):
        if index not in wanted and placement.at is not None:
            wanted[index] = sides[placement.at]
    middles: dict[int, float] = {}
    for index, x in sorted(wanted.items(), key=lambda item: (item[1], item[0])):
        nearest = min(places, key=lambda place: abs(place - x))
        places.remove(nearest)
        if index not in fixed:
            middles[index] = _toward(nearest, x, count)
    rest = [index for index in _standing_order(panel) if index not in wanted]
    for index, place in zip(rest, sorted(places, reverse=stage.right_to_left), strict=True):
        middles[index] = place
    if count == 1 and rest:
        middles[0] = area.center[0] + _beside_the_text(panel, stage) * area.width
    return middles


def _toward(place: float, wanted: float, count: int) -> float:
    """A figure alone stands where it was asked for; in company its own place counts as much."""
    return wanted if count <= 2 else (place + wanted) / 2


def _beside_the_text(panel: Panel, stage: Stage) -> float:
    """How far one figure alone steps aside for the text, as a part of the panel's width, with its sign.

    One or two balloons stand where reading begins, and the figure on the other side; more go around it.
    """
    spoken = sum(dialog.kind != "sfx" for dialog in panel.dialogs)
    wide = stage.box.width > 0.9 * stage.box.height
    if not wide or not 1 <= spoken <= 2:
        return 0.0
    return -0.14 if stage.right_to_left else 0.14


def _standing_order(panel: Panel) -> list[int]:
    """Indexes of the characters: those who speak in the order of their first words, then the others."""
    speakers = _speaking_order(panel)
    return speakers + [index for index in range(len(panel.characters)) if index not in speakers]


def _speaking_order(panel: Panel) -> list[int]:
    names = [placement.character for placement in panel.characters]
    order: list[int] = []
    for dialog in panel.dialogs:
        if dialog.speaker in names:
            index = names.index(dialog.speaker)
            if index not in order:
                order.append(index)
    return order


def room_for_text(panel: Panel, stage: Stage) -> float:
    """A panel → the part of its height that its balloons want above the figures (0.03–0.45).

    An estimate from the number of characters (wide ones count fully, narrow ones half) and the type size;
    what fits beside the figures of a wide panel does not press on them.
    """
    area = 0.0
    for dialog in panel.dialogs:
        if dialog.kind == "sfx":
            continue
        letters = sum(1.0 if unicodedata.east_asian_width(letter) in "WF" else 0.55 for letter in dialog.text)
        area += (letters + 4) * (stage.type_size * dialog.loud) ** 2 * 2.2
    part = area / stage.box.area
    if stage.box.width > 1.5 * stage.box.height:
        part *= 0.6
    return min(0.45, max(0.03, part))


def _head_height(shot: Shot, panel: Panel, stage: Stage, count: int) -> float:
    """A shot → how high the head is drawn, in points: by the panel's height, its width and the text."""
    area = bounds(stage.polygon)
    free = area.height * (1 - room_for_text(panel, stage))
    by_height = min(area.height * SIZE[shot], free / min(HEADS[shot], 1.25 if shot == "close-up" else 9))
    if shot == "extreme-close-up":
        return min(area.height * SIZE[shot], area.width / count * 1.1)
    return min(by_height, area.width / count / _APART, 0.8 * free)


def _stand(
    middle: float, head: float, shot: Shot, others: Sequence[Box], panel: Panel, stage: Stage
) -> tuple[Figure, bool]:
    """Where a figure wants to stand → the figure nearest to it whose face is free, and whether there is one."""
    crown = _crown(head, shot, panel, stage)
    wanted = face_of(middle, crown, head)
    spaces = _free_spaces(wanted, head, others, stage)
    if not spaces:
        return _figure(stage.polygon, middle, crown, head, shot, stage), False
    x = min((min(max(middle, low), high) for low, high in spaces), key=lambda place: abs(place - middle))
    return _figure(stage.polygon, x, crown, head, shot, stage), True


def _crown(head: float, shot: Shot, panel: Panel, stage: Stage) -> float:
    """The y of the crown: whole figures stand on the ground, the others rise from the panel's lower edge."""
    area = bounds(stage.polygon)
    room = area.height * room_for_text(panel, stage)
    if shot in ("full", "long"):
        ground = area.y2 - area.height * (0.04 if shot == "full" else 0.1)
        return max(ground - head * HEADS[shot], area.y1)
    if shot == "extreme-close-up":
        return area.center[1] - head * (1 - FACE_HEIGHT / 2)
    lowest = area.y2 - head * 1.12
    high = max(area.y1 + room, stage.safe.y1 - head * (1 - FACE_HEIGHT) + 1)
    return min(lowest, max(high, min(area.y2 - head * HEADS[shot], area.y1 + 0.34 * area.height)))


def _free_spaces(face: Box, head: float, others: Sequence[Box], stage: Stage) -> list[tuple[float, float]]:
    """Stretches of x in which a face's middle may lie: inside panel and safe part, off insets, off other heads."""
    half = face.width / 2
    band = clip_to_box(stage.polygon, Box(-1e6, face.y1, 1e6, face.y2))
    if not band:
        return []
    low, high = _common_stretch(stage.polygon, face)
    low, high = max(low, stage.safe.x1), min(high, stage.safe.x2)
    spaces = [(low + half, high - half)]
    taken = [bounds(polygon) for polygon in stage.over]
    blocks = [(box.x1 - half, box.x2 + half) for box in taken if box.y1 < face.y2 and face.y1 < box.y2]
    for other in others:
        apart = _APART * (head + other.height / FACE_HEIGHT) / 2
        blocks.append((other.center[0] - apart, other.center[0] + apart))
    for start, end in blocks:
        spaces = [
            piece
            for a, b in spaces
            for piece in ((a, min(b, start)), (max(a, end), b))
            if piece[1] - piece[0] >= 0
        ]
    return [(a, b) for a, b in spaces if b >= a]


def _common_stretch(polygon: Polygon, face: Box) -> tuple[float, float]:
    """The x range that a panel covers at the face's upper and at its lower edge."""
    lows, highs = [], []
    for y in (face.y1, face.center[1], face.y2):
        crossings = [
            ax + (y - ay) / (by - ay) * (bx - ax)
            for (ax, ay), (bx, by) in zip(polygon, polygon[1:] + polygon[:1], strict=True)
            if min(ay, by) <= y <= max(ay, by) and ay != by
        ]
        if not crossings:
            return 0.0, -1.0
        lows.append(min(crossings))
        highs.append(max(crossings))
    return max(lows), min(highs)


def _figure(polygon: Polygon, x: float, crown: float, head: float, shot: Shot, stage: Stage) -> Figure:
    """Middle, crown and head → figure and face; the figure is cut at the panel's box, the face kept in it."""
    area = bounds(polygon)
    face = face_of(x, crown, head)
    if shot in ("full", "long"):
        bottom = crown + head * HEADS[shot]
    else:
        bottom = min(area.y2, crown + head * HEADS["full"])
    half = head * (0.75 if shot == "extreme-close-up" else SHOULDERS / 2)
    box = Box(x - half, crown, x + half, bottom).intersection(area) or area
    return Figure(box, face.intersection(area) or box)


def _seen_shot(figure: Figure, head: float, shot: Shot) -> Shot:
    """What is really seen of a figure that the panel's shape or its text made larger or smaller."""
    if shot in ("full", "long", "extreme-close-up"):
        return shot
    return shot_of_heads(figure.box.height / head)


def _facing(index: int, figures: Sequence[tuple[Figure, Shot]], speakers: Sequence[int], stage: Stage) -> str:
    """Where a character looks: at the others; at the first speaker from the middle; alone, into the panel."""
    x = figures[index][0].head.center[0]
    reading_end = "left" if stage.right_to_left else "right"
    others = [figure.head.center[0] for place, (figure, _) in enumerate(figures) if place != index]
    if not others:
        middle = stage.box.center[0]
        if abs(x - middle) < 0.06 * stage.box.width:
            return reading_end
        return "right" if x < middle else "left"
    partner = next((figures[place][0].head.center[0] for place in speakers if place != index), None)
    target = partner if partner is not None else sum(others) / len(others)
    if abs(target - x) < 1e-6:
        return reading_end
    return "right" if x < target else "left"
