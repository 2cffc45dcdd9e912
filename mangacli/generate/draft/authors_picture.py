"""The author's own pictures, as the artist takes them up: opened no larger than needed, and evened."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from mangacli.errors import RunError
from mangacli.generate.base import Reference
from mangacli.generate.paper_picture import FORMATS

Levels = NDArray[np.float32]
LARGEST = 64_000_000
"""Pixels of a picture, before it is decoded."""


def open_small(reference: Reference, what: str, edge: int, mode: str, advice: str) -> Image.Image:
    """A picture's file → it in RGBA, neither side longer than `edge` pixels.

    `what` it is ("reference") stands in errors, `mode` ("L", "RGB") is how a JPEG is decoded. Raises RunError
    where it cannot be read, with `advice`, or has more than `LARGEST` pixels.
    """
    try:
        with Image.open(reference.path, formats=FORMATS) as image:
            width, height = image.size
            if width * height > LARGEST:
                message = f"the {what} {reference.path.name} has {width} × {height} pixels: too many"
                raise RunError(message, "scale it down")
            image.draft(mode, (edge, edge))
            image.thumbnail((edge, edge))
            return image.convert("RGBA")
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError, SyntaxError, ValueError) as error:
        raise RunError(f"the {what} {reference.path.name} cannot be read: {error}", advice) from error


def guided(levels: Levels, reach: int, evenness: float) -> Levels:
    """Levels (0–1, height × width) evened within `reach` pixels, edges kept: the guided filter, by itself.

    A variance below `evenness` counts as flat. Source: He, Sun and Tang, Guided Image Filtering (2010).
    """
    mean = mean_about(levels, reach)
    variance = np.maximum(mean_about(levels * levels, reach) - mean * mean, np.float32(0))
    share = np.asarray(variance / (variance + evenness), dtype=np.float32)
    return mean_about(share, reach) * levels + mean_about((1 - share) * mean, reach)


def mean_about(levels: Levels, reach: int) -> Levels:
    """The mean of every pixel's square of 2·reach + 1 pixels, the border repeated outward."""
    for axis in (0, 1):
        edge = [(0, 0), (0, 0)]
        edge[axis] = (reach + 1, reach)
        sums = np.cumsum(np.pad(levels, edge, mode="edge"), axis=axis, dtype=np.float64)
        count = 2 * reach + 1
        ends, starts = (np.delete(sums, np.s_[:count], axis), np.delete(sums, np.s_[-count:], axis))
        levels = ((ends - starts) / count).astype(np.float32)
    return levels
