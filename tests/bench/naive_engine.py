"""The model drawn the plain way: everything is built anew in every layer and step, and nothing is kept.

Shares the weights of a loaded `Model`: the network is the stock UNet with float masks and keys made on the
spot, and `naive_encoders` encodes all there is for every panel anew. A judge of the engine's numbers, and
what its speed is measured against.

    B rows of a batch   S positions   T text tokens   D dummy tokens   N·V tokens of characters
"""

from __future__ import annotations

import math
from typing import Any

import torch
import torch.nn.functional as F
from bench.naive_encoders import NaiveEncoders
from diffusers import UNet2DConditionModel
from torch import Tensor, nn

from mangacli.generate.diffsensei.load import Model
from mangacli.generate.diffsensei.pipeline import PanelPrompt

CLOSED = -10000.0


class Sheet:
    """What the layers look up in every call: boxes, sizes, and how strong the image prompt is."""

    characters: Tensor
    dialogs: Tensor
    latent: tuple[int, int]
    scales: Tensor | None
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
        key, value = heads(F.linear(image, self.key)), heads(F.linear(image, self.value))
        if self.sheet.scales is None:
            looks = F.scaled_dot_product_attention(query, key, value, attn_mask=self.mask(query))
            joined = words + self.sheet.ip_scale * looks
        else:
            scores = query @ key.transpose(2, 3) / math.sqrt(query.shape[-1]) + self.mask(query)
            joined = words + scores.softmax(dim=-1) * self.sheet.scales[:, None, None] @ value
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
        self.encoders = NaiveEncoders(model)
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
        context, added = self.condition(panel, parity)
        with self.encoders.stage("denoising"):
            if noise is None:
                shape = (panel.samples, self.unet.config.in_channels, *self.sheet.latent)
                noise = torch.randn(shape, generator=torch.Generator().manual_seed(panel.seed))
            return self.denoise(panel, noise, context, added)

    def condition(self, panel: PanelPrompt, parity: bool) -> tuple[Tensor, dict[str, Tensor]]:
        """A panel → context [B, T + D + N·V, C] and what the time embedding gets added. Fills the sheet."""
        slots, sheet, count = self.model.slots, self.sheet, panel.samples
        sheet.latent, sheet.parity = (int(panel.height) // 8, int(panel.width) // 8), parity
        size = (panel.height, panel.width) if parity else tuple(8 * edge for edge in sheet.latent)
        characters, dialogs = (
            boxes_table(boxes, places).repeat(count, 1, 1).to(self.unet.device)
            for boxes, places in (
                (panel.character_boxes, slots.characters),
                (panel.dialog_boxes, slots.dialogs),
            )
        )
        image, nobody = self.encoders.encode_characters(panel)
        with self.encoders.stage("text encoders"):
            words, pooled = self.encoders.encode_text(panel.prompt)
        context = torch.cat([words, image], dim=1).repeat(count, 1, 1)
        pooled = pooled.repeat(count, 1)
        if panel.guidance > 1 or parity:
            characters = torch.cat(
                [torch.zeros_like(characters), characters]
            )  # unguided: the reference's slip
        if panel.guidance > 1:
            with self.encoders.stage("text encoders"):
                against, summary = self.encoders.encode_negative(panel.negative, words, pooled[:1])
            negative = torch.cat([against, nobody], dim=1).repeat(count, 1, 1)
            context = torch.cat([negative, context])
            pooled = torch.cat([summary.repeat(count, 1), pooled])
            dialogs = torch.cat([torch.zeros_like(dialogs), dialogs])
        sheet.characters, sheet.dialogs, sheet.ip_scale = characters, dialogs, panel.ip_scale
        sheet.scales = self.token_scales(panel, len(pooled)) if panel.ip_scales else None
        ids = torch.tensor([[*size, 0, 0, *size]], dtype=self.unet.dtype).repeat(len(pooled), 1)
        return context, {"text_embeds": pooled, "time_ids": ids.to(pooled.device)}

    def token_scales(self, panel: PanelPrompt, rows: int) -> Tensor:
        """Scales [B, D + N·V]: of a character's tokens in positive rows its own, elsewhere the panel's."""
        slots = self.model.slots
        own = [*panel.ip_scales, *[panel.ip_scale] * (slots.characters - len(panel.ip_scales))]
        tokens = [panel.ip_scale] * slots.dummy_tokens
        tokens += [scale for scale in own for _ in range(slots.vision_tokens)]
        scales = torch.tensor(tokens).expand(rows, -1).clone()
        if panel.guidance > 1:
            scales[: rows // 2] = panel.ip_scale
        return scales.to(self.unet.device, self.unet.dtype)

    def denoise(self, panel: PanelPrompt, noise: Tensor, context: Tensor, added: dict[str, Tensor]) -> Tensor:
        """Noise [n, channels, h, w] → the panel's latents, by the checkpoint's scheduler."""
        scheduler, guided = self.model.new_scheduler(), panel.guidance > 1
        scheduler.set_timesteps(panel.steps, device=self.unet.device)
        latents = noise.to(self.unet.device, self.unet.dtype) * scheduler.init_noise_sigma
        for timestep in scheduler.timesteps:
            rows = scheduler.scale_model_input(torch.cat([latents] * 2) if guided else latents, timestep)
            predicted = self.unet(
                rows, timestep, encoder_hidden_states=context, added_cond_kwargs=added
            ).sample
            if guided:
                without, prompted = predicted.chunk(2)
                predicted = without + panel.guidance * (prompted - without)
            latents = scheduler.step(predicted, timestep, latents).prev_sample
        return latents

    def decode(self, latents: Tensor) -> Tensor:
        """Latents → colours [n, 3, H, W], −1 to 1."""
        vae = self.model.vae
        return torch.cat(
            [vae.decode(z[None].to(vae.dtype) / vae.config.scaling_factor).sample for z in latents]
        )


def boxes_table(boxes: tuple[tuple[float, float, float, float], ...], slots: int) -> Tensor:
    """Boxes → [1, slots, 4]; unused slots are zero."""
    return torch.tensor([*boxes, *[(0.0, 0.0, 0.0, 0.0)] * (slots - len(boxes))])[None]
