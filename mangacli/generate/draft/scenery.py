"""Where a panel happens: its words → a place, drawn behind the figures in their perspective."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from mangacli.generate.base import PanelRequest
from mangacli.generate.draft import backplate
from mangacli.generate.draft.ink import Inked
from mangacli.generate.draft.place_words import Setting, setting
from mangacli.generate.draft.places import (
    abstract,
    harbour,
    lamp_room,
    landmark,
    nature,
    park,
    platform,
    public_room,
    rock,
    room,
    sea,
    sky,
    street,
    tower,
    weather,
    window,
)
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
    "train": public_room.train,
    "rooftop": landmark.rooftop,
    "bridge": landmark.bridge,
    "lighthouse": tower.lighthouse,
    "tower_stairs": tower.tower_stairs,
    "lamp_room": lamp_room.lamp_room,
    "shrine": landmark.shrine,
    "sea": sea.sea,
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
    "shrine": 1.0,
}  # fmt: skip
"""Metres that the camera may stand beside the middle of a place, which then has two vanishing points."""
CLOSE = frozenset(("close-up", "extreme-close-up"))
NEAR = frozenset(("bust", "medium"))
"""Shots that show little of a place, and some of it."""
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
    return shows_place(request) and _where(request)[0].time == "night"


def background(request: PanelRequest) -> list[Inked]:
    """A request → the shapes of its place, the farthest first, in pixels.

    The same seed and place give the same houses, trees and stars in every panel; the camera is the panel's
    own. Lines of an effect take the place's place, unless the panel asks for a background of its own. A
    panel that names no place is in its page's, drawn pale behind a bust; close-ups get a ground after their
    mood instead.
    """
    if not shows_place(request):
        return abstract.paper(stage_for(request, "paper"))
    found, pale = _where(request)
    if found.place is None and TONES & _named(request):
        return abstract.paper(stage_for(request, "paper"))
    if found.place is None:
        return abstract.quiet(stage_for(request, f"quiet {request.scene}", found.time, found.weather))
    stage = stage_for(
        request, found.place, found.time, found.weather, sideways=SIDEWAYS.get(found.place, 0.0)
    )
    shapes = PLACES[found.place](stage)
    if found.place in OUTDOORS and not (stage.weather == "rain" and "rain" in _named(request)):
        shapes = [*shapes, *weather.falling(stage)]
    return [_paler(shape, 0.35 if stage.night else 0.6) for shape in shapes] if pale else shapes


def _where(request: PanelRequest) -> tuple[Setting, bool]:
    """A request → its setting, and whether its place is the page's, to be drawn pale."""
    own = setting(request.scene, request.background)
    found = setting(request.scene, request.background, request.page_background)
    if found.place:
        return found, False
    shots = {character.shot for character in request.characters}
    if request.page_background and not request.background and not shots & CLOSE:
        place = setting(request.page_background).place
        if place:
            return replace(found, place=place), bool(shots & NEAR)
    return (replace(own, place="open_sky") if own.time != "day" or own.weather else own), False


def _paler(shape: Inked, share: float) -> Inked:
    """A shape as it stands far behind: its tones nearer to paper, its blacks toned, its lines thinner."""
    fill = None if shape.fill is None else mix(shape.fill, 1.0, share)
    return replace(shape, fill=fill, stroke=shape.stroke * 0.7)
