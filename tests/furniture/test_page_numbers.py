"""Page numbers: the right number at the right corner, clear of panels, faces and the cut."""

from dataclasses import replace
from pathlib import Path

import pytest
from lettering_frames import figure, panel

from mangacli.furniture.page_numbers import FROM_SPINE, page_label, page_lines
from mangacli.geometry import polygons_meet
from mangacli.layout.page import lay_out_page
from mangacli.placed import SizeLimits
from mangacli.story.furniture import Furniture, Title
from mangacli.story.models import Layout, Page, Panel, Row, RowPanel, Story
from mangacli.story.page_presets import PRESETS

ONE = Layout(rows=(Row(panels=(RowPanel(),)),))
BLEED = Layout(rows=(Row(panels=(RowPanel(bleed=("top", "right", "bottom", "left")),)),))
SPREAD = ONE.model_copy(update={"spread": True})


def story(*layouts, reading="rtl", preset="b5", title="Small", language="en", **furniture) -> Story:
    pages = tuple(Page(layout=layout, panels=(Panel(),)) for layout in layouts or (ONE,))
    return Story(
        manga=1, title=title, reading=reading, language=language, page=PRESETS[preset], pages=pages,
        furniture=Furniture(**{"numbers": "visible"} | furniture),
    )  # fmt: skip


def lines_of(told: Story, index=0, frame=None):
    frame = frame or lay_out_page(told, index, {}, SizeLimits())
    lines, findings = page_lines(frame, told, Path())
    assert findings == ()
    return frame, lines


def said(told: Story, index=0) -> list[str]:
    return [line.text.said for line in lines_of(told, index)[1]]


def test_a_page_without_a_word_of_it_has_no_number():
    assert said(story(numbers="none")) == []


@pytest.mark.parametrize("reading", ["rtl", "ltr"])
@pytest.mark.parametrize("index", [0, 1, 2])
@pytest.mark.parametrize("preset", ["b4-manuscript", "b5", "a5", "tankobon", "a4", "us-comic"])
def test_a_number_stands_at_the_foots_outer_corner_between_panels_and_cut(reading, index, preset):
    frame, (line,) = lines_of(story(ONE, ONE, ONE, reading=reading, preset=preset), index)
    assert line.text.said == str(index + 1)
    left_page = (index % 2 == 0) == (reading == "rtl")
    corner = frame.live.x1 if left_page else frame.live.x2
    assert (line.box.x1 if left_page else line.box.x2) == pytest.approx(corner)
    assert frame.live.y2 < line.box.y1 and line.box.y2 < frame.safe.y2
    assert frame.safe.contains(line.box)
    assert line.text.outline == () and line.text.fill == 0.0


@pytest.mark.parametrize("reading", ["rtl", "ltr"])
@pytest.mark.parametrize("index", [0, 1])
def test_a_hidden_number_is_small_and_close_to_the_spine(reading, index):
    told = story(ONE, ONE, reading=reading, numbers="hidden")
    frame, (line,) = lines_of(told, index)
    _, (seen,) = lines_of(story(ONE, ONE, reading=reading), index)
    left_page = (index == 0) == (reading == "rtl")
    if left_page:
        assert line.box.x2 == pytest.approx(frame.trim.x2 - FROM_SPINE)
    else:
        assert line.box.x1 == pytest.approx(frame.trim.x1 + FROM_SPINE)
    assert not line.box.overlaps(frame.live)
    assert line.box.height < 0.7 * seen.box.height


def test_numbers_go_on_from_the_first_and_spreads_have_two():
    assert [said(story(ONE, ONE, first=7), index) for index in (0, 1)] == [["7"], ["8"]]
    told = story(ONE, SPREAD, ONE)
    assert [said(told, index) for index in range(3)] == [["1"], ["2", "3"], ["4"]]


@pytest.mark.parametrize("reading", ["rtl", "ltr"])
@pytest.mark.parametrize("numbers", ["visible", "hidden"])
def test_a_spreads_lower_number_is_on_the_page_read_first(reading, numbers):
    frame, (first, second) = lines_of(story(ONE, SPREAD, reading=reading, numbers=numbers), 1)
    assert (first.text.said, second.text.said) == ("2", "3")
    assert (first.box.x1 > second.box.x2) == (reading == "rtl")
    middle = frame.trim.center[0]
    assert first.box.x1 - middle == pytest.approx(middle - second.box.x2, abs=3) or (
        middle - first.box.x2 == pytest.approx(second.box.x1 - middle, abs=3)
    )


def test_an_even_first_number_puts_the_page_on_the_other_side_of_the_spine():
    odd, even = (lay_out_page(story(first=first), 0, {}, SizeLimits()) for first in (1, 2))
    assert (odd.leaf, even.leaf) == (1, 2)
    _, (left,) = lines_of(story(first=1))
    _, (right,) = lines_of(story(first=2))
    assert left.box.x2 < odd.trim.center[0] < right.box.x1


@pytest.mark.parametrize("paper", [0.0, 1.0])
@pytest.mark.parametrize("numbers", ["visible", "hidden"])
def test_over_art_a_number_has_an_edge_in_the_papers_colour(paper, numbers):
    told = story(BLEED, numbers=numbers)
    frame = replace(lay_out_page(told, 0, {}, SizeLimits()), paper=paper)
    _, (line,) = lines_of(told, frame=frame)
    assert any(polygons_meet(line.box.polygon, panel.polygon) for panel in frame.panels)
    (halo,) = line.text.outline
    assert (halo.grey, line.text.fill) == (paper, 1.0 - paper)
    assert frame.trim.contains(line.box)


def test_a_number_steps_aside_for_a_face():
    told = story(BLEED)
    frame = lay_out_page(told, 0, {}, SizeLimits())
    _, (corner,) = lines_of(told, frame=frame)
    face = figure("ann", corner.box.inset(-20))
    own = panel(frame.panels[0].polygon, figures=[face])
    _, (moved,) = lines_of(told, frame=replace(frame, panels=(own,)))
    assert not moved.box.overlaps(face.head)
    assert moved.box.x1 == pytest.approx(frame.live.center[0])


@pytest.mark.parametrize(("index", "side"), [(0, "left"), (1, "right")])
def test_the_running_title_stands_beside_the_number_toward_the_middle(index, side):
    frame, (number, title) = lines_of(story(ONE, ONE, running_title=True, title="The Sea"), index)
    assert title.text.said == "The Sea"
    assert title.box.y2 == pytest.approx(number.box.y2)
    if side == "left":
        assert title.box.x1 > number.box.x2 + 4
    else:
        assert title.box.x2 < number.box.x1 - 4
    assert frame.live.x1 <= title.box.x1 and title.box.x2 <= frame.live.x2


def test_without_a_number_the_running_title_takes_its_corner():
    frame, (title,) = lines_of(story(numbers="none", running_title=True))
    assert title.box.x1 == pytest.approx(frame.live.x1)


def test_a_long_running_title_is_set_smaller_and_one_too_long_is_an_error():
    long = "The Long Road that Winds from the Lighthouse down to the Harbour of the North"
    _, (_, short) = lines_of(story(running_title=True, preset="a5", title="The Road"))
    frame, (_, smaller) = lines_of(story(running_title=True, preset="a5", title=long))
    assert smaller.box.width <= 0.56 * frame.live.width
    assert smaller.text.runs[0].size < short.text.runs[0].size
    told = story(running_title=True, title=long * 3)
    lines, (finding,) = page_lines(lay_out_page(told, 0, {}, SizeLimits()), told, Path())
    assert [line.text.said for line in lines] == ["1"]
    assert (finding.rule, finding.severity) == ("running-title-too-long", "error") and finding.hint


def test_a_page_decides_for_itself_and_one_with_a_title_has_none():
    told = story(ONE, ONE, running_title=True)
    first = told.pages[0].model_copy(update={"title": Title(text="x")})
    assert said(told.model_copy(update={"pages": (first, told.pages[1])})) == []
    both = first.model_copy(update={"numbers": "hidden"})
    assert said(told.model_copy(update={"pages": (both, told.pages[1])})) == ["1"]
    bare = told.pages[0].model_copy(update={"numbers": "none"})
    assert said(told.model_copy(update={"pages": (bare,)})) == ["Small"]


def test_a_japanese_running_title_is_set_in_a_japanese_font():
    _, (_, title) = lines_of(story(running_title=True, title="雪の駅", language="ja"))
    assert {run.face for run in title.text.runs} == {"shippori-antique"}


def test_page_labels_follow_the_numbers_where_there_are_any():
    frame = lay_out_page(story(ONE, SPREAD, first=5), 1, {}, SizeLimits())
    assert page_label(frame, "visible") == "6–7" and page_label(frame, "none") == "2"
