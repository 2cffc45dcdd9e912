import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mangacli.fonts.library import stack
from mangacli.geometry import Box
from mangacli.lettering.kinsoku import NOT_AT_START
from mangacli.lettering.set_text import TypeStyle
from mangacli.lettering.typeset import MOST_SETTINGS, set_sfx, settings_of


def style_of(language, vertical=False, size=10.0, leading=1.4):
    return TypeStyle(
        size, stack(language, "dialog"), stack(language, "emphasis"), language, vertical, leading
    )  # fmt: skip


ENGLISH, JAPANESE, LINES = style_of("en", leading=1.15), style_of("ja", True), style_of("ja")


def set_all(text, style, widest=1000.0, tallest=1000.0):
    return settings_of(text, style, where=("text",), widest=widest, tallest=tallest)


def best(text, style, **room):
    return min(set_all(text, style, **room), key=lambda setting: setting.badness)


def test_squares_make_it_arithmetic(squares):
    (setting,) = [s for s in set_all("AAAA BBBB", squares()) if len(s.lines) == 2]
    assert setting.lines == ("AAAA", "BBBB")
    assert (setting.width, setting.height) == pytest.approx((40, 20))
    assert [(b.x1, b.x2) for b in setting.line_boxes] == [(0, 40), (0, 40)]
    assert setting.ink == Box(0, pytest.approx(0), 40, pytest.approx(20))


def test_lines_are_centred_on_each_other(squares):
    (setting,) = [s for s in set_all("A BBBB C", squares(leading=1.5)) if len(s.lines) == 3]
    assert [(b.x1, b.x2) for b in setting.line_boxes] == [(15, 25), (0, 40), (15, 25)]
    assert [b.y1 for b in setting.line_boxes] == pytest.approx([0, 15, 30])


def test_columns_run_from_right_to_left_and_begin_at_one_height(squares):
    (setting,) = [s for s in set_all("ああ\nいいい", squares("ja", True)) if len(s.lines) == 2]
    assert setting.lines == ("ああ", "いいい")
    assert [(b.x1, b.x2) for b in setting.line_boxes] == [(10, 20), (0, 10)]
    assert [(b.y1, b.y2) for b in setting.line_boxes] == [(0, 20), (0, 30)]


def test_ruby_makes_room_between_columns(squares):
    plain = best("鬼だ\n鬼だ", squares("ja", True))
    read = best("鬼《おに》だ\n鬼《おに》だ", squares("ja", True))
    assert read.width >= plain.width + 10
    assert read.line_boxes[0].x1 >= read.line_boxes[1].x2
    assert [run.ruby for run in read.runs] == [False, True, False, True]
    assert {run.size for run in read.runs if run.ruby} == {5.0}


def test_a_column_without_ruby_is_no_wider_for_it(squares):
    setting = best("鬼《おに》だ\nうん", squares("ja", True))
    assert setting.line_boxes[0].width > setting.line_boxes[1].width == 10


def test_size_scales_everything(squares):
    small, large = best("aa bb", squares(size=10)), best("aa bb", squares(size=20))
    assert (large.width, large.height) == (2 * small.width, 2 * small.height)
    assert large.runs[0].glyphs[-1].x == 2 * small.runs[0].glyphs[-1].x


def test_moved_shifts_every_glyph_and_nothing_else(squares):
    setting = best("aa bb", squares())
    for run, moved in zip(setting.runs, setting.moved(7, 9), strict=True):
        assert [(g.x + 7, g.y + 9, g.id, g.text) for g in run.glyphs] == [
            (g.x, g.y, g.id, g.text) for g in moved.glyphs
        ]


def test_what_does_not_fit_is_left_out(squares):
    assert set_all("AAAA BBBB", squares(), widest=39.9) == ()
    assert {len(s.lines) for s in set_all("AAAA BBBB", squares(), widest=40)} == {2}
    assert {len(s.lines) for s in set_all("AAAA BBBB", squares(), tallest=19)} == {1}
    assert set_all("AAAA BBBB", squares(), widest=40, tallest=19.9) == ()


def test_a_text_without_characters_has_no_setting(squares):
    for text in ("\u200b", "\x1b", "<big></big>"):
        assert set_all(text, squares()) == ()
        assert set_sfx(text, squares(), where=()).lines == ()


def test_english_makes_a_diamond():
    setting = best("Is anyone up there? I could have sworn I saw a light in the window.", ENGLISH, widest=110)
    widths = [box.width for box in setting.line_boxes]
    assert 3 <= len(widths) <= 6
    assert max(widths) not in (widths[0], widths[-1])


def test_japanese_breaks_between_phrases():
    for setting in set_all("鬼だったのか、そんな馬鹿な", JAPANESE):
        if len(setting.lines) == 2:
            assert setting.lines == ("鬼だったのか、", "そんな馬鹿な")


def test_capitals_are_shown_and_the_words_are_kept(squares):
    setting = best("oh no", squares(capitals=True))
    assert " ".join(setting.lines) == "OH NO"
    assert setting.said == "oh no"


def test_what_is_said_has_no_marks_and_no_breaks():
    assert best("I _am_\nhere", ENGLISH).said == "I am here"
    assert best("鬼《おに》だ\n《《うん》》", JAPANESE).said == "鬼だうん"


def test_a_hyphen_of_ours_is_no_part_of_the_text(squares):
    setting = best("incomprehensible", squares(), widest=90)
    assert "".join(setting.lines).replace("\u00ad", "") == "incomprehensible"
    assert all(line.endswith("\u00ad") for line in setting.lines[:-1])
    assert max(box.x2 for box in setting.line_boxes) <= 90


def test_missing_glyphs_are_found_once_with_their_place():
    setting = best("What 💢 the 💢", ENGLISH)
    (finding,) = setting.findings
    assert (finding.rule, finding.where) == ("missing-glyph", ("text",))


def test_missing_glyphs_of_readings_are_found():
    (finding,) = best("鬼《💢》", JAPANESE).findings
    assert "U+1F4A2" in finding.message


def test_sounds_stand_on_one_line_but_for_the_authors_breaks(squares):
    assert set_sfx("BOOM BOOM", squares(), where=()).lines == ("BOOM BOOM",)
    assert set_sfx("BOOM\nBOOM", squares(), where=()).lines == ("BOOM", "BOOM")
    sound = set_sfx("ゴゴゴ", squares("ja", True), where=())
    assert (sound.lines, sound.width, sound.height) == (("ゴゴゴ",), 10, 30)


def test_right_to_left_scripts_lose_nothing():
    setting = best("שלום OK עולם", style_of("he"))
    assert setting.said == "שלום OK עולם"
    assert sorted(_text_of(setting)) == sorted("".join(setting.lines))


def _text_of(setting):
    return "".join(glyph.text for run in setting.runs if not run.ruby for glyph in run.glyphs)


words = st.lists(st.text(alphabet="abcdefgIMé,.!?-'—", min_size=1, max_size=9), min_size=1, max_size=14)


@given(words, st.floats(30, 160), st.floats(20, 160))
def test_english_words_go_out_as_they_came_in(parts, widest, tallest):
    text = " ".join(parts)
    for setting in set_all(text, ENGLISH, widest, tallest):
        assert setting.said == text
        whole = "".join(line[:-1] if line.endswith("\u00ad") else line + " " for line in setting.lines)
        assert whole.replace(" ", "") == text.replace(" ", "")
        _check(setting, widest, tallest)


speech = st.text(
    alphabet=st.sampled_from([*"あいっゃーアッ鬼々年「」（）、。…―！？!?12AB♥ 　\n"]), min_size=1, max_size=24
)


@given(speech, st.booleans(), st.floats(20, 160), st.floats(20, 160))
def test_japanese_goes_out_as_it_came_in(text, vertical, widest, tallest):
    for setting in set_all(text, JAPANESE if vertical else LINES, widest, tallest):
        blanks = str.maketrans("", "", " \u3000\n")
        assert "".join(setting.lines).translate(blanks) == text.translate(blanks)
        if "\n" not in text:
            assert not any(line[0] in NOT_AT_START for line in setting.lines[1:])
        _check(setting, widest, tallest)


def _check(setting, widest, tallest):
    assert setting.width <= widest + 1e-3 and setting.height <= tallest + 1e-3
    block = Box(0, 0, setting.width, setting.height)
    assert block.contains(setting.ink, slack=1e-3)
    assert all(block.contains(box, slack=1e-3) for box in setting.line_boxes)
    assert _text_of(setting) == "".join(setting.lines)
    assert setting.badness >= 0
    assert setting.findings == ()


@pytest.mark.parametrize("style", [ENGLISH, JAPANESE, LINES], ids=["words", "columns", "lines"])
@pytest.mark.parametrize(
    "text", ["word " * 2000, "a" * 10_000, "漢《か》" * 2500, "ー" * 10_000, "*a " * 3333, "《" * 10_000]
)
def test_ten_thousand_characters_are_answered_in_time(text, style):
    start = time.process_time()
    set_all(text, style, 130, 110)
    set_all(text, style, 1e6, 1e6)
    assert time.process_time() - start < 4.0


def test_only_promising_settings_are_made():
    settings = set_all("one two three four five six seven eight nine ten " * 3, ENGLISH)
    assert 2 <= len(settings) <= MOST_SETTINGS
    counts = [len(setting.lines) for setting in settings]
    assert counts == sorted(set(counts))
