"""The benchmark at the smallest width for one step, so that it keeps running; times are not judged."""

from fractions import Fraction

import pytest
import torch
from bench.bench_engine import Bench
from bench.engine_tables import FIRST, HEADINGS, LATER, NAIVE, STAGES, Case, rows, stage_rows, table
from bench.random_model import Widths, random_model

CPU = torch.device("cpu")
CASE = Case(width=72, height=64, steps=1, batch=2)


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
