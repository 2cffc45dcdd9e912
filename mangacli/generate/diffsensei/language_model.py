"""The language model as an adapter: character tokens in, character tokens that fit the prompt out.

It reads the prompt with the characters' tokens in it and answers with one image block; the states behind the
block's tokens are the adapted characters. Paper: arXiv 2412.07589, MLLM as text-compatible character adapter.
"""

from __future__ import annotations

import inspect
import logging
from typing import Any

import torch
from torch import Tensor

from mangacli.generate.diffsensei.adapter import QwenResampler
from mangacli.generate.diffsensei.vocabulary import Vocabulary

MOST_WORDS = 500
"""Tokens that the model may say before we begin the image block ourselves."""

log = logging.getLogger(__name__)


class CharacterAdapter:
    """LLaMA between two QwenResamplers."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        input_resampler: QwenResampler,
        llm: Any,
        output_resampler: QwenResampler,
    ) -> None:
        self.vocabulary = vocabulary
        self.input_resampler = input_resampler
        self.llm = llm
        self.output_resampler = output_resampler
        self.block = vocabulary.block(len(output_resampler.query))

    @torch.no_grad()
    def adapt(self, prompt: str, characters: Tensor) -> Tensor:
        """A prompt and all slots' tokens [N, V, C] → adapted tokens of the same shape.

        Raises RunError where the prompt contains one of the model's own picture tokens.
        """
        # 1. The question: the prompt, then the characters in the places of picture tokens.
        ids, places = self.vocabulary.question(prompt, len(self.input_resampler.query))
        question = self._embed(ids)
        pictures = self.input_resampler(characters.flatten(0, 1)[None].to(question))
        question[:, places] = pictures.to(question)
        # 2. The answer: what the model thinks at each token of its image block.
        states = self.image_states(question, ids[-1])
        # 3. Back to the width of the image prompt.
        answer: Tensor = self.output_resampler(states)
        return answer.reshape(characters.shape).to(characters)

    def image_states(self, question: Tensor, last_id: int) -> Tensor:
        """An embedded question [1, P, width] that ends in `last_id` → states of the block [1, q, width].

        Once the model says W (or any token of the block) the rest is forced, so the question and the whole
        block run in one pass; only a model that says other words first is asked word by word.
        """
        from transformers import DynamicCache

        cache = DynamicCache(config=self.llm.config)
        block = self.block[:-1]
        states = self._run(torch.cat([question, self._embed(block)], dim=1), cache)
        asked = question.shape[1]
        first = self.choose(states[0, asked - 1], last_id)
        if first == block[0]:
            return states[:, asked + 2 :]
        cache.crop(-len(block))
        return self._words_first(first, cache)

    def choose(self, state: Tensor, last_id: int) -> int:
        """The state [width] of the token `last_id` → the id that the model says next, greedily."""
        scores = self.llm.lm_head(state).float()
        return int(block_scores(scores, last_id, self.block).argmax())

    def _words_first(self, token: int, cache: Any) -> Tensor:
        """The model's first word → states of the image block [1, q, width], whatever is said before it."""
        wanted = len(self.block) - 3
        said: list[Tensor] = []
        while len(said) < MOST_WORDS and token != self.vocabulary.eos:
            if token == self.block[-1] and len(said) >= wanted:
                return torch.cat(said[-wanted:], dim=1)
            if token in self.block[:-1]:
                states = self._run(self._embed(self.block[self.block.index(token) : -1]), cache)
                said.extend(torch.split(states, 1, dim=1))
                token = self.block[-1]
                continue
            said.append(self._run(self._embed([token]), cache))
            token = self.choose(said[-1][0, -1], token)
        log.warning("the language model began no image block of its own accord; it was begun for it")
        return self._run(self._embed(self.block[:-1]), cache)[:, 2:]

    def _run(self, embeddings: Tensor, cache: Any) -> Tensor:
        """Embeddings [1, tokens, width] after what the cache holds → last states after the final norm."""
        said = {name_of_cache(self.llm.model): cache}
        output = self.llm.model(inputs_embeds=embeddings, use_cache=True, **said)
        states: Tensor = output.last_hidden_state
        return states

    def _embed(self, ids: list[int]) -> Tensor:
        embed = self.llm.get_input_embeddings()
        embedded: Tensor = embed(torch.tensor([ids], device=embed.weight.device))
        return embedded


def name_of_cache(model: Any) -> str:
    """A model → the name of the argument that takes what it has read: transformers 5.24 renamed it."""
    known = inspect.signature(model.forward).parameters
    return "cache" if "cache" in known else "past_key_values"


def block_scores(scores: Tensor, last_id: int, block: list[int]) -> Tensor:
    """The model's scores [vocabulary] after the token `last_id` → the scores by which the next one is chosen.

    Inside the image block the next token of the block wins by 10; outside, all its tokens but the word start
    get the score 0 (which says them where every other score is negative).
    """
    scores = scores.clone()
    if last_id in block[:-1]:
        scores[block[block.index(last_id) + 1]] = scores.max() + 10
    else:
        scores[block[1:]] = 0.0
    return scores
