import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mangacli.geometry import Box, Path, polygon_contains, signed_area
from mangacli.lettering.balloons import BALLOONS
from mangacli.lettering.ovals import flattened, line_corners, room_for, scaled

DRAWN = sorted(kind for kind, shape in BALLOONS.items() if shape.outline is not None)
EM = 9.0


@st.composite
def lines(draw):
    widths = draw(st.lists(st.floats(5, 110), min_size=1, max_size=7))
    if draw(st.booleans()):
        return [Box((110 - w) / 2, 10.4 * i, (110 + w) / 2, 10.4 * i + 8.5) for i, w in enumerate(widths)]
    return [Box(-12.8 * i, 0, -12.8 * i + EM, h) for i, h in enumerate(widths)]


def diamond(widths):
    return [Box(-w / 2, 10 * i, w / 2, 10 * i + 8) for i, w in enumerate(widths)]


@pytest.mark.parametrize("kind", DRAWN)
@given(lines=lines(), seed=st.integers(0, 2**48 - 1))
def test_every_outline_holds_every_corner_with_air(kind, lines, seed):
    path = BALLOONS[kind].outline(lines, EM, seed)
    polygon = path.outlines(24)[0]
    for x, y in line_corners(lines, 0.3 * EM):
        assert polygon_contains(polygon, (x, y))


@pytest.mark.parametrize("kind", DRAWN)
def test_outlines_are_one_closed_clockwise_part(kind):
    path = BALLOONS[kind].outline(diamond([40, 60, 40]), EM, 5)
    assert [op for op, _ in path.segments].count("M") == 1
    assert path.segments[-1][0] == "Z"
    assert signed_area(path.outlines()[0]) > 0


@pytest.mark.parametrize("kind", DRAWN)
def test_the_same_seed_draws_the_same_balloon_in_any_place(kind):
    block = diamond([40, 60, 40])
    here = BALLOONS[kind].outline(block, EM, 11).bounds
    there = BALLOONS[kind].outline([line.moved(100, 50) for line in block], EM, 11).bounds
    assert there.x1 - here.x1 == pytest.approx(100, abs=1e-6)
    assert there.height == pytest.approx(here.height, abs=1e-6)
    assert BALLOONS[kind].outline(block, EM, 11) == BALLOONS[kind].outline(block, EM, 11)


@pytest.mark.parametrize("kind", ["speech", "thought", "shout"])
def test_seeds_make_balloons_differ(kind):
    outlines = {BALLOONS[kind].outline(diamond([40, 60, 40]), EM, seed) for seed in range(5)}
    assert len(outlines) == 5


def test_a_diamond_gets_a_smaller_balloon_than_a_block_of_its_width():
    def area(widths):
        return signed_area(BALLOONS["speech"].outline(diamond(widths), EM, 3).outlines()[0])

    assert area([30, 60, 60, 30]) < 0.9 * area([60, 60, 60, 60])


def test_an_oval_is_tighter_than_the_ellipse_around_the_block():
    block = diamond([30, 60, 60, 30])
    around = Box(-30 - 0.46 * EM, -0.46 * EM, 30 + 0.46 * EM, 38 + 0.46 * EM)
    circumscribed = math.pi * around.width * around.height / 2
    assert signed_area(BALLOONS["speech"].outline(block, EM, 3).outlines()[0]) < 0.8 * circumscribed


def test_a_burst_has_many_more_corners_than_spikes_of_one_length():
    tips = flattened(BALLOONS["shout"].outline(diamond([60, 60]), EM, 1), 1)[1::2]
    reach = np.hypot(*(tips - tips.mean(axis=0)).T)
    assert len(tips) >= 13
    assert reach.std() > 1.5


def test_a_caption_is_a_box():
    path = BALLOONS["caption"].outline([Box(0, 0, 50, 8)], 10, 0)
    box = path.bounds
    assert (box.x1, box.y1, box.x2, box.y2) == pytest.approx((-7.2, -5.6, 57.2, 13.6))
    assert len(path.segments) == 5


def test_room_for_says_by_how_much_an_outline_must_grow():
    square = Path.box(Box(-10, -10, 10, 10))
    assert room_for(square, np.array([[20.0, 0.0], [3.0, 3.0]]), (0, 0)) == pytest.approx(2.0)
    assert room_for(square, np.array([[5.0, 5.0]]), (0, 0)) == pytest.approx(0.5)


def test_scaling_keeps_the_centre():
    assert scaled(Path.box(Box(0, 0, 10, 10)), 2, 0.5, (5, 5)).bounds == Box(-5, 2.5, 15, 7.5)


def test_flattening_agrees_with_the_paths_own():
    path = BALLOONS["thought"].outline(diamond([40, 60]), EM, 2)
    np.testing.assert_allclose(flattened(path, 6), np.array(path.outlines(6)[0]), atol=1e-9)
