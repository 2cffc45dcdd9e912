"""Whether components, each sound by itself, belong together: what one needs, the others must give."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

from mangacli.errors import RunError
from mangacli.generate.diffsensei.configuration import AdapterSizes, Slots
from mangacli.generate.diffsensei.weights import FETCH_AGAIN


def generator_misfits(
    unet: Any, vae: Any, texts: tuple[Any, Any], tokenizers: tuple[Any, Any]
) -> tuple[str, ...]:
    """The configurations of the image generator's parts, its tokenizers → what does not fit, in words."""
    first, second = texts
    pooled = (unet.projection_class_embeddings_input_dim or 0) - 6 * (unet.addition_time_embed_dim or 0)
    wrong = _differing(
        {
            "unet: kind of added embedding": (unet.addition_embed_type, "text_time"),
            "unet: width of the text": (unet.cross_attention_dim, first.hidden_size + second.hidden_size),
            "unet: width of the pooled text": (pooled, second.projection_dim),
            "unet: latent channels": (unet.in_channels, vae.latent_channels),
            "unet: predicted channels": (unet.out_channels, unet.in_channels),
        }
    )
    for name, tokenizer, text in zip(("tokenizer", "tokenizer_2"), tokenizers, texts, strict=True):
        words = max([len(tokenizer), *(number + 1 for number in tokenizer.get_vocab().values())])
        if words > text.vocab_size:
            wrong.append(f"{name}: words is {words}, the other components need {text.vocab_size}")
    return tuple(wrong + _decoder_mistakes(vae))


def _decoder_mistakes(vae: Any) -> list[str]:
    """The picture decoder's configuration → which of the numbers that scale latents are of no use."""
    wrong = []
    if not _is_number(vae.scaling_factor) or not vae.scaling_factor > 0:
        wrong.append(f"vae: scaling_factor is {vae.scaling_factor!r}, not a number above 0")
    for key in ("latents_mean", "latents_std"):
        values = vae.get(key)
        if values is not None and not (
            isinstance(values, list | tuple)
            and len(values) == vae.latent_channels
            and all(map(_is_number, values))
        ):
            wrong.append(f"vae: {key} is not {vae.latent_channels} numbers, one a channel")
    return wrong


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def adapter_misfits(
    before: AdapterSizes, after: AdapterSizes, *, llm: Any, slots: Slots, context: int, words: int
) -> tuple[str, ...]:
    """The sizes around the language model, its configuration, its tokenizer's words → what does not fit."""
    tokens = slots.characters * slots.vision_tokens
    wrong = _differing(
        {
            "input_resampler reads a width of": (before.source_width, context),
            "input_resampler writes a width of": (before.width, llm.hidden_size),
            "output_resampler reads a width of": (after.source_width, llm.hidden_size),
            "output_resampler writes a width of": (after.width, context),
            "the largest square of character tokens is": (math.isqrt(tokens) ** 2, tokens),
            "output_resampler's tokens are": (after.grid**2, tokens),
        },
        saying="{what} {got}, the checkpoint needs {needed}",
    )
    rope = llm.rope_parameters
    if rope["rope_theta"] != 10000 or rope.get("rope_type", "default") != "default":
        wrong.append("rotary base or scaling differs from LLaMA's 10000")
    if llm.num_key_value_heads != llm.num_attention_heads:
        wrong.append("key and attention heads differ in number")
    if words > llm.vocab_size:
        wrong.append(f"the tokenizer has {words} tokens, the language model {llm.vocab_size} words")
    return tuple(wrong)


def require_fit(folder: Path, misfits: tuple[str, ...]) -> None:
    """Raises RunError naming the folder and the first thing that does not fit."""
    if misfits:
        raise RunError(f"{folder}: {misfits[0]}", FETCH_AGAIN)


def _differing(
    pairs: dict[str, tuple[object, object]],
    saying: str = "{what} is {got}, the other components need {needed}",
) -> list[str]:
    return [
        saying.format(what=what, got=got, needed=needed)
        for what, (got, needed) in pairs.items()
        if got != needed
    ]
