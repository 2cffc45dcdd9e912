"""The packed line art: heads, hair and faces, read once and parsed as they are asked for.

All share the square of the Lorelei artwork: 980 units, y down, the face turned to the right. Path texts
hold whole tenths of a unit.
"""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from mangacli.geometry import Path, Segment

_WORD = re.compile(r"[MLCZ]|-?\d+")
_NUMBERS = {"M": 2, "L": 2, "C": 6, "Z": 0}


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled path: ink, or the paper that hides what is behind."""

    path: Path
    ink: bool = True
    even_odd: bool = False


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


def checksums() -> dict[str, str]:
    """Every part (`hair/01`, `mouth/happy01` …) → the SHA-256 of the artwork that it was made from."""
    packed = _packed()
    kinds = {"hair": packed["hair"], **packed["face"]}
    return {f"{kind}/{name}": part["sha256"] for kind, parts in kinds.items() for name, part in parts.items()}


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
