import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mangacli.lettering.markup import LARGEST, SMALLEST, MarkedText, Ruby, Sized, read_markup


@pytest.mark.parametrize(
    ("text", "plain", "ruby"),
    [
        ("漢字《かんじ》", "漢字", (Ruby(0, 2, "かんじ"),)),
        ("その漢字《かんじ》を", "その漢字を", (Ruby(2, 4, "かんじ"),)),
        ("｜お前《おまえ》だ", "お前だ", (Ruby(0, 2, "おまえ"),)),
        ("ほら|彼女《かのじょ》", "ほら彼女", (Ruby(2, 4, "かのじょ"),)),
        ("時々《ときどき》", "時々", (Ruby(0, 2, "ときどき"),)),
        ("カメラ《写真機》", "カメラ", (Ruby(0, 3, "写真機"),)),
        ("鬼《おに》鬼《おに》", "鬼鬼", (Ruby(0, 1, "おに"), Ruby(1, 2, "おに"))),
        ("*鬼*《おに》", "鬼", (Ruby(0, 1, "おに"),)),
        ("お《かな》", "お《かな》", ()),
        ("《題名》だ", "《題名》だ", ()),
        ("漢字《》", "漢字《》", ()),
        ("漢字《かん", "漢字《かん", ()),
        ("漢字《か\nん》", "漢字《か\nん》", ()),
        ("|棒", "|棒", ()),
    ],
)
def test_ruby(text, plain, ruby):
    marked = read_markup(text, "ja")
    assert (marked.text, marked.ruby) == (plain, ruby)


def test_a_bar_two_lines_up_is_no_start_of_a_base():
    marked = read_markup("|ああ\nお前《おまえ》", "ja")
    assert marked.text == "|ああ\nお前"
    assert marked.ruby == (Ruby(5, 6, "おまえ"),)


def test_title_marks_of_other_languages_are_no_ruby():
    assert read_markup("我读《红楼梦》。", "zh").text == "我读《红楼梦》。"
    assert read_markup("｜我读《ねえ》", "zh").ruby == (Ruby(0, 2, "ねえ"),)


@pytest.mark.parametrize(
    ("text", "plain", "stretches"),
    [
        ("I _really_ do", "I really do", ((2, 8),)),
        ("*Now!*", "Now!", ((0, 4),)),
        ("**loud** and _soft_", "loud and soft", ((0, 4), (9, 13))),
        ("私は*君*が", "私は君が", ((2, 3),)),
        ("_“Go”_, he said", "“Go”, he said", ((0, 4),)),
        ("_two\nlines_", "two\nlines", ((0, 9),)),
        ("snake_case_name", "snake_case_name", ()),
        ("f**k, s**t", "f**k, s**t", ()),
        ("2 * 3 * 4", "2 * 3 * 4", ()),
        ("a *b", "a *b", ()),
        ("***", "***", ()),
        ("¯\\_(ツ)_/¯", "¯\\_(ツ)_/¯", ()),
    ],
)
def test_emphasis(text, plain, stretches):
    marked = read_markup(text, "en")
    assert (marked.text, marked.emphasised) == (plain, stretches)


def test_dots():
    assert read_markup("《《絶対》》に", "ja") == MarkedText("絶対に", dotted=((0, 2),))


def test_newlines_of_every_kind_break_and_blank_lines_vanish():
    assert read_markup("a\r\nb\n\n c \u2028d\r", "en").text == "a\nb\nc\nd"


def test_control_characters_become_spaces():
    assert read_markup("a\tb\x00c", "en").text == "a b c"


@pytest.mark.parametrize(
    ("text", "plain", "sized"),
    [
        ("<big>NO</big>!", "NO!", (Sized(0, 2, 1.35),)),
        ("so <small>quiet</small>", "so quiet", (Sized(3, 8, 0.75),)),
        ("<big>a<big>b</big>c</big>", "abc", (Sized(0, 1, 1.35), Sized(1, 2, 1.8225), Sized(2, 3, 1.35))),
        ("<big>_Go_ now</big>", "Go now", (Sized(0, 6, 1.35),)),
        ("<big>鬼</big>《おに》だ", "鬼だ", (Sized(0, 1, 1.35),)),
        ("<big>open", "<big>open", ()),
        ("shut</big>", "shut</big>", ()),
        ("</big>a<big>", "</big>a<big>", ()),
        ("a < b > c, <b>", "a < b > c, <b>", ()),
        ("<big><small>x</big></small>", "x", (Sized(0, 1, 1.0125),)),
        ("<big></big>", "", ()),
    ],
)
def test_louder_and_softer_runs(text, plain, sized):
    marked = read_markup(text, "ja")
    assert (marked.text, marked.sized) == (plain, sized)


def test_loudness_has_bounds():
    (run,) = read_markup("<big>" * 9 + "a" + "</big>" * 9, "en").sized
    assert run.factor == LARGEST
    (run,) = read_markup("<small>" * 9 + "a" + "</small>" * 9, "en").sized
    assert run.factor == SMALLEST


def test_what_lies_where_can_be_asked():
    marked = read_markup("a _b_ <big>c</big> 鬼《おに》《《点》》", "ja")
    assert marked.text == "a b c 鬼点"
    assert [marked.is_emphasised(i) for i in range(8)] == [i == 2 for i in range(8)]
    assert [marked.scale_at(i) for i in range(8)] == [1.35 if i == 4 else 1.0 for i in range(8)]
    assert [marked.ruby_at(i) for i in range(8)] == [0 if i == 6 else None for i in range(8)]
    assert [marked.is_dotted(i) for i in range(8)] == [i == 7 for i in range(8)]
    assert marked.cuts(0, 8, ruby=False) == [0, 2, 3, 4, 5, 8]
    assert marked.cuts(3, 8, ruby=True) == [3, 4, 5, 6, 7, 8]
    assert (marked.largest(0, 4), marked.largest(0, 5)) == (1.0, 1.35)


marks = st.lists(
    st.sampled_from([*"xy漢字かな 、*_《》｜|\n", "<big>", "</big>", "<small>", "</small>"]), max_size=40
).map("".join)


@given(marks, st.sampled_from(["ja", "en"]))
def test_no_letter_is_lost_and_none_appears(text, language):
    marked = read_markup(text, language)
    said = marked.text + "".join(ruby.reading for ruby in marked.ruby)
    letters = set("xy漢字かな、")
    assert sorted(c for c in said if c in letters) == sorted(c for c in text if c in letters)


@given(marks)
def test_marks_lie_in_the_text_in_order_and_apart(text):
    marked = read_markup(text, "ja")
    ruby = [(reading.start, reading.end) for reading in marked.ruby]
    sized = [(run.start, run.end) for run in marked.sized]
    for stretches in (marked.dotted, marked.emphasised, ruby, sized):
        edges = [edge for stretch in stretches for edge in stretch]
        assert edges == sorted(edges)
        assert all(start < end <= len(marked.text) for start, end in stretches)


@given(st.text(alphabet=string.ascii_letters + " ,.!?'", max_size=60))
def test_plain_text_stays_as_it_is(text):
    assert read_markup(text, "en") == MarkedText(text.strip(" "))
