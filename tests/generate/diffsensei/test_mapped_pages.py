"""Pages of mapped weight files are given back, and nothing else is: not a number changes."""

import sys
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from mangacli.generate.diffsensei.mapped_pages import let_go
from mangacli.generate.diffsensei.weights import Weights

LARGE = (600, 1000)


def resident(path: Path) -> int:
    """KiB of a mapped file that count as ours."""
    lines = Path("/proc/self/smaps").read_text(encoding="utf-8").splitlines()
    starts = [index for index, line in enumerate(lines) if line.endswith(str(path))]
    return sum(
        int(next(line for line in lines[start:] if line.startswith("Rss:")).split()[1]) for start in starts
    )


@pytest.mark.skipif(sys.platform != "linux", reason="other systems keep their pages")
@pytest.mark.parametrize("kind", ["model.safetensors", "pytorch_model.bin"])
def test_what_was_cast_is_given_back_and_stays_what_it_was(tmp_path, kind):
    numbers = torch.randn(LARGE, generator=torch.Generator().manual_seed(0))
    path = tmp_path / kind
    save = save_file if path.suffix == ".safetensors" else torch.save
    save({"large": numbers, "small": numbers[0].clone()}, path)
    weights = Weights.read(tmp_path)
    assert torch.equal(weights.tensors["large"], numbers)
    before = resident(path)
    assert before > numbers.nbytes / 1024 * 0.9
    half = weights.cast(torch.float16)
    assert resident(path) < before / 10
    assert torch.equal(half["large"], numbers.half())
    assert torch.equal(weights.tensors["large"], numbers)


def test_memory_that_is_no_files_is_left_alone(tmp_path):
    path = tmp_path / "model.safetensors"
    path.write_bytes(b"")
    numbers = torch.ones(LARGE)
    let_go(numbers, path)
    let_go(numbers.t(), path)
    assert numbers.eq(1).all()
