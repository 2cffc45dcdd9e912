"""The contract of every template that ships: counts, prints and reads right in both directions."""

from itertools import combinations
from pathlib import Path

import pytest
from random_layouts import box_of, paper_for, shared_area, width_between

from mangacli.errors import StoryError
from mangacli.geometry import Box, bounds, is_convex, mm
from mangacli.layout.generation_size import generation_size
from mangacli.layout.panels import panel_shapes
from mangacli.layout.templates import load_templates, read_template, template_counts, template_folder
from mangacli.placed import SizeLimits
from mangacli.story.page_presets import PRESETS

TEMPLATES = load_templates()
PAGES = [preset for preset in PRESETS if preset != "webtoon"]
every_template = pytest.mark.parametrize("template", TEMPLATES.values(), ids=list(TEMPLATES))
both_directions = pytest.mark.parametrize("reading", ["rtl", "ltr"])


def shapes_of(template, reading, preset="b5"):
    return panel_shapes(template.layout, paper_for(template.layout, reading, preset), reading)


def test_there_is_a_template_for_every_kind_of_page():
    counts = template_counts()
    assert len(counts) >= 24
    assert set(range(1, 9)) == set(counts.values())
    assert any(template.layout.spread for template in TEMPLATES.values())
    assert any(template.layout.strip for template in TEMPLATES.values())
    assert any(template.layout.insets for template in TEMPLATES.values())
    assert any(row.slant for template in TEMPLATES.values() for row in template.layout.rows)


def test_no_two_templates_are_the_same_layout():
    layouts = [template.layout.model_dump_json() for template in TEMPLATES.values()]
    assert len(set(layouts)) == len(layouts)


@every_template
def test_it_describes_itself_in_a_sentence(template):
    assert 20 <= len(template.description) <= 140
    assert template.description.endswith(".")


@every_template
@both_directions
@pytest.mark.parametrize("preset", PAGES)
def test_its_panels_lie_on_the_page_and_print(template, reading, preset):
    paper = paper_for(template.layout, reading, preset)
    shapes = shapes_of(template, reading, preset)
    assert len(shapes) == template.panels
    for shape in shapes:
        box = bounds(shape.polygon)
        assert is_convex(shape.polygon)
        assert paper.bleed.contains(box)
        assert set(shape.asked) <= set(shape.bleeds)
        smallest = mm(16 if paper.trim.width > mm(130) else 12)
        assert min(box.width, box.height) > smallest
        assert box.area > 0.9 * smallest * smallest


@every_template
@both_directions
def test_its_panels_do_not_overlap_and_keep_their_gutters(template, reading):
    paper = paper_for(template.layout, reading)
    for one, other in combinations(shapes_of(template, reading), 2):
        if other.inset and not one.inset:
            continue
        assert shared_area(one.polygon, other.polygon) < 1e-6
        assert width_between(one.polygon, other.polygon) > min(paper.panel_gutter, paper.tier_gutter) - 1e-6


@every_template
def test_both_directions_mirror_each_other(template):
    paper = paper_for(template.layout)
    forward, back = (panel_shapes(template.layout, paper, reading) for reading in ("ltr", "rtl"))
    for one, other in zip(forward, back, strict=True):
        assert box_of(tuple((paper.bleed.x2 - x, y) for x, y in other.polygon)) == box_of(one.polygon)


@every_template
@both_directions
def test_a_panel_is_never_read_before_one_above_it_or_one_on_the_side_read_first(template, reading):
    boxes = [bounds(shape.polygon) for shape in shapes_of(template, reading) if not shape.inset]
    paper = paper_for(template.layout, reading)
    if reading == "rtl" or template.layout.reading == "vertical":
        boxes = [Box(paper.bleed.x2 - box.x2, box.y1, paper.bleed.x2 - box.x1, box.y2) for box in boxes]
    if template.layout.reading == "vertical":
        assert [box.y1 for box in boxes] == sorted(box.y1 for box in boxes)
        return
    for one, later in combinations(boxes, 2):
        before_in_x, before_in_y = one.center[0] < later.center[0], one.center[1] < later.center[1]
        assert before_in_x or before_in_y


@every_template
@pytest.mark.parametrize("preset", PRESETS)
def test_every_panel_has_a_picture_of_its_aspect(template, preset):
    limits = SizeLimits()
    for shape in shapes_of(template, "rtl", preset):
        size = generation_size(bounds(shape.polygon), PRESETS[preset].dpi, limits)
        across = size.width - bounds(shape.polygon).width * size.pixels_per_point
        down = size.height - bounds(shape.polygon).height * size.pixels_per_point
        assert 0 <= round(across, 6) < limits.step
        assert 0 <= round(down, 6) < limits.step
        assert min(size.width, size.height) >= 128


def test_templates_lie_in_the_checkout(root: Path):
    assert template_folder() == root / "layouts"
    assert {path.stem for path in (root / "layouts").iterdir()} == set(TEMPLATES)


GOOD = "name: two\ndescription: Two.\npanels: 2\nreading: rtl\nlayout: {rows: [2]}\n"


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (GOOD.replace("name: two", "name: three"), "calls itself three"),
        (GOOD.replace("panels: 2", "panels: 3"), "has 2 places, but says 3"),
        (GOOD.replace("[2]", "two"), "two.yaml"),
    ],
)
def test_a_file_that_contradicts_itself_is_refused(tmp_path: Path, broken: str, message: str):
    path = tmp_path / "two.yaml"
    path.write_text(GOOD, encoding="utf-8")
    assert read_template(path).panels == 2
    path.write_text(broken, encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        read_template(path)


def test_a_file_that_is_no_yaml_is_refused(tmp_path: Path):
    path = tmp_path / "two.yaml"
    path.write_text("name: [", encoding="utf-8")
    with pytest.raises(StoryError):
        read_template(path)
