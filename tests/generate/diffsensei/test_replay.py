import json
import shutil

import pytest
from PIL import Image

from mangacli.errors import RunError
from mangacli.generate.diffsensei.replay import Deviation, case_folders, read_case, replay


@pytest.mark.parametrize("parity", [False, True])
def test_every_recorded_case_is_drawn_as_the_reference_drew_it(model, case, parity):
    off = replay(model, case, parity)
    assert off.ok, off


@pytest.mark.parametrize(
    ("latent", "worst", "mean", "ok"),
    [(1e-3, 2, 0.02, True), (1.1e-3, 0, 0, False), (0, 3, 0, False), (0, 0, 0.021, False)],
)
def test_each_tolerance_counts(latent, worst, mean, ok):
    assert Deviation("", latent, worst, mean).ok == ok


@pytest.fixture
def copy(golden, tmp_path):
    for part in ("refs", "cases"):
        shutil.copytree(golden / part, tmp_path / part)
    return tmp_path / "cases" / "p1_two_chars"


def test_a_case_that_differs_is_off(model, copy):
    said = json.loads((copy / "case.json").read_text())
    (copy / "case.json").write_text(json.dumps(said | {"ip_scale": said["ip_scale"] * 1.1}))
    assert not replay(model, read_case(copy)).ok


@pytest.mark.parametrize("parity", [False, True])
def test_the_demo_s_surplus_is_cut_off_as_the_demo_did(model, copy, parity):
    said = json.loads((copy / "case.json").read_text())
    said["dialog_bbox"] += [[0, 0, 0, 0]] * 7 + [[0.5, 0.5, 1, 1]] * 3
    (copy / "case.json").write_text(json.dumps(said))
    assert replay(model, read_case(copy), parity).ok


@pytest.mark.parametrize("name", ["case.json", "tensors.npz", "image0.png"])
@pytest.mark.parametrize("content", [None, b"", b"{}"])
def test_a_broken_case_is_an_error(copy, name, content):
    (copy / name).unlink()
    if content is not None:
        (copy / name).write_bytes(content)
    with pytest.raises(RunError, match="p1_two_chars"):
        read_case(copy)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"ip_scale": None}, r"case\.json: ip_scale is null, not a number"),
        ({"height": "96"}, r'case\.json: height is "96", not a number'),
        ({"num_inference_steps": 0}, r"num_inference_steps is 0, not a whole number from 1"),
        ({"ip_bbox": [[0, 0, 1]]}, r"ip_bbox is \[\[0, 0, 1\]\], not a list of boxes"),
        ({"ip_images": ["refs/nobody.png"]}, r"case\.json names refs/nobody\.png, which is not there"),
        ({"num_samples": 2}, r"tensors\.npz: noise .* of 2 samples"),
        ({"seed": 1 << 64}, r"seed is 18446744073709551616, not a whole number from -"),
        ({"ip_scale": 1e300}, r"ip_scale is 1e\+300, not a number up to 1e\+09"),
        ({"guidance_scale": float("nan")}, r"guidance_scale is NaN, not a number"),
        ({"dialog_bbox": [[-1e30, 0, 1e300, 1]]}, r"dialog_bbox is \[\[-1e\+30, .*, not a list of boxes"),
        ({"prompt": "half \ud800 a sign"}, r"prompt is .*, not text"),
        ({"ip_images": ["a" * 5000, "refs/char0.png"]}, r"case\.json names a+, which is not there"),
        ({"ip_images": ["\0", "refs/char0.png"]}, r"case\.json names \0, which is not there"),
    ],
)
def test_what_a_case_says_wrong_is_named(copy, change, message):
    said = json.loads((copy / "case.json").read_text())
    (copy / "case.json").write_text(json.dumps(said | change))
    with pytest.raises(RunError, match=message):
        read_case(copy)


def test_a_missing_key_is_named_with_its_file(copy):
    said = json.loads((copy / "case.json").read_text())
    del said["guidance_scale"]
    (copy / "case.json").write_text(json.dumps(said))
    with pytest.raises(RunError, match=r"case\.json lacks guidance_scale"):
        read_case(copy)


def test_pictures_may_lie_beside_the_case(copy):
    expected = read_case(copy).panel
    shutil.move(copy.parents[1] / "refs", copy / "refs")
    assert read_case(copy).panel.pictures[0].digest == expected.pictures[0].digest


def test_cases_are_found_in_a_set_its_folder_or_one_by_one(copy):
    names = ["p1_two_chars", "p2_mllm_two_samples", "p3_dialogs_only_odd"]
    assert [path.name for path in case_folders(copy.parents[1])] == names
    assert [path.name for path in case_folders(copy.parent)] == names
    assert case_folders(copy) == (copy,)


def test_a_picture_of_another_size_is_off(model, copy):
    Image.new("RGB", (8, 8)).save(copy / "image0.png")
    assert not replay(model, read_case(copy)).ok


@pytest.mark.parametrize("height", [8, 128, 0, 1e6])
def test_noise_of_another_size_is_refused_before_anything_is_drawn(model, copy, height):
    said = json.loads((copy / "case.json").read_text())
    (copy / "case.json").write_text(json.dumps(said | {"height": height}))
    with pytest.raises(RunError, match=r"the recorded noise is \[1, 4, 12, 20\], a panel of 160 × .* has"):
        replay(model, read_case(copy))


def test_a_size_left_to_the_checkpoint_is_that_of_the_picture(model, copy):
    said = json.loads((copy / "case.json").read_text())
    sized = said | {"height": None, "width": None}
    (copy / "case.json").write_text(json.dumps(sized))
    assert replay(model, read_case(copy)).ok
    (copy / "case.json").write_text(json.dumps(sized | {"picture_size": None}))
    with pytest.raises(RunError, match="height is null and picture_size no size"):
        read_case(copy)
