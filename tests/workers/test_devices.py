import os

import pytest

from mangacli.errors import UsageError
from mangacli.pipeline import place
from mangacli.run_options import RenderOptions
from mangacli.workers import devices
from mangacli.workers.devices import VISIBLE, parse_devices, see_only


@pytest.fixture(autouse=True)
def no_gpus(monkeypatch, tmp_path):
    monkeypatch.delenv(VISIBLE, raising=False)
    monkeypatch.setattr(devices, "GPUS", tmp_path)


def test_devices_are_written_as_people_count_them():
    assert parse_devices(None) == ()
    assert parse_devices("0, 1,0") == ("0", "1")
    assert parse_devices("cpu") == ("cpu",)
    assert parse_devices("GPU-1a2b") == ("GPU-1a2b",)
    for wrong in ("", "gpu", "0;1", "-1"):
        with pytest.raises(UsageError, match="is not a device"):
            parse_devices(wrong)


def test_all_are_those_that_are_there(monkeypatch, tmp_path):
    with pytest.raises(UsageError, match="no GPU here"):
        parse_devices("all")
    for name in ("0000:01:00.0", "0000:02:00.0"):
        (tmp_path / name).mkdir()
    assert parse_devices("all") == ("0", "1")
    monkeypatch.setenv(VISIBLE, "3")
    assert parse_devices("all") == ("0",)


@pytest.mark.parametrize(
    ("before", "device", "seen"),
    [("", "1", "1"), ("4,6", "1", "6"), ("4,6", "cpu", ""), ("4,6", "GPU-ab", "GPU-ab"), ("4", "2", "2")],
)
def test_a_process_sees_one_device(monkeypatch, before, device, seen):
    monkeypatch.setenv(VISIBLE, before)
    see_only(device)
    assert os.environ[VISIBLE] == seen


def test_the_draft_artist_has_no_devices(small_story):
    with pytest.raises(UsageError, match="for the DiffSensei model alone, but draft draws"):
        place(small_story, RenderOptions(model="draft", devices=("0",)))
