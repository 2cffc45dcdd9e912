"""The packer keeps what has a label and writes the same bytes again."""

import gzip
import json

from mangacli.generate.draft.parts import pack

SQUARE = "M400 100H530V200H400Z"


def artwork() -> dict:
    shape = {"d": SQUARE, "fill": "ink", "rule": "nonzero"}
    parts = [
        {"kind": "hair", "name": "variant01", "shapes": [shape, {"head": True}, shape, shape]},
        {"kind": "mouth", "name": "happy01", "shapes": [shape]},
        {"kind": "mouth", "name": "happy12", "shapes": [shape]},
    ]
    return {"sources": [], "parts": [part | {"source": "x", "sha256": part["name"]} for part in parts]}


def packed(tmp_path, monkeypatch) -> bytes:
    path = tmp_path / "artwork.json"
    path.write_text(json.dumps(artwork()))
    monkeypatch.setattr(pack, "__file__", str(tmp_path / "pack.py"))
    pack.main(str(path))
    return (tmp_path / "parts.json.gz").read_bytes()


def test_what_has_no_label_is_left_out(tmp_path, monkeypatch):
    data = json.loads(gzip.decompress(packed(tmp_path, monkeypatch)))
    assert set(data["face"]["mouth"]) == {"happy01"}
    hair = data["hair"]["01"]
    assert (len(hair["behind"]), len(hair["before"]), hair["top"], hair["sha256"]) == (
        1,
        2,
        100.0,
        "variant01",
    )


def test_the_same_artwork_gives_the_same_bytes(tmp_path, monkeypatch):
    assert packed(tmp_path, monkeypatch) == packed(tmp_path, monkeypatch)
