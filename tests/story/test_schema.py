"""The JSON Schema, judged by an independent reader: what loads passes, what is broken in form does not."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml
from PIL import Image

from mangacli.story.load import load_story
from mangacli.story.schema import json_schema
from mangacli.yaml_file import read_yaml

ROOT = Path(__file__).parent.parent.parent
FORM_RULES = (
    "unknown-key",
    "missing-key",
    "wrong-type",
    "bad-value",
    "out-of-range",
    "empty-value",
    "format-version",
    "bad-length",
    "yaml-boolean",
    "unknown-preset",
    "box-outside",
)


@pytest.fixture(scope="module")
def judge():
    schema = json_schema()
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


def test_the_schema_holds_all_that_it_refers_to():
    schema = json_schema()
    text = json.dumps(schema)
    assert "$defs" not in text and "$id" not in text and "prefixItems" not in text
    for reference in (part.split('"')[0] for part in text.split('"$ref": "')[1:]):
        assert reference.startswith("#/definitions/")
        found = schema
        for step in reference.split("/")[1:]:
            found = found[step]


def objects(part):
    """Every part of a schema that describes a mapping with known keys."""
    if isinstance(part, dict):
        if "properties" in part and isinstance(part["properties"], dict) and "type" in part:
            yield part
        for inner in part.values():
            yield from objects(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from objects(inner)


def test_every_key_has_a_title_and_a_description_and_no_other_key_is_allowed():
    found = list(objects(json_schema()))
    assert len(found) > 12
    for part in found:
        if part["title"] == "Dialog" and "caption" in part["properties"]:
            continue  # `speaker: text`: any name may be the key
        assert part["additionalProperties"] is False
        for key, said in part["properties"].items():
            assert said["title"] and said["description"], key


def test_template_names_are_completed_but_not_required():
    name = json_schema(["splash", "tiers-1-2"])["definitions"]["LayoutName"]
    assert name["anyOf"][0] == {"enum": ["splash", "tiers-1-2"]} and len(name["anyOf"]) == 2


@pytest.mark.parametrize("path", sorted(ROOT.glob("examples/*/*.yaml")), ids=lambda path: path.stem)
def test_the_examples_pass(judge, path):
    judge.validate(read_yaml(path).value)


PANELS = [
    {},
    {"prompt": "sea", "effects": "gloom"},
    {"effects": ["gloom", "flash"], "frame": False, "id": "a"},
    {"effects": {"effect": "rain", "angle": 80, "ink": "white"}},
    {"characters": "mika", "effects": ["gloom", {"effect": "focus-lines", "at": "mika", "strength": 1}]},
    {"effects": [{"effect": "flash", "at": [0.5, "30%"]}, {"effect": "screentone", "at": [0, 0, "50%", 1]}]},
    {"effects": [{"effect": "screentone", "pattern": "lines", "lpi": 40, "angle": 30, "clear": 2}]},
    {"characters": "mika"},
    {"characters": ["mika", {"ren": "left"}]},
    {"characters": {"mika": None, "ren": "close-up, angry"}},
    {"characters": {"mika": {"box": ["10%", 0, 0.5, 1], "head": [0.1, 0.1, 0.2, 0.2], "mood": "odd"}}},
    {"characters": [{"character": "mika", "at": "left", "shot": None}]},
    {"dialogs": [{"mika": "Hi"}, {"sfx": "BOOM", "loud": 2}, {"caption": "x"}, {"narration": "x"}]},
    {
        "dialogs": [
            {"speaker": "mika", "text": "Hi", "kind": "thought", "at": "top-left", "box": [0, 0, 1, "50%"]}
        ]
    },
    {
        "dialogs": [
            {"mika + ren": "Hi", "break_out": True, "tail": "none"},
            {"speaker": ["mika", "ren"], "text": "Hi", "kind": "narration"},
            {"mika": "Hi", "chorus": "ren", "join": True, "tail": "left", "kind": "electric"},
        ]
    },
    {"dialogs": [{"mika": {"text": "Hi", "at": "top"}}, {"mika": "Hi", "kind": "shout", "vertical": True}]},
    {"frame": "rough", "frame_width": "0.5mm", "fade": "bottom"},
    {"frame": True, "frame_width": 2, "fade": ["top", "left"]},
    {"fade": {"sides": "all", "depth": "40%"}},
    {
        "seed": 3,
        "steps": 20,
        "guidance": 5,
        "ip_scale": 0.5,
        "mllm_scale": 0,
        "style": "ink",
        "negative": "x",
        "dialogs": None,
    },
]
SETUPS = [
    "b5",
    "webtoon",
    {"preset": "a5", "dpi": 600},
    {"size": ["182mm", 257], "bleed": "0.125in", "safe": 5},
    {"margin": 10},
    {"margin": ["1cm", 2, 3, 4]},
    {"margin": {"top": 3}},
    {"gutter": "3mm"},
    {"gutter": [2, "5mm"]},
    {"gutter": {"tiers": 6}, "frame": "0.3mm"},
    {"frame_line": "tapered", "ink": "black"},
]
LAYOUTS = [
    ("splash", 1),
    ([1, 2], 3),
    ({"rows": [1, [2, 1]]}, 3),
    ({"rows": [{"height": 2, "panels": 2, "bleed": "all", "tilt": 3}]}, 2),
    ({"rows": [{"panels": [1, {"width": 2, "slant": 5, "bleed": ["top"], "rows": [1, 1]}]}]}, 3),
    ({"rows": [1], "inset": [1, 2, "30%", 40]}, 2),
    ({"rows": [1], "inset": [[1, 2, 30, 40], {"box": [50, 50, 60, 60]}]}, 3),
    ({"rows": [1], "insets": [[1, 2, 30, 40]]}, 2),
    ({"rows": [1], "inset": [{"box": [1, 2, 30, 40], "slant": 8}]}, 2),
    ({"panels": [[[0, 0], ["100%", 0], [0, 100]]], "reading": "ltr"}, 1),
    ({"rows": [1, 1], "spread": True}, 2),
    ({"rows": [1, 1], "strip": True}, 2),
]


def stories():
    base = {
        "manga": 1,
        "title": "t",
        "characters": {"mika": None, "ren": {"name": "Ren", "description": "a boy"}},
    }
    for panel in PANELS:
        yield base | {"pages": [{"panels": [panel]}]}
    for setup in SETUPS:
        yield base | {"page": setup, "pages": [{"panels": [{}]}]}
    for layout, count in LAYOUTS:
        yield base | {"pages": [{"layout": layout, "seed": 3, "panels": [{}] * count}]}
    for title in ("The Sea", {"text": "x", "size": "2cm", "at": "top", "vertical": True, "ink": "white"}):
        yield base | {"pages": [{"title": title, "ink": "black", "numbers": "none", "panels": [{}]}]}
    for said in ({"fit": "contain", "at": "top-left"}, {"at": [0.5, "9%"]}, None):
        image = {"file": "a.png"} | said if said else "a.png"
        yield base | {"pages": [{"panels": [{"image": image}]}]}
    yield base | {
        "furniture": {"numbers": "hidden", "running_title": True, "first": 5},
        "pages": [{"panels": [{}]}],
    }
    yield base | {
        "lettering": {"size": "13q", "minimum": 6, "font": None, "capitals": True},
        "pages": [{"panels": [{}]}],
    }


@pytest.mark.parametrize("story", list(stories()), ids=lambda story: str({**story, "characters": 0})[40:90])
def test_every_short_form_loads_and_passes_and_so_does_its_full_form(judge, story, tmp_path):
    path = tmp_path / "story.yaml"
    path.write_text(yaml.safe_dump(story), encoding="utf-8")
    Image.new("L", (8, 8)).save(tmp_path / "a.png")
    full = load_story(path, templates={"splash": 1}).story.model_dump(mode="json")
    judge.validate(story)
    judge.validate(full)


BROKEN = [path for path in sorted((ROOT / "tests/broken").glob("*.yaml")) if path.stem.startswith(FORM_RULES)]


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_what_is_broken_in_form_does_not_pass(judge, path):
    assert not judge.is_valid(read_yaml(path).value)


def test_broken_storyboards_of_every_rule_of_form_were_judged():
    assert all(any(path.stem.startswith(rule) for path in BROKEN) for rule in FORM_RULES)
