"""Pictures of characters → image-prompt tokens: the Resampler of the image generator.

Learned queries read each picture's CLIP tokens and its one Magi token through a few layers of attention
(a perceiver resampler). Paper: arXiv 2412.07589, character image encoding.

    N characters   L CLIP tokens (257)   V queries = tokens of a character   D dummy tokens   C context width
"""

from __future__ import annotations

from typing import cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from mangacli.generate.diffsensei.configuration import ResamplerSizes, Slots


class LatentAttention(nn.Module):
    """Attention of the queries to picture tokens and queries together; pre-norm, no biases."""

    def __init__(self, dim: int, heads: int, dim_head: int) -> None:
        super().__init__()
        self.heads = heads
        self.norm1 = nn.LayerNorm(dim)
        self.norm2 = nn.LayerNorm(dim)
        self.to_q = nn.Linear(dim, heads * dim_head, bias=False)
        self.to_kv = nn.Linear(dim, 2 * heads * dim_head, bias=False)
        self.to_out = nn.Linear(heads * dim_head, dim, bias=False)

    def forward(self, x: Tensor, latents: Tensor) -> Tensor:
        """Picture tokens [N, L+1, dim] and queries [N, V, dim] → change of the queries [N, V, dim]."""
        x, latents = self.norm1(x), self.norm2(latents)
        keys, values = self.to_kv(torch.cat([x, latents], dim=1)).chunk(2, dim=-1)
        query, keys, values = (
            t.unflatten(-1, (self.heads, -1)).transpose(1, 2) for t in (self.to_q(latents), keys, values)
        )
        attended = F.scaled_dot_product_attention(query, keys, values)
        out: Tensor = self.to_out(attended.transpose(1, 2).flatten(2))
        return out


def feed_forward(dim: int, factor: int) -> nn.Sequential:
    """Layer norm, linear, exact GELU, linear; no biases."""
    return nn.Sequential(
        nn.LayerNorm(dim),
        nn.Linear(dim, factor * dim, bias=False),
        nn.GELU(),
        nn.Linear(factor * dim, dim, bias=False),
    )


class Resampler(nn.Module):
    """CLIP and Magi features of characters → V tokens of width C each; also holds the D dummy tokens."""

    def __init__(self, sizes: ResamplerSizes, slots: Slots, clip: int, magi: int, context: int) -> None:
        super().__init__()
        self.latents = nn.Parameter(torch.zeros(1, slots.vision_tokens, sizes.dim))
        self.dummy_tokens = nn.Parameter(torch.zeros(slots.dummy_tokens, context))
        self.proj_in = nn.Linear(clip, sizes.dim)
        self.proj_in_magi = nn.Linear(magi, sizes.dim)
        self.proj_out = nn.Linear(sizes.dim, context)
        self.norm_out = nn.LayerNorm(context)
        self.layers = nn.ModuleList(
            nn.ModuleList(
                [
                    LatentAttention(sizes.dim, sizes.heads, sizes.dim_head),
                    feed_forward(sizes.dim, sizes.ff_mult),
                ]
            )
            for _ in range(sizes.depth)
        )

    def forward(self, clip: Tensor, magi: Tensor) -> Tensor:
        """CLIP tokens [N, L, clip width] and Magi tokens [N, magi width] → tokens [N, V, C].

        Characters do not see each other, so that each one's tokens may be kept for the next panel.
        """
        x = torch.cat([self.proj_in(clip), self.proj_in_magi(magi)[:, None]], dim=1)
        latents = self.latents.expand(len(x), -1, -1)
        for layer in self.layers:
            attention, forward = cast(nn.ModuleList, layer)
            latents = latents + attention(x, latents)
            latents = latents + forward(latents)
        out: Tensor = self.norm_out(self.proj_out(latents))
        return out
