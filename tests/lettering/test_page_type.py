from pathlib import Path

import pytest
from lettering_frames import page, panel, say, story_of

from mangacli.geometry import Box
from mangacli.lettering.page_type import (
    is_vertical,
    leading_of,
    line_width,
    page_scale,
    sizes_to_try,
    style_of,
    wished_size,
)
from mangacli.story.models import Panel


def story(language="en", rtl=True, width=182.0, reading=None, **lettering):
    made = story_of(page(panel(Box(40, 40, 300, 260)), right_to_left=rtl), language, **lettering)
    setup = made.page.model_copy(update={"size": (width, 257.0)})
    return made.model_copy(update={"page": setup, **({"reading": reading} if reading else {})})


def test_sizes_go_down_to_the_minimum_in_quarters():
    assert sizes_to_try(story(size=8, minimum=7)) == [8, 7.75, 7.5, 7.25, 7]
    assert sizes_to_try(story(size=8, minimum=7.6)) == [8, 7.75, 7.6]
    assert sizes_to_try(story(size=5, minimum=6)) == [6]


def test_the_wished_size_follows_language_and_paper():
    assert wished_size(story("ja")) > wished_size(story("en"))
    assert wished_size(story(width=257)) > wished_size(story()) > wished_size(story(width=128))
    assert wished_size(story(reading="vertical")) > 1.5 * wished_size(story())
    assert wished_size(story(width=60)) == 6.0
    assert wished_size(story(size=11.3)) == 11.3


def test_a_b5_page_is_the_measure():
    assert page_scale(story()) == pytest.approx(1)
    assert 1.1 <= line_width(story()) <= 1.4
    assert line_width(story(width=2000)) < 3


@pytest.mark.parametrize(
    ("language", "rtl", "columns"),
    [
        ("ja", True, True),
        ("ja", False, False),
        ("en", True, False),
        ("zh-Hant", True, True),
        ("ko", True, False),
        ("he", True, False),
    ],
)
def test_columns_follow_language_and_reading(language, rtl, columns):
    assert is_vertical(say("x"), story(language, rtl)) == columns


def test_the_dialog_overrules_the_story_and_the_story_the_language():
    assert not is_vertical(say("x"), story("ja", vertical=False))
    assert is_vertical(say("x", vertical=True), story("ja", vertical=False))


def test_the_nearest_word_rules():
    columns = story("en").model_copy(update={"vertical": True})
    assert is_vertical(say("x"), columns)
    assert not is_vertical(say("x"), story("ja").model_copy(update={"vertical": False}))
    both = columns.model_copy(update={"lettering": columns.lettering.model_copy(update={"vertical": False})})
    assert is_vertical(say("x"), both)
    assert not is_vertical(say("x", vertical=False), columns)


def test_a_panel_tells_its_dialogs_how_to_stand():
    told = Panel(vertical=True, dialogs=(say("x"), say("y", vertical=False)))
    assert [dialog.vertical for dialog in told.dialogs] == [True, False]
    assert [dialog.vertical for dialog in Panel(dialogs=(say("x"),)).dialogs] == [None]


def test_arabic_and_hebrew_never_stand_in_columns():
    assert not is_vertical(say("x", vertical=True), story("ar"))
    assert leading_of("ar", False) > leading_of("en", False)


def test_the_style_carries_what_the_story_says():
    style = style_of(say("x"), "dialog", 9, story(capitals=True), Path())
    assert style.capitals and style.size == 9 and not style.vertical and style.stack[0] == "comic-neue-bold"
    assert style.emphasis_stack[0] == "comic-neue-bold-italic"
    assert style_of(say("x"), "sfx", 9, story("ja"), Path()).leading > style.leading
