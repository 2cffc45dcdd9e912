"""Titles: on no face and no inset, inside their panel, read first, as large as looks well."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lettering_frames import figure, page, panel, story_of

from mangacli.fonts.face import face
from mangacli.furniture.titles import place_title
from mangacli.geometry import Box, bounds, polygon_contains, polygons_meet
from mangacli.paint.canvas import glyph_matrix
from mangacli.story.furniture import Title
from mangacli.story.models import Spot

SPLASH = Box(40, 40, 490, 700)
WORDS = ("The Last Lamp", "Storm", "The Long and Winding Road to the Harbour of the North")


def titled(*panels, language="en", right_to_left=True, share=1.0, paper=1.0, **title):
    """Panels and a title → the frame, the placed title, its findings."""
    frame = page(*(panels or (panel(SPLASH),)), right_to_left=right_to_left)
    frame = replace(frame, paper=paper)
    own = frame.page.model_copy(update={"title": Title(**{"text": "The Last Lamp"} | title)})
    frame = replace(frame, page=own)
    story = story_of(frame, language)
    placed, findings = place_title(frame, story, Path(), share=share)
    return frame, placed, findings


def test_a_page_without_a_title_has_none():
    frame = page(panel(SPLASH))
    assert place_title(frame, story_of(frame), Path()) == (None, ())


@pytest.mark.parametrize("text", WORDS)
@settings(max_examples=12)
@given(heads=st.lists(st.tuples(st.floats(60, 400), st.floats(60, 600), st.floats(30, 110)), max_size=3))
def test_a_title_stands_in_its_panel_on_no_face(text, heads):
    figures = [
        figure(name, Box(x, y, x + size, y + size * 1.2))
        for name, (x, y, size) in zip(("ann", "bob", "cy"), heads, strict=False)
    ]
    frame, placed, findings = titled(panel(SPLASH, figures=figures), text=text)
    if placed is None:
        assert [finding.rule for finding in findings] == ["title-does-not-fit"]
        return
    assert {finding.rule for finding in findings} <= {"small-title"}
    assert frame.panels[0].box.inset(4).contains(placed.box) and frame.safe.contains(placed.box)
    assert not any(placed.box.overlaps(each.head) for each in figures)


@pytest.mark.parametrize("spot", Spot.__args__)
@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_title_stands_where_it_is_told_to(spot, language):
    _, placed, _ = titled(at=spot, language=language, text="雪の駅" if language == "ja" else "Storm")
    (x, y), middle = placed.box.center, SPLASH.center
    assert ("left" in spot) == (x < middle[0] - 20) and ("right" in spot) == (x > middle[0] + 20)
    assert ("top" in spot) == (y < middle[1] - 20) and ("bottom" in spot) == (y > middle[1] + 20)


def test_where_a_face_is_in_the_way_of_its_place_the_title_shrinks_or_is_refused():
    face = figure("ann", Box(180, 80, 350, 250))
    _, free, _ = titled(at="top")
    _, smaller, _ = titled(panel(SPLASH, figures=[face]), at="top")
    assert smaller.size < free.size and smaller.box.y2 <= 80
    whole = figure("ann", Box(60, 42, 470, 690))
    _, none, (finding,) = titled(panel(SPLASH, figures=[whole]))
    assert none is None
    assert finding.rule == "title-does-not-fit" and finding.where == ("pages", 0, "title")
    assert finding.hint


def test_a_title_takes_the_largest_panel_or_the_one_it_names():
    panels = [
        panel(Box(40, 40, 490, 200), number=1),
        panel(Box(40, 210, 490, 600), number=2),
        replace(panel(Box(45, 220, 485, 590), number=3), inset=True),
    ]
    assert titled(*panels)[1].panel == "1.2"
    frame, placed, _ = titled(*panels, panel=1)
    assert placed.panel == "1.1" and frame.panels[0].box.contains(placed.box)


def test_a_title_stays_off_insets_and_inside_slanted_panels():
    inset = Box(60, 60, 470, 300).polygon
    slanted = ((40, 40), (490, 40), (300, 700), (40, 700))
    _, placed, _ = titled(panel(slanted, over=[inset]))
    assert not polygons_meet(placed.box.polygon, inset)
    assert all(polygon_contains(slanted, corner) for corner in placed.box.polygon)


def test_all_lines_are_set_and_read_in_order_before_all_else():
    frame = page(panel(SPLASH))
    title = Title(text="The Last Lamp", chapter="Chapter 1", subtitle="The stairs", author=True)
    frame = replace(frame, page=frame.page.model_copy(update={"title": title}))
    story = story_of(frame).model_copy(update={"author": "Ada Hartley"})
    placed, findings = place_title(frame, story, Path())
    assert findings == ()
    assert [text.said for text in placed.texts] == ["Chapter 1", "The Last Lamp", "The stairs", "Ada Hartley"]
    assert placed.said == "Chapter 1 The Last Lamp The stairs Ada Hartley"
    assert {text.order for text in placed.texts} == {-1}
    sizes = [text.runs[0].size for text in placed.texts]
    assert sizes[1] == placed.size == max(sizes) and min(sizes) >= 6
    tops = [min(glyph.y for run in text.runs for glyph in run.glyphs) for text in placed.texts]
    assert tops == sorted(tops)
    inks = [ink_of(text) for text in placed.texts]
    assert all(placed.box.contains(ink) for ink in inks)
    assert not any(a.overlaps(b) for a, b in pairwise(inks))


def ink_of(text) -> Box:
    """The ink of a text's glyphs on the page, as a letterer's ruler would find it."""
    points = [
        point
        for run in text.runs
        for glyph in run.glyphs
        for part in face(run.face).outline(glyph.id).transformed(glyph_matrix(run, glyph)).outlines(4)
        for point in part
    ]
    return bounds(points)


def test_japanese_stands_in_columns_from_the_right():
    title = {"text": "雪の駅", "chapter": "第一話", "subtitle": "終電のあとで"}
    _, placed, _ = titled(language="ja", **title)
    assert placed.vertical
    rights = [ink_of(text).x2 for text in placed.texts]
    assert rights == sorted(rights, reverse=True)
    assert all(run.vertical for text in placed.texts for run in text.runs)
    _, lines, _ = titled(language="ja", vertical=False, **title)
    assert not lines.vertical and lines.box.width > lines.box.height
    _, latin, _ = titled()
    assert not latin.vertical


def test_short_japanese_titles_are_not_broken():
    _, placed, _ = titled(language="ja", text="白い朝")
    assert len({round(glyph.x) for run in placed.texts[0].runs for glyph in run.glyphs}) <= 2
    ink = ink_of(placed.texts[0])
    assert ink.height > 2 * ink.width


@pytest.mark.parametrize(
    ("paper", "ink", "fill"),
    [(1.0, None, 0.0), (0.0, None, 1.0), (1.0, "white", 1.0), (0.0, "black", 0.0)],
)
def test_letters_have_an_edge_of_the_other_colour(paper, ink, fill):
    _, placed, _ = titled(paper=paper, ink=ink)
    for text in placed.texts:
        assert text.fill == fill
        assert [stroke.grey for stroke in text.outline] == [1.0 - fill]
        assert text.outline[0].width > 0.1 * text.runs[0].size


def test_the_authors_size_is_obeyed_and_a_share_makes_the_title_smaller():
    assert titled(size=31)[1].size == 31
    assert titled(share=0.5)[1].size < titled()[1].size
    _, none, (finding,) = titled(size=300)
    assert none is None and finding.rule == "title-does-not-fit"


def test_a_title_is_large():
    _, placed, _ = titled(text="Storm")
    assert placed.size > 0.12 * SPLASH.width
    assert placed.box.center[0] == pytest.approx(SPLASH.center[0], abs=1)
    assert placed.box.y1 < SPLASH.y1 + 60


def test_missing_letters_are_told_of():
    _, placed, findings = titled(text="Storm \U00012345")
    assert placed is not None and [finding.rule for finding in findings] == ["missing-glyph"]
    assert findings[0].where == ("pages", 0, "title", "text")


def test_a_title_is_the_same_again():
    assert titled() == titled()


def test_a_heading_in_a_wide_panel_stands_on_one_line():
    _, placed, _ = titled(panel(Box(40, 40, 490, 80)), text="Frames on white paper", at="left")
    assert len({round(glyph.y) for run in placed.texts[0].runs for glyph in run.glyphs}) == 1
    assert placed.box.height > 0.5 * 40
