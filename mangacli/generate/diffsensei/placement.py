"""Where networks work and where they wait: on the device, beside it, or on the disk until they are wanted.

none         loaded when first wanted, and stays on the device
model        on the device for its stage; then beside it, or, where memory is short, back on the disk
sequential   likewise, and within its stage every large layer comes and goes by itself (accelerate)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from typing import Generic, TypeVar

import torch
from accelerate.hooks import AlignDevicesHook, add_hook_to_module, remove_hook_from_module
from accelerate.utils import set_module_tensor_to_device
from torch import nn

from mangacli.generate.base import LoraRequest
from mangacli.generate.diffsensei.load import Loaded, networks_of
from mangacli.generate.diffsensei.lora import LoraStack
from mangacli.generate.diffsensei.memory import free_memory, release_memory
from mangacli.generate.diffsensei.text import TextEncoder
from mangacli.generate.diffsensei.unet import MangaUNet

SMALL_LAYER = 1 << 20
"""Bytes of a layer that is not worth fetching by itself; small networks stay whole."""
SMALL_NETWORK = 512 << 20
CPU = torch.device("cpu")
LoadedPart = TypeVar("LoadedPart", bound=Loaded)


@dataclass(frozen=True, slots=True)
class Place:
    """The device that the work is done on, and how weights wait."""

    device: torch.device
    offload: str


class Part(Generic[LoadedPart]):
    """What one stage needs: loaded when first wanted, on the device while at work."""

    def __init__(
        self,
        load: Callable[[], LoadedPart],
        loras_in: Callable[[LoadedPart], LoraStack] | None = None,
    ) -> None:
        self._load = load
        self._loras_in = loras_in
        self._part: LoadedPart | None = None
        self._stack: LoraStack | None = None

    @contextmanager
    def at_work(self, place: Place, loras: Sequence[LoraRequest] = ()) -> Iterator[LoadedPart]:
        """The part, ready on the device, with these LoRAs in it; afterwards it goes where it waits."""
        if self._part is None:
            self._part = self._load()
        networks = networks_of(self._part)
        layers = large_layers(networks) if place.offload == "sequential" else ()
        try:
            to_device(networks, place.device, besides=layers)
            if loras and self._stack is None and self._loras_in is not None:
                self._stack = self._loras_in(self._part)
            if self._stack is not None and self._stack.use(loras):
                forget_what_was_made(self._part)
            with fetched_one_by_one(layers, place.device):
                yield self._part
        finally:
            if place.offload != "none":
                self.rest(place.device)

    def rest(self, device: torch.device) -> None:
        """Takes the part off the device: into the processor's memory if that has room, else to the disk."""
        if self._part is None:
            return
        networks = networks_of(self._part)
        if device.type == "cpu" or free_memory(CPU) < 2 * sum(map(size_of, networks)):
            self._part = self._stack = None
        else:
            to_device(networks, CPU)
        del networks
        release_memory()


def forget_what_was_made(part: Loaded) -> None:
    """Forgets what a part made before its weights changed."""
    if isinstance(part, TextEncoder | MangaUNet):
        part.forget()


def to_device(networks: Sequence[nn.Module], device: torch.device, besides: Sequence[nn.Module] = ()) -> None:
    """Moves networks to a device, all but the layers that are named."""
    if not besides:
        for network in networks:
            network.to(device)
        return
    staying = set(map(id, besides))
    for module in chain.from_iterable(network.modules() for network in networks):
        if id(module) not in staying:
            for name, _ in chain(module.named_parameters(recurse=False), module.named_buffers(recurse=False)):
                set_module_tensor_to_device(module, name, device)


def large_layers(networks: Sequence[nn.Module]) -> tuple[nn.Module, ...]:
    """The linear layers and convolutions that make out a network's size; none of small networks."""
    return tuple(
        module
        for network in networks
        if size_of(network) > SMALL_NETWORK
        for module in network.modules()
        if isinstance(module, nn.Linear | nn.Conv2d) and size_of(module) > SMALL_LAYER
    )


def size_of(network: nn.Module) -> int:
    """Bytes of a network's weights."""
    return sum(parameter.numel() * parameter.element_size() for parameter in network.parameters())


@contextmanager
def fetched_one_by_one(layers: Sequence[nn.Module], device: torch.device) -> Iterator[None]:
    """While it lasts, each layer's weights are on the device only when it is called.

    All other weights must be there already: so whatever asks a network for its device gets the right one.
    """
    try:
        for layer in layers:
            add_hook_to_module(layer, AlignDevicesHook(execution_device=device, offload=True))
        yield
    finally:
        for layer in layers:
            remove_hook_from_module(layer)
