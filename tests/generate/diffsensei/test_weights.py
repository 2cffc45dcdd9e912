import os
import pickle
from pathlib import Path

import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from safetensors.torch import save_file

from mangacli.errors import RunError
from mangacli.generate.diffsensei.weights import Weights


class Hostile:
    """Unpickled, it would write a file."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return (os.mkdir, (str(self.path),))


def save_bin(folder: Path, content, **options) -> Path:
    torch.save(content, folder / "pytorch_model.bin", **options)
    return folder


def test_bin_and_safetensors_read_alike(tmp_path):
    tensors = {"a": torch.arange(6.0).reshape(2, 3), "b": torch.ones(2).half()}
    for name in ("zip", "old", "safe"):
        (tmp_path / name).mkdir()
    save_bin(tmp_path / "zip", tensors)
    save_bin(tmp_path / "old", tensors, _use_new_zipfile_serialization=False)
    save_file(tensors, tmp_path / "safe" / "model.safetensors")
    for name in ("zip", "old", "safe"):
        read = Weights.read(tmp_path / name).cast(torch.float32)
        assert torch.equal(read["a"], tensors["a"])
        assert read["b"].dtype == torch.float32


def test_parameters_lose_their_gradient(tmp_path):
    weights = Weights.read(save_bin(tmp_path, {"a": torch.nn.Parameter(torch.ones(2))}))
    assert not weights.cast(torch.float32)["a"].requires_grad


@pytest.mark.parametrize("zipped", [True, False])
def test_a_pickle_with_code_is_refused_and_not_run(tmp_path, zipped):
    made = tmp_path / "made"
    save_bin(tmp_path, {"a": Hostile(made)}, _use_new_zipfile_serialization=zipped)
    with pytest.raises(RunError, match=r"pytorch_model\.bin is refused: it holds more than tensors"):
        Weights.read(tmp_path)
    assert not made.exists()


def test_a_bare_pickle_with_code_is_refused_and_not_run(tmp_path):
    made = tmp_path / "made"
    (tmp_path / "pytorch_model.bin").write_bytes(pickle.dumps({"a": Hostile(made)}))
    with pytest.raises(RunError, match=r"pytorch_model\.bin is (refused|no readable)"):
        Weights.read(tmp_path)
    assert not made.exists()


@pytest.mark.parametrize("kept", [0, 3, 60, 1000])
@pytest.mark.parametrize("name", ["pytorch_model.bin", "model.safetensors"])
def test_a_truncated_file_is_named(tmp_path, name, kept):
    if name.endswith(".bin"):
        save_bin(tmp_path, {"a": torch.ones(1000)})
    else:
        save_file({"a": torch.ones(1000)}, tmp_path / name)
    content = (tmp_path / name).read_bytes()
    (tmp_path / name).write_bytes(content[:kept])
    with pytest.raises(RunError, match=f"{name} is (no readable|refused)"):
        Weights.read(tmp_path)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(["zip", "old", "safe"]), st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255))))
def test_damaged_files_are_read_or_refused(tmp_path_factory, kind, damage):
    folder = tmp_path_factory.mktemp("damaged")
    path = folder / ("model.safetensors" if kind == "safe" else "pytorch_model.bin")
    tensors = {"a": torch.ones(3, 3), "b.c": torch.zeros(5).half()}
    if kind == "safe":
        save_file(tensors, path)
    else:
        torch.save(tensors, path, _use_new_zipfile_serialization=kind == "zip")
    content = bytearray(path.read_bytes())
    for where, byte in damage:
        content[int(where * (len(content) - 1))] = byte
    path.write_bytes(content)
    try:
        Weights.read(folder).cast(torch.float32)
    except RunError as error:
        assert path.name in error.message


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ([torch.ones(2)], "holds a list, not tensors by name"),
        ({"state_dict": {"a": torch.ones(2)}}, "'state_dict' is a dict, not a tensor"),
        ({3: torch.ones(2)}, "'3' is a Tensor, not a tensor|3.* is a Tensor"),
        ({"llm.q_proj.lora_A.weight": torch.ones(2)}, r"lora_A\.weight belongs to a LoRA"),
        ({"a": torch.ones(2, 2).to_sparse()}, "a is not a plain tensor"),
        ({"a": torch.ones(2, dtype=torch.complex64)}, "a is not a plain tensor"),
    ],
)
def test_what_is_no_plain_tensor_by_name_is_refused(tmp_path, content, message):
    save_bin(tmp_path, content)
    with pytest.raises(RunError, match=message):
        Weights.read(tmp_path)


@pytest.mark.parametrize(
    ("tensor", "message"),
    [
        (torch.tensor([1.0, float("nan")]), "NaN or infinity"),
        (torch.tensor([1.0, float("inf")]), "NaN or infinity"),
        (torch.tensor([1.0, 1e6]), "too large for half precision"),
        (torch.tensor([1, 2]), "torch.int64, not floats"),
    ],
)
def test_numbers_that_cannot_be_drawn_with_are_named(tmp_path, tensor, message):
    weights = Weights.read(save_bin(tmp_path, {"conv.weight": tensor}))
    with pytest.raises(RunError, match=rf"pytorch_model\.bin: the tensor conv\.weight holds .*{message}"):
        weights.cast(torch.float16)


@pytest.mark.parametrize(
    ("tensors", "message"),
    [
        ({"weight": torch.ones(3, 2)}, "lacks the tensor bias"),
        (
            {"weight": torch.ones(3, 2), "bias": torch.ones(3), "x": torch.ones(1)},
            "holds the unknown tensor x",
        ),
        (
            {"weight": torch.ones(2, 3), "bias": torch.ones(3)},
            r"weight has shape \[2, 3\], expected \[3, 2\]",
        ),
    ],
)
def test_names_and_shapes_must_be_the_network_s(tmp_path, tensors, message):
    weights = Weights.read(save_bin(tmp_path, tensors))
    with torch.device("meta"):
        layer = torch.nn.Linear(2, 3)
    with pytest.raises(RunError, match=message):
        weights.fill(layer, torch.float32)


def test_a_tensor_in_two_shards_is_refused(tmp_path):
    for number in (1, 2):
        save_file({"a": torch.ones(1)}, tmp_path / f"model-0000{number}-of-00002.safetensors")
    with pytest.raises(RunError, match="the tensor a is also in model-00001-of-00002"):
        Weights.read(tmp_path)
