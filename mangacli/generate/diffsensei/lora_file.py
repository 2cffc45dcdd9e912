"""A LoRA's file → the low-rank changes that it makes to layers: W + weight · scale · up · down.

Known are the files of kohya's trainer (`lora_down`, `lora_up`, `alpha`), of PEFT and diffusers (`lora_A`,
`lora_B`, scales in the file's metadata) and of diffusers' earlier versions (`lora.down`, `lora.up`). Only
`.safetensors`, which hold no code, are read. Every tensor must find its place: a LoRA of which a part is
left out draws something else than its maker meant.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from torch import Tensor

from mangacli.errors import RunError
from mangacli.generate.diffsensei.lora_names import Layer

OTHER_MODEL = "take a LoRA that was made for SDXL"
FETCH_AGAIN = "fetch the LoRA again"
_PARTS = {
    ".lora_down.weight": "down",
    ".lora_up.weight": "up",
    ".lora_mid.weight": "mid",
    ".lora.down.weight": "down",
    ".lora.up.weight": "up",
    ".lora_linear_layer.down.weight": "down",
    ".lora_linear_layer.up.weight": "up",
    "_lora.down.weight": "down",
    "_lora.up.weight": "up",
    ".alpha": "alpha",
}
_PEFT = re.compile(r"\.lora_(?P<half>[AB])(\.[A-Za-z0-9_-]+)?\.weight$")
_OTHER_KINDS = {
    "dora_scale": "DoRA",
    "lora_magnitude_vector": "DoRA",
    ".hada_": "LoHa",
    ".lokr_": "LoKr",
    ".oft_": "OFT",
    ".diff": "full difference",
}
_PATH = re.compile(r"\^?[A-Za-z0-9_.]+")
_METADATA = "lora_adapter_metadata"


@dataclass(frozen=True, slots=True)
class LowRankChange:
    """What a LoRA adds to a layer's weight: scale · up [out, r] · down [r, in·kernel], `mid` in between."""

    layer: Layer
    down: Tensor
    up: Tensor
    mid: Tensor | None
    scale: float

    def added(self, weight: float, device: torch.device) -> Tensor:
        """How far the LoRA is used → what is added, in single precision and the weight's shape."""
        shape = self.layer.weight.shape
        down, up = (half.to(device, torch.float32).flatten(1) for half in (self.down, self.up))
        if self.mid is not None:
            mid = self.mid.to(device, torch.float32)
            return weight * self.scale * torch.einsum("or,rskl,si->oikl", up, mid, down)
        return (weight * self.scale * (up @ down)).reshape(shape)


def read_lora(path: Path, layers: Mapping[str, Layer]) -> list[LowRankChange]:
    """A LoRA's file and the layers by all their names → its changes, one for each layer that it names.

    Raises RunError naming the file, and the tensors where there are some, when it is no `.safetensors` file,
    cannot be read, holds no LoRA or another kind of change, or was made for another model.
    """
    tensors, metadata = _read(path)
    grouped: dict[str, dict[str, Tensor]] = {}
    unknown = []
    for name, tensor in tensors.items():
        layer_name, part = _split(name, layers)
        if part is None:
            unknown.append(name)
        elif part in grouped.setdefault(layer_name, {}):
            raise RunError(f"{path}: the tensor {name} is there twice", FETCH_AGAIN)
        else:
            grouped[layer_name][part] = tensor
    _refuse(path, unknown, tensors)
    scales = _Scales(path, metadata)
    changes = [_change(path, name, layers[name], parts, scales) for name, parts in sorted(grouped.items())]
    if not changes:
        raise RunError(f"{path} holds no LoRA", FETCH_AGAIN)
    return changes


def _read(path: Path) -> tuple[dict[str, Tensor], Mapping[str, str]]:
    if path.suffix.lower() != ".safetensors":
        raise RunError(f"{path} is no .safetensors file", "other kinds of files may hold code")
    try:
        with safe_open(str(path), framework="pt") as file:
            tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 - not a dict
            return tensors, file.metadata() or {}
    except (SafetensorError, OSError, ValueError) as error:
        raise RunError(f"{path} is no readable safetensors file: {error}", FETCH_AGAIN) from error


def _split(name: str, layers: Mapping[str, Layer]) -> tuple[str, str | None]:
    """A tensor's name → its layer's name and its part in the change (None: there is no such one)."""
    peft = _PEFT.search(name)
    if peft is not None:
        layer = name[: peft.start()]
        return layer, ("down" if peft["half"] == "A" else "up") if layer in layers else None
    for ending, part in _PARTS.items():
        layer = name.removesuffix(ending)
        if layer == name:
            continue
        if ending.startswith("_lora"):
            layer += "_lora"
        if layer in layers:
            return layer, part
    return name, None


def _refuse(path: Path, unknown: list[str], tensors: Mapping[str, Tensor]) -> None:
    """Raises RunError where tensors have no place, saying why as far as their names tell."""
    if not unknown:
        return
    shown = ", ".join(unknown[:3]) + (f" and {len(unknown) - 3} more" if len(unknown) > 3 else "")
    for sign, kind in _OTHER_KINDS.items():
        if any(sign in name for name in unknown):
            raise RunError(f"{path} is a {kind}, not a plain LoRA: {shown}", "take a plain LoRA")
    if not any("lora" in name for name in tensors):
        raise RunError(f"{path} is no LoRA: it holds {shown}", "`loras` takes LoRA files only")
    raise RunError(f"{path} changes layers that the model does not have: {shown}", OTHER_MODEL)


class _Scales:
    """The scales (alpha / rank) that a file's metadata gives, as diffusers and PEFT write them."""

    def __init__(self, path: Path, metadata: Mapping[str, str]) -> None:
        self.path = path
        try:
            content: Any = json.loads(metadata.get(_METADATA, "{}"))
        except ValueError as error:
            raise RunError(f"{path}: its metadata cannot be read: {error}", FETCH_AGAIN) from error
        self.said: dict[str, Any] = content if isinstance(content, dict) else {}
        if any(key.endswith(".use_dora") and value for key, value in self.said.items()):
            raise RunError(f"{path} is a DoRA, not a plain LoRA", "take a plain LoRA")

    def of(self, layer: Layer, rank: int) -> float:
        """A layer and the rank of its change → the scale; 1 where nothing is said."""

        def told(key: str) -> Any:
            return self.said.get(f"{layer.network}.{key}")

        alpha = told("lora_alpha")
        patterns = told("alpha_pattern")
        for pattern, value in patterns.items() if isinstance(patterns, dict) else ():
            if not _PATH.fullmatch(pattern):
                raise RunError(f"{self.path}: its metadata names layers by {pattern[:60]!r}", FETCH_AGAIN)
            if f".text_model.{layer.path}".endswith(f".{pattern.removeprefix('^')}"):
                alpha = value
        if alpha is None:
            return 1.0
        if isinstance(alpha, bool) or not isinstance(alpha, int | float) or not math.isfinite(alpha):
            raise RunError(f"{self.path}: its metadata gives no number as alpha of {layer.path}", FETCH_AGAIN)
        return float(alpha) / (math.sqrt(rank) if told("use_rslora") else rank)


def _change(
    path: Path, name: str, layer: Layer, parts: Mapping[str, Tensor], scales: _Scales
) -> LowRankChange:
    """A layer's tensors by their part → the change. Raises RunError where they do not fit together."""
    lacking = [part for part in ("down", "up") if part not in parts]
    if lacking:
        raise RunError(f"{path}: {name} lacks its {' and '.join(lacking)} tensor", FETCH_AGAIN)
    for part, tensor in parts.items():
        if not (tensor.is_floating_point() or part == "alpha") or tensor.is_complex():
            raise RunError(
                f"{path}: the {part} tensor of {name} holds {tensor.dtype}, not floats", FETCH_AGAIN
            )
        if not torch.isfinite(tensor.float()).all():
            raise RunError(f"{path}: the {part} tensor of {name} holds NaN or infinity", FETCH_AGAIN)
    down, up, mid, alpha = (parts.get(part) for part in ("down", "up", "mid", "alpha"))
    assert down is not None and up is not None
    _check_shapes(path, name, layer, (down, up, mid))
    rank = down.shape[0]
    if alpha is None:
        return LowRankChange(layer, down, up, mid, scales.of(layer, rank))
    if alpha.numel() != 1:
        raise RunError(f"{path}: alpha of {name} is not one number", FETCH_AGAIN)
    return LowRankChange(layer, down, up, mid, float(alpha) / rank)


def _check_shapes(path: Path, name: str, layer: Layer, tensors: tuple[Tensor, Tensor, Tensor | None]) -> None:
    """Raises RunError where down [r, in, kernel], up [out, r] and mid [r, r, kernel] do not fit the layer."""
    down, up, mid = tensors
    out, *inner = layer.weight.shape
    rank = down.shape[0] if down.ndim else 0
    kernel = inner[1:]
    expected = {
        "down": (down, [rank, inner[0]] if mid is not None else [rank, *inner]),
        "up": (up, [out, rank]),
    }
    if mid is not None:
        expected["mid"] = (mid, [rank, rank, *kernel])
    for part, (tensor, shape) in expected.items():
        if not rank or _without_ones(tensor.shape) != _without_ones(shape):
            raise RunError(
                f"{path}: the {part} tensor of {name} has shape {list(tensor.shape)}, "
                f"the layer's weight {list(layer.weight.shape)}",
                OTHER_MODEL,
            )


def _without_ones(shape: Any) -> list[int]:
    """A shape → without the kernel of one position at its end; the first two edges stay."""
    edges = list(shape)
    while len(edges) > 2 and edges[-1] == 1:
        edges.pop()
    return edges
