import math
from itertools import pairwise
from pathlib import Path as FilePath

import numpy as np
import pytest
from lettering_frames import page, panel, say, story_of

from mangacli.drawing import Stroke
from mangacli.geometry import Box, Path, polygon_contains
from mangacli.lettering.balloon_shapes import fitted_dashes, shapes_of, starting_at
from mangacli.lettering.balloons import BALLOONS
from mangacli.lettering.necks import neck_between
from mangacli.lettering.panel import room_of
from mangacli.lettering.room import Placed, Wish
from mangacli.lettering.settings import settings_for
from mangacli.lettering.tail_shapes import Origin
from mangacli.lettering.tails import chorus_tails
from mangacli.paint.raster import rasterise

LINE = 1.2
FRAME = panel(Box(0, 0, 220, 200))
STORY = story_of(page(FRAME))
JOINED = sorted(kind for kind, shape in BALLOONS.items() if shape.joins)


def placed(index, kind, text, at, heads=(), after=None):
    """A dialog put where a test wants it, with a tail for each face, joined to another if one is given."""
    room = room_of(page(FRAME), FRAME, 9.0)
    setting = settings_for(say(text, None, kind), room, STORY, FilePath(), ())[0].in_points()
    box = setting.box.moved(*at)
    origin = Origin(setting.outline + at, box, 9.0, BALLOONS[kind].tail)
    tails = chorus_tails(origin, heads) if heads and BALLOONS[kind].tail != "none" else ()
    wish = Wish(index, kind, BALLOONS[kind].tail, (setting,), 0.0)
    one = Placed(wish, setting, at, box, tails[0] if tails else None, tuple(tails[1:]))
    if after is None:
        return one
    other = Origin(after.setting.outline + after.at, after.box, 9.0, BALLOONS[kind].tail)
    neck = neck_between(other, origin)
    return Placed(wish, setting, at, box, one.tail, one.more_tails, after.wish.index, neck)


def pair(kind, gap=6.0, heads=()):
    """Two balloons of one speaker, the second below the first and to its right."""
    first = placed(0, kind, "I told you so.", (50.0, 20.0))
    return first, placed(1, kind, "Twice!", (90.0, first.box.y2 + gap), heads, after=first)


@pytest.mark.parametrize("kind", JOINED)
def test_joined_balloons_are_drawn_as_one_with_the_first_of_them(kind):
    heads = (Box(20, 150, 40, 174),)
    first, second = pair(kind, heads=heads)
    shapes = shapes_of([first, second], LINE)
    assert set(shapes) == {0}
    (outline,) = shapes[0][0].path.outlines(16)
    for one in (first, second):
        ink = one.setting.text.ink.moved(*one.at)
        assert all(polygon_contains(outline, corner) for corner in ink.polygon)


@pytest.mark.parametrize("kind", JOINED)
def test_no_line_of_joined_balloons_runs_through_their_text(kind):
    """By pixels: around and between the texts there is nothing but the balloon's ground."""
    first, second = pair(kind, gap=-6.0)
    pixels = rasterise(shapes_of([first, second], LINE)[0], (220.0, 200.0), 3.0)
    picture = np.frombuffer(pixels.data, np.uint8).reshape(pixels.height, pixels.width)
    ground = round(255 * BALLOONS[kind].ground)
    for one in (first, second):
        ink = one.setting.text.ink.moved(*one.at)
        inside = picture[int(3 * ink.y1) : int(3 * ink.y2), int(3 * ink.x1) : int(3 * ink.x2)]
        assert (inside == ground).all()
    (ax, ay), (bx, by) = first.box.center, second.box.center
    between = [
        picture[int(3 * (ay + t * (by - ay))), int(3 * (ax + t * (bx - ax)))] for t in np.linspace(0, 1, 60)
    ]
    assert set(map(int, between)) == {ground}


def test_the_white_edge_follows_the_joined_outline():
    first, second = pair("speech")
    shapes = shapes_of([first, second], LINE)[0]
    under, line = shapes[0], shapes[-1]
    assert under.stroke.grey == 1.0 and under.stroke.width > 2 * line.stroke.width
    assert under.path.bounds.inset(-LINE).contains(line.path.bounds)


def test_balloons_that_are_not_joined_are_drawn_apart():
    one, two = placed(0, "speech", "So.", (20.0, 20.0)), placed(1, "box", "No.", (120.0, 90.0))
    shapes = shapes_of([two, one], LINE)
    assert list(shapes) == [0, 1]
    assert shapes_of([one], LINE)[0] == shapes[0]


def test_the_third_of_a_chain_is_drawn_with_the_first():
    first, second = pair("speech")
    third = placed(2, "speech", "Ha.", (60.0, second.box.y2 - 2), after=second)
    assert set(shapes_of([first, second, third], LINE)) == {0}


@pytest.mark.parametrize("kind", ["speech", "shout", "thought", "electric", "plain"])
def test_every_voice_of_a_chorus_has_its_tail(kind):
    heads = (Box(20, 150, 40, 174), Box(150, 150, 170, 174))
    balloon = placed(0, kind, "We did it!", (70.0, 30.0), heads)
    shapes = shapes_of([balloon], LINE)[0]
    points = [point for shape in shapes for part in shape.path.outlines(12) for point in part]
    for tail in balloon.tails:
        assert min(math.dist(tail.tip, point) for point in points) < 9.0
    assert len(balloon.tails) == 2


def test_a_closed_path_may_begin_at_any_corner():
    path = Path.polygon([(0, 0), (10, 0), (10, 10), (0, 10)])
    turned = starting_at(path, (9, 11))
    assert turned.segments[0] == ("M", (10, 10))
    assert turned.bounds == path.bounds
    assert sorted(set(turned.outlines()[0])) == sorted(path.outlines()[0])
    curve = BALLOONS["speech"].outline([Box(0, 0, 40, 9)], 9.0, 3)
    assert starting_at(curve, (0, 40)).bounds == curve.bounds


def test_dashes_fit_an_outline_without_a_rest():
    path = Path.box(Box(0, 0, 37, 23))
    dashes = fitted_dashes(path, (3.4, 2.6))
    around = sum(math.dist(a, b) for a, b in pairwise((*path.outlines()[0], (0, 0))))
    assert around / sum(dashes) == pytest.approx(round(around / sum(dashes)))
    assert dashes[0] == dashes[2] and dashes[3] == 0
    assert dashes[1] / (2 * dashes[0]) == pytest.approx(2.6 / 3.4)


def test_a_pens_line_is_broader_on_its_way_down_than_on_its_way_across():
    shapes = shapes_of([placed(0, "speech", "We did it!", (70.0, 30.0))], LINE)[0]
    lines = [shape for shape in shapes if shape.stroke != Stroke(shape.stroke.width, 1.0)]
    pixels = rasterise(lines, (220.0, 200.0), 8.0)
    picture = np.frombuffer(pixels.data, np.uint8).reshape(pixels.height, pixels.width) < 128
    box = shapes[0].path.bounds
    across = picture[int(8 * box.center[1])].sum() / 2
    down = picture[:, int(8 * box.center[0])].sum() / 2
    assert 1.25 * down < across < 2.2 * down
