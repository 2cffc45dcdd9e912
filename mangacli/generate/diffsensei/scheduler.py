"""The way from noise to picture: a scheduler's name → the scheduler, made for the checkpoint.

What the network was trained on (its noise levels, what it predicts, how timesteps are spread) is the
checkpoint's and goes over into every scheduler; how the way is walked is the scheduler's own.

    checkpoint  the stored one, as it is (SDXL: Euler)
    euler       Euler                                   euler-a    Euler, with fresh noise at every step
    heun        Heun: two looks at each step but the last, so that a step costs double
    dpm++       DPM-Solver++ of the second order, "2M"   dpm++-sde  the same with fresh noise, "2M SDE"
    unipc       UniPC: good from about ten steps         ddim       DDIM without noise
    lcm         latent consistency: 2 to 8 steps, with a LoRA or checkpoint made for it and guidance ≤ 1

Noise levels after Karras are used where the stored scheduler has them, not otherwise: a name chooses the
walk and leaves the levels to those who made the checkpoint.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import diffusers
import torch
from torch import Tensor

from mangacli.errors import RunError

STORED = "checkpoint"
_CARRIED = (
    "num_train_timesteps",
    "beta_start",
    "beta_end",
    "beta_schedule",
    "trained_betas",
    "prediction_type",
    "timestep_spacing",
    "steps_offset",
    "rescale_betas_zero_snr",
    "use_karras_sigmas",
    "use_exponential_sigmas",
    "use_beta_sigmas",
    "final_sigmas_type",
)
"""What is the checkpoint's, by diffusers' names."""
_NEEDED = ("num_train_timesteps", "beta_schedule", "prediction_type")
"""What a scheduler must tell of the checkpoint's training, so that another can take its place."""
_ZERO_SNR = "rescale_betas_zero_snr"


@dataclass(frozen=True, slots=True)
class _Walk:
    """A scheduler's class in diffusers, and what it is told beside what the checkpoint says."""

    kind: Any
    told: Mapping[str, Any] = field(default_factory=dict)


_WALKS = {
    # Latents are no colours from −1 to 1, DDIM must not clip them; its way ends at the first noise level.
    "ddim": _Walk(diffusers.DDIMScheduler, {"clip_sample": False, "set_alpha_to_one": False}),
    "dpm++": _Walk(diffusers.DPMSolverMultistepScheduler, {"algorithm_type": "dpmsolver++"}),
    "dpm++-sde": _Walk(diffusers.DPMSolverMultistepScheduler, {"algorithm_type": "sde-dpmsolver++"}),
    "euler": _Walk(diffusers.EulerDiscreteScheduler),
    "euler-a": _Walk(diffusers.EulerAncestralDiscreteScheduler),
    # What few-step LoRAs (Lightning, Hyper) are distilled for: the first step begins at pure noise.
    "euler-trailing": _Walk(diffusers.EulerDiscreteScheduler, {"timestep_spacing": "trailing"}),
    "heun": _Walk(diffusers.HeunDiscreteScheduler),
    "lcm": _Walk(diffusers.LCMScheduler),
    "unipc": _Walk(diffusers.UniPCMultistepScheduler),
}
NAMES = (STORED, *_WALKS)


def new_scheduler(stored_class: Any, stored_config: Mapping[str, Any], name: str) -> Any:
    """The checkpoint's scheduler (class and configuration) and a name → a fresh scheduler of that name.

    Schedulers remember where they are: take a new one for every picture or batch, and `begin` it. Raises
    RunError where the checkpoint was trained for another kind of walk than the named one.
    """
    stored = stored_class.from_config(stored_config)
    if name == STORED:
        return stored
    trained = dict(stored.config)
    missing = [key for key in _NEEDED if key not in trained]
    if missing:
        raise RunError(
            f"the checkpoint's {stored_class.__name__} does not say {', '.join(missing)}, "
            f"which the scheduler {name} would need",
            f"draw with scheduler: {STORED}",
        )
    walk = _WALKS[name]
    known = inspect.signature(walk.kind.__init__).parameters
    if trained.get(_ZERO_SNR) and _ZERO_SNR not in known:
        raise RunError(
            f"the checkpoint begins from pure noise (zero terminal SNR), which the scheduler {name} cannot",
            f"draw with scheduler: {STORED}, euler, dpm++ or unipc",
        )
    carried = {key: trained[key] for key in _CARRIED if key in trained and key in known}
    try:
        return walk.kind(**(carried | dict(walk.told)))
    except (NotImplementedError, ValueError) as error:
        raise RunError(
            f"the scheduler {name} cannot be made for this checkpoint: {error}",
            f"draw with scheduler: {STORED}",
        ) from error


def begin(scheduler: Any, steps: int) -> Tensor:
    """A fresh scheduler and the number of steps → its timesteps on the CPU; `step` never waits for a device.

    The scheduler keeps everything on the CPU: give `scale_model_input` and `step` these timesteps, and the
    network a copy on its own device. Heun has 2 · steps − 1 of them. Raises RunError where the scheduler
    cannot take so many steps.
    """
    told = {}
    if isinstance(scheduler, diffusers.LCMScheduler):
        # Its steps are chosen among those that it was distilled with (50); whoever wants more gets more.
        told = {"original_inference_steps": max(steps, scheduler.config.original_inference_steps)}
    try:
        scheduler.set_timesteps(steps, device=torch.device("cpu"), **told)
    except ValueError as error:
        raise RunError(f"this scheduler cannot draw in {steps} steps: {error}", "take fewer steps") from error
    _check_timesteps(scheduler, steps)
    if hasattr(scheduler, "set_begin_index"):
        scheduler.set_begin_index(0)  # else it looks the first timestep up, which may wait for the device
    timesteps: Tensor = scheduler.timesteps
    return timesteps


def draws_noise(scheduler: Any) -> bool:
    """Whether its steps take a generator: pass the one that drew the first noise, on the CPU."""
    return "generator" in inspect.signature(scheduler.step).parameters


def _check_timesteps(scheduler: Any, steps: int) -> None:
    """Raises RunError where so many steps leave the noise levels that the checkpoint was trained with.

    With as many steps as levels, some schedulers' tables collapse to one level or begin beyond the last.
    """
    timesteps = scheduler.timesteps
    collapsed = steps > 1 and timesteps[0] <= timesteps[-1]
    beyond = not hasattr(scheduler, "sigmas") and timesteps[0] >= scheduler.config.num_train_timesteps
    if collapsed or beyond:
        raise RunError(f"this scheduler cannot draw in {steps} steps", "take fewer steps")
