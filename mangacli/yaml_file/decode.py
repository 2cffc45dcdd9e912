"""Bytes of a file → its text, or what keeps it from being one: encoding, binary data, control characters."""

from __future__ import annotations

import codecs
import re
from itertools import islice

from mangacli.yaml_file.mistakes import Mistake

LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What YAML 1.1 takes for the end of a line."""
_FORBIDDEN = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MOST_CONTROLS = 10
"""So many control characters are shown one by one; a file with more is not a text."""
_UTF8_HINT = "save it as UTF-8 (in most editors: Save As, Encoding)"


def decode(content: bytes) -> tuple[str, list[Mistake]]:
    """Bytes → (text, mistakes). The text is empty where the bytes are no text at all.

    Control characters are replaced by blanks, so that the rest can be read and checked in the same run.
    """
    wide = _wide_encoding(content)
    if wide:
        return "", [Mistake("encoding", f"the file is {wide}, not UTF-8", _UTF8_HINT)]
    if _looks_binary(content):
        hint = "give the storyboard, a text file that ends in .yaml"
        return "", [Mistake("binary-file", "this is not a text file", hint)]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return "", [_bad_byte(content, error)]
    controls = list(islice(_FORBIDDEN.finditer(text), _MOST_CONTROLS + 1))
    if len(controls) > _MOST_CONTROLS:
        message = f"this is not a text file: more than {_MOST_CONTROLS} control characters"
        return "", [Mistake("binary-file", message)]
    mistakes = [_control(text, match) for match in controls]
    return (_FORBIDDEN.sub(" ", text) if mistakes else text), mistakes


def _control(text: str, match: re.Match[str]) -> Mistake:
    line, column = position(text, match.start())
    message = f"the control character U+{ord(match.group()):04X} stands here"
    return Mistake("control-character", message, "delete it", line, column)


def position(text: str, offset: int) -> tuple[int, int]:
    """Offset of a character in a text → its line and column, both from 1."""
    line, start = 1, 0
    for match in LINE_END.finditer(text, 0, offset):
        line, start = line + 1, match.end()
    return line, offset - start + 1


def _wide_encoding(content: bytes) -> str | None:
    """Name of a UTF-16 or UTF-32 encoding that the bytes begin with or look like; None for others."""
    for mark, name in (
        (codecs.BOM_UTF32_LE, "UTF-32"),
        (codecs.BOM_UTF32_BE, "UTF-32"),
        (codecs.BOM_UTF16_LE, "UTF-16"),
        (codecs.BOM_UTF16_BE, "UTF-16"),
    ):
        if content.startswith(mark):
            return name
    head = content[:512]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    zeros, others = max(even, odd), min(even, odd)
    return "UTF-16" if others == 0 and zeros >= 3 and zeros > len(head) * 0.08 else None


def _looks_binary(content: bytes) -> bool:
    """Whether the head of the bytes holds a NUL, which no text has."""
    return b"\0" in content[:8192]


def _bad_byte(content: bytes, error: UnicodeDecodeError) -> Mistake:
    before = content[: error.start].decode("utf-8-sig", errors="replace")
    line, column = position(before, len(before))
    message = f"the byte 0x{content[error.start]:02X} is not UTF-8"
    return Mistake(
        "encoding", message, _UTF8_HINT + "; it may be Shift_JIS or Windows-1252 now", line, column
    )
