from typing import get_args

import diffusers
import pytest
import torch

from mangacli.errors import RunError
from mangacli.generate.diffsensei.pipeline import PanelPrompt, draw_panel
from mangacli.generate.diffsensei.scheduler import NAMES, begin, draws_noise, new_scheduler
from mangacli.story.models import SchedulerName

NOISY = {"dpm++-sde", "euler-a", "lcm"}
ZERO_SNR = {
    "prediction_type": "v_prediction",
    "rescale_betas_zero_snr": True,
    "timestep_spacing": "trailing",
}


def made(model, name, **stored):
    return new_scheduler(model.scheduler_class, model.scheduler_config | stored, name)


def walk(model, name, seed=0):
    """The latents of a picture of 64 × 64 pixels, drawn in four steps by the recorded network."""
    panel = PanelPrompt("a cat on a wall", None, 64, 64, steps=4, guidance=1, seed=seed, scheduler=name)
    return draw_panel(model, panel).latents


def test_every_name_of_the_storyboard_has_a_scheduler():
    assert set(NAMES) == set(get_args(SchedulerName))


@pytest.mark.parametrize("name", get_args(SchedulerName))
def test_every_scheduler_draws_the_same_again_and_something_else_from_another_seed(model, name):
    drawn = walk(model, name)
    assert torch.isfinite(drawn).all()
    assert drawn.std() > 0.01
    assert torch.equal(drawn, walk(model, name))
    assert not torch.allclose(drawn, walk(model, name, seed=1))


@pytest.mark.parametrize("name", sorted(NOISY))
def test_the_noise_of_a_step_comes_from_the_generator(model, name):
    scheduler = made(model, name)
    assert draws_noise(scheduler)
    before = torch.random.get_rng_state()
    walk(model, name)
    assert torch.equal(before, torch.random.get_rng_state())


@torch.no_grad()
@pytest.mark.parametrize("name", sorted(set(NAMES) - {"euler-a", "lcm"}))
def test_all_ways_end_at_the_picture_that_a_perfect_network_sees(model, name):
    """A network that always sees the picture x leads every scheduler to x."""
    picture = torch.linspace(-1, 1, 256).reshape(1, 4, 8, 8)
    scheduler = made(model, name)
    generator = torch.Generator().manual_seed(0)
    timesteps = begin(scheduler, 20)
    latents = torch.randn(picture.shape, generator=generator) * scheduler.init_noise_sigma
    told = {"generator": generator} if draws_noise(scheduler) else {}
    betas = torch.linspace(0.00085**0.5, 0.012**0.5, 1000) ** 2
    levels = torch.cumprod(1 - betas, 0)
    for timestep in timesteps:
        seen = scheduler.scale_model_input(latents, timestep)  # scaled to unit variance by every scheduler
        level = levels[int(timestep)]
        noise = (seen - level.sqrt() * picture) / (1 - level).sqrt()
        latents = scheduler.step(noise, timestep, latents, return_dict=False, **told)[0]
    assert (latents - picture).abs().mean() < 0.03  # DDIM ends at the first noise level, a little above none


def test_the_stored_scheduler_is_made_as_it_is_stored(model):
    ours = made(model, "checkpoint")
    assert type(ours) is model.scheduler_class
    assert dict(ours.config) == dict(model.scheduler_class.from_config(model.scheduler_config).config)


def test_euler_is_the_stored_scheduler_of_sdxl(model):
    assert torch.equal(walk(model, "euler"), walk(model, "checkpoint"))


@pytest.mark.parametrize("name", NAMES)
def test_what_the_checkpoint_was_trained_on_goes_over(model, name):
    stored = {"prediction_type": "v_prediction", "timestep_spacing": "trailing", "beta_end": 0.02}
    config = made(model, name, **stored).config
    assert config.prediction_type == "v_prediction"
    assert config.beta_schedule == "scaled_linear"
    assert (config.beta_start, config.beta_end) == (0.00085, 0.02)
    assert config.get("timestep_spacing", "trailing") == "trailing"


def test_defaults_of_the_stored_class_go_over_too():
    scheduler = new_scheduler(diffusers.DDIMScheduler, {"prediction_type": "sample"}, "unipc")
    assert scheduler.config.beta_schedule == "linear"
    assert scheduler.config.prediction_type == "sample"


@pytest.mark.parametrize("karras", [True, False])
@pytest.mark.parametrize("name", ["dpm++", "dpm++-sde", "euler", "heun", "unipc"])
def test_karras_levels_are_used_where_they_are_stored(model, name, karras):
    assert made(model, name, use_karras_sigmas=karras).config.use_karras_sigmas is karras


def test_ddim_does_not_clip_latents(model):
    assert not made(model, "ddim").config.clip_sample


@pytest.mark.parametrize("name", NAMES)
def test_a_checkpoint_that_begins_from_pure_noise_keeps_to_it_or_is_refused(model, name):
    if name == "heun":
        with pytest.raises(RunError, match="zero terminal SNR"):
            made(model, name, **ZERO_SNR)
        return
    scheduler = made(model, name, **ZERO_SNR)
    assert scheduler.config.rescale_betas_zero_snr
    assert int(begin(scheduler, 4)[0]) == 999


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"checkpoint"}))
def test_a_checkpoint_of_another_kind_of_walk_is_refused(name):
    with pytest.raises(RunError, match=r"FlowMatch.*beta_schedule"):
        new_scheduler(diffusers.FlowMatchEulerDiscreteScheduler, {}, name)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("steps", [1, 2, 30, 60, 999])
def test_timesteps_go_down_and_lie_on_the_cpu(model, name, steps):
    timesteps = begin(made(model, name), steps)
    assert timesteps.device.type == "cpu"
    assert len(timesteps) == (2 * steps - 1 if name == "heun" else steps)
    assert (timesteps.diff() <= 0).all()
    assert 0 <= timesteps[-1] <= timesteps[0] <= 1000


@pytest.mark.parametrize("name", ["ddim", "dpm++", "dpm++-sde", "unipc"])
def test_steps_that_collapse_the_table_are_refused(model, name):
    with pytest.raises(RunError, match="1000 steps"):
        begin(made(model, name), 1000)


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"ddim"}))
def test_the_first_step_is_not_looked_up(model, name):
    scheduler = made(model, name)
    begin(scheduler, 4)
    assert scheduler.begin_index == 0


def test_few_steps_may_begin_at_pure_noise(model):
    last = model.scheduler_config["num_train_timesteps"] - 1
    assert begin(made(model, "euler-trailing"), 4)[0] == last
    assert begin(made(model, "euler"), 4)[0] < last
