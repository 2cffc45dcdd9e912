"""The sizes of the manga parts: from `model_config.json` in the checkpoint, else from the tensors' shapes.

The released checkpoint stores no such file; its tensors tell all but the number of heads, of character slots
and of dialog slots, for which the released values stand in.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mangacli.errors import RunError
from mangacli.generate.diffsensei.checkpoint import read_json
from mangacli.generate.diffsensei.weights import Weights

CONFIG_FILE = "model_config.json"
RELEASED_CHARACTERS = 4
RELEASED_DIALOGS = 8
RELEASED_HEAD_WIDTH = 64
RELEASED_ADAPTER_HEADS = 32
LARGEST = {"depth": 1 << 8, "max_num_ips": 1 << 8, "max_num_dialogs": 1 << 10, "grid_size": 1 << 8}
"""Of the counts that cost time or memory by themselves; all others end at 65,536."""


@dataclass(frozen=True, slots=True)
class Slots:
    """What the image generator takes: character and dialog slots, tokens a character, dummy tokens."""

    characters: int
    dialogs: int
    vision_tokens: int
    dummy_tokens: int

    @property
    def image_tokens(self) -> int:
        """Tokens of the whole image prompt: the dummy tokens, then every character's."""
        return self.dummy_tokens + self.characters * self.vision_tokens


@dataclass(frozen=True, slots=True)
class ResamplerSizes:
    """Width, layers, heads, width of a head, and the factor of the feed-forward layers."""

    dim: int
    depth: int
    heads: int
    dim_head: int
    ff_mult: int


@dataclass(frozen=True, slots=True)
class AdapterSizes:
    """A QwenResampler: edge of its grid of queries, width, heads, width of the tokens that it reads."""

    grid: int
    width: int
    heads: int
    source_width: int


def read_config(checkpoint: Path) -> Config:
    """A checkpoint folder → what its `model_config.json` says; says nothing where there is none."""
    path = checkpoint / CONFIG_FILE
    return Config(path, read_json(path) if path.is_file() else {})


class Config:
    """The values of one configuration file; every one has a stand-in."""

    def __init__(self, path: Path, content: dict[str, Any]) -> None:
        self.path = path
        self.content = content

    def slots(self, resampler: Weights) -> Slots:
        """The Resampler's tensors → the slots. RunError where dummy and vision tokens differ in number."""
        vision_tokens = self._number(_at(resampler, "latents", 1), "image_generator", "num_vision_tokens")
        slots = Slots(
            characters=self._number(self._characters(vision_tokens), "image_generator", "max_num_ips"),
            dialogs=self._number(RELEASED_DIALOGS, "image_generator", "max_num_dialogs"),
            vision_tokens=vision_tokens,
            dummy_tokens=self._number(
                _at(resampler, "dummy_tokens", 0), "image_generator", "num_dummy_tokens"
            ),
        )
        if slots.dummy_tokens != slots.vision_tokens:
            raise RunError(
                f"{self.path.parent}: {slots.dummy_tokens} dummy tokens and {slots.vision_tokens} tokens per "
                "character; the network needs as many of one as of the other",
                "use a checkpoint trained with equal numbers",
            )
        return slots

    def _characters(self, vision_tokens: int) -> int:
        """How many characters the language model's adapter answers for; the released number without one.

        An adapter that cannot be read is for those to complain of who draw with it.
        """
        try:
            agent = Weights.read(self.path.parent / "mllm" / "agent")
            queries = _at(agent, "output_resampler.query", 0)
        except RunError:
            return RELEASED_CHARACTERS
        return queries // vision_tokens if queries % vision_tokens == 0 else RELEASED_CHARACTERS

    def resampler(self, tensors: Weights) -> ResamplerSizes:
        """The Resampler's tensors → its sizes; of the heads, shapes tell only heads × width."""
        dim = _at(tensors, "latents", 2)
        inner = _at(tensors, "layers.0.0.to_q.weight", 0)
        dim_head = self._number(_released_head(inner), "resampler", "dim_head")
        sizes = ResamplerSizes(
            dim=self._number(dim, "resampler", "dim"),
            depth=self._number(_layers(tensors), "resampler", "depth"),
            heads=self._number(max(1, inner // dim_head), "resampler", "heads"),
            dim_head=dim_head,
            ff_mult=self._number(
                max(1, _at(tensors, "layers.0.1.1.weight", 0) // dim), "resampler", "ff_mult"
            ),
        )
        if sizes.heads * sizes.dim_head != inner:
            raise tensors.differs("layers.0.0.to_q.weight", (inner, dim), (sizes.heads * sizes.dim_head, dim))
        return sizes

    def adapter(self, which: str, tensors: Weights) -> AdapterSizes:
        """`input_resampler` or `output_resampler` and its tensors → its sizes."""
        queries, width = _at(tensors, "query", 0), _at(tensors, "query", 1)
        source = _at(tensors, "kv_proj.weight", 1) if "kv_proj.weight" in tensors.tensors else width
        sizes = AdapterSizes(
            grid=self._number(max(1, math.isqrt(queries)), "agent", which, "grid_size"),
            width=self._number(width, "agent", which, "embed_dim"),
            heads=self._number(RELEASED_ADAPTER_HEADS, "agent", which, "num_heads"),
            source_width=self._number(source, "agent", which, "kv_dim"),
        )
        if sizes.width % sizes.heads or sizes.width % 4:
            raise RunError(
                f"{tensors.folder}: {which} is {sizes.width} wide, which {sizes.heads} heads cannot share",
                f"say agent.{which}.num_heads in {self.path}",
            )
        return sizes

    def _number(self, stand_in: int, *keys: str) -> int:
        value: Any = self.content
        for key in keys:
            value = value.get(key) if isinstance(value, dict) else None
            if value is None:
                return stand_in
        most = LARGEST.get(keys[-1], 1 << 16)
        if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= most:
            raise RunError(
                f"{self.path}: {'.'.join(keys)} is {str(value)[:40]}, not a count of at most {most}",
                "write a whole number, or remove the key to read it from the tensors",
            )
        return value


def _at(tensors: Weights, name: str, axis: int) -> int:
    shape = tensors.shape(name)
    if axis >= len(shape) or shape[axis] < 1:
        raise RunError(
            f"{tensors.files[name]}: the tensor {name} has shape {list(shape)}", "fetch the checkpoint again"
        )
    return shape[axis]


def _layers(tensors: Weights) -> int:
    numbers = {name.split(".")[1] for name in tensors.tensors if name.startswith("layers.")}
    readable = (int(number) for number in numbers if number.isdecimal() and len(number) < 9)
    return max((number + 1 for number in readable), default=1)


def _released_head(inner: int) -> int:
    return RELEASED_HEAD_WIDTH if inner % RELEASED_HEAD_WIDTH == 0 else inner
