"""The doctor names what is there and the command that gets what is not."""

import shutil

import pytest

from mangacli.doctor import examine


@pytest.fixture
def checkpoint(root, tmp_path, monkeypatch):
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hf"))
    monkeypatch.delenv("HF_HUB_CACHE", raising=False)
    folder = shutil.copytree(root / "tests/golden/diffsensei/ckpt", tmp_path / "ckpt")
    monkeypatch.setenv("MANGA_DIFFSENSEI", str(folder))
    return folder


def test_a_whole_checkpoint_needs_no_advice(checkpoint):
    report = examine()
    models = report.plain()["models"]
    assert (models["diffsensei"], models["language model"]) == (str(checkpoint), "installed")
    assert "manga models pull" not in report.text()


def test_without_a_checkpoint_the_advice_is_to_pull_one(checkpoint, monkeypatch):
    monkeypatch.delenv("MANGA_DIFFSENSEI")
    report = examine()
    assert report.plain()["models"]["diffsensei"] == "no checkpoint found"
    assert any(line.startswith("manga models pull diffsensei  ") for line in report.advice)


def test_a_checkpoint_without_the_language_model_is_told_how_to_get_it(checkpoint):
    shutil.rmtree(checkpoint / "mllm")
    report = examine()
    assert report.plain()["models"]["language model"] == "missing mllm/"
    assert any(line.startswith("manga models pull diffsensei --llm  ") for line in report.advice)


def test_a_wrong_folder_is_reported_and_ends_nothing(checkpoint):
    shutil.rmtree(checkpoint / "image_generator")
    report = examine()
    assert "not a complete DiffSensei checkpoint" in report.plain()["models"]["diffsensei"]


def test_a_broken_part_is_reported_and_ends_nothing(checkpoint):
    (checkpoint / "mllm/llm/model.safetensors").unlink()
    (checkpoint / "mllm/llm/model.safetensors.index.json").write_text("{")
    assert "is not a JSON file" in examine().plain()["models"]["language model"]
