from dataclasses import replace

import numpy as np
import pytest

from mangacli.compose import compose
from mangacli.drawing import Art, Pixels, Shape, Text
from mangacli.generate.base import PanelArt
from mangacli.geometry import Path, polygons_meet
from mangacli.pipeline import place
from mangacli.run_options import RenderOptions


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


INSETS = "{rows: [1, 1], insets: [{box: [20, 20, 80, 80], slant: 6}, {box: [40, 40, 70, 60]}]}"
CROWDED = """\
manga: 1
title: Insets
page: {preset: b5, dpi: 72}
characters: {ann: {}, bob: {}}
pages:
  - layout: LAYOUT
    panels:
      - characters: [ann, bob]
        dialogs: [{ann: We have come a long way to see this place.}, {bob: There is hardly room to say so.}]
      - characters: {ann: {head: [0.1, 0.75, 0.2, 0.9], box: [0.05, 0.7, 0.3, 1]}}
        dialogs: [{ann: I know.}, {caption: Down there it was cold.}]
      - characters: [bob]
        dialogs: [{bob: Then let us sit down here for a while.}]
      - dialogs: [{caption: Later.}]
"""


@pytest.mark.parametrize(
    "layout",
    [
        INSETS,
        "{rows: [1, 1], insets: [{box: [-8, 30, 40, 70]}, {box: [30, 35, 104, 60], slant: -12}]}",
        "{rows: [[1, 1]], insets: [{box: [25, 10, 75, 45]}, {box: [30, 50, 70, 104], slant: 20}]}",
        "{rows: [{panels: [1, 1], bleed: all}], insets: [{box: [10, 40, 90, 95]}, {box: [15, 42, 50, 60]}]}",
        "{rows: [1], insets: [{box: [5, 40, 95, 98]}, {box: [8, 42, 60, 92]}, {box: [40, 60, 70, 80]}]}",
    ],
)
def test_balloons_of_lower_panels_never_lie_over_an_inset(tmp_path, layout):
    story = tmp_path / "story.yaml"
    story.write_text(CROWDED.replace("LAYOUT", layout), encoding="utf-8")
    page = pages(story)[0]
    drawing = compose(page, blank_art(page))
    own = {id(shape.path): panel.frame.id for panel in page.panels
           for balloon in panel.balloons for shape in balloon.shapes}  # fmt: skip
    painted_after = {panel.frame.id: [] for panel in page.panels}
    seen = []
    for item in drawing.items:
        if isinstance(item, Art):
            seen.append(next(p.frame.id for p in page.panels if item.clip == Path.polygon(p.frame.polygon)))
        elif isinstance(item, Shape) and id(item.path) in own:
            for name in seen:
                painted_after[name].append((own[id(item.path)], item.path))
    insets = [panel.frame for panel in page.panels if panel.frame.inset]
    assert len(insets) >= 2 and sum(map(len, painted_after.values())) > 0
    order = [panel.frame.id for panel in page.panels]
    for inset in insets:
        for name, path in painted_after[inset.id]:
            if order.index(name) < order.index(inset.id):
                assert not any(polygons_meet(part, inset.polygon) for part in path.outlines())


def test_a_tail_that_reaches_under_an_inset_is_painted_before_it_and_read_in_its_place(small_story):
    text = small_story.read_text().replace(
        "{rows: [1, 2]}", "{rows: [1, 1], insets: [{box: [5, 5, 30, 30]}]}"
    )
    small_story.write_text(text)
    page = pages(small_story)[0]
    first = page.panels[0]
    inset = page.panels[2].frame.polygon
    (x, y), spoken = inset[0], first.balloons[0]
    tail = Shape(Path.polygon(((x + 3, y + 3), (x + 9, y + 5), (x - 60, y - 60))), fill=1.0)
    reaching = replace(spoken, shapes=(*spoken.shapes, tail))
    page = replace(page, panels=(replace(first, balloons=(reaching, *first.balloons[1:])), *page.panels[1:]))
    items = compose(page, blank_art(page)).items
    arts = [index for index, item in enumerate(items) if isinstance(item, Art)]
    assert arts[1] < items.index(tail) < arts[2]
    papers = [i for i, item in enumerate(items) if isinstance(item, Shape) and item.fill == 1.0 and
              item.path == Path.polygon(first.frame.over[0])]  # fmt: skip
    assert papers[-1] > items.index(tail)
    texts = [item for item in items if isinstance(item, Text)]
    said = [item.said for item in sorted(texts, key=lambda item: item.order)]
    assert said == [balloon.said for balloon in page.balloons]


def test_words_that_the_author_puts_over_an_inset_stay_readable(small_story):
    text = (
        small_story.read_text()
        .replace("{rows: [1, 2]}", "{rows: [1, 1], insets: [{box: [0, 0, 60, 40]}]}")
        .replace("- ann: Hello there.", "- {speaker: ann, text: Hello there., box: [0, 0, 0.5, 0.4]}")
    )
    small_story.write_text(text)
    page = pages(small_story)[0]
    items = compose(page, blank_art(page)).items
    last_art = max(index for index, item in enumerate(items) if isinstance(item, Art))
    assert min(index for index, item in enumerate(items) if isinstance(item, Text)) > last_art


def test_a_black_page_is_black_to_the_papers_edge_with_white_frames_and_white_balloons(small_story):
    text = small_story.read_text().replace(
        "  - layout: {rows: [1, 2]}", "  - ink: black\n    layout: {rows: [1, 1], inset: [5, 5, 30, 30]}"
    )
    small_story.write_text(text)
    page, other = pages(small_story)
    drawing = compose(page, blank_art(page))
    ground = drawing.items[0]
    assert isinstance(ground, Shape)
    assert (ground.path.bounds, ground.fill) == (drawing.bleed, 0.0) and drawing.bleed.x1 == 0
    frames = [item.stroke for item in drawing.items if isinstance(item, Shape) and item.fill is None]
    frames = [stroke for stroke in frames if not stroke.round]
    assert len(frames) == 3 and all(stroke.grey == 1.0 for stroke in frames)
    (white,) = page.panels[0].frame.over
    assert [i.fill for i in drawing.items if isinstance(i, Shape) and i.path == Path.polygon(white)] == [0.0]
    usual = compose(other, blank_art(other))
    assert isinstance(usual.items[0], Art)
    for balloon in page.balloons:
        assert balloon.kind == "sfx" or balloon.text.fill == 0.0


def test_the_storys_pages_are_black_where_the_paper_is_and_a_page_may_be_white(small_story):
    text = small_story.read_text().replace("dpi: 72}", "dpi: 72, ink: black}")
    small_story.write_text(text.replace("  - layout: {rows: [1]}", "  - ink: white\n    layout: {rows: [1]}"))
    first, second = pages(small_story)
    assert (first.frame.paper, second.frame.paper) == (0.0, 1.0)


def test_art_fades_and_its_effects_with_it(small_story):
    small_story.write_text(
        small_story.read_text().replace(
            "- prompt: Ann in a room",
            "- prompt: Ann in a room\n        fade: bottom\n        effects: [focus-lines]",
        )
    )
    page = pages(small_story)[0]
    items = compose(page, blank_art(page)).items
    art = items[0]
    assert isinstance(art, Art)
    pixels = np.frombuffer(art.pixels.data, np.uint8).reshape(art.pixels.height, art.pixels.width)
    assert pixels.shape[1] == pytest.approx(art.box.width, abs=1)  # the page's resolution, 72 dpi
    assert pixels[-8:].min() > 245 and pixels[: len(pixels) // 2].min() < 60
    between = items[1 : next(i for i, item in enumerate(items[1:], 1) if isinstance(item, Art))]
    assert all(item.clip is None for item in between if isinstance(item, Shape))  # no effect is left beside


def test_a_title_is_painted_over_the_art_and_read_first(small_story):
    small_story.write_text(
        small_story.read_text()
        .replace(
            "  - layout: {rows: [1, 2]}",
            "  - title: {text: The Sea, chapter: One}\n    layout: {rows: [1, 2]}",
        )
        .replace("language: en", "language: en\nfurniture: {numbers: visible, first: 3}")
    )
    first, second = pages(small_story)
    drawing = compose(first, blank_art(first))
    texts = [item for item in drawing.items if isinstance(item, Text)]
    assert [text.said for text in texts][:2] == ["One", "The Sea"]
    assert [text.said for text in sorted(texts, key=lambda text: text.order)][:3] == [
        "One",
        "The Sea",
        "Hello there.",
    ]
    assert drawing.alt.startswith("One The Sea Hello there.")
    last = compose(second, blank_art(second))
    assert last.items[-1].said == "4" and last.label == "4" and drawing.label == "3"
    assert "4" not in last.alt
