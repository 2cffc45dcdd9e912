import json
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from mangacli.errors import RunError
from mangacli.generate.diffsensei.load import load_model
from mangacli.generate.diffsensei.replay import read_case, replay

CPU = torch.device("cpu")


def load(checkpoint, llm=False):
    return load_model(checkpoint, CPU, torch.float32, llm)


def read(folder: Path):
    """A component's tensors, and the one file that holds them."""
    (path,) = [*folder.glob("*.safetensors"), *folder.glob("*.bin")]
    if path.suffix == ".safetensors":
        return path, load_file(path)
    return path, torch.load(path, weights_only=True)


def write(path: Path, tensors):
    if path.suffix == ".safetensors":
        save_file({name: tensor.contiguous() for name, tensor in tensors.items()}, path)
    else:
        torch.save(tensors, path)


def change(folder: Path, edit):
    path, tensors = read(folder)
    edit(tensors)
    write(path, tensors)


def shard(folder: Path, suffix: str, indexed: bool):
    """Writes a component's tensors again as two files of the other kind."""
    path, tensors = read(folder)
    path.unlink()
    names = sorted(tensors)
    parts = (names[: len(names) // 2], names[len(names) // 2 :])
    weight_map = {}
    for number, part in enumerate(parts, start=1):
        name = f"model-0000{number}-of-00002{suffix}"
        write(folder / name, {key: tensors[key] for key in part})
        weight_map |= dict.fromkeys(part, name)
    if indexed:
        (folder / f"model{suffix}.index.json").write_text(json.dumps({"weight_map": weight_map}))


@pytest.mark.parametrize(("suffix", "indexed"), [(".safetensors", True), (".bin", False)])
def test_every_component_may_be_sharded_and_of_either_kind(checkpoint, golden, suffix, indexed):
    for folder in (*(checkpoint / "image_generator").iterdir(), *(checkpoint / "mllm").iterdir()):
        if any(folder.glob("*.safetensors")) or any(folder.glob("*.bin")):
            shard(folder, suffix, indexed)
    assert replay(load(checkpoint, llm=True), read_case(golden / "cases/p2_mllm_two_samples")).ok


def test_half_precision_is_widened_and_single_precision_narrowed(checkpoint, golden, model):
    for folder in (checkpoint / "image_generator").iterdir():
        if folder.name in ("unet", "text_encoder", "image_proj_model"):
            change(folder, lambda tensors: tensors.update({k: v.half() for k, v in tensors.items()}))
    widened = load(checkpoint)
    assert widened.unet.dtype == torch.float32
    off = replay(widened, read_case(golden / "cases/p1_two_chars"))
    assert 1e-4 < off.latent < 0.5  # the rounding shows, the picture stays
    narrowed = load_model(golden / "ckpt", CPU, torch.float16, llm=True)
    for part in (narrowed.unet, *narrowed.text.encoders, narrowed.characters.clip, narrowed.adapter.llm):
        assert {p.dtype for p in part.parameters()} == {torch.float16}
    for name in ("p1_two_chars", "p2_mllm_two_samples", "p3_dialogs_only_odd"):
        assert replay(narrowed, read_case(golden / "cases" / name)).latent < 0.5
    assert narrowed.vae.dtype == torch.float32  # its configuration forbids half precision
    rotary, exact = (
        narrowed.adapter.llm.model.rotary_emb.inv_freq,
        model.adapter.llm.model.rotary_emb.inv_freq,
    )
    assert torch.equal(rotary, exact)


def test_without_the_configuration_file_the_tensors_suffice(checkpoint):
    (checkpoint / "model_config.json").unlink()
    assert load(checkpoint).slots.characters == 4


def test_tables_that_old_versions_stored_are_passed_over(checkpoint):
    folder = checkpoint / "image_generator/text_encoder"
    change(folder, lambda t: t.update({"text_model.embeddings.position_ids": torch.arange(77)[None]}))
    llm = checkpoint / "mllm/llm"
    change(llm, lambda t: t.update({"model.layers.0.self_attn.rotary_emb.inv_freq": torch.ones(6)}))
    load(checkpoint, llm=True)


def test_old_names_in_the_vae_are_understood(checkpoint, golden):
    old = {"to_q": "query", "to_k": "key", "to_v": "value", "to_out.0": "proj_attn"}

    def rename(tensors):
        for name in [name for name in tensors if ".attentions.0.to_" in name]:
            stem, _, kind = name.rpartition(".")
            head, part = stem.split(".attentions.0.")
            tensors[f"{head}.attentions.0.{old[part]}.{kind}"] = tensors.pop(name)

    change(checkpoint / "image_generator/vae", rename)
    assert replay(load(checkpoint), read_case(golden / "cases/p1_two_chars")).ok


def test_the_agent_s_file_goes_before_the_language_model_s_and_may_hold_more(checkpoint, caplog):
    agent = checkpoint / "mllm/agent"
    norm = torch.full((48,), 2.0)
    more = {"llm.model.norm.weight": norm, "projector.weight": torch.ones(3), "llm.gate": torch.ones(1)}
    change(agent, lambda tensors: tensors.update(more))
    adapter = load(checkpoint, llm=True).adapter
    assert torch.equal(adapter.llm.model.norm.weight, norm)
    assert "2 tensors have no place here, such as llm.gate" in caplog.text


def test_a_stored_position_table_goes_before_the_computed_one(checkpoint):
    table = torch.rand(64, 48)
    change(checkpoint / "mllm/agent", lambda t: t.update({"input_resampler.pos_embed": table}))
    assert torch.equal(load(checkpoint, llm=True).adapter.input_resampler.pos_embed, table)


COMPONENTS = [
    ("image_generator/unet", "conv_in.weight"),
    ("image_generator/unet", "dialog_bbox_embedding"),
    ("image_generator/unet", "mid_block.attentions.0.transformer_blocks.0.attn2.processor.to_k_ip.weight"),
    ("image_generator/vae", "decoder.conv_in.weight"),
    ("image_generator/text_encoder", "text_model.final_layer_norm.weight"),
    ("image_generator/text_encoder_2", "text_projection.weight"),
    ("image_generator/clip_image_encoder", "vision_model.pre_layrnorm.weight"),
    ("image_generator/magi_image_encoder", "embeddings.cls_token"),
    ("image_generator/image_proj_model", "proj_in.weight"),
    ("mllm/llm", "model.norm.weight"),
    ("mllm/agent", "output_resampler.attn.in_proj_bias"),
]


@pytest.mark.parametrize(("folder", "name"), COMPONENTS)
@pytest.mark.parametrize("fault", ["missing", "shape", "nan"])
def test_a_faulty_tensor_is_named_with_its_file(checkpoint, folder, name, fault):
    def spoil(tensors):
        if fault == "missing":
            del tensors[name]
        elif fault == "shape":
            tensors[name] = torch.ones(*tensors[name].shape, 2)
        else:
            tensors[name] = torch.full_like(tensors[name], float("nan"))

    change(checkpoint / folder, spoil)
    with pytest.raises(RunError) as caught:
        load(checkpoint, llm=True)
    assert name.removeprefix("text_model.").removeprefix("output_resampler.") in caught.value.message
    assert str(checkpoint / folder) in caught.value.message


@pytest.mark.parametrize("folder", sorted({folder for folder, _ in COMPONENTS} - {"mllm/agent"}))
def test_an_unknown_tensor_is_named_with_its_file(checkpoint, folder):
    change(checkpoint / folder, lambda tensors: tensors.update({"surprise.weight": torch.ones(2)}))
    with pytest.raises(RunError, match=r"holds the unknown tensor surprise\.weight") as caught:
        load(checkpoint, llm=True)
    assert str(checkpoint / folder) in caught.value.message


@pytest.mark.parametrize("folder", ["image_generator/unet", "mllm/llm", "mllm/agent"])
def test_a_lora_that_is_not_merged_is_refused(checkpoint, folder):
    name = "model.layers.0.self_attn.q_proj.lora_A.default.weight"
    change(checkpoint / folder, lambda tensors: tensors.update({name: torch.ones(2, 2)}))
    with pytest.raises(RunError, match="belongs to a LoRA that is not merged"):
        load(checkpoint, llm=True)


@pytest.mark.parametrize(
    ("path", "edit"),
    [
        ("image_generator/unet/config.json", {"block_out_channels": "wide"}),
        ("image_generator/unet/config.json", {"block_out_channels": [8, 16]}),
        ("image_generator/vae/config.json", {"block_out_channels": None}),
        ("image_generator/text_encoder/config.json", {"hidden_size": "many"}),
        ("image_generator/clip_image_encoder/config.json", {"num_attention_heads": 0}),
        ("image_generator/magi_image_encoder/config.json", {"hidden_act": "magic"}),
        ("image_generator/scheduler/scheduler_config.json", {"beta_schedule": "none of these"}),
        ("image_generator/model_index.json", {"scheduler": ["os", "system"]}),
        ("image_generator/model_index.json", {"scheduler": ["diffusers", "AutoencoderKL"]}),
        ("mllm/llm/config.json", {"rope_theta": 500000.0}),
        ("mllm/llm/config.json", {"num_key_value_heads": 2}),
        ("image_generator/unet/config.json", {"addition_embed_type": "text"}),
        ("image_generator/unet/config.json", {"addition_time_embed_dim": 4}),
    ],
)
def test_a_configuration_that_does_not_fit_is_an_error(checkpoint, path, edit):
    file = checkpoint / path
    file.write_text(json.dumps(json.loads(file.read_text()) | edit))
    with pytest.raises(RunError) as caught:
        load(checkpoint, llm=True)
    assert str(checkpoint) in caught.value.message


def test_an_adapter_for_another_number_of_characters_is_an_error(checkpoint):
    config = checkpoint / "model_config.json"
    content = json.loads(config.read_text())
    content["image_generator"]["max_num_ips"] = 9
    config.write_text(json.dumps(content))
    with pytest.raises(RunError, match="output_resampler's tokens are 64, the checkpoint needs 144"):
        load(checkpoint, llm=True)


def test_components_that_do_not_belong_together_are_an_error(checkpoint):
    generator = checkpoint / "image_generator"
    tokens = "text_model.embeddings.token_embedding.weight"
    change(
        generator / "text_encoder", lambda tensors: tensors.update({tokens: tensors[tokens][:100].clone()})
    )
    config = generator / "text_encoder/config.json"
    config.write_text(json.dumps(json.loads(config.read_text()) | {"vocab_size": 100}))
    with pytest.raises(RunError, match="tokenizer: words is 604, the other components need 100"):
        load(checkpoint)


@pytest.mark.parametrize("steps", [4, 30, 40])
def test_the_scheduler_has_the_recorded_tables(model, units, steps):
    scheduler = model.new_scheduler()
    scheduler.set_timesteps(steps)
    torch.testing.assert_close(scheduler.timesteps, units[f"timesteps_{steps}"], check_dtype=False)
    torch.testing.assert_close(scheduler.sigmas, units[f"sigmas_{steps}"], atol=1e-5, rtol=1e-6)
    torch.testing.assert_close(
        torch.as_tensor(scheduler.init_noise_sigma), (units[f"sigmas_{steps}"][0] ** 2 + 1).sqrt()
    )
