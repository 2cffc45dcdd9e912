"""Frames of every kind around panels of every shape: complete, within the gutter, off the paper's edge."""

import math
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from lettering_frames import PAPER, page, panel
from random_layouts import layouts, paper_for, readings

from mangacli.drawing import Shape, Stroke
from mangacli.furniture.frames import frame_shapes, outline_of
from mangacli.geometry import Box, Path, Point, distance_to_segment
from mangacli.layout.panels import panel_shapes
from mangacli.story.furniture import Fade

INSIDE = Box(100, 100, 300, 250)
STRANGE = {
    "box": INSIDE.polygon,
    "slanted": ((100, 100), (310, 100), (280, 260), (100, 250)),
    "triangle": ((100, 100), (300, 120), (180, 300)),
    "needle": ((100, 100), (400, 101), (400, 103)),
    "anticlockwise": INSIDE.polygon[::-1],
    "concave": ((100, 100), (300, 100), (300, 300), (200, 180), (100, 300)),
    "corner on a line": ((100, 100), (200, 100), (300, 100), (300, 250), (100, 250)),
    "corner twice": ((100, 100), (300, 100), (300, 100), (300, 250), (100, 250)),
    "bleeding at the top": ((0, 0), (532.9, 0), (532.9, 200), (0, 200)),
    "bleeding all round": PAPER.polygon,
    "bleeding over a corner": ((0, 500), (200, 480), (220, 745.5), (0, 745.5)),
}
LINES = ("ruled", "tapered", "rough")


def framed(polygon, line="ruled", paper=PAPER, **settings):
    """A panel of a shape with a frame → its frame's shapes."""
    own = panel(polygon)
    own = replace(own, panel=own.panel.model_copy(update={"frame": line} | settings))
    return own, list(frame_shapes(own, replace(page(own), bleed=paper, frame_width=1.0)))


def ink(shapes: list[Shape]) -> list[Point]:
    """The corners of what is drawn, lines without their width."""
    return [point for shape in shapes for part in shape.path.outlines(6) for point in part]


def lines_of(shape: Shape) -> list[tuple[Point, Point]]:
    """The straight pieces of what is drawn; a shape's outline is closed, and so is a line that says so."""
    is_closed = shape.stroke is None or shape.path.segments[-1][0] == "Z"
    parts = shape.path.outlines(6)
    return [line for part in parts for line in pairwise((*part, part[0]) if is_closed else part)]


def far_from(point: Point, polygon) -> float:
    edges = zip(polygon, polygon[1:] + polygon[:1], strict=True)
    return min(distance_to_segment(point, a, b) for a, b in edges)


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("shape", STRANGE)
def test_a_frame_lies_along_the_drawn_edges_of_its_panel(line, shape):
    own, shapes = framed(STRANGE[shape], line)
    drawn = outline_of(own, PAPER).drawn
    if shape == "bleeding all round":
        assert shapes == []
        return
    assert shapes
    corners = ink(shapes)
    assert all(far_from(point, own.polygon) < 4.2 for point in corners)
    for index, is_drawn in enumerate(drawn):
        a, b = own.polygon[index], own.polygon[(index + 1) % len(own.polygon)]
        middle = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
        near = min(distance_to_segment(middle, p, q) for shape in shapes for p, q in lines_of(shape))
        if math.dist(a, b) > 1:
            assert (near < 1.5) == is_drawn, index


@pytest.mark.parametrize("line", LINES)
@given(layout=layouts(insets=True), reading=readings, seed=st.integers(0, 99))
def test_no_frame_is_drawn_along_the_papers_edge(line, layout, reading, seed):
    paper = paper_for(layout, reading)
    for shape in panel_shapes(layout, paper, reading):
        assume(shape.polygon)
        _, shapes = framed(shape.polygon, line, paper.bleed, seed=seed)
        for item in shapes:
            for part in item.path.outlines(2):
                for a, b in pairwise(part):
                    along = math.dist(a, b)
                    level = abs(a[1] - b[1]) < 1e-6 and a[1] in (paper.bleed.y1, paper.bleed.y2)
                    upright = abs(a[0] - b[0]) < 1e-6 and a[0] in (paper.bleed.x1, paper.bleed.x2)
                    assert along < 3 or not (level or upright)


def test_a_panel_without_frame_has_none():
    own = panel(INSIDE)
    bare = replace(own, panel=own.panel.model_copy(update={"frame": False}))
    assert list(frame_shapes(bare, page(bare))) == []
    assert framed(INSIDE.polygon, frame_width=0.0)[1] == []


def test_a_ruled_frame_is_one_closed_line_of_the_pages_width():
    _, shapes = framed(INSIDE.polygon)
    assert shapes == [Shape(Path.polygon(INSIDE.polygon), stroke=Stroke(1.0, round=False))]


def test_a_panels_own_width_and_line_go_before_the_pages():
    own = panel(INSIDE)
    sheet = replace(page(own), frame_line="tapered", frame_width=2.0)
    assert all(shape.stroke is None for shape in frame_shapes(own, sheet))
    ruled = replace(own, panel=own.panel.model_copy(update={"frame": "ruled", "frame_width": 3.0}))
    (shape,) = frame_shapes(ruled, sheet)
    assert shape.stroke == Stroke(3.0, round=False)


@pytest.mark.parametrize("line", LINES)
def test_frames_are_white_on_black_pages(line):
    own = panel(INSIDE)
    own = replace(own, panel=own.panel.model_copy(update={"frame": line}))
    for shape in frame_shapes(own, replace(page(own), paper=0.0)):
        assert (shape.fill if shape.stroke is None else shape.stroke.grey) == 1.0


@pytest.mark.parametrize("line", ["tapered", "rough"])
def test_inked_lines_cross_at_the_corners_a_little(line):
    _, shapes = framed(INSIDE.polygon, line)
    assert len(shapes) == 4 and all(shape.fill == 0.0 and shape.stroke is None for shape in shapes)
    top, right, bottom, left = (shape.path.bounds for shape in shapes)
    for level in (top, bottom):
        assert -3.2 < level.x1 - INSIDE.x1 < -0.5 and 0.5 < level.x2 - INSIDE.x2 < 3.2
    for upright in (left, right):
        assert -3.2 < upright.y1 - INSIDE.y1 < -0.5 and 0.5 < upright.y2 - INSIDE.y2 < 3.2


def test_a_panels_id_decides_how_its_frame_is_inked():
    _, first = framed(INSIDE.polygon, "rough", id="kitchen")
    _, again = framed(INSIDE.polygon, "rough", id="kitchen")
    _, other = framed(INSIDE.polygon, "rough", id="garden")
    assert first == again != other


def test_an_edge_is_inked_the_same_whichever_others_are_drawn():
    _, whole = framed(INSIDE.polygon, "rough")
    _, open_ = framed(INSIDE.polygon, "rough", fade=Fade(sides=("left",), depth=0.1))
    right = whole[1]
    assert right in open_


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("shape", ["box", "slanted", "triangle", "anticlockwise", "concave"])
def test_no_line_is_drawn_where_the_art_fades_and_lines_beside_it_thin_out(line, shape):
    own, shapes = framed(STRANGE[shape], line, fade=Fade(sides=("bottom",), depth=0.4))
    outline = outline_of(own, PAPER)
    assert any(outline.faded) and not all(outline.faded)
    for index, fades in enumerate(outline.faded):
        (ax, ay), (bx, by) = outline.edge(index)
        middle = ((ax + bx) / 2, (ay + by) / 2)
        if fades:
            assert all(math.dist(point, middle) > 8 for point in ink(shapes))
    blades = [s for s in shapes if s.stroke is None] if line == "ruled" else shapes
    assert len(blades) >= 2
    if line == "ruled":
        assert all(blade.fill == 0.0 for blade in blades)


def test_a_ruled_frame_open_at_one_side_is_one_line_with_two_thinning_ends():
    _, shapes = framed(INSIDE.polygon, fade=Fade(sides=("bottom",), depth=0.4))
    blades = [shape for shape in shapes if shape.stroke is None]
    (line,) = [shape for shape in shapes if shape.stroke is not None]
    depth = 0.4 * 150 * 0.75
    assert [op for op, _ in line.path.segments] == ["M", "L", "L", "L"]
    assert line.path.bounds == Box(100, 100, 300, 250 - depth)
    assert [(round(b.path.bounds.y1), round(b.path.bounds.y2)) for b in blades] == [(205, 250)] * 2
