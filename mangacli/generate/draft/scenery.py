"""Where a panel happens: its words → a place, drawn behind the figures in their perspective."""

from __future__ import annotations

from collections.abc import Callable

from mangacli.generate.base import PanelRequest
from mangacli.generate.draft.ink import Inked
from mangacli.generate.draft.place_words import setting
from mangacli.generate.draft.places import (
    abstract,
    landmark,
    nature,
    platform,
    public_room,
    room,
    sea,
    sky,
    street,
    tower,
    weather,
)
from mangacli.generate.draft.stage import Stage, stage_for

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
    "train": public_room.train,
    "rooftop": landmark.rooftop,
    "bridge": landmark.bridge,
    "lighthouse": tower.lighthouse,
    "tower_stairs": tower.tower_stairs,
    "lamp_room": tower.lamp_room,
    "shrine": landmark.shrine,
    "sea": sea.sea,
    "forest": nature.forest,
    "mountains": nature.mountains,
    "field": nature.field,
    "open_sky": sky.open_sky,
    "plain": abstract.plain,
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
    "shrine": 1.0,
}  # fmt: skip
"""Metres that the camera may stand beside the middle of a place, which then has two vanishing points."""
LINES = frozenset(("focus-lines", "speed-lines", "flash"))
"""Effects that are drawn on bare paper."""


def shows_place(request: PanelRequest) -> bool:
    """Whether a panel shows its place: lines around figures lie on paper unless it asks for a place."""
    return bool(request.background) or not request.characters or not LINES.intersection(request.effects)


def is_dark(request: PanelRequest) -> bool:
    """Whether a panel's place lies in the night: lines over it must be white."""
    return shows_place(request) and setting(request.scene, request.background).time == "night"


def background(request: PanelRequest) -> list[Inked]:
    """A request → the shapes of its place, the farthest first, in pixels.

    The same seed and place give the same houses, trees and stars in every panel; the camera is the panel's
    own. Lines of an effect take the place's place, unless the panel asks for a background of its own.
    """
    found = setting(request.scene, request.background)
    if not shows_place(request):
        return abstract.paper(stage_for(request, "paper"))
    place = found.place or ("open_sky" if found.time != "day" or found.weather else "quiet")
    key = f"quiet {request.scene}" if place == "quiet" else place
    stage = stage_for(request, key, found.time, found.weather, SIDEWAYS.get(place, 0.0))
    shapes = PLACES.get(place, abstract.quiet)(stage)
    return [*shapes, *weather.falling(stage)] if place in OUTDOORS else shapes
