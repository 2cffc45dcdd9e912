import json
import shutil
from types import SimpleNamespace

import pytest
import torch
from safetensors.torch import load_file

from mangacli.errors import RunError, UsageError
from mangacli.generate.diffsensei import convert as module
from mangacli.generate.diffsensei.convert import convert
from mangacli.generate.diffsensei.load import load_model, networks_of
from mangacli.generate.diffsensei.replay import read_case, redraw
from mangacli.generate.diffsensei.safetensors_file import Entry, shared_out
from mangacli.generate.diffsensei.verify import verify


def load_half(folder):
    return load_model(folder, torch.device("cpu"), torch.float16, llm=True)


def networks(model):
    parts = (model, model.adapter, model.unet, model.vae)
    return [network for part in parts[1:] for network in networks_of(part)] + [
        *model.text.encoders,
        model.characters.clip,
        model.characters.magi,
        model.characters.resampler,
    ]


def test_the_copy_loads_as_the_original_does_in_half_precision(golden, tmp_path):
    heard = []
    done = convert(golden / "ckpt", tmp_path / "copy", progress=heard.append)
    assert tuple(heard) == done
    copy, original = load_half(tmp_path / "copy"), load_half(golden / "ckpt")
    for ours, theirs in zip(networks(copy), networks(original), strict=True):
        expected = theirs.state_dict()
        assert ours.state_dict().keys() == expected.keys()
        assert all(torch.equal(tensor, expected[name]) for name, tensor in ours.state_dict().items())
    case = read_case(golden / "cases/p3_dialogs_only_odd")
    assert redraw(copy, case).pictures[0].tobytes() == redraw(original, case).pictures[0].tobytes()
    assert verify(tmp_path / "copy").usable
    assert not [*(tmp_path / "copy").rglob("*.bin")]
    sizes = {component.name: component.after / component.before for component in done}
    assert sizes["image_generator/unet"] < 0.55
    assert sizes["image_generator/vae"] > 0.95  # its configuration forbids half precision


def test_released_names_are_kept_and_other_files_copied(golden, tmp_path):
    convert(golden / "ckpt", tmp_path / "copy", llm=False)
    copied = load_file(tmp_path / "copy/image_generator/text_encoder/model.safetensors")
    original = load_file(golden / "ckpt/image_generator/text_encoder/model.safetensors")
    assert {name: t.shape for name, t in copied.items()} == {name: t.shape for name, t in original.items()}
    assert {tensor.dtype for tensor in copied.values()} == {torch.float16}
    for name in (
        "model_config.json",
        "image_generator/tokenizer/vocab.json",
        "image_generator/model_index.json",
    ):
        assert (tmp_path / "copy" / name).read_bytes() == (golden / "ckpt" / name).read_bytes()
    assert not (tmp_path / "copy/mllm").exists()


@pytest.mark.parametrize(("dtype", "kind"), [("bf16", torch.bfloat16), ("fp32", torch.float32)])
def test_other_precisions(golden, tmp_path, dtype, kind):
    convert(golden / "ckpt", tmp_path / "copy", dtype, llm=False)
    folder = tmp_path / "copy/image_generator/image_proj_model"
    assert {tensor.dtype for tensor in load_file(folder / "model.safetensors").values()} == {kind}


def test_large_components_are_shared_out_over_files_with_an_index(golden, tmp_path):
    convert(golden / "ckpt", tmp_path / "copy", largest_file=200_000)
    unet = tmp_path / "copy/image_generator/unet"
    shards = sorted(unet.glob("*.safetensors"))
    assert len(shards) > 3
    assert all(path.stat().st_size < 300_000 for path in shards)
    index = json.loads((unet / "diffusion_pytorch_model.safetensors.index.json").read_text())
    assert set(index["weight_map"].values()) == {path.name for path in shards}
    assert index["metadata"]["total_size"] == 2 * 413036
    assert verify(tmp_path / "copy").usable


def test_shares_hold_no_more_than_they_may():
    entries = [Entry(str(index), (size,), torch.float16) for index, size in enumerate((1, 2, 9, 1, 1))]
    assert [[entry.size for entry in shard] for shard in shared_out(entries, 6)] == [[2, 4], [18], [2, 2]]


def test_a_number_that_half_precision_cannot_hold_is_named_and_nothing_left(checkpoint, tmp_path):
    path = checkpoint / "image_generator/unet/pytorch_model.bin"
    tensors = torch.load(path, weights_only=True)
    tensors["conv_in.bias"][0] = 1e6
    torch.save(tensors, path)
    with pytest.raises(
        RunError, match=r"pytorch_model\.bin: the tensor conv_in\.bias holds numbers too large"
    ):
        convert(checkpoint, tmp_path / "out" / "copy")
    assert not [*(tmp_path / "out").iterdir()]


def test_an_output_that_is_not_empty_or_inside_is_refused(golden, tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(UsageError, match="is not an empty folder"):
        convert(golden / "ckpt", tmp_path)
    with pytest.raises(UsageError, match="lies in the checkpoint itself"):
        convert(golden / "ckpt", golden / "ckpt" / "copy")
    with pytest.raises(UsageError, match="no such precision: fp8"):
        convert(golden / "ckpt", tmp_path / "copy", "fp8")


def test_an_empty_output_folder_is_taken(golden, tmp_path):
    (tmp_path / "copy").mkdir()
    convert(golden / "ckpt", tmp_path / "copy", llm=False)
    assert (tmp_path / "copy/image_generator").is_dir()


def test_too_little_disk_is_told_with_numbers(golden, tmp_path, monkeypatch):
    monkeypatch.setattr(module.shutil, "disk_usage", lambda path: SimpleNamespace(free=1_000_000))
    with pytest.raises(RunError, match=r"the copy takes 0\.1 GB, .* has 0\.0 GB free"):
        convert(golden / "ckpt", tmp_path / "copy")


def test_a_language_model_that_is_not_complete_is_told(checkpoint, tmp_path):
    shutil.rmtree(checkpoint / "mllm/agent")
    with pytest.raises(RunError, match="mllm/agent"):
        convert(checkpoint, tmp_path / "copy")
