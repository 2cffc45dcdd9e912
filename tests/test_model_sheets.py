"""Model sheets: a page for everyone, parts named as `look:` would fix them, mistakes told."""

import numpy as np
import pytest
import yaml
from PIL import Image

from mangacli.errors import UsageError
from mangacli.model_sheets import EXPRESSIONS, look_listing, write_sheets
from mangacli.story.looks import Look

STORY = {
    "manga": 1,
    "title": "Sheets",
    "characters": {
        "mika": {"name": "Mika", "description": "a girl with twintails, scarf"},
        "ren": {"name": "蓮", "description": "a boy", "look": {"hair": "spiky", "glasses": "round"}},
    },
    "pages": [{"layout": {"rows": [1]}, "panels": [{"prompt": "a street", "characters": ["mika", "ren"]}]}],
}


@pytest.fixture(name="story")
def _story(tmp_path):
    path = tmp_path / "story.yaml"
    path.write_text(yaml.safe_dump(STORY, allow_unicode=True), encoding="utf-8")
    return path


def test_a_picture_for_everyone(story):
    paths = write_sheets(story, story.with_name("cast.png"), None, dpi=40)
    assert [path.name for path in paths] == ["cast-mika.png", "cast-ren.png"]
    pages = [np.asarray(Image.open(path).convert("L")) for path in paths]
    assert pages[0].shape == pages[1].shape == (331, 468)
    assert (pages[0] != pages[1]).mean() > 0.01
    assert all(0.01 < (page < 90).mean() < 0.3 for page in pages)
    assert len(EXPRESSIONS) >= 5


def test_one_pdf_of_all_beside_the_story(story):
    (path,) = write_sheets(story, None, None, dpi=40)
    assert path == story.with_name("story-cast.pdf")
    assert path.read_bytes().startswith(b"%PDF") and path.read_bytes().count(b"/Type /Page\n") in (0, 2)


def test_only_who_is_asked_for_and_the_same_bytes_again(story):
    (path,) = write_sheets(story, story.with_name("a.png"), None, ["ren"], dpi=40)
    first = path.read_bytes()
    write_sheets(story, story.with_name("a.png"), None, ["ren"], dpi=40)
    assert path.read_bytes() == first


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"output": "cast.gif"}, "not written as"),
        ({"only": ["mica"]}, 'did you mean "mika"'),
    ],
)
def test_mistakes_are_told_with_a_way_out(story, arguments, words):
    output = story.with_name(arguments["output"]) if "output" in arguments else None
    with pytest.raises(UsageError) as raised:
        write_sheets(story, output, None, arguments.get("only", ()), 40)
    assert words in str(raised.value.message) and raised.value.hint


def test_a_story_without_characters_is_told(tmp_path):
    path = tmp_path / "empty.yaml"
    path.write_text("manga: 1\ntitle: T\npages:\n  - {layout: {rows: [1]}, panels: [{prompt: sea}]}\n")
    with pytest.raises(UsageError, match="no characters"):
        write_sheets(path, None, None)


def test_the_parts_of_a_look_are_listed_by_name():
    listing = look_listing()
    for key in Look.model_fields:
        assert f"{key} " in listing
    assert "twintails" in listing and "eyepatch" in listing


def test_a_storys_own_looks_can_be_copied_into_it(story):
    listed = yaml.safe_load(look_listing(story))["characters"]
    assert listed["ren"]["look"]["hair"] == "spiky" and listed["ren"]["look"]["glasses"] == "round"
    assert listed["mika"]["look"]["hair"] == "twintails" and listed["mika"]["look"]["extras"] == ["scarf"]
    for one in listed.values():
        Look.model_validate(one["look"] | {"extras": tuple(one["look"].get("extras", ()))})
    story.write_text(
        yaml.safe_dump(
            STORY | {"characters": {id: STORY["characters"][id] | one for id, one in listed.items()}}
        )
    )
    assert yaml.safe_load(look_listing(story))["characters"] == listed


def test_who_has_a_reference_still_shows_expressions(tmp_path):
    Image.new("RGB", (60, 80), (200, 30, 30)).save(tmp_path / "mika.png")
    characters = {
        "mika": STORY["characters"]["mika"] | {"reference": "mika.png"},
        "ren": STORY["characters"]["ren"],
    }
    path = tmp_path / "story.yaml"
    path.write_text(yaml.safe_dump(STORY | {"characters": characters}))
    (sheet,) = write_sheets(path, tmp_path / "cast.png", None, ["mika"], dpi=60)
    page = np.asarray(Image.open(sheet).convert("L")).astype(int)
    row = page[int(310 * 60 / 72) : int(422 * 60 / 72)]
    width = (808 - 414 - 32) / 5
    cells = [row[:, int((414 + n * (width + 8)) * 60 / 72) :][:, : int(width * 60 / 72)] for n in range(5)]
    assert all((cells[0] != other).mean() > 0.005 for other in cells[1:])
