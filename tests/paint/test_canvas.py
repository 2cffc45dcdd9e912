import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mangacli.drawing import Shape, Stroke
from mangacli.geometry import Box, Path
from mangacli.paint.canvas import Canvas, opacity_name

SQUARE = Path.box(Box(1, 2, 3, 4))


def painted(*items, **options):
    canvas = Canvas(decimals=0, **options)
    canvas.paint(items)
    return canvas.content().decode().splitlines()


def test_a_filled_path_is_written_as_it_stands():
    assert painted(Shape(SQUARE, fill=0.5)) == ["0.5 g", "1 2 m", "3 2 l", "3 4 l", "1 4 l", "h", "f"]


def test_what_is_set_is_not_set_again():
    lines = painted(*[Shape(SQUARE, fill=0.5, stroke=Stroke(2))] * 3)
    assert sum(line.endswith(" g") for line in lines) == 1
    assert sum(" w " in line for line in lines) == 1
    assert lines.count("B") == 3


def test_even_odd_and_stroke_choose_the_paint_operator():
    stroke = Stroke(1)
    assert painted(Shape(SQUARE, fill=0, even_odd=True))[-1] == "f*"
    assert painted(Shape(SQUARE, fill=0, stroke=stroke, even_odd=True))[-1] == "B*"
    assert painted(Shape(SQUARE, stroke=stroke))[-1] == "S"


def test_a_shape_without_ink_writes_nothing():
    assert painted(Shape(SQUARE), Shape(Path(()), fill=0), Shape(SQUARE, stroke=Stroke(0))) == []


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf")])
def test_a_coordinate_that_is_no_number_is_a_bug_and_not_a_gap_on_the_page(number):
    with pytest.raises(ValueError, match="no number"):
        painted(Shape(Path.line(((0, 0), (1, number))), stroke=Stroke(1)))


def test_neighbours_under_one_clip_share_it_and_grey_is_set_anew_after_it():
    clip = Path.ellipse(Box(0, 0, 9, 9))
    lines = painted(
        Shape(SQUARE, fill=0),
        Shape(SQUARE, fill=1, clip=clip),
        Shape(SQUARE, fill=1, clip=clip),
        Shape(SQUARE, fill=0),
    )
    assert lines.count("q") == lines.count("Q") == lines.count("W n") == 1
    # Q brings back the grey from before the clip: it needs no second setting.
    assert [line for line in lines if line.endswith(" g")] == ["0 g", "1 g"]


def test_dashes_caps_and_joins():
    assert (
        painted(Shape(SQUARE, stroke=Stroke(2, 0.25, (3, 1))))[0]
        == "2.0000 w 0.25 G 1 J 1 j [3.0000 1.0000] 0 d"
    )
    assert " 0 J 0 j [] 0 d" in painted(Shape(SQUARE, stroke=Stroke(2, round=False)))[0]


def test_on_a_pixel_grid_thin_lines_become_pale_instead_of_wide():
    canvas = Canvas(pixels_per_point=2.0)
    canvas.paint([Shape(SQUARE, stroke=Stroke(0.25)), Shape(SQUARE, stroke=Stroke(1))])
    assert canvas.opacities == {0.5, 1.0}
    assert f"/{opacity_name(0.5)} gs".encode() in canvas.content()


clips = st.sampled_from([None, SQUARE, Path.ellipse(Box(0, 0, 5, 5))])
shapes = st.builds(
    Shape,
    path=st.just(SQUARE),
    fill=st.sampled_from([None, 0.0, 0.5, 1.0]),
    stroke=st.sampled_from([None, Stroke(1), Stroke(0.1, 0.5, (1, 2))]),
    clip=clips,
)


@given(st.lists(shapes, max_size=12))
def test_the_grey_in_force_is_each_shapes_own(items):
    """Replays the stream with a stack of greys: at every paint operator the shape's fill is in force."""
    expected = [item.fill for item in items if item.fill is not None]
    grey, stack, seen = None, [], []
    for line in painted(*items):
        if match := re.fullmatch(r"(\S+) g", line):
            grey = float(match[1])
        elif line == "q":
            stack.append(grey)
        elif line == "Q":
            grey = stack.pop()
        elif line in ("f", "B"):
            seen.append(grey)
    assert seen == expected
    assert not stack
