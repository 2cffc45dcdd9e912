"""Random panels, drawn by the engine and by the plain variant that builds everything anew in every layer."""

import random
from dataclasses import replace

import pytest
import torch
from bench.naive_engine import NaiveEngine
from PIL import Image

from mangacli.generate.diffsensei.characters import CharacterPicture
from mangacli.generate.diffsensei.pipeline import PanelPrompt, draw_panel
from mangacli.generate.diffsensei.replay import MOST_LATENT_DEVIATION

WORDS = ("rain", "empty street", ",", "a girl looks up", "the broken sign", ";", "night", "speed lines")
STEPS = 2


@pytest.fixture(scope="module")
def naive(model):
    return NaiveEngine(model)


def box(dice):
    """Mostly a sound box; some are thin, inverted, empty, or reach out of the picture."""
    x1, y1 = dice.uniform(-0.2, 0.8), dice.uniform(-0.2, 0.8)
    kind = dice.randrange(8)
    if kind == 0:
        return (x1, y1, x1 - 0.3, y1 + 0.2)
    if kind == 1:
        return (x1, y1, x1 + 0.01, 1.0)
    if kind == 2:
        return (0.0, 0.0, 1.0, 1.0)
    return tuple(
        round(edge, 2) for edge in (x1, y1, x1 + dice.uniform(0.1, 0.7), y1 + dice.uniform(0.1, 0.7))
    )


def picture(dice):
    """A reference of any shape: grey noise in large flecks."""
    size = dice.choice([(64, 64), (90, 40), (50, 140), (224, 224)])
    flecks = Image.frombytes("L", (8, 8), dice.randbytes(64)).resize(size, Image.Resampling.BICUBIC)
    return CharacterPicture(flecks.convert("RGB"), str(dice.random()))


def random_panel(number, mllm_scale=None):
    dice = random.Random(f"panel {number}")
    characters = dice.randint(0, 4)
    return PanelPrompt(
        prompt=" ".join(dice.choices(WORDS, k=dice.choice([0, 3, 12, 90]))),
        negative=dice.choice([None, "", "lowres , bad anatomy"]),
        height=dice.randrange(64, 137, 8),
        width=dice.randrange(64, 201, 8),
        pictures=tuple(picture(dice) for _ in range(characters)),
        character_boxes=tuple(box(dice) for _ in range(characters)),
        dialog_boxes=tuple(box(dice) for _ in range(dice.randint(0, 8))),
        steps=STEPS,
        guidance=dice.choice([1.0, 5.0]),
        ip_scale=dice.choice([0.0, 0.6, 1.0]),
        mllm_scale=mllm_scale,
        seed=number,
        ip_scales=tuple(dice.choice([0.0, 0.5, 1.2]) for _ in range(characters)) if number % 4 == 3 else (),
    )


def deviation(model, naive, panel, parity):
    ours, plain = draw_panel(model, panel, parity=parity).latents, naive.draw(panel, parity)
    return float((ours - plain).abs().max() / plain.std())


@pytest.mark.parametrize("number", range(12))
def test_a_random_panel_is_drawn_alike(model, naive, number):
    panel = random_panel(number)
    assert deviation(model, naive, panel, parity=False) < MOST_LATENT_DEVIATION, panel


@pytest.mark.parametrize("number", range(100, 104))
def test_a_random_panel_is_drawn_alike_in_parity(model, naive, number):
    panel = replace(random_panel(number), height=random.Random(number).uniform(64, 137))
    assert deviation(model, naive, panel, parity=True) < MOST_LATENT_DEVIATION, panel


@pytest.mark.parametrize(("number", "scale"), [(200, 0.0), (201, 0.4), (202, 1.0)])
def test_a_random_panel_is_drawn_alike_with_the_language_model(model, naive, number, scale):
    panel = random_panel(number, scale)
    assert deviation(model, naive, panel, parity=False) < MOST_LATENT_DEVIATION, panel


def test_the_panels_differ_in_what_matters():
    panels = [random_panel(number) for number in range(12)]
    assert {len(panel.pictures) for panel in panels} == set(range(5))
    assert {panel.guided for panel in panels} == {True, False}
    assert {panel.ip_scale for panel in panels} == {0.0, 0.6, 1.0}
    assert any(len(set(panel.ip_scales)) > 1 for panel in panels)
    assert {panel.negative for panel in panels} == {None, "", "lowres , bad anatomy"}
    assert any(panel.height // 8 % 2 and panel.width // 8 % 2 for panel in panels)


def test_the_plain_variant_tells_a_wrong_engine(model, naive, monkeypatch):
    panel = replace(random_panel(1), guidance=5.0, ip_scale=0.6)
    boxes = model.unet._masks
    monkeypatch.setattr(model.unet, "_masks", lambda characters, *rest: boxes(characters + 0.1, *rest))
    assert deviation(model, naive, panel, parity=False) > 100 * MOST_LATENT_DEVIATION
    assert torch.isfinite(naive.draw(panel)).all()
