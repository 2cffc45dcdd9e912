"""The packer finds cloth between lines and the place of the neck, and writes the same bytes again."""

import json

import pytest

from mangacli.generate.draft import parts_file
from mangacli.generate.draft.parts import pack
from mangacli.generate.draft.parts.labels import Body
from mangacli.geometry import Box, bounds

# A torso with a neck stub on top; its ink is a frame along both, open above the neck, and a belt.
PAPER = "M400 100H530V200H700V900H200V200H400Z"
INK = "M190 190H400V120H410V210H210V500H690V210H520V120H530V190H710V910H190Z M210 520V890H690V520Z"


def part() -> dict:
    shapes = [
        {"d": PAPER, "fill": "paper", "rule": "nonzero", "moved": [0, 0]},
        {"d": INK, "fill": "ink", "rule": "evenodd", "moved": [0, 0]},
    ]
    return {"source": "react-peeps", "kind": "pose/standing", "name": "Torso", "shapes": shapes}


def test_cloth_is_what_lies_between_the_lines():
    label = Body("standing", "long", (), {"trousers": (0,), "top": (1,)})
    body = pack.pack_body(part(), label)
    boxes = {
        garment: bounds(p for text in texts for o in parts_file.read_path(text).outlines() for p in o)
        for garment, texts in body["areas"].items()
    }
    assert boxes["trousers"] == Box(210, 520, 690, 890)
    assert boxes["top"].y2 == 500 and boxes["top"].x1 == 210
    assert body["ground"] == 910


def test_the_neck_begins_where_its_sides_are_inked():
    x1, y1, x2, y2 = pack.pack_body(part(), Body("standing", "long", (), {}))["neck"]
    assert (x1, x2) == (400, 530)
    assert y1 == y2 == pytest.approx(120, abs=4)


def test_the_same_artwork_gives_the_same_bytes(tmp_path, monkeypatch):
    artwork = tmp_path / "artwork.json"
    named = part() | {"name": "RestingWB"}
    artwork.write_text(json.dumps({"sources": [], "parts": [named]}))
    monkeypatch.setattr(pack.labels, "BODIES", {"RestingWB": Body("standing", "long", (), {"top": (1,)})})
    monkeypatch.setattr(pack, "__file__", str(tmp_path / "pack.py"))
    written = []
    for _ in range(2):
        pack.main(str(artwork))
        written.append((tmp_path / "parts.json.gz").read_bytes())
    assert written[0] == written[1]
