"""The sheet: boxes one inside the other, the spine on the right side, strips as long as they need."""

import pytest

from mangacli.errors import RunError
from mangacli.geometry import mm
from mangacli.layout.paper import lay_paper, leaf_number, spine_side, strip_height
from mangacli.story.models import Margin, Row, RowPanel
from mangacli.story.page_presets import PRESETS

B5 = PRESETS["b5"]
UNEVEN = B5.model_copy(update={"margin": Margin(top=10, bottom=12, inner=20, outer=8)})


@pytest.mark.parametrize("preset", PRESETS)
def test_every_box_lies_inside_the_next(preset):
    paper = lay_paper(PRESETS[preset], right_to_left=True)
    assert paper.bleed.contains(paper.trim)
    assert paper.trim.contains(paper.safe)
    assert paper.safe.contains(paper.live)
    assert paper.tier_gutter > paper.panel_gutter > 0


def test_b5_has_the_sizes_of_printed_manuscript_paper():
    paper = lay_paper(B5, right_to_left=True)
    assert (paper.bleed.width, paper.bleed.height) == pytest.approx((mm(188), mm(263)))
    assert (paper.safe.width, paper.safe.height) == pytest.approx((mm(162), mm(237)))
    assert (paper.live.width, paper.live.height) == pytest.approx((mm(150), mm(220)))


def test_page_one_is_a_left_page_of_a_right_to_left_book():
    assert [spine_side(True, leaf) for leaf in (1, 2, 3)] == ["right", "left", "right"]


def test_page_one_is_a_right_page_of_a_left_to_right_book():
    assert [spine_side(False, leaf) for leaf in (1, 2, 3)] == ["left", "right", "left"]


def test_the_inner_margin_is_at_the_spine():
    at_the_right = lay_paper(UNEVEN, right_to_left=True, leaf=1)
    assert at_the_right.trim.x2 - at_the_right.live.x2 == pytest.approx(mm(20))
    assert at_the_right.live.x1 - at_the_right.trim.x1 == pytest.approx(mm(8))
    at_the_left = lay_paper(UNEVEN, right_to_left=True, leaf=2)
    assert at_the_left.live.x1 - at_the_left.trim.x1 == pytest.approx(mm(20))


def test_a_spread_is_two_pages_wide_with_outer_margins_at_both_ends():
    paper = lay_paper(UNEVEN, right_to_left=True, leaf=2, spread=True)
    assert paper.spine == "middle"
    assert paper.trim.width == pytest.approx(mm(2 * 182))
    assert paper.live.x1 - paper.trim.x1 == pytest.approx(mm(8))
    assert paper.trim.x2 - paper.live.x2 == pytest.approx(mm(8))


def test_a_spread_counts_as_two_leaves():
    assert [leaf_number((False, True, False, True), index) for index in range(4)] == [1, 2, 4, 5]


def test_a_strip_is_as_long_as_its_tiers_need():
    rows = (Row(height=1, panels=(RowPanel(),)), Row(height=0.5, panels=(RowPanel(),)))
    setup = PRESETS["webtoon"]
    paper = lay_paper(setup, right_to_left=False, strip=rows)
    assert paper.live.height == pytest.approx(1.5 * paper.live.width + mm(setup.gutter.tiers))
    longer = lay_paper(setup, right_to_left=False, strip=(*rows, *rows))
    assert longer.live.height == pytest.approx(2 * paper.live.height + mm(setup.gutter.tiers))


def test_a_tilted_gutter_makes_a_strip_longer():
    level = (Row(panels=(RowPanel(),)), Row(panels=(RowPanel(),)))
    tilted = (Row(panels=(RowPanel(),), tilt=10), Row(panels=(RowPanel(),)))
    assert strip_height(tilted, 100, 10) > strip_height(level, 100, 10) == 210


def test_margins_that_leave_nothing_are_refused():
    wide = B5.model_copy(update={"margin": Margin(top=10, bottom=10, inner=100, outer=100)})
    with pytest.raises(RunError, match="no room for panels"):
        lay_paper(wide, right_to_left=True)
