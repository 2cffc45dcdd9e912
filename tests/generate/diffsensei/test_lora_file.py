import json

import pytest
import torch
from lora_files import ATTENTION, OUT, RESNET, TEXT, halves, saved

from mangacli.errors import RunError
from mangacli.generate.diffsensei.lora_file import read_lora
from mangacli.generate.diffsensei.lora_names import layers_by_name


@pytest.fixture(scope="module")
def layers(model):
    first, second = model.text.encoders
    return layers_by_name({"unet": model.unet, "text_encoder": first, "text_encoder_2": second})


def kohya(path):
    return "lora_unet_" + path.replace(".", "_")


def pair(layers, path, down="lora_down", up="lora_up", name=None, rank=2):
    name = name or kohya(path)
    a, b = halves(layers[f"unet.{path}"], rank)
    return {f"{name}.{down}.weight": a, f"{name}.{up}.weight": b}


def expected(layers, path, scale=1.0, rank=2):
    layer = layers[f"unet.{path}"]
    a, b = halves(layer, rank)
    return (scale * b.flatten(1) @ a.flatten(1)).reshape(layer.weight.shape)


def added(change, weight=1.0):
    return change.added(weight, torch.device("cpu"))


@pytest.mark.parametrize("path", [ATTENTION, OUT, RESNET, "time_embedding.linear_1", "conv_in"])
@pytest.mark.parametrize(
    ("prefix", "down", "up"),
    [
        ("unet.", "lora_A", "lora_B"),
        ("unet.", "lora_A.default", "lora_B.default"),
        ("unet.", "lora.down", "lora.up"),
        ("", "lora_A", "lora_B"),
        ("kohya", "lora_down", "lora_up"),
    ],
)
def test_files_of_all_makers_give_the_same_change(layers, tmp_path, path, prefix, down, up):
    name = kohya(path) if prefix == "kohya" else prefix + path
    file = saved(pair(layers, path, down, up, name), tmp_path / "x.safetensors")
    (change,) = read_lora(file, layers)
    assert change.layer.path == path
    torch.testing.assert_close(added(change), expected(layers, path))
    torch.testing.assert_close(added(change, -0.5), expected(layers, path, -0.5))


@pytest.mark.parametrize(
    ("path", "early"),
    [
        (ATTENTION, f"unet.{ATTENTION.removesuffix('.to_k')}.processor.to_k_lora"),
        (OUT, f"{OUT.removesuffix('.to_out.0')}.processor.to_out_lora"),
    ],
)
def test_early_attention_names_are_read(layers, tmp_path, path, early):
    a, b = halves(layers[f"unet.{path}"])
    file = saved({f"{early}.down.weight": a, f"{early}.up.weight": b}, tmp_path / "x.safetensors")
    (change,) = read_lora(file, layers)
    torch.testing.assert_close(added(change), expected(layers, path))


def test_text_encoders_are_changed_too(layers, tmp_path):
    tensors = {}
    for prefix in ("lora_te1_", "lora_te2_"):
        name = prefix + TEXT.replace(".", "_")
        a, b = halves(layers[name])
        tensors |= {f"{name}.lora_down.weight": a, f"{name}.lora_up.weight": b}
    changes = read_lora(saved(tensors, tmp_path / "x.safetensors"), layers)
    assert {change.layer.network for change in changes} == {"text_encoder", "text_encoder_2"}


@pytest.mark.parametrize("alpha", [torch.tensor(1.0), torch.tensor([4]), torch.tensor(0.5).half()])
def test_alpha_scales_by_the_rank(layers, tmp_path, alpha):
    tensors = pair(layers, RESNET, rank=4) | {f"{kohya(RESNET)}.alpha": alpha}
    (change,) = read_lora(saved(tensors, tmp_path / "x.safetensors"), layers)
    torch.testing.assert_close(added(change), expected(layers, RESNET, float(alpha) / 4, rank=4))


@pytest.mark.parametrize(
    ("said", "scale"),
    [
        ({"unet.lora_alpha": 8}, 2.0),
        ({"unet.lora_alpha": 8, "unet.use_rslora": True}, 4.0),
        ({"unet.lora_alpha": 8, "unet.alpha_pattern": {"attn2.to_k": 2}}, 0.5),
        ({"unet.lora_alpha": 8, "unet.alpha_pattern": {"attn1.to_k": 2}}, 2.0),
        ({"text_encoder.lora_alpha": 8}, 1.0),
        ({}, 1.0),
    ],
)
def test_scales_in_the_metadata_are_used(layers, tmp_path, said, scale):
    tensors = pair(layers, ATTENTION, "lora_A", "lora_B", f"unet.{ATTENTION}", rank=4)
    file = saved(tensors, tmp_path / "x.safetensors", {"lora_adapter_metadata": json.dumps(said)})
    (change,) = read_lora(file, layers)
    torch.testing.assert_close(added(change), expected(layers, ATTENTION, scale, rank=4))


def test_a_convolution_may_be_cut_in_three(layers, tmp_path):
    layer = layers[f"unet.{RESNET}"]
    out, inner, *kernel = layer.weight.shape
    down, up, mid = torch.randn(2, inner, 1, 1), torch.randn(out, 2, 1, 1), torch.randn(2, 2, *kernel)
    name = kohya(RESNET)
    tensors = {f"{name}.lora_down.weight": down, f"{name}.lora_up.weight": up, f"{name}.lora_mid.weight": mid}
    (change,) = read_lora(saved(tensors, tmp_path / "x.safetensors"), layers)
    picture = torch.randn(1, inner, 5, 5)
    step = torch.nn.functional.conv2d(torch.nn.functional.conv2d(picture, down), mid)
    through = torch.nn.functional.conv2d(step, up)
    whole = torch.nn.functional.conv2d(picture, added(change))
    torch.testing.assert_close(whole, through, atol=1e-4, rtol=1e-4)


def test_a_linear_layer_may_be_written_as_a_convolution(layers, tmp_path):
    tensors = {name: tensor[..., None, None] for name, tensor in pair(layers, ATTENTION).items()}
    (change,) = read_lora(saved(tensors, tmp_path / "x.safetensors"), layers)
    torch.testing.assert_close(added(change), expected(layers, ATTENTION))


def spoiled(layers, **changed):
    tensors = pair(layers, ATTENTION) | {f"{kohya(ATTENTION)}.alpha": torch.tensor(1.0)}
    for part, tensor in changed.items():
        name = f"{kohya(ATTENTION)}.{part}" + ("" if part == "alpha" else ".weight")
        if tensor is None:
            del tensors[name]
        else:
            tensors[name] = tensor
    return tensors


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        ({"lora_down": None}, "lacks its down tensor"),
        ({"lora_up": None, "lora_down": None}, "lacks its down and up tensor"),
        ({"lora_down": torch.zeros(2, 63)}, r"down tensor.*shape \[2, 63\].*\[16, 64\]"),
        ({"lora_down": torch.zeros(64)}, "down tensor"),
        ({"lora_down": torch.zeros(())}, "down tensor"),
        ({"lora_down": torch.zeros(0, 64), "lora_up": torch.zeros(16, 0)}, "down tensor"),
        ({"lora_up": torch.zeros(16, 3)}, r"up tensor.*\[16, 3\]"),
        ({"lora_down": torch.zeros(2, 64, 3, 3)}, "down tensor"),
        ({"lora_up": torch.full((16, 2), torch.nan)}, "NaN"),
        ({"lora_down": torch.full((2, 64), torch.inf)}, "NaN or infinity"),
        ({"alpha": torch.tensor(torch.nan)}, "NaN"),
        ({"alpha": torch.ones(2)}, "alpha .* is not one number"),
        ({"lora_down": torch.zeros(2, 64, dtype=torch.int64)}, "int64, not floats"),
        ({"lora_mid": torch.zeros(2, 2, 3, 3)}, "mid tensor"),
        ({"dora_scale": torch.ones(16)}, "is a DoRA"),
        ({"hada_w1_a": torch.ones(16)}, "is a LoHa"),
        ({"lora_bias": torch.ones(16)}, "does not have: .*lora_bias"),
    ],
)
def test_what_is_wrong_with_a_tensor_is_said(layers, tmp_path, changed, complaint):
    file = saved(spoiled(layers, **changed), tmp_path / "bad.safetensors")
    with pytest.raises(RunError, match=rf"bad\.safetensors.*{complaint}"):
        read_lora(file, layers)


@pytest.mark.parametrize(
    ("tensors", "complaint"),
    [
        (
            {"lora_unet_down_blocks_9_x.lora_down.weight": torch.ones(1)},
            "layers that the model does not have",
        ),
        ({f"{kohya(ATTENTION)}_ip.lora_down.weight": torch.ones(1)}, "layers that the model does not have"),
        ({"conv_in.weight": torch.ones(1)}, "is no LoRA"),
        ({f"{kohya(ATTENTION)}.processor.lora_down": torch.ones(1)}, "does not have"),
        ({}, "holds no LoRA"),
    ],
)
def test_files_of_another_model_or_no_lora_are_refused(layers, tmp_path, tensors, complaint):
    file = saved(tensors, tmp_path / "bad.safetensors")
    with pytest.raises(RunError, match=rf"bad\.safetensors.*{complaint}"):
        read_lora(file, layers)


@pytest.mark.parametrize("said", ["{", '{"unet.lora_alpha": "much"}', '{"unet.lora_alpha": NaN}'])
def test_metadata_that_make_no_sense_are_refused(layers, tmp_path, said):
    tensors = pair(layers, ATTENTION, "lora_A", "lora_B", f"unet.{ATTENTION}")
    file = saved(tensors, tmp_path / "bad.safetensors", {"lora_adapter_metadata": said})
    with pytest.raises(RunError, match=r"bad\.safetensors: its metadata"):
        read_lora(file, layers)


def test_a_dora_is_known_by_its_metadata(layers, tmp_path):
    tensors = pair(layers, ATTENTION, "lora_A", "lora_B", f"unet.{ATTENTION}")
    told = {"lora_adapter_metadata": json.dumps({"unet.use_dora": True})}
    with pytest.raises(RunError, match="is a DoRA"):
        read_lora(saved(tensors, tmp_path / "x.safetensors", told), layers)


@pytest.mark.parametrize("keep", [0, 5, 40, 200, -1])
def test_a_truncated_file_is_refused(layers, tmp_path, keep):
    whole = saved(pair(layers, ATTENTION), tmp_path / "x.safetensors").read_bytes()
    cut = tmp_path / "cut.safetensors"
    cut.write_bytes(whole[:keep])
    with pytest.raises(RunError, match=r"cut\.safetensors is no readable safetensors file"):
        read_lora(cut, layers)


@pytest.mark.parametrize("name", ["x.bin", "x.pt", "x.ckpt", "x"])
def test_files_that_may_hold_code_are_not_opened(layers, tmp_path, name):
    with pytest.raises(RunError, match=r"no \.safetensors file"):
        read_lora(tmp_path / name, layers)


def test_a_missing_file_and_a_pickle_under_a_false_name_are_refused(layers, tmp_path):
    with pytest.raises(RunError, match="no readable safetensors"):
        read_lora(tmp_path / "none.safetensors", layers)
    torch.save(pair(layers, ATTENTION), tmp_path / "pickle.safetensors")
    with pytest.raises(RunError, match="no readable safetensors"):
        read_lora(tmp_path / "pickle.safetensors", layers)
