"""What the model leaves out of the references is said once, where it lies."""

import pytest
from PIL import Image

from mangacli.reach import Reach
from mangacli.story.model_references import check_model_references
from mangacli.story.models import Character, Story
from mangacli.story.page_presets import PRESETS


@pytest.fixture
def notes(tmp_path):
    """A character's keys and its placements → the notes on them, as (rule, where)."""

    def notes_of(placements, **character):
        panels = [{"characters": [{"character": "mika"} | placement]} for placement in placements]
        pages = [{"layout": "splash", "panels": panels or [{}]}]
        cast = {"mika": Character(name="Mika", **character)}
        story = Story(manga=1, title="t", page=PRESETS["b5"], characters=cast, pages=pages)
        return [(note.rule, note.where) for note in check_model_references(story, Reach(tmp_path))]

    for name, size in {
        "square": (20, 20),
        "bust": (20, 32),
        "standing": (20, 33),
        "scroll": (90, 20),
    }.items():
        Image.new("L", size, 255).save(tmp_path / f"{name}.png")
    return notes_of


def test_of_several_references_the_first_is_taken_and_that_is_said_once(notes):
    said = [("reference-one-of-several", ("characters", "mika", "reference", 1))]
    three = ("square.png", "square.png", "square.png")
    assert notes([{}, {}], reference=three) == said
    assert notes([{"reference": 2}, {}], reference=three) == said
    assert notes([{"reference": 2}, {"reference": 1}], reference=three) == []
    assert notes([], reference=three) == []
    assert notes([{}], reference=("square.png",)) == []


@pytest.mark.parametrize(("name", "told"), [("bust", 0), ("standing", 1), ("scroll", 1)])
def test_a_reference_of_which_the_centre_leaves_out_much_is_told(notes, name, told):
    said = [("reference-cropped", ("characters", "mika", "reference", 0))]
    assert notes([{}], reference=(f"{name}.png",)) == said * told
    assert notes([{}], reference=(f"{name}.png",), reference_fit="pad") == []


def test_only_references_that_are_drawn_from_are_looked_at(notes):
    references = ("square.png", "standing.png", "scroll.png")
    said = [("reference-cropped", ("characters", "mika", "reference", 2))]
    assert notes([{"reference": 3}, {"reference": 1}], reference=references) == said


def test_a_photograph_is_judged_as_it_is_held(notes, tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("L", (200, 100), 255).save(tmp_path / "photo.jpg", exif=exif)
    pages = [{"layout": "splash", "panels": [{"characters": [{"character": "mika"}]}]}]
    cast = {"mika": Character(name="Mika", reference=("photo.jpg",))}
    story = Story(manga=1, title="t", page=PRESETS["b5"], characters=cast, pages=pages)
    (note,) = check_model_references(story, Reach(tmp_path))
    assert "so tall (100 × 200 pixels)" in note.message


@pytest.mark.parametrize("name", ["nobody.png", "", "a\0b.png", ".", "loop.png", "words.png", "../out.png"])
def test_what_cannot_be_read_or_lies_outside_is_left_to_the_other_findings(notes, tmp_path, name):
    (tmp_path / "loop.png").symlink_to(tmp_path / "loop.png")
    (tmp_path / "words.png").write_text("words")
    Image.new("L", (20, 99)).save(tmp_path.parent / "out.png")
    assert notes([{}], reference=(name,)) == []
