"""Lengths and fractions as they are written: 3, "3mm", "1cm", "0.5in", "12pt", "20q", "40px", "30%"."""

from __future__ import annotations

import re
from typing import Any

from mangacli.story.short_forms.written import Written, wrong_type

_MM = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72, "q": 0.25}
"""Millimetres of each unit; q (級) is the letterer's quarter of a millimetre."""
_LENGTH = re.compile(r"\s*([-+]?(?:\d+\.?\d*|\.\d+))\s*([a-zA-Z]*|%)\s*\Z")
_POINTS_PER_MM = 72 / 25.4


def millimetres(written: Written, dpi: float) -> Any:
    """A number (millimetres) or a text with a unit → millimetres. `dpi` says how large a pixel is."""
    return _measured(written, dpi, 1.0)


def points(written: Written, dpi: float = 350) -> Any:
    """A number (points) or a text with a unit → points."""
    return _measured(written, dpi, _POINTS_PER_MM)


def fraction(written: Written) -> Any:
    """A number or a percentage such as "30%" → the fraction 0.3."""
    return _percentage(written, 0.01)


def percent(written: Written) -> Any:
    """A number or a percentage such as "30%" → the number 30."""
    return _percentage(written, 1.0)


def numbers(written: Written, names: str, read: Any) -> Any:
    """A list with one number for each of the names ("x1 y1 x2 y2"), each read by `read` → list of numbers."""
    count = len(names.split())
    wanted = f"{count} numbers [{', '.join(names.split())}]"
    if not isinstance(written.value, list):
        wrong_type(written, wanted)
        return None
    if len(written.value) != count:
        written.report("wrong-type", f"expected {wanted}, found {len(written.value)}")
        return None
    return [read(element) for element in written.elements()]


def _measured(written: Written, dpi: float, per_mm: float) -> Any:
    """The value in millimetres times `per_mm`; plain numbers as they are."""
    if not isinstance(written.value, str):
        return _number(written, 'a length: a number or a text such as "3mm"')
    match = _LENGTH.match(written.value)
    unit = match.group(2).lower() if match else ""
    scale = 25.4 / dpi if unit == "px" else _MM.get(unit)
    if match is None or (unit and scale is None):
        written.report(
            "bad-length", f'"{written.value}" is not a length', "units are mm, cm, in, pt, q and px"
        )
        return None
    return float(match.group(1)) if not unit else round(float(match.group(1)) * (scale or 1.0) * per_mm, 6)


def _percentage(written: Written, scale: float) -> Any:
    if not isinstance(written.value, str):
        return _number(written, 'a number or a percentage such as "30%"')
    match = _LENGTH.match(written.value)
    if match is None or match.group(2) not in ("", "%"):
        written.report("bad-length", f'"{written.value}" is not a number or a percentage')
        return None
    number = float(match.group(1))
    return round(number * scale, 9) if match.group(2) else number


def _number(written: Written, expected: str) -> Any:
    if isinstance(written.value, bool) or not isinstance(written.value, int | float):
        wrong_type(written, expected)
        return None
    return written.value
