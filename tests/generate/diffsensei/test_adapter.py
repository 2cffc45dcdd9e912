import pytest
import torch

from mangacli.generate.diffsensei.adapter import position_table, resized_positions


@pytest.mark.parametrize("which", ["input_resampler", "output_resampler"])
@pytest.mark.parametrize("count", [64, 16, 49])
def test_tokens_are_the_recorded_ones(model, units, which, count):
    resampler = getattr(model.adapter, which)
    with torch.no_grad():
        tokens = resampler(units[f"{which}_in_{count}"])
    torch.testing.assert_close(tokens, units[f"{which}_out_{count}"], atol=1e-5, rtol=0)


def test_positions_tell_the_column_first():
    table = position_table(2, 4)  # channels: sin x, cos x, sin y, cos y; positions row by row
    sin, cos = torch.tensor(1.0).sin().item(), torch.tensor(1.0).cos().item()
    wanted = [[0, 1, 0, 1], [sin, cos, 0, 1], [0, 1, sin, cos], [sin, cos, sin, cos]]
    torch.testing.assert_close(table, torch.tensor(wanted))


def test_a_grid_of_the_same_size_keeps_its_positions():
    table = position_table(3, 8)
    assert resized_positions(table, 9) is table


def test_tokens_that_fill_no_square_have_no_positions():
    with pytest.raises(ValueError, match="80 tokens do not fill a square"):
        resized_positions(position_table(8, 8), 80)
