"""One panel, from words, pictures and boxes to pixels: the steps of DiffSensei's inference in order.

Paper: arXiv 2412.07589. By default the reference's mistakes are mended; `parity` repeats them (sizes that are
no multiple of 8, guessed feature-map sizes, characters without guidance, dialog boxes outside the picture,
cutting off what is too much), so that its recorded numbers come out.

    n samples   r rows: 1 without guidance, else 2 (negative, positive)   h × w latent size: pixels / 8
"""

from __future__ import annotations

import inspect
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import torch
from PIL import Image
from torch import Tensor

from mangacli.errors import RunError
from mangacli.generate.diffsensei.characters import CharacterPicture
from mangacli.generate.diffsensei.load import Model
from mangacli.generate.diffsensei.masks import Grid, holds_no_position
from mangacli.generate.diffsensei.unet import Conditions

Progress = Callable[[int, int], None]
Box = tuple[float, float, float, float]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PanelPrompt:
    """What a panel shows. Boxes are fractions of the picture (x1, y1, x2, y2), in the pictures' order.

    `negative` None is no negative prompt at all, "" an empty one. `mllm_scale` None draws without the
    language model; 0–1 mixes its answer into the characters (0: its way of filling slots, without asking it).
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

    @property
    def guided(self) -> bool:
        """Whether every step is drawn twice, without and with the prompt."""
        return self.guidance > 1


@dataclass(frozen=True, slots=True)
class DrawnPanel:
    """The last latents [n, channels, h, w] and the pictures decoded from them, RGB."""

    latents: Tensor
    pictures: tuple[Image.Image, ...]


@torch.no_grad()
def draw_panel(
    model: Model,
    panel: PanelPrompt,
    progress: Progress = lambda done, total: None,
    parity: bool = False,
    noise: Tensor | None = None,
) -> DrawnPanel:
    """A panel's prompt → its pictures.

    `noise` [n, channels, h, w] of unit variance replaces what the seed draws. Raises RunError where the panel
    asks for more than the checkpoint has slots for.
    """
    # 1. What is asked for fits the model's slots; sizes are whole multiples of the latent's scale.
    panel = fit_to_slots(model, panel, parity)
    panel, latent = settle_size(model, panel, parity)
    # 2. Words and pictures become conditions; what no step changes is built once.
    warn_of_lost_characters(model, panel, latent)
    conditions = build_conditions(model, panel, parity)
    model.unet.condition(conditions, latent, model.slots, panel.samples, parity)
    # 3. Noise, drawn on the CPU so that every device starts from the same picture.
    scheduler = model.new_scheduler()
    scheduler.set_timesteps(panel.steps, device=model.unet.device)
    generator = torch.Generator().manual_seed(panel.seed)
    if noise is None:
        shape = (panel.samples, model.unet.config.in_channels, *latent)
        noise = torch.randn(shape, generator=generator)
    latents = noise.to(model.unet.device, model.unet.dtype) * scheduler.init_noise_sigma
    # 4. Step by step from noise to picture.
    latents = denoise(model, panel, scheduler, latents, generator=generator, progress=progress)
    # 5. From the latent to pixels.
    return DrawnPanel(latents, tuple(decode(model.vae, latents)))


def fit_to_slots(model: Model, panel: PanelPrompt, parity: bool) -> PanelPrompt:
    """Raises RunError where characters or dialogs are too many, or boxes and pictures differ in number.

    In parity the surplus is cut off without a word.
    """
    slots = model.slots
    if len(panel.pictures) != len(panel.character_boxes):
        raise RunError(
            f"{len(panel.pictures)} pictures of characters, but {len(panel.character_boxes)} boxes for them",
            "give every picture one box",
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
    return replace(
        panel,
        pictures=panel.pictures[: slots.characters],
        character_boxes=panel.character_boxes[: slots.characters],
        dialog_boxes=panel.dialog_boxes[: slots.dialogs],
    )


def settle_size(model: Model, panel: PanelPrompt, parity: bool) -> tuple[PanelPrompt, Grid]:
    """The panel with the size that is drawn, and its latent's (h, w): sizes round down to multiples of 8.

    In parity the model is told the size as it was asked for.
    """
    scale = 2 ** (len(model.vae.config.block_out_channels) - 1)
    latent = (int(panel.height) // scale, int(panel.width) // scale)
    if min(latent) < 1:
        raise RunError(
            f"a picture of {panel.width} × {panel.height} pixels is too small", f"at least {scale}"
        )
    if not parity:
        panel = replace(panel, height=latent[0] * scale, width=latent[1] * scale)
    return panel, latent


def warn_of_lost_characters(model: Model, panel: PanelPrompt, latent: Grid) -> None:
    """Says which characters' boxes are so thin that a level of the network does not see them."""
    for number, box in enumerate(panel.character_boxes, start=1):
        lost = [
            grid for grid in model.unet.attended_grids(latent) if holds_no_position(torch.tensor(box), grid)
        ]
        if lost:
            log.warning(
                "the box of character %d is too thin for %d of the network's levels; make it larger",
                number,
                len(lost),
            )


def build_conditions(model: Model, panel: PanelPrompt, parity: bool) -> Conditions:
    """A panel's prompt → all that steers it, with guidance as rows (negative, positive)."""
    slots = model.slots
    positive = model.text.encode(panel.prompt)
    text, pooled = [positive.tokens], [positive.pooled]
    image = [image_prompt(model, panel)]
    characters = [padded(panel.character_boxes, slots.characters)]
    dialogs = [padded(panel.dialog_boxes, slots.dialogs)]
    if panel.guided:
        negative = model.text.encode_negative(panel.negative)
        text, pooled = [negative.tokens, *text], [negative.pooled, *pooled]
        image = [negative_image_prompt(model), *image]
        characters = [torch.zeros_like(characters[0]), *characters]
        dialogs = [torch.zeros_like(dialogs[0]), *dialogs]
    elif parity:
        characters = [torch.zeros_like(characters[0])]
    return Conditions(
        text=torch.cat(text),
        pooled=torch.cat(pooled),
        image=torch.stack(image),
        character_boxes=torch.stack(characters),
        dialog_boxes=torch.stack(dialogs),
        size_ids=(panel.height, panel.width, 0, 0, panel.height, panel.width),
        ip_scale=panel.ip_scale,
    )


def image_prompt(model: Model, panel: PanelPrompt) -> Tensor:
    """A panel's pictures → the image prompt [D + N·V, C]: dummy tokens, then every slot's.

    Without the language model an unused slot is the answer to zero features; with it, a black picture's.
    """
    encoder = model.characters
    tokens = [encoder.tokens(picture) for picture in panel.pictures]
    unused = model.slots.characters - len(tokens)
    if panel.mllm_scale is None:
        characters = torch.stack([*tokens, *[encoder.unused] * unused])
    else:
        black = [encoder.tokens(CharacterPicture.black())] * unused
        characters = adapted(model, panel.prompt, torch.stack([*tokens, *black]), panel.mllm_scale)
    return torch.cat([encoder.dummy_tokens, characters.flatten(0, 1)])


def adapted(model: Model, prompt: str, characters: Tensor, scale: float) -> Tensor:
    """Characters [N, V, C] → mixed with what the language model makes of them, `scale` of its answer."""
    if scale == 0:
        return characters
    if model.adapter is None:
        raise RunError(
            "the language model is not loaded", "draw with the language model on, or without mllm_scale"
        )
    return scale * model.adapter.adapt(prompt, characters) + (1 - scale) * characters


def negative_image_prompt(model: Model) -> Tensor:
    """The image prompt of the negative half [D + N·V, C]: a constant of the checkpoint, but not zero."""
    encoder = model.characters
    return torch.cat([encoder.dummy_tokens, *[encoder.unused] * model.slots.characters])


def denoise(
    model: Model,
    panel: PanelPrompt,
    scheduler: Any,
    latents: Tensor,
    *,
    generator: torch.Generator,
    progress: Progress,
) -> Tensor:
    """Scaled noise [n, channels, h, w] → the picture's latents, by the scheduler's steps.

    Guided, each step predicts the noise with the negative and the positive conditions and goes further along
    their difference (classifier-free guidance).
    """
    takes_generator = "generator" in inspect.signature(scheduler.step).parameters
    options = {"generator": generator} if takes_generator else {}
    total = len(scheduler.timesteps)
    for done, timestep in enumerate(scheduler.timesteps, start=1):
        rows = torch.cat([latents, latents]) if panel.guided else latents
        predicted = model.unet.denoise(scheduler.scale_model_input(rows, timestep), timestep)
        if panel.guided:
            negative, positive = predicted.chunk(2)
            predicted = negative + panel.guidance * (positive - negative)
        latents = scheduler.step(predicted, timestep, latents, return_dict=False, **options)[0]
        progress(done, total)
    return latents


def decode(vae: Any, latents: Tensor) -> list[Image.Image]:
    """Latents [n, channels, h, w] → n RGB pictures of 8 times their size."""
    config = vae.config
    latents = latents.to(vae.dtype) / config.scaling_factor
    if config.latents_mean is not None and config.latents_std is not None:
        mean, std = (
            torch.tensor(values, device=latents.device, dtype=latents.dtype)[:, None, None]
            for values in (config.latents_mean, config.latents_std)
        )
        latents = latents * std + mean
    return [to_picture(vae.decode(latent[None], return_dict=False)[0][0]) for latent in latents]


def to_picture(decoded: Tensor) -> Image.Image:
    """Decoded colours [3, H, W], −1 to 1 → an 8-bit RGB picture."""
    levels = ((decoded.float() / 2 + 0.5).clamp(0, 1) * 255).round().to(torch.uint8)
    return Image.fromarray(levels.permute(1, 2, 0).cpu().numpy())


def padded(boxes: tuple[Box, ...], slots: int) -> Tensor:
    """Boxes → [slots, 4] in single precision, unused slots zero."""
    table = torch.zeros(slots, 4)
    if boxes:
        table[: len(boxes)] = torch.tensor(boxes, dtype=torch.float32)
    return table
