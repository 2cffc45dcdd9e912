"""The denoising network: stock SDXL UNet, masked image-prompt attention in every cross-attention, dialog map.

What does not change between the steps of one panel (keys and values of text and image prompt, masks, dialog
map, size embedding) is built once by `MangaUNet.condition`. Paper: arXiv 2412.07589, sections on masked
cross-attention injection and dialog layout encoding.

    B rows of a batch (2n with guidance: n negative, then n positive)   C width of the context (SDXL: 2048)
    h × w latent size   T text tokens (77)   I image tokens: D dummy tokens, then V for each of N characters
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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
    """All that steers one panel: r rows, 1 without guidance, else 2 (negative, positive).

    text [r, T, C]; pooled text [r, P]; image [r, D + N·V, C]; character boxes [r, N, 4] (unused slots zero);
    dialog boxes [r, G, 4]; `size_ids` are height, width, top, left, height, width in pixels; `ip_scale` ≥ 0.
    """

    text: Tensor
    pooled: Tensor
    image: Tensor
    character_boxes: Tensor
    dialog_boxes: Tensor
    size_ids: tuple[float, ...]
    ip_scale: float


@dataclass(frozen=True, slots=True)
class LayerMemory:
    """What one cross-attention keeps for a panel: keys and values [B, heads, tokens, width / heads]."""

    text: tuple[Tensor, Tensor]
    image: tuple[Tensor, Tensor]
    masks: Mapping[int, Tensor]
    """Number of positions → boolean [B, 1, positions, I]; feature maps of one panel differ in that number."""
    ip_scale: float


class ImagePromptAttention(nn.Module):
    """Cross-attention to the text plus `ip_scale` times masked cross-attention to the image prompt.

    out = to_out(attend(q, text) + ip_scale · attend(q, image, mask)), one query and one projection for both.
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
        samples: int,
        masks: Mapping[int, Tensor],
        ip_scale: float,
    ) -> None:
        """Text [r, T, C], image prompt [r, I, C] → this layer's keys and values, each row `samples` times."""

        def heads(projected: Tensor) -> Tensor:
            return _by_head(projected, layer.heads).repeat_interleave(samples, dim=0)

        self.memory = LayerMemory(
            text=(heads(layer.to_k(text)), heads(layer.to_v(text))),
            image=(heads(self.to_k_ip(image)), heads(self.to_v_ip(image))),
            masks=masks,
            ip_scale=ip_scale,
        )

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
        if memory.ip_scale != 0:
            mask = memory.masks[hidden_states.shape[1]]
            image = F.scaled_dot_product_attention(query, *memory.image, attn_mask=mask)
            attended = attended + memory.ip_scale * image
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
        for layer in unet.cross_attentions():
            layer.set_processor(ImagePromptAttention(layer.to_k.out_features, layer.to_k.in_features))
        unet.conv_in.register_forward_hook(unet._add_dialogs)
        return unet

    def cross_attentions(self) -> list[Any]:
        """All cross-attention layers (diffusers' `attn2`)."""
        return [module for name, module in self.named_modules() if name.endswith(".attn2")]

    @torch.no_grad()
    def condition(
        self, panel: Conditions, latent: Grid, slots: Slots, samples: int = 1, parity: bool = False
    ) -> None:
        """Builds what all steps of a panel share; the network then serves this panel until the next call.

        `latent` is (h, w); `samples` n pictures are drawn at once. `parity` guesses feature-map sizes and
        rasters dialogs as the reference does.
        """
        dtype, device = self.conv_in.weight.dtype, self.conv_in.weight.device
        text, image = panel.text.to(device, dtype), panel.image.to(device, dtype)
        masks = self._masks(panel.character_boxes, latent, slots, samples, parity)
        for layer in self.cross_attentions():
            layer.processor.remember(
                layer, text, image, samples=samples, masks=masks, ip_scale=panel.ip_scale
            )
        rasters = torch.stack(
            [
                dialog_map(boxes.to(dtype if parity else torch.float32), latent, parity)
                for boxes in panel.dialog_boxes
            ]
        )
        covered = rasters[:, None].to(device, dtype).repeat_interleave(samples, dim=0)  # [B, 1, h, w]
        self._dialogs = covered * self.dialog_bbox_embedding[:, None, None]  # [B, channels, h, w]
        self._size_embedding = self._embed_sizes(panel, samples)
        self._text = text.repeat_interleave(samples, dim=0)

    def denoise(self, latents: Tensor, timestep: Tensor) -> Tensor:
        """Scaled latents [B, 4, h, w] and a timestep → the predicted noise of the same shape."""
        noise: Tensor = self(latents, timestep, encoder_hidden_states=self._text, return_dict=False)[0]
        return noise

    def get_aug_embed(self, emb: Tensor, **_: Any) -> Tensor:
        """Stock step of the forward pass: what the time embedding `emb` gets added: sizes and pooled text."""
        if self._size_embedding is None:
            raise RuntimeError("MangaUNet.condition must come before the first step")
        return self._size_embedding.to(emb.dtype)

    def _embed_sizes(self, panel: Conditions, samples: int) -> Tensor:
        dtype, device = self.conv_in.weight.dtype, self.conv_in.weight.device
        pooled = panel.pooled.to(device, dtype)
        ids = torch.tensor([panel.size_ids] * len(pooled), device=device).to(dtype)
        ids = self.add_time_proj(ids.flatten()).reshape(len(pooled), -1)
        embedding: Tensor = self.add_embedding(torch.cat([pooled, ids], dim=-1).to(dtype))
        return embedding.repeat_interleave(samples, dim=0)

    def _masks(
        self, boxes: Tensor, latent: Grid, slots: Slots, samples: int, parity: bool
    ) -> dict[int, Tensor]:
        masks = {}
        for height, width in self.attended_grids(latent):
            positions = height * width
            grid = guessed_grid(positions, latent[0] / latent[1]) if parity else (height, width)
            mask = character_mask(boxes, grid, slots.dummy_tokens, slots.vision_tokens)
            mask = mask[:, None].repeat_interleave(samples, dim=0)
            masks[positions] = mask.to(self.conv_in.weight.device)
        return masks

    def attended_grids(self, latent: Grid) -> list[Grid]:
        """The feature-map sizes of the levels that have cross-attention."""
        kinds = self.config.down_block_types
        attends = ["CrossAttn" in kind for kind in kinds]
        attends[-1] = True  # the middle block works at the last level
        return [grid for grid, used in zip(level_grids(latent, len(kinds)), attends, strict=True) if used]

    def _add_dialogs(self, _: nn.Module, __: tuple[Tensor, ...], features: Tensor) -> Tensor:
        """Hook after `conv_in`, before the first skip connection: features [B, channels, h, w] plus map."""
        return features if self._dialogs is None else features + self._dialogs


def _by_head(projected: Tensor, heads: int) -> Tensor:
    """[B, tokens, width] → [B, heads, tokens, width / heads]."""
    batch, tokens, width = projected.shape
    return projected.view(batch, tokens, heads, width // heads).transpose(1, 2)
