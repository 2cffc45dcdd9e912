"""The benchmark at the smallest width for one step, so that it keeps running; times are not judged."""

from fractions import Fraction

import pytest
import torch
from bench.bench_engine import Bench
from bench.engine_tables import FIRST, HEADINGS, LATER, NAIVE, STAGES, Case, rows, stage_rows, table
from bench.random_model import Widths, random_model

CPU = torch.device("cpu")
CASE = Case(width=72, height=64, steps=1, batch=2)
RELEASED = {
    "unet": 2_908_251_204,
    "vae": 83_653_863,
    "text_encoder": 123_060_480,
    "text_encoder_2": 694_659_840,
    "clip_image_encoder": 632_076_800,
    "magi_image_encoder": 85_798_656,
    "image_proj_model": 83_978_752,
    "llm": 13_019_243_520,
    "agent": 143_581_184,
}
"""Parameters of the released checkpoint's parts."""


def parameters(*networks):
    return sum(parameter.numel() for network in networks for parameter in network.parameters())


@pytest.fixture(scope="module")
def runs():
    model = random_model(Widths(Fraction(1, 16), shallow=True), CPU, torch.float32, llm=True)
    return Bench(model, CPU, compiled=False).measure(CASE, repeat=1, llm=True)


def test_all_variants_draw_the_same_with_random_weights(runs):
    naive, first, later = (runs[variant] for variant in (NAIVE, FIRST, LATER))
    assert naive.latents.shape == (2, 4, 8, 9)
    assert torch.equal(first.latents, later.latents)
    assert (naive.latents - first.latents).abs().max() < 1e-3 * naive.latents.std()
    assert not torch.equal(naive.latents[0], naive.latents[1])


def test_every_stage_is_timed(runs):
    for variant in (FIRST, LATER):
        assert all(len(stages) == len(STAGES) for stages in runs[variant].stages)
    assert set(runs[NAIVE].stages[0]) == set(STAGES) - {"conditioning"}
    assert runs[NAIVE].peak > 0


def test_the_tables_have_a_line_for_each_variant(runs):
    totals = table(HEADINGS, list(rows(CASE, runs)), markdown=True).splitlines()
    assert len(totals) == 2 + len(runs)
    assert len({line.count("|") for line in totals}) == 1
    stages = table(("case", "variant", *STAGES), list(stage_rows(CASE, runs)), markdown=False)
    assert "72x64, 1 steps, batch 2" in stages


def test_at_full_width_the_networks_have_the_released_sizes():
    model = random_model(Widths(Fraction(1)), torch.device("meta"), torch.float16, llm=True)
    characters, adapter = model.characters, model.adapter
    built = {
        "unet": parameters(model.unet),
        "vae": parameters(model.vae),
        "text_encoder": parameters(model.text.encoders[0]),
        "text_encoder_2": parameters(model.text.encoders[1]),
        "clip_image_encoder": parameters(characters.clip),
        "magi_image_encoder": parameters(characters.magi),
        "image_proj_model": parameters(characters.resampler),
        "llm": parameters(adapter.llm),
        "agent": parameters(adapter.input_resampler, adapter.output_resampler),
    }
    assert built == RELEASED
    layers = [layer for layer, _ in model.unet.cross_attentions()]
    assert len(layers) == 70
    assert parameters(*(layer.processor for layer in layers)) == 340_787_200
