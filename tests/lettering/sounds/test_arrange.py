from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lettering_frames import page, panel, say, story_of

from mangacli.geometry import Box, bounds
from mangacli.lettering.page_type import style_of
from mangacli.lettering.sounds.arrange import HELD_BACK, PARTED, arranged
from mangacli.lettering.sounds.letters import glyphs_of, ink_of, letters_of
from mangacli.lettering.sounds.look import Look, look_of
from mangacli.lettering.typeset import set_sfx
from mangacli.story.sound import NO_WISHES

SEEDS = st.integers(0, 2**48 - 1)
STILL = Look("sfx", 1.0, "single", False, False, 0, 0, 0, 0, 1)
WORDS = {
    "en": ("KRAKOOM", "BOOM!", "Sssh…", "CRASH BANG", "A"),
    "ja": ("ゴゴゴゴ", "ドンッ!!", "しーん…", "ザー、ザー", "轟《ごう》"),
    "ko": ("쿵쿵", "두근두근"),
    "zh-Hans": ("砰砰！",),
    "ar": ("بيم بوم",),
    "he": ("בום!",),
}
BY_LANGUAGE = [(word, language) for language, words in WORDS.items() for word in words]


def plain(text, language="en", vertical=None):
    story = story_of(page(panel(Box(40, 40, 300, 260))), language)
    style = style_of(say(text, kind="sfx", vertical=vertical), "sfx", 1.0, story, Path())
    return set_sfx(text, style, where=()), style.vertical


def inks(text):
    """The ink of every glyph that has any, in the order of the runs."""
    return [ink for run, glyph in glyphs_of(text) if not run.ruby and (ink := ink_of(run, glyph))]


def looks():
    """Every option anywhere in its range."""
    return st.builds(
        Look,
        role=st.just("sfx"),
        size=st.just(1.0),
        outline=st.just("single"),
        shadow=st.just(False),
        white=st.just(False),
        turn=st.floats(-90, 90),
        arc=st.floats(-180, 180),
        skew=st.floats(-1, 1),
        jitter=st.floats(0, 1),
        growth=st.floats(0.4, 2.5),
        spacing=st.floats(0, 0.6),
        width=st.floats(1, 1.25),
    )


@pytest.mark.parametrize(("word", "language"), BY_LANGUAGE)
@settings(max_examples=15)
@given(look=looks(), seed=SEEDS, vertical=st.booleans())
def test_the_stated_boxes_bound_every_letter(word, language, look, seed, vertical):
    text, upright = plain(word, language, vertical)
    sound = arranged(text, upright, look, seed)
    drawn = [ink for run, glyph in glyphs_of(sound.text) if (ink := ink_of(run, glyph))]
    whole = bounds(point for ink in drawn for point in ink.polygon)
    assert (whole.x1, whole.y1) == pytest.approx((0, 0), abs=1e-6)
    assert (whole.x2, whole.y2) == pytest.approx((sound.text.ink.x2, sound.text.ink.y2), abs=1e-6)
    for ink in drawn:
        assert any(letter.contains(ink, 1e-6) for letter in sound.letters)


@pytest.mark.parametrize(("word", "language"), BY_LANGUAGE)
@settings(max_examples=5)
@given(look=looks(), seed=SEEDS)
def test_no_glyph_is_lost_and_their_order_is_the_texts(word, language, look, seed):
    text, upright = plain(word, language)
    sound = arranged(text, upright, look, seed).text
    assert [(g.id, g.text) for _, g in glyphs_of(sound)] == [(g.id, g.text) for _, g in glyphs_of(text)]
    assert [(r.face, r.size, r.ruby) for r in sound.runs] == [(r.face, r.size, r.ruby) for r in text.runs]
    assert (sound.said, sound.lines) == (text.said, text.lines)


@pytest.mark.parametrize(("word", "vertical"), [("OOOOOO", False), ("口口口口", True)])
def test_growth_is_that_of_the_last_letter_beside_the_first(word, vertical):
    text, upright = plain(word, "ja" if vertical else "en")
    for growth in (0.4, 1.0, 2.5):
        first, *_, last = inks(arranged(text, upright, replace(STILL, growth=growth), 3).text)
        assert last.height / first.height == pytest.approx(growth, rel=1e-6)


@pytest.mark.parametrize("arc", [90, -90])
@pytest.mark.parametrize("vertical", [False, True])
def test_an_arc_bulges_up_from_a_line_and_to_the_right_from_a_column(arc, vertical):
    text, upright = plain("口口口口口口口", "ja", vertical)
    letters = [box.center for box in arranged(text, upright, replace(STILL, arc=arc), 1).letters]
    across = [x if vertical else -y for x, y in letters]
    ends, middle = max(across[0], across[-1]), across[3]
    assert middle > ends + 0.5 if arc > 0 else middle < min(across[0], across[-1]) - 0.5


def test_still_letters_stand_on_their_line_untouched():
    text, upright = plain("KRAK")
    before, after = inks(text), inks(arranged(text, upright, STILL, 9).text)
    for old, new in zip(before, after, strict=True):
        assert (old.width, old.height) == pytest.approx((new.width, new.height))
    assert [box.y1 - after[0].y1 for box in after] == pytest.approx([box.y1 - before[0].y1 for box in before])


@given(seed=SEEDS)
def test_unrest_keeps_the_letters_in_a_row_and_apart(seed):
    text, upright = plain("KRAKOOM")
    boxes = inks(arranged(text, upright, replace(STILL, jitter=1), seed).text)
    middles = [box.center[0] for box in boxes]
    assert middles == sorted(middles)
    assert all(b - a > 0.2 for a, b in pairwise(middles))


def test_a_seed_says_all_and_another_says_otherwise():
    text, upright = plain("BOOM")
    look = look_of("BOOM", NO_WISHES, upright, 1)
    arranged.cache_clear()
    first = arranged(text, upright, look, 1)
    arranged.cache_clear()
    assert arranged(text, upright, look, 1) == first != arranged(text, upright, look, 2)


def test_letters_that_run_from_right_to_left_keep_their_order():
    text, upright = plain("בום", "he")
    sound = arranged(text, upright, replace(STILL, jitter=1, growth=1.5), 5).text
    at = [(glyph.text, glyph.x) for _, glyph in glyphs_of(sound)]
    assert [text for text, x in sorted(at, key=lambda letter: -letter[1])] == [*"בום"]


def test_they_grow_as_they_are_read():
    text, upright = plain("בבבב", "he")
    sound = arranged(text, upright, replace(STILL, growth=2), 5).text
    boxes = sorted(inks(sound), key=lambda box: -box.x1)
    assert boxes[-1].height == pytest.approx(2 * boxes[0].height)


@pytest.mark.parametrize(("word", "language", "count"), [("بيم", "ar", 1), ("بيم بوم", "ar", 2)])
def test_joined_letters_move_as_one(word, language, count):
    text, upright = plain(word, language)
    assert len(letters_of(text, upright)) == count
    sound = arranged(text, upright, replace(STILL, jitter=1), 5).text
    assert len({glyph.matrix[:4] for _, glyph in glyphs_of(sound) if glyph.text.strip()}) == count


def test_figures_that_share_a_square_move_as_one():
    text, upright = plain("ドン!!", "ja")
    assert upright and [len(letter.glyphs) for letter in letters_of(text, upright)] == [1, 1, 2]


def test_readings_go_with_their_letters():
    text, upright = plain("轟《ごう》音《おん》", "ja")
    letters = letters_of(text, upright)
    assert [len(letter.glyphs) for letter in letters] == [3, 3]
    sound = arranged(text, upright, STILL, 4).text
    base, ruby = (
        [ink_of(run, glyph).center for run, glyph in glyphs_of(sound) if run.ruby is wanted]
        for wanted in (False, True)
    )
    assert len(ruby) == 4 and all(x > base[0][0] for x, _ in ruby)


def test_small_kana_do_not_grow_into_large_ones():
    text, upright = plain("シュッ", "ja")
    look = replace(STILL, growth=1.8)
    before, after = inks(text)[-1], inks(arranged(text, upright, look, 2).text)[-1]
    assert after.height < 1.8 * HELD_BACK * before.height


def test_two_lines_bend_about_one_centre():
    text, upright = plain("OOOOOO\nOOOOOO")
    boxes = arranged(text, upright, replace(STILL, arc=120), 1).letters
    upper, lower = boxes[:6], boxes[6:]
    assert all(above.center[1] < below.center[1] for above, below in zip(upper, lower, strict=True))
    for above, below in zip(upper, lower, strict=True):
        assert above.intersection(below) is None or above.intersection(below).area < 0.3 * above.area


@pytest.mark.parametrize("text", ["\u200b", "\u202e"])
def test_what_has_no_ink_is_left_as_it_is(text):
    blank, upright = plain(text)
    assert arranged(blank, upright, STILL, 1).text is blank
    assert arranged(blank, upright, STILL, 1).letters == ()


@pytest.mark.parametrize(("text", "language"), [("DOKI DOKI", "en"), ("בום בום", "he"), ("بيم بوم", "ar")])
def test_a_blank_is_wider_than_the_space_between_letters(text, language):
    set_plain, upright = plain(text, language)
    sound = arranged(set_plain, upright, replace(STILL, jitter=1), 6)
    boxes = sorted(sound.letters, key=lambda box: box.x1)
    gaps = [after.x1 - before.x2 for before, after in pairwise(boxes)]
    assert max(gaps) > PARTED - 0.05
    assert sorted(gaps)[-2] < 0.8 * max(gaps) if len(gaps) > 1 else True
