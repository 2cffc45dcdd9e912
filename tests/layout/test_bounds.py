"""A page may hold so many pixels and dots, and no more; what print needs is far within."""

import pytest

from mangacli.export.placed_art import MOST_PIXELS as EXPORTED
from mangacli.layout.bounds import MOST_PIXELS
from mangacli.layout.check import layout_findings
from mangacli.layout.templates import load_templates
from mangacli.story.models import Story
from mangacli.story.page_presets import PRESETS


def findings(dpi: float, effects: list[dict], size=None) -> list[tuple]:
    setup = PRESETS["b4-manuscript"].model_copy(update={"dpi": dpi} | ({"size": size} if size else {}))
    pages = [{"layout": {"spread": True, "rows": [{"panels": [{}]}]}, "panels": [{"effects": effects}]}]
    story = Story(manga=1, title="t", page=setup, pages=[{"layout": "splash", "panels": [{}]}, *pages])
    found = layout_findings(story, load_templates())
    return [(each.rule, each.where) for each in found if each.rule == "page-too-large"]


def test_the_bound_is_that_of_the_exporters():
    assert MOST_PIXELS == EXPORTED


def test_a_spread_for_print_with_three_tones_is_within():
    tone = {"effect": "screentone", "lpi": 80.0}
    assert findings(600, [tone] * 3) == []


@pytest.mark.parametrize("pattern", ["dots", "gradient", None])
def test_dust_beyond_measure_is_told_where_it_begins(pattern):
    tone = {"effect": "screentone", "lpi": 150.0, "pattern": pattern}
    where = ("pages", 1, "panels", 0, "effects")
    ((_, spot),) = findings(600, [tone] * 12)
    assert spot[:-1] == where and 0 < spot[-1] < 5
    assert findings(600, [tone | {"pattern": "lines"}] * 12) == []


def test_paper_beyond_measure_is_told():
    assert findings(1200, [], (500.0, 700.0)) == [
        ("page-too-large", ("pages", page, "layout")) for page in (0, 1)
    ]
