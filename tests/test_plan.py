from dataclasses import replace

import pytest

from mangacli.generate.base import EffectRequest
from mangacli.pipeline import place
from mangacli.plan import plan_page
from mangacli.run_options import RenderOptions

STORY = """\
manga: 1
title: Plan
seed: 5
style: ink
page: {preset: a5, dpi: 100}
characters:
  ann: {name: Ann, description: a girl with long hair}
  bob: {name: Bob, description: a tall man, reference: bob.png}
pages:
  - layout: {rows: [1, 1]}
    style: pencil
    panels:
      - prompt: Ann meets Bob.
        characters:
          bob: {box: [0.5, 0.2, 0.9, 1.0], head: [0.6, 0.25, 0.7, 0.4], mood: happy}
          ann: left
        dialogs:
          - ann: Hello!
          - caption: Noon.
        effects: [focus-lines]
        seed: 11
      - prompt: the sea
        style: wash
"""


@pytest.fixture
def requests(tmp_path):
    from PIL import Image

    Image.new("L", (8, 8), 128).save(tmp_path / "bob.png")
    (tmp_path / "story.yaml").write_text(STORY)
    placed = place(tmp_path / "story.yaml", RenderOptions(model="blank"))
    return placed, plan_page(placed.pages[0], placed.file.story, tmp_path)


def test_the_panels_words_come_first_and_the_style_last(requests):
    first, second = requests[1]
    assert first.prompt == "Ann meets Bob, Ann: a girl with long hair, pencil"
    assert second.prompt == "the sea, wash"
    assert (first.scene, first.effects, first.seed) == ("Ann meets Bob.", (EffectRequest("focus-lines"),), 11)


def test_boxes_are_fractions_of_the_generated_picture(requests):
    placed, (first, _) = requests
    frame = placed.pages[0].panels[0].frame
    bob = next(character for character in first.characters if character.id == "bob")
    back = frame.generation.box.part(bob.box)
    wanted = frame.box.part((0.5, 0.2, 0.9, 1.0))
    assert (back.x1, back.y1, back.x2, back.y2) == pytest.approx(
        (wanted.x1, wanted.y1, wanted.x2, wanted.y2), abs=0.01
    )
    assert first.width % 8 == first.height % 8 == 0


def test_lines_go_to_their_speakers_and_boxes_to_the_model(requests):
    _, (first, _) = requests
    said = {character.id: character.lines for character in first.characters}
    assert said == {"ann": (("speech", "Hello!"),), "bob": ()}
    assert [dialog.kind for dialog in first.dialogs] == ["speech", "caption"]
    assert all(0 <= edge <= 1 for dialog in first.dialogs for edge in dialog.box)


def test_a_chorus_is_said_by_all_who_are_in_it(requests, tmp_path):
    (tmp_path / "story.yaml").write_text(STORY.replace("- ann: Hello!", "- ann + bob: Hello!"))
    placed = place(tmp_path / "story.yaml", RenderOptions(model="blank"))
    first, _ = plan_page(placed.pages[0], placed.file.story, tmp_path)
    assert [character.lines for character in first.characters] == [(("speech", "Hello!"),)] * 2


def test_a_digest_knows_a_picture_by_its_bytes_and_a_panel_by_what_it_shows(requests, tmp_path):
    placed, (first, second) = requests
    again = plan_page(placed.pages[0], placed.file.story, tmp_path)
    assert [request.digest for request in again] == [first.digest, second.digest]
    assert first.digest != second.digest
    (tmp_path / "bob.png").write_bytes((tmp_path / "bob.png").read_bytes() + b"x")
    changed = plan_page(placed.pages[0], placed.file.story, tmp_path)
    assert changed[0].digest != first.digest
    assert changed[1].digest == second.digest


def test_what_changes_how_the_model_draws_is_in_the_request(tmp_path):
    from PIL import Image

    Image.new("L", (8, 8), 128).save(tmp_path / "bob.png")
    (tmp_path / "ink.safetensors").write_bytes(b"ink")
    said = "loras: [ink.safetensors, {file: ink.safetensors, weight: 0.5}]\nscheduler: unipc\n"
    story = STORY.replace("seed: 5\n", "seed: 5\n" + said).replace(
        "mood: happy", "mood: happy, ip_scale: 0.9"
    )
    (tmp_path / "story.yaml").write_text(story)

    def planned(**options):
        placed = place(tmp_path / "story.yaml", RenderOptions(model="blank", **options))
        return plan_page(placed.pages[0], placed.file.story, tmp_path)[0]

    asked = planned()
    assert [lora.weight for lora in asked.loras] == [1.0, 0.5]
    assert asked.scheduler == "unipc"
    assert {who.id: who.ip_scale for who in asked.characters} == {"bob": 0.9, "ann": None}
    assert planned(scheduler="lcm", steps=4, guidance=1.0) == replace(
        asked, scheduler="lcm", steps=4, guidance=1.0
    )
    (tmp_path / "ink.safetensors").write_bytes(b"other ink")
    assert planned().digest != asked.digest


def test_the_reference_that_a_placement_names_goes_first(tmp_path):
    from PIL import Image

    for shade in (10, 20, 30):
        Image.new("L", (8, 8), shade).save(tmp_path / f"{shade}.png")
    story = STORY.replace("reference: bob.png", "reference: [10.png, 20.png, 30.png], reference_fit: pad")
    orders, digests = [], set()
    for number in ("", ", reference: 1", ", reference: 2", ", reference: 3"):
        (tmp_path / "story.yaml").write_text(story.replace("mood: happy", f"mood: happy{number}"))
        placed = place(tmp_path / "story.yaml", RenderOptions(model="blank"))
        request, _ = plan_page(placed.pages[0], placed.file.story, tmp_path)
        bob = next(character for character in request.characters if character.id == "bob")
        assert bob.reference_fit == "pad"
        orders.append([reference.path.stem for reference in bob.references])
        digests.add(request.digest)
    assert orders == [["10", "20", "30"], ["10", "20", "30"], ["20", "10", "30"], ["30", "10", "20"]]
    assert len(digests) == 3


def test_how_a_reference_becomes_a_square_is_part_of_the_digest(requests, tmp_path):
    placed, (first, second) = requests
    story = placed.file.story
    cast = story.characters | {"bob": story.characters["bob"].model_copy(update={"reference_fit": "pad"})}
    padded = plan_page(placed.pages[0], story.model_copy(update={"characters": cast}), tmp_path)
    assert padded[0].digest != first.digest
    assert padded[1].digest == second.digest


def test_what_an_effect_points_at_becomes_fractions_of_the_picture(tmp_path):
    story = STORY.replace(", reference: bob.png", "").replace(
        "effects: [focus-lines]",
        "effects: [{effect: flash, at: ann, strength: 1}, {effect: rain, at: [0, 0, 1, 1], angle: 70},"
        " {effect: impact, at: [50%, 0.5]}]",
    )
    (tmp_path / "story.yaml").write_text(story)
    placed = place(tmp_path / "story.yaml", RenderOptions(model="blank"))
    panel = placed.pages[0].panels[0].frame
    flash, rain, impact = plan_page(placed.pages[0], placed.file.story, tmp_path)[0].effects
    assert (flash.effect, flash.at, flash.options.strength) == ("flash", "ann", 1.0)
    whole = panel.generation.box.part(rain.at)
    assert (whole.x1, whole.y2) == pytest.approx((panel.box.x1, panel.box.y2), abs=1e-3)
    assert rain.options.angle == 70.0
    assert impact.at[0] == impact.at[2] and impact.at[1] == impact.at[3]
    point = panel.generation.box.part(impact.at).center
    assert point == pytest.approx(panel.box.center, abs=1e-3)


def test_tones_are_asked_for_as_the_page_is_printed(tmp_path):
    story = STORY.replace("bob: {name: Bob, description: a tall man, reference: bob.png}", "bob: {name: Bob}")
    story = story.replace("dpi: 100}", "dpi: 100, lpi: 40}").replace(
        "[focus-lines]", "[screentone, {effect: screentone, lpi: 20}]"
    )
    (tmp_path / "story.yaml").write_text(story)
    placed = place(tmp_path / "story.yaml", RenderOptions(model="blank"))
    printed, grey = (
        plan_page(placed.pages[0], placed.file.story, tmp_path, screened=screened)[0]
        for screened in (True, False)
    )
    assert [effect.options.lpi for effect in printed.effects] == [40, 20]
    assert (printed.lpi, printed.screened, grey.screened) == (40, True, False)
    assert replace(grey, screened=True) == printed


def test_the_art_keeps_clear_of_the_title_as_long_as_the_model_takes_one_more_box(small_story):
    def asked(dialogs):
        spoken = "".join(f"          - caption: Word {number}.\n" for number in range(dialogs))
        text = SMALL[: SMALL.index("          - caption: The end.")] + spoken
        small_story.write_text(
            text.replace("  - layout: {rows: [1]}", "  - title: The Sea\n    layout: {rows: [1]}")
        )
        placed = place(small_story, RenderOptions(model="blank", pages="2"))
        (request,) = plan_page(placed.pages[0], placed.file.story, small_story.parent)
        return [dialog.kind for dialog in request.dialogs]

    SMALL = small_story.read_text()
    assert asked(1) == ["caption", "title"]
    assert asked(8) == ["caption"] * 8


SEEN = """\
manga: 1
title: Seen
seed: 9
characters: {ann: , bob: }
pages:
  - layout: {rows: [2, 2, 2]}
    background_image: hall.png
    panels:
      - {prompt: "full shot, low angle", characters: [ann]}
      - {prompt: "a street", background: street, characters: [ann]}
      - {prompt: "close-up", characters: [ann]}
      - {prompt: "medium shot", background_image: own.png, characters: [ann], seed: 3}
      - {prompt: "over Ann's shoulder, dutch tilt", characters: [ann, bob]}
      - {prompt: "Bob nods", shot: over-the-shoulder, characters: {ann: {pose: waving}, bob: }}
"""


@pytest.fixture
def seen(tmp_path):
    from PIL import Image

    for name, grey in (("hall.png", 40), ("own.png", 200)):
        Image.new("L", (8, 8), grey).save(tmp_path / name)
    (tmp_path / "story.yaml").write_text(SEEN)
    placed = place(tmp_path / "story.yaml", RenderOptions(model="draft"))
    return plan_page(placed.pages[0], placed.file.story, tmp_path)


def test_the_camera_and_the_storys_seed_are_passed_on(seen):
    assert seen[0].camera == ("low-angle",)
    assert {request.story_seed for request in seen} == {9}
    assert [request.lean != 0 for request in seen] == [False] * 4 + [True, False]


def test_a_picture_of_the_place_is_the_panels_own_or_the_pages(seen):
    names = [request.background_image and request.background_image.path.name for request in seen]
    assert names == ["hall.png", None, None, "own.png", "hall.png", "hall.png"]


def test_who_is_looked_past_is_asked_for_from_behind_unless_the_author_says_more(seen):
    assert [one.pose for one in seen[4].characters] == ["from behind", None]
    assert sorted(str(one.pose) for one in seen[5].characters) in (
        ["from behind", "waving"],
        ["None", "waving"],
    )
