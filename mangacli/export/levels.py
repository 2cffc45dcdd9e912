"""Grey art whose paper is not quite white, whose ink not quite black → the same art with both set right.

What a model draws has paper of 240 and ink of 15, both with some noise. A screen would strew fine dots over
all of it; a retoucher sets the levels first. Art that has true white and black keeps its greys to the last.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from mangacli.export.flate import GreyPixels

PALEST_PAPER, DARKEST_PAPER = 252, 232
"""Greys between which paper is looked for; what is paler is white enough, what is darker is a tone."""
LIGHTEST_INK, NO_INK = 3, 40
NOISE = 8
"""Greys by which paper and ink vary."""
LEAST_SHARE = 0.01
"""Share of the pixels that must be paper, or ink, for it to be known."""


def levelled(grey: GreyPixels) -> GreyPixels:
    """Grey art → its paper white and its ink black, the greys between stretched as much."""
    shares = np.bincount(grey.reshape(-1)[:: max(1, grey.size // 100_000)], minlength=256).astype(float)
    shares /= shares.sum()
    white = 255 - _end(shares[::-1], 255 - PALEST_PAPER, 255 - DARKEST_PAPER)
    black = _end(shares, LIGHTEST_INK, NO_INK)
    if (black, white) == (0, 255):
        return grey
    table = np.clip(np.round((np.arange(256) - black) * (255 / (white - black))), 0, 255).astype(int)
    return np.asarray(Image.fromarray(grey).point(table.tolist()))


def _end(shares: NDArray[np.float64], enough: int, last: int) -> int:
    """Shares of the greys from one end of the scale → how far inward that end shall be moved.

    0 where the greys before `enough` are common, or no grey before `last` is.
    """
    if shares[: enough + 1].sum() >= LEAST_SHARE:
        return 0
    commonest = int(np.argmax(shares[:last]))
    near = shares[max(0, commonest - NOISE) : commonest + NOISE + 1].sum()
    return commonest + NOISE if near >= LEAST_SHARE else 0
