import pytest
import torch

from mangacli.generate.diffsensei.masks import character_mask
from mangacli.generate.diffsensei.unet import Conditions


def recorded_conditions(case, ip_scale=None):
    text = case["encoder_hidden_states"]
    rows = slice(None, None, case.said["num_samples"])  # every sample's row is the same
    return Conditions(
        text=text[rows, :77],
        pooled=case["added_text_embeds"][rows],
        image=text[rows, 77:],
        character_boxes=case["ip_bbox"][rows],
        dialog_boxes=case["dialog_bbox"][rows],
        size_ids=case["added_time_ids"][rows].float(),
        ip_scales=torch.full((len(text[rows]), 5), case.said["ip_scale"] if ip_scale is None else ip_scale),
    )


@pytest.fixture(params=["p1_two_chars", "p2_mllm_two_samples", "p3_dialogs_only_odd"])
def one_case(request, recorded):
    return recorded[request.param]


def first_step(model, case, conditions, parity=False):
    first = case["latents"][0]
    model.unet.condition(conditions, tuple(first.shape[-2:]), model.slots, case.said["num_samples"], parity)
    scaled = torch.cat([first, first]) / (case["sigmas"][0] ** 2 + 1).sqrt()
    with torch.no_grad():
        return model.unet.denoise(scaled, case["timestep0"][0])


@pytest.mark.parametrize("parity", [False, True])
def test_the_first_prediction_is_the_recorded_one(model, one_case, parity):
    predicted = first_step(model, one_case, recorded_conditions(one_case), parity)
    torch.testing.assert_close(predicted, one_case["unet_out0"], atol=5e-5, rtol=0)


def test_inside_the_network_attention_gives_the_recorded_outputs(model, one_case):
    seen = {}
    layers = {
        "attn2_out0_lvl1": model.unet.down_blocks[1].attentions[0].transformer_blocks[0].attn2,
        "attn2_out0_lvl2": model.unet.mid_block.attentions[0].transformer_blocks[0].attn2,
    }
    hooks = [
        layer.register_forward_hook(lambda _, __, output, name=name: seen.update({name: output}))
        for name, layer in layers.items()
    ]
    first_step(model, one_case, recorded_conditions(one_case))
    for hook in hooks:
        hook.remove()
    stride = int(one_case.arrays["attn2_out0_lvl1_stride"])
    level1 = seen["attn2_out0_lvl1"][:, ::stride]
    torch.testing.assert_close(level1, one_case["attn2_out0_lvl1"], atol=1e-4, rtol=0)
    torch.testing.assert_close(seen["attn2_out0_lvl2"], one_case["attn2_out0_lvl2"], atol=1e-4, rtol=0)


def test_masks_of_both_levels_are_the_recorded_ones(model, one_case):
    first_step(model, one_case, recorded_conditions(one_case))
    levels = set()
    for layer, level in model.unet.cross_attentions():
        assert torch.equal(layer.processor.memory.mask[:, 0], one_case[f"mask_lvl{level}"].bool())
        levels.add(level)
    assert levels == {1, 2}


def test_one_attention_alone_gives_the_recorded_output(model, units):
    said = units.said["attn"]
    layer = model.unet.get_submodule(said["layer"])
    context = units["attn_context"]
    slots = model.slots
    boxes = torch.tensor(said["boxes"])[None]
    grid = tuple(said["grid"])
    mask = character_mask(boxes, grid, slots.dummy_tokens, slots.vision_tokens)[:, None]
    layer.processor.remember(
        layer,
        context[:, : -slots.image_tokens],
        context[:, -slots.image_tokens :],
        scales=torch.full((1, slots.image_tokens, 1), said["ip_scale"]),
        mask=mask,
    )
    with torch.no_grad():
        output = layer(units["attn_hidden"])
    torch.testing.assert_close(output, units["attn_out"], atol=1e-5, rtol=0)


def test_without_ip_scale_the_pictures_have_no_say(model, recorded):
    case = recorded["p1_two_chars"]
    plain = first_step(model, case, recorded_conditions(case, ip_scale=0))
    changed = recorded_conditions(case, ip_scale=0)
    changed.image.mul_(3)
    assert torch.equal(first_step(model, case, changed), plain)


def test_all_that_the_steps_share_is_built_once(model, recorded, monkeypatch):
    case = recorded["p1_two_chars"]
    first_step(model, case, recorded_conditions(case))
    first_layer, _ = next(model.unet.cross_attentions())
    once = (first_layer.to_k, first_layer.processor.to_k_ip, model.unet.add_embedding)
    calls = []
    hooks = [part.register_forward_hook(lambda *_: calls.append(1)) for part in once]
    rows = torch.zeros(2, 4, 12, 20)
    with torch.no_grad():
        model.unet.denoise(rows, torch.tensor(1.0))
    for hook in hooks:
        hook.remove()
    assert calls == []


def test_every_size_down_to_one_cell_can_be_drawn(model, recorded):
    conditions = recorded_conditions(recorded["p1_two_chars"])
    for latent in ((1, 1), (1, 7), (8, 9), (25, 3)):
        model.unet.condition(conditions, latent, model.slots)
        with torch.no_grad():
            assert model.unet.denoise(torch.ones(2, 4, *latent), torch.tensor(5.0)).shape == (2, 4, *latent)
