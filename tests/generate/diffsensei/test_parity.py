"""The reference's quirks, one by one: kept in parity, mended by default. Numbers worked out by hand."""

from dataclasses import replace

import pytest
import torch

from mangacli.generate.diffsensei.characters import CharacterPicture
from mangacli.generate.diffsensei.conditioning import encode
from mangacli.generate.diffsensei.masks import dialog_map, guessed_grid
from mangacli.generate.diffsensei.panel_prompt import PanelPrompt, fitted


def conditions(model, panel, parity):
    panel = fitted(panel, model.slots, 8, parity)
    return encode(model.text, model.characters, model.slots, panel, parity)


@pytest.mark.parametrize(
    ("latent", "true", "guessed"),
    [
        ((72, 28), (18, 7), (21, 6)),  # 576 × 224, second level: floor of a float just under 7
        ((48, 28), (24, 14), (24, 14)),  # 384 × 224, first level: right
        ((64, 64), (16, 16), (16, 16)),
    ],
)
def test_the_grid_is_guessed_from_the_number_of_tokens_and_the_aspect(latent, true, guessed):
    assert guessed_grid(true[0] * true[1], latent[0] / latent[1]) == guessed


def test_the_guess_ends_for_the_thinnest_panel():
    assert guessed_grid(4, 1 / 8) == (1, 4)


@pytest.mark.parametrize(("parity", "told"), [(True, 386.0), (False, 384)])
def test_a_height_of_386_is_told_as_it_was_asked_only_in_parity(model, parity, told):
    panel = PanelPrompt("rain", "", height=386.0, width=224)
    assert conditions(model, panel, parity).size_ids[-1].tolist() == [told, 224, 0, 0, told, 224]


def test_a_dialog_wholly_left_of_the_picture_fills_columns_only_in_parity():
    box = torch.tensor([[-0.5, 0.0, -0.3, 1.0]])
    assert not dialog_map(box, (4, 10)).any()
    assert dialog_map(box, (4, 10), parity=True)[0].tolist() == [True] * 7 + [False] * 3


def test_half_precision_moves_a_dialog_s_edge_only_in_parity():
    # 0.66 · 53 is 34.98, which half precision rounds to 35.
    box = torch.tensor([[0.0, 0.0, 0.66, 1.0]])
    assert int(dialog_map(box.half(), (1, 53), parity=True).sum()) == 35
    assert int(dialog_map(box, (1, 53), parity=True).sum()) == int(dialog_map(box, (1, 53)).sum()) == 34


def test_without_guidance_characters_stand_in_the_corner_only_in_parity(model, golden):
    mika = CharacterPicture.read(golden / "refs/char0.png")
    panel = PanelPrompt("rain", "", 64, 64, (mika,), ((0.25, 0.25, 0.75, 0.75),), guidance=1.0)
    kept, quirk = (conditions(model, panel, parity).character_boxes for parity in (False, True))
    assert kept.tolist() == [[[0.25, 0.25, 0.75, 0.75], *[[0.0] * 4] * 3]]
    assert quirk.tolist() == [[[0.0] * 4] * 4]
    guided = conditions(model, replace(panel, guidance=5.0), parity=True)
    assert guided.character_boxes[1].tolist() == kept[0].tolist()
