import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from mangacli.generate.diffsensei.masks import (
    character_mask,
    dialog_map,
    guessed_grid,
    holds_no_position,
    level_grids,
)
from mangacli.story.character_boxes import attended_grids, slips_through

# Where the reference guesses another feature map than the true one.
GUESSED_WRONG = {"mask_9x64_lvl1", "mask_9x64_lvl2", "mask_64x9_lvl1", "mask_64x9_lvl2"}


def recorded_mask(units, entry):
    bits = np.unpackbits(units.arrays[entry["key"]], axis=0)[: entry["tokens"]]
    return torch.from_numpy(bits.astype(bool))


def test_masks_are_the_recorded_ones_where_the_reference_knows_the_size(units):
    boxes = torch.tensor(units.said["masks"]["boxes"])[None]
    for entry in units.said["masks"]["entries"]:
        grid = level_grids(tuple(entry["latent"]), 3)[entry["level"]]
        assert list(grid) == entry["level_size"]
        same = torch.equal(character_mask(boxes, grid, 1, 1)[0], recorded_mask(units, entry))
        assert same == (entry["key"] not in GUESSED_WRONG), entry["key"]


def test_masks_on_the_guessed_size_are_all_the_recorded_ones(units):
    boxes = torch.tensor(units.said["masks"]["boxes"])[None]
    for entry in units.said["masks"]["entries"]:
        grid = guessed_grid(entry["tokens"], entry["latent"][0] / entry["latent"][1])
        assert torch.equal(character_mask(boxes, grid, 1, 1)[0], recorded_mask(units, entry)), entry["key"]


@pytest.mark.parametrize(("latent", "tokens", "guess"), [((36, 14), 126, (21, 6)), ((12, 20), 60, (6, 10))])
def test_the_guess_reads_some_sizes_wrong(latent, tokens, guess):
    assert guessed_grid(tokens, latent[0] / latent[1]) == guess


def test_every_character_has_all_its_tokens_and_the_background_all_dummies():
    mask = character_mask(torch.tensor([[[0.0, 0.0, 0.4, 1.0], [0.6, 0.0, 1.0, 1.0]]]), (1, 3), 2, 3)
    assert mask[0].int().tolist() == [
        [0, 0, 1, 1, 1, 0, 0, 0],
        [1, 1, 0, 0, 0, 0, 0, 0],
        [0, 0, 0, 0, 0, 1, 1, 1],
    ]


def test_the_zero_box_of_an_unused_slot_holds_the_top_left_position():
    mask = character_mask(torch.zeros(1, 1, 4), (2, 2), 1, 1)
    assert mask[0].int().tolist() == [[0, 1], [1, 0], [1, 0], [1, 0]]


def test_an_inverted_box_opens_nothing():
    assert not character_mask(torch.tensor([[[0.7, 0.0, 0.3, 1.0]]]), (4, 4), 1, 1)[0, :, 1].any()


@given(st.lists(st.floats(-0.5, 1.5, width=32), min_size=8, max_size=8), st.integers(1, 9), st.integers(1, 9))
def test_every_position_may_look_at_something(numbers, height, width):
    mask = character_mask(torch.tensor(numbers).reshape(1, 2, 4), (height, width), 3, 2)
    assert mask.any(dim=-1).all()


def test_dialog_rasters_are_the_recorded_ones(units):
    for height, width in units.said["rasters"]["latents"]:
        boxes = units[f"raster_boxes_{height}x{width}"]
        for index, box in enumerate(boxes):
            bits = np.unpackbits(units.arrays[f"raster_{height}x{width}_{index}"])[: height * width]
            wanted = torch.from_numpy(bits.reshape(height, width).astype(bool))
            for parity in (False, True):
                assert torch.equal(dialog_map(box[None], (height, width), parity), wanted)


def test_dialogs_that_overlap_count_once_and_unused_slots_not_at_all():
    boxes = torch.tensor([[0.0, 0.0, 0.5, 0.5], [0.25, 0.25, 1.0, 0.5], [0.0, 0.0, 0.0, 0.0]])
    assert dialog_map(boxes, (4, 4)).int().tolist() == [
        [1, 1, 0, 0],
        [1, 1, 1, 1],
        [0, 0, 0, 0],
        [0, 0, 0, 0],
    ]


def test_a_dialog_left_of_the_picture_covers_nothing_but_in_parity():
    box = torch.tensor([[-0.5, 0.0, -0.3, 1.0]])
    assert not dialog_map(box, (10, 10)).any()
    assert dialog_map(box, (10, 10), parity=True).sum(dim=1).tolist() == [7] * 10


def test_half_precision_moves_edges_only_in_parity():
    box = torch.tensor([[0.0, 0.0, 0.97, 1.0]])  # 0.97 · 34 = 32.98, but 33 in half precision
    assert dialog_map(box, (1, 34)).sum() == 32
    assert dialog_map(box.half(), (1, 34), parity=True).sum() == 33


@given(st.integers(8, 99), st.integers(8, 99), st.floats(0, 1), st.floats(0, 1), st.floats(0, 0.2))
def test_the_story_is_warned_of_the_boxes_that_the_network_cannot_see(width, height, left, top, thin):
    box = (left, top, min(1.0, left + thin), min(1.0, top + 0.3))
    levels = level_grids((height, width), 3)[1:]
    grids = attended_grids((width * 8, height * 8))
    assert [(rows, columns) for columns, rows in grids] == levels
    for grid, level in zip(grids, levels, strict=True):
        steps = [edge * (count - 1) for edge, count in zip(box, grid * 2, strict=True)]
        if all(step == 0 or abs(step - round(step)) > 1e-4 for step in steps):  # else rounding decides
            assert slips_through(box, grid) == holds_no_position(torch.tensor(box), level)
