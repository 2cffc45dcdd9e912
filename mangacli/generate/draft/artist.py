"""The artist `draft`: a name (ネーム) artist without a model, who composes vector line art by the words.

Background, figures from the back to the front, lines and tones over them: all decided by the request.
"""

from __future__ import annotations

from dataclasses import replace

from mangacli.effects.screen import LINES_PER_INCH
from mangacli.generate.base import (
    CharacterRequest,
    OneByOne,
    PanelArt,
    PanelRequest,
    Progress,
    SizeLimits,
    kept_clear,
)
from mangacli.generate.draft.acting import act, wordless
from mangacli.generate.draft.backplate import backplate
from mangacli.generate.draft.effects import effects
from mangacli.generate.draft.figure import draw, set_up
from mangacli.generate.draft.ground import ground_under
from mangacli.generate.draft.ink import Layer, paint
from mangacli.generate.draft.leaning import level, margin_of, turned
from mangacli.generate.draft.look import is_described, look_of
from mangacli.generate.draft.props.naming import named_in
from mangacli.generate.draft.reference_ink import picture_of
from mangacli.generate.draft.scenery import draw_scene, scene_of
from mangacli.generate.draft.tabletop import table_before, table_top
from mangacli.generate.draft.things import things_in
from mangacli.geometry import Box

KEYLINE = 1.6
"""Points. Margin of paper round a figure, which frees it from the background."""


CLOSE = ("close-up", "extreme-close-up")
"""Shots in which a character's reference image is shown."""


class DraftArtist(OneByOne):
    """Draws panels from packed line art in a fraction of a second."""

    name = "draft"
    limits = SizeLimits()

    def seen(self, request: PanelRequest) -> PanelRequest:
        """The request without what only a model reads; of what is said, what it makes of a face.

        Lines that name things keep their words: a thing that is spoken of may be seen.
        """
        characters = tuple(
            replace(
                character,
                lines=tuple(
                    (kind, text if named_in(text) else wordless(kind, text)) for kind, text in character.lines
                ),
            )
            for character in request.characters
        )
        dialogs = kept_clear(request.dialogs)
        return replace(
            request, prompt="", negative="", steps=0, guidance=0.0, characters=characters, dialogs=dialogs
        )

    def draw(self, request: PanelRequest, progress: Progress) -> PanelArt:
        """A request → its picture."""
        layers = compose(request)
        progress(1, 2)
        lpi = _screen_of(request) if request.screened else None
        pixels = paint(request.width, request.height, layers, request.pixels_per_point, lpi)
        progress(2, 2)
        return PanelArt(pixels, self.name, effects_drawn=True)


def _screen_of(request: PanelRequest) -> float:
    """Lines per inch of a panel's tones: those of its effect, so that two screens never beat together."""
    asked = (e.options.lpi for e in request.effects if e.options.lpi and e.options.pattern != "lines")
    return next(asked, request.lpi or LINES_PER_INCH)


def compose(request: PanelRequest) -> list[Layer]:
    """A request → everything in its picture, in paint order."""
    behind, over = effects(request)
    sheet = level(request) if request.lean else request
    scene = scene_of(sheet)
    place: list[Layer] = [backplate(sheet)] if sheet.background_image else [*draw_scene(scene, sheet)]
    beyond, near = things_in(sheet, scene, table_top(sheet), margin_of(request))
    acted: list[Layer] = [*beyond]
    for character in sorted(sheet.characters, key=_nearness):
        acted += _cast(character, sheet)
    acted += [*table_before(sheet), *near]
    if request.lean:
        place, acted = turned(place, sheet, request), turned(acted, sheet, request)
    return [*place, *behind, *acted, *over]


def _cast(character: CharacterRequest, request: PanelRequest) -> list[Layer]:
    """A character → its layers: drawn by its description, or its reference image, inked."""
    picture = Box(0, 0, request.width, request.height)
    keyline = KEYLINE * request.pixels_per_point
    acting = act(character, request.scene, request.characters)
    if character.references and not acting.behind and _shows_reference(character):
        return [picture_of(character, picture, keyline)]
    look = look_of(character.id, character.name, character.description, character.look, character.variant)
    others = [picture.part(one.head) for one in request.characters if one.id != character.id]
    dialogs = [picture.part(dialog.box) for dialog in request.dialogs]
    figure = set_up(character, look, acting, picture, faces=others, dialogs=dialogs)
    return [*ground_under(figure), *draw(figure, keyline)]


def _shows_reference(character: CharacterRequest) -> bool:
    """Whether the author's own picture of a character is shown: in close-ups, and where no word describes it.

    Who fixes the look by parts wants those drawn.
    """
    if character.look:
        return False
    return character.shot in CLOSE or not is_described(character.description)


def _nearness(character: CharacterRequest) -> tuple[float, float, str]:
    """Who is nearer is drawn later: the larger face, then the lower one."""
    return (character.head[3] - character.head[1], character.head[3], character.id)
