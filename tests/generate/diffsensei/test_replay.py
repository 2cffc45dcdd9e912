import json
import shutil

import pytest

from mangacli.errors import RunError
from mangacli.generate.diffsensei.replay import Deviation, read_case, replay


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
