"""Titles, fades and frames as they are written, and what they mean in full."""

import pytest
import yaml

from mangacli.story.furniture import Fade, Furniture, Title
from mangacli.story.load import load_story


@pytest.fixture
def read(tmp_path):
    """The keys of a page, its one panel's and the story's → the story."""

    def reader(page=(), panel=(), **story):
        path = tmp_path / "story.yaml"
        text = {"manga": 1, "title": "t"} | story | {"pages": [dict(page) | {"panels": [dict(panel)]}]}
        path.write_text(yaml.safe_dump(text, sort_keys=False), encoding="utf-8")
        return load_story(path, templates={}).story

    return reader


@pytest.mark.parametrize(
    ("written", "sides", "depth"),
    [
        ("bottom", ("bottom",), 0.3),
        (["top", "left"], ("top", "left"), 0.3),
        ("all", ("top", "right", "bottom", "left"), 0.3),
        ({"sides": "all", "depth": "50%"}, ("top", "right", "bottom", "left"), 0.5),
        ({"sides": ["left"], "depth": 0.2}, ("left",), 0.2),
    ],
)
def test_a_fade_may_be_a_side_or_several_or_a_mapping(read, written, sides, depth):
    assert read(panel={"fade": written}).pages[0].panels[0].fade == Fade(sides=sides, depth=depth)


def test_a_title_may_be_a_text_alone(read):
    assert read({"title": "The Sea"}).pages[0].title == Title(text="The Sea")
    sized = read({"title": {"text": "The Sea", "size": "1in"}}).pages[0].title
    assert sized is not None and sized.size == 72


@pytest.mark.parametrize("frame", [True, False, "ruled", "tapered", "rough"])
def test_a_frame_is_there_or_not_or_a_kind_of_line(read, frame):
    assert read(panel={"frame": frame}).pages[0].panels[0].frame == frame


def test_a_frames_width_is_in_points(read):
    assert read(panel={"frame_width": 2}).pages[0].panels[0].frame_width == 2
    assert read(panel={"frame_width": "1mm"}).pages[0].panels[0].frame_width == pytest.approx(72 / 25.4)


def test_nothing_is_asked_for_where_nothing_is_said(read):
    story = read()
    page, panel = story.pages[0], story.pages[0].panels[0]
    assert story.furniture == Furniture() == Furniture(numbers="none", running_title=False, first=1)
    assert (page.title, page.ink, page.numbers) == (None, None, None)
    assert (panel.frame, panel.frame_width, panel.fade) == (True, None, None)
    assert (story.page.ink, story.page.frame_line) == ("white", "ruled")
