"""Effects stay off what they point at, and cover the rest."""

import math
from dataclasses import replace

import numpy as np
import pytest

from mangacli.generate.base import CharacterRequest, PanelRequest
from mangacli.generate.draft.effects import EFFECTS, effects
from mangacli.generate.draft.ink import paint
from mangacli.story.models import EffectName

HEAD = (0.4, 0.3, 0.6, 0.55)


def request(*names, size=(300, 200), cast=True, seed=0) -> PanelRequest:
    figure = CharacterRequest("a", "A", "", (0.3, 0.25, 0.7, 1.0), HEAD, "bust", "left", None, None, (), ())
    return PanelRequest(
        panel="1.1", width=size[0], height=size[1], prompt="", scene="", negative="", background=None,
        language="en", effects=names, characters=(figure,) if cast else (), dialogs=(), seed=seed, steps=1,
        guidance=1.0, ip_scale=1.0, mllm_scale=1.0, pixels_per_point=2.0,
    )  # fmt: skip


def plane(wanted: PanelRequest) -> np.ndarray:
    behind, over = effects(wanted)
    pixels = paint(wanted.width, wanted.height, [*behind, *over], 2.0)
    return np.frombuffer(pixels.data, np.uint8).reshape(pixels.height, pixels.width)


def test_every_effect_of_a_story_can_be_drawn():
    assert set(EFFECTS) == set(EffectName.__args__)


def test_no_effects_no_shapes():
    assert effects(request()) == ([], [])


@pytest.mark.parametrize("name", sorted(EFFECTS))
@pytest.mark.parametrize("size", [(64, 64), (900, 80), (80, 900)])
@pytest.mark.parametrize("cast", [True, False])
def test_every_effect_marks_every_panel_shape(name, size, cast):
    wanted = request(name, size=size, cast=cast)
    behind, over = effects(wanted)
    numbers = [n for shape in behind + over for _, segment in shape.path.segments for n in segment]
    assert all(math.isfinite(n) and abs(n) < 30_000 for n in numbers)
    assert (plane(wanted) < 128).any()
    assert effects(wanted) == (behind, over)


@pytest.mark.parametrize("name", ["focus-lines", "flash"])
def test_the_head_stays_free(name):
    picture = plane(request(name))
    x1, y1, x2, y2 = HEAD
    head = picture[int(y1 * 200) : int(y2 * 200), int(x1 * 300) : int(x2 * 300)]
    assert (head == 255).all()
    assert (picture[:20, :20] < 128).any()


def test_lines_over_a_night_are_white():
    night = replace(request("speed-lines"), background="street", scene="night")
    assert {shape.fill for shape in effects(night)[0]} == {1.0}
    assert {shape.fill for shape in effects(replace(night, scene="noon"))[0]} == {0.0}


def test_effects_add_up_in_the_order_that_they_are_named():
    both, _ = effects(request("screentone", "speed-lines"))
    tone, _ = effects(request("screentone"))
    lines, _ = effects(request("speed-lines"))
    assert both == tone + lines


def test_the_seed_changes_the_lines():
    assert effects(request("focus-lines")) != effects(request("focus-lines", seed=1))
