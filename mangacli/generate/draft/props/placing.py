"""Where named things are put: on the ground, a table, a wall, in the sky; never over a face.

Every thing tries many spots in its place's perspective and takes the one that is seen best. Where none is
good enough it is left out.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mangacli.generate.base import PanelRequest
from mangacli.generate.draft.brush import tapered
from mangacli.generate.draft.ink import Inked
from mangacli.generate.draft.props.easel import Easel
from mangacli.generate.draft.props.household import side_table
from mangacli.generate.draft.props.naming import Named, named_in
from mangacli.generate.draft.props.table import AIR, GROUND, HAND, PROPS, SKY, WALL, extent
from mangacli.generate.draft.stage import Stage
from mangacli.geometry import Box, Path, Point

MOST = 4
"""So many different things are drawn in a panel; more would be a jumble."""
FLOCK = 3
LIGHTS = {
    "lamp": 0.7,
    "floor_lamp": 0.88,
    "lantern": 0.42,
    "candle": 0.8,
    "campfire": 0.5,
    "street_lamp": 0.9,
}
"""Things that shine at night, and at which part of their height."""
SHOWN = re.compile(
    r"\b(?:look|see|watch out|here (?:is|are|comes?)|there (?:is|are|goes?)|(?:here|there|that)['’]s"
    r"|what an?)\b|ほら|見て|見ろ|あれ|あそこ|これは|なんて",
    re.IGNORECASE,
)
"""What is said where a speaker points at something that is there."""
WORST = 1.3
"""The cost above which a spot is not worth taking; a thing that is wholly seen costs next to nothing."""
STAND = 0.72
"""Metres. Height of the stand on which small things are seen where there is no table."""
SMALL = 0.6
"""Metres. Smaller things to hold need something to lie on."""
LYING = 0.3
"""Metres. From here on they may lie on the ground outdoors."""
ROOM = 2.4
"""Metres. What is wider or higher does not go through a door."""
WALL_AT = 2.3
"""Metres behind the figures where things hang."""
_GRID = tuple(0.06 + 0.055 * step for step in range(17))
_DEPTHS = {True: (0.5, 0.9, 1.4, 1.9), False: (0.7, 1.4, 2.4, 4.0, 6.5, 10.0)}
"""Metres behind the figures where things may stand, indoors and outdoors."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What placing needs to know of a panel: its camera, whether it is indoors, what its place draws itself.

    `heads` are in pixels; `drawn` are the things that the place draws by itself; `table` is the y of a
    table's top before the figures, or None; without a `floor` nothing can
    stand, and nothing stands farther than `deepest` metres behind the figures. What lies within the `margin`
    (across, down; in pixels) is cut off.
    """

    stage: Stage
    indoors: bool
    open_sky: bool
    heads: tuple[Box, ...]
    drawn: frozenset[str]
    table: float | None = None
    floor: bool = True
    deepest: float = 99.0
    margin: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Standing:
    """A thing with its place in the picture: its foot, its height in pixels, which way it looks.

    It is `before` the figures, on the `ground`, or there on a `stand`.
    """

    name: str
    x: float
    y: float
    high: float
    flip: bool
    before: bool = False
    ground: bool = False
    stand: bool = False

    @property
    def box(self) -> Box:
        reach = extent(self.name)
        left, right = (-reach.x2, -reach.x1) if self.flip else (reach.x1, reach.x2)
        return Box(
            self.x + left * self.high,
            self.y - reach.y2 * self.high,
            self.x + right * self.high,
            self.y - reach.y1 * self.high,
        )


def named_things(request: PanelRequest) -> list[Named]:
    """A request → the things to be seen in it: the prompt's, else one that is spoken of.

    Speech shows a thing where it points at it ("Look, a dog!"); small things are not seen for that.
    """
    names = [name for one in request.characters for name in (one.name, one.id)]
    found = _named(request.scene, names)
    if not found:
        spoken = " ".join(text for one in request.characters for _, text in one.lines if SHOWN.search(text))
        found = [thing for thing in _named(spoken, names) if PROPS[thing.name].where != HAND][:1]
    return found[:MOST]


def _named(text: str, names: Sequence[str]) -> list[Named]:
    """The things in a text that are nobody's name."""
    people = [
        match.span()
        for name in names
        if name.strip()
        for match in re.finditer(rf"\b{re.escape(name)}\b", text, re.IGNORECASE)
    ]
    return [
        thing
        for thing in named_in(text)
        if not any(start <= thing.start and thing.end <= end for start, end in people)
    ]


def put(things: Sequence[Named], ground: Ground) -> list[Standing]:
    """Named things and the panel's ground → those that find a good spot, the farthest first."""
    placed: list[Standing] = []
    order = {SKY: 0, WALL: 1, GROUND: 2, AIR: 3, HAND: 4}
    for thing in sorted(things, key=lambda thing: (order[PROPS[thing.name].where], thing.start)):
        prop = PROPS[thing.name]
        if thing.name in ground.drawn:
            continue
        count = FLOCK if prop.many and thing.several else 1
        for _ in range(count):
            spot = _best(_spots(thing.name, ground, len(placed)), ground, placed)
            if spot is None:
                break
            placed.append(spot)
    return sorted(placed, key=lambda standing: (standing.before, standing.ground, standing.y))


def _best(spots: Iterator[Standing], ground: Ground, placed: Sequence[Standing]) -> Standing | None:
    costs = [(_cost(spot, ground, placed), index, spot) for index, spot in enumerate(spots)]
    cost, _, spot = min(costs, default=(WORST, 0, None), key=lambda entry: entry[:2])
    return spot if cost < WORST else None


def _spots(name: str, ground: Ground, number: int) -> Iterator[Standing]:
    """Every spot that a thing may take, those that are liked best first."""
    stage, prop = ground.stage, PROPS[name]
    dice = stage.dice(f"thing {name} {number}")
    columns = list(_GRID)
    dice.shuffle(columns)
    if prop.where in (SKY, AIR):
        yield from _aloft(name, ground, columns, dice.uniform(0.85, 1.15))
    elif prop.where == WALL:
        if ground.indoors:
            scale = stage.scale_at(WALL_AT)
            for high in (2.1, 1.7):
                y = stage.ground_at(WALL_AT) - high * scale
                for column in columns:
                    yield Standing(name, column * stage.width, y, prop.metres * scale, False)
    elif prop.where == HAND and ground.table is not None:
        depth = stage.height - ground.table
        for column in columns:
            high = min(1.5 * depth, max(0.35, 3.4 * prop.metres) * depth)
            yield Standing(name, column * stage.width, ground.table + 0.45 * depth, high, column < 0.5, True)
    elif ground.floor and (prop.where == GROUND or prop.metres >= LYING or ground.indoors):
        yield from _grounded(name, ground, columns)


def _aloft(name: str, ground: Ground, columns: Sequence[float], size: float) -> Iterator[Standing]:
    """Spots in the sky, or in the air before whatever is there."""
    stage, prop = ground.stage, PROPS[name]
    in_sky = prop.where == SKY
    if in_sky and (not ground.open_sky or stage.horizon < 0.12 * stage.height):
        return
    low = min(0.5, max(0.2, stage.horizon / stage.height - 0.06)) if in_sky else 0.62
    high = prop.metres * stage.height if in_sky else prop.metres * stage.scale_at(0.4)
    most = min(0.5 * stage.height, 0.8 * stage.horizon) if in_sky else 0.5 * stage.height
    high = min(max(high * size, 0.07 * stage.height), most, 0.4 * stage.width / extent(name).width)
    for row in range(6):
        top = (0.03 + row * 0.09) * stage.height
        if top + high > low * stage.height and row:
            return
        for column in columns:
            yield Standing(name, column * stage.width, top + high, high, column < 0.5)


def _grounded(name: str, ground: Ground, columns: Sequence[float]) -> Iterator[Standing]:
    """Spots on the ground behind the figures; low things may rise from the panel's foot before them."""
    stage, prop = ground.stage, PROPS[name]
    if ground.indoors and max(1.0, extent(name).width) * prop.metres > ROOM:
        return
    on_stand = _needs_stand(name, ground.indoors)
    for z in (depth for depth in _DEPTHS[ground.indoors] if depth <= ground.deepest):
        if z < 0.5 * extent(name).width * prop.metres and not ground.indoors:
            continue
        scale, y = stage.scale_at(z), stage.ground_at(z)
        for column in columns:
            foot = y - STAND * scale if on_stand else y
            high = prop.metres * scale
            yield Standing(name, column * stage.width, foot, high, column < 0.5, ground=True, stand=on_stand)
    high = prop.metres * stage.scale_at(0.0)
    if high <= 0.62 * stage.height and prop.where == GROUND and stage.near:
        for column in columns:
            yield Standing(
                name, column * stage.width, stage.height + 0.12 * high, high, column < 0.5, before=True
            )


def _needs_stand(name: str, indoors: bool) -> bool:
    """Whether a thing is seen on a stand: small things indoors."""
    return indoors and PROPS[name].where == HAND and PROPS[name].metres < SMALL


def _cost(spot: Standing, ground: Ground, placed: Sequence[Standing]) -> float:
    """How ill a thing is seen at a spot: nothing hides it at 0; what covers a face or vanishes costs all."""
    stage, box = ground.stage, spot.box
    across, down = ground.margin
    seen = box.intersection(Box(across, down, stage.width - across, stage.height - down))
    if seen is None or box.area == 0:
        return 9.0
    outside = 1 - seen.area / box.area
    tall = PROPS[spot.name].metres > 1.2 and spot.ground
    cost = 0.0 if outside < 0.02 else 0.25 + outside * (0.9 if tall else 2.0)
    if outside > (0.65 if tall else 0.3):
        return 9.0
    for head in ground.heads:
        cover = box.intersection(_grown(head, 0.3))
        if cover is not None:
            if spot.before:
                return 9.0
            cost += 0.3 + 0.8 * cover.area / min(box.area, head.area)
    for figure in stage.figures:
        cost += _share(box, figure) * (0.5 if spot.before else 1.1)
    cost += sum(_share(box, dialog) for dialog in stage.dialogs) * 1.3
    cost += sum(_share(box, other.box) + _share(other.box, box) for other in placed) * 0.8
    if PROPS[spot.name].where == SKY:
        cost += 0.4 * abs(spot.x - stage.vanishing) / stage.width  # houses and trees stand at the sides
    if spot.ground:
        smallness = box.height / stage.height
        cost += 0.6 * max(0.0, 0.09 - smallness) / 0.09 + 0.25 * max(0.0, smallness - 0.7)
        cost += 0.5 if box.x1 < across + 0.01 * stage.width or box.x2 > 0.99 * stage.width - across else 0.0
    return cost


def _grown(box: Box, share: float) -> Box:
    return box.inset(-share * min(box.width, box.height))


def _share(box: Box, other: Box) -> float:
    """How much of a box another one covers."""
    cover = box.intersection(other)
    return 0.0 if cover is None else cover.area / box.area


def drawn(standing: Standing, stage: Stage, keyline: float) -> list[Inked]:
    """A thing in its place → its shapes, with a margin of paper around them and its shadow on the ground."""
    pen = min(max(standing.high * 0.012, 0.8 * stage.fine), 1.3 * stage.medium)
    shapes: list[Inked] = []
    reach = standing.box
    prop = PROPS[standing.name]
    if standing.stand:
        high = STAND * standing.high / prop.metres
        stand = Easel((standing.x, standing.y + 0.97 * high), high, pen)
        side_table(stand)
        shapes += _freed(stand.shapes, keyline, stage.night)
        reach = Box(standing.x - 0.3 * high, standing.y, standing.x + 0.3 * high, standing.y + 0.97 * high)
    if standing.ground:
        half, deep = 0.55 * reach.width, min(0.1 * reach.width, 0.12 * reach.height)
        shadow = Box(reach.center[0] - half, reach.y2 - deep, reach.center[0] + half, reach.y2 + 0.7 * deep)
        shapes.insert(0, Inked(Path.ellipse(shadow), 0.12 if stage.night else 0.66))
    easel = Easel((standing.x, standing.y), standing.high, pen, flip=standing.flip)
    PROPS[standing.name].draw(easel)
    if stage.night and standing.name in LIGHTS:
        shapes += _shine((standing.x, standing.y - LIGHTS[standing.name] * standing.high), standing.high)
    return [*shapes, *_freed(easel.shapes, keyline, stage.night)]


def _shine(light: Point, high: float) -> list[Inked]:
    """White rays about a light, long and short by turns."""
    rays = []
    for index in range(20):
        turn = math.pi * (index + 0.5) / 10
        reach = high * (1.1 if index % 2 else 0.8)
        tip = (light[0] + math.cos(turn) * reach, light[1] + math.sin(turn) * reach)
        rays.append(Inked(tapered(light, tip, 0.1 * high), 1.0))
    return rays


def _freed(shapes: Sequence[Inked], keyline: float, night: bool) -> list[Inked]:
    """A thing's shapes on a margin of paper; its bare strokes have one by night, or where all are bare."""
    bare = all(shape.stroke == 0 for shape in shapes)
    margin = [
        Inked(shape.path, None if shape.fill is None else 1.0, shape.stroke, keyline=keyline)
        for shape in shapes
        if night or bare or (shape.fill is not None and shape.stroke > 0)
    ]
    return [*margin, *shapes]
