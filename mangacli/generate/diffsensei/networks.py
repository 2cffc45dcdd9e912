"""The networks of a checkpoint without their weights, to know the name and shape of every tensor beforehand.

Built on torch's meta device from the configuration files, which are not trusted: sizes beyond any model's are
refused before anything is built, and nothing is allocated.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import diffusers
import torch
import transformers
from huggingface_hub.errors import StrictDataclassError
from torch import nn

from mangacli.errors import RunError
from mangacli.generate.diffsensei.checkpoint import read_json
from mangacli.generate.diffsensei.unet import MangaUNet
from mangacli.generate.diffsensei.weights import FETCH_AGAIN, Shapes, Weights

LARGEST_NUMBER = 1 << 20
"""Of a configuration; the released model's largest is its language model's 32,330 words."""
MOST_LAYERS = 1 << 12
"""All numbers of layers in a configuration multiplied; the released UNet's give 60."""
CONFIG_MISTAKES = (
    TypeError,
    ValueError,
    KeyError,
    AttributeError,
    IndexError,
    ArithmeticError,
    NotImplementedError,
    StrictDataclassError,
)
NO_SIZES = ("attn_implementation", "_attn_implementation", "quantization_config", "auto_map")
"""How whoever wrote the file ran the network: it may name packages that are not here, or code."""
IGNORED_ENDINGS = ("position_ids", "rotary_emb.inv_freq")
"""Tables that old library versions stored and new ones compute."""
OLD_VAE_NAMES = {".query.": ".to_q.", ".key.": ".to_k.", ".value.": ".to_v.", ".proj_attn.": ".to_out.0."}
RELEASED_TEXT_NAMES = {"text_model.": ""}
RELEASED_MAGI_NAMES = {
    "encoder.layer.": "layers.",
    ".attention.attention.query.": ".attention.q_proj.",
    ".attention.attention.key.": ".attention.k_proj.",
    ".attention.attention.value.": ".attention.v_proj.",
    ".attention.output.dense.": ".attention.o_proj.",
    ".intermediate.dense.": ".mlp.fc1.",
    ".output.dense.": ".mlp.fc2.",
}


@dataclass(frozen=True, slots=True)
class StockKind:
    """A transformers class, its configuration's class, and how tensors of the release became its own."""

    model: Any
    config: Any
    released_names: Mapping[str, str]

    def config_of(self, folder: Path) -> Any:
        """A component's folder → its configuration. RunError where the file does not fit this kind."""
        path = folder / "config.json"
        content = {key: value for key, value in read_sizes(path).items() if key not in NO_SIZES}
        with blaming(path):
            return self.config.from_dict(content)

    def build(self, folder: Path) -> nn.Module:
        """A component's folder → the network on the meta device. Raises RunError as `config_of` does."""
        config = self.config_of(folder)
        with blaming(folder / "config.json"), torch.device("meta"):
            network: nn.Module = self.model(config)
        return network


STOCK = {
    "text_encoder": StockKind(transformers.CLIPTextModel, transformers.CLIPTextConfig, RELEASED_TEXT_NAMES),
    "text_encoder_2": StockKind(transformers.CLIPTextModelWithProjection, transformers.CLIPTextConfig, {}),
    "clip_image_encoder": StockKind(
        transformers.CLIPVisionModelWithProjection, transformers.CLIPVisionConfig, {}
    ),
    "magi_image_encoder": StockKind(transformers.ViTMAEModel, transformers.ViTMAEConfig, RELEASED_MAGI_NAMES),
    "llm": StockKind(transformers.LlamaForCausalLM, transformers.LlamaConfig, {}),
}
"""The components that transformers' own classes are, by the name of their folder."""


def build_unet(folder: Path) -> MangaUNet:
    """The `unet` folder → the denoising network on the meta device. RunError names a bad config.json."""
    config = read_sizes(folder / "config.json")
    with blaming(folder / "config.json"), torch.device("meta"):
        return MangaUNet.build(config)


def build_vae(folder: Path) -> Any:
    """The `vae` folder → the picture decoder on the meta device. Raises RunError naming its config.json."""
    config = read_sizes(folder / "config.json")
    with blaming(folder / "config.json"), torch.device("meta"):
        return diffusers.AutoencoderKL.from_config(config)


def shapes_of(network: nn.Module) -> Shapes:
    """A network → the shape of every tensor that its weights must hold, by name."""
    return {name: tuple(tensor.shape) for name, tensor in network.state_dict().items()}


def shapes_in_file(network: nn.Module, weights: Weights, released: Mapping[str, str]) -> Shapes:
    """The same under the names that a component's file uses: the network's own, or the release's."""
    return {
        name if name in weights.tensors else released_name(name, released): shape
        for name, shape in shapes_of(network).items()
    }


def released_name(name: str, released: Mapping[str, str]) -> str:
    """The network's name of a tensor → its name in the released files."""
    for old, new in released.items():
        if not new:
            return name if name.startswith(old) else old + name
        name = name.replace(new, old)
    return name


def read_sizes(path: Path) -> dict[str, object]:
    """A configuration file → its content. Raises RunError where a number in it is beyond any model's."""
    content = read_json(path)
    for key, number in _numbers(content):
        if not abs(number) <= LARGEST_NUMBER:  # NaN neither
            raise RunError(f"{path}: {key} is {float(number):.4g}, more than any model has", FETCH_AGAIN)
    layers = 1
    for key, value in content.items():
        if "layers" in key:
            layers *= max([1, *(int(number) for _, number in _numbers(value))])
        if key == "block_out_channels" and isinstance(value, list):
            layers *= max(1, len(value))
    if layers > MOST_LAYERS:
        raise RunError(f"{path} describes a network of {layers} layers, more than any model has", FETCH_AGAIN)
    return content


@contextmanager
def blaming(path: Path) -> Iterator[None]:
    """Turns what the libraries raise on a broken configuration file into a RunError that names the file."""
    try:
        yield
    except CONFIG_MISTAKES as error:
        reason = str(error).strip().split("\n", 1)[0][:200]
        raise RunError(f"{path} does not fit this kind of model: {reason}", FETCH_AGAIN) from error


def _numbers(content: object, key: str = "") -> Iterator[tuple[str, float]]:
    """All numbers in a JSON value, each with the key that it stands under."""
    if isinstance(content, dict):
        for name, value in content.items():
            yield from _numbers(value, str(name))
    elif isinstance(content, list):
        for value in content:
            yield from _numbers(value, key)
    elif isinstance(content, int | float) and not isinstance(content, bool):
        yield key, content
