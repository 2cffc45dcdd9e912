"""Panels on the page: inside it, apart by a gutter, in reading order, bleeding where they are asked to."""

import math
from itertools import combinations

import pytest
from hypothesis import assume, given
from random_layouts import box_of, layouts, paper_for, readings, shared_area, width_between

from mangacli.geometry import Box, bounds, distance_to_segment, is_convex
from mangacli.layout.mirror import mirrored
from mangacli.layout.panels import panel_shapes
from mangacli.story.check import places_of
from mangacli.story.models import Inset, Layout, Row, RowPanel


def shapes_of(layout: Layout, reading: str = "ltr", **paper):
    return panel_shapes(layout, paper_for(layout, reading, **paper), reading)


def grid(*counts: int) -> Layout:
    return Layout(rows=tuple(Row(panels=(RowPanel(),) * count) for count in counts))


@given(layout=layouts(insets=True), reading=readings)
def test_every_place_of_a_layout_gets_one_convex_panel_inside_the_page(layout, reading):
    shapes = shapes_of(layout, reading)
    paper = paper_for(layout, reading)
    assert len(shapes) == places_of(layout)
    for shape in shapes:
        if shape.polygon:
            assert is_convex(shape.polygon)
            assert paper.bleed.contains(bounds(shape.polygon))


@given(layout=layouts(insets=True), reading=readings)
def test_panels_share_no_area_but_with_insets(layout, reading):
    shapes = [shape for shape in shapes_of(layout, reading) if shape.polygon]
    for one, other in combinations(shapes, 2):
        if not other.inset:
            assert shared_area(one.polygon, other.polygon) < 1e-6


@given(layout=layouts(), reading=readings)
def test_panels_are_at_least_a_gutter_apart(layout, reading):
    paper = paper_for(layout, reading)
    shapes = [shape for shape in shapes_of(layout, reading) if shape.polygon]
    for one, other in combinations(shapes, 2):
        assert width_between(one.polygon, other.polygon) > min(paper.panel_gutter, paper.tier_gutter) - 1e-6


@given(layout=layouts(insets=True))
def test_both_reading_directions_mirror_each_other(layout):
    """On a page whose margins are the same at both sides, as those of B5 are."""
    paper = paper_for(layout)
    forward, back = (
        panel_shapes(layout.model_copy(update={"reading": "ltr"}), paper, r) for r in ("ltr", "rtl")
    )
    for one, other in zip(forward, back, strict=True):
        if one.polygon:
            turned = tuple((paper.bleed.x2 - x, y) for x, y in other.polygon)
            assert box_of(turned) == box_of(one.polygon)


@given(layout=layouts())
def test_a_layout_of_the_storys_own_direction_is_not_mirrored(layout):
    paper = paper_for(layout)
    rtl = layout.model_copy(update={"reading": "rtl"})
    unsaid = layout.model_copy(update={"reading": None})
    assert panel_shapes(rtl, paper, "rtl") == panel_shapes(unsaid, paper, "rtl")
    assert panel_shapes(mirrored(rtl), paper, "rtl") == panel_shapes(rtl, paper, "rtl")


def test_the_first_panel_of_a_tier_is_where_reading_begins():
    ltr, rtl = (shapes_of(grid(3), reading) for reading in ("ltr", "rtl"))
    assert [bounds(shape.polygon).x1 for shape in ltr] == sorted(bounds(shape.polygon).x1 for shape in ltr)
    assert bounds(rtl[0].polygon).x1 > bounds(rtl[1].polygon).x1 > bounds(rtl[2].polygon).x1


def test_tiers_fill_the_live_area_and_lie_a_tier_gutter_apart():
    paper = paper_for(grid(1, 1))
    upper, lower = (bounds(shape.polygon) for shape in shapes_of(grid(1, 1)))
    assert (upper.x1, upper.y1, upper.x2) == (paper.live.x1, paper.live.y1, paper.live.x2)
    assert lower.y2 == paper.live.y2
    assert lower.y1 - upper.y2 == pytest.approx(paper.tier_gutter)
    assert upper.height == pytest.approx(lower.height)


def test_weights_share_what_the_gutters_leave():
    layout = Layout(rows=(Row(panels=(RowPanel(width=2), RowPanel(width=1))),))
    wide, slim = (bounds(shape.polygon).width for shape in shapes_of(layout))
    assert wide == pytest.approx(2 * slim)


@pytest.mark.parametrize("reading", ["ltr", "rtl"])
@pytest.mark.parametrize("slant", [-20, -8, 0, 8, 20])
def test_a_slanted_gutter_keeps_its_width(slant, reading):
    layout = Layout(rows=(Row(panels=(RowPanel(), RowPanel()), slant=slant),))
    paper = paper_for(layout, reading)
    one, other = (shape.polygon for shape in shapes_of(layout, reading))
    edge = [corner for corner in one if not math.isclose(corner[0], _outer_x(paper.live, one))]
    facing = [corner for corner in other if not math.isclose(corner[0], _outer_x(paper.live, other))]
    for corner in edge:
        assert _distance_to_line(corner, *facing) == pytest.approx(paper.panel_gutter)


def _outer_x(live: Box, polygon) -> float:
    """The x of the live area's side at which a panel stands."""
    return min((live.x1, live.x2), key=lambda x: abs(x - bounds(polygon).center[0]))


def _distance_to_line(point, a, b) -> float:
    far_a = (a[0] + 100 * (a[0] - b[0]), a[1] + 100 * (a[1] - b[1]))
    far_b = (b[0] + 100 * (b[0] - a[0]), b[1] + 100 * (b[1] - a[1]))
    return distance_to_segment(point, far_a, far_b)


def test_a_slant_leans_the_same_way_in_both_directions_where_the_layout_does_not_say_its_own():
    layout = Layout(rows=(Row(panels=(RowPanel(), RowPanel()), slant=10),))
    ltr_left = shapes_of(layout, "ltr")[0].polygon
    rtl_left = shapes_of(layout, "rtl")[1].polygon
    assert box_of(ltr_left) == box_of(rtl_left)


def test_a_tilt_falls_toward_the_end_of_reading():
    layout = Layout(rows=(Row(panels=(RowPanel(),), tilt=5), Row(panels=(RowPanel(),))))
    for reading, falls_right in (("ltr", True), ("rtl", False)):
        upper = shapes_of(layout, reading)[0].polygon
        middle = bounds(upper).center[0]
        left = max(y for x, y in upper if x < middle)
        right = max(y for x, y in upper if x > middle)
        assert (right > left) is falls_right


def test_a_panels_own_slant_overrides_its_tiers():
    layout = Layout(rows=(Row(panels=(RowPanel(slant=0), RowPanel(), RowPanel()), slant=10),))
    first, second, _ = (shape.polygon for shape in shapes_of(layout))
    assert len({round(x, 6) for x, _ in first}) == 2
    assert len({round(x, 6) for x, _ in second}) == 3


def test_a_bleeding_panel_reaches_the_paper_and_its_neighbours_stay():
    plain = shapes_of(grid(2, 1))
    bleeding = Layout(
        rows=(
            Row(panels=(RowPanel(bleed=("top", "left")), RowPanel())),
            Row(panels=(RowPanel(),)),
        )
    )
    first, second, third = shapes_of(bleeding)
    paper = paper_for(bleeding)
    assert first.bleeds == ("top", "left")
    assert (bounds(first.polygon).x1, bounds(first.polygon).y1) == (paper.bleed.x1, paper.bleed.y1)
    assert bounds(first.polygon).x2 == bounds(plain[0].polygon).x2
    assert (second.polygon, third.polygon) == (plain[1].polygon, plain[2].polygon)
    assert (second.bleeds, third.bleeds) == ((), ())


def test_a_bleed_toward_a_neighbour_changes_nothing_and_says_so():
    layout = Layout(rows=(Row(panels=(RowPanel(bleed=("right",)), RowPanel())),))
    first = shapes_of(layout)[0]
    assert box_of(first.polygon) == box_of(shapes_of(grid(2))[0].polygon)
    assert (first.asked, first.bleeds) == (("right",), ())


def test_a_column_of_tiers_stands_beside_its_neighbour():
    column = RowPanel(rows=(Row(panels=(RowPanel(),)), Row(panels=(RowPanel(), RowPanel()))))
    layout = Layout(rows=(Row(panels=(RowPanel(), column)),))
    tall, upper, left, right = (bounds(shape.polygon) for shape in shapes_of(layout))
    paper = paper_for(layout)
    assert upper.x1 - tall.x2 == pytest.approx(paper.panel_gutter)
    assert left.y1 - upper.y2 == pytest.approx(paper.tier_gutter)
    assert right.x1 - left.x2 == pytest.approx(paper.panel_gutter)
    assert (upper.x1, upper.x2) == pytest.approx((left.x1, right.x2))


def test_tiers_inside_a_bleeding_place_bleed_with_it():
    column = RowPanel(bleed=("left", "top"), rows=(Row(panels=(RowPanel(),)), Row(panels=(RowPanel(),))))
    upper, lower, _ = shapes_of(Layout(rows=(Row(panels=(column, RowPanel())),)))
    assert (upper.bleeds, lower.bleeds) == (("top", "left"), ("left",))


def test_polygons_are_percent_of_the_live_area_and_share_gutters():
    halves = (((0, 0), (50, 0), (50, 100), (0, 100)), ((50, 0), (100, 0), (100, 100), (50, 100)))
    layout = Layout(panels=halves)
    paper = paper_for(layout)
    left, right = (bounds(shape.polygon) for shape in shapes_of(layout))
    assert (left.x1, left.y1, left.y2) == (paper.live.x1, paper.live.y1, paper.live.y2)
    assert right.x1 - left.x2 == pytest.approx(paper.panel_gutter)


def test_a_polygon_beyond_the_paper_is_cut_there_and_bleeds():
    layout = Layout(panels=(((-20, -20), (120, -20), (120, 40), (-20, 40)),))
    (shape,) = shapes_of(layout)
    assert shape.bleeds == ("top", "right", "left")
    assert bounds(shape.polygon).x2 == paper_for(layout).bleed.x2


def test_insets_come_last_and_lie_over_the_others_with_white_around_them():
    layout = Layout(rows=grid(1, 1).rows, insets=(Inset(box=(60, 60, 90, 90)),))
    upper, lower, inset = shapes_of(layout)
    paper = paper_for(layout)
    assert (upper.inset, lower.inset, inset.inset) == (False, False, True)
    assert upper.over == ()
    (white,) = lower.over
    assert bounds(white) == bounds(inset.polygon).inset(-paper.panel_gutter)


def test_a_later_inset_lies_over_an_earlier_one():
    boxes = (Inset(box=(10, 10, 50, 50)), Inset(box=(40, 40, 80, 80)))
    page, first, second = shapes_of(Layout(rows=grid(1).rows, insets=boxes))
    assert (len(page.over), len(first.over), len(second.over)) == (2, 1, 0)


def test_gutters_that_leave_nothing_give_an_empty_panel():
    inner = RowPanel(rows=(Row(panels=(RowPanel(),)),) * 3)
    layout = Layout(rows=(Row(height=0.01, panels=(inner,)), Row(panels=(RowPanel(),))))
    shapes = shapes_of(layout)
    assert [bool(shape.polygon) for shape in shapes] == [False, False, False, True]


def test_gutters_that_cross_keep_the_panels_beyond_apart():
    layout = Layout(rows=(Row(panels=(RowPanel(slant=40), RowPanel(width=0.1, slant=-40), RowPanel())),))
    first, _, third = (shape.polygon for shape in shapes_of(layout))
    assert shared_area(first, third) == 0


@given(layout=layouts())
def test_strips_and_spreads_lay_out_like_pages(layout):
    for update in ({"strip": True}, {"spread": True}):
        long = layout.model_copy(update=update)
        shapes = shapes_of(long)
        assume(all(shape.polygon for shape in shapes))
        assert paper_for(long, "ltr").bleed.contains(bounds(p for s in shapes for p in s.polygon))


def test_an_insets_upright_sides_lean_and_the_white_around_it_with_them():
    layout = Layout(rows=grid(1).rows, insets=(Inset(box=(30, 30, 70, 60), slant=10),))
    under, inset = shapes_of(layout)
    gutter = paper_for(layout, "ltr").panel_gutter
    (top_left, top_right, bottom_right, bottom_left) = inset.polygon
    height = bottom_left[1] - top_left[1]
    assert top_left[0] - bottom_left[0] == pytest.approx(math.tan(math.radians(10)) * height)
    assert top_right[0] - bottom_right[0] == pytest.approx(top_left[0] - bottom_left[0])
    assert bounds(inset.polygon) == Box(bottom_left[0], top_left[1], top_right[0], bottom_left[1])
    (white,) = under.over
    assert width_between(inset.polygon, white) == pytest.approx(gutter)
    edges = list(zip(inset.polygon, inset.polygon[1:] + inset.polygon[:1], strict=True))
    for corner in white:
        assert min(distance_to_segment(corner, a, b) for a, b in edges) >= gutter - 1e-6


@pytest.mark.parametrize("slant", [-45, -8, 20, 45])
def test_a_slanted_inset_stays_convex_inside_its_box_and_is_mirrored(slant):
    layout = Layout(rows=grid(1).rows, insets=(Inset(box=(40, 10, 50, 90), slant=slant),))
    _, inset = shapes_of(layout)
    _, straight = shapes_of(Layout(rows=grid(1).rows, insets=(Inset(box=(40, 10, 50, 90)),)))
    assert is_convex(inset.polygon) and bounds(straight.polygon).contains(bounds(inset.polygon))
    _, turned = shapes_of(mirrored(layout))
    middle = paper_for(layout, "ltr").live.center[0]
    assert sorted((round(2 * middle - x, 3), round(y, 3)) for x, y in turned.polygon) == sorted(
        (round(x, 3), round(y, 3)) for x, y in inset.polygon
    )


def test_an_inset_that_runs_off_the_paper_is_cut_there_with_its_white():
    layout = Layout(rows=grid(1).rows, insets=(Inset(box=(-20, 40, 30, 60), slant=12),))
    under, inset = shapes_of(layout)
    sheet = paper_for(layout, "ltr").bleed
    assert inset.bleeds == ("left",) and len(inset.polygon) >= 4
    (white,) = under.over
    assert sheet.contains(bounds(inset.polygon)) and sheet.contains(bounds(white))
    assert bounds(white).x1 == sheet.x1


def test_an_inset_lies_over_a_panel_only_where_they_share_area():
    slanted = Inset(box=(40, 0, 60, 49), slant=40)
    left, right, _ = shapes_of(Layout(rows=grid(2).rows, insets=(slanted,)))
    assert left.over and right.over
    upper, lower, _ = shapes_of(Layout(rows=grid(1, 1).rows, insets=(slanted,)))
    assert upper.over and not lower.over
