"""Bytes that are text, and bytes that are not."""

import pytest

from mangacli.yaml_file.decode import decode, position


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wide_encodings_are_named(encoding):
    text, mistakes = decode("manga: 1\ntitle: 海の灯\n".encode(encoding))
    assert text == "" and mistakes[0].rule == "encoding" and "UTF-" in mistakes[0].message


def test_a_byte_order_mark_of_utf_8_is_no_part_of_the_text():
    assert decode(b"\xef\xbb\xbfmanga: 1") == ("manga: 1", [])


def test_a_byte_that_is_not_utf_8_is_located():
    (mistake,) = decode("a: 1\nb: 灯\xff".encode("latin-1", errors="replace"))[1]
    assert (mistake.rule, mistake.line, mistake.column) == ("encoding", 2, 5)


@pytest.mark.parametrize("content", [b"\x7fELF\0\1", b"abc\0", b"\x01\x02\x03" * 10])
def test_binary_files_are_told_from_texts(content):
    assert decode(content)[1][0].rule == "binary-file"


def test_one_control_character_is_shown_and_stepped_over():
    text, (mistake,) = decode(b"a: \x1b[31m\n")
    assert text == "a:  [31m\n" and (mistake.rule, mistake.column) == ("control-character", 4)


def test_positions_count_every_line_end_that_yaml_knows():
    text = "a\r\nb\rc\nd\u2028e"
    assert [position(text, text.index(letter)) for letter in "abcde"] == [(n, 1) for n in range(1, 6)]
