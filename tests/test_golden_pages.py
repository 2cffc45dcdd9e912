"""Small whole pages against kept pictures: what no single assertion would notice.

`REFRESH=1 pytest tests/test_golden_pages.py` keeps the present pages; look at them before you commit them.
"""

import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from mangacli.pipeline import RenderOptions, render

GOLDEN = Path(__file__).parent / "golden_pages"
MEAN_LEVELS = 0.5
"""Mean difference of a page in grey levels of 255: rounding of another library's version, not a change."""
STRAY_PIXELS = 0.002
"""Share of the pixels that may differ by more than an eighth of the range."""


class Silent:
    def step(self, page, panel, done, total):
        pass

    def page_done(self, page):
        pass


@pytest.mark.parametrize("model", ["blank", "draft"])
@pytest.mark.parametrize("story", sorted(path.stem for path in GOLDEN.glob("*.yaml")))
def test_the_page_is_the_one_that_was_kept(story, model, tmp_path):
    options = RenderOptions(tmp_path, ("png",), model=model, jobs=1)
    (page,) = render(GOLDEN / f"{story}.yaml", options, Silent()).pngs
    kept = GOLDEN / f"{story}-{model}.png"
    if os.environ.get("REFRESH"):
        kept.write_bytes(page.read_bytes())
    actual, expected = (np.asarray(Image.open(path)).astype(int) for path in (page, kept))
    assert actual.shape == expected.shape
    difference = np.abs(actual - expected)
    if difference.mean() > MEAN_LEVELS or (difference > 32).mean() > STRAY_PIXELS:
        beside = np.hstack([actual, expected, 255 - difference]).astype(np.uint8)
        Image.fromarray(beside).save(tmp_path / "actual-expected-difference.png")
        pytest.fail(f"{story} by {model} has changed: see {tmp_path / 'actual-expected-difference.png'}")
