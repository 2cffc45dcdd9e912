"""Pages against kept pictures of them; `REFRESH=1` keeps the present ones instead."""

import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

MEAN_LEVELS = 0.5
"""Mean difference of a page in grey levels of 255: rounding of another library's version, not a change."""
STRAY_PIXELS = 0.002
"""Share of the pixels that may differ by more than an eighth of the range."""


def must_be_as_kept(page: Path, kept: Path, folder: Path) -> None:
    """A page's PNG, the picture kept of it, a folder for the difference → fails where they differ."""
    if os.environ.get("REFRESH"):
        kept.write_bytes(page.read_bytes())
    actual, expected = (np.asarray(Image.open(path)).astype(int) for path in (page, kept))
    assert actual.shape == expected.shape
    difference = np.abs(actual - expected)
    if difference.mean() > MEAN_LEVELS or (difference > 32).mean() > STRAY_PIXELS:
        beside = np.hstack([actual, expected, 255 - difference]).astype(np.uint8)
        shown = folder / f"{kept.stem}-actual-expected-difference.png"
        Image.fromarray(beside).save(shown)
        pytest.fail(f"{kept.stem} has changed: see {shown}")
