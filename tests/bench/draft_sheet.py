"""Random panels by the draft artist on one contact sheet, to be looked at: lettered, numbered by their seeds.

    PYTHONPATH=. python tests/bench/draft_sheet.py [--output sheet.png] [--count 100] [--columns 10]
    [--width 320]

The same seeds give the same panels, so that a sheet before a change can be laid beside the one after it.
"""

import argparse
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

sys.path.insert(0, str(Path(__file__).parents[1]))

from random_panels import HEIGHT_MM, WIDTH_MM, placed_panel

from mangacli.compose import compose
from mangacli.errors import StoryError
from mangacli.export.page_pixels import page_pixels
from mangacli.generate.registry import artist


def drawn(folder: Path, seed: int, width: int, screened: bool) -> Image.Image | None:
    """A seed → its page, lettered, so many pixels wide; None where the words do not fit into the panel."""
    dpi = max(150.0, 25.4 * width / WIDTH_MM)
    try:
        placed, request = placed_panel(folder, seed, dpi=dpi)
    except StoryError:
        return None
    request = replace(request, screened=screened)
    art = artist("draft").draw(request, lambda done, total: None)
    page = compose(placed.pages[0], {request.panel: art})
    picture = Image.fromarray(np.ascontiguousarray(page_pixels(page, dpi)))
    height = round(width * picture.height / picture.width)
    return picture.resize((width, height), Image.Resampling.LANCZOS)


def sheet(first: int, count: int, columns: int, width: int, screened: bool = True) -> Image.Image:
    """Seeds from `first` on → one picture, panels in rows, each with its seed in the corner."""
    height = round(width * (HEIGHT_MM + 4) / (WIDTH_MM + 4))
    rows = -(-count // columns)
    picture = Image.new("L", (columns * width, rows * height), 255)
    pen = ImageDraw.Draw(picture)
    with tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            panel = drawn(Path(folder), first + number, width, screened)
            left, top = number % columns * width, number // columns * height
            if panel is not None:
                picture.paste(panel, (left, top))
            pen.rectangle((left + 6, top + height - 17, left + 30, top + height - 6), fill=255)
            pen.text((left + 8, top + height - 18), str(first + number), fill=0)
    return picture


def main() -> None:
    """Writes the sheet and says what it took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", "-o", type=Path, default=Path("draft-sheet.png"))
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--columns", type=int, default=10)
    parser.add_argument("--width", type=int, default=320)
    parser.add_argument("--levels", type=int, default=256, help="greys of the file; fewer make it smaller")
    parser.add_argument(
        "--grey", action="store_true", help="leave tones grey: dots do not survive a small sheet"
    )
    options = parser.parse_args()
    start = time.process_time()
    picture = sheet(options.first, options.count, options.columns, options.width, not options.grey)
    if options.levels < 256:
        picture = picture.quantize(options.levels)
    picture.save(options.output, optimize=True)
    seconds = time.process_time() - start
    size = options.output.stat().st_size
    print(f"{options.output}: {options.count} panels, {seconds:.1f} CPU seconds, {size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
