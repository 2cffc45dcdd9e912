"""Features from the disk are those that the encoders would make, to the bit, or they are not used at all."""

import logging
import os
import shutil
from dataclasses import replace

import pytest
import safetensors.torch
import torch
from hypothesis import given
from hypothesis import strategies as st

from mangacli.generate.diffsensei.characters import CharacterPicture
from mangacli.generate.diffsensei.checkpoint import weight_files
from mangacli.generate.diffsensei.feature_cache import (
    CharacterFeatures,
    FeatureCache,
    encoders_fingerprint,
    made_by,
    open_cache,
)
from mangacli.generate.diffsensei.pipeline import draw_panel

CPU = torch.device("cpu")
TOKENS = torch.linspace(-1, 1, 12).reshape(3, 4)


def never():
    raise AssertionError("the encoders are loaded although all is kept")


@pytest.fixture
def cache(tmp_path):
    return FeatureCache(tmp_path / "features", "these encoders")


@pytest.fixture
def picture(golden):
    return CharacterPicture.read(golden / "refs/char0.png", preparation="pad")


def entry(cache):
    (path,) = cache.folder.iterdir()
    return path


@pytest.mark.parametrize("dtype", [torch.float32, torch.float16, torch.bfloat16])
def test_what_is_put_comes_back_to_the_bit(cache, dtype):
    tensor = TOKENS.to(dtype).T  # not contiguous
    assert cache.get("mika") is None
    cache.put("mika", tensor)
    back = FeatureCache(cache.folder, cache.made_by).get("mika")
    assert back.dtype == dtype and torch.equal(back, tensor)
    assert cache.get("ren") is None
    assert FeatureCache(cache.folder, "other encoders").get("mika") is None


def spoilt(content: bytes, where: int) -> bytes:
    return content[:where] + bytes([content[where] ^ 1]) + content[where + 1 :]


@given(st.data())
def test_an_entry_with_any_bit_turned_is_not_trusted(tmp_path_factory, data):
    cache = FeatureCache(tmp_path_factory.mktemp("features"), "these encoders")
    cache.put("mika", TOKENS)
    content = entry(cache).read_bytes()
    entry(cache).write_bytes(spoilt(content, data.draw(st.integers(0, len(content) - 1))))
    found = cache.get("mika")
    assert found is None or torch.equal(found, TOKENS)  # a blank of the header may be another one
    cache.put("mika", TOKENS)
    assert entry(cache).read_bytes() == content


@pytest.mark.parametrize("length", [0, 1, 7, 8, 60, -1])
def test_a_cut_off_entry_is_made_anew(cache, length):
    cache.put("mika", TOKENS)
    entry(cache).write_bytes(entry(cache).read_bytes()[:length])
    assert cache.get("mika") is None


@pytest.mark.parametrize(
    "foreign",
    [
        {"tokens": TOKENS},
        {"tokens": TOKENS, "more": -TOKENS},
        {"other": TOKENS},
        {},
    ],
    ids=["no checksum", "two tensors", "another name", "nothing"],
)
def test_a_foreign_file_in_an_entrys_place_is_not_trusted(cache, foreign):
    cache.put("mika", TOKENS)
    safetensors.torch.save_file(foreign, entry(cache))
    assert cache.get("mika") is None


def test_an_entry_under_anothers_name_is_not_trusted(cache):
    cache.put("mika", TOKENS)
    mikas = entry(cache)
    cache.put("ren", -TOKENS)
    (rens,) = set(cache.folder.iterdir()) - {mikas}
    shutil.copy(mikas, rens)
    assert cache.get("ren") is None


def test_what_is_not_finite_is_not_kept(cache):
    cache.put("mika", torch.tensor([[1.0, float("nan")]]))
    assert not cache.folder.exists()


def test_a_folder_that_cannot_be_used_is_warned_of_once(tmp_path, caplog):
    (tmp_path / "features").write_text("in the way")
    cache = FeatureCache(tmp_path / "features", "these encoders")
    for name in ("mika", "ren"):
        assert cache.get(name) is None
        cache.put(name, TOKENS)
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "characters are encoded anew in every run" in caplog.text


def test_an_entry_that_is_a_folder_is_warned_of_and_no_end(cache, caplog):
    cache.put("mika", TOKENS)
    path = entry(cache)
    path.unlink()
    path.mkdir()
    (path / "something").touch()
    assert cache.get("mika") is None
    cache.put("mika", TOKENS)
    assert len(caplog.records) == 1


def test_the_oldest_are_let_go_where_there_are_too_many(tmp_path):
    cache = FeatureCache(tmp_path / "features", "these encoders", most_bytes=10_000)
    for age, name in enumerate(("old", "older")):
        cache.put(name, torch.zeros(1000))
        for path in cache.folder.iterdir():
            os.utime(path, (1000 - age, 1000 - age)) if path.stat().st_mtime > 2000 else None
    cache.put("new", torch.zeros(1000))
    assert [cache.get(name) is not None for name in ("old", "older", "new")] == [True, False, True]


def test_encoders_are_loaded_at_the_first_unknown_picture_only(model, cache, picture):
    loads = []
    features = CharacterFeatures(lambda: loads.append(1) or model.characters, cache, CPU)
    wanted = model.characters.tokens(picture), model.characters.unused, model.characters.dummy_tokens
    for _ in range(2):
        assert torch.equal(features.tokens(picture), wanted[0])
        assert torch.equal(features.unused, wanted[1])
        assert torch.equal(features.dummy_tokens, wanted[2])
    assert loads == [1] and features.loaded
    features.release()
    assert not features.loaded and features.tokens(picture) is features.tokens(picture)

    later = CharacterFeatures(never, cache, CPU)
    found = later.tokens(picture), later.unused, later.dummy_tokens
    assert all(torch.equal(ours, theirs) for ours, theirs in zip(found, wanted, strict=True))
    with pytest.raises(AssertionError, match="loaded although"):
        later.tokens(replace(picture, preparation="crop"))


def test_without_a_folder_features_are_kept_in_memory(model, picture):
    loads = []
    features = CharacterFeatures(lambda: loads.append(1) or model.characters, None, CPU)
    assert features.tokens(picture) is features.tokens(picture)
    assert loads == [1]


def test_a_panel_is_the_same_with_and_without_the_cache(model, cache, case):
    """Drawn three times: without the cache, while it is filled, and from it alone."""
    panel = replace(case.panel, steps=1)
    plain = draw_panel(model, panel, noise=case.noise, parity=True)
    for load in (lambda: model.characters, never):
        features = CharacterFeatures(load, cache, CPU)
        drawn = draw_panel(replace(model, characters=features), panel, noise=case.noise, parity=True)
        assert torch.equal(drawn.latents, plain.latents)
        assert [p.tobytes() for p in drawn.pictures] == [p.tobytes() for p in plain.pictures]


@pytest.mark.parametrize("changed", ["clip_image_encoder", "magi_image_encoder", "image_proj_model"])
def test_other_encoders_are_told_apart_and_copies_are_not(checkpoint, golden, changed):
    first = encoders_fingerprint(golden / "ckpt")
    assert encoders_fingerprint(checkpoint) == first
    weights = weight_files(checkpoint / "image_generator" / changed)[0]
    content = weights.read_bytes()
    weights.write_bytes(spoilt(content, len(content) // 2))
    assert encoders_fingerprint(checkpoint) != first


def test_what_no_encoder_reads_does_not_count(checkpoint):
    first = encoders_fingerprint(checkpoint)
    (checkpoint / "image_generator/unet/notes.txt").write_text("words")
    assert encoders_fingerprint(checkpoint) == first
    (checkpoint / "model_config.json").write_text("{}")
    assert encoders_fingerprint(checkpoint) != first


def test_a_large_file_is_sampled_from_its_first_to_its_last_byte(tmp_path):
    folder = tmp_path / "image_generator/clip_image_encoder"
    folder.mkdir(parents=True)
    content = bytes(8 << 20)
    fingerprints = set()
    for where in (None, 0, ((8 << 20) - (64 << 10)) * 32 // 63, (8 << 20) - 1):
        (folder / "model.safetensors").write_bytes(content if where is None else spoilt(content, where))
        fingerprints.add(encoders_fingerprint(tmp_path))
    assert len(fingerprints) == 4


def test_precision_and_threads_count(golden, monkeypatch):
    said = {made_by(golden / "ckpt", CPU, dtype) for dtype in (torch.float32, torch.float16)}
    monkeypatch.setattr(torch, "get_num_threads", lambda: 77)
    said.add(made_by(golden / "ckpt", CPU, torch.float32))
    assert len(said) == 3


def test_the_users_cache_lies_in_the_folder_for_caches(golden, monkeypatch, tmp_path, caplog):
    monkeypatch.setenv("MANGA_CACHE", str(tmp_path))
    assert open_cache(golden / "ckpt", CPU, torch.float32).folder == tmp_path / "features"
    monkeypatch.setenv("MANGA_CACHE", "~nobody-of-this-name/kept")
    with caplog.at_level(logging.WARNING):
        assert open_cache(golden / "ckpt", CPU, torch.float32) is None
    assert "encoded anew" in caplog.text
