"""Between the image prompt and the language model: the QwenResampler, one attention with learned queries.

Paper: arXiv 2412.07589, the MLLM as text-compatible character feature adapter. Two of them stand around the
language model: one brings character tokens into its width, one brings its answer back.
"""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from mangacli.generate.diffsensei.configuration import AdapterSizes


class QwenResampler(nn.Module):
    """Tokens of one width → g · g tokens of another; positions steer where it looks, not what it says."""

    def __init__(self, sizes: AdapterSizes) -> None:
        super().__init__()
        queries, width = sizes.grid**2, sizes.width
        self.sizes = sizes
        self.pos_embed = nn.Parameter(torch.zeros(queries, width))
        self.query = nn.Parameter(torch.zeros(queries, width))
        self.kv_proj: nn.Module = nn.Identity()
        if sizes.source_width != width:
            self.kv_proj = nn.Linear(sizes.source_width, width, bias=False)
        self.attn = nn.MultiheadAttention(width, sizes.heads, batch_first=True)
        self.ln_q = nn.LayerNorm(width)
        self.ln_kv = nn.LayerNorm(width)

    def forward(self, tokens: Tensor) -> Tensor:
        """Tokens [B, count, source width], count a square → [B, g·g, width]."""
        keys = self.ln_kv(self.kv_proj(tokens))
        queries = self.ln_q(self.query)[None].expand(len(tokens), -1, -1)
        positions = resized_positions(self.pos_embed, tokens.shape[1])
        out: Tensor = self.attn(
            queries + self.pos_embed, keys + positions.to(keys.dtype), keys, need_weights=False
        )[0]
        return out


def position_table(grid: int, width: int) -> Tensor:
    """Edge g of a square grid and a width E (a multiple of 4) → its sine-cosine positions, fp32 [g·g, E].

    The first half of the channels tells the column, the second the row; each half is sines, then cosines,
    of the index times 10000^(-k / (E/4)).
    """
    frequencies = 1.0 / 10000 ** (torch.arange(width // 4, dtype=torch.float32) / (width / 4))
    angles = torch.arange(grid, dtype=torch.float32)[:, None] * frequencies  # [g, E/4]
    one_axis = torch.cat([angles.sin(), angles.cos()], dim=-1)  # [g, E/2]
    columns = one_axis[None].expand(grid, -1, -1)
    rows = one_axis[:, None].expand(-1, grid, -1)
    return torch.cat([columns, rows], dim=-1).reshape(grid * grid, width)


def resized_positions(table: Tensor, count: int) -> Tensor:
    """A position table [g·g, E] and a number of tokens → the table for their grid, [count, E], bicubic.

    Raises ValueError where the tokens do not fill a square.
    """
    grid, target = math.isqrt(len(table)), math.isqrt(count)
    if target**2 != count:
        raise ValueError(f"{count} tokens do not fill a square")
    if target == grid:
        return table
    square = table.float().reshape(1, grid, grid, -1).permute(0, 3, 1, 2)
    square = F.interpolate(square, size=(target, target), mode="bicubic", align_corners=False)
    return square.permute(0, 2, 3, 1).reshape(count, -1).to(table.dtype)
