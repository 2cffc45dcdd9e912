from dataclasses import replace

import pytest
import torch

from mangacli.generate.diffsensei.checkpoint import read_json
from mangacli.generate.diffsensei.masks import character_mask
from mangacli.generate.diffsensei.unet import Conditions, MangaUNet, _token_scales


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


def test_each_character_s_pictures_weigh_as_much_as_its_own_scale_says(model, units):
    """By hand: one softmax over all open keys, the values weighted by each character's scale."""
    layer = model.unet.get_submodule(units.said["attn"]["layer"])
    context, slots = units["attn_context"][:1], model.slots
    text, image = context[:, : -slots.image_tokens], context[:, -slots.image_tokens :]
    boxes = torch.tensor([[[0.0, 0, 0.6, 1], [0.4, 0, 1.0, 1], [0, 0, 0, 0], [0, 0, 0, 0]]])
    grid = tuple(units.said["attn"]["grid"])
    mask = character_mask(boxes, grid, slots.dummy_tokens, slots.vision_tokens)[:, None]
    hidden = units["attn_hidden"][:1]
    own = torch.tensor([[0.6, 0.2, 1.0, 0.6, 0.6]])
    scales = _token_scales(own, slots)

    def out(scales):
        layer.processor.remember(layer, text, image, scales=scales, mask=mask)
        with torch.no_grad():
            return layer(hidden)

    def split(projected):
        return projected.unflatten(-1, (layer.heads, -1)).transpose(1, 2)

    with torch.no_grad():
        query = split(layer.to_q(hidden)) / (layer.to_q.out_features / layer.heads) ** 0.5
        keys, values = split(layer.processor.to_k_ip(image)), split(layer.processor.to_v_ip(image))
        weights = (query @ keys.transpose(-1, -2)).masked_fill(~mask, -torch.inf).softmax(-1)
        words = (query @ split(layer.to_k(text)).transpose(-1, -2)).softmax(-1) @ split(layer.to_v(text))
        tokens = torch.tensor([0.6] * slots.dummy_tokens)
        tokens = torch.cat([tokens, own[0, 1:].repeat_interleave(slots.vision_tokens)])
        by_hand = layer.to_out[0]((words + (weights * tokens) @ values).transpose(1, 2).flatten(2))
    ours = out(scales)
    torch.testing.assert_close(ours, by_hand, atol=1e-5, rtol=0)

    # Where a character is alone in its box, its picture counts as if the whole panel had its scale.
    first, second = mask[0, 0, :, slots.dummy_tokens], mask[0, 0, :, slots.dummy_tokens + slots.vision_tokens]
    unused = mask[0, 0, :, -1]
    for alone, scale in ((first & ~second & ~unused, 0.2), (second & ~first & ~unused, 1.0)):
        assert alone.any()
        everywhere = out(torch.full_like(scales, scale))
        torch.testing.assert_close(ours[0, alone], everywhere[0, alone], atol=1e-6, rtol=0)
    assert not torch.allclose(ours, out(torch.full_like(scales, 0.6)), atol=1e-3)


def test_batches_join_negative_rows_first(recorded):
    one, two = (recorded_conditions(recorded["p1_two_chars"], ip_scale=scale) for scale in (0.25, 1.0))
    joined = Conditions.together([one, two])
    assert joined.ip_scales[:, 0].tolist() == [0.25, 1.0, 0.25, 1.0]
    assert torch.equal(joined.text[[0, 2]], one.text)
    assert torch.equal(joined.character_boxes[[1, 3]], two.character_boxes)


def test_the_network_takes_texts_of_any_length(model, recorded):
    conditions = recorded_conditions(recorded["p1_two_chars"])
    longer = replace(conditions, text=conditions.text.repeat(1, 2, 1))
    once, twice = (first_step(model, recorded["p1_two_chars"], each) for each in (conditions, longer))
    torch.testing.assert_close(once, twice, atol=1e-4, rtol=0)  # attention to everything twice is the same


@pytest.mark.slow
def test_compiled_without_a_break_and_once_for_all_panels_of_a_size(golden, model, recorded):
    compiled = []

    def count(graph, inputs):
        compiled.append(graph)
        return graph.forward

    config = read_json(golden / "ckpt/image_generator/unet/config.json")
    small = {"layers_per_block": 1, "transformer_layers_per_block": 1}
    unet = MangaUNet.build(config | small).requires_grad_(False)
    conditions = recorded_conditions(recorded["p1_two_chars"])
    unet.compile(backend=count, fullgraph=True)
    for scale in (0.6, 0.7, 0.8):
        panel = replace(conditions, ip_scales=conditions.ip_scales * scale)
        unet.condition(panel, (8, 8), model.slots)
        with torch.no_grad():
            unet.denoise(torch.ones(2, 4, 8, 8), torch.tensor(5.0))
    torch._dynamo.reset()
    assert len(compiled) == 1
