"""The candidates of a story's panels side by side, a row a panel: as pictures, and as a page for a browser.

The page for a browser is one file that loads nothing and runs nothing: pictures lie in it, words are escaped,
and its own policy forbids the rest.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path as FilePath

from PIL import Image

from mangacli import __version__
from mangacli.atomic_file import write_whole
from mangacli.candidates import Candidate, Casting
from mangacli.drawing import Art, Drawing, Item, Pixels, Shape, Stroke
from mangacli.errors import UsageError
from mangacli.export.png import write_png
from mangacli.fonts.label import label
from mangacli.geometry import Box, Path
from mangacli.story.picks import MOST_CANDIDATES

THUMB = 300
"""Pixels. Longest edge of a candidate's picture on the sheet."""
ROWS_A_SHEET = 24
DPI = 144
_CELL, _SPACE, _CAPTION, _ROW = 150.0, 14.0, 16.0, 24.0
"""Points: the edge of a cell, the space between cells, a caption's height, the height of a row's heading."""
_TABLE, _INK, _SOFT = 0.86, 0.0, 0.35

_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
_PAGE = """\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="generator" content="mangacli {version}">
<title>{title}</title>
<style>
body {{ font: 15px/1.4 sans-serif; margin: 2em; background: #ddd; color: #111; }}
section {{ margin: 0 0 2em; }}
h2 {{ font-size: 1.1em; margin: 0 0 .5em; }}
h2 span {{ font-weight: normal; color: #555; }}
.row {{ display: flex; flex-wrap: wrap; gap: 1em; align-items: flex-end; }}
figure {{ margin: 0; }}
img {{ display: block; border: 1px solid #888; background: #fff; }}
.picked img {{ outline: 5px solid #111; }}
figcaption {{ margin-top: .4em; }}
code {{ font-size: .85em; color: #444; }}
</style>
</head>
<body>
<h1>{title}</h1>
{rows}
</body>
</html>
"""


@dataclass(frozen=True, slots=True)
class Thumb:
    """A candidate with its picture, small."""

    candidate: Candidate
    pixels: Pixels


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A panel's candidates that are drawn; `prompt` is what the panel shows, in the author's words."""

    name: str
    panel: str
    prompt: str
    thumbs: tuple[Thumb, ...]

    @property
    def heading(self) -> str:
        return self.panel if self.name == self.panel else f"{self.panel} ({self.name})"


def gather(casting: Casting, wanted: Sequence[str]) -> tuple[SheetRow, ...]:
    """A casting and panels (none: all) → their candidates that are drawn. Raises UsageError where none is."""
    rows = []
    for name in casting.names(wanted):
        found = casting.candidates(name, range(1, MOST_CANDIDATES + 1))
        arts = ((each, casting.art(each)) for each in found if each.kept)
        thumbs = tuple(Thumb(each, _small(art.pixels)) for each, art in arts if art is not None)
        if thumbs:
            rows.append(SheetRow(name, found[0].panel, found[0].request.scene, thumbs))
    if not rows:
        raise UsageError(
            "no candidates are drawn", f"manga render {casting.path} --candidates 4 draws four of each panel"
        )
    return tuple(rows)


def write_sheets(
    rows: Sequence[SheetRow], title: str, language: str, folder: FilePath
) -> tuple[FilePath, ...]:
    """Rows, the story's title and language, a folder → `candidates.html`, `candidates.png` (`-2`, `-3` …)."""
    page = folder / "candidates.html"
    write_whole(page, html_sheet(rows, title, language).encode())
    paths = [page]
    for number, first in enumerate(range(0, len(rows), ROWS_A_SHEET), 1):
        path = folder / ("candidates.png" if number == 1 else f"candidates-{number}.png")
        write_png(drawn_sheet(rows[first : first + ROWS_A_SHEET], title), path)
        paths.append(path)
    return tuple(paths)


def drawn_sheet(rows: Sequence[SheetRow], title: str) -> Drawing:
    """Rows → a drawing: each panel's heading, its candidates with number and seed, the picked one framed."""
    columns = max(len(row.thumbs) for row in rows)
    width = _SPACE + columns * (_CELL + _SPACE)
    items: list[Item] = []
    y = _SPACE
    for row in rows:
        items.append(label(_cut(f"{row.heading}   {row.prompt}", width / 5), 9, (_SPACE, y + 10)))
        tallest = max(_shown(thumb.pixels)[1] for thumb in row.thumbs)
        for column, thumb in enumerate(row.thumbs):
            items += _cell(thumb, _SPACE + column * (_CELL + _SPACE), y + _ROW, tallest)
        y += _ROW + tallest + _CAPTION + _SPACE
    sheet = Box(0.0, 0.0, width, y)
    table = Shape(Path.box(sheet), fill=_TABLE)
    return Drawing(1, (width, y), sheet, sheet, (table, *items), DPI, "candidates", f"Candidates: {title}")


def html_sheet(rows: Sequence[SheetRow], title: str, language: str) -> str:
    """Rows, title, language → a page for a browser, complete in itself."""
    return _PAGE.format(
        language=escape(language),
        title=escape(title),
        version=__version__,
        policy=_POLICY,
        rows="\n".join(map(_html_row, rows)),
    )


def _html_row(row: SheetRow) -> str:
    heading = f"<h2>{escape(row.heading)} <span>{escape(row.prompt)}</span></h2>"
    return f'<section>{heading}<div class="row">{"".join(map(_html_cell, row.thumbs))}</div></section>'


def _html_cell(thumb: Thumb) -> str:
    candidate, pixels = thumb.candidate, thumb.pixels
    file = io.BytesIO()
    Image.frombytes("L", (pixels.width, pixels.height), pixels.data).save(file, "PNG", optimize=True)
    source = f"data:image/png;base64,{base64.b64encode(file.getvalue()).decode('ascii')}"
    alt = escape(f"Panel {candidate.name}, candidate {candidate.number}")
    words = f"<b>{candidate.number}</b> seed {candidate.seed}{' — picked' if candidate.picked else ''}"
    kind = "picked" if candidate.picked else "offered"
    size = f'width="{pixels.width}" height="{pixels.height}"'
    return (
        f'<figure class="{kind}"><img {size} src="{source}" alt="{alt}">'
        f"<figcaption>{words}</figcaption></figure>"
    )


def _cell(thumb: Thumb, x: float, y: float, tallest: float) -> Iterator[Item]:
    """A candidate: its picture standing on its caption."""
    width, height = _shown(thumb.pixels)
    box = Box(x, y + tallest - height, x + width, y + tallest)
    yield Art(thumb.pixels, box, Path.box(box))
    picked = thumb.candidate.picked
    yield Shape(Path.box(box.inset(-1.5) if picked else box), stroke=Stroke(3.0 if picked else 0.5, _INK))
    words = f"{thumb.candidate.number}   seed {thumb.candidate.seed}" + ("   picked" if picked else "")
    yield label(words, 7, (x, y + tallest + 11), grey=_INK if picked else _SOFT)


def _shown(pixels: Pixels) -> tuple[float, float]:
    """Size in points of a picture on the sheet."""
    scale = _CELL / max(pixels.width, pixels.height)
    return pixels.width * scale, pixels.height * scale


def _small(pixels: Pixels) -> Pixels:
    image = Image.frombytes("L", (pixels.width, pixels.height), pixels.data)
    image.thumbnail((THUMB, THUMB), Image.Resampling.LANCZOS)
    return Pixels(image.width, image.height, image.tobytes())


def _cut(words: str, letters: float) -> str:
    """Words on one line, cut to so many letters; what has no look of its own is left out."""
    line = "".join(letter if letter.isprintable() else " " for letter in words)
    return line if len(line) <= letters else line[: int(letters) - 1] + "…"
