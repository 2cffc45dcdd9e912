from dataclasses import replace

from mangacli.compose import compose
from mangacli.drawing import Art, Pixels, Shape, Text
from mangacli.generate.base import PanelArt
from mangacli.geometry import Path
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


EFFECTS = """\
        effects:
          - focus-lines
          - {effect: screentone, at: ann, pattern: dots, lpi: 20}
"""


def with_effects(story):
    text = story.read_text()
    line = next(line for line in text.splitlines(keepends=True) if "prompt:" in line)
    story.write_text(text.replace(line, line + EFFECTS, 1))
    return pages(story)[0]


def effect_shapes(items, panel):
    """The shapes between a panel's art and its frame that are seen through its outline."""
    first = next(i for i, item in enumerate(items) if isinstance(item, Art))
    clip = Path.polygon(panel.frame.polygon)
    return [item for item in items[first + 1 :] if isinstance(item, Shape) and item.clip == clip]


def test_effects_lie_over_art_that_has_none_below_frame_and_balloons(small_story):
    page = with_effects(small_story)
    items = compose(page, blank_art(page)).items
    shapes = effect_shapes(items, page.panels[0])
    assert any(shape.fill == 0.0 for shape in shapes)  # strokes of focus lines
    assert any(shape.stroke and shape.stroke.dashes for shape in shapes)  # dots of tone
    frame = next(i for i, item in enumerate(items) if isinstance(item, Shape) and item.clip is None)
    assert items.index(shapes[-1]) < frame


def test_effects_that_the_artist_has_drawn_are_not_drawn_again(small_story):
    page = with_effects(small_story)
    art = {id: replace(panel, effects_drawn=True) for id, panel in blank_art(page).items()}
    assert effect_shapes(compose(page, art).items, page.panels[0]) == []


def test_lines_over_dark_art_are_white_unless_black_is_asked_for(small_story):
    page = with_effects(small_story)
    night = {id: replace(panel, pixels=Pixels(2, 2, bytes(4))) for id, panel in blank_art(page).items()}

    def greys(page):
        shapes = effect_shapes(compose(page, night).items, page.panels[0])
        return {shape.stroke.grey if shape.stroke else shape.fill for shape in shapes}

    assert greys(page) == {1.0}
    small_story.write_text(small_story.read_text().replace("- focus-lines", "- {effect: rain, ink: black}"))
    assert greys(pages(small_story)[0]) == {0.0, 1.0}


def test_an_inset_over_a_panel_covers_its_effects(small_story):
    text = small_story.read_text().replace(
        "{rows: [1, 2]}", "{rows: [1, 1], insets: [{box: [5, 5, 30, 30]}]}"
    )
    small_story.write_text(text)
    page = with_effects(small_story)
    items = compose(page, blank_art(page)).items
    last = items.index(effect_shapes(items, page.panels[0])[-1])
    border = next(i for i, item in enumerate(items) if isinstance(item, Shape) and item.fill == 1.0)
    assert last < border


def test_two_panels_with_one_effect_get_different_lines(small_story):
    text = small_story.read_text()
    for line in [line for line in text.splitlines(keepends=True) if "prompt:" in line]:
        text = text.replace(line, line + "        effects: [focus-lines]\n", 1)
    small_story.write_text(text)
    page = pages(small_story)[0]
    items = compose(page, blank_art(page)).items
    clips = [Path.polygon(panel.frame.polygon) for panel in page.panels]
    drawn = [next(i for i in items if isinstance(i, Shape) and i.clip == clip).path for clip in clips]
    assert len(set(drawn)) == 3
    assert compose(pages(small_story)[0], blank_art(page)).items == items
