from dataclasses import replace

import numpy as np
import pytest
import torch
from diffusers import LCMScheduler

from mangacli.errors import RunError
from mangacli.generate.diffsensei import pipeline
from mangacli.generate.diffsensei.characters import CharacterPicture
from mangacli.generate.diffsensei.conditioning import adapt, encode, negative_image_prompt
from mangacli.generate.diffsensei.panel_prompt import PanelPrompt, fitted
from mangacli.generate.diffsensei.pipeline import draw_panel, to_picture

PANEL = PanelPrompt("rain", None, height=64, width=64, steps=2, dialog_boxes=((0.0, 0.0, 0.5, 0.5),))
BOX = (0.1, 0.1, 0.9, 0.9)


@pytest.fixture
def mika(golden):
    return CharacterPicture.read(golden / "refs/char0.png")


def build_conditions(model, panel, parity=False):
    panel = fitted(panel, model.slots, 8, parity)
    conditions = encode(model.text, model.characters, model.slots, panel, parity)
    return adapt(model.adapter, model.slots, panel, conditions) if panel.mllm_scale else conditions


def with_characters(picture, count, panel=PANEL):
    return replace(panel, pictures=(picture,) * count, character_boxes=(BOX,) * count)


@pytest.mark.parametrize("parity", [False, True])
def test_conditions_are_the_recorded_ones(model, case, recorded, parity):
    case_arrays = recorded[case.name]
    conditions = build_conditions(model, case.panel, parity)
    rows = slice(None, None, case.panel.samples)
    context = torch.cat([conditions.text, conditions.image], dim=1)
    torch.testing.assert_close(context, case_arrays["encoder_hidden_states"][rows], atol=1e-4, rtol=0)
    torch.testing.assert_close(conditions.pooled, case_arrays["added_text_embeds"][rows], atol=1e-4, rtol=0)
    assert torch.equal(conditions.character_boxes, case_arrays["ip_bbox"][rows])
    assert torch.equal(conditions.dialog_boxes, case_arrays["dialog_bbox"][rows])
    assert conditions.size_ids[0].tolist() == case_arrays["added_time_ids"][0].tolist()


def test_the_negative_image_prompt_is_the_recorded_constant(model, recorded):
    for case in recorded.values():
        wanted = case["negative_image_embeds"][0]
        ours = negative_image_prompt(model.characters, model.slots)
        torch.testing.assert_close(ours, wanted, atol=1e-4, rtol=0)


def test_the_seed_draws_the_recorded_noise(case):
    generator = torch.Generator().manual_seed(case.panel.seed)
    drawn = torch.randn(case.noise.shape, generator=generator)
    torch.testing.assert_close(drawn, case.noise, atol=1e-6, rtol=0)


def test_the_last_latents_decode_to_the_recorded_colours(model, recorded):
    for case in recorded.values():
        scaled = case["latents"][-1] / model.vae.config.scaling_factor
        torch.testing.assert_close(scaled, case["vae_in"], atol=1e-5, rtol=1e-6)
        with torch.no_grad():
            decoded = model.vae.decode(case["vae_in"]).sample
        torch.testing.assert_close(decoded[..., ::4, ::4], case["decoded"], atol=1e-4, rtol=0)


def test_latents_are_unscaled_by_mean_and_deviation_where_the_decoder_has_them(model, recorded, monkeypatch):
    case = recorded["p1_two_chars"]
    plain = pipeline.decode(model.vae, case["latents"][-1][0])
    config = dict(model.vae.config) | {"latents_mean": [0.5] * 4, "latents_std": [2.0] * 4}
    monkeypatch.setattr(model.vae, "_internal_dict", type(model.vae.config)(config))
    moved = (case["vae_in"] - 0.5) / 2 * config["scaling_factor"]
    # the way there and back rounds: a level of grey at the most
    off = np.abs(
        np.subtract(*(np.asarray(p, dtype=int) for p in (pipeline.decode(model.vae, moved[0]), plain)))
    )
    assert off.max() <= 1 and off.mean() < 0.01


def test_the_same_panel_is_drawn_with_the_same_bytes_whatever_was_drawn_before(model, mika):
    panel = with_characters(mika, 1)
    first = draw_panel(model, panel).pictures[0].tobytes()
    torch.manual_seed(5)
    draw_panel(model, replace(panel, prompt="sun", width=72, seed=3))
    assert draw_panel(model, panel).pictures[0].tobytes() == first
    assert draw_panel(model, replace(panel, seed=1)).pictures[0].tobytes() != first


def test_several_samples_begin_with_the_single_one(model):
    alone = draw_panel(model, PANEL)
    both = draw_panel(model, replace(PANEL, samples=2))
    assert len(both.pictures) == 2
    torch.testing.assert_close(both.latents[:1], alone.latents, atol=1e-3, rtol=1e-3)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"pictures": 5}, "5 pictures of characters in one panel; the model takes 4"),
        ({"dialogs": 9}, "9 dialogs in one panel; the model takes 8"),
    ],
)
def test_what_is_too_much_is_an_error_and_cut_off_only_in_parity(model, mika, change, message):
    few = with_characters(mika, min(4, change.get("pictures", 0)))
    few = replace(few, dialog_boxes=(BOX,) * min(8, change.get("dialogs", 0)))
    many = with_characters(mika, change.get("pictures", 0))
    many = replace(many, dialog_boxes=(BOX,) * change.get("dialogs", 0))
    with pytest.raises(RunError, match=message):
        draw_panel(model, many)
    cut = draw_panel(model, many, parity=True).latents
    assert torch.equal(cut, draw_panel(model, few, parity=True).latents)


def test_every_picture_needs_a_box(model, mika):
    with pytest.raises(RunError, match="1 pictures of characters, but 0 boxes"):
        draw_panel(model, replace(PANEL, pictures=(mika,)))


def test_sizes_round_down_to_multiples_of_eight_and_the_model_is_told_so(model):
    panel = replace(PANEL, height=386.0, width=100)
    settled = fitted(panel, model.slots, 8)
    assert settled.latent(8) == panel.latent(8) == (48, 12)
    assert (settled.height, settled.width) == (384, 96)
    assert fitted(panel, model.slots, 8, parity=True) == panel
    with pytest.raises(RunError, match="too small"):
        fitted(replace(PANEL, height=7), model.slots, 8)


def test_without_guidance_characters_keep_their_boxes_but_in_parity(model, mika):
    panel = with_characters(mika, 1, replace(PANEL, guidance=1.0))
    mended, quirk = (build_conditions(model, panel, parity) for parity in (False, True))
    assert mended.text.shape[0] == mended.image.shape[0] == 1
    assert mended.character_boxes[0, 0].tolist() == pytest.approx(list(BOX))
    assert not quirk.character_boxes.any()
    assert torch.equal(quirk.dialog_boxes, mended.dialog_boxes)
    plain, parity = (draw_panel(model, panel, parity=p).latents for p in (False, True))
    assert plain.shape == parity.shape
    assert (plain - parity).abs().max() > 0.01 * plain.std()


def test_a_character_in_a_box_that_slips_through_is_told(model, mika, caplog):
    caplog.set_level("DEBUG", "mangacli")
    large = with_characters(mika, 1, replace(PANEL, height=128, width=128))
    draw_panel(model, large)
    assert not caplog.records
    draw_panel(model, replace(large, character_boxes=((0.4, 0.0, 0.45, 1.0),)))
    assert "the box of character 1 is too thin for 1 of the network's levels" in caplog.text


def test_unused_slots_are_not_encoded_without_the_language_model(model, mika, monkeypatch):
    encoded = []
    tokens = model.characters.tokens
    monkeypatch.setattr(model.characters, "tokens", lambda picture: encoded.append(1) or tokens(picture))
    build_conditions(model, with_characters(mika, 1), parity=False)
    assert len(encoded) == 1


def test_at_mllm_scale_zero_the_language_model_is_not_asked(model, mika, monkeypatch):
    panel = replace(with_characters(mika, 1), mllm_scale=0.0)
    asked = draw_panel(model, replace(panel, mllm_scale=1e-12)).latents
    monkeypatch.setattr(model.adapter, "adapt", None)
    torch.testing.assert_close(draw_panel(model, panel).latents, asked, atol=1e-3, rtol=1e-4)


def test_progress_counts_the_steps(model):
    seen = []
    draw_panel(model, replace(PANEL, steps=3), lambda done, total: seen.append((done, total)))
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_a_scheduler_that_draws_noise_of_its_own_draws_it_from_the_seed(model, monkeypatch):
    config = {"beta_schedule": "scaled_linear", "beta_start": 0.00085, "beta_end": 0.012}
    monkeypatch.setattr(type(model), "new_scheduler", lambda self, name: LCMScheduler.from_config(config))
    torch.manual_seed(1)
    first = draw_panel(model, PANEL).latents
    torch.manual_seed(2)
    assert torch.equal(draw_panel(model, PANEL).latents, first)


def test_colours_become_levels_rounded_and_clamped():
    decoded = torch.tensor([-3.0, -1.0, 0.0, 1.0]).repeat(3, 1)[:, None]
    assert list(to_picture(decoded).convert("L").tobytes()) == [0, 0, 128, 255]
