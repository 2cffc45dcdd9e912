from dataclasses import replace

from mangacli.compose import compose
from mangacli.drawing import Pixels, Shape, Text
from mangacli.generate.base import PanelArt
from mangacli.overlay import overlaid
from mangacli.pipeline import place
from mangacli.run_options import RenderOptions


def test_every_placed_thing_is_outlined_over_the_page(small_story):
    page = place(small_story, RenderOptions(model="blank")).pages[0]
    art = PanelArt(Pixels(1, 1, b"\xff"), "nobody")
    plain = compose(page, {panel.frame.id: art for panel in page.panels})
    over = overlaid(plain, page)
    assert over.items[: len(plain.items)] == plain.items
    assert replace(over, items=plain.items) == plain
    added = over.items[len(plain.items) :]
    outlined = [item.path.bounds for item in added if isinstance(item, Shape)]
    for panel in page.panels:
        for box in [b.box for b in panel.balloons] + [c.head for c in panel.frame.characters]:
            assert box in outlined
    labels = {item.said for item in added if isinstance(item, Text)}
    assert "1 speech" in labels and any(label.startswith("1.1  ") for label in labels)


def test_a_title_is_outlined_too(small_story):
    small_story.write_text(
        small_story.read_text().replace(
            "  - layout: {rows: [1]}", "  - title: The Sea\n    layout: {rows: [1]}"
        )
    )
    page = place(small_story, RenderOptions(model="blank")).pages[1]
    plain = compose(page, {"2.1": PanelArt(Pixels(1, 1, b"\xff"), "nobody")})
    added = overlaid(plain, page).items[len(plain.items) :]
    assert page.title.box in [item.path.bounds for item in added if isinstance(item, Shape)]
    assert "title" in [item.said for item in added if isinstance(item, Text)]
