from mangacli.compose import compose
from mangacli.drawing import Art, Pixels, Shape, Text
from mangacli.generate.base import PanelArt
from mangacli.pipeline import RenderOptions, place


def blank_art(page):
    return {panel.frame.id: PanelArt(Pixels(2, 2, bytes([200] * 4)), "nobody") for panel in page.panels}


def pages(story, **changes):
    return place(story, RenderOptions(model="blank", **changes)).pages


def test_art_lies_below_frames_and_balloons(small_story):
    page = pages(small_story)[0]
    drawing = compose(page, blank_art(page))
    kinds = [type(item) for item in drawing.items]
    assert kinds.count(Art) == 3
    assert kinds.count(Text) == len(page.balloons) == 3
    last_art = max(index for index, kind in enumerate(kinds) if kind is Art)
    assert min(index for index, kind in enumerate(kinds) if kind is Text) > last_art
    assert drawing.alt == "Hello there. Morning. BOOM"


def test_words_are_painted_in_reading_order(small_story):
    small_story.write_text(small_story.read_text().replace("- ann: Hello there.", "- sfx: BANG"))
    page = pages(small_story)[0]
    said = [item.said for item in compose(page, blank_art(page)).items if isinstance(item, Text)]
    assert said == ["BANG", "Morning.", "BOOM"]


def test_a_frame_is_not_drawn_along_the_papers_edge(small_story):
    small_story.write_text(
        small_story.read_text().replace(
            "{rows: [1, 2]}", "{rows: [{panels: [{bleed: [top, left, right]}]}, 2]}"
        )
    )
    page = pages(small_story)[0]
    items = compose(page, blank_art(page)).items
    first = items.index(next(item for item in items if isinstance(item, Art)))
    frame = items[first + 1]
    assert isinstance(frame, Shape) and frame.fill is None
    ops = [op for op, _ in frame.path.segments]
    assert ops == ["M", "L"]
    assert len({round(point[1], 3) for part in frame.path.outlines() for point in part}) == 1


def test_an_inset_is_painted_after_the_panel_beneath_with_paper_around(small_story):
    text = small_story.read_text().replace(
        "{rows: [1, 2]}", "{rows: [1, 1], insets: [{box: [5, 5, 30, 30]}]}"
    )
    small_story.write_text(text)
    page = pages(small_story)[0]
    assert [panel.frame.inset for panel in page.panels] == [False, False, True]
    items = compose(page, blank_art(page)).items
    arts = [index for index, item in enumerate(items) if isinstance(item, Art)]
    (border,) = [item for item in items if isinstance(item, Shape) and item.fill == 1.0 and not item.stroke][
        :1
    ]
    assert arts[0] < items.index(border) < arts[1]
    assert border.path.bounds.contains(page.panels[2].frame.box)
