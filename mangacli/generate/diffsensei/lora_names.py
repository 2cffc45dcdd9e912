"""The layers that a LoRA may change, under every name that trainers and libraries write for them.

For `down_blocks.1.attentions.0.proj_in` of the UNet these are

    unet.down_blocks.1.attentions.0.proj_in            diffusers and PEFT, with or without `unet.`
    lora_unet_down_blocks_1_attentions_0_proj_in       kohya's trainer, diffusers' names of the blocks
    lora_unet_input_blocks_4_1_proj_in                 kohya's trainer, the original names of the blocks
    diffusion_model.input_blocks.4.1.proj_in           the original names, dotted

and attention layers have one more from diffusers' early days (`….attn1.processor.to_q_lora`). Text encoders
are `text_encoder.` or `lora_te1_` (also `lora_te_`) and `text_encoder_2.` or `lora_te2_`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from torch import Tensor, nn

UNET = "unet"
_KOHYA = {UNET: ("lora_unet_",), "text_encoder": ("lora_te1_", "lora_te_"), "text_encoder_2": ("lora_te2_",)}
_IN_RESNETS = {
    "conv1": "in_layers.2",
    "conv2": "out_layers.3",
    "time_emb_proj": "emb_layers.1",
    "conv_shortcut": "skip_connection",
}
_OUTSIDE_BLOCKS = {
    "conv_in": "input_blocks.0.0",
    "time_embedding.linear_1": "time_embed.0",
    "time_embedding.linear_2": "time_embed.2",
    "add_embedding.linear_1": "label_emb.0.0",
    "add_embedding.linear_2": "label_emb.0.2",
    "conv_out": "out.2",
}
_EARLY_ATTENTION = {
    ".to_q": ".processor.to_q_lora",
    ".to_k": ".processor.to_k_lora",
    ".to_v": ".processor.to_v_lora",
    ".to_out.0": ".processor.to_out_lora",
}
_EARLY_TEXT_ATTENTION = {
    ".q_proj": ".to_q_lora",
    ".k_proj": ".to_k_lora",
    ".v_proj": ".to_v_lora",
    ".out_proj": ".to_out_lora",
}


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer with a weight matrix or kernel: its network (`unet`, `text_encoder`, …) and its path there."""

    network: str
    path: str
    module: Any

    @property
    def weight(self) -> Tensor:
        """[out, in] of a linear layer, [out, in, height, width] of a convolution."""
        weight: Tensor = self.module.weight
        return weight


def layers_by_name(networks: Mapping[str, nn.Module]) -> dict[str, Layer]:
    """Networks by name (`unet`, `text_encoder`, `text_encoder_2`) → their layers by every name.

    The image prompt's own layers (`to_k_ip`, `to_v_ip`) have none: no LoRA knows them.
    """
    named: dict[str, Layer] = {}
    for network, module in networks.items():
        original = _original_blocks(module) if network == UNET else {}
        for path, child in module.named_modules():
            if isinstance(child, nn.Linear | nn.Conv2d) and ".processor." not in path:
                layer = Layer(network, path, child)
                for name in _names(layer, original):
                    named[name] = layer
    return named


def _names(layer: Layer, original: Mapping[str, str]) -> Iterator[str]:
    if layer.network == UNET:
        other = _original_path(layer.path, original)
        if other is not None:
            yield f"diffusion_model.{other}"
            yield from _joined(UNET, other)
        paths = [layer.path, *_early(layer.path, _EARLY_ATTENTION)]
        yield from paths
    else:
        # Versions of transformers differ in whether the first encoder's layers lie below `text_model`.
        path = layer.path if layer.path.startswith(("text_model.", "text_projection")) else None
        path = path or f"text_model.{layer.path}"
        paths = [path, *_early(path, _EARLY_TEXT_ATTENTION)]
    for path in paths:
        yield f"{layer.network}.{path}"
    yield from _joined(layer.network, paths[0])


def _joined(network: str, path: str) -> Iterator[str]:
    """A dotted path → kohya's names for it."""
    for prefix in _KOHYA.get(network, ()):
        yield prefix + path.replace(".", "_")


def _early(path: str, endings: Mapping[str, str]) -> list[str]:
    return [path.removesuffix(end) + early for end, early in endings.items() if path.endswith(end)]


def _original_path(path: str, blocks: Mapping[str, str]) -> str | None:
    """A path in diffusers' UNet → the same layer in the original one."""
    if path in _OUTSIDE_BLOCKS:
        return _OUTSIDE_BLOCKS[path]
    for block, other in blocks.items():
        if path == block or path.startswith(f"{block}."):
            rest = path[len(block) :].removeprefix(".")
            rest = _IN_RESNETS.get(rest, rest)
            return f"{other}.{rest}" if rest else other
    return None


def _original_blocks(unet: Any) -> dict[str, str]:
    """A UNet → the original names of its resnets, attentions and samplers, which are numbered through."""
    names = {
        "mid_block.resnets.0": "middle_block.0",
        "mid_block.attentions.0": "middle_block.1",
        "mid_block.resnets.1": "middle_block.2",
    }
    number = 1
    for index, block in enumerate(unet.down_blocks):
        for place in range(len(block.resnets)):
            names[f"down_blocks.{index}.resnets.{place}"] = f"input_blocks.{number}.0"
            names[f"down_blocks.{index}.attentions.{place}"] = f"input_blocks.{number}.1"
            number += 1
        if block.downsamplers:
            names[f"down_blocks.{index}.downsamplers.0.conv"] = f"input_blocks.{number}.0.op"
            number += 1
    number = 0
    for index, block in enumerate(unet.up_blocks):
        attends = bool(getattr(block, "attentions", None))
        for place in range(len(block.resnets)):
            names[f"up_blocks.{index}.resnets.{place}"] = f"output_blocks.{number}.0"
            names[f"up_blocks.{index}.attentions.{place}"] = f"output_blocks.{number}.1"
            number += 1
        if block.upsamplers:
            last = f"output_blocks.{number - 1}.{2 if attends else 1}"
            names[f"up_blocks.{index}.upsamplers.0.conv"] = f"{last}.conv"
    return names
