"""The validator's complaints → findings in the author's words: what is wrong, allowed, and meant."""

from __future__ import annotations

from collections.abc import Mapping
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from mangacli.errors import Finding, Where
from mangacli.story.models import Layout, Story
from mangacli.story.short_forms.written import Notes, describe, did_you_mean

_EXPECTED = {
    "string_type": "a text",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "finite_number": "a finite number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "a mapping (key: value)",
    "model_type": "a mapping (key: value)",
}
_SHORT_FORM_KEYS: dict[type[BaseModel], tuple[str, ...]] = {Layout: ("inset",)}
"""Keys that an author may write though the full form has them under another name."""
_MANY = 30
"""Words that are more than these are not told one by one: the key's description says where they are shown."""
_LIMITS = {
    "greater_than_equal": ("ge", "at least"),
    "greater_than": ("gt", "more than"),
    "less_than_equal": ("le", "at most"),
    "less_than": ("lt", "less than"),
}


def finding_of(kind: str, context: Mapping[str, Any], path: Where, full: Any, notes: Notes) -> Finding:
    """A complaint (its kind, its context), the path in the full form → the finding."""
    value = _value(full, path)
    if kind == "missing":
        return _missing(path, notes)
    if kind == "extra_forbidden":
        return _unknown_key(path)
    if kind in _EXPECTED:
        return _wrong_type(kind, path, value, notes)
    if kind == "literal_error":
        return _not_allowed(path, value)
    if kind in _LIMITS:
        return _out_of_range(kind, context, path, value)
    if kind == "string_too_long":
        message = f"the text has {len(value)} characters; at most {context['max_length']} are allowed here"
        return Finding("text-too-long", path, message, "split it, or shorten it")
    if kind in ("string_too_short", "too_short"):
        what = "text" if kind == "string_too_short" else "list"
        return Finding("empty-value", path, f'"{path[-1]}" is an empty {what}', _help(path))
    if kind == "too_long":
        what = f'"{path[-1]}"' if isinstance(path[-1], str) else "this list"
        message = f"{what} has more than {context['max_length']} elements"
        return Finding("out-of-range", path, message, _help(path))
    if kind == "string_pattern_mismatch":
        return Finding("bad-value", path, f'"{value}" cannot stand here', _help(path))
    return Finding("bad-value", path, f"{describe(value)} cannot stand here", _help(path))


def _value(full: Any, path: Where) -> Any:
    for step in path:
        try:
            full = full[step]
        except (KeyError, IndexError, TypeError):
            return None
    return full


def _missing(path: Where, notes: Notes) -> Finding:
    if notes.tree.has(notes.source_of(path)):
        return Finding("missing-key", path, f'"{path[-1]}" has no value', _help(path), at_key=True)
    return Finding("missing-key", path[:-1], f'"{path[-1]}" is missing', _help(path))


def _help(path: Where) -> str:
    """What the key at a path is for, from its description in the models."""
    model = model_at(path[:-1])
    field = model.model_fields.get(str(path[-1])) if model else None
    return f"{path[-1]}: {field.description}" if field and field.description else ""


def _unknown_key(path: Where) -> Finding:
    model = model_at(path[:-1])
    known = [*model.model_fields, *_SHORT_FORM_KEYS.get(model, ())] if model else []
    word = str(path[-1])
    guess = did_you_mean(word, known)
    hint = "" if guess else f"known here: {', '.join(known)}"
    return Finding("unknown-key", path, f'"{word}" is not known here{guess}', hint, at_key=True)


def _wrong_type(kind: str, path: Where, value: Any, notes: Notes) -> Finding:
    raw = notes.tree.raw(notes.source_of(path)) or ""
    expected = _EXPECTED[kind]
    message = f"expected {expected}, found {describe(value, raw)}"
    if kind == "string_type" and isinstance(value, bool):
        return Finding("yaml-boolean", path, message, f'put it in quotes: "{raw}"')
    if kind == "string_type" and (isinstance(value, int | float) or (value is None and raw)):
        return Finding("wrong-type", path, message, f'put it in quotes: "{raw}"')
    if kind == "string_type" and value is None:
        return Finding("wrong-type", path, message, "a text that begins with # or & must be in quotes")
    return Finding("wrong-type", path, message, _help(path))


def _not_allowed(path: Where, value: Any) -> Finding:
    if path == ("manga",):
        message = f"format {value} is not known; this program reads format 1"
        return Finding("format-version", path, message, "write `manga: 1`, or install a newer version")
    allowed = _allowed(path)
    if not isinstance(value, str):
        return Finding("wrong-type", path, f"expected one of {', '.join(allowed)}, found {describe(value)}")
    guess = did_you_mean(value, allowed)
    if len(allowed) > _MANY:
        return Finding("bad-value", path, f'"{value}" cannot stand here{guess}', _help(path))
    return Finding("bad-value", path, f'"{value}" is not one of {", ".join(allowed)}{guess}')


def _allowed(path: Where) -> list[str]:
    """The words that a key takes, from the models; for a list's element those of the list."""
    names = [step for step in path if isinstance(step, str)]
    cut = len(path)
    while cut and path[cut - 1] != names[-1]:
        cut -= 1
    model = model_at(path[: cut - 1])
    field = model.model_fields.get(names[-1]) if model else None
    return [str(word) for word in _literals(field.annotation)] if field else []


def _literals(annotation: Any) -> list[Any]:
    found: list[Any] = []
    for argument in get_args(annotation):
        if isinstance(argument, str | int):
            found.append(argument)
        elif argument is not type(None):
            found.extend(_literals(argument))
    return found


def _out_of_range(kind: str, context: Mapping[str, Any], path: Where, value: Any) -> Finding:
    name, words = _LIMITS[kind]
    if len(path) > 1 and path[-2] in ("box", "head", "at") and "insets" not in path:
        message = f"{_plain(value)} lies outside the panel: boxes go from 0 to 1"
        hint = 'x1, y1, x2, y2 as fractions of the panel, or percentages such as "30%"'
        return Finding("box-outside", path, message, hint)
    return Finding(
        "out-of-range", path, f"{_plain(value)} is not {words} {_plain(context[name])}", _help(path)
    )


def _plain(number: Any) -> str:
    return f"{number:g}" if isinstance(number, float) else str(number)


def model_at(path: Where) -> type[BaseModel] | None:
    """Path in the full form → the model of the value there; None where it is no model."""
    annotation: Any = Story
    for step in path:
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            field = annotation.model_fields.get(str(step))
            annotation = field.annotation if field else None
        else:
            annotation = _element_type(annotation)
        annotation = _without_alternatives(annotation)
    return annotation if isinstance(annotation, type) and issubclass(annotation, BaseModel) else None


def _element_type(annotation: Any) -> Any:
    """Type of a tuple's elements or a mapping's values."""
    arguments = get_args(annotation)
    if not arguments:
        return None
    return arguments[1] if get_origin(annotation) is dict else arguments[0]


def _without_alternatives(annotation: Any) -> Any:
    """`str | Layout`, `tuple[…] | None` → the branch that has parts."""
    if get_origin(annotation) is Annotated:
        return _without_alternatives(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        branches = [_without_alternatives(branch) for branch in get_args(annotation)]
        return next((branch for branch in branches if branch not in (str, type(None))), None)
    return annotation
