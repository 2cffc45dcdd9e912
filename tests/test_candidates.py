"""Candidates have seeds of their own, a picked one is what is rendered, and nothing takes it away."""

from dataclasses import replace

import pytest

from mangacli.cache import upkeep
from mangacli.candidates import Casting
from mangacli.errors import RunError, UsageError
from mangacli.generate.kept_artist import KeptArtist
from mangacli.generate.panel_cache import PanelCache
from mangacli.pipeline import place, plan
from mangacli.run_options import RenderOptions
from mangacli.story.picks import picks_path


@pytest.fixture
def options(tmp_path):
    return RenderOptions(model="draft", cache=tmp_path / "cache")


@pytest.fixture
def casting(small_story, options):
    return Casting(small_story, options)


def drawn(casting, name, count):
    wanted = casting.candidates(name, range(1, count + 1))
    assert [failure for _, failure in casting.draw(wanted, lambda *_: None)] == [""] * count
    return casting.candidates(name, range(1, count + 1))


def pictures(path, options):
    """The keys of the pictures that a run would take, by panel."""
    placed = place(path, options)
    artist = KeptArtist(placed.choice.artist(), PanelCache(options.cache))
    return {
        panel.frame.name: artist.key(request).digest
        for page in placed.pages
        for panel, request in zip(page.panels, plan(page, placed, options), strict=True)
    }


def test_the_first_candidate_is_the_panels_own_and_the_others_differ(casting, small_story, options):
    found = drawn(casting, "1.2", 4)
    assert len({candidate.seed for candidate in found}) == len({candidate.key for candidate in found}) == 4
    assert found[0].key == pictures(small_story, options)["1.2"]
    arts = [casting.art(candidate).pixels.data for candidate in found]
    assert len(set(arts)) > 1
    again = Casting(small_story, options).candidates("1.2", range(1, 5))
    assert [each.seed for each in again] == [each.seed for each in found] and all(each.kept for each in again)


def test_the_picked_one_is_rendered_and_no_other_panel_changes(casting, small_story, options):
    before = pictures(small_story, options)
    chosen = drawn(casting, "1.2", 3)[2]
    casting.pick(chosen)
    after = pictures(small_story, options)
    assert after == before | {"1.2": chosen.key}
    assert place(small_story, options).warnings == ()
    casting.drop("1.2")
    assert pictures(small_story, options) == before and not picks_path(small_story).exists()


def test_what_was_not_drawn_cannot_be_picked(casting):
    (never,) = casting.candidates("1.1", (7,))
    with pytest.raises(UsageError, match="has not been drawn"):
        casting.pick(never)
    assert not casting.file.path.exists()


def test_a_picked_picture_is_neither_pruned_nor_cleared(casting, options):
    chosen = drawn(casting, "1.2", 3)[1]
    casting.pick(chosen)
    upkeep.prune(options.cache, 0)
    upkeep.clear(options.cache)
    found = casting.candidates("1.2", (1, 2, 3))
    assert [each.kept for each in found] == [False, True, False]
    casting.file.path.unlink()  # nobody holds it any more
    upkeep.prune(options.cache, 0)
    assert not casting.candidates("1.2", (2,))[0].kept


def test_a_newer_program_does_not_draw_a_picked_picture_again(casting, small_story, options, monkeypatch):
    chosen = drawn(casting, "1.2", 3)[1]
    casting.pick(chosen)
    from mangacli.generate.draft.artist import DraftArtist

    monkeypatch.setattr(DraftArtist, "made_by", "draft of-another-program")
    after = pictures(small_story, options)
    assert after["1.2"] == chosen.key
    assert after["1.1"] != casting.candidates("1.1", (1,))[0].key
    small_story.write_text(small_story.read_text().replace("Ann on the street", "Ann in the rain"))
    assert pictures(small_story, options)["1.2"] != chosen.key  # another prompt is another picture


def test_a_pick_survives_edits_elsewhere(casting, small_story, options):
    chosen = drawn(casting, "1.2", 3)[1]
    casting.pick(chosen)
    text = small_story.read_text().replace("the sea", "the sea at dawn").replace("Hello there.", "Oh.")
    small_story.write_text(text)
    assert pictures(small_story, options)["1.2"] == chosen.key
    first = text.index("  - layout: {rows: [1, 2]}")
    small_story.write_text(text[:first] + "  - panels: [{prompt: a new first page}]\n" + text[first:])
    assert pictures(small_story, options)["2.2"] == chosen.key


def test_candidates_are_numbered_on(casting):
    assert casting.next_number("1.1") == 2
    drawn(casting, "1.1", 3)
    assert casting.next_number("1.1") == 4


def test_the_picture_held_before_is_let_go_of(casting, options):
    one, two = drawn(casting, "1.2", 2)
    casting.pick(one)
    casting.pick(two)
    upkeep.prune(options.cache, 0)
    assert [each.kept for each in casting.candidates("1.2", (1, 2))] == [False, True]


def test_panels_are_known_by_place_and_id(small_story, options):
    small_story.write_text(
        small_story.read_text().replace("- prompt: the sea", "- id: end\n        prompt: the sea")
    )
    casting = Casting(small_story, options)
    assert casting.names(("2.1", "1.2", "end")) == ("end", "1.2")
    assert casting.names() == ("1.1", "1.2", "1.3", "end")
    for missing in ("9.9", "nobody"):
        with pytest.raises(UsageError, match="no panel"):
            casting.names((missing,))


def test_without_a_cache_there_are_no_candidates(small_story, options):
    with pytest.raises(RunError, match="without a cache"):
        Casting(small_story, replace(options, keep=False))
