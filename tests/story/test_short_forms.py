"""Every short form means its full form; the full form means itself; places lead back to the author."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from mangacli.errors import StoryError
from mangacli.story.load import load_story
from mangacli.story.models import MOODS, POSES, Effect, Story
from mangacli.story.page_presets import PRESETS
from mangacli.story.short_forms.layouts import tiers

HEAD = {"manga": 1, "title": "t", "characters": {"mika": None, "ren": {"name": "Ren"}}}


@pytest.fixture
def read(tmp_path):
    """A storyboard as plain values → the story."""

    def reader(story) -> Story:
        path = tmp_path / "story.yaml"
        path.write_text(yaml.safe_dump(story, allow_unicode=True, sort_keys=False), encoding="utf-8")
        return load_story(path, templates={"splash": 1}).story

    return reader


@pytest.fixture
def panel(read):
    """The keys of a panel → the panel in full form."""
    return lambda **keys: read(HEAD | {"pages": [{"panels": [keys]}]}).pages[0].panels[0]


def page_of(read, setup):
    return read(HEAD | {"page": setup, "pages": [{"panels": [{}]}]}).page


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_gives_every_number(read, name):
    assert page_of(read, name) == page_of(read, {"preset": name}) == PRESETS[name]


@pytest.mark.parametrize(
    ("written", "millimetres"),
    [
        (3, 3),
        ("3mm", 3),
        ("0.3 cm", 3),
        ("0.5in", 12.7),
        ("72pt", 25.4),
        ("12q", 3),
        ("35px", 2.54),
        ("3", 3),
    ],
)
def test_lengths_are_millimetres_or_have_a_unit(read, written, millimetres):
    assert page_of(read, {"bleed": written, "dpi": 350}).bleed == pytest.approx(millimetres, abs=1e-5)


def test_pixels_are_as_large_as_the_pages_dpi_makes_them(read):
    setup = page_of(read, {"preset": "webtoon", "size": ["800px", "1280px"], "dpi": 100})
    assert setup.size == pytest.approx((203.2, 325.12))


@pytest.mark.parametrize(
    ("margin", "full"),
    [
        (12, (12, 12, 12, 12)),
        ("1cm", (10, 10, 10, 10)),
        ([1, 2, 3, 4], (1, 2, 3, 4)),
        ({"top": "2cm", "inner": 9}, (20, 16, 18.5, 9)),
    ],
)
def test_margins_are_one_four_or_those_that_differ(read, margin, full):
    given_margin = page_of(read, {"margin": margin}).margin
    assert (given_margin.top, given_margin.outer, given_margin.bottom, given_margin.inner) == full


@pytest.mark.parametrize(("gutter", "full"), [(4, (4, 4)), ([2, 5], (2, 5)), ({"tiers": 7}, (2.3, 7))])
def test_gutters_are_one_two_or_the_one_that_differs(read, gutter, full):
    found = page_of(read, {"gutter": gutter}).gutter
    assert (found.panels, found.tiers) == full


def test_type_sizes_are_points_or_have_a_unit(read):
    story = read(HEAD | {"lettering": {"size": "13q", "minimum": 7}, "pages": [{"panels": [{}]}]})
    assert story.lettering.size == pytest.approx(9.2126, abs=1e-3) and story.lettering.minimum == 7


def test_a_webtoon_needs_no_page_and_no_layout(read):
    story = read({"manga": 1, "title": "t", "reading": "vertical", "pages": [{"panels": [{}, {}]}]})
    assert story.page.preset == "webtoon" and story.pages[0].layout.strip
    assert [len(row.panels) for row in story.pages[0].layout.rows] == [1, 1]


@pytest.mark.parametrize(
    "written", ["mika", ["mika"], {"mika": None}, [{"mika": None}], [{"character": "mika"}]]
)
def test_a_character_alone_is_placed_by_the_tool(panel, written):
    (placement,) = panel(characters=written).characters
    assert placement.model_dump(exclude_defaults=True) == {"character": "mika"}


@pytest.mark.parametrize("written", [{"mika": "left, close-up angry"}, [{"mika": "angry close-up left"}]])
def test_words_of_a_placement_stand_in_any_order(panel, written):
    (placement,) = panel(characters=written).characters
    assert (placement.at, placement.shot, placement.mood) == ("left", "close-up", "angry")


@given(st.permutations(["middle", "bust", "facing-right", "afraid", "running"]), st.integers(0, 5))
def test_any_part_of_a_placement_may_be_left_out(words, count):
    from mangacli.story.short_forms.placements import full_placements
    from mangacli.story.short_forms.written import Notes, Written
    from mangacli.yaml_file import read_yaml

    tree = read_yaml(yaml.safe_dump({"mika": " ".join(words[:count])}).encode())
    (full,) = full_placements(Written(tree.value, (), (), Notes(tree)))
    meant = {"middle": ("at", "center"), "bust": ("shot", "bust"), "facing-right": ("facing", "right")}
    meant |= {"afraid": ("mood", "afraid"), "running": ("pose", "running")}
    assert full == {"character": "mika"} | dict(meant[word] for word in words[:count])


def test_no_word_of_a_placement_means_two_things():
    assert not set(MOODS) & set(POSES) and len(set(MOODS)) == len(MOODS)


def test_boxes_may_be_percentages(panel):
    (placement,) = panel(characters={"mika": {"box": ["30%", 0.15, "70%", 1], "pose": "climbing"}}).characters
    assert placement.box == (0.3, 0.15, 0.7, 1.0) and placement.pose == "climbing"


DIALOGS = {
    "speaker and text": ({"mika": "Hi"}, ("mika", "speech", "Hi", None)),
    "in full": (
        {"speaker": "mika", "kind": "thought", "text": "Hi", "at": "top-left"},
        ("mika", "thought", "Hi", "top-left"),
    ),
    "keys beside the text": ({"mika": "Hi", "kind": "shout", "at": "top"}, ("mika", "shout", "Hi", "top")),
    "keys under the speaker": (
        {"mika": {"text": "Hi", "at": "top"}, "kind": "shout"},
        ("mika", "shout", "Hi", "top"),
    ),
    "caption": ({"caption": "Night."}, (None, "caption", "Night.", None)),
    "narration": ({"narration": "Night."}, (None, "caption", "Night.", None)),
    "sfx": ({"sfx": "ゴゴゴ"}, (None, "sfx", "ゴゴゴ", None)),
    "caption as speaker": ({"speaker": "caption", "text": "Night."}, (None, "caption", "Night.", None)),
    "a voice over": ({"mika": "Hi", "kind": "caption"}, ("mika", "caption", "Hi", None)),
}


@pytest.mark.parametrize(("written", "full"), DIALOGS.values(), ids=DIALOGS)
def test_a_dialog_is_speaker_and_text_or_a_mapping(panel, written, full):
    (dialog,) = panel(characters=["mika"], dialogs=[written]).dialogs
    assert (dialog.speaker, dialog.kind, dialog.text, dialog.at) == full


VOICES = {
    "a plus sign in the key": {"mika + ren": "Hi"},
    "a list of speakers": {"speaker": ["mika", "ren"], "text": "Hi"},
    "a chorus of one": {"mika": "Hi", "chorus": "ren"},
    "a chorus in a list": {"mika": {"text": "Hi", "chorus": ["ren"]}},
}


@pytest.mark.parametrize("written", VOICES.values(), ids=VOICES)
def test_several_speakers_are_one_and_its_chorus(panel, written):
    (dialog,) = panel(characters=["mika", "ren"], dialogs=[written]).dialogs
    assert (dialog.speaker, dialog.chorus, dialog.text) == ("mika", ("ren",), "Hi")


def test_no_voice_of_a_chorus_is_lost_however_they_are_named(read):
    story = HEAD | {"characters": dict.fromkeys(("mika", "ren", "jo"))}
    dialogs = [
        {"mika + ren": "Hi", "chorus": "jo"},
        {"chorus": ["jo"], "speaker": ["mika", "ren"], "text": "Hi"},
    ]
    panel = read(story | {"pages": [{"panels": [{"dialogs": dialogs}]}]}).pages[0].panels[0]
    assert [(d.speaker, set(d.chorus)) for d in panel.dialogs] == [("mika", {"ren", "jo"})] * 2


def test_narration_is_another_word_for_caption(panel):
    (dialog,) = panel(dialogs=[{"speaker": None, "kind": "narration", "text": "Night."}]).dialogs
    assert dialog.kind == "caption"


def test_one_effect_needs_no_list(panel):
    assert panel(effects="gloom").effects == (Effect(effect="gloom"),)
    assert panel(effects={"effect": "rain", "angle": 80}).effects == (Effect(effect="rain", angle=80.0),)


@pytest.mark.parametrize(
    ("written", "full"),
    [
        ("mika", "mika"),
        ([0.5, "30%"], (0.5, 0.3)),
        (["10%", 0, 0.5, 1], (0.1, 0.0, 0.5, 1.0)),
        (None, None),
    ],
)
def test_an_effect_points_at_a_character_a_point_or_a_box(panel, written, full):
    effects = [{"effect": "flash", "at": written}, "rain"]
    first, second = panel(characters=["mika"], effects=effects).effects
    assert first == Effect(effect="flash", at=full) and second == Effect(effect="rain")


def test_one_reference_needs_no_list(tmp_path, read):
    from PIL import Image

    Image.new("L", (8, 8)).save(tmp_path / "mika.png")
    story = read(
        HEAD
        | {"characters": {"mika": {"reference": "mika.png"}}, "pages": [{"panels": [{"characters": "mika"}]}]}
    )
    assert story.characters["mika"].reference == ("mika.png",) and story.characters["mika"].name == "mika"


LAYOUTS = {
    "a list of counts": ([1, 2], [[1], [1, 1]]),
    "rows of counts": ({"rows": [1, 2]}, [[1], [1, 1]]),
    "weights": ({"rows": [[2, 1]]}, [[2, 1]]),
    "mappings": ({"rows": [{"height": 2, "panels": [2, {"width": 3}], "slant": 8, "tilt": 3}]}, [[2, 3]]),
    "a count in a mapping": ({"rows": [{"panels": 2}, {"height": 2}]}, [[1, 1], [1]]),
}


@pytest.mark.parametrize(("written", "widths"), LAYOUTS.values(), ids=LAYOUTS)
def test_rows_are_counts_weights_or_mappings(read, written, widths):
    panels = [{}] * sum(map(len, widths))
    layout = read(HEAD | {"pages": [{"layout": written, "panels": panels}]}).pages[0].layout
    assert [[panel.width for panel in row.panels] for row in layout.rows] == widths


def test_rows_lie_in_rows(read):
    written = {"rows": [[1, {"width": 2, "rows": [1, 2]}]]}
    layout = read(HEAD | {"pages": [{"layout": written, "panels": [{}] * 4}]}).pages[0].layout
    assert [len(row.panels) for row in layout.rows[0].panels[1].rows] == [1, 2]


@pytest.mark.parametrize(("reading", "first"), [("rtl", "right"), ("ltr", "left")])
def test_a_tiers_bleed_reaches_the_panels_at_its_sides(read, reading, first):
    last = {"right": "left", "left": "right"}[first]
    written = {"rows": [{"panels": 3, "bleed": ["top", "left", "right"]}, {"panels": [{"bleed": "all"}]}]}
    story = read(HEAD | {"reading": reading, "pages": [{"layout": written, "panels": [{}] * 4}]})
    tier, single = story.pages[0].layout.rows
    assert [set(panel.bleed) for panel in tier.panels] == [{"top", first}, {"top"}, {"top", last}]
    assert set(single.panels[0].bleed) == {"top", "right", "bottom", "left"}


@pytest.mark.parametrize(
    ("keys", "count"),
    [
        ({"inset": [1, 2, "30%", 40]}, 1),
        ({"insets": [[1, 2, 30, 40]]}, 1),
        ({"inset": [[1, 2, 30, 40], {"box": [50, 50, 60, 60]}]}, 2),
    ],
)
def test_insets_are_one_or_several(read, keys, count):
    layout = (
        read(HEAD | {"pages": [{"layout": {"rows": [1], **keys}, "panels": [{}] * (1 + count)}]})
        .pages[0]
        .layout
    )
    assert layout.insets[0].box == (1, 2, 30, 40) and len(layout.insets) == count


def test_panels_may_be_polygons(read):
    written = {"panels": [[[0, 0], ["100%", 0], [0, 100]], [[100, 0], [100, 100], [0, 100]]]}
    layout = read(HEAD | {"pages": [{"layout": written, "panels": [{}, {}]}]}).pages[0].layout
    assert layout.panels[0] == ((0, 0), (100, 0), (0, 100))


@given(st.integers(1, 60), st.booleans())
def test_a_page_without_a_layout_has_a_place_for_each_panel(count, strip):
    rows = [len(row["panels"]) for row in tiers(count, strip)]
    assert sum(rows) == count and rows == sorted(rows)
    assert max(rows) <= (1 if strip else 3)


FULL = {
    "page": {"size": ["182mm", 257], "margin": [20, 18, 20, 18], "gutter": 3, "frame": "0.3mm"},
    "lettering": {"size": "13q"},
    "pages": [
        {
            "layout": [1, 2],
            "panels": [{"characters": {"mika": "left bust", "ren": None}}, {"effects": "gloom"}, {}],
        },
        {
            "layout": {"rows": [{"panels": 2, "bleed": "all"}], "inset": [1, 2, 30, 40]},
            "panels": [{}, {}, {}],
        },
        {
            "layout": "splash",
            "panels": [{"characters": ["mika"], "dialogs": [{"mika": "Hi"}, {"sfx": "BOOM"}]}],
        },
        {"panels": [{"characters": {"ren": {"box": ["0%", 0, "50%", 1], "head": [0.1, 0.1, 0.2, 0.2]}}}]},
    ],
}


@pytest.mark.parametrize(
    ("written", "fit", "anchor"),
    [
        ("art.png", "cover", (0.5, 0.5)),
        ({"file": "art.png", "fit": "contain", "at": "top-right"}, "contain", (1.0, 0.0)),
        ({"file": "art.png", "at": "left"}, "cover", (0.0, 0.5)),
        ({"file": "art.png", "at": [0.25, "75%"]}, "cover", (0.25, 0.75)),
    ],
)
def test_an_own_image_is_a_file_or_a_mapping(panel, tmp_path, written, fit, anchor):
    Image.new("L", (8, 8)).save(tmp_path / "art.png")
    image = panel(image=written).image
    assert (image.file, image.fit, image.anchor) == ("art.png", fit, anchor)


def test_the_full_form_means_itself(read):
    story = read(HEAD | FULL)
    assert read(story.model_dump(mode="json")) == story
    assert read(story.model_dump(mode="json", exclude_none=True)) == story


@pytest.mark.parametrize(
    ("panel_text", "column"),
    [
        ("characters: {mika: left, tom: right}", 34),
        ("characters: [mika, tom]", 28),
        ("dialogs: [{mika: Hi}, {tom: Hi}]", 32),
        ("dialogs: [{mika: Hi}, {speaker: tom, text: Hi}]", 41),
    ],
)
def test_what_is_wrong_in_the_full_form_is_shown_where_the_short_form_stands(tmp_path, panel_text, column):
    path = tmp_path / "story.yaml"
    head = "manga: 1\ntitle: t\ncharacters: {mika: {}}\npages:\n  - panels:\n      - "
    path.write_text(head + panel_text + "\n", encoding="utf-8")
    with pytest.raises(StoryError) as caught:
        load_story(path, templates={})
    places = [
        (each.place.column, each.place.width)
        for each in caught.value.diagnostics
        if "tom" in each.finding.message
    ]
    assert places == [(column, 3)]
