"""How much memory there is, whether it ran out, and what to do without when it did."""

from __future__ import annotations

import gc
from dataclasses import dataclass

import psutil  # type: ignore[import-untyped]  # comes with accelerate
import torch

from mangacli.generate.diffsensei.panel_prompt import PanelPrompt

ROOM_TO_WORK = 4 << 30
"""Bytes that drawing takes beside the weights: up to 3 GiB in the network, 5 in the decoder without tiles."""
DECODED_BYTES = 5 * 256 * 4
"""A pixel's share of what the picture decoder holds at its widest: five maps of 256 channels in fp32."""
MEGAPIXEL = 1 << 20
_SIGNS = ("DefaultCPUAllocator", "CUBLAS_STATUS_ALLOC_FAILED", "CUDNN_STATUS_ALLOC_FAILED", "out of memory")


@dataclass(frozen=True, slots=True)
class StageSizes:
    """Bytes of the weights at each stage; `adapter` is 0 where the language model is not asked for."""

    encoders: int
    adapter: int
    unet: int
    vae: int

    @property
    def together(self) -> int:
        """All stages' weights."""
        return self.encoders + self.adapter + self.unet + self.vae

    @property
    def largest(self) -> int:
        """The weights of the stage that has most."""
        return max(self.encoders, self.adapter, self.unet, self.vae)


def choose_offload(free: int, sizes: StageSizes, layers_help: bool) -> tuple[str, str]:
    """Free bytes and the weights' sizes → how weights wait, and why in words.

    `layers_help`: whether layers can wait somewhere else than where they work, as they can beside a GPU.
    """
    room = min(ROOM_TO_WORK, sizes.largest)
    told = f"{_gib(free)} of memory free, weights of {_gib(sizes.together)}"
    if free >= sizes.together + room:
        return "none", f"all networks stay in memory ({told})"
    told += f", {_gib(sizes.largest)} at the largest stage"
    if free >= sizes.largest + room:
        return "model", f"networks come and go stage by stage ({told})"
    if layers_help:
        return "sequential", f"networks come and go layer by layer, which is slow ({told})"
    return "model", f"networks come and go stage by stage, and memory may still run out ({told})"


@dataclass(slots=True)
class Thrift:
    """What is done to need less memory. It only grows: what ran out once would run out again."""

    offload: str
    batch: int
    """Most panels drawn together."""
    pixels: int | None
    """Most pixels drawn together; None where the user gave the number of panels."""
    layers_help: bool
    tiles: bool = False

    def batch_of(self, panel: PanelPrompt) -> int:
        """How many panels like this one are drawn together: beyond some pixels nothing is gained."""
        if self.pixels is None:
            return self.batch
        return max(1, min(self.batch, int(self.pixels / (panel.height * panel.width * panel.samples))))

    def step_down(self, stage: str) -> str | None:
        """A stage (read, adapt, draw, decode) that ran out → what is done about it; None: nothing is left."""
        if stage == "draw" and self.batch > 1:
            self.batch = 1
            return "panels are drawn one by one"
        if stage == "decode" and not self.tiles:
            self.tiles = True
            return "pictures are decoded in tiles"
        if self.offload == "none":
            self.offload = "model"
            return "networks come and go stage by stage"
        if self.offload == "model" and self.layers_help:
            self.offload = "sequential"
            return "networks come and go layer by layer, which is slow"
        return None


def free_memory(device: torch.device) -> int:
    """Bytes that can still be had on a device, what torch keeps for later use included."""
    if device.type == "cuda":
        free, _ = torch.cuda.mem_get_info(device)
        kept = torch.cuda.memory_reserved(device) - torch.cuda.memory_allocated(device)
        return int(free + kept)
    return int(psutil.virtual_memory().available)


def wants_tiles(pixels: int, device: torch.device) -> bool:
    """Whether a picture of so many pixels is better decoded in tiles: large, and a GPU's memory is short."""
    if device.type != "cuda" or pixels <= MEGAPIXEL:
        return False
    return free_memory(device) < pixels * DECODED_BYTES


def ran_out(error: BaseException) -> bool:
    """Whether an exception says that memory ran out; torch has no class of its own for it on a CPU."""
    if isinstance(error, torch.OutOfMemoryError | MemoryError):
        return True
    return isinstance(error, RuntimeError) and any(sign in str(error) for sign in _SIGNS)


def release_memory() -> None:
    """Gives back what nobody holds any more."""
    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()


def _gib(size: int) -> str:
    return f"{size / (1 << 30):.1f} GiB" if size >= 100 << 20 else f"{size / (1 << 20):.0f} MiB"
