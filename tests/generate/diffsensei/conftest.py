"""The tiny recorded checkpoint, loaded once, and the numbers recorded from the reference."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch

from mangacli.generate.diffsensei.load import Model, load_model
from mangacli.generate.diffsensei.replay import RecordedCase, read_case

GOLDEN = Path(__file__).parents[2] / "golden" / "diffsensei"
CASES = sorted(folder.name for folder in (GOLDEN / "cases").iterdir())


class Recorded:
    """Arrays by name as tensors, and the descriptions beside them."""

    def __init__(self, arrays: Path, descriptions: Path) -> None:
        self.said = json.loads(descriptions.read_text(encoding="utf-8"))
        with np.load(arrays, allow_pickle=False) as content:
            self.arrays = {name: content[name] for name in content.files}

    def __getitem__(self, name: str) -> torch.Tensor:
        return torch.from_numpy(self.arrays[name])


@pytest.fixture(autouse=True, scope="session")
def one_thread():
    torch.set_num_threads(1)


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory, monkeypatch):
    """Nothing is kept in the user's own folder."""
    monkeypatch.setenv("MANGA_CACHE", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture(scope="session")
def golden() -> Path:
    return GOLDEN


@pytest.fixture(scope="session")
def units() -> Recorded:
    return Recorded(GOLDEN / "units.npz", GOLDEN / "units.json")


@pytest.fixture(scope="session")
def model(one_thread) -> Model:
    """The recorded checkpoint with its language model, in single precision."""
    return load_model(GOLDEN / "ckpt", torch.device("cpu"), torch.float32, llm=True)


@pytest.fixture(scope="session", params=CASES)
def case(request) -> RecordedCase:
    return read_case(GOLDEN / "cases" / request.param)


@pytest.fixture(scope="session")
def recorded():
    """A case's name → its recorded arrays and arguments."""
    folders = {name: GOLDEN / "cases" / name for name in CASES}
    return {name: Recorded(f / "tensors.npz", f / "case.json") for name, f in folders.items()}


@pytest.fixture
def checkpoint(tmp_path) -> Path:
    """A copy of the recorded checkpoint that a test may spoil."""
    return Path(shutil.copytree(GOLDEN / "ckpt", tmp_path / "ckpt"))
