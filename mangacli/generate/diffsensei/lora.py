"""LoRAs fused into the networks for as long as panels ask for them, and taken out again bit by bit.

A fused LoRA costs nothing while drawing. The weights before it are not kept, which would cost as much memory
as they take: they are read from the checkpoint again when other LoRAs are asked for, which is rare, as a
story's panels all have the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from torch import nn

from mangacli.errors import RunError
from mangacli.generate.base import LoraRequest
from mangacli.generate.diffsensei.lora_file import LowRankChange, read_lora
from mangacli.generate.diffsensei.lora_names import Layer, layers_by_name
from mangacli.generate.diffsensei.networks import STOCK, released_name
from mangacli.generate.diffsensei.weights import Weights

NETWORKS = ("unet", "text_encoder", "text_encoder_2")
"""What a LoRA may change, by the names of the checkpoint's folders."""


class LoraStack:
    """The LoRAs that are fused into the networks of one checkpoint."""

    def __init__(
        self,
        folder: Path,
        networks: Mapping[str, nn.Module],
        elsewhere: Mapping[str, nn.Module] | None = None,
    ) -> None:
        """`folder` is the checkpoint's `image_generator`, `networks` its loaded parts (see `NETWORKS`).

        `elsewhere` are the parts that another stack has, with or without weights: what a LoRA changes
        there is known, and left to that stack.
        """
        self.folder = folder
        self.networks = networks
        self.elsewhere = elsewhere or {}
        self._fused: tuple[tuple[str, float], ...] | None = ()
        self._changed: dict[tuple[str, str], Layer] = {}

    @torch.no_grad()
    def use(self, loras: Sequence[LoraRequest]) -> bool:
        """The LoRAs that the next panels ask for → whether the networks were changed to have exactly these.

        After a change nothing that the networks made before is valid (text conditions, remembered keys and
        values). A weight of 0 is no LoRA. The networks must hold their weights (not be offloaded layer by
        layer). Raises RunError on a file that is no LoRA for this model; the networks are then as before.
        """
        wanted = tuple((lora.file.sha256, lora.weight) for lora in loras if lora.weight != 0)
        if wanted == self._fused:
            return False
        layers = layers_by_name({**self.networks, **self.elsewhere})
        changes: dict[tuple[str, str], list[tuple[LowRankChange, float]]] = {}
        for lora in loras:
            if lora.weight != 0:
                for change in read_lora(lora.file.path, layers):
                    place = (change.layer.network, change.layer.path)
                    if change.layer.network in self.elsewhere:
                        continue
                    changes.setdefault(place, []).append((change, lora.weight))
        self._fused = None  # until it is known again
        self._restore()
        try:
            for place, additions in changes.items():
                self._changed[place] = additions[0][0].layer
                _fuse(additions)
        except RunError:
            self._restore()
            raise
        self._fused = wanted
        return True

    def _restore(self) -> None:
        """Brings back the checkpoint's own weights of all changed layers."""
        for network in sorted({network for network, _ in self._changed}):
            weights = Weights.read(self.folder / network)
            released = STOCK[network].released_names if network in STOCK else {}
            for (owner, path), layer in self._changed.items():
                if owner == network:
                    name = f"{path}.weight"
                    name = name if name in weights.tensors else released_name(name, released)
                    layer.weight.copy_(weights.only([name]).cast(layer.weight.dtype)[name])
        self._changed = {}
        self._fused = ()


def _fuse(additions: Sequence[tuple[LowRankChange, float]]) -> None:
    """One layer's changes with their weights → the layer's weight with them, summed in single precision."""
    layer = additions[0][0].layer
    weight = layer.weight
    if weight.is_meta:
        raise RuntimeError("LoRAs must be fused before the networks are offloaded layer by layer")
    changed = weight.float()
    for change, strength in additions:
        changed = changed + change.added(strength, weight.device)
    cast = changed.to(weight.dtype)
    if not torch.isfinite(cast).all():
        raise RunError(
            f"the LoRAs make numbers too large for the layer {layer.path} of {layer.network}",
            "use them with smaller weights",
        )
    weight.copy_(cast)
