"""Text in a terminal: escaped, measured in cells, long lines cut around the place."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mangacli.story.terminal_text import brief, cells, escaped, escaped_lines, json_escaped, window


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("abc", 3),
        ("灯台", 4),
        ("ｶﾞ", 2),
        ("Ａ", 2),
        ("e\u0301", 1),
        ("ガ".replace("ガ", "カ\u3099"), 2),
        ("…", 1),
        ("한글", 4),
    ],
)
def test_wide_characters_take_two_cells_and_combining_ones_none(text, width):
    assert cells(text) == width


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\tb", "a b"),
        ("\x1b[1m", "\\x1b[1m"),
        ("\u202eabc", "\\u202eabc"),
        ("\U000e0001", "\\U000e0001"),
        ("灯 é", "灯 é"),
    ],
)
def test_what_steers_is_escaped_and_the_rest_is_not(text, shown):
    assert escaped(text) == shown


def test_a_short_line_is_shown_whole():
    assert window("key: value", 5, 5) == ("key: ", "value", "")


def test_a_long_line_is_cut_around_the_place():
    before, marked, after = window("a" * 5000 + "HERE" + "b" * 5000, 5000, 4)
    assert marked == "HERE" and before.startswith("…a") and after.endswith("b…")
    assert len(before + marked + after) <= 162


@given(st.text(max_size=400), st.integers(0, 500), st.integers(0, 500))
def test_any_place_in_any_line_can_be_shown(line, column, width):
    parts = window(line, column, width)
    assert escaped(line[column : column + min(width, 80)]) == parts[1]
    assert all(part.isprintable() or escaped(part) == part for part in parts)


def test_lines_stay_lines_and_nothing_else_is_obeyed():
    assert escaped_lines("a\nb\x1b[2J\r\n\x9b1m\u2028") == "a\nb\\x1b[2J\\x0d\n\\x9b1m\\u2028"


def test_long_texts_show_their_beginning_and_their_end():
    assert brief("a" * 400) == "a" * 400
    shown = brief("a" * 5000 + "b" * 5000)
    assert len(shown) == 400 and shown.startswith("aaa") and "…" in shown and shown.endswith("bbb")


@given(st.text(st.characters(codec=None), max_size=40))
def test_json_means_the_same_and_steers_nothing(text):
    shown = json_escaped(json.dumps({"a": text}, ensure_ascii=False, indent=2))
    assert json.loads(shown) == json.loads(json.dumps({"a": text}))
    assert shown.replace("\n", "") == escaped(shown.replace("\n", ""))
