"""The packed line art: bodies, heads, hair and faces, read once and parsed as they are asked for.

Two drawings, two measures. Heads, hair and faces share the square of the Lorelei artwork (980 units, face
turned to the right); bodies share the sheet of the Open Peeps artwork (about 2900 units from head to feet,
neck near x = 465). y runs down in both. Path texts hold whole tenths of a unit.
"""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from mangacli.geometry import Path, Point, Segment

_WORD = re.compile(r"[MLCZ]|-?\d+")
_NUMBERS = {"M": 2, "L": 2, "C": 6, "Z": 0}


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled path: ink, or the paper that hides what is behind."""

    path: Path
    ink: bool = True
    even_odd: bool = False


@dataclass(frozen=True, slots=True)
class Body:
    """A clothed body without a head.

    `paper` is its silhouette, `ink` lines and blacks, `areas` the white cloth of each garment, `dark` the
    garments drawn in black; `neck` is where the sides of its neck begin, left and right, `ground` the y of
    the soles.
    """

    name: str
    pose: str
    wear: str
    dark: tuple[str, ...]
    paper: Path
    ink: Path
    areas: dict[str, tuple[Path, ...]]
    neck: tuple[Point, Point]
    ground: float


@dataclass(frozen=True, slots=True)
class Hair:
    """A hairdo: what is painted behind the head and what before it."""

    name: str
    behind: tuple[Shape, ...]
    before: tuple[Shape, ...]


@lru_cache(maxsize=1)
def _packed() -> dict[str, Any]:
    data = files("mangacli.generate.draft").joinpath("parts", "parts.json.gz").read_bytes()
    packed: dict[str, Any] = json.loads(gzip.decompress(data))
    return packed


def read_path(text: str) -> Path:
    """Path text → path. Raises ValueError on text that is no path."""
    segments: list[Segment] = []
    words = _WORD.findall(text)
    place = 0
    while place < len(words):
        op = words[place]
        end = place + 1 + _NUMBERS[op]
        numbers = tuple(int(word) / 10 for word in words[place + 1 : end])
        segments.append((op, numbers))
        place = end
    return Path(tuple(segments))


def sources() -> list[dict[str, str]]:
    """The packages that the artwork was taken from: name, version, license, sha256 of their files."""
    return list(_packed()["sources"])


def body_names(**wanted: str) -> list[str]:
    """Names of the bodies whose `pose` and `wear` are the wanted ones, sorted."""
    bodies = _packed()["bodies"]
    return sorted(name for name, body in bodies.items() if all(body[k] == v for k, v in wanted.items()))


@lru_cache(maxsize=256)
def hair_names(*tags: str) -> tuple[str, ...]:
    """Names of the hairdos that have all of these tags, sorted."""
    found = (name for name, hair in _packed()["hair"].items() if set(tags) <= set(hair["tags"]))
    return tuple(sorted(found))


def hair_top(name: str) -> float:
    """How high a hairdo reaches, as the y of its highest point; the skull's is about 240."""
    return float(_packed()["hair"][name]["top"])


def face_names(kind: str, *tags: str) -> list[str]:
    """Names of a face's parts (`eyes`, `mouth`, `nose`, `head` …) that have all of these tags, sorted."""
    return sorted(name for name, part in _packed()["face"][kind].items() if set(tags) <= set(part["tags"]))


@lru_cache(maxsize=64)
def body(name: str) -> Body:
    """A body by name."""
    raw = _packed()["bodies"][name]
    x1, y1, x2, y2 = raw["neck"]
    return Body(
        name,
        raw["pose"],
        raw["wear"],
        tuple(raw["dark"]),
        read_path(raw["paper"]),
        read_path(raw["ink"]),
        {garment: tuple(read_path(text) for text in texts) for garment, texts in raw["areas"].items()},
        ((x1, y1), (x2, y2)),
        raw["ground"],
    )


@lru_cache(maxsize=64)
def hair(name: str) -> Hair:
    """A hairdo by name."""
    raw = _packed()["hair"][name]
    return Hair(name, _shapes(raw["behind"]), _shapes(raw["before"]))


@lru_cache(maxsize=256)
def face(kind: str, name: str) -> tuple[Shape, ...]:
    """A part of the face by kind and name, in paint order."""
    return _shapes(_packed()["face"][kind][name]["shapes"])


def _shapes(raw: list[list[Any]]) -> tuple[Shape, ...]:
    return tuple(Shape(read_path(text), bool(ink), bool(even_odd)) for ink, even_odd, text in raw)
