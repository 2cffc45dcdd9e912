"""The denoising network: stock SDXL UNet, masked image-prompt attention in every cross-attention, dialog map.

What does not change between the steps of a panel (keys and values of text and image prompt, masks, dialog
map, size embedding) is built once by `MangaUNet.condition`. Paper: arXiv 2412.07589, sections on masked
cross-attention injection and dialog layout encoding.

    P panels of one size, n samples of each   r rows: P, with guidance 2P (negatives first, then positives)
    B rows of a batch: each of the r rows n times   h × w latent size   C width of the context (SDXL: 2048)
    T text tokens (77 a chunk)   I image tokens: D dummy tokens, then V for each of N characters
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

import torch
import torch.nn.functional as F
from diffusers import UNet2DConditionModel
from torch import Tensor, nn

from mangacli.generate.diffsensei.configuration import Slots
from mangacli.generate.diffsensei.masks import (
    Grid,
    character_mask,
    dialog_map,
    guessed_grid,
    level_grids,
)


@dataclass(frozen=True, slots=True)
class Conditions:
    """All that steers P panels, as r rows.

    text [r, T, C]; pooled text [r, P]; image [r, D + N·V, C]; character boxes [r, N, 4] (unused slots zero);
    dialog boxes [r, G, 4]; size ids [r, 6] are height, width, top, left, height, width in pixels; ip scales
    [r, 1 + N], each ≥ 0: of the dummy tokens, then of every character.
    """

    text: Tensor
    pooled: Tensor
    image: Tensor
    character_boxes: Tensor
    dialog_boxes: Tensor
    size_ids: Tensor
    ip_scales: Tensor

    @classmethod
    def together(cls, panels: Sequence[Conditions]) -> Conditions:
        """Several panels' conditions, alike in guidance and text length → those of their batch."""
        if len(panels) == 1:
            return panels[0]
        columns = ([getattr(panel, field.name) for panel in panels] for field in fields(cls))
        return cls(*(torch.stack(column, dim=1).flatten(0, 1) for column in columns))


@dataclass(frozen=True, slots=True)
class LayerMemory:
    """What one cross-attention keeps for a batch: keys and values [B, heads, tokens, width / heads].

    `image` is None where no picture has a say; `mask` is boolean [B, 1, positions, I].
    """

    text: tuple[Tensor, Tensor]
    image: tuple[Tensor, Tensor] | None
    mask: Tensor


class ImagePromptAttention(nn.Module):
    """Cross-attention to the text plus `ip_scale` times masked cross-attention to the image prompt.

    out = to_out(attend(q, text) + attend(q, image, mask)), one query and one projection for both. `ip_scale`
    is already in the image's values, of which attention is a weighted sum: so every character has its own.
    """

    def __init__(self, width: int, context_width: int) -> None:
        super().__init__()
        self.to_k_ip = nn.Linear(context_width, width, bias=False)
        self.to_v_ip = nn.Linear(context_width, width, bias=False)
        self.memory: LayerMemory | None = None

    def remember(
        self,
        layer: Any,
        text: Tensor,
        image: Tensor,
        *,
        scales: Tensor | None,
        mask: Tensor,
        samples: int = 1,
    ) -> None:
        """Text [r, T, C], image prompt [r, I, C], scales [r, I, 1] → this layer's keys and values.

        Every row is kept `samples` times; without scales the image prompt has no say.
        """

        def heads(projected: Tensor) -> Tensor:
            return _by_head(projected, layer.heads).repeat_interleave(samples, dim=0)

        pictured = None
        if scales is not None:
            values = (self.to_v_ip(image) * scales).to(image.dtype)
            pictured = (heads(self.to_k_ip(image)), heads(values))
        self.memory = LayerMemory((heads(layer.to_k(text)), heads(layer.to_v(text))), pictured, mask)

    def forward(
        self,
        layer: Any,
        hidden_states: Tensor,
        encoder_hidden_states: Tensor | None = None,
        attention_mask: Tensor | None = None,
        temb: Tensor | None = None,
    ) -> Tensor:
        """Features [B, positions, width] → the same shape. The context is what `remember` was given."""
        if self.memory is None:
            raise RuntimeError("MangaUNet.condition must come before the first step")
        memory = self.memory
        query = _by_head(layer.to_q(hidden_states), layer.heads)
        attended = F.scaled_dot_product_attention(query, *memory.text)
        if memory.image is not None:
            attended = attended + F.scaled_dot_product_attention(query, *memory.image, attn_mask=memory.mask)
        out: Tensor = layer.to_out[0](attended.transpose(1, 2).flatten(2))
        return out


class MangaUNet(UNet2DConditionModel):  # type: ignore[misc]  # diffusers is untyped
    """SDXL's UNet with the manga layers; its state dict has the released names."""

    _text: Tensor | None = None
    _dialogs: Tensor | None = None
    _size_embedding: Tensor | None = None

    @classmethod
    def build(cls, config: dict[str, Any]) -> MangaUNet:
        """`unet/config.json` → the network without weights (on the default device, meta to fill it later)."""
        unet: MangaUNet = cls.from_config(config)
        unet.dialog_bbox_embedding = nn.Parameter(torch.zeros(unet.config.block_out_channels[0]))
        for layer, _ in unet.cross_attentions():
            layer.set_processor(ImagePromptAttention(layer.to_k.out_features, layer.to_k.in_features))
        unet.conv_in.register_forward_hook(unet._add_dialogs)
        return unet

    def cross_attentions(self) -> Iterator[tuple[Any, int]]:
        """All cross-attention layers (diffusers' `attn2`), each with the level that it works at."""
        last = len(self.config.down_block_types) - 1
        for name, module in self.named_modules():
            if name.endswith(".attn2"):
                part, number = name.split(".")[:2]
                down, up = part == "down_blocks", part == "up_blocks"
                yield module, int(number) if down else last - int(number) if up else last

    @torch.no_grad()
    def condition(
        self, panels: Conditions, latent: Grid, slots: Slots, samples: int = 1, parity: bool = False
    ) -> None:
        """Builds what all steps of a batch share; the network then serves it until the next call.

        `latent` is (h, w); `samples` n pictures of every panel are drawn at once. `parity` guesses the sizes
        of feature maps and rasters dialogs as the reference does.
        """
        dtype, device = self._kind()
        text, image = panels.text.to(device, dtype), panels.image.to(device, dtype)
        masks = self._masks(panels.character_boxes, latent, slots, samples, parity)
        scales = _token_scales(panels.ip_scales.to(device), slots) if panels.ip_scales.any() else None
        for layer, level in self.cross_attentions():
            layer.processor.remember(layer, text, image, scales=scales, mask=masks[level], samples=samples)
        rasters = torch.stack(
            [
                dialog_map(boxes.to(dtype if parity else torch.float32), latent, parity)
                for boxes in panels.dialog_boxes
            ]
        )
        covered = rasters[:, None].to(device, dtype).repeat_interleave(samples, dim=0)  # [B, 1, h, w]
        self._dialogs = covered * self.dialog_bbox_embedding[:, None, None]  # [B, channels, h, w]
        self._size_embedding = self._embed_sizes(panels, samples)
        self._text = text.repeat_interleave(samples, dim=0)

    def forget(self) -> None:
        """Lets go of all that `condition` built."""
        self._text = self._dialogs = self._size_embedding = None
        for layer, _ in self.cross_attentions():
            layer.processor.memory = None

    def denoise(self, latents: Tensor, timestep: Tensor) -> Tensor:
        """Scaled latents [B, 4, h, w] and a timestep → the predicted noise of the same shape."""
        noise: Tensor = self(latents, timestep, encoder_hidden_states=self._text, return_dict=False)[0]
        return noise

    def get_aug_embed(self, emb: Tensor, **_: Any) -> Tensor:
        """Stock step of the forward pass: what the time embedding `emb` gets added: sizes and pooled text."""
        if self._size_embedding is None:
            raise RuntimeError("MangaUNet.condition must come before the first step")
        return self._size_embedding.to(emb.dtype)

    def attended_grids(self, latent: Grid) -> list[Grid]:
        """The feature-map sizes of the levels that have cross-attention."""
        return attended_grids(self.config, latent)

    def _kind(self) -> tuple[torch.dtype, torch.device]:
        """Precision and device of the work, told by a tensor that stays even where layers come and go."""
        return self.dialog_bbox_embedding.dtype, self.dialog_bbox_embedding.device

    def _embed_sizes(self, panels: Conditions, samples: int) -> Tensor:
        dtype, device = self._kind()
        pooled = panels.pooled.to(device, dtype)
        ids = self.add_time_proj(panels.size_ids.to(device).flatten()).reshape(len(pooled), -1)
        embedding: Tensor = self.add_embedding(torch.cat([pooled, ids], dim=-1).to(dtype))
        return embedding.repeat_interleave(samples, dim=0)

    def _masks(
        self, boxes: Tensor, latent: Grid, slots: Slots, samples: int, parity: bool
    ) -> dict[int, Tensor]:
        """Character boxes → the mask of each level that attends, boolean [B, 1, positions, I]."""
        masks = {}
        grids = level_grids(latent, len(self.config.down_block_types))
        for level in sorted({level for _, level in self.cross_attentions()}):
            height, width = grids[level]
            grid = guessed_grid(height * width, latent[0] / latent[1]) if parity else (height, width)
            mask = character_mask(boxes, grid, slots.dummy_tokens, slots.vision_tokens)
            masks[level] = mask[:, None].repeat_interleave(samples, dim=0).to(self._kind()[1])
        return masks

    def _add_dialogs(self, _: nn.Module, __: tuple[Tensor, ...], features: Tensor) -> Tensor:
        """Hook after `conv_in`, before the first skip connection: features [B, channels, h, w] plus map."""
        return features if self._dialogs is None else features + self._dialogs


def attended_grids(config: Any, latent: Grid) -> list[Grid]:
    """A UNet's configuration and a latent size → the feature-map sizes of the levels with cross-attention."""
    kinds = config["down_block_types"]
    attends = ["CrossAttn" in kind for kind in kinds]
    attends[-1] = True  # the middle block works at the last level
    return [grid for grid, used in zip(level_grids(latent, len(kinds)), attends, strict=True) if used]


def _token_scales(scales: Tensor, slots: Slots) -> Tensor:
    """Scales [r, 1 + N] of dummy tokens and characters → of every image token [r, I, 1]."""
    dummy = scales[:, :1].expand(-1, slots.dummy_tokens)
    characters = scales[:, 1:].repeat_interleave(slots.vision_tokens, dim=1)
    return torch.cat([dummy, characters], dim=1)[..., None]


def _by_head(projected: Tensor, heads: int) -> Tensor:
    """[B, tokens, width] → [B, heads, tokens, width / heads]."""
    batch, tokens, width = projected.shape
    return projected.view(batch, tokens, heads, width // heads).transpose(1, 2)
