"""Hypothesis profiles, and the small things that many tests share."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hub_server import HubServer
from hypothesis import HealthCheck, settings

settings.register_profile("default", max_examples=40, deadline=None, derandomize=True)
settings.register_profile(
    "thorough", max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

ROOT = Path(__file__).parent.parent


@pytest.fixture
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(autouse=True, scope="session")
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What a test keeps between runs does not land in the user's cache."""
    os.environ["MANGA_CACHE"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(autouse=True)
def nothing_drawn_before(own_cache: None) -> None:
    """A test finds no panels that another one has drawn."""
    shutil.rmtree(Path(os.environ["MANGA_CACHE"]) / "art", ignore_errors=True)


@pytest.fixture
def small_story(tmp_path: Path) -> Path:
    """A one-page story of three panels on small paper, quick to render."""
    path = tmp_path / "small.yaml"
    path.write_text(SMALL_STORY, encoding="utf-8")
    return path


@pytest.fixture
def hub(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[HubServer]:
    """A hub that offers the recorded checkpoint, an empty Hugging Face cache, nobody logged in."""
    from huggingface_hub import constants

    from mangacli.generate.diffsensei.checkpoint import REPOSITORY
    from mangacli.generate.diffsensei.hub import REVISION

    for variable in (
        "HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE", "HF_TOKEN", "HF_HUB_OFFLINE", "MANGA_DIFFSENSEI",
    ):  # fmt: skip
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(constants, "HF_TOKEN_PATH", str(tmp_path / "no-token"))
    monkeypatch.setattr(constants, "HF_HUB_DISABLE_TELEMETRY", True)
    monkeypatch.setenv("HF_HUB_DISABLE_TELEMETRY", "1")
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hf"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    with HubServer(root / "tests/golden/diffsensei/ckpt", REPOSITORY, REVISION) as server:
        monkeypatch.setenv("HF_ENDPOINT", server.url)
        yield server


SMALL_STORY = """\
manga: 1
title: Small
language: en
page: {preset: a5, dpi: 72}
characters:
  ann: {name: Ann, description: a girl with long hair}
pages:
  - layout: {rows: [1, 2]}
    panels:
      - prompt: Ann in a room
        characters: [ann]
        dialogs:
          - ann: Hello there.
          - caption: Morning.
      - prompt: Ann on the street
        characters: [ann]
      - prompt: a night sky
        dialogs:
          - sfx: BOOM
  - layout: {rows: [1]}
    panels:
      - prompt: the sea
        dialogs:
          - caption: The end.
"""
