"""Recorded cases of the reference → the same panels drawn by this engine, and how far off they are.

<set>/cases/<name>/case.json      the arguments given to the reference's demo
<set>/cases/<name>/tensors.npz    its noise and latents
<set>/cases/<name>/image<k>.png   its pictures
<set>/refs/…                      the characters' pictures, named by case.json relative to <set>
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from mangacli.errors import RunError
from mangacli.generate.diffsensei.characters import CharacterPicture
from mangacli.generate.diffsensei.checkpoint import read_json
from mangacli.generate.diffsensei.load import Model
from mangacli.generate.diffsensei.pipeline import DrawnPanel, PanelPrompt, draw_panel

MOST_LATENT_DEVIATION = 1e-3
"""Of the last latents, in their standard deviations."""
MOST_PIXEL_DEVIATION = 2
MOST_MEAN_PIXEL_DEVIATION = 0.02
"""In levels of 255. Threads, attention kernels and memory formats stay fifty times below these."""


@dataclass(frozen=True, slots=True)
class RecordedCase:
    """What the reference was given and what it drew: latents [n, channels, h, w], pictures [H, W, 3]."""

    name: str
    panel: PanelPrompt
    noise: Tensor
    latents: Tensor
    pictures: tuple[np.ndarray[Any, np.dtype[np.int16]], ...]


@dataclass(frozen=True, slots=True)
class Deviation:
    """How far a replayed case is off: worst latent (sd), worst and mean pixel (levels)."""

    case: str
    latent: float
    worst_pixel: float
    mean_pixel: float

    @property
    def ok(self) -> bool:
        """Whether it is within the tolerances."""
        return (
            self.latent <= MOST_LATENT_DEVIATION
            and self.worst_pixel <= MOST_PIXEL_DEVIATION
            and self.mean_pixel <= MOST_MEAN_PIXEL_DEVIATION
        )


def read_case(folder: Path) -> RecordedCase:
    """A case's folder → the case. Raises RunError naming the file that is missing or broken."""
    said: dict[str, Any] = read_json(folder / "case.json")
    try:
        panel = PanelPrompt(
            prompt=said["prompt"],
            negative=said["negative_prompt"],
            height=said["height"],
            width=said["width"],
            pictures=tuple(CharacterPicture.read(folder.parents[1] / name) for name in said["ip_images"]),
            character_boxes=tuple(tuple(box) for box in said["ip_bbox"]),
            dialog_boxes=tuple(tuple(box) for box in said["dialog_bbox"]),
            steps=said["num_inference_steps"],
            guidance=said["guidance_scale"],
            ip_scale=said["ip_scale"],
            mllm_scale=said["mllm_scale"],
            seed=said["seed"],
            samples=said["num_samples"],
        )
        with np.load(folder / "tensors.npz", allow_pickle=False) as arrays:
            noise, latents = torch.from_numpy(arrays["noise"]), torch.from_numpy(arrays["latents"][-1])
        pictures = tuple(_read_picture(folder / name) for name in said["images"])
    except (KeyError, TypeError, ValueError, OSError, EOFError, zipfile.BadZipFile) as error:
        raise RunError(f"{folder} is no complete recorded case: {error}", "record it again") from error
    return RecordedCase(folder.name, panel, noise, latents, pictures)


def replay(model: Model, case: RecordedCase, parity: bool = False) -> Deviation:
    """A recorded case → how far this engine's drawing of it is off."""
    drawn = redraw(model, case, parity)
    if drawn.latents.shape != case.latents.shape or len(drawn.pictures) != len(case.pictures):
        return Deviation(case.name, float("inf"), float("inf"), float("inf"))
    latent = (drawn.latents.float().cpu() - case.latents).abs().max() / case.latents.std()
    worst, mean = 0.0, 0.0
    for ours, theirs in zip(drawn.pictures, case.pictures, strict=True):
        off = np.abs(np.asarray(ours, dtype=np.int16) - theirs)
        worst, mean = max(worst, float(off.max())), max(mean, float(off.mean()))
    return Deviation(case.name, float(latent), worst, mean)


def redraw(model: Model, case: RecordedCase, parity: bool = False) -> DrawnPanel:
    """A recorded case → its panel, drawn from its noise.

    The demo that recorded it cut surplus characters and dialogs off, so its arguments are cut here too.
    """
    panel, slots = case.panel, model.slots
    panel = replace(
        panel,
        pictures=panel.pictures[: slots.characters],
        character_boxes=panel.character_boxes[: slots.characters],
        dialog_boxes=panel.dialog_boxes[: slots.dialogs],
    )
    return draw_panel(model, panel, parity=parity, noise=case.noise)


def _read_picture(path: Path) -> np.ndarray[Any, np.dtype[np.int16]]:
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB"), dtype=np.int16)
