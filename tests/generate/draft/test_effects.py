"""The draft artist lays the effects behind and over its figures, in pixels."""

from dataclasses import replace

import numpy as np
import pytest

from mangacli.effects.ground import EffectOptions
from mangacli.effects.screen import Cell
from mangacli.effects.table import EFFECTS
from mangacli.generate.base import CharacterRequest, EffectRequest, PanelRequest
from mangacli.generate.draft.artist import DraftArtist
from mangacli.generate.draft.effects import effects
from mangacli.generate.draft.ink import Inked, Laid, paint
from mangacli.geometry import Box, Path

HEAD = (0.4, 0.3, 0.6, 0.55)


def request(*asked, size=(300, 200), cast=True, seed=0) -> PanelRequest:
    figure = CharacterRequest("a", "A", "", (0.3, 0.25, 0.7, 1.0), HEAD, "bust", "left", None, None, (), ())
    named = tuple(each if isinstance(each, EffectRequest) else EffectRequest(each) for each in asked)
    return PanelRequest(
        panel="1.1", width=size[0], height=size[1], prompt="", scene="", negative="", background=None,
        language="en", effects=named, characters=(figure,) if cast else (), dialogs=(), seed=seed, steps=1,
        guidance=1.0, ip_scale=1.0, mllm_scale=1.0, pixels_per_point=2.0,
    )  # fmt: skip


def plane(wanted: PanelRequest) -> np.ndarray:
    behind, over = effects(wanted)
    pixels = paint(wanted.width, wanted.height, [*behind, *over], 2.0)
    return np.frombuffer(pixels.data, np.uint8).reshape(pixels.height, pixels.width)


def greys(layers):
    shapes = [shape for laid in layers for shape in laid.shapes]
    return {shape.stroke.grey if shape.stroke else shape.fill for shape in shapes}


def test_no_effects_no_layers():
    assert effects(request()) == ([], [])


@pytest.mark.parametrize("name", sorted(EFFECTS))
@pytest.mark.parametrize("size", [(64, 64), (900, 80), (80, 900)])
@pytest.mark.parametrize("cast", [True, False])
def test_every_effect_marks_every_panel_shape(name, size, cast):
    assert (plane(request(name, size=size, cast=cast)) < 128).any()


@pytest.mark.parametrize("name", ["focus-lines", "flash", "beta-flash"])
def test_the_head_stays_free(name):
    picture = plane(request(name))
    x1, y1, x2, y2 = HEAD
    head = picture[int(y1 * 200) : int(y2 * 200), int(x1 * 300) : int(x2 * 300)]
    assert (head == 255).all()
    assert (picture < 128).any()


def test_lines_over_a_night_are_white_unless_they_are_asked_for_in_black():
    night = replace(request("speed-lines"), background="street", scene="night")
    assert greys(effects(night)[0]) == {1.0}
    assert greys(effects(replace(night, scene="noon"))[0]) == {0.0}
    asked = EffectRequest("speed-lines", options=EffectOptions(ink="black"))
    assert greys(effects(replace(night, effects=(asked,)))[0]) == {0.0}


def test_effects_are_laid_in_the_order_that_they_are_named():
    both, _ = effects(request("screentone", "speed-lines"))
    tone, _ = effects(request("screentone"))
    assert len(both) == 2 and both[0] == tone[0]


def test_the_same_effect_twice_is_not_the_same_picture():
    (first, second), _ = effects(request("focus-lines", "focus-lines"))
    assert first != second


def test_what_decides_an_effect_decides_the_digest():
    plain = request("focus-lines")
    changes = [
        request("focus-lines", seed=1),
        request(EffectRequest("focus-lines", at=(0.1, 0.1, 0.1, 0.1))),
        request(EffectRequest("focus-lines", at="a")),
        request(EffectRequest("focus-lines", options=EffectOptions(strength=0.9))),
    ]
    assert len({plain.digest, *(each.digest for each in changes)}) == 5


def test_an_effect_points_where_it_is_told_to():
    corner = plane(request(EffectRequest("focus-lines", at=(0.05, 0.05, 0.3, 0.4))))
    assert (corner[15:75, 20:85] == 255).all()
    assert (plane(request("focus-lines"))[15:75, 20:85] < 128).any()


def test_white_shapes_cover_tone_and_black_ones_print_over_it():
    ground = Inked(Path.box(Box(0, 0, 40, 40)), 0.5)
    laid = Laid(effects(request("beta-flash", size=(64, 64), cast=False))[0][0].shapes)
    pixels = paint(64, 64, [replace(ground, path=Path.box(Box(0, 0, 64, 64))), laid], 2.0)
    alone = paint(64, 64, [laid], 2.0)
    toned, bare = (np.frombuffer(each.data, np.uint8).astype(int) for each in (pixels, alone))
    assert (toned <= bare).all() and (toned < bare).any()
    white = Laid(tuple(replace(shape, fill=1.0) for shape in laid.shapes[:1]))
    covered = paint(64, 64, [replace(ground, path=Path.box(Box(0, 0, 64, 64))), white], 2.0)
    assert covered.data.count(255) > pixels.data.count(255)


def test_a_tone_and_the_places_own_tones_are_of_one_screen():
    """Else the two would beat together."""
    asked = EffectRequest("screentone", options=EffectOptions(lpi=20, pattern="dots", strength=0.2))
    wanted = replace(request(size=(200, 200), cast=False), background="street", pixels_per_point=350 / 72)

    def repeats(panel, period):
        """How like the picture is to itself a cell farther, in its largest grey."""
        pixels = DraftArtist().draw(panel, lambda done, total: None).pixels
        picture = np.frombuffer(pixels.data, np.uint8).reshape(200, 200).astype(int)
        sky = picture[:40, :]
        return np.abs(sky[:, period:] - sky[:, :-period]).mean()

    coarse = 2 * Cell.of(20, 45, 350).across
    both = replace(wanted, effects=(asked,))
    assert repeats(both, coarse) < repeats(wanted, coarse)


def test_the_artist_says_that_it_has_drawn_them():
    assert DraftArtist().draw(request("focus-lines", size=(64, 64)), lambda done, total: None).effects_drawn
