import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mangacli.errors import RunError
from mangacli.generate.diffsensei.checkpoint import (
    REPOSITORY,
    find_checkpoint,
    fingerprint,
    missing_files,
    require_files,
    weight_files,
)


@pytest.fixture(autouse=True)
def nowhere(monkeypatch, tmp_path):
    monkeypatch.delenv("MANGA_DIFFSENSEI", raising=False)
    monkeypatch.delenv("HF_HUB_CACHE", raising=False)
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hf"))


def cached(tmp_path, checkpoint, revision="abc", current=True) -> Path:
    """Puts a checkpoint where the Hugging Face library keeps the released one."""
    repository = tmp_path / "hf" / "hub" / f"models--{REPOSITORY.replace('/', '--')}"
    (repository / "snapshots").mkdir(parents=True, exist_ok=True)
    (repository / "snapshots" / revision).symlink_to(checkpoint)
    if current:
        (repository / "refs").mkdir(exist_ok=True)
        (repository / "refs" / "main").write_text(revision)
    return repository / "snapshots" / revision


def test_where_none_is_installed_none_is_found():
    assert find_checkpoint() is None


def test_asked_for_by_name_a_missing_checkpoint_is_an_error_with_the_way_to_get_one():
    with pytest.raises(RunError, match="no DiffSensei checkpoint is installed") as caught:
        find_checkpoint("diffsensei")
    assert "manga models pull diffsensei" in caught.value.hint


def test_the_hugging_face_cache_is_searched_and_its_main_revision_preferred(tmp_path, golden):
    cached(tmp_path, golden / "ckpt", "aaa", current=False)
    current = cached(tmp_path, golden / "ckpt", "bbb")
    assert find_checkpoint() == find_checkpoint("diffsensei") == current


def test_the_environment_goes_before_the_cache(tmp_path, golden, monkeypatch):
    cached(tmp_path, golden / "ckpt")
    monkeypatch.setenv("MANGA_DIFFSENSEI", str(golden / "ckpt"))
    assert find_checkpoint() == golden / "ckpt"


def test_an_unfinished_download_is_not_taken_but_named_when_asked_for(tmp_path, checkpoint):
    (checkpoint / "image_generator/unet/pytorch_model.bin").unlink()
    cached(tmp_path, checkpoint)
    assert find_checkpoint() is None
    with pytest.raises(RunError, match=r"missing image_generator/unet/\*\.safetensors or \*\.bin"):
        find_checkpoint("diffsensei")


def test_a_path_must_be_there_and_complete(tmp_path, checkpoint):
    assert find_checkpoint(str(checkpoint)) == checkpoint
    with pytest.raises(RunError, match="no model folder at"):
        find_checkpoint(str(tmp_path / "nothing"))
    (checkpoint / "image_generator/vae/config.json").unlink()
    with pytest.raises(RunError, match=r"missing image_generator/vae/config\.json"):
        find_checkpoint(str(checkpoint))


def test_what_is_missing_is_named_the_language_model_only_where_it_is_wanted(checkpoint, tmp_path):
    assert missing_files(checkpoint, llm=True) == ()
    (checkpoint / "mllm/tokenizer/tokenizer.model").unlink()
    (checkpoint / "mllm/agent/pytorch_model.bin").unlink()
    assert missing_files(checkpoint) == ()
    assert missing_files(checkpoint, llm=True) == (
        "mllm/tokenizer/tokenizer.model",
        "mllm/agent/*.safetensors or *.bin",
    )
    assert missing_files(tmp_path) == ("image_generator/",)


def test_safetensors_go_before_bin_and_one_file_before_shards(tmp_path):
    for name in ("model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors", "pytorch_model.bin"):
        (tmp_path / name).touch()
    assert [p.name for p in weight_files(tmp_path)] == [
        "model-00001-of-00002.safetensors",
        "model-00002-of-00002.safetensors",
    ]
    (tmp_path / "model.safetensors").touch()
    assert [p.name for p in weight_files(tmp_path)] == ["model.safetensors"]


def test_a_missing_shard_is_named(tmp_path):
    (tmp_path / "pytorch_model-00001-of-00003.bin").touch()
    with pytest.raises(RunError, match="holds 1 of 3 pytorch_model weight files"):
        weight_files(tmp_path)
    index = {"weight_map": {"a": "pytorch_model-00001-of-00003.bin", "b": "pytorch_model-00002-of-00003.bin"}}
    (tmp_path / "pytorch_model.bin.index.json").write_text(json.dumps(index))
    with pytest.raises(RunError, match=r"pytorch_model-00002-of-00003\.bin is missing"):
        weight_files(tmp_path)


@pytest.mark.parametrize(
    "content", ["{", "[]", '{"weight_map": {}}', '{"weight_map": {"a": 3}}', "[" * 100_000]
)
def test_a_broken_index_is_named(tmp_path, content):
    (tmp_path / "model.safetensors.index.json").write_text(content)
    with pytest.raises(RunError, match=r"model\.safetensors\.index\.json"):
        weight_files(tmp_path)


def test_an_index_cannot_lead_out_of_its_folder(tmp_path):
    (tmp_path / "secret.bin").touch()
    (tmp_path / "unet").mkdir()
    (tmp_path / "unet/pytorch_model.bin.index.json").write_text('{"weight_map": {"a": "../secret.bin"}}')
    with pytest.raises(RunError, match="outside its folder"):
        weight_files(tmp_path / "unet")


def test_copies_have_one_fingerprint_and_every_change_another(golden, checkpoint):
    first = fingerprint(checkpoint)
    assert first == fingerprint(golden / "ckpt")
    assert first != fingerprint(checkpoint, llm=True)
    config = checkpoint / "image_generator/scheduler/scheduler_config.json"
    config.write_text(config.read_text().replace("leading", "trailing"))
    assert fingerprint(checkpoint) != first


def test_looking_for_a_checkpoint_needs_no_torch():
    code = (
        "import sys; sys.modules['torch'] = None; "
        "from mangacli.generate.diffsensei import checkpoint, engine; print(checkpoint.find_checkpoint())"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (run.stdout.strip(), run.stderr) == ("None", "")


def test_the_language_model_alone_missing_names_the_command_that_gets_it(checkpoint):
    shutil.rmtree(checkpoint / "mllm")
    require_files(checkpoint)
    with pytest.raises(RunError, match="lacks DiffSensei's language model: missing mllm/") as caught:
        require_files(checkpoint, llm=True)
    assert "manga models pull diffsensei --llm" in caught.value.hint


PLACES = [
    {},
    {"XDG_CACHE_HOME": "/caches"},
    {"XDG_CACHE_HOME": "/caches", "HF_HOME": "/hf"},
    {"HF_HOME": "~/hf"},
    {"HF_HOME": "/hf", "HUGGINGFACE_HUB_CACHE": "/former"},
    {"HF_HOME": "/hf", "HUGGINGFACE_HUB_CACHE": "/former", "HF_HUB_CACHE": "$HOME/hub"},
]


def test_the_cache_lies_where_the_library_keeps_it():
    program = (
        "import importlib, json, os, sys\n"
        "from huggingface_hub import constants\n"
        "from mangacli.generate.diffsensei.checkpoint import cached_repository\n"
        "for place in json.loads(sys.argv[1]):\n"
        "    for name in ('XDG_CACHE_HOME', 'HF_HOME', 'HUGGINGFACE_HUB_CACHE', 'HF_HUB_CACHE'):\n"
        "        os.environ.pop(name, None)\n"
        "    os.environ.update(place)\n"
        "    print(importlib.reload(constants).HF_HUB_CACHE, cached_repository().parent)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, json.dumps(PLACES)], capture_output=True, text=True, check=True
    )
    places = [line.split() for line in run.stdout.splitlines()]
    assert len(places) == len(PLACES)
    assert all(theirs == ours for theirs, ours in places), places
