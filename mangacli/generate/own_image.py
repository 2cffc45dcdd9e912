"""The author's own image in the place of an artist's picture: fitted to its panel, its lines kept.

The picture is made at the page's resolution, so that nothing is resampled twice. Art of two tones stays
sharp: made larger its edges stay one pixel wide, on a one-bit page it is black and white again; art that has
the page's resolution already keeps its very pixels.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from math import ceil, floor

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from mangacli.drawing import Pixels
from mangacli.errors import MangaError, RunError
from mangacli.generate.base import (
    Drawn,
    Generator,
    ImageRequest,
    PanelArt,
    PanelProgress,
    PanelRequest,
    Progress,
)
from mangacli.generate.paper_picture import FORMATS, UNREADABLE, on_paper
from mangacli.geometry import Box

ARTIST = "the author"
MOST_BYTES = 300_000_000
"""Of the decoded picture: an A3 spread at 600 dpi in greys has half of that."""
AS_IT_IS = 0.5
"""Pixels. Art that is this near to the size wanted is not resampled."""
PAPER = 255
NEARLY = 1e-6
"""Pixels. Rounding noise."""
INK_BELOW = 144
"""Grey under which a shrunk pixel of two-toned art is ink again: hairlines survive, blacks do not grow."""


class OwnImages:
    """An artist, and the author's own images where a panel has one."""

    def __init__(self, artist: Generator) -> None:
        self._artist = artist
        self.name = artist.name
        self.limits = artist.limits

    @property
    def made_by(self) -> str:
        """The artist's own."""
        return self._artist.made_by

    @property
    def panels_at_once(self) -> int:
        """The artist's own."""
        return self._artist.panels_at_once

    def seen(self, request: PanelRequest) -> PanelRequest:
        """Of a panel with an own image the image alone; else what the artist sees."""
        if request.image is None:
            return self._artist.seen(request)
        return PanelRequest.of_image(request)

    def draw(self, request: PanelRequest, progress: Progress) -> PanelArt:
        """A request → the author's image, or the artist's picture."""
        if request.image is None:
            return self._artist.draw(request, progress)
        return own_art(request.image, request.screened)

    def draw_all(self, requests: Sequence[PanelRequest], progress: PanelProgress) -> Iterator[Drawn]:
        """Requests → each with its picture or its error, the author's own first."""
        left = []
        for request in requests:
            if request.image is None:
                left.append(request)
            else:
                yield request, _attempt(request.image, request.screened)
        if left:
            yield from self._artist.draw_all(left, progress)


def _attempt(image: ImageRequest, screened: bool) -> PanelArt | MangaError:
    try:
        return own_art(image, screened)
    except MangaError as error:
        return error


def own_art(image: ImageRequest, screened: bool = True) -> PanelArt:
    """An image request → its picture at the page's resolution; the page is in greys, or not `screened` yet.

    Raises RunError where the file cannot be read or is too large.
    """
    picture = _opened(image)
    width, height = image.size
    panel = Box(0, 0, width, height).part(image.panel)
    window = _around(panel, image.size)
    x1, y1, x2, y2 = window
    sheet = np.full((height, width), PAPER, np.uint8)
    sheet[y1:y2, x1:x2] = _laid(picture, _place(picture.size, panel, image), window, image.fit, not screened)
    return PanelArt(Pixels(width, height, sheet.tobytes()), ARTIST)


def _opened(image: ImageRequest) -> Image.Image:
    name = image.file.path.name
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(image.file.path, formats=FORMATS) as opened:
                if opened.width * opened.height * len(opened.getbands()) > MOST_BYTES:
                    raise RunError(f"the image {name} is too large", "save it in greys, or smaller")
                return on_paper(opened)
    except UNREADABLE as error:
        raise RunError(f"cannot read the image {name}: {error}", "save it as PNG") from error


def _place(size: tuple[int, int], panel: Box, image: ImageRequest) -> Box:
    """Where the whole picture lies, in pixels: around the panel (cover), or within it (contain)."""
    across, down = panel.width / size[0], panel.height / size[1]
    scale = max(across, down) if image.fit == "cover" else min(across, down)
    width, height = size[0] * scale, size[1] * scale
    kept = abs(width - size[0]) < AS_IT_IS and abs(height - size[1]) < AS_IT_IS
    if kept:
        width, height = size
    x = panel.x1 + (panel.width - width) * image.at[0]
    y = panel.y1 + (panel.height - height) * image.at[1]
    if kept:  # its own pixels on the page's
        x, y = round(x), round(y)
    return Box(x, y, x + width, y + height)


def _around(panel: Box, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """The whole pixels of a picture of this size that a panel touches: x1, y1, x2, y2."""
    x1, y1 = max(0, floor(panel.x1 + NEARLY)), max(0, floor(panel.y1 + NEARLY))
    return x1, y1, min(size[0], ceil(panel.x2 - NEARLY)), min(size[1], ceil(panel.y2 - NEARLY))


def _laid(
    picture: Image.Image, place: Box, window: tuple[int, int, int, int], fit: str, one_bit: bool
) -> NDArray[np.uint8]:
    """A picture, where it lies, and a window in whole pixels → the window's greys.

    Where the picture ends within the window its outermost pixels go on (cover), or there is paper (contain).
    """
    left, top, right, bottom = window
    x1, y1 = max(left, ceil(place.x1 - NEARLY)), max(top, ceil(place.y1 - NEARLY))
    x2, y2 = min(right, floor(place.x2 + NEARLY)), min(bottom, floor(place.y2 + NEARLY))
    if x1 >= x2 or y1 >= y2:  # thinner than a pixel
        return np.full((bottom - top, right - left), PAPER, np.uint8)
    scale = place.width / picture.width
    source = Box(x1 - place.x1, y1 - place.y1, x2 - place.x1, y2 - place.y1).scaled(1 / scale)
    pixels = _resampled(picture, source, (x2 - x1, y2 - y1), scale, one_bit)
    around = ((y1 - top, bottom - y2), (x1 - left, right - x2))
    if fit == "cover":
        return np.pad(pixels, around, mode="edge")
    return np.pad(pixels, around, constant_values=PAPER)


def _resampled(
    picture: Image.Image, source: Box, size: tuple[int, int], scale: float, one_bit: bool
) -> NDArray[np.uint8]:
    """The part `source` of a picture → so many pixels; `scale` is how many a pixel of the picture becomes."""
    if scale == 1.0:
        x, y = round(source.x1), round(source.y1)
        return np.asarray(picture.crop((x, y, x + size[0], y + size[1])))
    two_toned = sum(picture.histogram()[1:-1]) == 0
    box = (
        max(0.0, source.x1),
        max(0.0, source.y1),
        min(float(picture.width), source.x2),
        min(float(picture.height), source.y2),
    )
    if not two_toned:
        return np.asarray(picture.resize(size, Image.Resampling.LANCZOS, box=box))
    smooth = Image.Resampling.BICUBIC if scale > 1 else Image.Resampling.BOX
    greys = np.asarray(picture.resize(size, smooth, box=box))
    if one_bit:
        return np.where(greys < (128 if scale > 1 else INK_BELOW), 0, PAPER).astype(np.uint8)
    if scale > 1:
        steep = np.clip((greys.astype(np.float32) - 127.5) * scale + 127.5, 0, 255)
        greys = steep.round().astype(np.uint8)
    return greys
