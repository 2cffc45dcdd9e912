from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lettering_frames import page, panel, say, story_of

from mangacli.geometry import Box, bounds
from mangacli.lettering.sounds.drawn import sound_balloon
from mangacli.lettering.sounds.letters import glyphs_of, ink_of, placing
from mangacli.lettering.sounds.set_sound import LOUDEST, QUIETEST, SIZES, SPAN, Ground, enlarged, sounds_for
from mangacli.story.sound import NO_WISHES, Sound

SPACE = Box(40, 40, 300, 260)
EM = 9.0
SEEDS = st.integers(0, 2**48 - 1)
WISHES = st.builds(
    Sound,
    outline=st.sampled_from([None, "none", "single", "double"]),
    fill=st.sampled_from([None, "black", "white"]),
    shadow=st.booleans(),
    turn=st.none() | st.floats(-90, 90),
    arc=st.none() | st.floats(-180, 180),
    skew=st.none() | st.floats(-1, 1),
    jitter=st.none() | st.floats(0, 1),
    growth=st.none() | st.floats(0.4, 2.5),
)


def ground(language="en", space=SPACE, em=EM, **lettering):
    return Ground(space, em, story_of(page(panel(space)), language, **lettering), Path(), ("here", "text"))


def sounds(text, language="en", seed=3, space=SPACE, em=EM, minimum=6.0, **more):
    dialog = say(text, kind="sfx", **more)
    return list(sounds_for(dialog, ground(language, space, em, minimum=minimum), seed))


def painted(balloon):
    """The box around all that is painted of a sound: shadow, outlines, letters, gloss."""
    boxes = [s.path.bounds.inset(-(s.stroke.width if s.stroke else 0) / 2) for s in balloon.shapes]
    for text in filter(None, (balloon.text, balloon.gloss)):
        halo = max((stroke.width for stroke in text.outline), default=0.0) / 2
        inks = [ink_of(run, glyph) for run in text.runs for glyph in run.glyphs]
        boxes.extend(ink.inset(-halo) for ink in inks if ink is not None)
    return bounds(point for box in boxes for point in box.polygon)


@pytest.mark.parametrize(
    ("word", "language", "gloss"),
    [
        ("KRAKOOM", "en", ""),
        ("ドドンッ！", "ja", "boom"),
        ("しーん", "ja", "(silence)"),
        ("بيم بوم", "ar", "bim bum"),
    ],
)
@settings(max_examples=25)
@given(wish=WISHES, seed=SEEDS, vertical=st.none() | st.booleans())
def test_all_that_is_painted_lies_in_the_stated_box(word, language, gloss, wish, seed, vertical):
    frame = panel(SPACE, [say(word, kind="sfx", sound=wish, gloss=gloss, vertical=vertical)])
    found = ground(language)
    for sound in sounds_for(frame.panel.dialogs[0], found, seed):
        assert sound.box.width <= SPACE.width and sound.box.height <= SPACE.height
        balloon = sound_balloon(sound, (50, 60), 0, frame, found.story)
        assert balloon.box.contains(painted(balloon), 1e-6)
        assert balloon.box.contains(balloon.text_box, 1e-6)
        assert balloon.said == word and (balloon.gloss is None or balloon.gloss.said == gloss)


@settings(max_examples=30)
@given(wish=WISHES, seed=SEEDS, loud=st.floats(0.5, 4))
def test_sizes_fall_and_no_letter_is_smaller_than_the_minimum(wish, seed, loud):
    found = sounds("KRAKOOM", seed=seed, sound=wish, loud=loud, em=6.5)
    sizes = [sound.size for sound in found]
    assert sizes == sorted(sizes, reverse=True) and len(sizes) <= SIZES
    for sound in found:
        for run, glyph in glyphs_of(sound.text):
            a, b, c, d, _, _ = placing(run, glyph)
            assert abs(a * d - b * c) ** 0.5 >= 6.0 - 1e-6  # the area's root: a leaning letter is no smaller


def test_a_sound_spans_a_good_part_of_its_panel_within_limits():
    still = Sound(kind="plain", turn=0, arc=0, skew=0, jitter=0, growth=1)
    first = sounds("KRAKOOM", sound=still)[0]
    assert first.text.width == pytest.approx(SPAN * SPACE.width)
    narrow, wide = Box(0, 0, 110, 200), Box(0, 0, 3000, 200)
    assert sounds("KRAKOOM", sound=still, space=narrow)[0].size == pytest.approx(QUIETEST * EM)
    assert sounds("BOOM", sound=still, space=wide)[0].size == pytest.approx(LOUDEST * EM)
    assert sounds("BOOM", sound=still, space=wide, loud=2)[0].size == pytest.approx(2 * LOUDEST * EM)


def test_soft_sounds_are_smaller_than_bangs():
    assert sounds("hush…")[0].size < 0.7 * sounds("BOOM!")[0].size


def test_in_a_box_of_the_authors_it_fills_the_box():
    dialog = say("BOOM", kind="sfx", box=(0, 0, 1, 1))
    best = next(iter(sounds_for(dialog, ground(space=Box(0, 0, 400, 120)), 3)))
    assert best.box.height > 0.75 * 120 or best.box.width > 0.75 * 400


@settings(max_examples=30)
@given(wish=WISHES, seed=SEEDS, em=st.floats(6, 14))
def test_a_gloss_is_readable_and_clear_of_the_letters(wish, seed, em):
    for sound in sounds("ドドンッ", "ja", seed, em=em, gloss="boom-boom", sound=wish):
        assert sound.gloss is not None and sound.gloss.size >= 6.0 - 1e-9
        assert all(run.size == sound.gloss.size for run in sound.gloss.runs)
        for letter in sound.letters:
            assert letter.intersection(sound.gloss.box) is None
        assert "".join(g.text for run in sound.gloss.runs for g in run.glyphs) == "boom-boom"


def test_a_gloss_stands_under_a_line_and_stays_with_its_sound():
    still = Sound(turn=0, skew=0, jitter=0, growth=1, arc=0)
    sound = sounds("ドドドドド", "ja", vertical=False, gloss="boom", sound=still)[0]
    assert sound.gloss.box.y1 > sound.text.ink.y2
    assert sound.gloss.box.y1 - sound.text.ink.y2 < 0.5 * sound.size


def test_a_gloss_without_room_leaves_nothing():
    assert sounds("ドン", "ja", space=Box(0, 0, 30, 200), gloss="extraordinarily-thunderous") == []


@pytest.mark.parametrize("gloss", ["", "  "])
def test_no_gloss_where_none_is_written(gloss):
    assert all(sound.gloss is None for sound in sounds("ドン", "ja", gloss=gloss))


def test_what_a_font_lacks_is_said_of_sound_and_gloss():
    first = sounds("BOOM\U0001f4a5", gloss="💥 bang")[0]
    places = {finding.where for finding in first.text.findings if finding.rule == "missing-glyph"}
    assert places == {("here", "text"), ("here", "gloss")}


@given(seed=SEEDS)
def test_the_same_seed_gives_the_same_sound(seed):
    assert sounds("ゴゴゴ", "ja", seed, gloss="rumble") == sounds("ゴゴゴ", "ja", seed, gloss="rumble")


def test_enlarging_multiplies_all_lengths():
    text = sounds("BOOM")[0].text
    twice = enlarged(text, 2)
    assert twice.width == 2 * text.width and twice.runs[0].size == 2 * text.runs[0].size
    for (run, small), (grown, large) in zip(glyphs_of(text), glyphs_of(twice), strict=True):
        assert ink_of(grown, large).x2 == pytest.approx(2 * ink_of(run, small).x2)


def test_without_a_wish_the_words_choose():
    assert sounds("BOOM", sound=NO_WISHES)[0].look.role == "sfx-heavy"


@pytest.mark.parametrize("text", ["\u200b", "\u202e"])
def test_what_has_no_ink_cannot_be_set(text):
    assert sounds(text, gloss="boo") == []


@pytest.mark.parametrize("gloss", ["\u200b", "\u0301", "___", "\u3000 \u200b"])
def test_a_gloss_of_strange_characters_harms_nothing(gloss):
    (first, *_) = sounds("ドン", "ja", gloss=gloss)
    assert first.text.said == "ドン" and first.box.contains(first.ink, 1e-6)
