"""The draft artist's stock on contact sheets, to be looked at: every thing, every place.

    PYTHONPATH=. python tests/bench/draft_stock.py things [--output things.png] [--width 150] [NAME ...]
    PYTHONPATH=. python tests/bench/draft_stock.py places [--output places.png] [--width 480] [NAME ...]

Places are shown empty by day, with a whole figure by day, near by night, and from the other side.
"""

import argparse
import sys
from pathlib import Path

from PIL import Image, ImageDraw

sys.path.insert(0, str(Path(__file__).parents[1]))

from draft_casting import cast, panel

from mangacli.generate.draft.artist import DraftArtist
from mangacli.generate.draft.ink import paint
from mangacli.generate.draft.props.easel import Easel
from mangacli.generate.draft.props.table import PROPS, extent
from mangacli.generate.draft.scenery import PLACES

SHEET = 1900
"""Pixels. About how wide a sheet is."""
LABEL = 14
VIEWS = (("", None, ()), ("", "full", ()), ("night", "bust", ()), ("", "full", ("reverse",)))
"""Hour, shot and camera of the pictures of a place."""


def thing(name: str, size: int) -> Image.Image:
    """A thing's name → its drawing, as large as a square allows."""
    reach, room = extent(name), size - 16
    high = min(room / max(0.2, reach.width), room / reach.height)
    easel = Easel((size / 2 - reach.center[0] * high, size - 8 + reach.y1 * high), high, size / 100)
    PROPS[name].draw(easel)
    return _image(paint(size, size, easel.shapes, size / 50))


def place(name: str, view: int, width: int) -> Image.Image:
    """A place's name and the number of a view → its picture."""
    hour, shot, camera = VIEWS[view]
    height = width * 7 // 10
    people = [cast(shot, width=width, height=height, center=0.35)] if shot else []
    request = panel(
        *people,
        width=width,
        height=height,
        background=name.replace("_", " "),
        scene=hour,
        camera=camera,
        pixels_per_point=width / 205,
    )
    return _image(DraftArtist().draw(request, lambda done, total: None).pixels)


def _image(pixels) -> Image.Image:
    return Image.frombytes("L", (pixels.width, pixels.height), pixels.data)


def sheet(pictures: list[tuple[str, Image.Image]], columns: int) -> Image.Image:
    """Pictures of one size with their names → one sheet."""
    width, height = pictures[0][1].size
    rows = -(-len(pictures) // columns)
    whole = Image.new("L", (columns * (width + 6), rows * (height + LABEL + 6)), 255)
    pen = ImageDraw.Draw(whole)
    for number, (name, picture) in enumerate(pictures):
        x, y = number % columns * (width + 6), number // columns * (height + LABEL + 6)
        pen.text((x + 3, y), name, fill=0)
        whole.paste(picture, (x + 3, y + LABEL))
        pen.rectangle((x + 2, y + LABEL - 1, x + 3 + width, y + LABEL + height), outline=0)
    return whole


def main() -> None:
    """Writes a sheet of things or of places."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("stock", choices=("things", "places"))
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--output", "-o", type=Path)
    parser.add_argument("--width", type=int, help="of one picture, in pixels")
    options = parser.parse_intermixed_args()
    if options.stock == "things":
        width = options.width or 150
        pictures = [(name, thing(name, width)) for name in options.names or PROPS]
        columns = SHEET // width
    else:
        width, columns = options.width or 460, len(VIEWS)
        names = options.names or list(PLACES)
        pictures = [(name, place(name, view, width)) for name in names for view in range(columns)]
    output = options.output or Path(f"{options.stock}.png")
    sheet(pictures, columns).save(output, optimize=True)
    print(f"{output}: {len(pictures)} pictures")


if __name__ == "__main__":
    main()
