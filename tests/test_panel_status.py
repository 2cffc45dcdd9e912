"""What a run would find is told before it runs."""

import pytest

from mangacli.cache.pins import Pins
from mangacli.errors import RunError
from mangacli.panel_status import status
from mangacli.pipeline import render
from mangacli.run_options import RenderOptions


class Silent:
    def step(self, page, panel, done, total):
        pass

    def page_done(self, page):
        pass


@pytest.fixture
def options(tmp_path):
    return RenderOptions(tmp_path / "out", ("png",), model="draft", jobs=1, cache=tmp_path / "cache")


def states(story, options):
    return {each.panel: (each.state, each.changed) for each in status(story, options)}


def edited(story, *changes):
    text = story.read_text()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    story.write_text(text)


def test_a_panel_is_missing_then_fresh_then_stale_in_what_changed(small_story, options):
    assert set(states(small_story, options).values()) == {("missing", ())}
    render(small_story, options, Silent())
    assert set(states(small_story, options).values()) == {("fresh", ())}
    edited(small_story, ("Ann on the street", "Ann on the stairs"), ("a night sky", "a day sky"))
    assert states(small_story, options) == {
        "1.1": ("fresh", ()),
        "1.2": ("stale", ("prompt",)),
        "1.3": ("stale", ("prompt",)),
        "2.1": ("fresh", ()),
    }
    edited(small_story, ("long hair", "short hair"))
    changed = states(small_story, options)
    assert changed["1.1"] == ("stale", ("ann.description",))
    assert changed["1.2"] == ("stale", ("ann.description", "prompt"))
    assert changed["2.1"] == ("fresh", ())


def test_another_word_of_the_same_size_leaves_the_picture(small_story, options):
    render(small_story, options, Silent())
    edited(small_story, ("Hello there.", "Hello again."), ("Morning.", "Evening."))
    assert states(small_story, options)["1.1"] == ("fresh", ())


def test_a_panel_with_an_id_keeps_its_picture_wherever_it_goes(small_story, options):
    edited(small_story, ("- prompt: the sea", "- id: sea\n        prompt: the sea"))
    render(small_story, options, Silent())
    first, page = small_story.read_text().split("  - layout: {rows: [1]}\n")
    head, old = first.split("pages:\n")
    small_story.write_text(f"{head}pages:\n  - layout: {{rows: [1]}}\n{page}{old}")
    assert states(small_story, options)["1.1"] == ("fresh", ())


def test_a_pinned_picture_is_shown_as_such(small_story, options):
    render(small_story, options, Silent())
    key = status(small_story, options)[2].key
    Pins(options.cache).pin(key, small_story)
    assert [each.pinned for each in status(small_story, options)] == [False, False, True, False]


def test_another_artist_is_a_change(small_story, options, monkeypatch):
    render(small_story, options, Silent())
    monkeypatch.setattr("mangacli.generate.base.program_digest", lambda: "another")
    assert set(states(small_story, options).values()) == {("stale", ("artist",))}


def test_without_a_cache_there_is_no_status(small_story):
    with pytest.raises(RunError, match="nothing is kept"):
        status(small_story, RenderOptions(keep=False))
