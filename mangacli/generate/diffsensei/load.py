"""A checkpoint folder → its networks: every component built without weights, filled and checked.

Tensors are cast one by one while they are read, so that loading never holds the model twice.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import diffusers
import torch
import transformers
from torch import nn

from mangacli.errors import RunError
from mangacli.generate.diffsensei.adapter import QwenResampler, position_table
from mangacli.generate.diffsensei.characters import CharacterEncoder
from mangacli.generate.diffsensei.checkpoint import read_json, require_files
from mangacli.generate.diffsensei.configuration import Config, Slots, read_config
from mangacli.generate.diffsensei.fit import adapter_misfits, generator_misfits, require_fit
from mangacli.generate.diffsensei.language_model import CharacterAdapter
from mangacli.generate.diffsensei.lora import LoraStack
from mangacli.generate.diffsensei.memory import StageSizes
from mangacli.generate.diffsensei.networks import (
    IGNORED_ENDINGS,
    OLD_VAE_NAMES,
    STOCK,
    StockKind,
    blaming,
    build_unet,
    build_vae,
    read_sizes,
    shapes_in_file,
)
from mangacli.generate.diffsensei.resampler import Resampler
from mangacli.generate.diffsensei.scheduler import STORED, new_scheduler
from mangacli.generate.diffsensei.text import TextEncoder
from mangacli.generate.diffsensei.unet import MangaUNet
from mangacli.generate.diffsensei.vocabulary import Vocabulary
from mangacli.generate.diffsensei.weights import FETCH_AGAIN, Weights

TEXT_ENCODERS = ("text_encoder", "text_encoder_2")
TRIED_STEPS = 4
"""With which a scheduler shows that its configuration works."""
PICTURE_ENCODERS = ("clip_image_encoder", "magi_image_encoder")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Model:
    """All parts of the image generator, and the language model where it was asked for."""

    slots: Slots
    text: TextEncoder
    characters: CharacterEncoder
    unet: MangaUNet
    vae: Any
    scheduler_class: Any
    scheduler_config: dict[str, Any]
    adapter: CharacterAdapter | None

    def new_scheduler(self, name: str = STORED) -> Any:
        """A fresh scheduler, for schedulers remember where they are: the checkpoint's, or the named one."""
        return new_scheduler(self.scheduler_class, self.scheduler_config, name)


class Loader:
    """Loads a checkpoint's networks one by one, into the processor's memory.

    Its configuration is read and checked at once: RunError where components do not belong together. Loading
    raises RunError naming the file and tensor that is missing, unknown, of the wrong shape or NaN.
    """

    def __init__(self, checkpoint: Path, dtype: torch.dtype, llm: bool = False) -> None:
        require_files(checkpoint, llm)
        self.checkpoint = checkpoint
        self.dtype = dtype
        self.llm = llm
        self.folder = checkpoint / "image_generator"
        with _quiet_libraries():
            self.config = read_config(checkpoint)
            self.slots = self.config.slots(Weights.read(self.folder / "image_proj_model"))
            self.unet_config = build_unet(self.folder / "unet").config
            self.context = self.unet_config.cross_attention_dim
            self.vae_config = build_vae(self.folder / "vae").config
            self.scheduler_class, self.scheduler_config = _load_scheduler(self.folder)
            self.tokenizers = (
                _load_tokenizer(self.folder / "tokenizer"),
                _load_tokenizer(self.folder / "tokenizer_2"),
            )
        first, second = (STOCK[name].config_of(self.folder / name) for name in TEXT_ENCODERS)
        magi = STOCK["magi_image_encoder"].config_of(self.folder / "magi_image_encoder")
        misfits = generator_misfits(self.unet_config, self.vae_config, (first, second), self.tokenizers)
        if not 0 <= magi.mask_ratio < 1:
            misfits += (f"magi_image_encoder: mask_ratio is {magi.mask_ratio}, not a share below 1",)
        require_fit(self.folder, misfits)

    def sizes(self) -> StageSizes:
        """Bytes of the weights at each stage of drawing, in the precision that they are loaded in."""
        encoders = (*TEXT_ENCODERS, *PICTURE_ENCODERS, "image_proj_model")
        adapter = ("llm", "agent") if self.llm else ()
        single = torch.float32 if self.vae_config.force_upcast else self.dtype
        return StageSizes(
            encoders=sum(_bytes(self.folder / name, self.dtype) for name in encoders),
            adapter=sum(_bytes(self.checkpoint / "mllm" / name, self.dtype) for name in adapter),
            unet=_bytes(self.folder / "unet", self.dtype),
            vae=_bytes(self.folder / "vae", single),
        )

    def text_loras(self, text: TextEncoder) -> LoraStack:
        """The text encoders' LoRAs; what a LoRA changes in the denoising network is left to that one's."""
        networks = dict(zip(TEXT_ENCODERS, text.encoders, strict=True))
        return LoraStack(self.folder, networks, elsewhere={"unet": build_unet(self.folder / "unet")})

    def unet_loras(self, unet: MangaUNet) -> LoraStack:
        """The denoising network's LoRAs; what a LoRA changes in the text encoders is left to theirs."""
        texts = {name: STOCK[name].build(self.folder / name) for name in TEXT_ENCODERS}
        return LoraStack(self.folder, {"unet": unet}, elsewhere=texts)

    def new_scheduler(self, name: str = STORED) -> Any:
        """A fresh scheduler, as the whole model's."""
        return new_scheduler(self.scheduler_class, self.scheduler_config, name)

    def text(self) -> TextEncoder:
        """The two text encoders with their tokenizers."""
        with _quiet_libraries():
            first, second = (
                _load_stock(STOCK[name], Weights.read(self.folder / name), self.dtype)
                for name in TEXT_ENCODERS
            )
        zeros = read_json(self.folder / "model_index.json").get("force_zeros_for_empty_prompt", True)
        return TextEncoder(self.tokenizers, (first, second), zeros_for_none=bool(zeros))

    def characters(self) -> CharacterEncoder:
        """CLIP, Magi and the Resampler."""
        with _quiet_libraries():
            clip, magi = (
                _load_stock(STOCK[name], Weights.read(self.folder / name), self.dtype)
                for name in PICTURE_ENCODERS
            )
        tensors = Weights.read(self.folder / "image_proj_model")
        with torch.device("meta"):
            resampler = Resampler(
                self.config.resampler(tensors),
                self.slots,
                clip=clip.config.hidden_size,
                magi=magi.config.hidden_size,
                context=self.context,
            )
        tensors.fill(resampler, self.dtype)
        return CharacterEncoder(clip, magi, resampler)

    def adapter(self) -> CharacterAdapter:
        """The language model, its resamplers; `llm.*` in the agent's file goes before the llm folder."""
        folder = self.checkpoint / "mllm"
        agent, stored = Weights.read(folder / "agent"), Weights.read(folder / "llm")
        trained = agent.below("llm.").only(stored.tensors)
        with _quiet_libraries():
            llm = _load_stock(STOCK["llm"], stored.updated(trained), self.dtype)
        before = _load_adapter_half(agent, "input_resampler", self.config, self.dtype)
        after = _load_adapter_half(agent, "output_resampler", self.config, self.dtype)
        vocabulary = Vocabulary.read(folder / "tokenizer")
        misfits = adapter_misfits(
            before.sizes,
            after.sizes,
            llm=llm.config,
            slots=self.slots,
            context=self.context,
            words=vocabulary.size,
        )
        require_fit(folder, misfits)
        _tell_unused(agent, trained)
        return CharacterAdapter(vocabulary, before, llm, after)

    def unet(self) -> MangaUNet:
        """The denoising network."""
        with _quiet_libraries():
            unet = build_unet(self.folder / "unet")
        Weights.read(self.folder / "unet").fill(unet, self.dtype)
        return unet

    def vae(self) -> Any:
        """The picture decoder; in single precision where its configuration says that half overflows."""
        with _quiet_libraries():
            vae = build_vae(self.folder / "vae")
        dtype = torch.float32 if vae.config.force_upcast else self.dtype
        Weights.read(self.folder / "vae").renamed(OLD_VAE_NAMES).fill(vae, dtype)
        return vae


def load_model(checkpoint: Path, device: torch.device, dtype: torch.dtype, llm: bool = False) -> Model:
    """A checkpoint folder → the whole model on a device (`dtype` fp32 on a CPU, fp16 on a GPU).

    `llm` loads the language model too. Raises RunError as `Loader` does.
    """
    loader = Loader(checkpoint, dtype, llm)
    text, characters, unet, vae = loader.text(), loader.characters(), loader.unet(), loader.vae()
    adapter = loader.adapter() if llm else None
    for part in (text, characters, unet, vae, *([adapter] if adapter else [])):
        for network in networks_of(part):
            network.to(device)
    return Model(
        loader.slots,
        text,
        characters,
        unet,
        vae,
        loader.scheduler_class,
        loader.scheduler_config,
        adapter,
    )


Loaded = TextEncoder | CharacterEncoder | CharacterAdapter | nn.Module


def networks_of(part: Loaded) -> tuple[nn.Module, ...]:
    """A part of the model → the networks that it is made of."""
    if isinstance(part, TextEncoder):
        return part.encoders
    if isinstance(part, CharacterEncoder):
        return (part.clip, part.magi, part.resampler)
    if isinstance(part, CharacterAdapter):
        return (part.input_resampler, part.llm, part.output_resampler)
    return (part,)


def _load_tokenizer(folder: Path) -> Any:
    try:
        with blaming(folder):
            return transformers.CLIPTokenizer.from_pretrained(str(folder), local_files_only=True)
    except Exception as error:
        if type(error) is not Exception:  # the Rust library raises just this on broken files
            raise
        raise RunError(f"{folder} holds no readable tokenizer: {error}", FETCH_AGAIN) from error


def _load_scheduler(folder: Path) -> tuple[Any, dict[str, Any]]:
    """The scheduler that `model_index.json` names, with its configuration. RunError on any other class."""
    path = folder / "scheduler" / "scheduler_config.json"
    config = read_sizes(path)
    named = read_json(folder / "model_index.json").get("scheduler")
    name = named[-1] if isinstance(named, list) and named else config.get("_class_name")
    known = isinstance(name, str) and name.endswith("Scheduler")
    scheduler = getattr(diffusers, str(name), None) if known else None
    if scheduler is None or not issubclass(scheduler, diffusers.SchedulerMixin):
        raise RunError(f"{path}: the scheduler {str(name)[:60]!r} is not known", FETCH_AGAIN)
    with blaming(path):
        tried = scheduler.from_config(config)
        tried.set_timesteps(TRIED_STEPS)
        lacking = [part for part in ("scale_model_input", "init_noise_sigma") if not hasattr(tried, part)]
    if lacking:
        raise RunError(f"{path}: {name} has no {lacking[0]}, which SDXL's schedulers have", FETCH_AGAIN)
    return scheduler, config


def _tell_unused(agent: Weights, trained: Weights) -> None:
    """Says which tensors of the agent's file nobody has a place for."""
    known = ("input_resampler.", "output_resampler.")
    unused = [
        name
        for name in sorted(agent.tensors)
        if not name.startswith(known) and name.removeprefix("llm.") not in trained.tensors
    ]
    if unused:
        log.warning("%s: %d tensors have no place here, such as %s", agent.folder, len(unused), unused[0])


def _load_adapter_half(agent: Weights, which: str, config: Config, dtype: torch.dtype) -> QwenResampler:
    tensors = agent.below(f"{which}.")
    sizes = config.adapter(which, tensors)
    with torch.device("meta"):
        resampler = QwenResampler(sizes)
    if "pos_embed" not in tensors.tensors:  # training saves only what it trains
        tensors = tensors.with_computed("pos_embed", position_table(sizes.grid, sizes.width))
    expected = resampler.state_dict()
    tensors.only(expected).fill(resampler, dtype)
    return resampler


def _load_stock(kind: StockKind, weights: Weights, dtype: torch.dtype) -> Any:
    """A stock transformers class and its tensors → the filled network, old tensor names converted.

    The precision is chosen here: casting a loaded LLaMA would round its rotary table. Raises RunError where a
    tensor is missing, unknown or of the wrong shape: the library would make room for what is missing.
    """
    weights = weights.without(IGNORED_ENDINGS)
    weights.check(shapes_in_file(kind.build(weights.folder), weights, kind.released_names))
    with blaming(weights.folder / "config.json"):
        model = kind.model.from_pretrained(
            None, config=kind.config_of(weights.folder), state_dict=weights.cast(dtype), dtype=dtype
        )
    return model.requires_grad_(False).eval()


def _bytes(folder: Path, dtype: torch.dtype) -> int:
    """A component's folder → what its weights take in a precision; only the files' tables are read."""
    return sum(tensor.numel() for tensor in Weights.read(folder).tensors.values()) * dtype.itemsize


@contextmanager
def _quiet_libraries() -> Iterator[None]:
    """No progress bars and load reports of the libraries: what they would say, our errors say."""
    levels = transformers.logging.get_verbosity(), diffusers.logging.get_verbosity()
    bars = transformers.logging.is_progress_bar_enabled()
    transformers.logging.set_verbosity_error()
    diffusers.logging.set_verbosity_error()
    transformers.logging.disable_progress_bar()
    try:
        yield
    finally:
        transformers.logging.set_verbosity(levels[0])
        diffusers.logging.set_verbosity(levels[1])
        if bars:
            transformers.logging.enable_progress_bar()
