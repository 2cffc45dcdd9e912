"""Artwork of two npm packages → the one data file that the draft artist draws from.

    node extract.mjs REACT_PEEPS LORELEI > artwork.json
    python -m mangacli.generate.draft.parts.pack artwork.json

Only a maintainer runs this, when the artwork or its labels change. The same artwork gives the same bytes.
What comes out is described in `draft/parts_file.py`, which reads it.
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path as File
from typing import Any

import pathops

from mangacli.generate.draft.parts import labels
from mangacli.generate.draft.parts.svg_path import parse
from mangacli.geometry import Path, Point, Polygon, Segment, polygon_contains, signed_area

SMALLEST_AREA = 600.0
"""Square units: smaller areas between lines are gaps of the pen, no cloth."""
NECK_AT = 465.0
"""x about which every body of the artwork has its neck."""


def main(artwork_file: str) -> None:
    """Packs an artwork file into `parts.json.gz` beside this script."""
    artwork = json.loads(File(artwork_file).read_text(encoding="utf-8"))
    packed: dict[str, Any] = {"sources": artwork["sources"], "bodies": {}, "hair": {}, "face": {}}
    for part in artwork["parts"]:
        name = part["name"].removeprefix("variant")
        if part["kind"] in ("pose/standing", "pose/sitting"):
            if name in labels.BODIES:
                packed["bodies"][name] = pack_body(part, labels.BODIES[name])
        elif part["source"] == "@dicebear/lorelei":
            _pack_lorelei(part, name, packed)
    text = json.dumps(packed, separators=(",", ":"), sort_keys=True)
    target = File(__file__).with_name("parts.json.gz")
    target.write_bytes(gzip.compress(text.encode("ascii"), 9, mtime=0))
    print(f"{target.name}: {target.stat().st_size} bytes", file=sys.stderr)  # noqa: T201


def _pack_lorelei(part: dict[str, Any], name: str, packed: dict[str, Any]) -> None:
    """Adds a part of a head to the result, if it has a label."""
    kind, shapes = part["kind"], part["shapes"]
    if kind == "hair":
        where = next(index for index, shape in enumerate(shapes) if shape.get("head"))
        packed["hair"][name] = {
            "tags": labels.HAIR[name].split(),
            "top": round(min(_drawn(shape).bounds.y1 for shape in shapes if "d" in shape), 1),
            "behind": [_shape(shape) for shape in shapes[:where]],
            "before": [_shape(shape) for shape in shapes[where + 1 :]],
        }
        return
    words = {"eyes": labels.EYES, "eyebrows": labels.EYEBROWS, "mouth": labels.MOUTHS, **labels.OTHERS}[kind]
    if name in words:
        below = _neck_of(name) if kind == "head" else None
        entry = {"tags": words[name].split(), "shapes": [_shape(shape, below) for shape in shapes]}
        packed["face"].setdefault(kind, {})[name] = entry


def pack_body(part: dict[str, Any], label: labels.Body) -> dict[str, Any]:
    """A body's artwork and its label → silhouette, cloth areas, ink and the places where others join on."""
    paper = _united([shape for shape in part["shapes"] if shape["fill"] != "ink"])
    ink = _united([shape for shape in part["shapes"] if shape["fill"] == "ink"])
    areas = white_areas(paper, ink)
    left, right = neck(_path(paper), _path(ink))
    return {
        "pose": label.pose,
        "wear": label.wear,
        "dark": list(label.dark),
        "paper": write(_path(paper)),
        "ink": write(_path(ink)),
        "areas": {garment: [write(areas[n]) for n in sorted(ns)] for garment, ns in label.areas.items()},
        "neck": [round(number, 1) for number in (*left, *right)],
        "ground": round(_path(ink).bounds.y2, 1),
    }


def white_areas(paper: pathops.Path, ink: pathops.Path) -> list[Path]:
    """Silhouette and ink → the areas of paper between the lines, largest first, each with its holes."""
    rest = _path(pathops.op(paper, ink, pathops.PathOp.DIFFERENCE, fix_winding=True))
    rings = [ring for ring in _rings(rest) if abs(_area(ring)) > SMALLEST_AREA]
    corners = [ring.outlines(6)[0] for ring in rings]
    inside = [
        [j for j, outer in enumerate(corners) if j != i and polygon_contains(outer, corner[0])]
        for i, corner in enumerate(corners)
    ]
    areas: list[tuple[float, Path]] = []
    for i, ring in enumerate(rings):
        if len(inside[i]) % 2 == 0:
            holes = [
                rings[j] for j in range(len(rings)) if i in inside[j] and len(inside[j]) == len(inside[i]) + 1
            ]
            size = abs(_area(ring)) - sum(abs(_area(hole)) for hole in holes)
            areas.append((size, ring.joined(*holes)))
    return [area for _, area in sorted(areas, key=lambda pair: -pair[0])]


def neck(paper: Path, ink: Path) -> tuple[Point, Point]:
    """A body's silhouette and ink → where the drawn sides of its neck begin, left and right."""
    silhouette, lines = paper.outlines(10), ink.outlines(10)
    top = min(y for polygon in silhouette for x, y in polygon if abs(x - NECK_AT) < 100)
    y = top + 4
    found: dict[str, Point] = {}
    while len(found) < 2 and y < top + 160:
        stub = min(crossings(silhouette, y), key=lambda ends: abs((ends[0] + ends[1]) / 2 - NECK_AT))
        inked = crossings(lines, y)
        for side, edge in (("left", stub[0]), ("right", stub[1])):
            if side not in found and any(a - 12 <= edge <= b + 12 for a, b in inked):
                found[side] = (edge, y)
        y += 2
    if len(found) < 2:
        raise ValueError("this body's neck has no lines")
    return found["left"], found["right"]


def crossings(outlines: tuple[Polygon, ...], y: float) -> list[tuple[float, float]]:
    """Where a level line runs inside an outline (even-odd): stretches from left to right."""
    xs = sorted(
        ax + (y - ay) * (bx - ax) / (by - ay)
        for outline in outlines
        for (ax, ay), (bx, by) in zip(outline, outline[1:] + outline[:1], strict=True)
        if (ay > y) != (by > y)
    )
    return list(zip(xs[::2], xs[1::2], strict=True))


def write(path: Path) -> str:
    """A path → its compact text: commands and whole tenths of a unit, `M`, `L`, `C` absolute."""
    words: list[str] = []
    for op, numbers in path.segments:
        words.append(op + " ".join(str(round(number * 10)) for number in numbers))
    return "".join(words)


def _neck_of(head: str) -> pathops.Path:
    """A head's name → everything below its jaw."""
    jaw = labels.JAW[head]
    region = pathops.Path()
    region.moveTo(150, 700)
    for x, y in (*jaw, (730, 850), (730, 1100), (150, 1100)):
        region.lineTo(x, y)
    region.close()
    return region


def _shape(shape: dict[str, Any], without: pathops.Path | None = None) -> list[Any]:
    """A shape of the artwork, less a region → [is it ink?, is it even-odd?, path text]."""
    if without is not None:
        rest = pathops.op(_united([shape]), without, pathops.PathOp.DIFFERENCE, fix_winding=True)
        return [int(shape["fill"] == "ink"), 0, write(_path(rest))]
    path = _drawn(shape)
    return [int(shape["fill"] == "ink"), int(shape["rule"] == "evenodd"), write(path)]


def _drawn(shape: dict[str, Any]) -> Path:
    return parse(shape["d"], tuple(shape["moved"]))


def _united(shapes: list[dict[str, Any]]) -> pathops.Path:
    """Shapes → the union of what they fill, as outlines that do not cross."""
    union = pathops.Path()
    for shape in shapes:
        rule = pathops.FillType.EVEN_ODD if shape["rule"] == "evenodd" else pathops.FillType.WINDING
        outline = pathops.Path(fillType=rule)
        is_open = False
        for op, numbers in _drawn(shape).segments:
            if op == "M":
                if is_open:
                    outline.close()
                outline.moveTo(*numbers)
                is_open = True
            elif op == "L":
                outline.lineTo(*numbers)
            elif op == "C":
                outline.cubicTo(*numbers)
            else:
                outline.close()
                is_open = False
        outline.simplify(fix_winding=True)
        union = pathops.op(union, outline, pathops.PathOp.UNION, fix_winding=True)
    return union


def _path(outline: pathops.Path) -> Path:
    """Skia's outline → ours, quadratic curves as cubics."""
    segments: list[Segment] = []
    x, y = 0.0, 0.0
    for verb, points in outline:
        if verb == pathops.PathVerb.CLOSE:
            segments.append(("Z", ()))
            continue
        end = points[-1]
        if verb == pathops.PathVerb.MOVE:
            segments.append(("M", end))
        elif verb == pathops.PathVerb.LINE:
            segments.append(("L", end))
        elif verb == pathops.PathVerb.CUBIC:
            segments.append(("C", tuple(number for point in points for number in point)))
        else:
            qx, qy = points[0]
            first = (x + 2 / 3 * (qx - x), y + 2 / 3 * (qy - y))
            second = (end[0] + 2 / 3 * (qx - end[0]), end[1] + 2 / 3 * (qy - end[1]))
            segments.append(("C", (*first, *second, *end)))
        x, y = end
    return Path(tuple(segments))


def _rings(path: Path) -> list[Path]:
    """A path → its closed parts, one by one."""
    rings: list[list[Segment]] = []
    for segment in path.segments:
        if segment[0] == "M":
            rings.append([])
        rings[-1].append(segment)
    return [Path(tuple(ring)) for ring in rings]


def _area(ring: Path) -> float:
    return signed_area(ring.outlines(6)[0])


if __name__ == "__main__":
    main(sys.argv[1])
