"""A beard grows on the jaw, leaves the mouth bare and is drawn in hairs, not in a patch."""

import pytest

from mangacli.generate.draft.beard import LIPS, MOUSTACHE, STYLES, beard_on, outline
from mangacli.geometry import bounds

AS_DRAWN = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@pytest.mark.parametrize("style", sorted(STYLES))
def test_a_beard_lies_below_the_eyes_and_round_the_chin(style):
    box = outline(style).bounds
    assert 540 < box.y1 < 640, "from the ear down"
    assert box.y2 > 840, "below the chin"
    assert box.contains(LIPS)


def test_the_trimmed_beard_is_the_shorter():
    assert outline("short").bounds.y2 < outline("full").bounds.y2


def test_the_moustache_ends_above_the_middle_of_the_mouth():
    assert bounds(point for half in MOUSTACHE for point in half).y2 < LIPS.center[1]


@pytest.mark.parametrize(("grey", "hairs"), [(0.0, 1.0), (0.9, 0.0)])
def test_hairs_are_drawn_against_the_beard(grey, hairs):
    body, *rest = beard_on("full", AS_DRAWN, grey)
    assert body.fill == grey
    assert sum(shape.fill == hairs and shape.stroke == 0 for shape in rest) > 15


def test_a_beard_follows_the_head():
    turned = beard_on("full", (-0.5, 0.0, 0.0, 0.5, 900.0, 10.0), 1.0)[0].path.bounds
    as_drawn = outline("full").bounds
    assert turned.width == pytest.approx(as_drawn.width / 2)
    assert turned.x2 == pytest.approx(900 - as_drawn.x1 / 2)
