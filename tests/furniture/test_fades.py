"""Fades: paper at the faded edges, the art untouched beyond the fade, on every side of every shape."""

from dataclasses import replace

import numpy as np
import pytest
from lettering_frames import panel

from mangacli.drawing import Pixels, Shape
from mangacli.furniture.fades import fade_depth, faded_art, faded_edges, with_shapes
from mangacli.geometry import Box, Path
from mangacli.placed import GenerationSize
from mangacli.story.furniture import Fade

BOX = Box(100, 50, 200, 110)
SQUARE = BOX.polygon


def faded(sides, depth=0.5, polygon=SQUARE, grey=0, paper=1.0, size=(200, 120)):
    """Art of one grey in a panel, faded → its pixels, two to a point."""
    own = panel(polygon)
    own = replace(
        own,
        generation=GenerationSize(*size, BOX),
        panel=own.panel.model_copy(update={"fade": Fade(sides=sides, depth=depth)}),
    )
    art = Pixels(*size, bytes([grey]) * (size[0] * size[1]))
    result = faded_art(art, own, paper)
    assert (result.width, result.height) == size
    return np.frombuffer(result.data, np.uint8).reshape(size[1], size[0])


@pytest.mark.parametrize(
    ("side", "edge", "other"),
    [
        ("top", np.s_[0, :], np.s_[-1, :]),
        ("bottom", np.s_[-1, :], np.s_[0, :]),
        ("left", np.s_[:, 0], np.s_[:, -1]),
        ("right", np.s_[:, -1], np.s_[:, 0]),
    ],
)
def test_art_is_paper_at_the_faded_side_and_itself_at_the_others(side, edge, other):
    art = faded((side,))
    assert art[edge].min() >= 250
    assert art[other].max() == 0


def test_a_fade_goes_one_way_and_ends_at_its_depth():
    column = faded(("bottom",), depth=0.5)[:, 100].astype(int)
    assert (np.diff(column) >= 0).all()
    depth = 2 * fade_depth(BOX, Fade(sides=("bottom",), depth=0.5))
    assert depth == 60
    assert column[: 120 - int(depth) - 8].max() == 0
    assert 100 < column[90] < 155  # half way


def test_two_sides_meet_without_a_seam():
    art = faded(("bottom", "left"), depth=0.8).astype(int)
    assert np.abs(np.diff(art, axis=0)).max() < 12 and np.abs(np.diff(art, axis=1)).max() < 12


@pytest.mark.parametrize("grey", [0, 120, 255])
@pytest.mark.parametrize("paper", [0.0, 1.0])
def test_art_fades_into_the_colour_of_the_paper(grey, paper):
    art = faded(("bottom",), grey=grey, paper=paper)
    assert abs(int(art[-1, 100]) - round(255 * paper)) <= 5
    assert (art[0] == grey).all()


def test_art_of_an_odd_size_keeps_it():
    assert faded(("right",), size=(203, 119))[:, -1].min() >= 245


def test_a_slanted_edge_fades_along_its_slant():
    art = faded(("right",), polygon=((100, 50), (200, 50), (160, 110), (100, 110)), depth=0.3)
    top, bottom = art[2], art[-3]
    assert top[150] == 0 and top[196] >= 245
    assert bottom[60] == 0 and bottom[122] >= 245


@pytest.mark.parametrize(
    ("polygon", "side", "expected"),
    [
        (SQUARE, "top", (True, False, False, False)),
        (SQUARE, "left", (False, False, False, True)),
        (SQUARE[::-1], "top", (False, False, True, False)),
        (((0, 0), (100, 0), (50, 90)), "bottom", (False, True, True)),
        (((0, 0), (100, 0), (130, 80), (0, 80)), "right", (False, True, False, False)),
    ],
)
def test_the_edges_of_a_side_are_those_that_face_it_most(polygon, side, expected):
    assert faded_edges(polygon, (side,)) == expected


def test_no_side_no_faded_edge_and_no_change():
    assert faded_edges(SQUARE, ()) == (False,) * 4
    art = Pixels(2, 2, bytes(4))
    assert faded_art(art, panel(SQUARE), 1.0) is art


def test_effects_become_part_of_the_art_at_the_pages_resolution():
    art = Pixels(50, 30, b"\xff" * 1500)
    line = Shape(Path.box(Box(100, 50, 150, 110)), fill=0.0, clip=Path.box(Box(100, 50, 200, 80)))
    both = with_shapes(art, BOX, [line], 144)
    assert (both.width, both.height) == (200, 120)
    pixels = np.frombuffer(both.data, np.uint8).reshape(120, 200)
    assert pixels[:59, :99].max() == 0 and pixels[61:].min() == 255 and pixels[:, 101:].min() == 255
