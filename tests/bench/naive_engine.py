"""The model drawn the plain way: everything is built anew in every layer and step, and nothing is kept.

Shares the weights of a loaded `Model`, and nothing else: the network is the stock UNet with float masks and
keys made on the spot, every slot and both halves of the image prompt are encoded, the language model answers
word by word. A judge of the engine's numbers, and what its speed is measured against.

    B rows of a batch   S positions   T text tokens   D dummy tokens   N·V tokens of characters
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from diffusers import UNet2DConditionModel
from PIL import Image
from torch import Tensor, nn

from mangacli.generate.diffsensei.load import Model
from mangacli.generate.diffsensei.pipeline import PanelPrompt

CLOSED = -10000.0
WORDS = 500


class Sheet:
    """What the layers look up in every call: boxes, sizes, and how strong the image prompt is."""

    characters: Tensor
    dialogs: Tensor
    latent: tuple[int, int]
    ip_scale: float
    parity: bool

    def grid(self, positions: int) -> tuple[int, int]:
        """Height and width of the feature map of so many positions."""
        height, width = self.latent
        if self.parity:
            aspect = height / width
            across = int(math.sqrt(positions / aspect))
            while across * (positions // across) != positions:
                across += 1
            return positions // across, across
        while height * width != positions:
            height, width = (height + 1) // 2, (width + 1) // 2
        return height, width


class PlainImageAttention:
    """A cross-attention that projects text and image prompt and builds its mask in every call."""

    def __init__(self, key: Tensor, value: Tensor, sheet: Sheet, slots: Any) -> None:
        self.key, self.value = key, value
        self.sheet = sheet
        self.slots = slots

    def __call__(self, attn: Any, hidden_states: Tensor, encoder_hidden_states: Tensor, **_: Any) -> Tensor:
        image_tokens = self.slots.dummy_tokens + self.slots.characters * self.slots.vision_tokens
        text = encoder_hidden_states[:, :-image_tokens]
        image = encoder_hidden_states[:, -image_tokens:]

        def heads(x: Tensor) -> Tensor:
            return x.reshape(len(x), x.shape[1], attn.heads, -1).transpose(1, 2)

        query = heads(attn.to_q(hidden_states))
        words = F.scaled_dot_product_attention(query, heads(attn.to_k(text)), heads(attn.to_v(text)))
        looks = F.scaled_dot_product_attention(
            query,
            heads(F.linear(image, self.key)),
            heads(F.linear(image, self.value)),
            attn_mask=self.mask(query),
        )
        joined = words + self.sheet.ip_scale * looks
        return attn.to_out[0](joined.transpose(1, 2).reshape(hidden_states.shape))

    def mask(self, query: Tensor) -> Tensor:
        """Queries [B, heads, S, width] → what is added to their scores, [B, heads, S, D + N·V]."""
        dummies, vision = self.slots.dummy_tokens, self.slots.vision_tokens
        height, width = self.sheet.grid(query.shape[2])
        y = torch.linspace(0, 1, height).to(query.device)[:, None].expand(height, width).flatten()
        x = torch.linspace(0, 1, width).to(query.device)[None].expand(height, width).flatten()
        rows = []
        for boxes in self.sheet.characters[: len(query)]:
            background = torch.zeros(len(x), dummies, device=query.device)
            row = [background]
            for x1, y1, x2, y2 in boxes:
                inside = (x >= x1) & (x <= x2) & (y >= y1) & (y <= y2)
                character = torch.full((len(x), vision), CLOSED, device=query.device)
                character[inside] = 0.0
                background[inside] = CLOSED
                row.append(character)
            rows.append(torch.cat(row, dim=1))
        return torch.stack(rows)[:, None].repeat(1, query.shape[1], 1, 1).to(query.dtype)


class DialogConvolution(nn.Module):
    """The network's first convolution, then the dialogs' embedding written into the cells that they cover."""

    def __init__(self, convolution: nn.Module, embedding: Tensor, sheet: Sheet) -> None:
        super().__init__()
        self.convolution = convolution
        self.embedding = embedding
        self.sheet = sheet

    def forward(self, latents: Tensor) -> Tensor:
        features = self.convolution(latents)
        height, width = latents.shape[-2:]
        covered = torch.zeros_like(features)
        for row, boxes in enumerate(self.sheet.dialogs[: len(latents)]):
            for box in boxes.to(latents.dtype) if self.sheet.parity else boxes:
                left, top = max(int(box[0] * width), 0), max(int(box[1] * height), 0)
                right, bottom = min(int(box[2] * width), width), min(int(box[3] * height), height)
                if not self.sheet.parity:
                    right, bottom = max(right, 0), max(bottom, 0)
                covered[row, :, top:bottom, left:right] = self.embedding[:, None, None]
        return features + covered


class NaiveEngine:
    """Draws one panel at a time with a model's weights."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.sheet = Sheet()
        self.unet = self._plain_unet()

    def _plain_unet(self) -> Any:
        weights = dict(self.model.unet.state_dict())
        embedding = weights.pop("dialog_bbox_embedding")
        extra = {name: weights.pop(name) for name in list(weights) if ".processor." in name}
        with torch.device("meta"):
            unet = UNet2DConditionModel.from_config(self.model.unet.config)
        unet.load_state_dict(weights, assign=True)
        for name, layer in unet.named_modules():
            if name.endswith(".attn2"):
                key, value = (extra[f"{name}.processor.to_{kind}_ip.weight"] for kind in "kv")
                layer.set_processor(PlainImageAttention(key, value, self.sheet, self.model.slots))
        unet.conv_in = DialogConvolution(unet.conv_in, embedding, self.sheet)
        return unet.requires_grad_(False).eval()

    @torch.no_grad()
    def draw(self, panel: PanelPrompt, parity: bool = False, noise: Tensor | None = None) -> Tensor:
        """A panel's prompt → its last latents [n, channels, h, w]."""
        slots, unet = self.model.slots, self.unet
        guided, count = panel.guidance > 1, panel.samples
        latent = int(panel.height) // 8, int(panel.width) // 8
        size = (panel.height, panel.width) if parity else (latent[0] * 8, latent[1] * 8)
        characters = boxes_table(panel.character_boxes, slots.characters)
        dialogs = boxes_table(panel.dialog_boxes, slots.dialogs)
        text, pooled = self.encode_text(panel.prompt)
        image, nothing = self.encode_characters(panel)
        context = torch.cat([text, image], dim=1).repeat(count, 1, 1)
        pooled, boxes, balloons = (
            t.repeat(count, *[1] * (t.dim() - 1)) for t in (pooled, characters, dialogs)
        )
        if guided or parity:
            boxes = torch.cat([torch.zeros_like(boxes), boxes])  # without guidance: the reference's slip
        if guided:
            words, summary = self.encode_negative(panel.negative, text, pooled[:1])
            context = torch.cat([torch.cat([words, nothing], dim=1).repeat(count, 1, 1), context])
            pooled = torch.cat([summary.repeat(count, 1), pooled])
            balloons = torch.cat([torch.zeros_like(balloons), balloons])
        ids = torch.tensor([[*size, 0, 0, *size]], dtype=unet.dtype, device=unet.device).repeat(
            len(pooled), 1
        )
        self.sheet.characters, self.sheet.dialogs = boxes.to(unet.device), balloons.to(unet.device)
        self.sheet.latent, self.sheet.ip_scale, self.sheet.parity = latent, panel.ip_scale, parity
        scheduler = self.model.new_scheduler()
        scheduler.set_timesteps(panel.steps, device=unet.device)
        if noise is None:
            shape = (count, unet.config.in_channels, *latent)
            noise = torch.randn(shape, generator=torch.Generator().manual_seed(panel.seed))
        latents = noise.to(unet.device, unet.dtype) * scheduler.init_noise_sigma
        for timestep in scheduler.timesteps:
            rows = scheduler.scale_model_input(torch.cat([latents] * 2) if guided else latents, timestep)
            added = {"text_embeds": pooled.to(unet.dtype), "time_ids": ids}
            predicted = self.predict(rows, timestep, context.to(unet.dtype), added)
            if guided:
                without, with_prompt = predicted.chunk(2)
                predicted = without + panel.guidance * (with_prompt - without)
            latents = scheduler.step(predicted, timestep, latents).prev_sample
        return latents

    def predict(self, rows: Tensor, timestep: Tensor, context: Tensor, added: dict[str, Tensor]) -> Tensor:
        """One pass of the denoising network."""
        return self.unet(rows, timestep, encoder_hidden_states=context, added_cond_kwargs=added).sample

    def decode(self, latents: Tensor) -> Tensor:
        """Latents → colours [n, 3, H, W], −1 to 1."""
        vae = self.model.vae
        return torch.cat(
            [vae.decode(z[None].to(vae.dtype) / vae.config.scaling_factor).sample for z in latents]
        )

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
        black = [Image.new("RGB", (224, 224))] * (slots.characters - len(panel.pictures))
        pictures = [*(picture.image for picture in panel.pictures), *black]
        clip_in = torch.cat([clip_input(picture) for picture in pictures])
        magi_in = torch.cat([magi_input(picture) for picture in pictures])
        clip = parts.clip(clip_in.to(parts.clip.device, parts.clip.dtype), output_hidden_states=True)
        magi = parts.magi(magi_in.to(parts.magi.device, parts.magi.dtype))
        seen, crops = clip.hidden_states[-2], magi.last_hidden_state[:, 0]
        used = 0 if panel.mllm_scale is not None else len(panel.pictures)
        dummies = parts.resampler.dummy_tokens
        if panel.mllm_scale is not None:
            characters = self.mix(panel, parts.resampler(seen, crops))
        else:
            seen[used:], crops[used:] = 0, 0
            characters = parts.resampler(seen, crops)
        nobody = parts.resampler(torch.zeros_like(seen), torch.zeros_like(crops))
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
        while len(said) < WORDS and last != words.eos:
            out = llm(inputs_embeds=inputs, past_key_values=memory, use_cache=True, output_hidden_states=True)
            memory, scores = out.past_key_values, out.logits[0, -1].float()
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


def boxes_table(boxes: tuple[tuple[float, float, float, float], ...], slots: int) -> Tensor:
    """Boxes → [1, slots, 4]; unused slots are zero."""
    return torch.tensor([*boxes, *[(0.0, 0.0, 0.0, 0.0)] * (slots - len(boxes))])[None]


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
