import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mangacli.lettering.conventions import capitals
from mangacli.lettering.markup import MarkedText, Ruby, read_markup


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


def test_capitals_move_the_marks_with_the_letters():
    marked = capitals(read_markup("Große _Straße_!", "de"), "de")
    assert marked.text == "GROSSE STRASSE!"
    assert marked.emphasised == ((7, 14),)


def test_turkish_capitals_keep_their_dots():
    assert capitals(MarkedText("iyi ılık"), "tr").text == "İYİ ILIK"


marks = st.text(alphabet=st.sampled_from([*"ab漢字かな 、*_《》｜|\n"]), max_size=40)


@given(marks, st.sampled_from(["ja", "en"]))
def test_no_letter_is_lost_and_none_appears(text, language):
    marked = read_markup(text, language)
    said = marked.text + "".join(ruby.reading for ruby in marked.ruby)
    letters = set("ab漢字かな、")
    assert sorted(c for c in said if c in letters) == sorted(c for c in text if c in letters)


@given(marks)
def test_marks_lie_in_the_text_in_order_and_apart(text):
    marked = read_markup(text, "ja")
    for stretches in (marked.dotted, marked.emphasised, [(r.start, r.end) for r in marked.ruby]):
        edges = [edge for stretch in stretches for edge in stretch]
        assert edges == sorted(edges)
        assert all(start < end <= len(marked.text) for start, end in stretches)


@given(st.text(alphabet=string.ascii_letters + " ,.!?'", max_size=60))
def test_plain_text_stays_as_it_is(text):
    assert read_markup(text, "en") == MarkedText(text.strip(" "))
