"""Checkpoints that were damaged or made to harm: refused with file and tensor, nothing run or allocated."""

import json
import os
import shutil
import struct

import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from safetensors.torch import load_file, save_file

from mangacli.errors import RunError
from mangacli.generate.diffsensei.load import load_model
from mangacli.generate.diffsensei.verify import verify
from mangacli.generate.diffsensei.weights import Weights

HUGE = 10**9


class Hostile:
    """Unpickled, it would make a folder."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return (os.mkdir, (str(self.path),))


def refused(checkpoint) -> str:
    """Loads and verifies; both must refuse. Returns what both say."""
    with pytest.raises(RunError) as caught:
        load_model(checkpoint, torch.device("cpu"), torch.float32, llm=True)
    found = verify(checkpoint)
    assert found.exit_code == 3
    problems = [problem for component in found.components for problem in component.problems]
    return "\n".join([caught.value.message, *problems, *found.missing])


@pytest.mark.parametrize(
    ("path", "edit"),
    [
        ("image_generator/unet/config.json", {"cross_attention_dim": HUGE}),
        ("image_generator/unet/config.json", {"transformer_layers_per_block": [1, 1, HUGE]}),
        ("image_generator/unet/config.json", {"transformer_layers_per_block": 10**5}),
        ("image_generator/unet/config.json", {"layers_per_block": 10**5}),
        ("image_generator/unet/config.json", {"block_out_channels": [8, 16, 10**6]}),
        ("image_generator/vae/config.json", {"layers_per_block": 10**5}),
        ("image_generator/text_encoder/config.json", {"num_hidden_layers": 10**6}),
        ("image_generator/text_encoder/config.json", {"hidden_size": 10**5}),
        ("image_generator/text_encoder_2/config.json", {"vocab_size": HUGE}),
        ("image_generator/clip_image_encoder/config.json", {"image_size": 10**6}),
        ("image_generator/magi_image_encoder/config.json", {"image_size": 10**5}),
        ("image_generator/scheduler/scheduler_config.json", {"num_train_timesteps": HUGE}),
        ("mllm/llm/config.json", {"hidden_size": HUGE}),
        ("mllm/llm/config.json", {"intermediate_size": 10**6}),
        ("mllm/llm/config.json", {"num_hidden_layers": float("inf")}),
        ("mllm/llm/config.json", {"num_hidden_layers": float("nan")}),
    ],
)
def test_absurd_sizes_are_refused_before_anything_is_allocated(checkpoint, path, edit):
    file = checkpoint / path
    file.write_text(json.dumps(json.loads(file.read_text()) | edit))
    assert str(file.parent) in refused(checkpoint)


@pytest.mark.parametrize("key", ["max_num_ips", "max_num_dialogs"])
def test_absurd_counts_of_slots_are_refused(checkpoint, key):
    file = checkpoint / "model_config.json"
    content = json.loads(file.read_text())
    content["image_generator"][key] = 65536
    file.write_text(json.dumps(content))
    assert f"image_generator.{key} is 65536, not a count of at most" in refused(checkpoint)


def test_code_in_any_pickle_is_refused_and_not_run(checkpoint, tmp_path):
    made = tmp_path / "made"
    for component in ("image_generator/unet", "image_generator/image_proj_model", "mllm/agent"):
        torch.save({"a": Hostile(made)}, checkpoint / component / "pytorch_model.bin")
    said = refused(checkpoint)
    assert said.count("is refused: it holds more than tensors") >= 3
    assert not made.exists()


def test_a_tensor_that_claims_more_numbers_than_its_file_holds_is_refused(tmp_path):
    torch.save({"a": torch.ones(1).expand(1 << 20, 1 << 20)}, tmp_path / "pytorch_model.bin")
    with pytest.raises(RunError, match=r"pytorch_model\.bin: the tensor a claims \[1048576, 1048576\]"):
        Weights.read(tmp_path)


@pytest.mark.parametrize(
    "header",
    [
        {"a": {"dtype": "F32", "shape": [1 << 40], "data_offsets": [0, 4]}},
        {"a": {"dtype": "F32", "shape": [1], "data_offsets": [0, 1 << 50]}},
        {"a": {"dtype": "F32", "shape": [1], "data_offsets": [-4, 0]}},
        {"a": {"dtype": "F33", "shape": [1], "data_offsets": [0, 4]}},
        {"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 4]}},
        [],
    ],
)
def test_headers_that_lie_are_refused(tmp_path, header):
    text = json.dumps(header).encode()
    path = tmp_path / "model.safetensors"
    path.write_bytes(struct.pack("<Q", len(text)) + text + b"\0\0\0\0")
    with pytest.raises(RunError, match=r"model\.safetensors is no readable safetensors file"):
        Weights.read(tmp_path)


@pytest.mark.parametrize("length", [0, 1, 1 << 40, (1 << 64) - 1])
def test_a_header_s_length_that_lies_is_refused(tmp_path, length):
    (tmp_path / "model.safetensors").write_bytes(struct.pack("<Q", length) + b"{}")
    with pytest.raises(RunError, match=r"model\.safetensors is no readable safetensors file"):
        Weights.read(tmp_path)


@pytest.mark.parametrize("name", ["../secret.safetensors", "/etc/hostname", "sub/../x.safetensors", ".."])
def test_an_index_that_leads_elsewhere_is_refused(checkpoint, name):
    unet = checkpoint / "image_generator/unet"
    (unet / "pytorch_model.bin").unlink()
    (unet / "model.safetensors.index.json").write_text(json.dumps({"weight_map": {"a": name}}))
    said = refused(checkpoint)
    assert "model.safetensors.index.json" in said


def test_empty_files_are_refused_by_name(checkpoint):
    (checkpoint / "image_generator/vae/diffusion_pytorch_model.safetensors").write_bytes(b"")
    (checkpoint / "image_generator/unet/pytorch_model.bin").write_bytes(b"")
    said = refused(checkpoint)
    assert "unet/pytorch_model.bin" in said
    assert "vae/diffusion_pytorch_model.safetensors" in said


def test_links_are_followed_as_in_the_hugging_face_cache_but_not_to_devices(checkpoint, tmp_path):
    path = checkpoint / "image_generator/image_proj_model/pytorch_model.bin"
    shutil.move(path, tmp_path / "blob")
    path.symlink_to(tmp_path / "blob")
    assert verify(checkpoint).usable
    path.unlink()
    path.symlink_to("/dev/zero")
    assert "image_proj_model" in refused(checkpoint)
    path.unlink()
    path.symlink_to(tmp_path / "nothing")
    assert "image_proj_model" in refused(checkpoint)


def test_tensors_of_an_unmerged_lora_are_refused(checkpoint):
    path = checkpoint / "mllm/llm/model.safetensors"
    save_file(load_file(path) | {"model.layers.0.mlp.up_proj.lora_B.weight": torch.ones(2, 2)}, path)
    assert "lora_B.weight belongs to a LoRA that is not merged" in refused(checkpoint)


def test_vocabularies_that_are_no_text_are_refused(checkpoint):
    (checkpoint / "image_generator/tokenizer/merges.txt").write_bytes(b"#version: 0.2\n\xff \xfe\n")
    assert "tokenizer holds no readable tokenizer" in refused(checkpoint)


@pytest.fixture(scope="module")
def victim(tmp_path_factory, golden):
    return shutil.copytree(golden / "ckpt", tmp_path_factory.mktemp("flipped") / "ckpt")


@pytest.mark.parametrize("name", ["unet/pytorch_model.bin", "vae/diffusion_pytorch_model.safetensors"])
def test_a_pointer_in_the_place_of_weights_is_told_as_such(checkpoint, name):
    pointer = b"version https://git-lfs.github.com/spec/v1\noid sha256:0123\nsize 12\n"
    (checkpoint / "image_generator" / name).write_bytes(pointer)
    assert f"{name} is a pointer of git-lfs" in refused(checkpoint)


def test_what_a_refused_pickle_would_call_is_named_and_a_page_is_no_pickle(tmp_path):
    path = tmp_path / "pytorch_model.bin"
    torch.save({"a": Hostile(tmp_path / "made")}, path)
    with pytest.raises(RunError, match=r"holds more than tensors \(it names posix\.mkdir\)"):
        Weights.read(tmp_path)
    path.write_text("<html>404 not found</html>")
    with pytest.raises(RunError, match="is neither a zip nor a pickle"):
        Weights.read(tmp_path)


@pytest.mark.parametrize(
    ("path", "edit", "said"),
    [
        ("vae/config.json", {"scaling_factor": 0}, "vae: scaling_factor is 0, not a number above 0"),
        ("vae/config.json", {"scaling_factor": "a"}, "vae: scaling_factor is 'a'"),
        ("vae/config.json", {"latents_mean": [1.0], "latents_std": [1.0]}, "latents_mean is not 4 numbers"),
        ("scheduler/scheduler_config.json", {"num_train_timesteps": 0}, "scheduler_config.json does not fit"),
        ("model_index.json", {"scheduler": ["diffusers", "KarrasVeScheduler"]}, "scheduler_config.json"),
        ("model_index.json", {"scheduler": ["diffusers", "FlowMatchEulerDiscreteScheduler"]}, "has no"),
        ("magi_image_encoder/config.json", {"mask_ratio": 1.5}, "mask_ratio is 1.5, not a share below 1"),
    ],
)
def test_configurations_that_would_fail_at_the_first_panel_are_refused_at_once(checkpoint, path, edit, said):
    file = checkpoint / "image_generator" / path
    file.write_text(json.dumps(json.loads(file.read_text()) | edit))
    assert said in refused(checkpoint)


def test_how_somebody_else_ran_a_network_does_not_matter(checkpoint):
    foreign = {
        "attn_implementation": "flash_attention_2",
        "_attn_implementation": "flash_attention_2",
        "quantization_config": {"load_in_8bit": True, "quant_method": "bitsandbytes"},
        "auto_map": {"AutoModel": "code.Class"},
    }
    for name in ("image_generator/clip_image_encoder", "mllm/llm"):
        file = checkpoint / name / "config.json"
        file.write_text(json.dumps(json.loads(file.read_text()) | foreign))
    assert verify(checkpoint).usable
    load_model(checkpoint, torch.device("cpu"), torch.float32, llm=True)


def test_tokens_without_an_embedding_are_refused(checkpoint):
    listed = checkpoint / "mllm/tokenizer/added_tokens.json"
    sound = json.loads(listed.read_text())
    listed.write_text(json.dumps({token: -number for token, number in sound.items()}))
    assert "added_tokens.json gives a token no number" in refused(checkpoint)
    listed.write_text(json.dumps(sound))
    vocabulary = checkpoint / "image_generator/tokenizer/vocab.json"
    numbers = json.loads(vocabulary.read_text())
    vocabulary.write_text(json.dumps({word: number + 5000 for word, number in numbers.items()}))
    assert "tokenizer: words is" in refused(checkpoint)


def test_layers_with_odd_numbers_are_unknown_tensors(checkpoint):
    path = checkpoint / "image_generator/image_proj_model/pytorch_model.bin"
    for number in ("²", "9" * 5000):
        tensors = torch.load(path, weights_only=True)
        torch.save(tensors | {f"layers.{number}.0.to_q.weight": torch.zeros(1)}, path)
        assert "holds the unknown tensor layers." in refused(checkpoint)


@settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.sampled_from(
        [
            "model_config.json",
            "image_generator/model_index.json",
            "image_generator/scheduler/scheduler_config.json",
            "image_generator/vae/config.json",
            "image_generator/image_proj_model/pytorch_model.bin",
            "mllm/tokenizer/added_tokens.json",
            "mllm/tokenizer/tokenizer.model",
            "image_generator/tokenizer/merges.txt",
            "image_generator/tokenizer/vocab.json",
        ]
    ),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=4),
)
def test_flipped_bytes_load_or_are_refused(victim, name, damage):
    path = victim / name
    sound = path.read_bytes()
    content = bytearray(sound)
    for where, byte in damage:
        content[int(where * (len(content) - 1))] = byte
    path.write_bytes(content)
    try:
        found = verify(victim)
        if found.usable:
            load_model(victim, torch.device("cpu"), torch.float32, llm=True)
    except RunError as error:
        assert str(victim) in error.message
    finally:
        path.write_bytes(sound)
