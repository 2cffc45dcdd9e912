"""Findings about layouts: each mistake is named, located, and sound layouts have none."""

import pytest

from mangacli.layout.check import layout_findings
from mangacli.layout.templates import load_templates
from mangacli.story.models import Inset, Layout, Margin, Page, Panel, Row, RowPanel, Story
from mangacli.story.page_presets import PRESETS

TEMPLATES = load_templates()
WHOLE = Row(panels=(RowPanel(),))
LEFT, RIGHT = ((0, 0), (60, 0), (60, 50), (0, 50)), ((50, 0), (100, 0), (100, 50), (50, 50))
INSIDE = ((10, 10), (40, 10), (40, 40), (10, 40))
SLIVER = RowPanel(rows=(WHOLE,) * 12)


def findings_of(*layouts: str | Layout, **story):
    pages = tuple(Page(layout=layout, panels=(Panel(),)) for layout in layouts)
    settings = {"page": PRESETS["b5"], **story}
    return layout_findings(Story(manga=1, title="T", pages=pages, **settings), TEMPLATES)


@pytest.mark.parametrize("preset", [name for name in PRESETS if name != "webtoon"])
def test_there_is_nothing_to_say_of_the_templates(preset):
    singles = [name for name, template in TEMPLATES.items() if not template.layout.spread]
    spreads = [name for name, template in TEMPLATES.items() if template.layout.spread]
    last = ("splash",) if len(singles) % 2 == 0 else ()
    assert findings_of(*singles, *last, *spreads, page=PRESETS[preset]) == ()


def test_there_is_nothing_to_say_of_the_strips_on_a_webtoon():
    strips = [name for name, template in TEMPLATES.items() if template.layout.strip]
    assert findings_of(*strips, page=PRESETS["webtoon"], reading="vertical") == ()


CASES = {
    "bad-strip": (Layout(strip=True, panels=(LEFT,)), "error", ()),
    "spread-on-one-leaf": (Layout(spread=True, rows=(WHOLE,)), "warning", ()),
    "bad-polygon": (Layout(panels=(((0, 0), (100, 100), (100, 0), (0, 100)),)), "error", ("panels", 0)),
    "empty-inset": (Layout(rows=(WHOLE,), insets=(Inset(box=(50, 10, 20, 40)),)), "error", ("insets", 0)),
    "panels-overlap": (Layout(panels=(LEFT, RIGHT)), "error", ("panels", 1)),
    "panel-without-area": (Layout(rows=(Row(height=0.01, panels=(SLIVER,)), WHOLE)), "error", ()),
    "tiny-panel": (Layout(rows=(Row(height=0.03, panels=(RowPanel(),)), WHOLE)), "warning", ()),
    "panel-off-page": (Layout(rows=(WHOLE,), insets=(Inset(box=(-20, -20, 120, -4)),)), "warning", ()),
    "bleed-inside": (
        Layout(rows=(Row(panels=(RowPanel(bleed=("left",)), RowPanel())),)),
        "warning",
        (),
    ),
}


@pytest.mark.parametrize("rule", CASES)
def test_every_mistake_is_named_and_located(rule):
    layout, severity, place = CASES[rule]
    finding = findings_of(layout)[0]
    assert (finding.rule, finding.severity) == (rule, severity)
    assert finding.where == ("pages", 0, "layout", *place)
    assert finding.hint


def test_a_panel_inside_another_is_found():
    (finding,) = findings_of(Layout(panels=(LEFT, INSIDE)))
    assert finding.rule == "panels-overlap"
    assert "over panel 1" in finding.message


def test_a_panel_over_several_others_is_said_once():
    findings = findings_of(Layout(panels=(LEFT,) * 4))
    assert [finding.where[-1] for finding in findings] == [1, 2, 3]


def test_panels_that_share_an_edge_do_not_overlap():
    beside = ((60, 0), (100, 0), (100, 50), (60, 50))
    assert findings_of(Layout(panels=(LEFT, beside))) == ()


def test_a_spread_on_an_even_page_is_well():
    assert findings_of("splash", "spread") == ()
    assert [finding.rule for finding in findings_of("spread")] == ["spread-on-one-leaf"]
    assert [finding.rule for finding in findings_of("splash", "splash", "spread")] == ["spread-on-one-leaf"]


def test_margins_that_leave_no_page_are_told_once():
    wide = PRESETS["b5"].model_copy(update={"margin": Margin(top=10, bottom=10, inner=100, outer=100)})
    (finding,) = findings_of("splash", "splash", page=wide)
    assert (finding.rule, finding.where) == ("no-live-area", ("page", "margin"))


def test_a_layout_that_is_not_there_is_left_to_the_storys_check():
    assert findings_of("nonesuch", Layout(panels=(LEFT, RIGHT))) == ()


def test_every_page_is_told_of():
    bad = Layout(panels=(LEFT, RIGHT))
    assert [finding.where[1] for finding in findings_of(bad, "splash", bad)] == [0, 2]
