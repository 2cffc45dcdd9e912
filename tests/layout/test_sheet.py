"""The contact sheet: every template on it with its name and numbers, nothing over its edge."""

import pytest

from mangacli.drawing import Shape, Text
from mangacli.layout.sheet import label, sheet_drawing
from mangacli.layout.templates import load_templates

TEMPLATES = load_templates()


@pytest.mark.parametrize("reading", ["rtl", "ltr"])
def test_every_template_is_named_and_numbered(reading):
    drawing = sheet_drawing(list(TEMPLATES.values()), reading)
    said = [item.said for item in drawing.items if isinstance(item, Text)]
    assert [name for name in said if name in TEMPLATES] == list(TEMPLATES)
    numbers = [text for text in said if text.isdecimal()]
    assert len(numbers) == sum(template.panels for template in TEMPLATES.values())


def test_nothing_lies_over_the_edge_of_the_sheet():
    drawing = sheet_drawing(list(TEMPLATES.values()))
    sheet = drawing.bleed
    for item in drawing.items:
        if isinstance(item, Shape):
            assert sheet.contains(item.path.bounds)
        elif isinstance(item, Text):
            for glyph in item.runs[0].glyphs:
                assert sheet.contains_point((glyph.x, glyph.y))


def test_a_label_stands_in_the_middle_of_its_point():
    glyphs = label("AA", 10, (50, 20), centred=True).runs[0].glyphs
    assert glyphs[0].x < 50 == pytest.approx(glyphs[1].x)
    assert {glyph.y for glyph in glyphs} == {20}
    assert "".join(glyph.text for glyph in glyphs) == "AA"
    assert all(glyph.id for glyph in glyphs)
