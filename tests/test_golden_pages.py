"""Small whole pages against kept pictures: what no single assertion would notice.

`REFRESH=1 pytest tests/test_golden_pages.py` keeps the present pages; look at them before you commit them.
"""

from pathlib import Path

import pytest
from kept_pages import must_be_as_kept

from mangacli.pipeline import render
from mangacli.run_options import RenderOptions

GOLDEN = Path(__file__).parent / "golden_pages"


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
    must_be_as_kept(page, GOLDEN / f"{story}-{model}.png", tmp_path)
