"""What a YAML parser complains of → what the author did, in words, with a way out and a place.

The parser's own words name its inner states; an author wants to know which character to change. Where one
character is at fault, the mistake also says what to put in its place so that the rest of the file can be read
in the same run.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from yaml.error import Mark, MarkedYAMLError, YAMLError

_VALUE = re.compile(r"^(?P<before>\s*(?:-\s+)*(?:[^\s#'\"\[{][^#]*?:\s+)?)(?P<value>\S.*)$")
"""A line as what leads to its value (dashes, a key) and the value."""
_MISPLACED = (
    "cannot start any token",
    "expected node content",
    "mapping keys are not allowed",
    "sequence entries are not allowed",
)
"""What a parser says of a sign that it meets where a text might begin."""
_TAKEN_FOR = {
    "*": "an alias",
    "&": "an anchor",
    "!": "a tag",
    "%": "a directive",
    "-": "a list",
    "?": "a key",
    "[": "a list",
    "{": "a mapping",
}
_SIGNS = ("alias", "anchor", "a tag", "block scalar", "directive")
"""What a parser takes a text's first character for, as it names the trouble's context."""
_BRACKETED = re.compile(r"^\s*(?:-\s+)*(?:[^\s#'\"\[{][^#]*?:\s+)?(?P<value>\[.*\]|\{.*\})$")
"""A line up to the end of a value in brackets."""
_KEY = re.compile(r"^\s*(?:-\s+)*[^\s#'\"\[{:]+\s*:(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with a YAML file: line and column from 1, width in characters.

    `patch` is (line, column, character) that lets the parser read on; None where reading ends here.
    """

    rule: str
    message: str
    hint: str = ""
    line: int = 1
    column: int = 1
    width: int = 1
    patch: tuple[int, int, str] | None = None


def explain(error: YAMLError, lines: tuple[str, ...]) -> Mistake:
    """A parser's error and the file's lines → the mistake that was made."""
    mark: Mark | None = None
    if isinstance(error, MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
    if not isinstance(error, MarkedYAMLError) or mark is None:
        return Mistake("yaml-syntax", f"YAML cannot read this file: {error}")
    row, column = mark.line, mark.column
    if row >= len(lines):  # behind the end of the file
        row, column = len(lines) - 1, len(lines[-1])
    line = lines[row]
    problem, context = error.problem or "", error.context or ""
    if "nesting depth" in problem:
        message = "brackets lie in one another deeper than YAML reads"
        return Mistake("too-deep", message, "", row + 1, column + 1)
    return (
        _tab(line, row)
        or _special_character(lines, error, row, column)
        or _colon(line, row, column, problem)
        or _quote(lines, error, row, column)
        or _bracket(lines, error, row, column, context)
        or _indentation(line, row, column, problem)
        or _other(row, column, problem)
    )


def quoted(text: str) -> str:
    """A text → the same in YAML quotes, cut to a length that fits a hint."""
    text = text.strip()
    if len(text) > 40:
        text = text[:40] + "…"
    return f"'{text}'" if '"' in text and "'" not in text else '"' + text.replace('"', '\\"') + '"'


def _tab(line: str, row: int) -> Mistake | None:
    indent = line[: len(line) - len(line.lstrip(" \t-"))]
    if "\t" not in indent:
        return None
    column = indent.index("\t") + 1
    width = len(indent) - len(indent[column - 1 :].lstrip("\t")) - column + 1
    message = "a tab stands in the indentation, where YAML allows blanks only"
    hint = "indent with two blanks a level"
    return Mistake("yaml-tab", message, hint, row + 1, column, width, (row + 1, column, " "))


def _special_character(
    lines: tuple[str, ...], error: MarkedYAMLError, row: int, column: int
) -> Mistake | None:
    """Text that begins with a character which means something in YAML: `*` above all, used for emphasis."""
    start = error.context_mark
    if start is not None and any(sign in (error.context or "") for sign in _SIGNS):
        row, column = start.line, start.column
    elif not any(words in (error.problem or "") for words in _MISPLACED):
        value = _VALUE.match(lines[row]) if row < len(lines) else None
        if value is None or value["value"][0] not in "*&" or value.start("value") >= column:
            return None
        column = value.start("value")
    return special_character(lines[row], row + 1, column + 1)


def special_character(source_line: str, line: int, column: int) -> Mistake:
    """A line, its number, and the column of a text's special first character → the mistake."""
    text = _value_at(source_line, column - 1)
    sign = text[:1] or "?"
    taken = _TAKEN_FOR.get(sign, "a sign of its own")
    rule = "yaml-alias" if sign == "*" else "yaml-special"
    message = f'a text that begins with "{sign}" is taken by YAML for {taken}'
    hint = f"put it in quotes: {quoted(text)}"
    return Mistake(rule, message, hint, line, column, len((text.split() or "?")[0]), (line, column, "x"))


def _value_at(line: str, column: int) -> str:
    """A line and the column (from 0) of a value → its text; within {} or [] to the next comma or bracket."""
    before, text = line[:column], line[column:]
    inside = sum(map(before.count, "{[")) > sum(map(before.count, "}]"))
    return re.split(r"[,}\]]", text)[0].rstrip() if inside else text.rstrip()


def _colon(line: str, row: int, column: int, problem: str) -> Mistake | None:
    in_flow = "expected ',' or" in problem and line[column : column + 1] == ":"
    if "mapping values are not allowed" not in problem and not in_flow:
        return None
    first_key = _KEY.match(line)
    if first_key and column <= first_key.end() and not in_flow:
        message = "this line is indented deeper than the one above: YAML reads it as a part of that value"
        start = len(line) - len(line.lstrip())
        return Mistake("yaml-syntax", message, "give both lines the same indentation", row + 1, start + 1)
    value = _VALUE.match(line)
    text = line[first_key.end() :] if first_key else value["value"] if value else line
    if in_flow:
        text = _value_at(line, max(line.rfind(sign, 0, column - 1) for sign in "{[,:") + 1)
    message = 'a ": " inside a text is taken by YAML for another key'
    hint = f"put the text in quotes: {quoted(text)}"
    return Mistake("yaml-colon", message, hint, row + 1, column + 1, 1, (row + 1, column + 1, "x"))


def _quote(lines: tuple[str, ...], error: MarkedYAMLError, row: int, column: int) -> Mistake | None:
    problem, context = error.problem or "", error.context or ""
    if "quoted scalar" in context and error.context_mark:
        start = error.context_mark
        if "escape" in problem:
            column = max(0, lines[row].rfind("\\", 0, column + 1))
            hint = 'write "\\\\" for a backslash, or put the text in single quotes'
            return Mistake("yaml-syntax", "YAML does not know this escape", hint, row + 1, column + 1, 2)
        message = "this quote is never closed"
        return Mistake(
            "yaml-syntax", message, "close it where the text ends", start.line + 1, start.column + 1
        )
    line = lines[row] if row < len(lines) else ""
    before = line[:column].rstrip()
    value = _BRACKETED.match(before)
    if value and "expected" in problem and not context.startswith("while parsing a flow"):
        return special_character(line, row + 1, value.start("value") + 1)
    if before.endswith(('"', "'")) and "expected" in problem:
        message = "the text goes on after its closing quote"
        hint = "put the whole text in quotes of the other kind"
        return Mistake("yaml-syntax", message, hint, row + 1, column + 1, max(1, len(line.rstrip()) - column))
    return None


def _bracket(
    lines: tuple[str, ...], error: MarkedYAMLError, row: int, column: int, context: str
) -> Mistake | None:
    if "flow" not in context or not error.context_mark:
        return None
    start = error.context_mark
    opening = "[" if "sequence" in context else "{"
    closing = "]" if opening == "[" else "}"
    message = f'"{opening}" opens here and is not closed in the way YAML expects'
    at_end = not "".join(lines[row:])[column:].strip()
    where = "before the end of the file" if at_end else f"at line {row + 1}, column {column + 1}"
    hint = f'"," or "{closing}" is missing {where}'
    return Mistake("yaml-syntax", message, hint, start.line + 1, start.column + 1)


def _indentation(line: str, row: int, column: int, problem: str) -> Mistake | None:
    if "expected key" not in problem and "'-' indicator" not in problem and "block end" not in problem:
        return None
    message = "this line does not fit the lines above it"
    hint = "keys of one mapping and dashes of one list begin in the same column"
    width = max(1, len(line.rstrip()) - column)
    return Mistake("yaml-syntax", message, hint, row + 1, column + 1, width)


def _other(row: int, column: int, problem: str) -> Mistake:
    if "incompatible" in problem:
        message = "this file asks for another version of YAML"
        return Mistake("yaml-syntax", message, "delete the line", row + 1, column + 1)
    if "expected ':'" in problem or "could not find" in problem:
        message = 'a ":" is missing after this key'
        return Mistake("yaml-syntax", message, "write `key: value`", row + 1, column + 1)
    return Mistake("yaml-syntax", f"YAML cannot read on from here: {problem}", "", row + 1, column + 1)
