"""A reference image's file → the grey picture that the encoders of the characters see.

Three ways to prepare it. `crop` and `pad` are ours: the picture is held as its camera was, transparent parts
show white paper, sixteen bits become eight by their high half; `pad` then adds white until it is a square, so
that the encoder that looks at the centre square sees all of it. White, because that is what a manga's paper
is: a corner may be anybody's hair. `parity` is the reference's way, by which its recorded numbers come out:
what lies hidden under transparent parts shows (mostly black), photographs lie as the camera stored them.
"""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from typing import Literal

import numpy as np
from PIL import Image

from mangacli.errors import RunError

Preparation = Literal["parity", "crop", "pad"]
PREPARATION_VERSION = 1
"""Counted up whenever a way to prepare pictures changes: what was made from them is then made anew."""
FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF")
LONGEST_PADDED = 4096
"""Pixels of a padded square's edge, many times what an encoder looks at."""
_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What turns a stored photograph upright, by its orientation tag (EXIF 2.32)."""
UNREADABLE = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    EOFError,
    ArithmeticError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)
"""What Pillow is known to raise on a damaged file."""


def prepared_picture(content: bytes, preparation: Preparation, name: str) -> Image.Image:
    """An image file's bytes and its name (for errors) → the grey picture as RGB. Raises RunError."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=FORMATS) as image:
                grey = image.convert("L") if preparation == "parity" else _on_paper(image)
    except UNREADABLE as error:
        raise RunError(
            f"cannot read the reference picture {name}: {error}", "give a PNG or JPEG file"
        ) from error
    return (padded_to_square(grey) if preparation == "pad" else grey).convert("RGB")


def padded_to_square(image: Image.Image) -> Image.Image:
    """A grey picture → a square with it in the middle and white beside it, LONGEST_PADDED pixels at most."""
    if max(image.size) > LONGEST_PADDED:
        scale = LONGEST_PADDED / max(image.size)
        smaller = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
        image = image.resize(smaller, Image.Resampling.BOX)
    edge = max(image.size)
    square = Image.new("L", (edge, edge), 255)
    square.paste(image, ((edge - image.width) // 2, (edge - image.height) // 2))
    return square


def _on_paper(image: Image.Image) -> Image.Image:
    """An opened image of any mode → its greys, upright, transparent parts white."""
    image = _upright(image)
    if image.mode.startswith("I"):
        return _high_half(image)
    if image.mode == "F":
        raise ValueError("its pixels are floating-point numbers, of no known range")
    if image.has_transparency_data:
        drawn = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", drawn.size, "white"), drawn)
    return image.convert("L")


def _upright(image: Image.Image) -> Image.Image:
    """An opened image → the same as its camera was held; as it is stored where that is unknown or garbled."""
    image.load()
    try:
        held = image.getexif().get(_ORIENTATION, 1)
    except UNREADABLE:
        return image
    turn = _TURNS.get(held)
    return image if turn is None else image.transpose(turn)


def _high_half(image: Image.Image) -> Image.Image:
    """Greys of 16 bits → of 8; Pillow's own conversion would make all but the darkest of them white."""
    greys = np.array(image.convert("I"))
    clear = image.info.get("transparency")
    if isinstance(clear, int):
        greys[greys == clear] = 0xFFFF
    if greys.min() < 0 or greys.max() > 0xFFFF:
        raise ValueError("its greys have more than 16 bits")
    return Image.fromarray((greys >> 8).astype(np.uint8))
