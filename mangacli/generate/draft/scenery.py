"""Where a panel happens: its words → a place, drawn behind the figures in their perspective."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from mangacli.generate.base import PanelRequest
from mangacli.generate.draft import backplate
from mangacli.generate.draft.ink import Inked
from mangacli.generate.draft.place_words import Setting, owned_place, setting
from mangacli.generate.draft.places import (
    abstract,
    beach,
    castle,
    harbour,
    lamp_room,
    landmark,
    mood,
    nature,
    park,
    platform,
    public_room,
    rock,
    room,
    sea,
    shop,
    sky,
    spaceship,
    stairs,
    street,
    tower,
    weather,
    window,
)
from mangacli.generate.draft.places.far_side import FAR_SIDES, far_side
from mangacli.generate.draft.stage import Stage, stage_for
from mangacli.generate.draft.tone import mix

PLACES: dict[str, Callable[[Stage], list[Inked]]] = {
    "street": street.street,
    "living_room": room.living_room,
    "bedroom": room.bedroom,
    "kitchen": room.kitchen,
    "platform": platform.platform,
    "classroom": public_room.classroom,
    "corridor": public_room.corridor,
    "office": public_room.office,
    "library": public_room.library,
    "cafe": public_room.cafe,
    "shop": shop.shop,
    "train": public_room.train,
    "rooftop": landmark.rooftop,
    "bridge": landmark.bridge,
    "lighthouse": tower.lighthouse,
    "stairs": stairs.stairs,
    "castle": castle.castle,
    "spaceship": spaceship.spaceship,
    "tower_stairs": tower.tower_stairs,
    "lamp_room": lamp_room.lamp_room,
    "shrine": landmark.shrine,
    "sea": sea.sea,
    "beach": beach.beach,
    "harbour": harbour.harbour,
    "cliff": rock.cliff,
    "cave": rock.cave,
    "forest": nature.forest,
    "mountains": nature.mountains,
    "field": nature.field,
    "park": park.park,
    "open_sky": sky.open_sky,
    "window": window.window,
    "plain": abstract.plain,
    "flowers": mood.flowers,
    "petals": mood.petals,
    "sparkles": mood.sparkles,
    "bubbles": mood.bubbles,
    "flash": mood.flash,
    "gloom": mood.gloom,
    "black": mood.black,
}
"""Every place by the name that `place_words` gives it."""

OUTDOORS = frozenset(
    (
        "street",
        "platform",
        "rooftop",
        "bridge",
        "lighthouse",
        "shrine",
        "sea",
        "beach",
        "harbour",
        "cliff",
        "park",
        "forest",
        "mountains",
        "field",
        "open_sky",
    )
)
"""Places where it can rain."""
SIDEWAYS = {
    "street": 2.0, "platform": 1.5, "bridge": 2.0, "rooftop": 3.0, "living_room": 1.2, "bedroom": 1.0,
    "kitchen": 1.2, "classroom": 1.4, "office": 1.2, "cafe": 1.2, "corridor": 0.9, "train": 0.6,
    "shop": 1.0, "castle": 1.0, "stairs": 0.6, "spaceship": 1.0,
    "shrine": 1.0,
}  # fmt: skip
"""Metres that the camera may stand beside the middle of a place, which then has two vanishing points."""
CLOSE = frozenset(("close-up", "extreme-close-up"))
NEAR = frozenset(("bust", "medium"))
WHOLE = frozenset(("full", "long"))
"""Shots that show little of a place, some of it, and what figures stand on."""
_ALOFT = re.compile(
    r"\b(?:fl(?:y|ies|ying|ew|oats?|oating)|falls? (?:from|through)|falling (?:from|through)|soar\w*"
    r"|hover\w*|in mid-?air|leap\w*|jump\w*)\b|飛ん|飛び|飛ぶ|浮か|浮い|落ち|空中",
    re.IGNORECASE,
)
"""Words of figures that are in the air."""
LINES = frozenset(("focus-lines", "speed-lines", "flash", "beta-flash"))
"""Effects that are drawn on bare paper."""
TONES = frozenset(("screentone", "gloom"))
"""Effects that are a ground of their own where no place is named."""


def shows_place(request: PanelRequest) -> bool:
    """Whether a panel shows its place: lines around figures lie on paper unless it asks for a place."""
    return bool(request.background) or not request.characters or not LINES & _named(request)


def _named(request: PanelRequest) -> set[str]:
    return {effect.effect for effect in request.effects}


def is_dark(request: PanelRequest) -> bool:
    """Whether a panel's place lies in the night: lines over it must be white."""
    if request.background_image is not None:
        return backplate.is_dark(request.background_image)
    found = _where(request)[0]
    return shows_place(request) and (found.time == "night" or found.place == "black")


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a panel happens: the name of its place (None: no place is shown), its camera, how it is drawn.

    `ground` names what lies behind the figures: the place, `paper`, or `quiet`; `pale` that it is drawn pale.
    """

    place: str | None
    ground: str
    stage: Stage
    pale: bool = False

    @property
    def outdoors(self) -> bool:
        return self.place in OUTDOORS


def scene_of(request: PanelRequest) -> Scene:
    """A request → where it happens.

    Lines of an effect take the place's place, unless the panel asks for a background of its own. A panel that
    names no place is in its page's, drawn pale behind a bust; close-ups get a ground after their mood.
    """
    if not shows_place(request):
        return Scene(None, "paper", stage_for(request, "paper"))
    found, pale = _where(request)
    if found.place is None and TONES & _named(request):
        return Scene(None, "paper", stage_for(request, "paper"))
    if found.place is None:
        stage = stage_for(request, f"quiet {request.scene}", found.time, found.weather)
        return Scene(None, "quiet", stage)
    shown = 3.6 if found.place in OUTDOORS | {"castle", "stairs", "lamp_room", "tower_stairs"} else 2.7
    stage = stage_for(
        request,
        found.place,
        found.time,
        found.weather,
        sideways=SIDEWAYS.get(found.place, 0.0),
        name=name_of(request, found.place),
        shown=shown,
    )
    return Scene(found.place, found.place, stage, pale)


def name_of(request: PanelRequest, place: str) -> str:
    """A request and its place → what the story calls it: whose kitchen it is, for example."""
    texts = (request.background or "", request.scene, request.page_background or "")
    return next((owned for text in texts if (owned := owned_place(text, place))), place)


def background(request: PanelRequest) -> list[Inked]:
    """A request → the shapes of its place, the farthest first, in pixels.

    The same story and name of a place give the same houses, trees and stars in every panel; the camera is the
    panel's own.
    """
    return draw_scene(scene_of(request), request)


def draw_scene(scene: Scene, request: PanelRequest) -> list[Inked]:
    """A scene and its request → the shapes of its ground, the farthest first, in pixels."""
    if scene.ground == "paper":
        return abstract.paper(scene.stage)
    if scene.place is None:
        return abstract.quiet(scene.stage)
    stage = scene.stage
    other_side = stage.reverse and scene.place in FAR_SIDES
    shapes = far_side(stage, scene.place) if other_side else PLACES[scene.place](stage)
    if scene.outdoors and not (stage.weather == "rain" and "rain" in _named(request)):
        shapes = [*weather.fogged(shapes, stage), *weather.falling(stage)]
    return [_paler(shape, 0.35 if stage.night else 0.6) for shape in shapes] if scene.pale else shapes


def _where(request: PanelRequest) -> tuple[Setting, bool]:
    """A request → its setting, and whether its place is the page's, to be drawn pale."""
    own = setting(request.scene, request.background)
    found = setting(request.scene, request.background, request.page_background)
    shots = {character.shot for character in request.characters}
    grounded = shots & WHOLE and not _ALOFT.search(request.scene)  # who stands needs a ground
    if found.place:
        return (replace(found, place="field") if found.place == "open_sky" and grounded else found), False
    if request.page_background and not request.background and not shots & CLOSE:
        place = setting(request.page_background).place
        if place:
            return replace(found, place=place), bool(shots & NEAR)
    if own.time == "day" and not own.weather:
        return own, False
    return replace(own, place="field" if grounded else "open_sky"), False


def _paler(shape: Inked, share: float) -> Inked:
    """A shape as it stands far behind: its tones nearer to paper, its blacks toned, its lines thinner."""
    fill = None if shape.fill is None else mix(shape.fill, 1.0, share)
    return replace(shape, fill=fill, stroke=shape.stroke * 0.7)
