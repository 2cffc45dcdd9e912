"""Random texts of every script: what comes out is what went in, where it belongs."""

import time
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mangacli.fonts.library import is_right_to_left, script_of, stack
from mangacli.geometry import Box
from mangacli.lettering.kinsoku import NOT_AT_END, NOT_AT_START
from mangacli.lettering.page_type import IN_COLUMNS, leading_of
from mangacli.lettering.set_text import TypeStyle
from mangacli.lettering.shaping import shape
from mangacli.lettering.typeset import settings_of

LETTERS = {
    "en": "aegiIknoprtuw'é",
    "ja": "あいっゃーアッ鬼々年漢々、。「」（）…―！？",
    "zh": "你好世界怎么，。、“”！？（）《》…—",
    "zh-Hant": "你好世界怎麼，。、「」！？（）《》…—",
    "ko": "안녕하세요힘내.!?",
    "ar": "ابتثجحخدرسشصلمنهوي،؟!؛َُّ",
    "he": "אבגדהוזחטילםמןנסשת,?!ְָּ־",
    "ru": "приветкакдела",
}
MIXED = "".join(c for letters in LETTERS.values() for c in letters if not unicodedata.combining(c)) + "12١٢"


def style_of(language, vertical=False, **more):
    fonts, emphasis = stack(language, "dialog"), stack(language, "emphasis")
    return TypeStyle(10.0, fonts, emphasis, language, vertical, leading_of(language, vertical), **more)


def texts(letters):
    word = st.text(alphabet=st.sampled_from([*letters]), min_size=1, max_size=7)
    return st.lists(word, min_size=1, max_size=8).map(" ".join).filter(_begins_with_a_letter)


def _begins_with_a_letter(text):
    return all(unicodedata.combining(word[0]) == 0 for word in text.split(" "))


def said_by(setting):
    return "".join(glyph.text for run in setting.runs if not run.ruby for glyph in run.glyphs)


def check(setting, text, language, widest, tallest):
    lines = [line.removesuffix("\u00ad") for line in setting.lines]
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    if script_of(language) not in IN_COLUMNS:
        assert set(" ".join(setting.lines).split()) >= {w for w in text.split() if len(w) < 3}
    assert said_by(setting).replace("\u00ad", "") == "".join(lines)
    assert setting.width <= widest + 1e-3 and setting.height <= tallest + 1e-3
    block = Box(0, 0, setting.width, setting.height)
    assert block.contains(setting.ink, slack=1e-3)
    assert setting.findings == ()
    if script_of(language) in IN_COLUMNS:
        for before, after in pairwise(setting.lines):
            assert after[0] not in NOT_AT_START
            assert before[-1] not in NOT_AT_END


rooms = st.tuples(st.floats(40, 200), st.floats(20, 160))


@pytest.mark.parametrize("language", LETTERS)
@given(st.data())
@settings(max_examples=25)
def test_the_words_come_out_as_they_went_in(language, data):
    text, (widest, tallest) = data.draw(texts(LETTERS[language])), data.draw(rooms)
    vertical = script_of(language) in IN_COLUMNS and data.draw(st.booleans())
    style = style_of(language, vertical)
    for setting in settings_of(text, style, where=(), widest=widest, tallest=tallest):
        check(setting, text, language, widest, tallest)


@given(texts(MIXED), st.sampled_from([*LETTERS]), rooms)
@settings(max_examples=60)
def test_mixed_scripts_come_out_as_they_went_in(text, language, room):
    for setting in settings_of(text, style_of(language), where=(), widest=room[0], tallest=room[1]):
        check(setting, text, language, *room)


@pytest.mark.parametrize(
    ("letters", "step"), [("ابتثجحخدرسشصلمنهوي", -1), ("אבגדהוזחטילםמןנסשת", -1), ("abcdé", 1), ("123", 1)]
)
@given(st.data(), st.sampled_from(["ar", "he", "en"]))
@settings(max_examples=20)
def test_letters_of_a_word_stand_in_the_order_of_their_script(letters, step, data, language):
    word = data.draw(st.text(alphabet=st.sampled_from([*letters]), min_size=1, max_size=7))
    text = f"אב {word} سل" if data.draw(st.booleans()) else word
    at = text.index(word)
    glyphs = shape(text, stack(language, "dialog"), language).glyphs
    xs, told = [], 0
    for glyph in glyphs:
        if at <= told < at + len(word) and glyph.text:
            xs.append(glyph.x * step)
        told += len(glyph.text)
    assert told == len(text)
    assert xs == sorted(xs)


def test_a_right_to_left_line_begins_at_its_right_end():
    for language, text in (("he", "אבג דהו"), ("ar", "سلام لك")):
        (setting, *_) = settings_of(text, style_of(language), where=(), widest=1e4, tallest=1e4)
        glyphs = [glyph for run in setting.runs for glyph in run.glyphs]
        assert glyphs[0].x == max(glyph.x for glyph in glyphs)


DUAL = "بتثجحخسشصضطظعغفقكلمنهي"
"""Arabic letters that join on both sides."""


@given(st.text(alphabet=st.sampled_from([*DUAL]), min_size=2, max_size=6))
def test_arabic_letters_join(word):
    fonts = stack("ar", "dialog")
    joined = shape(word, fonts, "ar").glyphs
    apart = {shape(letter, fonts, "ar").glyphs[0].id for letter in word}
    assert not {glyph.id for glyph in joined if glyph.text} & apart


@given(st.text(alphabet=st.sampled_from([*DUAL]), min_size=2, max_size=6), st.integers(1, 5))
def test_arabic_letters_join_across_a_change_of_size(word, at):
    at = min(at, len(word) - 1)
    whole = [g.id for g in shape(word, stack("ar", "dialog"), "ar").glyphs]
    marked = f"{word[:at]}<big>{word[at:]}</big>"
    (setting, *_) = settings_of(marked, style_of("ar"), where=(), widest=1e4, tallest=1e4)
    isolated = {shape(letter, stack("ar", "dialog"), "ar").glyphs[0].id for letter in word}
    assert not {glyph.id for run in setting.runs for glyph in run.glyphs if glyph.text} & isolated
    assert len(whole) <= sum(len(run.glyphs) for run in setting.runs) + 2


def test_a_zero_width_non_joiner_parts_letters_of_one_word():
    fonts = stack("fa", "dialog")
    whole, parted = (shape(word, fonts, "fa") for word in ("میروم", "می\u200cروم"))
    assert "".join(glyph.text for glyph in parted.glyphs) == "می\u200cروم"
    assert whole.glyphs[1].id != parted.glyphs[1].id
    assert parted.missing == ""


HANGS = 10
"""CPU seconds that no text takes, however busy the machine and full the process: it would hang."""
PATHOLOGICAL = {
    "one word": "a" * 10_000,
    "one Arabic word": "س" * 10_000,
    "readings": "漢《か》" * 2500,
    "nested sizes": "<big>" * 900 + "a" + "</big>" * 900,
    "emphasis": "*a* " * 2500,
    "accents": "a" + "\u0301" * 9_999,
    "joiners": "♥\u200d" * 5000,
    "overrides": "\u202e" * 10_000,
    "isolates": "\u2067א " * 3_333,
    "both ways": "שלום abc " * 1_111,
    "dashes": "—" * 10_000,
}


@pytest.mark.parametrize("text", PATHOLOGICAL.values(), ids=PATHOLOGICAL)
@pytest.mark.parametrize("language", ["en", "ja", "ar"])
def test_no_text_keeps_the_letterer_waiting(text, language):
    start = time.process_time()
    settings_of(text, style_of(language, language == "ja"), where=(), widest=130, tallest=110)
    assert time.process_time() - start < HANGS


def test_what_runs_from_right_to_left_is_known():
    assert [language for language in LETTERS if is_right_to_left(language)] == ["ar", "he"]
