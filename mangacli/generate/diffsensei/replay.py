"""Recorded cases of the reference → the same panels drawn by this engine, and how far off they are.

<set>/cases/<name>/case.json      the arguments given to the reference's demo
<set>/cases/<name>/tensors.npz    its noise and latents
<set>/cases/<name>/image<k>.png   its pictures
<set>/refs/…                      the characters' pictures, named by case.json relative to <set> or the case
"""

from __future__ import annotations

import json
import os
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NoReturn, TypeGuard

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from mangacli.errors import RunError, UsageError
from mangacli.generate.base import UnitBox
from mangacli.generate.diffsensei.characters import CharacterPicture
from mangacli.generate.diffsensei.checkpoint import read_json
from mangacli.generate.diffsensei.load import Model
from mangacli.generate.diffsensei.panel_prompt import PanelPrompt
from mangacli.generate.diffsensei.pipeline import DrawnPanel, draw_panel, latent_scale

MOST_LATENT_DEVIATION = 1e-3
"""Of the last latents, in their standard deviations."""
MOST_PIXEL_DEVIATION = 2
MOST_MEAN_PIXEL_DEVIATION = 0.02
"""In levels of 255. Threads, attention kernels and memory formats stay fifty times below these."""
SEEDS = -(1 << 63), (1 << 64) - 1
"""What torch's generators take."""
LARGEST_COUNT = 1 << 16
LARGEST_NUMBER = 1e9
"""Of sizes, scales and boxes: beyond, single precision and the grid's whole numbers run over."""


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


def case_folders(folder: Path) -> tuple[Path, ...]:
    """A set of cases, its `cases` folder or a single case → the folders of its cases, sorted.

    Raises UsageError where there is none.
    """
    if (folder / "case.json").is_file():
        return (folder,)
    inside = folder / "cases"
    if inside.is_dir():
        found = sorted(path for path in inside.iterdir() if path.is_dir())
    else:
        found = sorted(path.parent for path in folder.glob("*/case.json"))
    if not found:
        raise UsageError(
            f"{folder} holds no recorded cases",
            "name a folder with cases/NAME/case.json, tensors.npz, images",
        )
    return tuple(found)


def read_case(folder: Path) -> RecordedCase:
    """A case's folder → the case. Raises RunError naming the file that is missing or broken."""
    path = folder / "case.json"
    panel = read_panel(path)
    noise, latents = _read_tensors(folder / "tensors.npz", panel.samples)
    names = _Arguments(path).names("images")
    return RecordedCase(
        folder.name, panel, noise, latents, tuple(_read_picture(folder / name) for name in names)
    )


def read_panel(path: Path) -> PanelPrompt:
    """A `case.json` → the panel that was asked for. Raises RunError naming the file and the key."""
    said = _Arguments(path)
    negative, mllm_scale = said["negative_prompt"], said["mllm_scale"]
    return PanelPrompt(
        prompt=said.text("prompt"),
        negative=None if negative is None else said.text("negative_prompt"),
        height=said.edge("height", 0),
        width=said.edge("width", 1),
        pictures=tuple(CharacterPicture.read(_find(path.parent, name)) for name in said.names("ip_images")),
        character_boxes=said.boxes("ip_bbox"),
        dialog_boxes=said.boxes("dialog_bbox"),
        steps=said.count("num_inference_steps"),
        guidance=said.number("guidance_scale"),
        ip_scale=said.number("ip_scale"),
        mllm_scale=None if mllm_scale is None else said.number("mllm_scale"),
        seed=said.count("seed", *SEEDS),
        samples=said.count("num_samples"),
    )


class _Arguments:
    """The values of a `case.json`, each checked to be what it must be; RunError names file and key."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.said = read_json(path)

    def edge(self, key: str, index: int) -> float:
        """Height or width; where the case left it to the checkpoint, that of the picture that it gave."""
        if self[key] is not None:
            return self.number(key)
        size = self["picture_size"]
        if not isinstance(size, list) or len(size) != 2 or not all(isinstance(n, int) for n in size):
            raise RunError(f"{self.path}: {key} is null and picture_size no size", "record the case again")
        return float(size[index])

    def __getitem__(self, key: str) -> object:
        if key not in self.said:
            raise RunError(f"{self.path} lacks {key}", "record the case again")
        return self.said[key]

    def text(self, key: str) -> str:
        value = self[key]
        return value if isinstance(value, str) and _is_unicode(value) else self._refuse(key, "text")

    def number(self, key: str) -> float:
        value = self[key]
        return value if _is_number(value) else self._refuse(key, f"a number up to {LARGEST_NUMBER:g}")

    def count(self, key: str, least: int = 1, most: int = LARGEST_COUNT) -> int:
        value = self[key]
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        return self._refuse(key, f"a whole number from {least} to {most}")

    def names(self, key: str) -> tuple[str, ...]:
        value = self[key]
        if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
            self._refuse(key, "a list of file names")
        return tuple(value)

    def boxes(self, key: str) -> tuple[UnitBox, ...]:
        value = self[key]
        if not isinstance(value, list) or not all(_is_box(box) for box in value):
            self._refuse(key, "a list of boxes")
        return tuple(tuple(box) for box in value)

    def _refuse(self, key: str, wanted: str) -> NoReturn:
        raise RunError(
            f"{self.path}: {key} is {json.dumps(self.said[key])[:60]}, not {wanted}", "record the case again"
        )


def replay(model: Model, case: RecordedCase, parity: bool = False) -> Deviation:
    """A recorded case → how far this engine's drawing of it is off."""
    drawn = redraw(model, case, parity)
    if drawn.latents.shape != case.latents.shape or len(drawn.pictures) != len(case.pictures):
        return Deviation(case.name, float("inf"), float("inf"), float("inf"))
    latent = (drawn.latents.float().cpu() - case.latents).abs().max() / case.latents.std()
    worst, mean = 0.0, 0.0
    for ours, theirs in zip(drawn.pictures, case.pictures, strict=True):
        if theirs.shape[:2] != (ours.height, ours.width):
            return Deviation(case.name, float(latent), float("inf"), float("inf"))
        off = np.abs(np.asarray(ours, dtype=np.int16) - theirs)
        worst, mean = max(worst, float(off.max())), max(mean, float(off.mean()))
    return Deviation(case.name, float(latent), worst, mean)


def redraw(model: Model, case: RecordedCase, parity: bool = False) -> DrawnPanel:
    """A recorded case → its panel, drawn from its noise.

    The demo that recorded it cut surplus characters and dialogs off, so its arguments are cut here too.
    Raises RunError where the noise is not of the panel's size.
    """
    panel, slots = case.panel, model.slots
    size = panel.samples, model.unet.config.in_channels, *panel.latent(latent_scale(model.vae.config))
    if case.noise.shape != size:
        raise RunError(
            f"the recorded noise is {list(case.noise.shape)}, a panel of {panel.width:g} × {panel.height:g} "
            f"pixels has {list(size)}",
            "record the case again, with this checkpoint",
        )
    panel = replace(
        panel,
        pictures=panel.pictures[: slots.characters],
        character_boxes=panel.character_boxes[: slots.characters],
        dialog_boxes=panel.dialog_boxes[: slots.dialogs],
    )
    return draw_panel(model, panel, parity=parity, noise=case.noise)


def _read_tensors(path: Path, samples: int) -> tuple[Tensor, Tensor]:
    """A `tensors.npz` → the unit noise and the last latents, both [n, channels, h, w]."""
    try:
        with np.load(path, allow_pickle=False) as arrays:
            noise, latents = torch.from_numpy(arrays["noise"]), torch.from_numpy(arrays["latents"][-1])
    except (KeyError, TypeError, ValueError, IndexError, OSError, EOFError, zipfile.BadZipFile) as error:
        raise RunError(f"{path} holds no recorded noise and latents: {error}", "record it again") from error
    if noise.ndim != 4 or len(noise) != samples or noise.shape != latents.shape:
        raise RunError(
            f"{path}: noise {list(noise.shape)} and latents {list(latents.shape)} of {samples} samples",
            "both must be [samples, channels, height, width]",
        )
    return noise.float(), latents.float()


def _find(folder: Path, name: str) -> Path:
    """A case's folder and a picture's name → where the picture lies: in the set, its folder or the case's."""
    places = [*list(folder.absolute().parents)[1::-1], folder]
    found = [place / name for place in places if os.path.isfile(place / name)]  # noqa: PTH113 - never raises
    if not found:
        raise RunError(f"{folder}/case.json names {name}, which is not there", "copy the set as a whole")
    return found[0]


def _is_number(value: object) -> TypeGuard[float]:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return False
    return abs(value) <= LARGEST_NUMBER  # NaN is not


def _is_unicode(text: str) -> bool:
    """Whether a text can be read by a tokenizer: JSON may hold halves of surrogate pairs."""
    return not any("\ud800" <= sign <= "\udfff" for sign in text)


def _is_box(value: object) -> bool:
    return isinstance(value, list) and len(value) == 4 and all(_is_number(edge) for edge in value)


def _read_picture(path: Path) -> np.ndarray[Any, np.dtype[np.int16]]:
    try:
        with Image.open(path) as image:
            return np.asarray(image.convert("RGB"), dtype=np.int16)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise RunError(f"cannot read the recorded picture {path}: {error}", "record it again") from error
