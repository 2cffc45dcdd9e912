"""A page's frame: everything in it fits together, whichever page of the book it is."""

import pytest
from hypothesis import given
from random_layouts import layouts, readings

from mangacli.errors import RunError
from mangacli.geometry import Box, bounds, mm
from mangacli.layout.page import lay_out_page
from mangacli.layout.templates import load_templates
from mangacli.placed import SizeLimits
from mangacli.story.check import places_of
from mangacli.story.models import (
    Character,
    Dialog,
    Inset,
    Layout,
    Margin,
    Page,
    Panel,
    Placement,
    Row,
    RowPanel,
    Story,
)
from mangacli.story.page_presets import PRESETS

TEMPLATES = load_templates()
LIMITS = SizeLimits()
TALK = Panel(
    prompt="Ann and Ben talk",
    characters=(Placement(character="ann"), Placement(character="ben")),
    dialogs=(Dialog(speaker="ben", text="Well?"),),
)


def story_of(*layouts: str | Layout, panels: int | None = None, **story) -> Story:
    pages = []
    for layout in layouts:
        places = TEMPLATES[layout].panels if isinstance(layout, str) else places_of(layout)
        pages.append(Page(layout=layout, panels=(TALK,) * (panels or places)))
    cast = {"ann": Character(name="Ann"), "ben": Character(name="Ben")}
    settings = {"page": PRESETS["b5"], **story}
    return Story(manga=1, title="T", characters=cast, pages=tuple(pages), **settings)


def frame_of(story: Story, index: int = 0):
    return lay_out_page(story, index, TEMPLATES, LIMITS)


@pytest.mark.parametrize("name", TEMPLATES)
@pytest.mark.parametrize("reading", ["rtl", "ltr"])
def test_every_template_makes_a_whole_page(name, reading):
    frame = frame_of(story_of(name, reading=reading))
    assert [panel.id for panel in frame.panels] == [f"1.{i + 1}" for i in range(TEMPLATES[name].panels)]
    assert frame.right_to_left is (reading == "rtl")
    for index, panel in enumerate(frame.panels):
        assert panel.where == ("pages", 0, "panels", index)
        assert panel.box == bounds(panel.polygon)
        assert frame.bleed.contains(panel.box)
        assert frame.safe.contains(panel.safe)
        assert panel.box.contains(panel.safe)
        assert panel.safe.area > 0
        assert panel.generation.box.contains(panel.box)
        for character in panel.characters:
            assert panel.safe.contains(character.head)
            assert panel.box.contains(character.box)


@given(layout=layouts(insets=True), reading=readings)
def test_a_page_is_laid_out_the_same_every_time(layout, reading):
    story = story_of(layout, reading=reading)
    try:
        frame = frame_of(story)
    except RunError as error:
        assert "has no area" in error.message
    else:
        assert frame == frame_of(story)


def test_a_page_tells_its_sizes_in_points():
    frame = frame_of(story_of("splash"))
    assert frame.size == pytest.approx((mm(188), mm(263)))
    assert frame.trim.fractions_of(frame.bleed) == pytest.approx((3 / 188, 3 / 263, 185 / 188, 260 / 263))
    assert (frame.dpi, frame.frame_width) == (350, 1.1)


def test_margins_change_sides_from_page_to_page():
    uneven = PRESETS["b5"].model_copy(update={"margin": Margin(top=10, bottom=10, inner=20, outer=10)})
    story = story_of("splash", "splash", page=uneven)
    first, second = frame_of(story, 0), frame_of(story, 1)
    assert first.trim.x2 - first.live.x2 == pytest.approx(mm(20))
    assert second.live.x1 - second.trim.x1 == pytest.approx(mm(20))


def test_a_page_after_a_spread_lies_two_leaves_on():
    uneven = PRESETS["b5"].model_copy(update={"margin": Margin(top=10, bottom=10, inner=20, outer=10)})
    story = story_of("splash", "spread", "splash", page=uneven)
    assert [frame_of(story, index).size[0] > mm(200) for index in range(3)] == [False, True, False]
    third = frame_of(story, 2)
    assert (third.number, third.panels[0].id) == (3, "3.1")
    assert third.live.x1 - third.trim.x1 == pytest.approx(mm(20))


@pytest.mark.parametrize("reading", ["rtl", "ltr"])
def test_nobodys_face_is_in_the_fold_of_a_spread(reading):
    alone = Panel(prompt="bust", characters=(Placement(character="ann", at="center"),))
    story = story_of("spread", reading=reading)
    story = story.model_copy(update={"pages": (Page(layout="spread", panels=(alone, TALK, TALK)),)})
    frame = frame_of(story)
    middle = frame.trim.center[0]
    assert frame.fold is not None
    assert frame.fold.x1 < middle < frame.fold.x2
    for panel in frame.panels:
        assert panel.over == ()
        for character in panel.characters:
            assert not character.head.overlaps(frame.fold)


def test_a_single_page_has_no_fold():
    assert frame_of(story_of("splash")).fold is None


def test_a_strip_is_as_long_as_it_needs():
    frame = frame_of(story_of("strip-talk", reading="vertical", page=PRESETS["webtoon"]))
    assert frame.size[1] > 3 * frame.size[0]
    assert not frame.right_to_left


def test_a_page_with_fewer_panels_leaves_the_last_places_empty():
    whole, part = frame_of(story_of("tiers-1-2-2")), frame_of(story_of("tiers-1-2-2", panels=3))
    assert part.panels == whole.panels[:3]


def test_an_inset_is_told_to_the_panel_beneath():
    layout = Layout(rows=(Row(panels=(RowPanel(),)),), insets=(Inset(box=(60, 60, 95, 95)),))
    page, inset = frame_of(story_of(layout)).panels
    assert (page.inset, inset.inset) == (False, True)
    assert bounds(page.over[0]).contains(inset.box)
    for character in page.characters:
        assert not character.head.overlaps(bounds(page.over[0]))


def test_a_panel_beside_the_page_has_no_room_for_text():
    layout = Layout(panels=(((-12, 0), (-8, 0), (-8, 20), (-12, 20)),))
    (panel,) = frame_of(story_of(layout)).panels
    assert panel.safe.area == 0
    assert panel.box.contains(panel.safe)


def test_what_the_story_check_refuses_is_refused_here_too():
    with pytest.raises(RunError, match='no layout "nonesuch"'):
        frame_of(story_of("splash").model_copy(update={"pages": (Page(layout="nonesuch", panels=(TALK,)),)}))
    with pytest.raises(RunError, match="2 panels, its layout 1 places"):
        frame_of(story_of("splash", panels=2))
    slim = RowPanel(rows=(Row(panels=(RowPanel(),)),) * 12)
    layout = Layout(rows=(Row(height=0.01, panels=(slim,)), Row(panels=(RowPanel(),))))
    with pytest.raises(RunError, match=r"panel 1\.1 has no area"):
        frame_of(story_of(layout))


def test_the_safe_part_of_a_slanted_panel_is_the_box_around_it():
    frame = frame_of(story_of("slant-2-2"))
    for panel in frame.panels:
        assert panel.safe == panel.box
    assert isinstance(frame.panels[0].safe, Box)
