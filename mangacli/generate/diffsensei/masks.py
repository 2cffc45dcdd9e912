"""Who may look at whom: character masks of the image attention, and the map of the dialogs.

Boxes are fractions of the picture (x1, y1, x2, y2), always in single precision. Paper: arXiv 2412.07589,
masked cross-attention injection and dialog layout encoding.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor

Grid = tuple[int, int]
"""Height and width of a feature map."""


def level_grids(latent: Grid, levels: int) -> list[Grid]:
    """Latent size → the size of the feature map at each level; every level halves, odd sizes round up."""
    height, width = latent
    return [(math.ceil(height / 2**level), math.ceil(width / 2**level)) for level in range(levels)]


def guessed_grid(tokens: int, aspect: float) -> Grid:
    """Number of tokens and height / width of the latent → the feature map's size as the reference guesses it.

    Transposed or stretched for about one in ten of the demo's sizes; only for replaying the reference.
    """
    width = min(max(1, int(math.sqrt(tokens / aspect))), tokens)  # beyond, the reference never ends
    height = tokens // width
    while width * height != tokens:
        width += 1
        height = tokens // width
    return height, width


def character_mask(boxes: Tensor, grid: Grid, dummy_tokens: int, vision_tokens: int) -> Tensor:
    """Character boxes [rows, N, 4] on a grid h × w → the keys open to each position [rows, h·w, D + N·V].

    True is open. A character's V keys are open inside its box, all edges included; the D dummy keys are open
    outside every box. Grid coordinates run from exactly 0 to exactly 1. The zero box of an unused slot
    therefore holds the top-left position: the weights were trained with that.
    """
    height, width = grid
    x = torch.linspace(0, 1, width).repeat(height)
    y = torch.linspace(0, 1, height).repeat_interleave(width)
    x1, y1, x2, y2 = boxes.float().cpu()[:, None].unbind(-1)  # each [rows, 1, N]
    x, y = x[None, :, None], y[None, :, None]
    inside = (x1 <= x) & (x <= x2) & (y1 <= y) & (y <= y2)  # [rows, h·w, N]
    background = ~inside.any(dim=-1, keepdim=True).expand(-1, -1, dummy_tokens)
    return torch.cat([background, inside.repeat_interleave(vision_tokens, dim=-1)], dim=-1)


def holds_no_position(box: Tensor, grid: Grid) -> bool:
    """Whether a box [4] slips between the positions of a grid, so that its character is not drawn there."""
    return not character_mask(box[None, None], grid, 0, 1).any()


def dialog_cells(box: Tensor, latent: Grid) -> tuple[slice, slice]:
    """One dialog box [4] in single precision → the rows and columns of the latent that it covers.

    Edges are truncated toward zero and clamped to the latent; an empty or inverted box covers nothing.
    """
    height, width = latent
    x1, y1, x2, y2 = (box * torch.tensor([width, height, width, height], dtype=box.dtype)).tolist()
    rows = slice(_clamped(y1, height), _clamped(y2, height))
    columns = slice(_clamped(x1, width), _clamped(x2, width))
    return rows, columns


def reference_dialog_cells(box: Tensor, latent: Grid) -> tuple[slice, slice]:
    """As `dialog_cells`, the way the reference does it: in the box's own precision.

    The far edges are not clamped below, so that a box wholly left of the picture counts from the right.
    """
    height, width = latent
    x1, y1, x2, y2 = (
        int(edge) for edge in (box * torch.tensor([width, height, width, height], dtype=box.dtype))
    )
    return slice(max(y1, 0), min(y2, height)), slice(max(x1, 0), min(x2, width))


def dialog_map(boxes: Tensor, latent: Grid, parity: bool = False) -> Tensor:
    """Dialog boxes [G, 4] → the cells of the latent h × w that any of them covers, boolean [h, w].

    In parity the boxes come in the network's precision (half precision moves some edges by a cell).
    """
    covered = torch.zeros(latent, dtype=torch.bool)
    for box in boxes.cpu():
        rows, columns = reference_dialog_cells(box, latent) if parity else dialog_cells(box.float(), latent)
        covered[rows, columns] = True
    return covered


def _clamped(edge: float, size: int) -> int:
    return min(max(int(edge), 0), size)
