"""What the artist has heard of a panel's prompt: the stretches of it that changed the drawing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mangacli.generate.base import PanelRequest
from mangacli.generate.draft import acting_words
from mangacli.generate.draft.leaning import level, margin_of
from mangacli.generate.draft.place_words import PLACES, setting, words_of
from mangacli.generate.draft.places.abstract import MOODS
from mangacli.generate.draft.props.insert import CLOSE
from mangacli.generate.draft.scenery import Scene, draw_scene, scene_of
from mangacli.generate.draft.stage import FAR
from mangacli.generate.draft.tabletop import AT_TABLE, PAPERS, table_top
from mangacli.generate.draft.things import seen_things
from mangacli.generate.draft.vocabulary import Span, first, spans
from mangacli.story.postures import POSES

VOCABULARIES = (acting_words.MOODS, POSES, acting_words.GLANCES)
"""What figures do by the prompt's words."""


def heard_in(request: PanelRequest) -> list[Span]:
    """A request → the stretches of its scene that changed the drawing, in no order; they may overlap.

    The vocabularies that draw are asked, and what became of their findings: a place that another one beats
    and a thing without room have no effect.
    """
    margin = margin_of(request)
    request = level(request) if request.lean else request
    scene, text = scene_of(request), request.scene
    found = [] if request.background_image else [*_place(request, scene)]
    found += [(thing.start, thing.end) for thing in seen_things(request, scene, table_top(request), margin)]
    if request.characters:
        found += [span for words in VOCABULARIES for span in _acting(request, words)]
        names = {name for one in request.characters for name in (one.name, one.id) if name.strip()}
        found += [span for name in names for span in spans(text, name)]
    else:
        found += [match.span() for match in (*FAR.finditer(text.lower()), *CLOSE.finditer(text))]
    if table_top(request) is not None:
        found += [match.span() for match in AT_TABLE.finditer(text.casefold())]
        found += [match.span() for match in re.finditer(PAPERS, text.casefold())]
    return found


def knows_place(background: str) -> bool:
    """Whether the words of a `background` name a place, a ground, an hour or a weather that can be drawn."""
    found = setting("", background)
    hour = words_of(background, "time", found.time)
    return found.place is not None or bool(hour or found.weather)


def knows_acting(word: str, of: str) -> bool:
    """Whether a `mood` or a `pose` is among the artist's words."""
    return first(word, acting_words.MOODS if of == "mood" else POSES) is not None


def _place(request: PanelRequest, scene: Scene) -> Iterator[Span]:
    """Words of the place, the hour, the weather, and of what the place was asked to hold."""
    text = request.scene
    if scene.ground != "paper":
        found = setting(text, request.background, request.page_background)
        if scene.place is not None:
            yield from words_of(text, "place" if scene.place in PLACES else "ground", scene.place)
        if scene.outdoors:
            yield from words_of(text, "place", "open_sky")  # it is over every place outdoors
        yield from words_of(text, "time", found.time)
        if found.weather:
            yield from words_of(text, "weather", found.weather)
        if scene.ground == "quiet":
            matches = (re.search(pattern, text, re.IGNORECASE) for pattern, _ in MOODS)
            yield from (match.span() for match in matches if match)
        draw_scene(scene, request)
        before = len(request.background or "") + 1
        yield from ((start - before, end - before) for start, end in scene.stage.heard if start >= before)


def _acting(request: PanelRequest, words: dict[str, str]) -> Iterator[Span]:
    for meaning in words.values():
        yield from spans(request.scene, meaning)
