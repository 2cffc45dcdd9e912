"""What holds for every kind of balloon, whatever is written in it."""

import math
from itertools import pairwise
from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mangacli.geometry import Box, bounds, polygon_contains, signed_area
from mangacli.lettering.balloons import BALLOONS, may_join
from mangacli.lettering.ovals import flattened, line_corners
from mangacli.story.dialog import BalloonKind
from mangacli.story.dialog_checks import WITHOUT_OUTLINE, WITHOUT_TAIL

DRAWN = sorted(kind for kind, shape in BALLOONS.items() if shape.outline is not None)
RULED = ("box", "caption", "plain")
"""Kinds that a ruler draws: the same for every seed."""
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
@given(lines=lines(), seed=st.integers(0, 2**48 - 1), loud=st.floats(0.5, 4))
def test_every_outline_is_seen_whole_from_its_middle(kind, lines, seed, loud):
    corners = flattened(BALLOONS[kind].around(lines, EM, seed, loud), 8)
    closed = np.vstack((corners, corners[:1]))
    points = np.vstack([np.linspace(a, b, 9)[:-1] for a, b in pairwise(closed)] + [closed[-1:]])
    reach = points - (points.min(axis=0) + points.max(axis=0)) / 2
    turns = np.unwrap(np.arctan2(reach[:, 1], reach[:, 0]))
    assert np.diff(turns).min() > -0.35, "no loop, no fold that a reader would see"
    assert turns[-1] - turns[0] == pytest.approx(2 * math.pi, abs=0.01), "once around"


@pytest.mark.parametrize("kind", DRAWN)
@given(lines=lines(), seed=st.integers(0, 2**48 - 1))
def test_no_outline_takes_more_of_the_panel_than_it_needs(kind, lines, seed):
    block = bounds(corner for line in lines for corner in line.polygon)
    room = Box(block.x1 - EM, block.y1 - EM, block.x2 + EM, block.y2 + EM)
    outline = BALLOONS[kind].around(lines, EM, seed)
    assert signed_area(outline.outlines(12)[0]) < 2.2 * room.area
    assert outline.bounds.width < 1.75 * room.width + 4 * EM


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


@pytest.mark.parametrize("kind", [kind for kind in DRAWN if kind not in RULED])
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


def test_louder_bursts_have_more_spikes_and_others_do_not_care():
    block = diamond([60, 60])
    spikes = [len(BALLOONS["shout"].around(block, EM, 1, loud).segments) for loud in (0.7, 1.0, 1.6)]
    assert spikes == sorted(set(spikes))
    assert BALLOONS["speech"].around(block, EM, 1, 2.0) == BALLOONS["speech"].around(block, EM, 1)


def test_electric_outlines_have_no_curves_and_trembling_ones_no_corners():
    block = diamond([40, 60, 40])
    assert {op for op, _ in BALLOONS["electric"].outline(block, EM, 1).segments} == {"M", "L", "Z"}
    wobbly = flattened(BALLOONS["wobbly"].outline(block, EM, 1), 12)
    steps = np.diff(np.vstack((wobbly, wobbly[1:2])), axis=0)  # the curve ends where it begins
    turns = np.diff(np.unwrap(np.arctan2(steps[:, 1], steps[:, 0])))
    assert np.abs(turns).max() < 0.6
    assert (turns < -0.01).sum() > 6, "waves turn in, too"


def test_a_sound_has_no_outline():
    with pytest.raises(ValueError, match="sound"):
        BALLOONS["sfx"].around([Box(0, 0, 9, 9)], EM, 1)


def test_only_what_can_be_seen_as_one_balloon_is_joined():
    assert may_join("speech", "shout") and may_join("monologue", "monologue")
    assert not may_join("speech", "monologue")
    assert not may_join("plain", "plain") and not may_join("sfx", "sfx")


def test_the_story_knows_the_same_kinds_as_the_letterer():
    assert set(BALLOONS) == set(get_args(BalloonKind))
    assert {kind for kind, shape in BALLOONS.items() if shape.tail == "none"} == set(WITHOUT_TAIL)
    assert {kind for kind, shape in BALLOONS.items() if not shape.joins} == set(WITHOUT_OUTLINE)
