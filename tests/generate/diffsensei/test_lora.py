import hashlib

import pytest
import torch
from lora_files import ATTENTION, RESNET, TEXT, halves, request, saved

from mangacli.errors import RunError
from mangacli.generate.diffsensei.load import load_model
from mangacli.generate.diffsensei.lora import LoraStack
from mangacli.generate.diffsensei.pipeline import PanelPrompt, draw_panel

PANEL = PanelPrompt("a cat on a wall", None, 64, 64, steps=2, guidance=1)


@pytest.fixture(scope="module", params=[torch.float32, torch.bfloat16])
def loaded(request, golden):
    """A checkpoint of its own, whose weights these tests change and bring back."""
    return load_model(golden / "ckpt", torch.device("cpu"), request.param)


@pytest.fixture
def networks(loaded):
    first, second = loaded.text.encoders
    return {"unet": loaded.unet, "text_encoder": first, "text_encoder_2": second}


@pytest.fixture
def stack(networks, golden):
    stack = LoraStack(golden / "ckpt" / "image_generator", networks)
    yield stack
    stack.use([])


@pytest.fixture
def lora(tmp_path, networks):
    """A file of three layers; the name tells the seed."""

    def write(seed=0, size=0.1):
        layers = {
            f"unet.{ATTENTION}": networks["unet"].get_submodule(ATTENTION),
            f"unet.{RESNET}": networks["unet"].get_submodule(RESNET),
            f"text_encoder_2.{TEXT}": networks["text_encoder_2"].get_submodule(TEXT),
        }
        tensors = {}
        for name, layer in layers.items():
            down, up = halves(layer, seed=seed)
            tensors |= {f"{name}.lora_A.weight": size * down, f"{name}.lora_B.weight": up}
        return saved(tensors, tmp_path / f"{seed}.safetensors")

    return write


def weights(networks):
    return {
        f"{which}.{name}": tensor.clone()
        for which, network in networks.items()
        for name, tensor in network.state_dict().items()
    }


def same(one, other):
    return {name for name in one if torch.equal(one[name], other[name])} == one.keys()


def test_a_fused_layer_answers_as_the_layer_and_the_lora_beside_it(stack, networks, lora):
    layer = networks["unet"].get_submodule(ATTENTION)
    down, up = halves(layer)
    seen = torch.randn(3, 64, dtype=layer.weight.dtype)
    beside = layer(seen).float() + 0.5 * 0.1 * (seen.float() @ down.T @ up.T)
    assert stack.use([request(lora(), 0.5)])
    tolerance = 1e-5 if layer.weight.dtype == torch.float32 else 0.1
    torch.testing.assert_close(layer(seen).float(), beside, atol=tolerance, rtol=tolerance)


def test_only_the_layers_of_the_file_change_and_all_come_back_bit_by_bit(stack, networks, lora):
    before = weights(networks)
    stack.use([request(lora())])
    after = weights(networks)
    changed = {name for name in before if not torch.equal(before[name], after[name])}
    assert changed == {
        f"unet.{ATTENTION}.weight",
        f"unet.{RESNET}.weight",
        f"text_encoder_2.{TEXT}.weight",
    }
    assert stack.use([])
    assert same(before, weights(networks))


def test_two_loras_add_up_and_the_way_there_does_not_matter(stack, networks, lora):
    both = [request(lora(0), 0.5), request(lora(1), -1.0)]
    stack.use(both)
    first = weights(networks)
    stack.use([request(lora(1), 2.0)])
    assert not same(first, weights(networks))
    stack.use(both)
    assert same(first, weights(networks))


def test_the_same_again_changes_nothing(stack, lora):
    assert stack.use([request(lora())])
    assert not stack.use([request(lora())])
    assert stack.use([request(lora(), 0.7)])


def test_a_weight_of_0_is_no_lora(stack, networks, lora):
    before = weights(networks)
    assert not stack.use([request(lora(), 0.0)])
    assert same(before, weights(networks))


def test_a_lora_that_cannot_be_used_leaves_what_was(stack, networks, lora, tmp_path):
    stack.use([request(lora())])
    fused = weights(networks)
    broken = saved({"lora_unet_x.lora_down.weight": torch.ones(1)}, tmp_path / "broken.safetensors")
    with pytest.raises(RunError, match=r"broken\.safetensors"):
        stack.use([request(lora(1)), request(broken)])
    assert same(fused, weights(networks))
    assert not stack.use([request(lora())])


def test_numbers_beyond_the_precision_are_refused_and_taken_back(stack, networks, lora):
    before = weights(networks)
    with pytest.raises(RunError, match="too large"):
        stack.use([request(lora(size=1e37), 1e6)])
    assert same(before, weights(networks))
    assert stack.use([request(lora(1))])


def test_networks_without_weights_are_not_fused(golden, lora, networks):
    with torch.device("meta"):
        empty = torch.nn.Module()
        empty.conv_in = torch.nn.Linear(2, 2)
    path = saved(
        {"unet.conv_in.lora_A.weight": torch.ones(1, 2), "unet.conv_in.lora_B.weight": torch.ones(2, 1)},
        lora().with_name("x.safetensors"),
    )
    empty.down_blocks = empty.up_blocks = torch.nn.ModuleList()
    with pytest.raises(RuntimeError, match="before the networks are offloaded"):
        LoraStack(golden / "ckpt" / "image_generator", {"unet": empty}).use([request(path)])


def test_the_checkpoints_files_are_left_alone(checkpoint, lora):
    def digests():
        files = sorted(path for path in checkpoint.rglob("*") if path.is_file())
        return [hashlib.sha256(path.read_bytes()).hexdigest() for path in files]

    before = digests()
    model = load_model(checkpoint, torch.device("cpu"), torch.float32)
    stack = LoraStack(
        checkpoint / "image_generator", {"unet": model.unet, "text_encoder_2": model.text.encoders[1]}
    )
    stack.use([request(lora())])
    assert digests() == before


@pytest.mark.parametrize("loaded", [torch.float32], indirect=True)
def test_a_lora_changes_the_picture_and_without_it_the_picture_is_as_before(stack, loaded, lora):
    plain = draw_panel(loaded, PANEL).latents
    stack.use([request(lora(), 0.5)])
    loaded.text.forget()
    assert not torch.allclose(draw_panel(loaded, PANEL).latents, plain, atol=1e-3)
    stack.use([])
    loaded.text.forget()
    assert torch.equal(draw_panel(loaded, PANEL).latents, plain)


def test_two_stacks_of_the_same_loras_change_what_one_stack_would(networks, golden, lora):
    """Networks that are not in memory together: each stack knows of the other's layers and leaves them."""
    folder, wanted = golden / "ckpt" / "image_generator", [request(lora())]
    before = weights(networks)
    together = LoraStack(folder, networks)
    together.use(wanted)
    expected = weights(networks)
    together.use([])

    unet = {"unet": networks["unet"]}
    texts = {name: networks[name] for name in ("text_encoder", "text_encoder_2")}
    stacks = [LoraStack(folder, unet, elsewhere=texts), LoraStack(folder, texts, elsewhere=unet)]
    assert all(stack.use(wanted) for stack in stacks)
    assert same(expected, weights(networks))
    assert all(stack.use([]) for stack in stacks)
    assert same(before, weights(networks))
