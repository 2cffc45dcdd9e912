"""Words and pictures encoded the plain way: every slot, both halves of the image prompt, nothing kept.

The language model is asked for one token at a time, every token of its image block forced by its score.

    T text tokens   C context width   D dummy tokens   N·V tokens of characters
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from mangacli.generate.diffsensei.language_model import name_of_cache
from mangacli.generate.diffsensei.load import Model
from mangacli.generate.diffsensei.pipeline import PanelPrompt

WORDS = 500
"""Tokens that the language model may say."""
Stage = Callable[[str], AbstractContextManager[object]]


class NaiveEncoders:
    """A model's encoders; `stage` is told, by name, what is done."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.stage: Stage = lambda name: nullcontext()

    def encode_text(self, prompt: str) -> tuple[Tensor, Tensor]:
        """A prompt → token embeddings [1, T, C] and pooled text [1, P]."""
        hidden = []
        for tokenizer, encoder in zip(self.model.text.tokenizers, self.model.text.encoders, strict=True):
            ids = tokenizer(prompt, padding="max_length", max_length=77, truncation=True).input_ids
            out = encoder(torch.tensor([ids], device=encoder.device), output_hidden_states=True)
            hidden.append(out.hidden_states[-2])
        return torch.cat(hidden, dim=-1), out.text_embeds

    def encode_negative(self, prompt: str | None, text: Tensor, pooled: Tensor) -> tuple[Tensor, Tensor]:
        """A negative prompt → the same; none at all is all zeros."""
        return (
            (torch.zeros_like(text), torch.zeros_like(pooled)) if prompt is None else self.encode_text(prompt)
        )

    def encode_characters(self, panel: PanelPrompt) -> tuple[Tensor, Tensor]:
        """A panel's pictures → its image prompt and the negative one, each [1, D + N·V, C].

        All slots are encoded, the unused ones as black pictures.
        """
        parts, slots = self.model.characters, self.model.slots
        answered, used = panel.mllm_scale is not None, len(panel.pictures)
        black = [Image.new("RGB", (224, 224))] * (slots.characters - len(panel.pictures))
        pictures = [*(picture.image for picture in panel.pictures), *black]
        with self.stage("character encoders"):
            clip_in = torch.cat([clip_input(picture) for picture in pictures])
            magi_in = torch.cat([magi_input(picture) for picture in pictures])
            clip = parts.clip(clip_in.to(parts.clip.device, parts.clip.dtype), output_hidden_states=True)
            magi = parts.magi(magi_in.to(parts.magi.device, parts.magi.dtype))
            seen, crops = clip.hidden_states[-2], magi.last_hidden_state[:, 0]
            if not answered:
                seen[used:], crops[used:] = 0, 0
            characters = parts.resampler(seen, crops)
            nobody = parts.resampler(torch.zeros_like(seen), torch.zeros_like(crops))
        if answered:
            with self.stage("language model"):
                characters = self.mix(panel, characters)
        dummies = parts.resampler.dummy_tokens
        image, nothing = (torch.cat([dummies, tokens.flatten(0, 1)])[None] for tokens in (characters, nobody))
        return image, nothing

    def mix(self, panel: PanelPrompt, characters: Tensor) -> Tensor:
        """Characters' tokens [N, V, C] → mixed with the language model's answer."""
        answer = self.ask(panel.prompt, characters).to(characters)
        return panel.mllm_scale * answer + (1 - panel.mllm_scale) * characters

    def ask(self, prompt: str, characters: Tensor) -> Tensor:
        """The language model's answer [N, V, C], one word at a time."""
        adapter = self.model.adapter
        llm, words = adapter.llm, adapter.vocabulary
        places = [words.added[f"<img_{k:05d}>"] for k in range(64)]
        begin, end = words.added["<img>"], words.added["</img>"]
        ids = [words.bos, *words.pieces.encode(prompt + "\n"), begin, *places, end]
        ids.append(words.pieces.piece_to_id("<0x0A>"))
        embed, first = llm.get_input_embeddings(), ids.index(begin) + 1
        inputs = embed(torch.tensor([ids], device=llm.device))
        inputs[0, first : ids.index(end)] = adapter.input_resampler(
            characters.reshape(1, -1, characters.shape[-1])
        )
        wanted = len(adapter.output_resampler.query)
        block = [words.pieces.piece_to_id("▁"), begin, *places[:wanted], end]
        memory, states, said, last = None, [], [], ids[-1]
        remembered = name_of_cache(llm)
        while len(said) < WORDS and last != words.eos:
            read = {remembered: memory}
            out = llm(inputs_embeds=inputs, use_cache=True, output_hidden_states=True, **read)
            memory, scores = out[remembered], out.logits[0, -1].float()
            states.append(out.hidden_states[-1][:, -1])
            if last in block[:-1]:
                scores[block[block.index(last) + 1]] = scores.max() + 10
            else:
                scores[block[1:]] = 0.0
            last = int(scores.argmax())
            said.append(last)
            if last == end and len(said) > wanted:
                answer = torch.stack(states[-wanted:], dim=1)  # the states of the block's own tokens
                return adapter.output_resampler(answer).reshape(characters.shape)
            inputs = embed(torch.tensor([[last]], device=llm.device))
        raise RuntimeError("the language model said no image block")


def clip_input(picture: Image.Image) -> Tensor:
    """A picture → CLIP's input [1, 3, 224, 224]: shortest edge 224, the centre square."""
    width, height = (int(224 * edge / min(picture.size)) for edge in picture.size)
    left, top = (width - 224) // 2, (height - 224) // 2
    square = picture.resize((width, height), Image.Resampling.BICUBIC).crop(
        (left, top, left + 224, top + 224)
    )
    mean, deviation = (0.48145466, 0.4578275, 0.40821073), (0.26862954, 0.26130258, 0.27577711)
    return normal(square, mean, deviation)


def magi_input(picture: Image.Image) -> Tensor:
    """A picture → Magi's input [1, 3, 224, 224], stretched."""
    return normal(picture.resize((224, 224), Image.Resampling.BILINEAR), (0.5,) * 3, (0.5,) * 3)


def normal(picture: Image.Image, mean: tuple[float, ...], deviation: tuple[float, ...]) -> Tensor:
    values = (np.asarray(picture, dtype=np.float64) / 255 - mean) / deviation
    return torch.from_numpy(values).float().permute(2, 0, 1)[None]
