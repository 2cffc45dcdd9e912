"""A font file, opened: which characters it has, how wide its glyphs are, their outlines.

A face is known by its key: the name of a bundled font (`comic-neue-bold`) or the absolute path of a file.
One measure: the em (type size 1), x to the right, y down, the origin on the baseline.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import uharfbuzz as hb

from mangacli import geometry
from mangacli.errors import RunError
from mangacli.geometry import Segment

BUNDLED = Path(__file__).parent / "bundled"
LARGEST_FILE = 64 * 2**20
"""Bytes. The largest CJK fonts in use have some 20 MB; more is not a font for lettering."""

_NOT_IN_NAMES = re.compile(r"[^!-~]|[\[\](){}<>/%#]")
_SIGNATURES = (b"\x00\x01\x00\x00", b"OTTO", b"true", b"ttcf")


class Face:
    """One font, opened from its file. Get it from `face()`, which keeps it; compare faces by `key`."""

    def __init__(self, key: str, data: bytes) -> None:
        self.key = key
        self.data = data
        self.hb_face: Any = hb.Face(data)
        self.hb_font: Any = hb.Font(self.hb_face)
        self.units_per_em: int = self.hb_face.upem
        self.family: str = _name(self.hb_face, 16) or _name(self.hb_face, 1) or Path(key).stem
        self.style: str = _name(self.hb_face, 17) or _name(self.hb_face, 2) or "Regular"
        self.postscript_name: str = _postscript(_name(self.hb_face, 6) or self.family)
        extents = self.hb_font.get_font_extents("ltr")
        self.ascent: float = extents.ascender / self.units_per_em
        self.descent: float = -extents.descender / self.units_per_em
        self._characters: Any = self.hb_face.unicodes
        self._outlines: dict[int, geometry.Path] = {}
        self._inks: dict[int, geometry.Box | None] = {}

    def __repr__(self) -> str:
        return f"Face({self.key!r})"

    def has(self, character: str) -> bool:
        """Whether the font has a glyph for a character."""
        return ord(character) in self._characters

    def advance(self, glyph_id: int) -> float:
        """A glyph's id → how far the next glyph of a line lies from it, in em."""
        return float(self.hb_font.get_glyph_h_advance(glyph_id)) / self.units_per_em

    def outline(self, glyph_id: int) -> geometry.Path:
        """A glyph's id → its outline in em, y down, from its origin on the baseline; curves as cubics."""
        path = self._outlines.get(glyph_id)
        if path is None:
            pen = _OutlinePen(1 / self.units_per_em)
            self.hb_font.draw_glyph_with_pen(glyph_id, pen)
            path = self._outlines[glyph_id] = geometry.Path(tuple(pen.segments))
        return path

    def ink(self, glyph_id: int) -> geometry.Box | None:
        """A glyph's id → the box around its ink in em, y down; None where it has no ink."""
        if glyph_id not in self._inks:
            extents = self.hb_font.get_glyph_extents(glyph_id)
            em = self.units_per_em
            if extents is None or extents.width == 0 or extents.height == 0:
                self._inks[glyph_id] = None
            else:
                left, top = extents.x_bearing / em, -extents.y_bearing / em
                box = geometry.Box(left, top, left + extents.width / em, top - extents.height / em)
                self._inks[glyph_id] = box
        return self._inks[glyph_id]


@lru_cache(maxsize=64)
def face(key: str) -> Face:
    """A bundled font's name or a file's absolute path → the face, opened once.

    Raises RunError where there is no such font, or its file is not one that can be lettered with.
    """
    path = Path(key) if Path(key).is_absolute() else BUNDLED / f"{key}.ttf"
    return Face(key, read_font(path))


def read_font(path: Path) -> bytes:
    """A font file → its bytes, once they are known to be a TrueType or OpenType font with characters.

    Raises RunError where the file cannot be read, is too large, is no font, or maps no characters.
    """
    data = font_bytes(path)
    candidate = hb.Face(data)
    if candidate.glyph_count == 0 or len(candidate.unicodes) == 0:
        raise RunError(f"{path} is a damaged font: no characters in it", "give another TTF or OTF file")
    return data


def font_bytes(path: Path) -> bytes:
    """A file → its bytes, if they begin as a TrueType or OpenType font does; no library has read them yet.

    Raises RunError where the file cannot be read, is too large or begins otherwise.
    """
    try:
        if path.exists() and not path.is_file():  # a pipe would wait for ever, a device never end
            raise RunError(f"{path} is not a file", "give a TTF or OTF file")
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise RunError(f"cannot read the font {path}: {error.strerror}") from error
    if len(data) > LARGEST_FILE:
        raise RunError(f"{path} is too large: a font may have {LARGEST_FILE // 2**20} MB", "subset it")
    if data[:4] in (b"wOFF", b"wOF2"):
        raise RunError(f"{path} is a web font", "use the TTF or OTF file of the same font")
    if data[:4] not in _SIGNATURES:
        raise RunError(f"{path} is not a font", "give a TTF or OTF file")
    return data


def _name(hb_face: Any, name_id: int) -> str:
    return str(hb_face.get_name(name_id, "en") or "").strip()


def _postscript(name: str) -> str:
    """A font's name → what of it may stand in a PostScript name (OpenType 1.9, `name` table, id 6)."""
    return _NOT_IN_NAMES.sub("", name)[:63] or "Unnamed"


class _OutlinePen:
    """Receives a glyph's contours in font units, y up; keeps them in em, y down, as lines and cubics."""

    def __init__(self, scale: float) -> None:
        self.scale = scale
        self.segments: list[Segment] = []
        self._at = (0.0, 0.0)

    def _point(self, point: tuple[float, float]) -> tuple[float, float]:
        return (point[0] * self.scale, -point[1] * self.scale)

    def moveTo(self, to: tuple[float, float]) -> None:  # noqa: N802 - the pen protocol's names
        self._at = self._point(to)
        self.segments.append(("M", self._at))

    def lineTo(self, to: tuple[float, float]) -> None:  # noqa: N802
        self._at = self._point(to)
        self.segments.append(("L", self._at))

    def qCurveTo(self, control: tuple[float, float], to: tuple[float, float]) -> None:  # noqa: N802
        (x0, y0), (qx, qy), (x, y) = self._at, self._point(control), self._point(to)
        first = (x0 + 2 / 3 * (qx - x0), y0 + 2 / 3 * (qy - y0))
        second = (x + 2 / 3 * (qx - x), y + 2 / 3 * (qy - y))
        self.segments.append(("C", (*first, *second, x, y)))
        self._at = (x, y)

    def curveTo(  # noqa: N802
        self, first: tuple[float, float], second: tuple[float, float], to: tuple[float, float]
    ) -> None:
        self._at = self._point(to)
        self.segments.append(("C", (*self._point(first), *self._point(second), *self._at)))

    def closePath(self) -> None:  # noqa: N802
        self.segments.append(("Z", ()))
