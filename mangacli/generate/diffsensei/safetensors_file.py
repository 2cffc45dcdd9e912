"""Tensors → safetensors files, one tensor in memory at a time, and what weight files are called.

Format: eight bytes with the header's length, the header (JSON: kind, shape and place of every tensor), then
the tensors' bytes one after another. https://github.com/huggingface/safetensors
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from mangacli.atomic_file import whole_file, write_whole
from mangacli.errors import RunError
from mangacli.generate.diffsensei.mapped_pages import let_go
from mangacli.generate.diffsensei.weights import Weights

BIN, SAFETENSORS = ".bin", ".safetensors"
KINDS = {
    torch.float64: "F64",
    torch.float32: "F32",
    torch.float16: "F16",
    torch.bfloat16: "BF16",
    torch.int64: "I64",
    torch.int32: "I32",
    torch.int16: "I16",
    torch.int8: "I8",
    torch.uint8: "U8",
    torch.bool: "BOOL",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A tensor as it will lie in a file: its name, shape and precision there."""

    name: str
    shape: tuple[int, ...]
    dtype: torch.dtype

    @property
    def size(self) -> int:
        """Bytes."""
        return torch.Size(self.shape).numel() * self.dtype.itemsize


def weight_stem(component: str, kind: str) -> str:
    """A component's folder name and ".bin" or ".safetensors" → what libraries call its weight file."""
    if component == "vae" or (component == "unet" and kind == SAFETENSORS):
        return "diffusion_pytorch_model"
    return "pytorch_model" if kind == BIN else "model"


def shard_name(stem: str, kind: str, number: int, count: int) -> str:
    """The name of one of `count` weight files, counted from 1."""
    return f"{stem}{kind}" if count == 1 else f"{stem}-{number:05d}-of-{count:05d}{kind}"


def write_component(folder: Path, weights: Weights, entries: Sequence[Entry], largest: int) -> int:
    """A component's tensors and what to store of them → safetensors files in `folder`; returns their bytes.

    Files of at most `largest` bytes, with an index where there are several. Raises RunError where a number
    is NaN or too large for its new precision, or a file cannot be written.
    """
    shards = shared_out(entries, largest)
    stem = weight_stem(folder.name, SAFETENSORS)
    weight_map: dict[str, str] = {}
    for number, shard in enumerate(shards, start=1):
        name = shard_name(stem, SAFETENSORS, number, len(shards))
        write_file(folder / name, weights, shard)
        weight_map |= {entry.name: name for entry in shard}
    if len(shards) > 1:
        index = {"metadata": {"total_size": sum(e.size for e in entries)}, "weight_map": weight_map}
        content = json.dumps(index, indent=1, sort_keys=True) + "\n"
        write_whole(folder / f"{stem}{SAFETENSORS}.index.json", content.encode())
    return sum((folder / name).stat().st_size for name in set(weight_map.values()))


def shared_out(entries: Sequence[Entry], largest: int) -> list[list[Entry]]:
    """Tensors in order → shares of at most `largest` bytes; a larger tensor has one of its own."""
    shards: list[list[Entry]] = [[]]
    size = 0
    for entry in entries:
        if shards[-1] and size + entry.size > largest:
            shards.append([])
            size = 0
        shards[-1].append(entry)
        size += entry.size
    return shards


def write_file(path: Path, weights: Weights, entries: Sequence[Entry]) -> None:
    """Some of a component's tensors → one safetensors file, written whole."""
    header: dict[str, object] = {"__metadata__": {"format": "pt"}}
    begin = 0
    for entry in entries:
        if entry.dtype not in KINDS:
            raise RunError(
                f"{weights.files[entry.name]}: cannot store the tensor {entry.name} of {entry.dtype}"
            )
        end = begin + entry.size
        header[entry.name] = {
            "dtype": KINDS[entry.dtype],
            "shape": list(entry.shape),
            "data_offsets": [begin, end],
        }
        begin = end
    encoded = json.dumps(header, separators=(",", ":")).encode()
    encoded += b" " * (-len(encoded) % 8)
    with whole_file(path) as file:
        file.write(len(encoded).to_bytes(8, "little") + encoded)
        for entry in entries:
            file.write(_bytes_of(weights, entry))
            let_go(weights.tensors[entry.name], weights.files[entry.name])


def _bytes_of(weights: Weights, entry: Entry) -> memoryview:
    tensor: Tensor = weights.tensors[entry.name]
    if tensor.is_floating_point():
        tensor = weights.cast_one(entry.name, entry.dtype)
    flat = tensor.contiguous().reshape(-1)
    numbers: Any = flat.view(torch.uint8).numpy()
    return memoryview(numbers)
