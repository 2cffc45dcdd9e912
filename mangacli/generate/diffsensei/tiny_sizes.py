"""The sizes of a tiny checkpoint, and the configuration files that follow from them."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

from mangacli.generate.diffsensei.configuration import ResamplerSizes

SCHEDULER = {
    "_class_name": "EulerDiscreteScheduler",
    "beta_end": 0.012,
    "beta_schedule": "scaled_linear",
    "beta_start": 0.00085,
    "interpolation_type": "linear",
    "num_train_timesteps": 1000,
    "prediction_type": "epsilon",
    "steps_offset": 1,
    "timestep_spacing": "leading",
    "use_karras_sigmas": False,
}
"""SDXL's."""
MODEL_INDEX = {
    "_class_name": "StableDiffusionXLPipeline",
    "force_zeros_for_empty_prompt": True,
    "scheduler": ["diffusers", "EulerDiscreteScheduler"],
    "text_encoder": ["transformers", "CLIPTextModel"],
    "text_encoder_2": ["transformers", "CLIPTextModelWithProjection"],
    "tokenizer": ["transformers", "CLIPTokenizer"],
    "tokenizer_2": ["transformers", "CLIPTokenizer"],
    "unet": ["diffusers", "UNet2DConditionModel"],
    "vae": ["diffusers", "AutoencoderKL"],
}
PICTURE_TOKENS = 100
"""`<img_00000>` to `<img_00099>`, as the released tokenizer has; more where more are needed."""
LATENT_CHANNELS = 4
TIME_WIDTH = 8

MOST_PIXELS = 256 * 256
"""Of a picture: larger noise shows nothing more and takes longer."""


@dataclass(frozen=True, slots=True)
class TinySizes:
    """Widths, depths and counts of a tiny checkpoint; all but the topology is free.

    With a language model, `characters` · `vision_tokens` must be a square. `unet` gives the width of every
    level and each width is a multiple of 8 and of that level's heads; the first level has no cross-attention.
    `words_first` words come from the language model before its image block.
    """

    characters: int = 4
    dialogs: int = 8
    vision_tokens: int = 16
    unet: tuple[int, ...] = (16, 32, 48)
    unet_heads: tuple[int, ...] = (2, 4, 6)
    unet_layers: tuple[int, ...] = (1, 1, 2)
    text: tuple[int, int] = (24, 40)
    pooled: int = 24
    clip: int = 32
    magi: int = 24
    encoder_heads: int = 4
    mask_ratio: float = 0.0
    resampler: ResamplerSizes = field(default=ResamplerSizes(dim=40, depth=2, heads=4, dim_head=8, ff_mult=2))
    llm: int = 48
    llm_layers: int = 2
    llm_heads: int = 4
    adapter_grid: int = 8
    adapter_heads: int = 4
    words_first: int = 0

    @property
    def context(self) -> int:
        """Width of the text and image prompt."""
        return sum(self.text)

    @property
    def image_tokens(self) -> int:
        """Tokens of all characters."""
        return self.characters * self.vision_tokens

    @property
    def picture_tokens(self) -> int:
        """Picture tokens in the language model's vocabulary."""
        return max(PICTURE_TOKENS, self.image_tokens, self.adapter_grid**2)

    def unet_config(self) -> dict[str, Any]:
        """SDXL's UNet of these widths."""
        deeper = len(self.unet) - 1
        return {
            "_class_name": "UNet2DConditionModel",
            "addition_embed_type": "text_time",
            "addition_time_embed_dim": TIME_WIDTH,
            "attention_head_dim": list(self.unet_heads),
            "block_out_channels": list(self.unet),
            "cross_attention_dim": self.context,
            "down_block_types": ["DownBlock2D", *["CrossAttnDownBlock2D"] * deeper],
            "in_channels": LATENT_CHANNELS,
            "layers_per_block": 2,
            "norm_num_groups": 4,
            "out_channels": LATENT_CHANNELS,
            "projection_class_embeddings_input_dim": self.pooled + 6 * TIME_WIDTH,
            "sample_size": 32,
            "transformer_layers_per_block": list(self.unet_layers),
            "up_block_types": [*["CrossAttnUpBlock2D"] * deeper, "UpBlock2D"],
            "use_linear_projection": True,
        }

    def vae_config(self) -> dict[str, Any]:
        """SDXL's picture decoder, narrow."""
        return {
            "_class_name": "AutoencoderKL",
            "block_out_channels": [8, 8, 16, 16],
            "down_block_types": ["DownEncoderBlock2D"] * 4,
            "force_upcast": True,
            "latent_channels": LATENT_CHANNELS,
            "layers_per_block": 1,
            "norm_num_groups": 4,
            "sample_size": 256,
            "scaling_factor": 0.13025,
            "up_block_types": ["UpDecoderBlock2D"] * 4,
        }

    def text_config(self, which: int, words: int) -> dict[str, Any]:
        """The first (0) or second (1) text encoder; `words` in its vocabulary."""
        return {
            "architectures": [("CLIPTextModel", "CLIPTextModelWithProjection")[which]],
            "bos_token_id": 0,
            "eos_token_id": 2,
            "hidden_act": ("quick_gelu", "gelu")[which],
            "hidden_size": self.text[which],
            "intermediate_size": 2 * self.text[which],
            "max_position_embeddings": 77,
            "model_type": "clip_text_model",
            "num_attention_heads": self.encoder_heads,
            "num_hidden_layers": 2 + which,
            "pad_token_id": 1,
            "projection_dim": self.pooled,
            "vocab_size": words,
        }

    def clip_config(self) -> dict[str, Any]:
        """The CLIP picture encoder."""
        return {
            "architectures": ["CLIPVisionModelWithProjection"],
            "hidden_act": "gelu",
            "hidden_size": self.clip,
            "image_size": 224,
            "intermediate_size": 2 * self.clip,
            "model_type": "clip_vision_model",
            "num_attention_heads": self.encoder_heads,
            "num_hidden_layers": 2,
            "patch_size": 14,
            "projection_dim": self.pooled,
        }

    def magi_config(self) -> dict[str, Any]:
        """Magi's crop encoder."""
        return {
            "architectures": ["ViTMAEModel"],
            "hidden_size": self.magi,
            "image_size": 224,
            "intermediate_size": 2 * self.magi,
            "mask_ratio": self.mask_ratio,
            "model_type": "vit_mae",
            "num_attention_heads": self.encoder_heads,
            "num_hidden_layers": 2,
            "patch_size": 16,
        }

    def llm_config(self, words: int) -> dict[str, Any]:
        """The language model; `words` in its vocabulary, added tokens counted in."""
        return {
            "architectures": ["LlamaForCausalLM"],
            "bos_token_id": 1,
            "eos_token_id": 2,
            "hidden_size": self.llm,
            "intermediate_size": 2 * self.llm,
            "max_position_embeddings": 4096,
            "model_type": "llama",
            "num_attention_heads": self.llm_heads,
            "num_hidden_layers": self.llm_layers,
            "num_key_value_heads": self.llm_heads,
            "rms_norm_eps": 1e-5,
            "rope_theta": 10000.0,
            "tie_word_embeddings": False,
            "vocab_size": words,
        }

    def model_config(self) -> dict[str, Any]:
        """What the tensors do not tell: `model_config.json`."""
        resampler = self.resampler
        return {
            "image_generator": {
                "max_num_ips": self.characters,
                "num_vision_tokens": self.vision_tokens,
                "num_dummy_tokens": self.vision_tokens,
                "max_num_dialogs": self.dialogs,
                "max_pixels": MOST_PIXELS,
            },
            "resampler": {
                "dim": resampler.dim,
                "depth": resampler.depth,
                "dim_head": resampler.dim_head,
                "heads": resampler.heads,
                "ff_mult": resampler.ff_mult,
            },
            "agent": {
                "input_resampler": self._adapter(self.adapter_grid, self.llm, self.context),
                "output_resampler": self._adapter(math.isqrt(self.image_tokens), self.context, self.llm),
            },
        }

    def _adapter(self, grid: int, width: int, source: int) -> dict[str, int]:
        return {
            "grid_size": grid,
            "embed_dim": width,
            "num_heads": self.adapter_heads,
            "kv_dim": source,
        }
