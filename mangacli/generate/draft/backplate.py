"""The author's own picture of a place → a panel's background in our style: lines, blacks, flat screentones.

The picture is cut to the panel's shape about its middle. A guided filter (He, Sun and Tang, 2013) evens its
surfaces and keeps their edges; lines are where it is darker than its surroundings; what is left of the greys
falls into few tones, as film is cut.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from mangacli.drawing import Pixels
from mangacli.generate.base import PanelRequest, Reference
from mangacli.generate.draft.authors_picture import guided, mean_about, open_small
from mangacli.generate.draft.ink import Picture
from mangacli.geometry import Box

WORKING = 1000
"""Pixels. Longest edge on which a picture is inked."""
LINE = 0.92
"""What is darker than this share of its surroundings becomes a line."""
BLACK = 0.2
"""Greys below become solid black."""
TONES = ((0.4, 0.42), (0.6, 0.62), (0.78, 0.82))
"""Greys up to the first number become the second; paler ones stay paper."""
DARK = 0.35
"""Mean grey below which lines over a picture must be white."""

Plane = NDArray[np.float32]
"""Greys from 0 black to 1 white, rows from the top."""


def backplate(request: PanelRequest) -> Picture:
    """A request with a background image → that picture, inked, over the whole panel, in pixels.

    Raises RunError where the image cannot be read or is too large.
    """
    assert request.background_image is not None, "asked for only where there is one"
    ink, tone = _inked(request.background_image, request.width / request.height)
    mask = Pixels(1, 1, b"\xff")
    return Picture(Box(0, 0, request.width, request.height), ink, mask, tone)


@lru_cache(maxsize=8)
def is_dark(reference: Reference) -> bool:
    """Whether a picture is so dark that lines over it must be white."""
    return float(np.asarray(_open(reference), dtype=np.float32).mean()) < 255 * DARK


@lru_cache(maxsize=4)
def _inked(reference: Reference, aspect: float) -> tuple[Pixels, Pixels]:
    """A picture cut to an aspect → its lines and blacks, and its tones."""
    grey = np.asarray(_cut(_open(reference), aspect), dtype=np.float32) / np.float32(255)
    low, high = (float(value) for value in np.percentile(grey, (0.5, 99)))
    low = min(low, 0.12)  # a picture without black gets none
    even = np.clip((grey - low) / max(0.05, high - low), 0, 1)
    reach = max(2, max(even.shape) // 200)
    flat = guided(guided(even, reach, 0.002), 2 * reach, 0.004)
    calm = guided(flat, 3 * reach, 0.01)
    ink = np.where((flat < LINE * mean_about(flat, reach)) | (calm < BLACK), 0, 255).astype(np.uint8)
    tone = np.ones_like(flat)
    for limit, value in reversed(TONES):
        tone[calm < limit] = value
    return _pixels(_smooth(ink)), _pixels((255 * tone).astype(np.uint8))


def _open(reference: Reference) -> Image.Image:
    """The image in greys, on white, no larger than needed."""
    image = open_small(reference, "background", WORKING, "L", "give a PNG, JPEG or WebP image")
    return Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("L")


def _cut(image: Image.Image, aspect: float) -> Image.Image:
    """An image → its middle in the shape of width to height `aspect`, at least 8 pixels each way."""
    width, height = image.size
    wide, high = min(width, height * aspect), min(height, width / aspect)
    left, top = (width - wide) / 2, (height - high) / 2
    size = (max(8, round(wide)), max(8, round(high)))
    return image.resize(size, Image.Resampling.LANCZOS, (left, top, left + wide, top + high))


def _smooth(ink: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Lines without specks, their edges soft by a pixel."""
    soft = Image.fromarray(ink).filter(ImageFilter.MedianFilter(3)).filter(ImageFilter.GaussianBlur(0.9))
    steep = (np.asarray(soft, dtype=np.float32) - 128) * 2.2 + 128
    return np.asarray(np.clip(steep, 0, 255), dtype=np.uint8)


def _pixels(plane: NDArray[np.uint8]) -> Pixels:
    height, width = plane.shape
    return Pixels(width, height, np.ascontiguousarray(plane).tobytes())
