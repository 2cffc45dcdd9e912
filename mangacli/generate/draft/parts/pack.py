"""Artwork of an npm package → the one data file that the draft artist draws from.

    node extract.mjs LORELEI > artwork.json
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
from mangacli.geometry import Path, Segment


def main(artwork_file: str) -> None:
    """Packs an artwork file into `parts.json.gz` beside this script."""
    artwork = json.loads(File(artwork_file).read_text(encoding="utf-8"))
    packed: dict[str, Any] = {"sources": artwork["sources"], "hair": {}, "face": {}}
    for part in artwork["parts"]:
        _pack(part, part["name"].removeprefix("variant"), packed)
    text = json.dumps(packed, separators=(",", ":"), sort_keys=True)
    target = File(__file__).with_name("parts.json.gz")
    target.write_bytes(gzip.compress(text.encode("ascii"), 9, mtime=0))
    print(f"{target.name}: {target.stat().st_size} bytes", file=sys.stderr)  # noqa: T201


def _pack(part: dict[str, Any], name: str, packed: dict[str, Any]) -> None:
    """Adds a part of a head to the result, if it has a label."""
    kind, shapes = part["kind"], part["shapes"]
    if kind == "hair":
        where = next(index for index, shape in enumerate(shapes) if shape.get("head"))
        packed["hair"][name] = {
            "sha256": part["sha256"],
            "tags": labels.HAIR[name].split(),
            "top": round(min(_drawn(shape).bounds.y1 for shape in shapes if "d" in shape), 1),
            "behind": [_shape(shape) for shape in shapes[:where]],
            "before": [_shape(shape) for shape in shapes[where + 1 :]],
        }
        return
    words = {"eyes": labels.EYES, "eyebrows": labels.EYEBROWS, "mouth": labels.MOUTHS, **labels.OTHERS}[kind]
    if name in words:
        below = _neck_of(name) if kind == "head" else None
        entry = {
            "sha256": part["sha256"],
            "tags": words[name].split(),
            "shapes": [_shape(shape, below) for shape in shapes],
        }
        packed["face"].setdefault(kind, {})[name] = entry


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
    return parse(shape["d"])


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


if __name__ == "__main__":
    main(sys.argv[1])
