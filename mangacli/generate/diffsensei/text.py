"""Prompts → SDXL's text conditions, from its two CLIP text encoders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

KEPT_PROMPTS = 32

# What the reference's tokenizer takes for Chinese characters and sets apart from their neighbours.
_CHARACTER_RANGES = (
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B820, 0x2CEAF),
    (0x2F800, 0x2FA1F),
)


@dataclass(frozen=True, slots=True)
class TextCondition:
    """Token embeddings [1, 77, C] and the pooled embedding [1, P]."""

    tokens: Tensor
    pooled: Tensor


class TextEncoder:
    """Two tokenizers and encoders side by side; keeps the last few prompts' results."""

    def __init__(self, tokenizers: tuple[Any, Any], encoders: tuple[Any, Any], zeros_for_none: bool) -> None:
        self.tokenizers = tokenizers
        self.encoders = encoders
        self.zeros_for_none = zeros_for_none
        self._kept: dict[str, TextCondition] = {}

    def encode(self, prompt: str) -> TextCondition:
        """A prompt → its condition: both encoders' last hidden layers but one, the second's pooled text.

        Tokens are cut off or padded at 77, as the encoders are built.
        """
        if prompt not in self._kept:
            while len(self._kept) >= KEPT_PROMPTS:
                self._kept.pop(next(iter(self._kept)))
            self._kept[prompt] = self._encode(prompt)
        return self._kept[prompt]

    def encode_negative(self, prompt: str | None) -> TextCondition:
        """A negative prompt → its condition; none at all is all zeros (where the checkpoint says so)."""
        empty = self.encode(prompt or "")
        if prompt is None and self.zeros_for_none:
            return TextCondition(torch.zeros_like(empty.tokens), torch.zeros_like(empty.pooled))
        return empty

    def token_ids(self, prompt: str) -> tuple[list[int], list[int]]:
        """A prompt → the ids that each encoder gets, cut off and padded."""
        first, second = (
            list(
                tokenizer(_spaced(prompt), padding="max_length", max_length=length, truncation=True).input_ids
            )
            for tokenizer, length in zip(self.tokenizers, self._lengths(), strict=True)
        )
        return first, second

    @torch.no_grad()
    def _encode(self, prompt: str) -> TextCondition:
        hidden = []
        pooled = None
        for encoder, ids in zip(self.encoders, self.token_ids(prompt), strict=True):
            output = encoder(torch.tensor([ids], device=encoder.device), output_hidden_states=True)
            hidden.append(output.hidden_states[-2])
            pooled = output[0]
        assert pooled is not None
        return TextCondition(torch.cat(hidden, dim=-1), pooled)

    def _lengths(self) -> list[int]:
        return [encoder.config.max_position_embeddings for encoder in self.encoders]


def _spaced(prompt: str) -> str:
    """Spaces around Chinese characters, as the tokenizer put them with which the weights were trained."""
    return "".join(f" {sign} " if _is_character(sign) else sign for sign in prompt)


def _is_character(sign: str) -> bool:
    return any(first <= ord(sign) <= last for first, last in _CHARACTER_RANGES)
