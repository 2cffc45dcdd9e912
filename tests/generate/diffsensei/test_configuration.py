import json

import pytest
import torch

from mangacli.errors import RunError
from mangacli.generate.diffsensei.configuration import AdapterSizes, ResamplerSizes, Slots, read_config
from mangacli.generate.diffsensei.weights import Weights


@pytest.fixture
def resampler(checkpoint):
    return Weights.read(checkpoint / "image_generator/image_proj_model")


def change(checkpoint, *keys, to):
    path = checkpoint / "model_config.json"
    content = json.loads(path.read_text())
    place = content
    for key in keys[:-1]:
        place = place[key]
    place[keys[-1]] = to
    path.write_text(json.dumps(content))


def test_the_file_says_the_sizes(checkpoint, resampler):
    config = read_config(checkpoint)
    assert config.slots(resampler) == Slots(characters=4, dialogs=8, vision_tokens=16, dummy_tokens=16)
    assert config.resampler(resampler) == ResamplerSizes(dim=40, depth=2, heads=4, dim_head=8, ff_mult=2)


def test_without_the_file_the_tensors_say_them_and_released_values_the_rest(checkpoint, resampler):
    (checkpoint / "model_config.json").unlink()
    config = read_config(checkpoint)
    assert config.slots(resampler) == Slots(characters=4, dialogs=8, vision_tokens=16, dummy_tokens=16)
    assert config.resampler(resampler) == ResamplerSizes(dim=40, depth=2, heads=1, dim_head=32, ff_mult=2)


def test_adapter_sizes_come_from_the_file_or_the_tensors(checkpoint):
    tensors = Weights.read(checkpoint / "mllm/agent").below("output_resampler.")
    assert read_config(checkpoint).adapter("output_resampler", tensors) == AdapterSizes(8, 64, 4, 48)
    (checkpoint / "model_config.json").unlink()
    assert read_config(checkpoint).adapter("output_resampler", tensors) == AdapterSizes(8, 64, 32, 48)


def test_heads_that_do_not_fit_are_an_error(checkpoint):
    (checkpoint / "model_config.json").unlink()
    tensors = Weights.read(checkpoint / "mllm/agent").below("input_resampler.")
    with pytest.raises(RunError, match="input_resampler is 48 wide, which 32 heads cannot share"):
        read_config(checkpoint).adapter("input_resampler", tensors)


def test_dummy_tokens_must_be_as_many_as_a_character_s(checkpoint, resampler):
    change(checkpoint, "image_generator", "num_dummy_tokens", to=8)
    with pytest.raises(RunError, match="8 dummy tokens and 16 tokens per character"):
        read_config(checkpoint).slots(resampler)


@pytest.mark.parametrize("value", [0, -1, 1.5, "4", True, [4], 10**9])
def test_a_number_that_is_no_count_is_named(checkpoint, resampler, value):
    change(checkpoint, "image_generator", "max_num_ips", to=value)
    with pytest.raises(RunError, match=r"model_config\.json: image_generator\.max_num_ips is .* not a count"):
        read_config(checkpoint).slots(resampler)


def test_heads_must_make_up_the_tensors_width(checkpoint, resampler):
    change(checkpoint, "resampler", "heads", to=5)
    with pytest.raises(
        RunError, match=r"layers\.0\.0\.to_q\.weight has shape \[32, 40\], expected \[40, 40\]"
    ):
        read_config(checkpoint).resampler(resampler)


def test_without_the_file_the_adapter_says_how_many_characters_there_are(checkpoint, resampler):
    (checkpoint / "model_config.json").unlink()
    agent = checkpoint / "mllm" / "agent" / "pytorch_model.bin"
    queries = torch.zeros(9 * 16, 8)
    torch.save({"output_resampler.query": queries}, agent)
    assert read_config(checkpoint).slots(resampler).characters == 9
    torch.save({"output_resampler.query": queries[:-1]}, agent)
    assert read_config(checkpoint).slots(resampler).characters == 4
    agent.write_bytes(b"no weights")
    assert read_config(checkpoint).slots(resampler).characters == 4
