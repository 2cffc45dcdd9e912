"""How well a machine reads the balloons of stories: each cropped from its PNG, read by tesseract, compared.

    python tests/bench/ocr_balloons.py [STORY…] [--dpi 350] [--show]

English is read with `eng`, Japanese columns with `jpn_vert`, Japanese lines with `jpn`; stories in other
languages are left out, and sounds: they are drawn, not set. Rates are 1 − edit distance ÷ characters, blanks
and the shapes of quotation marks aside. Ruby is blanked out before: the words themselves are what is said.
`--show` prints what was read wrong.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = (ROOT / "examples").glob("*/*.yaml")
MARGIN = 0.5
"""Points of paper around the text that is cropped with it: a little, so that no outline is seen."""
PAPER = 60
"""Pixels of white around what is read."""
ELLIPSIS = "…"
DOTS = re.compile(r"[.:：‥]{2,}")
"""An ellipsis, by however many points it was seen: in a column they look like colons."""
RUBY = 0.62
"""Em. What is narrower between the columns is ruby or emphasis dots."""
LINES, COLUMNS = "6", "5"
"""How tesseract is told to take a picture: as a block of lines, or of columns."""


@dataclass(frozen=True)
class Reading:
    """A balloon's page and panel, what it says and what was read."""

    place: str
    said: str
    read: str

    @property
    def errors(self) -> int:
        return distance(self.said, self.read)


def distance(said: str, read: str) -> int:
    """Two texts → the least number of characters put in, left out or changed between them."""
    row = list(range(len(read) + 1))
    for i, a in enumerate(said, start=1):
        above, row[0] = row[0], i
        for j, b in enumerate(read, start=1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (a != b))
    return row[-1]


def compared(text: str) -> str:
    """A text → its characters as they are compared: one width, straight quotes, no blanks."""
    plain = DOTS.sub(ELLIPSIS, unicodedata.normalize("NFKC", text))
    plain = re.sub(r"[‘’`´]", "'", re.sub(r"[“”]", '"', plain))
    return re.sub(r"\s", "", plain)


def model_of(language: str, vertical: bool) -> str | None:
    """A story's language and a balloon's direction → tesseract's model; None for others' languages."""
    if language.startswith("ja"):
        return "jpn_vert" if vertical else "jpn"
    return "eng" if language.startswith("en") else None


def rate(found: list[Reading]) -> float:
    """Readings → the share of the characters that were read right, 0 to 1."""
    characters = sum(len(reading.said) for reading in found)
    errors = sum(min(reading.errors, len(reading.said)) for reading in found)
    return 1 - errors / max(characters, 1)


def manga(*arguments: object) -> str:
    """Runs the command line as a reader would; returns what it prints."""
    command = [sys.executable, "-m", "mangacli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def readings(story: Path, dpi: float, folder: Path) -> list[Reading]:
    """A story, the resolution, a folder to work in → what was read of each of its balloons."""
    inspected = json.loads(manga("inspect", story, "--json"))
    manga("render", story, "--model", "draft", "--format", "png", "--dpi", dpi, "-o", folder, "-q")
    found = []
    for page in inspected["pages"]:
        with Image.open(folder / f"page-{page['number']:03d}.png") as opened:
            picture = opened.convert("L")
        for panel in page["panels"]:
            for balloon in panel["balloons"]:
                model = model_of(inspected["language"], balloon["vertical"])
                if model is None or balloon["kind"] == "sfx":
                    continue
                x1, y1, x2, y2 = balloon["text_box"]
                box = (x1 - MARGIN, y1 - MARGIN, x2 + MARGIN, y2 + MARGIN)
                crop = picture.crop(tuple(round(edge * dpi / 72) for edge in box))
                if balloon["kind"] == "monologue":
                    crop = crop.point(lambda grey: 255 - grey)
                if model == "jpn_vert":
                    crop = without_ruby(crop, balloon["size"] * dpi / 72)
                read = seen(crop, model, dpi, folder)
                found.append(Reading(f"{panel['id']}", compared(balloon["text"]), compared(read)))
    return found


def without_ruby(crop: Image.Image, em: float) -> Image.Image:
    """A picture of columns, their type size in pixels → the same, ruby and emphasis dots blanked out."""
    pixels = np.array(crop)
    inked = np.concatenate([[False], (pixels < 160).any(axis=0), [False]])
    starts, ends = (np.flatnonzero(np.diff(inked.astype(int)) == step) for step in (1, -1))
    for start, end in zip(starts, ends, strict=True):
        if end - start < RUBY * em:
            pixels[:, start:end] = 255
    return Image.fromarray(pixels)


def seen(crop: Image.Image, model: str, dpi: float, folder: Path) -> str:
    """A picture of a text → what tesseract reads in it."""
    path = folder / "balloon.png"
    framed = Image.new("L", (crop.width + 2 * PAPER, crop.height + 2 * PAPER), 255)
    framed.paste(crop, (PAPER, PAPER))
    framed.save(path)
    block = COLUMNS if model == "jpn_vert" else LINES
    command = ["tesseract", str(path), "-", "--psm", block, "-l", model, "--dpi", str(round(dpi))]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("stories", nargs="*", type=Path, default=sorted(EXAMPLES))
    parser.add_argument("--dpi", type=float, default=350)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    if not shutil.which("tesseract"):
        print("tesseract is not installed (Debian: tesseract-ocr, -jpn, -jpn-vert)")
        return 2
    for story in options.stories:
        with tempfile.TemporaryDirectory() as folder:
            found = readings(story, options.dpi, Path(folder))
        characters = sum(len(reading.said) for reading in found)
        whole = sum(reading.errors == 0 for reading in found)
        shown = f"{100 * rate(found):.1f} % of {characters} characters"
        print(f"{story.stem}: {shown}, {whole} of {len(found)} balloons whole")
        if options.show:
            for reading in found:
                if reading.errors:
                    print(f"  {reading.place}: {reading.said!r} read as {reading.read!r}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
