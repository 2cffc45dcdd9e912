"""What the checkpoint at hand can take: its slots, its tokens, and what its language model keeps."""

import json
from dataclasses import replace

import pytest

from mangacli.generate.diffsensei.checkpoint_limits import limits_of, picture_limits
from mangacli.placed import SizeLimits
from mangacli.story.model_limits import DIFFSENSEI
from mangacli.story.prompt import count_tokens


def config(checkpoint, said):
    text = said if isinstance(said, str) else json.dumps(said)
    (checkpoint / "model_config.json").write_text(text, encoding="utf-8")


def test_slots_are_the_checkpoints_own(checkpoint):
    config(checkpoint, {"image_generator": {"max_num_ips": 2, "max_num_dialogs": 3}})
    limits = limits_of(checkpoint, DIFFSENSEI)
    assert (limits.characters, limits.dialogs) == (2, 3)


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"image_generator": {}},
        {"image_generator": []},
        {"image_generator": {"max_num_ips": 0, "max_num_dialogs": True}},
        {"image_generator": {"max_num_ips": "4", "max_num_dialogs": None}},
        "{",
        "[]",
    ],
)
def test_what_is_not_said_or_makes_no_sense_is_as_released(checkpoint, said):
    config(checkpoint, said)
    limits = limits_of(checkpoint, DIFFSENSEI)
    assert (limits.characters, limits.dialogs) == (4, 8)


def test_tokens_are_counted_by_the_checkpoints_tokenizers(checkpoint, units):
    limits = limits_of(checkpoint, DIFFSENSEI)
    prompt = units.said["clip_tokens"][0]["text"]
    ids = units.said["clip_tokens"][0]["ids_1"]
    assert count_tokens(prompt, limits.pieces) == ids.index(ids[-1]) + 1
    assert count_tokens(prompt) != count_tokens(prompt, limits.pieces)


@pytest.mark.parametrize("name", ["tokenizer", "tokenizer_2"])
def test_where_a_tokenizer_is_broken_tokens_are_estimated(checkpoint, name):
    (checkpoint / "image_generator" / name / "vocab.json").write_text("{", encoding="utf-8")
    assert limits_of(checkpoint, DIFFSENSEI).pieces is None


def test_the_language_models_tokens_are_kept_where_it_is_used(checkpoint):
    assert limits_of(checkpoint, DIFFSENSEI).picture_tokens == ()
    kept = limits_of(checkpoint, DIFFSENSEI, llm=True).picture_tokens
    assert {"<img>", "</img>", "<img_00000>"} <= set(kept)
    (checkpoint / "mllm" / "tokenizer" / "added_tokens.json").write_text("{", encoding="utf-8")
    assert limits_of(checkpoint, DIFFSENSEI, llm=True).picture_tokens == ()


@pytest.mark.parametrize(
    ("said", "pixels"),
    [
        ({}, 2048**2),
        ({"max_pixels": 65536}, 65536),
        ({"max_pixels": 7}, 64 * 64),
        ({"max_pixels": "x"}, 2048**2),
    ],
)
def test_a_checkpoint_may_draw_smaller_pictures(tmp_path, said, pixels):
    (tmp_path / "model_config.json").write_text(json.dumps({"image_generator": said}))
    assert picture_limits(tmp_path) == replace(SizeLimits(), pixels=pixels)


def test_a_checkpoint_that_says_nothing_draws_what_the_released_one_does(tmp_path):
    assert picture_limits(tmp_path) == SizeLimits()
