import pytest
from diffusers.loaders.lora_conversion_utils import (
    _convert_non_diffusers_lora_to_diffusers,
    _maybe_map_sgm_blocks_to_diffusers,
)

from mangacli.generate.diffsensei.lora_names import layers_by_name


@pytest.fixture(scope="module")
def layers(model):
    first, second = model.text.encoders
    return layers_by_name({"unet": model.unet, "text_encoder": first, "text_encoder_2": second})


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("unet.down_blocks.1.attentions.0.proj_in", "down_blocks.1.attentions.0.proj_in"),
        ("down_blocks.1.attentions.0.proj_in", "down_blocks.1.attentions.0.proj_in"),
        ("lora_unet_down_blocks_1_attentions_0_proj_in", "down_blocks.1.attentions.0.proj_in"),
        ("lora_unet_input_blocks_4_1_proj_in", "down_blocks.1.attentions.0.proj_in"),
        ("diffusion_model.input_blocks.4.1.proj_in", "down_blocks.1.attentions.0.proj_in"),
        ("lora_unet_input_blocks_0_0", "conv_in"),
        ("lora_unet_out_2", "conv_out"),
        ("lora_unet_time_embed_2", "time_embedding.linear_2"),
        ("lora_unet_label_emb_0_0", "add_embedding.linear_1"),
        ("lora_unet_input_blocks_3_0_op", "down_blocks.0.downsamplers.0.conv"),
        ("lora_unet_middle_block_2_out_layers_3", "mid_block.resnets.1.conv2"),
        ("lora_unet_output_blocks_2_2_conv", "up_blocks.0.upsamplers.0.conv"),
        ("lora_unet_output_blocks_8_0_skip_connection", "up_blocks.2.resnets.2.conv_shortcut"),
        ("lora_te1_text_model_encoder_layers_0_mlp_fc1", "encoder.layers.0.mlp.fc1"),
        ("lora_te2_text_model_encoder_layers_0_mlp_fc1", "text_model.encoder.layers.0.mlp.fc1"),
        ("lora_te2_text_projection", "text_projection"),
        ("text_encoder.text_model.encoder.layers.0.self_attn.q_proj", "encoder.layers.0.self_attn.q_proj"),
        (
            "text_encoder_2.text_model.encoder.layers.0.self_attn.to_out_lora",
            "text_model.encoder.layers.0.self_attn.out_proj",
        ),
        (
            "unet.mid_block.attentions.0.transformer_blocks.0.attn1.processor.to_out_lora",
            "mid_block.attentions.0.transformer_blocks.0.attn1.to_out.0",
        ),
    ],
)
def test_a_layer_is_found_by_what_trainers_call_it(layers, name, path):
    assert layers[name].path == path


def test_every_layer_is_named_in_all_ways_and_no_name_means_two(model, layers):
    paths = {path for path, _ in model.unet.named_modules()}
    for layer in set(layers.values()):
        if layer.network == "unet":
            names = [name for name, other in layers.items() if other is layer]
            assert {name.split("_")[0] for name in names if name.startswith("lora")} == {"lora"}
            assert sum(name.startswith("lora_unet_") for name in names) == 2, names
            assert layer.path in paths
    assert layers["unet.conv_in"].module is model.unet.conv_in


def test_layers_of_the_image_prompt_and_what_is_no_layer_have_no_name(model, layers):
    assert not [name for name in layers if "_ip" in name or "norm" in name]
    image = {id(part) for path, part in model.unet.named_modules() if path.endswith((".to_k_ip", ".to_v_ip"))}
    assert image
    assert not image & {id(layer.module) for layer in layers.values()}


def test_the_original_names_agree_with_diffusers(model, layers):
    """Its converter is a list of rewritings, ours a table of the network's layers."""
    original = {
        name: layer
        for name, layer in layers.items()
        if name.startswith(("lora_unet_input_blocks", "lora_unet_output_blocks", "lora_unet_middle_block"))
        and name != "lora_unet_input_blocks_0_0"
    }
    assert len(original) > 100
    for name, layer in original.items():
        tensors = {f"{name}.lora_down.weight": 0, f"{name}.lora_up.weight": 0}
        in_blocks = _maybe_map_sgm_blocks_to_diffusers(tensors, model.unet.config)
        converted, _ = _convert_non_diffusers_lora_to_diffusers(in_blocks)
        theirs = min(converted).removeprefix("unet.").removesuffix(".down.weight").removesuffix(".lora")
        theirs = theirs.replace(".processor.to_out_lora", ".to_out.0").replace(".processor", "")
        assert theirs.removesuffix("_lora") == layer.path
