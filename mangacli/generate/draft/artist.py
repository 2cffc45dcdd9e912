"""The artist `draft`: a name (ネーム) artist without a model, who composes vector line art by the words.

Background, figures from the back to the front, lines and tones over them: all decided by the request.
"""

from __future__ import annotations

from mangacli.generate.base import PanelArt, PanelRequest, Progress, SizeLimits
from mangacli.generate.draft.acting import act
from mangacli.generate.draft.effects import effects
from mangacli.generate.draft.figure import Figure, draw, ground_under, set_up
from mangacli.generate.draft.ink import Layer, paint
from mangacli.generate.draft.look import look_of
from mangacli.generate.draft.scenery import background
from mangacli.geometry import Box

KEYLINE = 1.6
"""Points. Margin of paper round a figure, which frees it from the background."""


class DraftArtist:
    """Draws panels from packed line art in a fraction of a second."""

    name = "draft"
    limits = SizeLimits(step=1, shortest=16, longest=4096, pixels=4096 * 4096)

    def draw(self, request: PanelRequest, progress: Progress) -> PanelArt:
        """A request → its picture."""
        layers = compose(request)
        progress(1, 2)
        pixels = paint(request.width, request.height, layers, request.pixels_per_point)
        progress(2, 2)
        return PanelArt(pixels, self.name)


def compose(request: PanelRequest) -> list[Layer]:
    """A request → everything in its picture, in paint order."""
    picture = Box(0, 0, request.width, request.height)
    figures = [
        set_up(
            character,
            look_of(character.id, character.name, character.description),
            act(character, request.scene, request.characters),
            picture,
        )
        for character in request.characters
    ]
    behind, over = effects(request)
    layers: list[Layer] = [*background(request), *behind]
    keyline = KEYLINE * request.pixels_per_point
    for figure in sorted(figures, key=_nearness):
        layers += ground_under(figure)
        layers += draw(figure, keyline)
    return layers + over


def _nearness(figure: Figure) -> tuple[float, float]:
    """Who is nearer is drawn later: the larger face, then the lower one."""
    return (figure.face.height, figure.face.y2)
