"""A page's layout as written (rows as counts or weights, insets, polygons) → its full form.

Also used for the layout templates, which are written in the same words.
"""

from __future__ import annotations

from typing import Any, get_args

from mangacli.story.models import Side
from mangacli.story.short_forms.lengths import numbers, percent
from mangacli.story.short_forms.written import Written, wrong_type

_SIDES = get_args(Side)
_PAIR = "a pair [x, y] in percent"
TIERS = {
    1: [1],
    2: [1, 1],
    3: [1, 2],
    4: [2, 2],
    5: [1, 2, 2],
    6: [2, 2, 2],
    7: [1, 2, 2, 2],
    8: [2, 2, 2, 2],
}
"""Panels per tier where the author gives no layout, by the number of panels."""


def full_layout(written: Written, reading: str) -> Any:
    """A template's name, rows, or a mapping → the name, or the full layout."""
    if isinstance(written.value, str):
        return written.value
    if isinstance(written.value, list):
        return {"rows": _rows(written.as_full("rows"), reading)}
    if not isinstance(written.value, dict):
        wrong_type(written, "a template's name, or a layout such as {rows: [1, 2, 2]}")
        return {"rows": tiers(1)}
    full: dict[str, Any] = {}
    own_reading = written.value.get("reading") or reading
    for key in written.given():
        if key == "inset":
            full.setdefault("insets", []).extend(_inset_or_insets(written))
        elif key == "insets":
            full.setdefault("insets", []).extend(_insets(written.under("insets")))
        else:
            part = written.under(key)
            full[key] = {"rows": _rows_of, "panels": _polygons}.get(key, _as_is)(part, own_reading)
    _check_one_kind(written, full)
    return full


def tiers(count: int, strip: bool = False) -> list[Any]:
    """Number of panels → rows for a page whose author gives none: tiers of one to three, wide ones first."""
    if strip:
        counts = [1] * count
    elif count in TIERS:
        counts = TIERS[count]
    else:
        height = -(-count // 3)
        counts = sorted(count // height + (tier < count % height) for tier in range(height))
    return [{"panels": [{} for _ in range(panels)]} for panels in counts]


def _as_is(written: Written, reading: str) -> Any:
    return written.value


def _check_one_kind(written: Written, full: dict[str, Any]) -> None:
    if written.notes.is_broken(written.full):
        return
    if full.get("rows") and full.get("panels"):
        message = '"rows" and "panels" are two ways to say the same'
        written.report("bad-layout", message, "keep one of them")
    elif not full.get("rows") and not full.get("panels") and not {"rows", "panels"} & written.value.keys():
        message = "the layout has neither rows nor panels"
        written.report("bad-layout", message, "write rows: [1, 2, 2], or a template's name")


def _rows_of(written: Written, reading: str) -> Any:
    return _rows(written, reading)


def _rows(written: Written, reading: str) -> list[Any]:
    if not isinstance(written.value, list):
        wrong_type(written, "a list of tiers such as [1, 2, 2]")
        return tiers(1)
    return [_row(element, reading) for element in written.elements()]


def _row(written: Written, reading: str) -> Any:
    """A tier: the number of its panels, a list of their weights, or a mapping."""
    if isinstance(written.value, int | list) and not isinstance(written.value, bool):
        return {"panels": _row_panels(written.as_full("panels"), reading)}
    if not isinstance(written.value, dict):
        wrong_type(
            written,
            "a number of panels, a list of their weights, or a mapping such as {height: 2, panels: 3}",
        )
        return {"panels": [{}]}
    row: dict[str, Any] = {}
    for key in written.given():
        if key == "panels":
            row[key] = _row_panels(written.under(key), reading)
        elif key != "bleed":
            row[key] = written.value[key]
    row.setdefault("panels", [{}])
    if "bleed" in written.given():
        _spread_bleed(row["panels"], full_sides(written.under("bleed")), reading)
    return row


def _row_panels(written: Written, reading: str) -> list[Any]:
    value = written.value
    if isinstance(value, int) and not isinstance(value, bool):
        if not 1 <= value <= 12:
            written.report("out-of-range", f"a tier has 1 to 12 panels, not {value}")
            return [{}]
        return [{} for _ in range(value)]
    if not isinstance(value, list):
        wrong_type(written, "a number of panels or a list of their weights")
        return [{}]
    return [_row_panel(element, reading) for element in written.elements()]


def _row_panel(written: Written, reading: str) -> Any:
    """A place in a tier: its weight, or a mapping with what differs."""
    if not isinstance(written.value, dict):
        return {"width": written.as_full("width").value}
    panel: dict[str, Any] = {}
    for key in written.given():
        part = written.under(key)
        panel[key] = (
            _rows(part, reading) if key == "rows" else full_sides(part) if key == "bleed" else part.value
        )
    return panel


def full_sides(written: Written) -> Any:
    """`all`, one side or a list of sides → list of sides in a fixed order."""
    if written.value == "all":
        return list(_SIDES)
    if isinstance(written.value, str):
        return [written.as_full(0).value]
    return written.value


def _spread_bleed(panels: list[Any], sides: Any, reading: str) -> None:
    """Gives a tier's bleed to the panels that lie on these sides of it."""
    if not isinstance(sides, list):
        sides = [sides]
    last = len(panels) - 1
    at = {"left": last, "right": 0} if reading == "rtl" else {"left": 0, "right": last}
    for index, panel in enumerate(panels):
        own = [side for side in sides if not isinstance(side, str) or at.get(side, index) == index]
        if own:
            inherited = panel.get("bleed", [])
            panel["bleed"] = [*inherited, *(side for side in own if side not in inherited)]


def _inset_or_insets(written: Written) -> list[Any]:
    """`inset`: one box, or a list of boxes."""
    value = written.value["inset"]
    if isinstance(value, list) and value and isinstance(value[0], list | dict):
        return _insets(written.under("inset", ("insets",)))
    return [_inset(written.under("inset", ("insets", 0)))]


def _insets(written: Written) -> list[Any]:
    if not isinstance(written.value, list):
        wrong_type(written, "a list of boxes [x1, y1, x2, y2] in percent")
        return []
    return [_inset(element) for element in written.elements()]


def _inset(written: Written) -> Any:
    if isinstance(written.value, dict):
        return {
            key: numbers(written.under(key), "x1 y1 x2 y2", percent) if key == "box" else written.value[key]
            for key in written.given()
        }
    return {"box": numbers(written.as_full("box"), "x1 y1 x2 y2", percent)}


def _polygons(written: Written, reading: str) -> Any:
    """`panels`: a list of polygons, each a list of corners."""
    if not isinstance(written.value, list):
        wrong_type(written, "a list of polygons, each a list of corners [x, y]")
        return []
    return [_polygon(element) for element in written.elements()]


def _polygon(written: Written) -> Any:
    if not isinstance(written.value, list) or len(written.value) < 3:
        wrong_type(written, f"a polygon of at least three corners, each {_PAIR}")
        return []
    return [numbers(corner, "x y", percent) for corner in written.elements()]
