"""The things of a panel: what its words name → their shapes, behind the figures and before them."""

from __future__ import annotations

from mangacli.generate.base import PanelRequest
from mangacli.generate.draft.acting import act
from mangacli.generate.draft.acting_words import HELD
from mangacli.generate.draft.ink import Inked
from mangacli.generate.draft.place_words import GROUNDS
from mangacli.generate.draft.places.castle import INSIDE
from mangacli.generate.draft.places.shop import OUTSIDE
from mangacli.generate.draft.props.insert import insert, shown_alone
from mangacli.generate.draft.props.naming import Named
from mangacli.generate.draft.props.placing import Ground, drawn, named_things, put
from mangacli.generate.draft.scenery import Scene
from mangacli.generate.draft.vocabulary import says
from mangacli.geometry import Box

KEYLINE = 1.1
"""Points. Margin of paper around a thing."""
WHOLE = ("full", "long")
"""Shots that show what figures stand on."""
DEEPEST = {
    "sea": 2.6,
    "beach": 2.6,
    "lighthouse": 1.4,
    "cliff": 1.4,
    "harbour": 6.5,
    "rooftop": 2.4,
    "cave": 4.0,
}
"""Metres behind the figures to where a place's ground ends; elsewhere it goes on."""
DRAWN: dict[str, str] = {
    "lighthouse": "lamp boat ship rock",
    "lamp_room": "lamp lantern",
    "platform": "bench street_lamp letterbox",
    "street": "sign",
    "shop": "bottle",
    "castle": "flag chair",
    "beach": "boat ship palm",
    "living_room": "painting potted_plant",
    "bedroom": "bed painting",
    "kitchen": "pot",
    "classroom": "table chair wall_clock",
    "office": "computer table chair",
    "library": "book books",
    "cafe": "bottle chair",
    "train": "painting",
    "rooftop": "fence",
    "bridge": "street_lamp",
    "shrine": "lantern tree statue",
    "sea": "boat ship",
    "harbour": "boat ship box",
    "forest": "tree pine bush",
    "mountains": "pine",
    "field": "tree bush",
    "park": "tree bench street_lamp bush",
}
"""What a place draws by itself: it is not drawn again."""
_OF_NIGHT, _OF_DAY, _OF_SUNSET = "moon crescent star", "cloud", "sun cloud"


def things_in(
    request: PanelRequest, scene: Scene, table: float | None, margin: tuple[float, float] = (0.0, 0.0)
) -> tuple[list[Inked], list[Inked]]:
    """A request, its scene, the y of its table's top → what stands behind the figures, and what before them.

    What lies within the `margin` (across, down; in pixels) is cut off: nothing is put there. Where nobody is,
    a panel may be about its things alone: they are shown large.
    """
    things, _ = _free_things(request)
    if not things or (scene.ground == "paper" and request.characters):
        return [], []
    stage, keyline = scene.stage, KEYLINE * request.pixels_per_point
    names = [thing.name for thing in things]
    if not request.characters and shown_alone(request.scene, names, scene.place is not None):
        return insert(stage, names, keyline), []
    behind: list[Inked] = []
    before: list[Inked] = []
    for standing in put(things, _ground(request, scene, table, margin)):
        (before if standing.before else behind).extend(drawn(standing, stage, keyline))
    return behind, before


def seen_things(
    request: PanelRequest, scene: Scene, table: float | None, margin: tuple[float, float] = (0.0, 0.0)
) -> list[Named]:
    """A request, its scene and the y of its table's top → the things of its prompt that are to be seen.

    What is found no room for is left out.
    """
    things, in_hands = _free_things(request)
    names = [thing.name for thing in things]
    if not request.characters and shown_alone(request.scene, names, scene.place is not None):
        return things
    if scene.ground == "paper" and request.characters:
        return in_hands
    ground = _ground(request, scene, table, margin)
    standing = {spot.name for spot in put(things, ground)} | ground.drawn
    return [*in_hands, *(thing for thing in things if thing.name in standing)]


def _free_things(request: PanelRequest) -> tuple[list[Named], list[Named]]:
    """A request → the things that stand about, and those that figures hold or ride: they draw them."""
    acted = [act(one, request.scene, request.characters) for one in request.characters]
    holds = [words for acting in acted if acting.holds for words in (HELD.get(acting.holds, ""),) if words]
    names = {acting.holds for acting in acted} | {"bicycle" for acting in acted if acting.pose == "cycling"}
    names |= {acting.seat or "chair" for acting in acted if acting.pose == "sitting"}
    free: list[Named] = []
    taken: list[Named] = []
    for thing in named_things(request):
        word = request.scene[thing.start : thing.end]
        in_hand = thing.name in names or any(says(word, words) for words in holds)
        (taken if in_hand else free).append(thing)
    return free, taken


def _ground(request: PanelRequest, scene: Scene, table: float | None, margin: tuple[float, float]) -> Ground:
    picture = Box(0, 0, request.width, request.height)
    return Ground(
        scene.stage,
        indoors=_is_indoors(scene),
        open_sky=scene.outdoors or scene.place in (None, "window"),
        heads=tuple(picture.part(character.head) for character in request.characters),
        drawn=_drawn_by(scene),
        table=table,
        deepest=DEEPEST.get(scene.place or "", 99.0),
        margin=margin,
        floor=scene.place is not None or any(one.shot in WHOLE for one in request.characters),
    )


def _is_indoors(scene: Scene) -> bool:
    """Whether a scene has walls and a floor on which small things want a stand."""
    if scene.place in (None, "window", "plain", "cave") or scene.place in GROUNDS or scene.outdoors:
        return False
    if scene.place == "castle":
        return scene.stage.mentions(INSIDE)
    return scene.place != "shop" or not scene.stage.mentions(OUTSIDE)


def _drawn_by(scene: Scene) -> frozenset[str]:
    """The things that a scene's place, hour and sky hold anyway."""
    names = DRAWN.get(scene.place or "", "")
    if scene.outdoors or scene.place == "window":
        by_time = {"night": _OF_NIGHT, "sunset": _OF_SUNSET}.get(scene.stage.time, _OF_DAY)
        names = f"{names} {by_time}"
    return frozenset(names.split())
