"""The packed line art: whole, named, honest about where it came from."""

import gzip
import hashlib
import importlib.util
import json
import shutil
import subprocess
from importlib.resources import files

import pytest

from mangacli.generate.draft import parts_file
from mangacli.generate.draft.parts import labels
from mangacli.generate.draft.parts.pack import write
from mangacli.generate.draft.parts.svg_path import parse
from mangacli.geometry import Box, Path

PARTS = files("mangacli.generate.draft").joinpath("parts")
FACE_KINDS = ("head", "eyes", "eyebrows", "nose", "mouth", "beard", "glasses", "earrings", "freckles")


def test_the_file_is_small_and_carries_no_time():
    data = PARTS.joinpath("parts.json.gz").read_bytes()
    assert len(data) < 1_500_000
    assert data[4:8] == bytes(4)
    text = gzip.decompress(data).decode("ascii")
    assert text == json.dumps(json.loads(text), separators=(",", ":"), sort_keys=True)


def test_sources_are_recorded_with_version_licence_and_checksum():
    (source,) = parts_file.sources()
    assert (source["name"], source["version"], source["license"]) == ("@dicebear/lorelei", "9.4.3", "MIT")
    assert len(source["sha256"]) == 64


def test_every_part_has_the_checksum_of_its_artwork():
    sums = parts_file.checksums()
    assert len(sums) == sum(
        len(parts_file.face_names(kind)) for kind in (*FACE_KINDS, "hairAccessories")
    ) + len(parts_file.hair_names())
    assert all(len(checksum) == 64 for checksum in sums.values())


@pytest.mark.parametrize("name", ["LICENSE-lorelei.txt"])
def test_the_licences_lie_beside_the_art(root, name):
    assert "Permission is hereby granted" in PARTS.joinpath(name).read_text(encoding="utf-8")
    assert name in (root / "NOTICE").read_text(encoding="utf-8")


def test_every_label_has_its_part_and_every_part_its_label():
    assert set(parts_file.hair_names()) == set(labels.HAIR)
    assert set(parts_file.face_names("eyes")) == set(labels.EYES)
    assert set(parts_file.face_names("eyebrows")) == set(labels.EYEBROWS)
    assert set(parts_file.face_names("mouth")) == set(labels.MOUTHS)


def test_what_nobody_should_draw_with_is_left_out():
    assert "09" not in parts_file.face_names("eyes")
    assert "happy12" not in parts_file.face_names("mouth")


@pytest.mark.parametrize("kind", FACE_KINDS)
def test_faces_lie_on_the_head(kind):
    head = Box(150, 150, 780, 900).inset(-60 if kind == "beard" else 0)
    for name in parts_file.face_names(kind):
        shapes = parts_file.face(kind, name)
        assert shapes and all(head.contains(shape.path.bounds) for shape in shapes), name


def test_heads_bring_no_neck():
    for name in parts_file.face_names("head"):
        assert max(shape.path.bounds.y2 for shape in parts_file.face("head", name)) < 845


def test_hair_is_found_by_its_tags():
    assert "19" in parts_file.hair_names("short", "bob")
    assert parts_file.hair_names("short", "bald") == ()


@pytest.mark.parametrize(
    ("data", "segments"),
    [
        ("M1 2h3v-1l1 1z", "M10 20L40 20L40 10L50 20Z"),
        ("m1 1 2 0 0 2", "M10 10L30 10L30 30"),
        ("M0 0C1 1 2 1 3 0S5-1 6 0", "M0 0C10 10 20 10 30 0C40 -10 50 -10 60 0"),
        ("M0 0Q3 3 6 0", "M0 0C20 20 40 20 60 0"),
        ("M0 0Q3 3 6 0T12 0", "M0 0C20 20 40 20 60 0C80 -20 100 -20 120 0"),
        ("M1-1.5.5", None),
        ("M.5.25L1e1 2", "M5 2L100 20"),
    ],
)
def test_path_data_becomes_absolute_cubics(data, segments):
    if segments is None:
        with pytest.raises(ValueError):
            parse(data)
    else:
        assert write(parse(data)) == segments


def test_arcs_stay_on_their_circle():
    path = parse("M10 0a10 10 0 0110 10 10 10 0 01-20 0")
    points = [point for outline in path.outlines() for point in outline]
    assert all(abs(((x - 10) ** 2 + (y - 10) ** 2) ** 0.5 - 10) < 0.01 for x, y in points)
    assert max(y for _, y in points) == pytest.approx(20, abs=0.01)


def test_paths_survive_packing():
    path = Path.ellipse(Box(-3.2, 0, 40.7, 12.5)).joined(Path.line(((1, 2), (3, 4.5))))
    assert write(parts_file.read_path(write(path))) == write(path)


@pytest.mark.skipif(shutil.which("node") is None, reason="needs Node")
def test_the_extraction_script_reads_a_package(tmp_path):
    lorelei = tmp_path / "lorelei"
    (lorelei / "lib/components").mkdir(parents=True)
    kinds = ("head", "hair", "eyes", "eyebrows", "nose", "mouth", "beard", "glasses", "earrings", "freckles")
    for kind in (*kinds, "hairAccessories"):
        inner = "${c.head.value()}" if kind == "hair" else ""
        code = f'export const {kind} = {{ variant01: (c, colors) => `<path d="M0 0" fill="#fff"/>{inner}` }};'
        (lorelei / "lib/components" / f"{kind}.js").write_text(code)
    (lorelei / "package.json").write_text(json.dumps({"name": "lorelei", "version": "1", "license": "MIT"}))
    script = str(PARTS.joinpath("extract.mjs"))
    run = subprocess.run(["node", script, str(lorelei)], capture_output=True, text=True, check=True)
    artwork = json.loads(run.stdout)
    head = next(part for part in artwork["parts"] if part["kind"] == "head")
    assert head["shapes"] == [{"d": "M0 0", "fill": "paper", "rule": "nonzero"}]
    assert head["sha256"] == hashlib.sha256(b'<path d="M0 0" fill="#fff"/>').hexdigest()
    hair = next(part for part in artwork["parts"] if part["kind"] == "hair")
    assert [shape.get("head", False) for shape in hair["shapes"]] == [False, True]
    assert [source["name"] for source in artwork["sources"]] == ["lorelei"]


def test_the_packer_is_not_needed_to_draw():
    assert importlib.util.find_spec("mangacli.generate.draft.parts.pack") is not None
    source = PARTS.parent.joinpath("parts_file.py").read_text(encoding="utf-8")
    assert "pathops" not in source
