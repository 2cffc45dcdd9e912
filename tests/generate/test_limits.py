"""Which limits a story is judged by: those of the checkpoint that draws, or that would draw."""

import json
import shutil
from pathlib import Path

import pytest

from mangacli.errors import StoryError
from mangacli.generate.choice import judge
from mangacli.generate.diffsensei.checkpoint import ENVIRONMENT
from mangacli.generate.engine_options import EngineOptions
from mangacli.generate.limits import limits_for
from mangacli.pipeline import place
from mangacli.run_options import RenderOptions

GOLDEN = Path(__file__).parents[1] / "golden" / "diffsensei" / "ckpt"


@pytest.fixture(autouse=True)
def nothing_installed(monkeypatch, tmp_path):
    monkeypatch.delenv(ENVIRONMENT, raising=False)
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def checkpoint(tmp_path):
    """A copy of the recorded checkpoint with slots of its own."""
    folder = Path(shutil.copytree(GOLDEN, tmp_path / "ckpt"))
    config = json.loads((folder / "model_config.json").read_text(encoding="utf-8"))
    config["image_generator"]["max_num_ips"] = 2
    (folder / "model_config.json").write_text(json.dumps(config), encoding="utf-8")
    return folder


def story(tmp_path, panel):
    path = tmp_path / "story.yaml"
    cast = "characters: {a: a girl, b: a boy, c: a cat}"
    text = f"manga: 1\ntitle: t\n{cast}\npages:\n  - panels:\n      - {panel}\n"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_checkpoint_the_released_model_is_the_measure():
    limits = limits_for(judge("draft"))
    assert (limits.name, limits.strict, limits.characters, limits.pieces) == ("draft", False, 4, None)


def test_an_installed_checkpoint_is_the_measure_of_other_artists_too(monkeypatch, checkpoint):
    monkeypatch.setenv(ENVIRONMENT, str(checkpoint))
    limits = limits_for(judge("draft"))
    assert (limits.strict, limits.characters) == (False, 2)
    assert limits.pieces is not None


def test_a_checkpoint_named_or_installed_that_is_incomplete_is_no_measure(monkeypatch, checkpoint):
    (checkpoint / "image_generator" / "model_index.json").unlink()
    assert limits_for(judge(str(checkpoint))).characters == 4
    monkeypatch.setenv(ENVIRONMENT, str(checkpoint))
    assert limits_for(judge("draft")).characters == 4
    assert limits_for(judge("diffsensei")).strict


def test_the_options_of_the_run_count(checkpoint):
    limits = limits_for(judge(str(checkpoint), EngineOptions(llm=True, long_prompts=True)))
    assert limits.long_prompts
    assert "<img>" in limits.picture_tokens


def found(path, **options):
    try:
        placed = place(path, RenderOptions(**options), judged_only=False)
    except StoryError as error:
        return [diagnostic.finding.rule for diagnostic in error.diagnostics]
    return [diagnostic.finding.rule for diagnostic in placed.warnings]


def test_a_story_is_judged_by_the_checkpoint_that_draws(tmp_path, checkpoint):
    path = story(tmp_path, "{prompt: sea, characters: [a, b, c]}")
    assert "model-characters" in found(path, model=str(checkpoint))
    assert "model-characters" not in found(path, model="draft")


def test_long_prompts_and_words_of_the_language_model_are_told_before_loading(tmp_path, checkpoint):
    path = story(tmp_path, f"{{prompt: '{'a ' * 80} <img>'}}")
    model = str(checkpoint)
    assert "prompt-too-long" in found(path, model=model)
    assert "prompt-too-long" not in found(path, model=model, engine=EngineOptions(long_prompts=True))
    assert "picture-token" not in found(path, model=model)
    assert "picture-token" in found(path, model=model, engine=EngineOptions(llm=True))
