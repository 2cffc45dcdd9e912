import json
from dataclasses import replace

from mangacli.inspection import inspect_story
from mangacli.pipeline import place
from mangacli.run_options import RenderOptions


def test_boxes_are_points_from_the_papers_corner(small_story):
    placed = place(small_story, RenderOptions(model="blank"))
    plain = inspect_story(placed.file.story, placed.pages)
    assert json.loads(json.dumps(plain)) == plain
    page = plain["pages"][0]
    frame = placed.pages[0].frame
    assert page["size"] == [round(edge, 3) for edge in frame.size]
    assert page["trim"][0] > 0 and page["bleed"][:2] == [0, 0]
    panel = page["panels"][0]
    x1, y1, x2, y2 = panel["box"]
    assert all(x1 <= x <= x2 and y1 <= y <= y2 for x, y in panel["polygon"])
    balloon = panel["balloons"][0]
    assert balloon["speaker"] == "ann" and balloon["tail"] and balloon["order"] == 0
    assert panel["balloons"][1]["tail"] is None


def test_a_chorus_and_joined_balloons_are_shown(small_story):
    placed = place(small_story, RenderOptions(model="blank"))
    page = placed.pages[0]
    panel = page.panels[0]
    first, second = panel.balloons[:2]
    tail = ((3.0, 4.0), (5.0, 6.0))
    sung = replace(first, chorus=("bob",), more_tails=(tail,)), replace(second, joined_to=0)
    shown = replace(page, panels=(replace(panel, balloons=sung),))
    (plain,) = inspect_story(placed.file.story, (shown,))["pages"]
    one, two = plain["panels"][0]["balloons"]
    assert (one["chorus"], one["more_tails"], one["joined_to"]) == (["bob"], [[[3.0, 4.0], [5.0, 6.0]]], None)
    assert (two["chorus"], two["more_tails"], two["joined_to"]) == ([], [], 0)


def test_a_hyphen_of_ours_is_shown_as_it_is_drawn(small_story):
    placed = place(small_story, RenderOptions(model="blank"))
    page = placed.pages[0]
    panel = page.panels[0]
    broken = replace(panel.balloons[0], lines=("incom\u00ad", "plete"))
    shown = replace(page, panels=(replace(panel, balloons=(broken,)),))
    (plain,) = inspect_story(placed.file.story, (shown,))["pages"]
    assert plain["panels"][0]["balloons"][0]["lines"] == ["incom-", "plete"]


def test_titles_and_page_numbers_are_shown(small_story):
    text = small_story.read_text().replace("language: en", "language: en\nfurniture: {numbers: visible}", 1)
    text = text.replace(
        "  - layout: {rows: [1]}",
        "  - title: {text: The Sea, panel: 1}\n    ink: black\n    layout: {rows: [1]}",
    )
    small_story.write_text(text)
    placed = place(small_story, RenderOptions(model="blank"))
    first, second = inspect_story(placed.file.story, placed.pages)["pages"]
    assert (first["title"], first["furniture"], first["ink"]) == (None, ["1"], "white")
    title = second["title"]
    assert (title["text"], title["panel"], title["vertical"]) == ("The Sea", "2.1", False)
    x1, y1, x2, y2 = title["box"]
    assert 0 < x1 < x2 < second["size"][0] and 0 < y1 < y2 < second["size"][1] and title["size"] > 10
    assert (second["furniture"], second["ink"]) == ([], "black")
