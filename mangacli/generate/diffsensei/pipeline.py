"""Panels, from words, pictures and boxes to pixels: the steps of DiffSensei's inference in order.

Paper: arXiv 2412.07589. By default the reference's mistakes are mended; `parity` repeats them (sizes that are
no multiple of 8, guessed feature-map sizes, characters without guidance, dialog boxes outside the picture,
cutting off what is too much), so that its recorded numbers come out.

    P panels of one batch   n samples of each   r rows: P without guidance, else 2P   h × w latent: pixels / 8
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from PIL import Image
from torch import Tensor

from mangacli.errors import RunError
from mangacli.generate.diffsensei.conditioning import adapt, encode
from mangacli.generate.diffsensei.load import Model
from mangacli.generate.diffsensei.masks import Grid
from mangacli.generate.diffsensei.panel_prompt import Box, PanelPrompt, fitted, note_lost_characters
from mangacli.generate.diffsensei.scheduler import begin, draws_noise
from mangacli.generate.diffsensei.unet import MangaUNet

__all__ = ["Box", "DrawnPanel", "PanelPrompt", "decode", "denoise", "draw_panel", "latent_scale"]

Progress = Callable[[int, int], None]


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
    """One panel, with all networks in memory → its pictures (`stages.py` draws several, and with less).

    `noise` [n, channels, h, w] of unit variance replaces what the seed draws. Raises RunError where the panel
    asks for more than the checkpoint has slots for.
    """
    # 1. What is asked for fits the model's slots and the latent's cells.
    scale = latent_scale(model.vae.config)
    panel = fitted(panel, model.slots, scale, parity)
    note_lost_characters(panel, model.unet.attended_grids(panel.latent(scale)))
    # 2. Words and pictures become conditions.
    conditions = encode(model.text, model.characters, model.slots, panel, parity)
    # 3. The language model fits the characters to the words.
    if panel.mllm_scale:
        if model.adapter is None:
            raise RunError("the language model is not loaded", "draw with it, or without mllm_scale")
        conditions = adapt(model.adapter, model.slots, panel, conditions)
    # 4. What no step changes is built once; then step by step from noise to picture.
    model.unet.condition(conditions, panel.latent(scale), model.slots, panel.samples, parity)
    scheduler = model.new_scheduler(panel.scheduler)
    latents = denoise(model.unet, scheduler, [panel], panel.latent(scale), progress=progress, noise=noise)
    # 5. From the latent to pixels.
    return DrawnPanel(latents, tuple(decode(model.vae, latent) for latent in latents))


def denoise(
    unet: MangaUNet,
    scheduler: Any,
    panels: Sequence[PanelPrompt],
    latent: Grid,
    *,
    progress: Progress,
    noise: Tensor | None = None,
) -> Tensor:
    """Panels that the network is conditioned on → their latents [P · n, channels, h, w].

    The panels agree in size, steps and guidance, and in samples (one each, where there are several). Noise is
    drawn on the CPU, every panel's from its own seed, so that every device and every batch starts from the
    same picture. Guided, each step predicts with the negative and the positive conditions and goes further
    along their difference (classifier-free guidance). Nothing in the loop waits for the device.
    """
    guidance, guided = panels[0].guidance, panels[0].guided
    generators = [torch.Generator().manual_seed(panel.seed) for panel in panels]
    if noise is None:
        shape = (panels[0].samples, unet.config.in_channels, *latent)
        noise = torch.cat([torch.randn(shape, generator=generator) for generator in generators])
    own_noise = {"generator": generators[0] if len(panels) == 1 else generators}
    options = own_noise if draws_noise(scheduler) else {}

    timesteps = begin(scheduler, panels[0].steps)
    latents: Tensor = noise.to(unet.dialog_bbox_embedding) * scheduler.init_noise_sigma
    on_device = timesteps.to(latents.device)
    for done, timestep in enumerate(timesteps, start=1):
        rows = torch.cat([latents, latents]) if guided else latents
        predicted = unet.denoise(scheduler.scale_model_input(rows, timestep), on_device[done - 1])
        if guided:
            negative, positive = predicted.chunk(2)
            predicted = negative + guidance * (positive - negative)
        latents = scheduler.step(predicted, timestep, latents, return_dict=False, **options)[0]
        progress(done, len(timesteps))
    return latents


def decode(vae: Any, latents: Tensor) -> Image.Image:
    """One picture's latents [channels, h, w] → the RGB picture of 8 times their size."""
    config = vae.config
    latents = latents.to(vae.dtype) / config.scaling_factor
    if config.latents_mean is not None and config.latents_std is not None:
        mean, std = (
            torch.tensor(values, device=latents.device, dtype=latents.dtype)[:, None, None]
            for values in (config.latents_mean, config.latents_std)
        )
        latents = latents * std + mean
    return to_picture(vae.decode(latents[None], return_dict=False)[0][0])


def to_picture(decoded: Tensor) -> Image.Image:
    """Decoded colours [3, H, W], −1 to 1 → an 8-bit RGB picture."""
    levels = ((decoded.float() / 2 + 0.5).clamp(0, 1) * 255).round().to(torch.uint8)
    return Image.fromarray(levels.permute(1, 2, 0).cpu().numpy())


def latent_scale(vae_config: Any) -> int:
    """The picture decoder's configuration → how many pixels wide a cell of the latent is."""
    return int(2 ** (len(vae_config["block_out_channels"]) - 1))
