"""What a panel asks of the model, and whether the model can do it; no network is needed to tell."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace

import torch

from mangacli.errors import RunError
from mangacli.generate.base import LoraRequest
from mangacli.generate.diffsensei.characters import CharacterPicture
from mangacli.generate.diffsensei.configuration import Slots
from mangacli.generate.diffsensei.masks import Grid, holds_no_position

Box = tuple[float, float, float, float]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PanelPrompt:
    """What a panel shows. Boxes are fractions of the picture (x1, y1, x2, y2), in the pictures' order.

    `negative` None is no negative prompt at all, "" an empty one. `mllm_scale` None draws without the
    language model; 0–1 mixes its answer into the characters (0: its way of filling slots, without asking it).
    `ip_scales` are the characters' own, in the pictures' order (none: all as `ip_scale`). `long_prompt` reads
    the prompt in chunks instead of cutting it off. `name` is the panel's in messages.
    """

    prompt: str
    negative: str | None
    height: float
    width: float
    pictures: tuple[CharacterPicture, ...] = ()
    character_boxes: tuple[Box, ...] = ()
    dialog_boxes: tuple[Box, ...] = ()
    steps: int = 30
    guidance: float = 7.5
    ip_scale: float = 0.6
    mllm_scale: float | None = None
    seed: int = 0
    samples: int = 1
    ip_scales: tuple[float, ...] = ()
    scheduler: str = "checkpoint"
    loras: tuple[LoraRequest, ...] = ()
    long_prompt: bool = False
    name: str = ""

    @property
    def guided(self) -> bool:
        """Whether every step is drawn twice, without and with the prompt."""
        return self.guidance > 1

    def latent(self, scale: int) -> Grid:
        """Height and width of its latent, where one cell is `scale` pixels wide."""
        return int(self.height) // scale, int(self.width) // scale


def fitted(panel: PanelPrompt, slots: Slots, scale: int, parity: bool = False) -> PanelPrompt:
    """A panel → the same within the model's slots, its size rounded down to whole cells of the latent.

    Raises RunError where it asks for more than there is. In parity the surplus of characters and dialogs is
    cut off without a word, and the model is told the size as it was asked for.
    """
    if len(panel.pictures) != len(panel.character_boxes):
        raise RunError(
            f"{len(panel.pictures)} pictures of characters, but {len(panel.character_boxes)} boxes for them",
            "give every picture one box",
        )
    if panel.ip_scales and len(panel.ip_scales) != len(panel.pictures):
        raise RunError(
            f"{len(panel.pictures)} pictures of characters, but {len(panel.ip_scales)} scales for them",
            "give every picture one scale, or none",
        )
    if not parity and len(panel.pictures) > slots.characters:
        raise RunError(
            f"{len(panel.pictures)} pictures of characters in one panel; the model takes {slots.characters}",
            "split the panel, or describe some characters in words",
        )
    if not parity and len(panel.dialog_boxes) > slots.dialogs:
        raise RunError(
            f"{len(panel.dialog_boxes)} dialogs in one panel; the model takes {slots.dialogs}",
            "split the panel",
        )
    height, width = (edge * scale for edge in panel.latent(scale))
    if min(height, width) < 1:
        raise RunError(
            f"a picture of {panel.width} × {panel.height} pixels is too small", f"at least {scale}"
        )
    return replace(
        panel,
        pictures=panel.pictures[: slots.characters],
        character_boxes=panel.character_boxes[: slots.characters],
        ip_scales=panel.ip_scales[: slots.characters],
        dialog_boxes=panel.dialog_boxes[: slots.dialogs],
        height=panel.height if parity else height,
        width=panel.width if parity else width,
    )


def note_lost_characters(panel: PanelPrompt, grids: Sequence[Grid]) -> None:
    """Logs which characters' boxes are so thin that a level of the network does not see them.

    The story's author was warned before, at the box's place in the file.
    """
    for number, box in enumerate(panel.character_boxes, start=1):
        lost = [grid for grid in grids if holds_no_position(torch.tensor(box), grid)]
        if lost:
            log.debug(
                "%sthe box of character %d is too thin for %d of the network's levels; make it larger",
                f"{panel.name}: " if panel.name else "",
                number,
                len(lost),
            )
