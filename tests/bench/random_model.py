"""A model of random weights with SDXL's topology, as wide as wanted, built in memory where it will run.

At width 1 it has the released model's sizes exactly; at 1/4 every width is a quarter (heads keep their number
and become narrower, so that masks cost what they cost). It draws noise: only times and numbers mean anything.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import Any

import diffusers
import torch
import transformers
from torch import nn

from mangacli.generate.diffsensei.adapter import QwenResampler, position_table
from mangacli.generate.diffsensei.characters import CharacterEncoder
from mangacli.generate.diffsensei.configuration import AdapterSizes, ResamplerSizes, Slots
from mangacli.generate.diffsensei.language_model import CharacterAdapter
from mangacli.generate.diffsensei.load import Model
from mangacli.generate.diffsensei.resampler import Resampler
from mangacli.generate.diffsensei.text import TextEncoder
from mangacli.generate.diffsensei.tiny_sizes import SCHEDULER
from mangacli.generate.diffsensei.tiny_words import clip_tokenizer
from mangacli.generate.diffsensei.unet import MangaUNet
from mangacli.generate.diffsensei.vocabulary import Vocabulary

SLOTS = Slots(characters=4, dialogs=8, vision_tokens=16, dummy_tokens=16)
CLIP_WORDS, LLM_WORDS = 49408, 32330


class Widths:
    """The released configurations with every width times a factor.

    `shallow` leaves one layer of every kind, for tests of the benchmark itself.
    """

    def __init__(self, factor: Fraction, shallow: bool = False) -> None:
        self.factor = factor
        self.shallow = shallow

    def of(self, released: int) -> int:
        """A released width → this model's. ValueError where it is not whole."""
        width = released * self.factor
        if width.denominator != 1:
            raise ValueError(f"{released} · {self.factor} is not whole; take 1, 1/2, 1/4, 1/8 or 1/16")
        return int(width)

    def layers(self, released: int) -> int:
        """A released number of layers → this model's."""
        return min(2, released) if self.shallow else released

    def unet(self) -> dict[str, Any]:
        """SDXL's UNet."""
        return {
            "addition_embed_type": "text_time",
            "addition_time_embed_dim": self.of(256),
            "attention_head_dim": [5, 10, 20],
            "block_out_channels": [self.of(channels) for channels in (320, 640, 1280)],
            "cross_attention_dim": self.of(2048),
            "down_block_types": ["DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"],
            "in_channels": 4,
            "layers_per_block": 2,
            "norm_num_groups": self.of(32),
            "out_channels": 4,
            "projection_class_embeddings_input_dim": self.of(1280) + 6 * self.of(256),
            "sample_size": 128,
            "transformer_layers_per_block": [1, self.layers(2), self.layers(10)],
            "up_block_types": ["CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"],
            "use_linear_projection": True,
        }

    def vae(self) -> dict[str, Any]:
        """SDXL's picture decoder."""
        return {
            "block_out_channels": [self.of(channels) for channels in (128, 256, 512, 512)],
            "down_block_types": ["DownEncoderBlock2D"] * 4,
            "force_upcast": True,
            "latent_channels": 4,
            "layers_per_block": 2,
            "norm_num_groups": self.of(32),
            "sample_size": 1024,
            "scaling_factor": 0.13025,
            "up_block_types": ["UpDecoderBlock2D"] * 4,
        }

    def text(self, which: int) -> transformers.CLIPTextConfig:
        """CLIP ViT-L's text encoder (0) or OpenCLIP bigG's (1)."""
        width, layers, heads, act = ((768, 12, 12, "quick_gelu"), (1280, 32, 20, "gelu"))[which]
        return transformers.CLIPTextConfig(
            vocab_size=CLIP_WORDS,
            hidden_size=self.of(width),
            intermediate_size=self.of(4 * width),
            num_hidden_layers=self.layers(layers),
            num_attention_heads=heads,
            projection_dim=self.of(width),
            hidden_act=act,
            bos_token_id=0,
            eos_token_id=2,
        )

    def clip(self) -> transformers.CLIPVisionConfig:
        """CLIP ViT-H/14's picture encoder."""
        return transformers.CLIPVisionConfig(
            hidden_size=self.of(1280),
            intermediate_size=self.of(5120),
            num_hidden_layers=self.layers(32),
            num_attention_heads=16,
            projection_dim=self.of(1024),
            patch_size=14,
            image_size=224,
            hidden_act="gelu",
        )

    def magi(self) -> transformers.ViTMAEConfig:
        """Magi's crop encoder, ViT-B/16, seeing every patch."""
        return transformers.ViTMAEConfig(
            hidden_size=self.of(768),
            intermediate_size=self.of(3072),
            num_hidden_layers=self.layers(12),
            num_attention_heads=12,
            mask_ratio=0.0,
        )

    def resampler(self) -> ResamplerSizes:
        """The image generator's Resampler."""
        return ResamplerSizes(
            dim=self.of(1280), depth=self.layers(4), heads=20, dim_head=self.of(64), ff_mult=4
        )

    def llm(self) -> transformers.LlamaConfig:
        """LLaMA-2-13B with the picture tokens."""
        return transformers.LlamaConfig(
            vocab_size=LLM_WORDS,
            hidden_size=self.of(5120),
            intermediate_size=self.of(13824),
            num_hidden_layers=self.layers(40),
            num_attention_heads=40,
            num_key_value_heads=40,
            max_position_embeddings=4096,
        )

    def adapter(self, which: str) -> AdapterSizes:
        """The language model's `input_resampler` or `output_resampler`."""
        llm, context = self.of(5120), self.of(2048)
        width, source = (llm, context) if which == "input_resampler" else (context, llm)
        return AdapterSizes(grid=8, width=width, heads=32, source_width=source)


def random_model(
    widths: Widths, device: torch.device, dtype: torch.dtype, llm: bool = False, seed: int = 0
) -> Model:
    """Widths → a model of random weights on a device, `llm` with its language model.

    Built on the device and in its precision, so that no more memory is taken than the model has.
    """
    torch.manual_seed(seed)
    with _building(device, dtype):
        unet = MangaUNet.build(widths.unet())
        nn.init.normal_(unet.dialog_bbox_embedding)
        encoders = (
            transformers.CLIPTextModel(widths.text(0)),
            transformers.CLIPTextModelWithProjection(widths.text(1)),
        )
        clip = transformers.CLIPVisionModelWithProjection(widths.clip())
        magi = transformers.ViTMAEModel(widths.magi())
        resampler = Resampler(
            widths.resampler(), SLOTS, clip=widths.of(1280), magi=widths.of(768), context=widths.of(2048)
        )
        nn.init.normal_(resampler.latents)
        nn.init.normal_(resampler.dummy_tokens)
        adapter = _language_model(widths) if llm else None
    with _building(device, torch.float32):  # half precision overflows in SDXL's decoder
        vae = diffusers.AutoencoderKL.from_config(widths.vae())
    for module in (unet, *encoders, clip, magi, resampler, vae):
        module.requires_grad_(False).eval()
    return Model(
        slots=SLOTS,
        text=TextEncoder((_tokenizer("<|endoftext|>"), _tokenizer("!")), encoders, zeros_for_none=True),
        characters=CharacterEncoder(clip, magi, resampler),
        unet=unet,
        vae=vae,
        scheduler_class=diffusers.EulerDiscreteScheduler,
        scheduler_config=SCHEDULER,
        adapter=adapter,
    )


def _language_model(widths: Widths) -> CharacterAdapter:
    """A language model that answers with the image block at once, as the trained one does.

    Channel 0 of every token outweighs the others; the last layer reads W, the block's first token, in it.
    """
    halves = []
    for which in ("input_resampler", "output_resampler"):
        half = QwenResampler(widths.adapter(which))
        nn.init.normal_(half.query)
        half.pos_embed.data.copy_(position_table(half.sizes.grid, half.sizes.width))
        halves.append(half.requires_grad_(False).eval())
    llm = transformers.LlamaForCausalLM(widths.llm()).requires_grad_(False).eval()
    words = Vocabulary(Bytes(), {name: 300 + k for k, name in enumerate(_picture_tokens())}, Path("memory"))
    llm.get_input_embeddings().weight[:, 0] = 50
    llm.lm_head.weight[words.word_start, 0] = 50
    return CharacterAdapter(words, halves[0], llm, halves[1])


class Bytes:
    """SentencePiece's interface over plain bytes, three ids on."""

    def bos_id(self) -> int:
        """Begin of a text."""
        return 1

    def eos_id(self) -> int:
        """End of a text."""
        return 2

    def get_piece_size(self) -> int:
        """Bytes and what stands before them."""
        return 260

    def piece_to_id(self, piece: str) -> int:
        """The word start and <0x0A> are the only pieces asked for by name."""
        return {"\u2581": 259, "<0x0A>": 13}[piece]

    def encode(self, text: str) -> list[int]:
        """A text → the ids of its bytes."""
        return [3 + byte for byte in text.encode()]


def _picture_tokens() -> list[str]:
    return ["<img>", "</img>", *(f"<img_{index:05d}>" for index in range(100))]


def _tokenizer(pad: str) -> Any:
    with tempfile.TemporaryDirectory() as folder:
        for name, content in clip_tokenizer(pad).items():
            (Path(folder) / name).write_bytes(content)
        return transformers.CLIPTokenizer.from_pretrained(folder, local_files_only=True)


@contextmanager
def _building(device: torch.device, dtype: torch.dtype) -> Iterator[None]:
    before = torch.get_default_dtype()
    torch.set_default_dtype(dtype)
    try:
        with torch.no_grad(), device:
            yield
    finally:
        torch.set_default_dtype(before)
