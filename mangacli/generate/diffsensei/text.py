"""Prompts → SDXL's text conditions, from its two CLIP text encoders.

A prompt is cut off at the encoders' 77 tokens, or, where it shall be read to its end, encoded in chunks of
which each has the marks of begin and end and is padded like a prompt of its own; their embeddings follow one
another. Chunks end at a comma where there is one near, else at the end of a word. As the reference trained
on single chunks, a long prompt is a way beyond it, not a part of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import torch
from torch import Tensor

from mangacli.generate.diffsensei.token_count import Piece, pieces_of, spaced

KEPT_PROMPTS = 32
NEAR_A_COMMA = 20
"""Tokens that a chunk may leave empty to end at a comma."""
_STOPS = tuple(",.;:!?、。，．；：！？")


@dataclass(frozen=True, slots=True)
class TextCondition:
    """Token embeddings [1, T, C], T 77 for each chunk, and the first chunk's pooled embedding [1, P]."""

    tokens: Tensor
    pooled: Tensor


class TextEncoder:
    """Two tokenizers and encoders side by side; keeps the last few prompts' results."""

    def __init__(self, tokenizers: tuple[Any, Any], encoders: tuple[Any, Any], zeros_for_none: bool) -> None:
        self.tokenizers = tokenizers
        self.encoders = encoders
        self.zeros_for_none = zeros_for_none
        self._kept: dict[tuple[str, bool], TextCondition] = {}

    def encode(self, prompt: str, long: bool = False) -> TextCondition:
        """A prompt → its condition: both encoders' last hidden layers but one, the second's pooled text.

        Tokens are cut off or padded at 77, as the encoders are built; a `long` prompt has as many chunks of
        77 as it needs, and is the same as any other where one is enough.
        """
        key = (prompt, long)
        if key not in self._kept:
            while len(self._kept) >= KEPT_PROMPTS:
                self._kept.pop(next(iter(self._kept)))
            self._kept[key] = self._encode(self.chunks(prompt) if long else [self.token_ids(prompt)])
        return self._kept[key]

    def encode_negative(self, prompt: str | None, long: bool = False) -> TextCondition:
        """A negative prompt → its condition; none at all is all zeros (where the checkpoint says so)."""
        empty = self.encode(prompt or "", long)
        if prompt is None and self.zeros_for_none:
            return TextCondition(torch.zeros_like(empty.tokens), torch.zeros_like(empty.pooled))
        return empty

    def pair(
        self, prompt: str, negative: str | None, long: bool = False
    ) -> tuple[TextCondition, TextCondition]:
        """A prompt and a negative one → the conditions (negative, positive), with as many tokens each."""
        against, positive = self.encode_negative(negative, long), self.encode(prompt, long)
        tokens = max(against.tokens.shape[1], positive.tokens.shape[1])
        zeros = negative is None and self.zeros_for_none
        return self.padded(against, tokens, zeros), self.padded(positive, tokens)

    def padded(self, condition: TextCondition, tokens: int, zeros: bool = False) -> TextCondition:
        """A condition → one of `tokens` embeddings, a whole number of chunks: what is added is empty text.

        A condition of no prompt at all, which is `zeros`, stays so.
        """
        missing = tokens - condition.tokens.shape[1]
        if missing <= 0:
            return condition
        empty = self.encode("").tokens
        added = (torch.zeros_like(empty) if zeros else empty).repeat(1, missing // empty.shape[1], 1)
        return TextCondition(torch.cat([condition.tokens, added], dim=1), condition.pooled)

    def forget(self) -> None:
        """Forgets all results: the encoders are about to change, or memory is needed."""
        self._kept.clear()

    def token_ids(self, prompt: str) -> tuple[list[int], list[int]]:
        """A prompt → the ids that each encoder gets, cut off and padded."""
        first, second = (
            list(
                tokenizer(spaced(prompt), padding="max_length", max_length=length, truncation=True).input_ids
            )
            for tokenizer, length in zip(self.tokenizers, self._lengths(), strict=True)
        )
        return first, second

    def chunks(self, prompt: str) -> list[tuple[list[int], list[int]]]:
        """A prompt → the ids that each encoder gets, chunk by chunk, nothing cut off."""
        encodings = [
            tokenizer(spaced(prompt), add_special_tokens=False, verbose=False).encodings[0]
            for tokenizer in self.tokenizers
        ]
        marked = []
        for chunk in split(prompt, pieces_of(prompt, encodings), min(self._lengths()) - 2):
            first, second = (
                _marked(tokenizer, [id for piece in chunk for id in piece.ids[which]], length)
                for which, (tokenizer, length) in enumerate(
                    zip(self.tokenizers, self._lengths(), strict=True)
                )
            )
            marked.append((first, second))
        return marked

    @torch.no_grad()
    def _encode(self, chunks: Sequence[tuple[list[int], list[int]]]) -> TextCondition:
        conditions = [self._encode_chunk(chunk) for chunk in chunks]
        return TextCondition(torch.cat([each.tokens for each in conditions], dim=1), conditions[0].pooled)

    def _encode_chunk(self, chunk: tuple[list[int], list[int]]) -> TextCondition:
        hidden = []
        pooled = None
        for encoder, ids in zip(self.encoders, chunk, strict=True):
            output = encoder(torch.tensor([ids], device=encoder.device), output_hidden_states=True)
            hidden.append(output.hidden_states[-2])
            pooled = output[0]
        assert pooled is not None
        return TextCondition(torch.cat(hidden, dim=-1), pooled)

    def _lengths(self) -> list[int]:
        return [encoder.config.max_position_embeddings for encoder in self.encoders]


def split(prompt: str, pieces: Sequence[Piece], room: int) -> list[list[Piece]]:
    """A prompt's pieces → chunks of at most `room` tokens, one at least.

    A full chunk ends behind the last comma (or full stop) of its last 20 tokens, else behind its last whole
    word. Only a word longer than a chunk is broken.
    """
    chunks: list[list[Piece]] = [[]]
    after_stop = 0  # how many pieces of the chunk come up to its last comma
    for piece in pieces:
        for part in _parts(piece, room):
            chunk = chunks[-1]
            if _size([*chunk, part]) > room:
                rest = chunk[after_stop:]
                if after_stop and _size(rest) <= NEAR_A_COMMA:
                    del chunk[after_stop:]
                else:
                    rest = []
                chunks.append([*rest, part])
                after_stop = 0
            else:
                chunk.append(part)
        if prompt[piece.start : piece.end].rstrip().endswith(_STOPS):
            after_stop = len(chunks[-1])
    return chunks


def _parts(piece: Piece, room: int) -> list[Piece]:
    """A piece → itself, or, where it is longer than a chunk, what fits into one each."""
    starts = range(0, max(1, piece.size), room)
    return [replace(piece, ids=tuple(ids[first : first + room] for ids in piece.ids)) for first in starts]


def _size(pieces: Sequence[Piece]) -> int:
    """The most tokens that a tokenizer makes of these pieces."""
    if not pieces:
        return 0
    return max(sum(len(ids) for ids in column) for column in zip(*(p.ids for p in pieces), strict=True))


def _marked(tokenizer: Any, ids: list[int], length: int) -> list[int]:
    """A chunk's ids → with the marks of begin and end, padded as the tokenizer pads."""
    marked = [tokenizer.bos_token_id, *ids, tokenizer.eos_token_id]
    return marked + [tokenizer.pad_token_id] * (length - len(marked))
