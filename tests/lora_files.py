"""LoRA files for tests, as trainers and libraries write them."""

import hashlib
from pathlib import Path

import torch  # noqa: TID253 - only tests of the real model import this
from safetensors.torch import save_file

from mangacli.generate.base import LoraRequest, Reference

ATTENTION = "down_blocks.1.attentions.0.transformer_blocks.0.attn2.to_k"
OUT = "mid_block.attentions.0.transformer_blocks.1.attn1.to_out.0"
RESNET = "up_blocks.1.resnets.0.conv1"
TEXT = "text_model.encoder.layers.0.self_attn.q_proj"


def halves(layer, rank=2, seed=0):
    """A layer → random down [r, in, kernel] and up [out, r, 1 …]."""
    generator = torch.Generator().manual_seed(seed)
    out, *inner = layer.weight.shape
    down = torch.randn(rank, *inner, generator=generator)
    up = torch.randn(out, rank, *[1] * (len(inner) - 1), generator=generator)
    return down, up


def saved(tensors, path: Path, metadata=None) -> Path:
    save_file({name: tensor.contiguous() for name, tensor in tensors.items()}, path, metadata)
    return path


def request(path: Path, weight=1.0) -> LoraRequest:
    return LoraRequest(Reference(path, hashlib.sha256(path.read_bytes()).hexdigest()), weight)
