"""What holds for every effect, in panels of every shape, whatever is asked of it."""

import math
from dataclasses import replace
from typing import get_args

import numpy as np
import pytest
from effects_grounds import AREAS, GREY, ellipse, ground, inside, outside, painted, someone
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mangacli.effects.ground import PLAIN, EffectOptions, Marks
from mangacli.effects.table import EFFECTS
from mangacli.export.flate import pack
from mangacli.geometry import Box, Path, signed_area
from mangacli.paint.canvas import Canvas
from mangacli.story.effect_checks import EFFECT_OPTIONS
from mangacli.story.models import EffectName

NAMES = sorted(EFFECTS)
ON_FACES = {"gloom"}
"""Effects that draw on the brow of a face on purpose, in `over`."""
STRAY = 3
"""Grey levels by which two anti-aliased edges in one place may differ."""
HALF_A_PIXEL = 0.5
LARGEST_IN_PDF = 300_000
"""Bytes of an effect in a PDF, packed."""


def touched(picture: np.ndarray) -> np.ndarray:
    return np.abs(picture.astype(int) - GREY) > STRAY


def assert_off(picture, path, scale=1.0):
    """Nothing is drawn on pixels that lie wholly inside the path."""
    within = inside(path, picture, scale) > 0.999
    assert not (touched(picture) & within).any()


def test_the_table_has_every_effect_that_a_story_can_name():
    assert set(EFFECTS) == set(get_args(EffectName)) == set(EFFECT_OPTIONS)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("shape", AREAS)
@pytest.mark.parametrize("covers", [True, False])
def test_an_effect_marks_any_panel_and_nothing_beside_it(name, shape, covers):
    area = AREAS[shape]
    scale = 4.0 if shape == "tiny" else 1.0
    for figures in ((), (someone(area),)):
        laid = ground(area, figures, covers=covers, dpi=72 * scale)
        picture = painted(EFFECTS[name](laid), area, scale)
        assert (picture < GREY).any() or (picture > GREY).any()
        assert not (touched(picture) & outside(area, picture, scale)).any()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("shape", AREAS)
@pytest.mark.parametrize("at", ["face", "box", None])
def test_what_it_points_at_stays_clear(name, shape, at):
    area = AREAS[shape]
    scale = 4.0 if shape == "tiny" else 1.0
    ann, bob = someone(area, 0.3, 0.4), someone(area, 0.7, 0.5, 0.15, id="bob")
    target = {
        "face": "ann",
        "box": Box(*ground(area).box.part((0.35, 0.3, 0.6, 0.6)).polygon[0], 0, 0),
        None: None,
    }
    if at == "box":
        target["box"] = ground(area).box.part((0.35, 0.3, 0.6, 0.6))
    laid = ground(area, (ann, bob), target[at], dpi=72 * scale)
    marks = EFFECTS[name](laid)
    picture = painted(marks.behind if name in ON_FACES else marks, area, scale)
    assert laid.focus is not None
    assert_off(picture, ellipse(laid.focus), scale)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("covers", [True, False])
def test_an_effect_is_seen_even_where_a_face_fills_the_panel(name, covers):
    area = AREAS["upright"]
    laid = ground(area, (someone(area, 0.5, 0.5, 1.6),), covers=covers)
    assert touched(painted(EFFECTS[name](laid), area)).mean() > 0.005


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"impact"}))
def test_no_other_face_is_covered_either(name):
    area = AREAS["upright"]
    ann, bob = someone(area, 0.25, 0.3), someone(area, 0.75, 0.6, 0.2, id="bob")
    laid = ground(area, (ann, bob), "ann")
    marks = EFFECTS[name](laid)
    picture = painted(marks.behind if name in ON_FACES else marks, area)
    assert_off(picture, ellipse(bob.face.scaled(0.98)))


def test_the_star_of_an_impact_keeps_off_faces_beside_it():
    area = AREAS["upright"]
    ann, bob = someone(area, 0.2, 0.4), someone(area, 0.8, 0.4, id="bob")
    laid = ground(area, (ann, bob), Box(110, 80, 110, 80), EffectOptions(strength=1.0))
    picture = painted(EFFECTS["impact"](laid), area)
    for figure in (ann, bob):
        assert_off(picture, Path.box(figure.head))
    assert picture[80, 110] == 255  # a blow on a point is white inside


@pytest.mark.parametrize("name", NAMES)
def test_the_same_panel_gets_the_same_marks_and_another_other_ones(name):
    area = AREAS["slanted"]
    here = ground(area, (someone(area),))
    assert EFFECTS[name](here) == EFFECTS[name](here)
    there = replace(here, seed="1.2")
    if name != "screentone":  # a sheet of tone is the same sheet everywhere
        assert EFFECTS[name](there) != EFFECTS[name](here)


LIMITS = [
    {"strength": 0.0},
    {"strength": 1.0},
    {"clear": 0.3},
    {"clear": 3.0},
    {"angle": -360.0},
    {"angle": 90.0},
    {"angle": 37.0},
    {"lpi": 10.0},
    {"lpi": 150.0},
    {"pattern": "dots"},
    {"pattern": "lines"},
    {"pattern": "lines", "angle": 360.0, "lpi": 150.0, "strength": 1.0},
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("changes", LIMITS, ids=str)
def test_an_effect_takes_its_options_to_their_limits(name, changes):
    for shape in ("slanted", "sliver"):
        area = AREAS[shape]
        laid = ground(area, (someone(area),), options=replace(PLAIN, **changes))
        picture = painted(EFFECTS[name](laid), area)
        assert touched(picture).any()


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"impact"}))
def test_more_strength_is_more_ink(name):
    area = AREAS["upright"]
    inked = []
    for strength in (0.0, 0.5, 1.0):
        laid = ground(area, (someone(area),), options=EffectOptions(strength=strength))
        inked.append(int((painted(EFFECTS[name](laid), area) < GREY).sum()))
    assert inked[0] < inked[1] < inked[2]


@pytest.mark.parametrize("name", sorted(name for name, taken in EFFECT_OPTIONS.items() if "ink" in taken))
def test_lines_are_white_where_white_is_asked_for(name):
    area = AREAS["upright"]
    picture = painted(EFFECTS[name](ground(area, (someone(area),), ink=1.0)), area)
    assert (picture >= GREY).all() and (picture > GREY).any()


@pytest.mark.parametrize("name", NAMES)
def test_an_effect_is_small_in_a_pdf(name):
    area = ((0.0, 0.0), (516.0, 0.0), (516.0, 729.0), (0.0, 729.0))  # a whole B5 page
    laid = ground(area, (someone(area),), options=EffectOptions(strength=1.0), dpi=350)
    canvas = Canvas()
    canvas.paint(EFFECTS[name](laid).shapes)
    assert len(pack(canvas.content())) < LARGEST_IN_PDF


def numbers(marks: Marks):
    for shape in marks.shapes:
        yield from (number for _, segment in shape.path.segments for number in segment)


corners = st.tuples(st.floats(0, 160), st.floats(0, 160))
unit = st.floats(0, 1)


@settings(max_examples=60)
@given(
    st.sampled_from(NAMES),
    st.lists(corners, min_size=3, max_size=6),
    st.lists(st.tuples(unit, unit, st.floats(0.02, 1.5)), max_size=3),
    st.none() | st.tuples(unit, unit) | st.tuples(unit, unit, unit, unit),
    st.builds(
        EffectOptions,
        strength=unit,
        angle=st.none() | st.floats(-360, 360),
        lpi=st.none() | st.floats(10, 150),
        pattern=st.sampled_from([None, "gradient", "dots", "lines"]),
        clear=st.floats(1, 3),
    ),
    st.booleans(),
)
def test_any_panel_any_cast_any_place(name, area, cast, at, options, covers):
    """Any polygon, even one that crosses itself: ink stays inside, what is pointed at stays clear."""
    area = tuple(area)
    box = ground(area).box
    assume(abs(signed_area(area)) > 60 and min(box.width, box.height) > 8)  # points: less is no panel
    figures = tuple(someone(area, x, y, size, id=str(k)) for k, (x, y, size) in enumerate(cast))
    place = at and box.part(at if len(at) == 4 else (*at, *at))
    if place is not None:
        place = Box(
            min(place.x1, place.x2), min(place.y1, place.y2), max(place.x1, place.x2), max(place.y1, place.y2)
        )
    laid = ground(area, figures, place, options, covers, dpi=72)
    marks = EFFECTS[name](laid)
    assert all(math.isfinite(number) and abs(number) < 30_000 for number in numbers(marks))
    picture = painted(marks.behind if name in ON_FACES else marks, area)
    assert not (touched(picture) & outside(area, picture)).any()
    if laid.focus is not None and min(laid.focus.half) > HALF_A_PIXEL:
        assert_off(picture, ellipse(laid.focus.grown(-HALF_A_PIXEL)))
