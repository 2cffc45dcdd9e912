from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lettering_frames import page, panel, say, story_of

from mangacli.fonts.face import face
from mangacli.geometry import Box, compose
from mangacli.lettering.page_type import style_of
from mangacli.lettering.sfx import LOUDEST, QUIETEST, SPAN, enlarged, lively, sizes_of_sound
from mangacli.lettering.typeset import set_sfx


def plain(text, language="en"):
    story = story_of(page(panel(Box(40, 40, 300, 260))), language)
    style = style_of(say(text, kind="sfx"), "sfx", 20, story, Path())
    return set_sfx(text, style, where=()), style.vertical


def inks(text):
    """The ink boxes of a set sound's letters, from their outlines."""
    boxes = []
    for run in text.runs:
        for glyph in run.glyphs:
            outline = face(run.face).outline(glyph.id)
            matrix = compose((run.size, 0, 0, run.size, 0, 0), glyph.matrix)
            if outline.segments:
                boxes.append(outline.transformed(matrix).bounds.moved(glyph.x, glyph.y))
    return boxes


@pytest.mark.parametrize(("word", "language"), [("KRAKOOM", "en"), ("ゴゴゴゴ", "ja"), ("BOOM!", "en")])
@given(seed=st.integers(0, 2**48 - 1))
def test_the_stated_ink_bounds_every_letter(word, language, seed):
    text, vertical = plain(word, language)
    sound = lively(text, vertical, seed)
    boxes = inks(sound)
    assert len(boxes) == len(word)
    assert min(b.x1 for b in boxes) == pytest.approx(0, abs=0.01)
    assert min(b.y1 for b in boxes) == pytest.approx(0, abs=0.01)
    assert all(sound.ink.contains(box, 0.01) for box in boxes)
    assert sound.said == word


@given(seed=st.integers(0, 2**48 - 1))
def test_letters_grow_along_the_word_and_keep_their_order(seed):
    text, vertical = plain("OOOOOO")
    boxes = inks(lively(text, vertical, seed))
    assert boxes[-1].height > 1.08 * boxes[0].height
    assert [box.center[0] for box in boxes] == sorted(box.center[0] for box in boxes)


def test_columns_run_down():
    text, vertical = plain("ドドドド", "ja")
    boxes = inks(lively(text, vertical, 3))
    assert vertical
    assert [box.center[1] for box in boxes] == sorted(box.center[1] for box in boxes)


def test_a_seed_says_all_and_another_says_otherwise():
    text, vertical = plain("BOOM")
    assert lively(text, vertical, 1) == lively(text, vertical, 1)
    assert lively(text, vertical, 1) != lively(text, vertical, 2)


def test_a_sound_without_ink_stays_as_it_is():
    text, vertical = plain("BOOM")
    silent = enlarged(text, 1.0)
    assert silent == text and lively(silent, vertical, 1) != silent


def test_enlarging_multiplies_all_lengths():
    text, _ = plain("BOOM")
    twice = enlarged(text, 2)
    assert twice.width == 2 * text.width and twice.runs[0].size == 2 * text.runs[0].size
    for small, large in zip(inks(text), inks(twice), strict=True):
        assert large.x2 == pytest.approx(2 * small.x2)


def test_sounds_span_a_good_part_of_the_panel_within_limits():
    text, _ = plain("KRAKOOM")
    fitting = sizes_of_sound(text, Box(0, 0, 600, 400), False, 1.0, 0.8)
    assert fitting[0] * text.width == pytest.approx(SPAN * 600)
    assert fitting == sorted(fitting, reverse=True) and fitting[-1] == pytest.approx(0.8)
    assert sizes_of_sound(text, Box(0, 0, 9000, 400), False, 1.0, 0.8)[0] == pytest.approx(LOUDEST)
    assert sizes_of_sound(text, Box(0, 0, 90, 400), False, 1.0, 0.8)[0] == pytest.approx(QUIETEST)
    assert sizes_of_sound(text, Box(0, 0, 90, 400), False, 2.0, 0.8)[0] == pytest.approx(2 * QUIETEST)


def test_letters_that_run_from_right_to_left_keep_their_order():
    sound = lively(plain("בום", "he")[0], False, 5)
    at = [(glyph.text, glyph.x) for run in sound.runs for glyph in run.glyphs]
    assert [text for text, x in sorted(at, key=lambda letter: -letter[1])] == [*"בום"]


def test_arabic_letters_stay_joined():
    sound = lively(plain("بيم", "ar")[0], False, 5)
    (turn,) = {glyph.matrix[:4] for run in sound.runs for glyph in run.glyphs}
    assert turn != (1, 0, 0, 1)
    assert sorted(g.text for run in sound.runs for g in run.glyphs) == sorted("بيم")
