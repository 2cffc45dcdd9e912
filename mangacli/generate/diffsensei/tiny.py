"""A seed → a tiny random checkpoint in the released layout, to run the real engine in seconds.

It draws no manga: its pictures are coloured noise in which the boxes of characters and dialogs show. Every
tensor is drawn from the seed and its own name, so that the same seed gives the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import torch
from safetensors.torch import save as safetensors_bytes
from torch import Tensor, nn

from mangacli.atomic_file import write_whole
from mangacli.errors import RunError, UsageError
from mangacli.generate.diffsensei.adapter import QwenResampler
from mangacli.generate.diffsensei.configuration import AdapterSizes, Slots
from mangacli.generate.diffsensei.networks import STOCK, build_unet, build_vae, released_name
from mangacli.generate.diffsensei.resampler import Resampler
from mangacli.generate.diffsensei.safetensors_file import BIN, SAFETENSORS, weight_stem
from mangacli.generate.diffsensei.tiny_sizes import MODEL_INDEX, SCHEDULER, TinySizes
from mangacli.generate.diffsensei.tiny_words import clip_tokenizer, llm_tokenizer
from mangacli.generate.diffsensei.vocabulary import Vocabulary

RELEASED_AS_BIN = ("unet", "image_proj_model", "agent")
WORD_STRENGTH = 40.0
"""How surely the language model says what it shall: far above what random weights give."""


@dataclass(frozen=True, slots=True)
class TinyFiles:
    """How a tiny checkpoint is stored; the defaults are the release's way.

    `kind` ".bin" or ".safetensors" for all components; `shards` files for each; `config` writes
    `model_config.json`, without which the sizes must be the released ones or show in the tensors.
    """

    dtype: torch.dtype = torch.float32
    kind: str | None = None
    shards: int = 1
    config: bool = True


def write_tiny(
    folder: Path,
    seed: int = 0,
    llm: bool = True,
    sizes: TinySizes | None = None,
    files: TinyFiles | None = None,
) -> None:
    """An empty or new folder and a seed → a checkpoint of a few MB in it, `llm` with its language model.

    Raises UsageError where the folder holds anything, RunError where it cannot be written.
    """
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise UsageError(f"{folder} is not an empty folder", "name a new folder")
    except OSError as error:
        raise RunError(f"cannot read {folder}: {error.strerror}", "name another folder") from error
    checkpoint = _Writer(folder, seed, sizes or TinySizes(), files or TinyFiles())
    checkpoint.write_generator()
    if llm:
        checkpoint.write_language_model()
    if checkpoint.files.config:
        checkpoint.write_json("model_config.json", checkpoint.sizes.model_config())


class _Writer:
    def __init__(self, folder: Path, seed: int, sizes: TinySizes, files: TinyFiles) -> None:
        self.folder = folder
        self.seed = seed
        self.sizes = sizes
        self.files = files

    def write_generator(self) -> None:
        sizes = self.sizes
        part = "image_generator"
        self.write_json(f"{part}/model_index.json", MODEL_INDEX)
        self.write_json(f"{part}/scheduler/scheduler_config.json", SCHEDULER)
        self.write_json(f"{part}/unet/config.json", sizes.unet_config())
        self.write_weights(f"{part}/unet", build_unet(self.folder / part / "unet"))
        self.write_json(f"{part}/vae/config.json", sizes.vae_config())
        self.write_weights(f"{part}/vae", build_vae(self.folder / part / "vae"))
        for which, pad in enumerate(("<|endoftext|>", "!")):
            suffix = ("", "_2")[which]
            tokenizer = clip_tokenizer(pad)
            for name, content in tokenizer.items():
                write_whole(self.folder / part / f"tokenizer{suffix}" / name, content)
            words = len(json.loads(tokenizer["vocab.json"]))
            self.write_stock(part, f"text_encoder{suffix}", sizes.text_config(which, words))
        self.write_stock(part, "clip_image_encoder", sizes.clip_config())
        self.write_stock(part, "magi_image_encoder", sizes.magi_config())
        slots = Slots(sizes.characters, sizes.dialogs, sizes.vision_tokens, sizes.vision_tokens)
        with torch.device("meta"):
            resampler = Resampler(sizes.resampler, slots, sizes.clip, sizes.magi, sizes.context)
        self.write_weights(f"{part}/image_proj_model", resampler)

    def write_language_model(self) -> None:
        sizes = self.sizes
        grid = math.isqrt(sizes.image_tokens)
        if grid**2 != sizes.image_tokens:
            raise UsageError(
                f"{sizes.characters} characters of {sizes.vision_tokens} tokens fill no square",
                "the language model needs a square number of tokens",
            )
        for name, content in llm_tokenizer(sizes.picture_tokens).items():
            write_whole(self.folder / "mllm" / "tokenizer" / name, content)
        vocabulary = Vocabulary.read(self.folder / "mllm" / "tokenizer")
        self.write_json("mllm/llm/config.json", sizes.llm_config(vocabulary.size))
        llm = self.drawn("mllm/llm", STOCK["llm"].build(self.folder / "mllm" / "llm"))
        _teach_answer(llm, vocabulary, sizes.words_first)
        self.write_tensors("mllm/llm", llm)
        halves = {
            "input_resampler": AdapterSizes(
                sizes.adapter_grid, sizes.llm, sizes.adapter_heads, sizes.context
            ),
            "output_resampler": AdapterSizes(grid, sizes.context, sizes.adapter_heads, sizes.llm),
        }
        agent: dict[str, Tensor] = {}
        for name, half in halves.items():
            with torch.device("meta"):
                resampler = QwenResampler(half)
            tensors = self.drawn(f"mllm/agent/{name}", resampler)
            tensors.pop("pos_embed")  # training saves only what it trains
            agent |= {f"{name}.{key}": tensor for key, tensor in tensors.items()}
        self.write_tensors("mllm/agent", agent)

    def write_stock(self, part: str, component: str, config: Mapping[str, object]) -> None:
        self.write_json(f"{part}/{component}/config.json", config)
        kind = STOCK[component]
        tensors = self.drawn(f"{part}/{component}", kind.build(self.folder / part / component))
        self.write_tensors(
            f"{part}/{component}",
            {released_name(name, kind.released_names): tensor for name, tensor in tensors.items()},
        )

    def write_weights(self, component: str, network: nn.Module) -> None:
        self.write_tensors(component, self.drawn(component, network))

    def drawn(self, component: str, network: nn.Module) -> dict[str, Tensor]:
        """A network on the meta device → its tensors, drawn from the seed."""
        return {
            name: random_tensor(name, tuple(tensor.shape), self._generator(component, name))
            for name, tensor in network.state_dict().items()
        }

    def write_tensors(self, component: str, tensors: Mapping[str, Tensor]) -> None:
        folder, name = self.folder / component, component.rpartition("/")[2]
        kind = self.files.kind or (BIN if name in RELEASED_AS_BIN else SAFETENSORS)
        stem = weight_stem(name, kind)
        names = sorted(tensors)
        shards, share = self.files.shards, math.ceil(len(names) / self.files.shards)
        weight_map: dict[str, str] = {}
        for index in range(shards):
            held = names[index * share : (index + 1) * share]
            file = f"{stem}{kind}" if shards == 1 else f"{stem}-{index + 1:05d}-of-{shards:05d}{kind}"
            content = {key: tensors[key].to(self.files.dtype) for key in held}
            write_whole(folder / file, _packed(content, kind))
            weight_map |= dict.fromkeys(held, file)
        if shards > 1:
            self.write_json(f"{component}/{stem}{kind}.index.json", {"weight_map": weight_map})

    def write_json(self, path: str, content: object) -> None:
        write_whole(self.folder / path, (json.dumps(content, indent=1, sort_keys=True) + "\n").encode())

    def _generator(self, component: str, name: str) -> torch.Generator:
        digest = hashlib.sha256(f"{self.seed} {component} {name}".encode()).digest()
        return torch.Generator().manual_seed(int.from_bytes(digest[:8], "big") >> 1)


def random_tensor(name: str, shape: tuple[int, ...], generator: torch.Generator) -> Tensor:
    """A tensor's name and shape → random numbers that keep a network's features near unit variance.

    Norms stay near 1, biases small, weights shrink with the number of their inputs; the dialogs' vector is
    large, so that dialogs show.
    """
    noise = torch.randn(shape, generator=generator)
    if name == "dialog_bbox_embedding":
        return 2 * noise
    if len(shape) == 1 and name.endswith("weight"):
        return 1 + 0.1 * noise  # every vector of weights is a norm's
    if name.endswith("bias"):
        return 0.1 * noise
    if len(shape) < 2 or "embedding" in name or "embed_tokens" in name or "token" in name or name == "query":
        return 0.5 * noise
    if name in ("latents", "dummy_tokens"):
        return noise
    return noise / math.sqrt(math.prod(shape[1:]))


def _teach_answer(llm: dict[str, Tensor], vocabulary: Vocabulary, words: int) -> None:
    """Makes random LLaMA weights answer the prompt's newline with so many words, then with the image block.

    Channel 0 of every token is constant, channel k marks the k-th token of the answer's beginning; no layer
    writes to these channels, so that the last one reads there what comes next.
    """
    newline = int(vocabulary.pieces.piece_to_id("<0x0A>"))
    first_word = newline + 256
    said = [newline, *range(first_word, first_word + words)]
    head, embedding = llm["lm_head.weight"], llm["model.embed_tokens.weight"]
    for name, tensor in llm.items():
        if name.endswith(("o_proj.weight", "down_proj.weight")):
            tensor[: words + 1] = 0
    embedding[:, 0], embedding[:, 1 : words + 1] = 1, 0
    head[:, : words + 1] = 0
    head[vocabulary.word_start, 0] = WORD_STRENGTH
    for channel, (token, following) in enumerate(pairwise(said), start=1):
        embedding[token, channel] = 1
        head[following, channel] = 3 * WORD_STRENGTH


def _packed(tensors: dict[str, Tensor], kind: str) -> bytes:
    if kind == SAFETENSORS:
        return safetensors_bytes({name: tensor.contiguous() for name, tensor in tensors.items()})
    written = io.BytesIO()
    torch.save(tensors, written)
    return written.getvalue()
