"""An image file that somebody gives → its greys as they look on white paper, read within limits."""

from __future__ import annotations

import struct
import zlib

import numpy as np
from PIL import Image

FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF")
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


def on_paper(image: Image.Image) -> Image.Image:
    """An opened image of any mode → its greys, upright, transparent parts white; of 16 bits the high half."""
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
